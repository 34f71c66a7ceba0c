"""What only a real browser shows of Screen test and the Sketch microscope."""

from __future__ import annotations

import re

import pytest

from dashboard.state.draft import pitches
from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import Lens, State

from .screens import FOCUSED, WAIT, check_accessible, fits

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    page, problems = context.new_page(), []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()
    assert problems == []


def words_ready(page) -> None:
    page.locator(".words[data-words=ready]").wait_for(state="attached", timeout=WAIT)


def test_a_film_that_does_not_exist_is_written_as_text_and_says_which_words_leave_its_place(page, address):
    page.goto(f"{address}/screen-test")
    words_ready(page)
    assert page.locator("mark").count()
    page.get_by_role("textbox", name="Title").fill("<img src=x onerror=alert(1)>")
    page.get_by_role("textbox", name="Plot").click()
    page.locator(".change").wait_for(timeout=WAIT)
    assert page.locator(".film h2").text_content() == "<img src=x onerror=alert(1)>"
    words_ready(page)
    page.get_by_text("it stays #").wait_for(timeout=WAIT)
    page.set_viewport_size({"width": 390, "height": 900})
    assert fits(page)


def shows(page, title: str) -> None:
    page.wait_for_function("(title) => document.querySelector('.film h2')?.textContent === title", arg=title)
    words_ready(page)


def test_a_film_outlives_its_page_until_its_author_starts_over_and_a_link_leads_to_it(chromium, address):
    title = "M*A*S*H <b>"
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/screen-test")
    words_ready(page)
    page.get_by_role("textbox", name="Title").fill(title)
    page.get_by_role("textbox", name="Plot").click()
    shows(page, title)
    page.wait_for_function("() => localStorage.getItem('emde-film:versions')?.includes('M*A*S*H')")
    page.reload()
    shows(page, title)
    page.get_by_role("button", name=re.compile("^Share or save")).click()
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    other = chromium.new_context().new_page()
    other.goto(link)
    shows(other, title)
    assert other.locator(".placing").text_content() == page.locator(".placing").text_content()
    page.close()  # as when the browser is closed
    page = context.new_page()
    page.goto(f"{address}/screen-test")
    shows(page, title)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Delete the film").click()
    page.wait_for_function("!Object.keys(localStorage).includes('emde-film:versions')")
    shows(page, pitches()[0].title)
    for each in (page, other):
        each.context.close()


def test_a_click_that_is_sent_together_with_a_fragments_is_answered_with_the_whole_page(page, address):
    page.goto(f"{address}/screen-test")
    words_ready(page)
    page.evaluate(
        """() => {
          const button = (key) => document.querySelector(`.st-key-${key} button`);
          button("keep-film").click();
          button("pitch-1").click();
        }"""
    )
    shows(page, pitches()[1].title)


def test_the_microscope_is_stepped_through_by_keys_and_fits_a_phone(page, address, service, history):
    state = State(history, selected="3", lens=Lens("text", step=2))
    page.goto(f"{address}/sketch-microscope?{PARAMETER}={encode(state, service.model)}")
    page.get_by_role("heading", name="is nearest to").wait_for(timeout=WAIT)
    drawn = page.locator(".st-key-picture .js-plotly-plot").first
    drawn.wait_for(timeout=WAIT)
    looked_at = page.locator("[data-atom]").get_attribute("data-atom")
    page.keyboard.press("ArrowRight")  # wherever the focus is
    page.get_by_role("heading", name="Comparing becomes easy").wait_for(timeout=WAIT)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="Many rounds keep accidents small").wait_for(timeout=WAIT)
    page.get_by_role("button", name="Step 4 of 6").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("heading", name="Comparing becomes easy").wait_for(timeout=WAIT)
    page.wait_for_function(FOCUSED, arg="[aria-current=step]")
    page.go_back()  # each step is one of the browser's history
    page.get_by_role("heading", name="Many rounds keep accidents small").wait_for(timeout=WAIT)
    assert page.locator("[data-atom]").get_attribute("data-atom") == looked_at
    page.get_by_role("radio", name="poster").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => document.querySelector('[data-atom]')?.dataset.atom !== before", arg=looked_at)
    patch = page.locator("[data-atom]").get_attribute("data-atom")
    page.get_by_role("button", name="Follow another piece").click()
    page.locator(".st-key-lens-atom input").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => document.querySelector('[data-atom]')?.dataset.atom !== before", arg=patch)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 900})
    drawn.wait_for(timeout=WAIT)
    assert fits(page)
    page.locator(".st-key-microscope-step summary").last.scroll_into_view_if_needed()
    picture = page.locator(".st-key-microscope-picture").bounding_box()
    assert 0 <= picture["y"] < 120  # it stays on top
    assert picture["height"] < 450


@pytest.mark.parametrize(
    ("path", "figure"), [("screen-test", ".entries .bar"), ("sketch-microscope", ".stepper .name")]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_violation(chromium, address, path, figure, scheme):
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/{path}")
    page.locator(figure).last.wait_for(state="attached", timeout=WAIT)
    check_accessible(page)
    context.close()
