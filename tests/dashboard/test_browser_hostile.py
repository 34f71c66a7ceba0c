"""Text is data on every screen: nothing in it runs, fetches, asks, leaves its box or turns other text round.

The whole campaign, in both themes and with many histories, is ``python -m tests.trust.hostile``.
"""

from __future__ import annotations

import pytest
from markupsafe import escape

from dashboard.components import HERE
from dashboard.reasons.marks import marked_plot, sentence_html
from dashboard.reasons.sentence import Piece
from dashboard.text.direction import isolate
from dashboard.text.markup import element, isolated, join, plain_in_markdown, trusted
from emde_core import Recommender
from emde_core.explain.values import WordValue
from tests.serving import served
from tests.trust.hostile_deeds import problems_of_film, problems_of_own_study, problems_of_poster
from tests.trust.hostile_strings import ALL, CLASSES, RUN
from tests.trust.hostile_visits import problems_of, visits
from tests.trust.hostile_world import prepared_world
from tests.trust.watch import Watch, faults, settle, watched

pytestmark = pytest.mark.browser

COMMON = (HERE / "common.js").read_text()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The model's folder of the hostile world."""
    return prepared_world(tmp_path_factory.mktemp("hostile"))


def test_on_every_screen_text_is_text(chromium, world):
    model, problems = Recommender.load(world), []
    with served(world) as server, watched(chromium, server.address) as (page, watch):
        for visit in visits(model):
            problems += problems_of(visit, page, watch, server.address, model)
        assert watch.requests > 100, "the watch was awake"
        page.goto(f"{server.address}/?v2=%3Cimg%20src=x%20onerror={RUN}%3E&participant=%3Cscript%3E{RUN}%3C/script%3E")
        settle(page)
        upload_and_type(page)
        problems += faults(page) + watch.problems
        watch.problems.clear()
        for deed in (problems_of_film, problems_of_poster, problems_of_own_study):
            problems += deed(page, watch, server.address)
        check_the_watch(page, watch)
    assert "\n".join(problems) == ""
    assert len(ALL) >= 150


TURNING = [*CLASSES["direction"], CLASSES["long"][6]]
FRAME = "<!doctype html><meta charset=utf-8><style>bdi { unicode-bidi: isolate }</style>"


def around(text):
    """The text in every place where it may stand among other words, as Python writes them."""
    words = [WordValue(2, 4, text[2:4], 0.4), WordValue(5, 6, text[5:6], -0.4)]
    sentence = Piece(f"Because of {isolate(text)}, ", "company"), Piece("and so on")
    return [
        element("p", "In front ", isolated(text), " behind"),
        marked_plot(text, words),
        element("p", sentence_html(sentence)),
        element("p", "In front ", element("b", text), " behind"),
        element("p", "In front ", element("b", trusted(escape(plain_in_markdown(text).replace("\\", "")))), " behind"),
    ]


def test_no_text_turns_the_words_around_it(chromium):
    """Signs of direction that end more than they began, or begin what they do not end, stay where they stand."""
    with watched(chromium, "http://localhost") as (page, _):
        page.goto("about:blank")
        pieces = [piece for text in TURNING for piece in around(text)]
        page.set_content(FRAME + join(*pieces))
        assert page.evaluate("() => watch.flips()") == []
        assert page.locator("mark").count() > len(TURNING)


def test_nor_does_what_a_component_writes(chromium):
    script = f"const common = (() => {{ {COMMON.replace('export ', '')}; return {{ element, write }}; }})();"
    with watched(chromium, "http://localhost") as (page, _):
        page.goto("about:blank")
        page.set_content(FRAME)
        page.add_script_tag(
            content=script
            + """globalThis.fill = (texts, safe) => texts.forEach((text) => {
          const line = common.element("p", "", document.body, "In front ");
          const [name, word] = [common.element("bdi", "", line), common.element("b", "", line, safe ? text : "")];
          if (safe) common.write(name, text); else [name.textContent, word.textContent] = [text, text];
          line.append(" behind");
        });"""
        )
        page.evaluate("(texts) => fill(texts, true)", TURNING)
        assert page.evaluate("() => watch.flips()") == []
        page.evaluate("(texts) => fill(texts, false)", TURNING)
        assert len(page.evaluate("() => watch.flips()")) > len(TURNING), "the control"


def upload_and_type(page):
    """Bring files whose names and contents are hostile, and type what is."""
    name = f"<img src=x onerror={RUN}> :red[x] \u202egnp.csv"
    table = "title,year,rating\n" + "".join(f'"{each[:200].replace(chr(34), "")}",1999,5\n' for each in ALL[:40])
    page.get_by_role("combobox").first.fill(f"<script>{RUN}</script>")
    page.wait_for_timeout(500)
    page.goto(page.url.split("?")[0] + "data")
    settle(page)
    page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": table.encode("utf-8", "replace")}
    )
    page.wait_for_timeout(1500)
    settle(page)


def check_the_watch(page, watch: Watch):
    """The control, on an empty page: each thing that must not happen is seen where it does."""
    page.goto("about:blank")
    page.evaluate(f"() => {{ {RUN}; alert(1); new Image().src = 'http://localhost:9/x.png'; }}")
    page.evaluate("""() => {
      const add = (html) => document.body.insertAdjacentHTML('beforeend', html);
      add('<p style="width:90px">' + 'W'.repeat(99) + '</p>');
      add('<div style="height:40px;width:60px;overflow:hidden"><p style="margin-top:-50px">headless</p></div>');
      add('<p>Before <b>\\u202eturned</b> after</p>');
      add('<p>In front <bdi>\\u2069\\u202eout of its bdi</bdi> behind</p>');
    }""")
    page.wait_for_timeout(300)
    seen = " ".join([*watch.problems, *faults(page)])
    for sign in (
        "__ran: a script",
        "__ran: alert",
        "elsewhere: http://localhost:9",
        "WWW",
        "headless",
        "turned after",
        "out of its",
    ):
        assert sign in seen, sign
