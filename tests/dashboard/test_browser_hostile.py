"""Text is data on every screen: nothing in it runs, fetches, asks, leaves its box or turns other text round.

The whole campaign, in both themes and with many histories, is ``python -m tests.trust.hostile``.
"""

from __future__ import annotations

import pytest

from emde_core import Recommender
from tests.serving import served
from tests.trust.hostile_strings import ALL, RUN
from tests.trust.hostile_visits import problems_of, visits
from tests.trust.hostile_world import prepared_world
from tests.trust.watch import Watch, faults, settle, watched

pytestmark = pytest.mark.browser


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
        check_the_watch(page, watch)
    assert "\n".join(problems) == ""
    assert len(ALL) >= 150


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
    }""")
    page.wait_for_timeout(300)
    seen = " ".join([*watch.problems, *faults(page)])
    for sign in ("__ran: a script", "__ran: alert", "elsewhere: http://localhost:9", "WWW", "headless", "turned after"):
        assert sign in seen, sign
