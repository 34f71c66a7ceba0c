"""Linked views in a real browser: what is chosen lights its counterparts, by mouse and by keyboard."""

from __future__ import annotations

from itertools import pairwise

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from dashboard.reasons.linked_views import CommonValues, common_by_film, linked_views  # noqa: E402
from dashboard.state.focus import atom_focus, parse_focus  # noqa: E402
from dashboard.text.grammar import with_sign  # noqa: E402

from .screens import Screen, check_accessible, fits, tab_to  # noqa: E402

pytestmark = pytest.mark.browser

LIT = "(rows) => rows.filter((row) => row.querySelector('.bar:not(.recedes)')).map((row) => row.dataset.token)"
MOVING = {"tile", "numbers", "plot"}
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot) at = at.shadowRoot.activeElement;
  return at.dataset.token;
}"""


QUICKLY = "(first, [second, gap]) => { first.click(); setTimeout(() => second.click(), gap); }"  # in milliseconds


UNDER = "(node, y) => document.querySelector('.stMain').scrollBy(0, node.getBoundingClientRect().top - y)"
BESIDE = """() => {
  const { width, height } = document.querySelector(".stAppHeader").getBoundingClientRect();
  const above = ".stAppHeader, .st-key-navigation";
  const places = Array.from({ length: width }, (_, x) => x);
  return places.filter((x) => !document.elementFromPoint(x, height / 2).closest(above));
}"""


def moving(page) -> set[str]:
    """Classes of what takes its time to change, wherever it is on the page."""
    slow = """(nodes) => nodes.filter((node) => {
      const { transitionDuration, animationDuration } = getComputedStyle(node);
      return `${transitionDuration}, ${animationDuration}`.split(', ').some(parseFloat);
    }).map((node) => String(node.getAttribute('class')))"""
    return set(page.locator("body *").evaluate_all(slow))


def check_lit(screen, *films: str) -> None:
    """In the list of the history, and in its bars."""
    rows = screen.page.locator(".history .row:not(.recedes)")
    sync_api.expect(rows).to_have_count(len(films))
    assert {row.get_attribute("data-entry") for row in rows.all()} == set(films)
    bars = screen.page.locator(".entries .choice")
    assert sorted(bars.evaluate_all(LIT)) == sorted(f"film:{film}" for film in films)


def test_choosing_lights_the_counterparts(screen, service):
    history, page = screen.build(), screen.page
    why = service.model.explain(history, page.locator(".sentence").get_attribute("data-film"))
    threads = service.threads(history, why.film.id)

    # A history film, by keyboard: its row, its bars, and the threads' weights on the film's categories.
    page.locator(".history .row[data-entry='2'] .words").focus()
    screen.do(lambda: page.keyboard.press("Enter"))
    check_lit(screen, "2")
    common = CommonValues(next(each for each in threads if each.film.id == "2"))
    chips = {c.get_attribute("data-token"): float(c.get_attribute("data-value")) for c in page.locator(".chip").all()}
    assert chips == {str(atom_focus(c)): pytest.approx(common.of(c)) for c in why.categories}
    assert page.evaluate(FOCUSED) == "film:2"

    # Escape shows everything again.
    screen.do(lambda: page.keyboard.press("Escape"))
    check_lit(screen, "1", "2", "16")
    sync_api.expect(page.get_by_role("button", name="Show all")).to_be_hidden()

    # A category: the history films whose threads end in it.
    strongest = max(why.categories, key=lambda c: abs(c.value))
    screen.do(lambda: page.locator(f".chip[data-token='{atom_focus(strongest)}']").click())
    check_lit(screen, *linked_views(why, atom_focus(strongest), threads).entries)
    assert set(common_by_film(strongest, threads)) == {"1", "2", "16"}

    # A single word of the plot does the same.
    screen.do(lambda: page.keyboard.press("Escape"))
    check_lit(screen, "1", "2", "16")
    page.get_by_role("button", name="Mark the words that add most").click()
    mark = page.locator("mark").first
    token = mark.get_attribute("data-token")
    screen.do(mark.click)
    check_lit(screen, *linked_views(why, parse_focus(token), threads).entries)


def test_what_lies_beneath_the_header_is_not_clicked_through_it(screen):
    screen.build()
    screen.page.locator(".chip").first.evaluate(UNDER, 10)
    assert screen.page.evaluate(BESIDE) == []


def test_the_keyboard_leads_to_nothing_beneath_the_header(screen):
    screen.build()
    page = screen.page
    page.set_viewport_size({"width": 1440, "height": 500})  # lower than what follows
    page.locator(".reader .more summary").focus()
    chips = page.locator(".chip:visible")
    chips.last.evaluate(UNDER, 10)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == chips.last.get_attribute("data-token")
    assert chips.last.bounding_box()["y"] >= page.locator(".stAppHeader").bounding_box()["height"]


@pytest.mark.parametrize("gap", [1, 3, 6])
def test_what_is_done_a_moment_before_something_else_is_done_too(screen, gap):
    """A request that follows another at once does not take its place."""
    screen.build()
    row = screen.page.locator(".history .row[data-entry='1']")
    chip = screen.page.locator(".chip[data-token]").first
    row.locator(".toggle").evaluate(QUICKLY, [chip.element_handle(), gap])
    sync_api.expect(row).to_have_attribute("data-standing", "dislike")
    sync_api.expect(screen.page.locator(".chip[aria-pressed='true']")).to_have_count(1)


@pytest.mark.parametrize("gap", [30, 40, 50, 60])
def test_quick_clicks_lead_back_to_what_stood_there_before(screen, gap):
    """A page drops what it has not used for a while, and may do so when a click that counts on it is under way."""
    screen.build()
    chips = [screen.page.locator(".chip[data-token]").nth(place) for place in range(3)]
    first, second, third = (screen.page.locator(f".chip[data-token='{c.get_attribute('data-token')}']") for c in chips)
    screen.do(first.click)
    screen.do(second.click)
    third.evaluate(QUICKLY, [first.element_handle(), gap])
    sync_api.expect(first).to_have_attribute("aria-pressed", "true")
    sync_api.expect(third).to_have_attribute("aria-pressed", "false")
    screen.do(second.click)  # the page is still connected
    sync_api.expect(second).to_have_attribute("aria-pressed", "true")


def test_a_bar_is_chosen_by_mouse_and_by_keyboard_again_and_again(screen):
    screen.build()
    page = screen.page
    first = page.locator(".entries .choice").first
    token = first.get_attribute("data-token")
    first.hover()
    assert page.locator(".readout").text_content() == first.get_attribute("aria-label")
    first.focus()
    for choose in (first.click, lambda: page.keyboard.press("Enter")):
        screen.do(choose)
        sync_api.expect(page.locator(".history .words[aria-pressed='true']")).to_have_count(1)
        check_lit(screen, token.removeprefix("film:"))
        assert page.evaluate(FOCUSED) == token
        screen.do(lambda: page.keyboard.press("Escape"))
        check_lit(screen, "1", "2", "16")
    screen.do(lambda: page.locator(".waterfall .choice[data-token='part:text']").click())
    sync_api.expect(page.locator(".key[data-part='text']")).to_have_attribute("aria-pressed", "true")


def test_parts_and_regions_by_keyboard(screen, service):
    history, page = screen.build(), screen.page
    pictured = next(p.film.id for p in service.recommend(history, 9)[1:] if service.explain(history, p.film.id).regions)
    screen.do(lambda: page.locator(f".tile[data-film='{pictured}']").click())  # what a film lacks has no key
    page.locator(".key[data-part='image']").focus()
    screen.do(lambda: page.keyboard.press("Enter"))
    sync_api.expect(page.locator(".reader.text-recedes.chips-recede")).to_have_count(1)
    screen.do(lambda: page.get_by_role("button", name="Show all").click())
    page.locator(".regions button[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    token = page.evaluate(FOCUSED)
    assert token.startswith("region:")
    screen.do(lambda: page.keyboard.press("Enter"))
    sync_api.expect(page.locator(f".regions button[data-token='{token}']")).to_have_attribute("aria-pressed", "true")


def test_a_tile_tells_its_numbers_while_it_is_pointed_at(screen, service):
    history, page = screen.build(), screen.page
    pick = service.recommend(history, 2)[1]
    tile = page.locator(f".tile[data-film='{pick.film.id}']")
    tile.hover()
    sync_api.expect(tile.locator(".numbers")).to_have_css("opacity", "1")
    said = [number.text_content() for number in tile.locator(".number b").all()]
    assert said == [with_sign(value) for _, value in pick.by_part]
    assert MOVING & moving(page)
    page.emulate_media(reduced_motion="reduce")
    assert moving(page) == set()


RIBBONS = """(ribbons) => ribbons.map((ribbon) => {
  const [, begin] = ribbon.getAttribute("d").match(/^M[-.e\\d]+ ([-.e\\d]+)/);
  const [, top, bottom] = ribbon.getAttribute("d").match(/ ([-.e\\d]+)V([-.e\\d]+)/);
  return { value: Number(ribbon.dataset.value), begin: Number(begin), top: Number(top), bottom: Number(bottom) };
})"""


def test_bands_are_as_thick_as_their_numbers_and_do_not_cross(screen):
    screen.build()
    for choose, sources in ((lambda: None, 3), (screen.page.locator(".history .row .words").first.click, 1)):
        choose()
        sync_api.expect(screen.page.locator(".bands .source")).to_have_count(sources)
        ribbons = screen.page.locator(".bands .ribbon").evaluate_all(RIBBONS)
        assert len(ribbons) > 2
        scale = max((each["bottom"] - each["top"]) / abs(each["value"]) for each in ribbons if each["value"])
        for each in ribbons:
            assert each["bottom"] - each["top"] == pytest.approx(scale * abs(each["value"]), abs=0.01)
        for above, below in pairwise(ribbons):
            assert above["bottom"] <= below["top"] + 0.01
            assert above["begin"] < below["begin"] + 0.01


def test_a_band_is_chosen_where_its_names_leave_it_free(screen):
    screen.build()
    flow = screen.page.locator(".bands .flow")
    flow.scroll_into_view_if_needed()
    box = screen.page.locator(".bands .strip").first.bounding_box()
    screen.do(lambda: screen.page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"]))
    screen.page.locator(".bands.two").wait_for(state="attached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bands_are_accessible_and_fit(chromium, address, scheme):
    context = chromium.new_context(viewport={"width": 390, "height": 900}, color_scheme=scheme)
    screen = Screen(context.new_page(), address)
    screen.build()
    screen.do(lambda: screen.page.locator(".history .row[data-entry='2'] .words").click())
    screen.page.locator(".bands.two .ribbon").first.wait_for(state="attached")
    check_accessible(screen.page)
    assert fits(screen.page)
    context.close()


def test_the_page_is_skipped_to_the_explanation_and_changes_are_read_aloud(screen):
    screen.build()
    page = screen.page
    heard = page.locator(".wayfinder [role=status]")
    sync_api.expect(heard).to_contain_text("3 films in the history; recommended first: ")
    before = heard.element_handle()
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.film h2')")
    screen.do(lambda: page.locator(".grid .tile").nth(1).click())
    sync_api.expect(heard).to_contain_text("rank 2")
    assert before.evaluate("node => node.isConnected")  # the same element, so that the change is heard
