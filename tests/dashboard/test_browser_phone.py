"""Explore on a phone: reasons are near, a touched poster leads to them and back, thumbs find their targets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History

from .screens import WAIT, Screen, fits

pytestmark = pytest.mark.browser
PHONES = [(390, 844), (360, 740)]
SCROLLS = 1400  # pixels that two thumb scrolls lead down the page
HEADER = 53
FINGER, LINE, LETTER = 40, 24, 12  # pixels: a target, one within a text or a picture, the smallest text
WITHIN_A_LINE = "mark, .regions button, .skip, .words"  # a history film's words are touched by its poster, too
SMALL = """([target, line, letter, within]) => {
  const found = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      const { width, height } = node.getBoundingClientRect();
      if (width < 3 || height < 3 || getComputedStyle(node).visibility === "hidden") continue;
      const words = [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
      if (words && parseFloat(getComputedStyle(node).fontSize) < letter) found.push(`text ${node.outerHTML}`);
      if (!node.matches("button, a[href], summary, input, [role=button]") || node.matches(".skip, .words")) continue;
      const least = node.matches(within) ? line : target;
      if (height < least) found.push(`${height} ${node.outerHTML}`);
    }
  };
  look(document.querySelector(".stApp"));
  return found.map((each) => each.slice(0, 160));
}"""
TOP = "(node) => node.getBoundingClientRect().top"


@pytest.fixture(params=PHONES, ids=lambda size: f"{size[0]}")
def phone(request, chromium, address, service) -> Iterator[Screen]:
    """Explore with ten films, on a phone that is touched."""
    width, height = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": height}, is_mobile=True, has_touch=True, reduced_motion="reduce"
    )
    films = [film.id for film in service.model.catalogue][:10]
    state = encode(State(History(liked=tuple(films[:8]), disliked=tuple(films[8:]))), service.model)
    screen = Screen(context.new_page(), f"{address}/?{PARAMETER}={state}")
    yield screen
    assert screen.problems == []
    context.close()


def test_the_sentence_is_within_two_scrolls_and_strips_say_that_there_is_more(phone):
    page = phone.page
    end = page.locator(".film .sentence").evaluate("(node) => node.getBoundingClientRect().bottom")
    assert end <= SCROLLS
    assert fits(page)
    width = page.viewport_size["width"]
    for strip in (".history .row", ".st-key-poster_grid .tile"):
        boxes = [each.bounding_box() for each in page.locator(strip).all()]
        cut = [box for box in boxes if box["x"] < width < box["x"] + box["width"]]
        assert len(cut) == 1, strip


def test_reasons_come_before_pictures_and_pictures_before_numbers(phone):
    page = phone.page
    page.locator(".entries .bar").first.wait_for(timeout=WAIT)
    order = (".film .sentence", ".st-key-film-poster", ".st-key-bands", ".st-key-film_reader", ".st-key-reason_bars")
    tops = [page.locator(each).first.evaluate("(node) => node.getBoundingClientRect().top") for each in order]
    assert tops == sorted(tops)
    key = page.locator(".st-key-focus_bar").evaluate("(node) => node.getBoundingClientRect().top")
    assert tops[1] < key < tops[2], "the legend is beside the bands, not before the poster"


def test_a_touched_poster_leads_to_its_reasons_and_they_lead_back(phone):
    page = phone.page
    tile = page.locator(".st-key-poster_grid .tile").nth(1)
    film = tile.get_attribute("data-film")
    phone.do(tile.tap)
    sentence = page.locator(f".sentence[data-film='{film}']")
    sentence.wait_for(timeout=WAIT)
    assert HEADER <= page.locator(".film h2").evaluate(TOP) < page.viewport_size["height"] / 2
    page.locator(".what-ifs, .st-key-film_reader").first.scroll_into_view_if_needed()
    back = page.get_by_role("button", name="↑ Recommendations")
    assert 0 < back.evaluate(TOP) < 2 * HEADER  # it stays on top of the reasons
    back.tap()
    assert HEADER <= page.locator(".st-key-poster_grid").evaluate(TOP) < page.viewport_size["height"] / 2


def test_thumbs_find_their_targets_and_eyes_their_letters(phone):
    phone.page.locator(".entries .bar").first.wait_for(timeout=WAIT)
    assert phone.page.evaluate(SMALL, [FINGER, LINE, LETTER, WITHIN_A_LINE]) == []
