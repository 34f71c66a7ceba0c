"""What only a real browser shows: components, highlights, hostile titles, keyboard, two sessions."""

from __future__ import annotations

import re

import pytest

from dashboard.panels.explore.explanation import expected_changes
from dashboard.panels.explore.recommendations import FIRST
from emde_core import History
from emde_core.text.words import is_function_word

from .screens import BROKEN, OVER, Screen, check_accessible, tab_to

pytestmark = pytest.mark.browser

BARS = """(bars) => bars.map((bar) =>
  [bar.closest('[data-token]').dataset.token, bar.dataset.part, Number(bar.dataset.value)])"""


def test_from_a_history_to_a_reason(screen, service):
    history = screen.build()
    assert screen.watched() == [("1", "like"), ("2", "like"), ("16", "dislike")]
    picks = service.recommend(history, FIRST)
    assert screen.films() == [p.film.id for p in picks]
    check_posters(screen.page, service)
    chosen = next(p.film for p in picks[1:] if p.film.plot and service.explain(history, p.film.id).regions)
    screen.do(lambda: screen.page.locator(f".tile[data-film='{chosen.id}']").click())
    why = service.model.explain(history, chosen.id)
    page = screen.page
    assert page.locator(".sentence").get_attribute("data-film") == chosen.id
    assert float(page.locator(".score").get_attribute("data-score")) == why.score
    check_meetings(page, why)
    page.get_by_role("button", name="Mark the words that add most").click()
    check_words(page, [word for word in why.words if not is_function_word(word.text)])
    check_regions(page, why)
    net = page.locator(".entries .bar").evaluate_all(BARS)
    assert sum(value for *_, value in net) == pytest.approx(why.score)
    assert page.locator(".reasons .words").first.text_content().startswith("Parts less what is taken back; ")
    page.get_by_role("button", name="Show what is taken back").click()
    drawn = {(entry, part): value for entry, part, value in page.locator(".entries .bar").evaluate_all(BARS)}
    assert drawn == {(f"film:{p.entry}", p.part): p.value for p in why.contributions}
    assert float(page.locator("[data-residual]").get_attribute("data-residual")) == why.completeness_residual


def check_posters(page, service) -> None:
    """Films without a poster show their title in its place; no picture is broken."""
    for film in ("9", "10", "14", "15"):
        frame = page.locator(f".tile[data-film='{film}'] .frame")
        assert frame.locator(".stand").text_content() == service.film(film).title
        assert frame.locator(".stand").is_visible()
        assert not frame.locator("img").is_visible()
    assert page.locator("img:visible").evaluate_all(BROKEN) == 0


def check_meetings(page, why) -> None:
    """What is marked in the plot at first are the words that meet a liked film's."""
    page.locator(".plot").first.wait_for(state="attached")
    marked = {mark.text_content() for mark in page.locator(".reader mark").all()}
    assert marked <= {each.word.text for each in why.meetings}


def check_words(page, words) -> None:
    values = {(each.text, each.value) for each in words}
    page.locator("mark").first.wait_for()
    marked = [(m.text_content(), float(m.get_attribute("data-value"))) for m in page.locator("mark").all()]
    assert set(marked) <= values
    assert max(abs(v) for _, v in marked) == max(abs(v) for _, v in values)


def check_regions(page, why) -> None:
    values = {region.value for region in why.regions}
    drawn = [float(patch.get_attribute("data-value")) for patch in page.locator(".lens .patch").all()]
    assert drawn
    assert set(drawn) <= values
    page.get_by_role("slider", name="Strength of the highlight").fill("0")
    assert page.locator(".lens .patch").first.evaluate("patch => getComputedStyle(patch).opacity") == "0"


def test_editing_and_undoing(screen, service):
    history = screen.build()
    screen.do(lambda: screen.page.get_by_role("button", name=re.compile("^Harbour of Crows: liked")).click())
    assert screen.watched() == [("1", "like"), ("2", "dislike"), ("16", "dislike")]
    screen.do(lambda: screen.page.get_by_role("button", name=re.compile("^Remove The Salt Lantern")).click())
    assert [film for film, _ in screen.watched()] == ["2", "16"]
    for _ in range(2):
        screen.do(lambda: screen.page.get_by_role("button", name="Undo").click())
    assert screen.films() == [p.film.id for p in service.recommend(history, FIRST)]
    screen.do(lambda: screen.page.get_by_role("button", name="Redo").click())
    assert dict(screen.watched())["2"] == "dislike"


def test_the_keyboard_is_enough(screen):
    """Nothing but keys from the top of the page: a film is added, another chosen, a category singled out and let go."""
    page = screen.page
    tab_to(page, "[role=combobox]")
    page.keyboard.type("salt lan")
    screen.choose("1")
    assert screen.watched() == [("1", "like")]
    tab_to(page, ".grid .tile")
    page.keyboard.press("ArrowRight")
    wanted = page.locator(".grid .tile").nth(1).get_attribute("data-film")
    screen.do(lambda: page.keyboard.press("Enter"))
    assert page.locator(".sentence").get_attribute("data-film") == wanted
    page.locator(f".tile[data-film='{wanted}'][aria-pressed=true]").wait_for()
    tab_to(page, ".chip")
    screen.do(lambda: page.keyboard.press("Enter"))
    page.locator(".chip[aria-pressed=true]").wait_for()
    screen.do(lambda: page.keyboard.press("Escape"))
    page.locator(".chip[aria-pressed=true]").wait_for(state="detached")


def test_a_film_is_liked_by_keys_before_there_is_a_history(screen):
    page = screen.page
    tab_to(page, ".grid .tile")
    page.keyboard.press("ArrowRight")
    second = page.locator(".grid .tile").nth(1).get_attribute("data-film")
    screen.do(lambda: page.keyboard.press("Enter"))
    assert screen.watched() == [(second, "like")]


HOSTILE = {"5": "m*a*s*h", "6": "<script", "7": ":smile", "8": "רוח", "10": "1. april", "11": "<b>bold"}


def test_hostile_titles_come_out_as_they_are(screen, service):
    for film, query in HOSTILE.items():
        screen.add(query, film)
    screen.page.locator(".history .title").nth(len(HOSTILE) - 1).wait_for()  # the list comes after the run
    titles = [title.text_content() for title in screen.page.locator(".history .title").all()]
    assert titles == [service.film(film).title for film in HOSTILE]
    labels = [row.get_attribute("aria-label") for row in screen.page.locator(".entries .choice").all()]
    assert {label.split(": plot ")[0] for label in labels} == {service.film(film).label for film in HOSTILE}
    history = History(liked=tuple(HOSTILE))
    shown = screen.films()[0]
    changes = expected_changes(service.removals(history, shown), service.explain(history, shown))
    said = [change.name for change in changes][:3]
    buttons = screen.page.locator("[class*='st-key-without'] button").all_text_contents()
    plain = [re.sub("[\u2060\u2068\u2069]", "", b.split(": this ")[0].removeprefix("Take out ")) for b in buttons]
    assert plain == said
    screen.do(lambda: screen.page.locator(".grid .tile").last.click())
    assert screen.page.locator(".film h2").text_content() == service.film(screen.films()[-1]).title


def test_each_screen_has_a_title_of_its_own(screen):
    for name in ("Evidence", "Data", "Explore"):
        screen.do(screen.page.get_by_role("link", name=name, exact=True).click)
        screen.page.wait_for_function(f"document.title === '{name} · Why this film?'")


def test_two_sessions_keep_to_themselves(chromium, address):
    one, two = (Screen(chromium.new_context().new_page(), address) for _ in range(2))
    one.add("salt lan", "1")
    two.add("heat 2003", "4")
    assert one.watched() == [("1", "like")]
    assert two.watched() == [("4", "like")]
    one.do(lambda: one.page.get_by_role("button", name="Clear").click())
    assert two.watched() == [("4", "like")]
    for screen in (one, two):
        screen.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_theme_is_accessible_and_fits(chromium, address, scheme):
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
    screen = Screen(context.new_page(), address)
    page = screen.page
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    light = sum(int(part) for part in re.findall(r"\d+", background)[:3]) > 382
    assert light == (scheme == "light")
    check_accessible(page)
    screen.add("very long", "9")
    screen.add("heat 1991", "3")
    screen.add("supper", "16", "Shift+Enter")
    check_accessible(page)
    page.get_by_text("Replay the history, film by film").click()
    page.locator(".st-key-replay-open .js-plotly-plot").last.wait_for()
    page.get_by_role("button", name=re.compile("^Share or save")).click()
    page.get_by_role("button", name="Copy link").wait_for()
    check_accessible(page)
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(f"() => innerWidth === {width} && ({OVER})() <= 0")
    context.close()
