"""The whole story by keyboard alone: every stop can be seen, and the explanation is three presses of Tab away."""

from __future__ import annotations

import pytest

from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History

from .screens import FOCUSED, WAIT, Screen, fits, tab_to

pytestmark = pytest.mark.browser

STOPS = 3  # presses of Tab, at the most, from the start of the page to the explanation
VISIBLE = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const around = at.matches('input') ? getComputedStyle(at.closest('.field') ?? at) : { outlineStyle: 'none' };
  const outlined = (style, width) => style !== 'none' && parseFloat(width) >= 2;
  const { width, height, top } = at.getBoundingClientRect();
  const isSeen = width > 1 && height > 1 && top < innerHeight;
  const isMarked = outlined(outlineStyle, outlineWidth) || boxShadow !== 'none'
    || outlined(around.outlineStyle, around.outlineWidth);
  return isSeen && isMarked ? '' : at.outerHTML.slice(0, 200);
}"""
SLIDE = "(chapter) => document.querySelector('.scene')?.dataset.step === chapter"


class Keyboard:
    """A page that is used by its keyboard alone, and whose focus can be seen at every stop."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.page, self.press = screen, screen.page, screen.page.keyboard.press

    def stop_at(self, selector: str) -> None:
        """Press Tab until something like this has the focus, which is to be seen."""
        tab_to(self.page, selector)
        self.check_focus(selector)

    def back_to(self, selector: str) -> None:
        """The same, backwards."""
        tab_to(self.page, selector, "Shift+Tab")
        self.check_focus(selector)

    def check_focus(self, selector: str) -> None:
        self.page.wait_for_function(FOCUSED, arg=selector, timeout=WAIT)
        assert self.page.evaluate(VISIBLE) == "", "the focus cannot be seen"

    def do(self, key: str) -> None:
        """Press a key that redraws the page."""
        self.screen.do(lambda: self.press(key))

    def like(self, query: str, film: str) -> None:
        self.page.keyboard.type(query)
        self.page.locator(f".films .film[data-film='{film}'][aria-selected=true]").wait_for(timeout=WAIT)
        self.do("Enter")

    def skip_to_explanation(self) -> int:
        """Go from the start of the page to the explanation by its skip link; return how often Tab was pressed."""
        for stop in ("main", "nav a"):
            self.press("Tab")
            self.check_focus(stop)
        self.press("Tab")
        self.check_focus(".skip")
        self.press("Enter")
        self.check_focus(".film h2")
        return 3


def test_the_story_from_an_empty_session_to_the_slides_and_back(screen):
    keyboard, page = Keyboard(screen), screen.page

    # An empty session: past the navigation to the search, two films.
    keyboard.stop_at("nav a")
    keyboard.stop_at("[role=combobox]")
    keyboard.like("salt lan", "1")
    keyboard.check_focus("[role=combobox]")
    keyboard.like("harbour", "2")
    assert [film for film, _ in screen.watched()] == ["1", "2"]

    # The recommendations are one stop; arrows lead through them, Enter opens one.
    keyboard.stop_at(".grid .tile")
    keyboard.press("ArrowRight")
    keyboard.press("ArrowRight")
    third = screen.films()[2]
    keyboard.check_focus(f".tile[data-film='{third}']")
    keyboard.do("Enter")
    page.locator(f".sentence[data-film='{third}']").wait_for(timeout=WAIT)
    keyboard.check_focus(f".tile[data-film='{third}']")
    keyboard.press("Tab")
    assert not page.evaluate(FOCUSED, ".tile")

    # Whoever opens the address is at the explanation after three presses of Tab.
    page.goto(page.url)
    screen.settle(0)
    page.locator(".skip").wait_for(state="attached", timeout=WAIT)
    assert keyboard.skip_to_explanation() <= STOPS
    page.locator(f".sentence[data-film='{third}']").wait_for(timeout=WAIT)

    # Its atoms: a category, and a wish for more of it, which is taken back.
    keyboard.stop_at(".chip")
    keyboard.do("Enter")
    page.locator(".chip[aria-pressed=true]").wait_for(timeout=WAIT)
    keyboard.stop_at(".st-key-wish-more button")
    keyboard.do("Enter")
    assert [standing for _, standing in screen.watched()] == ["like", "like", "more"]
    keyboard.back_to(".st-key-undo button")
    keyboard.do("Enter")
    page.locator(".history .row").nth(2).wait_for(state="detached", timeout=WAIT)
    assert [film for film, _ in screen.watched()] == ["1", "2"]

    # The slides, by a button and then by keys, and back to where the story began.
    keyboard.stop_at(".st-key-go-present button")
    keyboard.press("Enter")
    page.locator(".st-key-key-presses [data-listens]").wait_for(state="attached", timeout=WAIT)
    for key, chapter in (("ArrowRight", "recommendations"), ("3", "reasons"), ("ArrowLeft", "recommendations")):
        keyboard.press(key)
        page.wait_for_function(SLIDE, arg=chapter, timeout=WAIT)
    keyboard.press("Escape")
    page.locator(f".sentence[data-film='{third}']").wait_for(timeout=WAIT)
    assert screen.problems == []


def test_on_a_phone_the_reasons_are_two_screens_away_at_the_most(chromium, address, service):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    state = State(history=History(("1", "2", "8")))
    screen = Screen(context.new_page(), f"{address}/?{PARAMETER}={encode(state, service.model)}")
    screen.page.wait_for_function("() => [...document.images].every((picture) => picture.complete)", timeout=WAIT)
    end = "document.querySelector('.sentence').getBoundingClientRect().bottom"
    screen.page.wait_for_function(f"() => {end} <= 2 * 844")  # once style sheet and fonts are there
    assert fits(screen.page)
    assert all(
        box["x"] >= 0 for box in (tool.bounding_box() for tool in screen.page.locator(".st-key-tools button").all())
    )
    screen.do(lambda: screen.page.locator(".history .row[data-entry='2'] .words").click())
    heading = "document.querySelector('.st-key-bands').getBoundingClientRect().top"
    screen.page.wait_for_function(f"() => {heading} > 0 && {heading} < 422", timeout=WAIT)
    title = screen.page.locator(".film h2").inner_text()
    screen.do(lambda: screen.page.locator(".film h2 button").click())
    screen.page.locator(".page-plot").wait_for(timeout=WAIT)
    assert screen.page.locator(".film h2").inner_text() == title
    context.close()
