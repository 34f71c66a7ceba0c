"""The bar with the screens' names: one click, one step of the browser's history, and no page loaded anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.browser.screens import SCREENS
from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History

from .screens import FOCUSED, WAIT, Screen, check_accessible, fits, tab_to

pytestmark = pytest.mark.browser
TITLES = [screen.title for screen in SCREENS if screen.in_navigation]
SCROLLED = "(top) => document.querySelector('.stMain').scrollTop === top"
PRESENT = "link => link.getAttribute('aria-current') === 'page'"


@pytest.fixture
def phone(chromium, address, service) -> Iterator[Screen]:
    """Explore on a phone, with two films."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce")
    state = encode(State(History(("1", "2"))), service.model)
    screen = Screen(context.new_page(), f"{address}/?{PARAMETER}={state}")
    yield screen
    context.close()
    assert screen.problems == []


def link(page, title: str):
    return page.get_by_role("link", name=title, exact=True)


def watched(screen: Screen) -> list[str]:
    return [film for film, _ in screen.watched()]


def test_a_link_is_one_step_of_the_browsers_history_and_loads_no_page(screen):
    page = screen.page
    screen.add("salt lan", "1")
    assert page.get_by_role("navigation").get_by_role("link").all_text_contents() == TITLES
    page.evaluate("window.isSamePage = true")
    for title in ("Evidence", "Data"):
        screen.do(link(page, title).click)
        page.wait_for_function(f"document.title.startsWith('{title}')")
        assert [name for name in TITLES if link(page, name).evaluate(PRESENT)] == [title]
    screen.do(page.go_back)
    assert page.title().startswith("Evidence")
    screen.do(page.go_back)
    assert watched(screen) == ["1"]
    screen.do(page.go_forward)
    assert page.title().startswith("Evidence")
    assert page.evaluate("window.isSamePage")


def test_a_screen_opens_at_its_top_and_back_returns_to_where_it_was_left(screen):
    page = screen.page
    page.set_viewport_size({"width": 1200, "height": 300})
    screen.add("salt lan", "1")
    for title, below in (("Study", 200), ("Data", 120)):
        screen.do(link(page, title).click)
        page.wait_for_function(f"document.title.startsWith('{title}')")
        page.wait_for_function(SCROLLED, arg=0)
        page.mouse.move(600, 200)
        page.mouse.wheel(0, below)
        page.wait_for_function(SCROLLED, arg=below)
    screen.do(page.go_back)
    page.wait_for_function("document.title.startsWith('Study')")
    page.wait_for_function(SCROLLED, arg=200)
    screen.do(page.go_forward)
    page.wait_for_function("document.title.startsWith('Data')")
    page.wait_for_function(SCROLLED, arg=120)


def test_a_button_that_leads_to_a_screen_is_one_step_too(screen):
    screen.add("salt lan", "1")
    screen.do(screen.page.get_by_role("button", name="About this film").click)
    screen.page.wait_for_function("document.title.startsWith('Films')")
    screen.do(screen.page.go_back)
    assert watched(screen) == ["1"]


def test_a_link_opens_in_a_tab_of_its_own_with_the_history(screen):
    screen.add("salt lan", "1")
    with screen.page.context.expect_page() as event:
        link(screen.page, "Compare").click(modifiers=["Control"])
    other = event.value
    other.wait_for_function("() => document.title.startsWith('Compare')")
    link(other, "Explore").hover()
    assert PARAMETER in other.url
    assert link(other, "Explore").evaluate("(link) => link.href").split("?")[1] == other.url.split("?")[1]
    link(other, "Explore").click()
    other.locator(".history .row[data-entry='1']").wait_for(timeout=WAIT)
    assert screen.page.title().startswith("Explore")


def test_the_names_are_one_stop_with_arrows_inside_and_the_focus_stays(screen):
    page, press = screen.page, screen.page.keyboard.press
    tab_to(page, "nav a")
    for key, title in (("ArrowRight", "Films"), ("End", "Data"), ("ArrowRight", "Explore"), ("ArrowLeft", "Data")):
        press(key)
        assert page.evaluate(FOCUSED, f"nav li:nth-child({TITLES.index(title) + 1}) a")
    screen.do(lambda: press("Enter"))
    page.wait_for_function("document.title.startsWith('Data')")
    assert page.evaluate(FOCUSED, "nav a[aria-current]")
    press("Tab")
    assert not page.evaluate(FOCUSED, "nav a")


def test_on_a_phone_the_present_screens_name_opens_the_list(phone):
    page = phone.page
    page.get_by_role("button", name="Explore", exact=True).tap()
    assert min(link(page, title).bounding_box()["height"] for title in TITLES) >= 44
    assert fits(page)
    check_accessible(page)
    page.keyboard.press("Escape")
    assert link(page, "Evidence").is_hidden()
    assert page.evaluate(FOCUSED, "nav button")
    page.get_by_role("button", name="Explore", exact=True).tap()
    phone.do(link(page, "Evidence").tap)
    page.get_by_role("button", name="Evidence", exact=True).wait_for()
    assert link(page, "Data").is_hidden()
