"""What only a real browser shows of Screen test and the Sketch microscope."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

WAIT = 60_000  # milliseconds; the first plot waits for the text model
OVER = "() => document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth"


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
    word, rest = button.text_content().removeprefix("Without ").split(" it ")
    promised = rest.split(" to ")[1].split(" ")[0]
    button.click()
    page.locator(f".placing[data-rank='{promised}']").wait_for(timeout=WAIT)
    assert f"without “{word}" in page.locator(".change p").text_content()
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate(OVER) <= 0
