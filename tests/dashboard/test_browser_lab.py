"""What only a real browser shows of Screen test and the Sketch microscope."""

from __future__ import annotations

import re

import pytest

from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State

from .screens import WAIT, check_accessible, fits

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


def test_a_word_is_taken_out_of_a_film_that_does_not_exist(page, address):
    page.goto(f"{address}/screen-test")
    words_ready(page)
    assert page.locator("mark").count()
    page.get_by_role("textbox", name="Title").fill("<img src=x onerror=alert(1)>")
    page.get_by_role("textbox", name="Plot").click()
    page.locator(".change").wait_for(timeout=WAIT)
    assert page.locator(".film h2").text_content() == "<img src=x onerror=alert(1)>"
    words_ready(page)
    button = page.locator("[class*='st-key-without-word'] button").first
    word, promised = re.match(r"Without (.+) it (?:falls to|climbs to|stays at) (\d+)", button.text_content()).groups()
    button.click()
    page.locator(".change p", has_text=f"without “{word}").wait_for(timeout=WAIT)
    assert page.locator(".placing").get_attribute("data-rank") == promised
    page.set_viewport_size({"width": 390, "height": 900})
    assert fits(page)


def test_the_microscope_is_turned_by_keys_and_fits_a_phone(page, address, service, history):
    address = f"{address}/sketch-microscope?{PARAMETER}={encode(State(history, selected='3'), service.model)}"
    page.goto(address)
    drawn = page.locator(".st-key-of-the-score .js-plotly-plot")
    drawn.wait_for(timeout=WAIT)
    looked_at = page.locator("[data-atom]").get_attribute("data-atom")
    page.get_by_role("radio", name="poster").focus()
    page.keyboard.press("Enter")
    page.get_by_text("How one patch becomes part of a score").wait_for(timeout=WAIT)
    patch = page.locator("[data-atom]").get_attribute("data-atom")
    assert patch != looked_at
    page.locator(".st-key-lens-atom input").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => document.querySelector('[data-atom]')?.dataset.atom !== before", arg=patch)
    page.wait_for_function("() => document.querySelectorAll('figure, [role=figure]').length === 6", timeout=WAIT)
    page.set_viewport_size({"width": 390, "height": 900})
    drawn.wait_for(timeout=WAIT)
    assert fits(page)


@pytest.mark.parametrize(
    ("path", "figure"), [("screen-test", ".entries .bar"), ("sketch-microscope", ".js-plotly-plot")]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_violation(chromium, address, path, figure, scheme):
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/{path}")
    page.locator(figure).last.wait_for(state="attached", timeout=WAIT)
    check_accessible(page)
    context.close()
