"""What only a real browser shows of Screen test and the Sketch microscope."""

from __future__ import annotations

import pytest

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
    word, rest = button.text_content().removeprefix("Without ").split(" it ")
    promised = rest.split(" to ")[1].split(" ")[0]
    button.click()
    page.locator(f".placing[data-rank='{promised}']").wait_for(timeout=WAIT)
    assert f"without “{word}" in page.locator(".change p").text_content()
    page.set_viewport_size({"width": 390, "height": 900})
    assert fits(page)


def test_the_microscope_is_turned_and_a_film_of_the_bucket_chosen(page, address):
    page.goto(f"{address}/sketch-microscope")
    grid = page.locator(".st-key-bucket-films .grid")
    grid.locator(".tile").first.wait_for(timeout=WAIT)
    looked_at = grid.locator(".tile[aria-pressed=true]").get_attribute("data-film")
    slider = page.get_by_role("slider", name="Partition, of 5")  # a range input: its role stands in no attribute
    slider.focus()
    slider.press("ArrowRight")
    page.get_by_text("In partition 2").wait_for(timeout=WAIT)
    assert grid.locator(".tile[aria-pressed=true]").get_attribute("data-film") == looked_at
    while grid.locator(".tile").count() < 2:
        slider.press("ArrowRight")
        page.get_by_text(f"In partition {slider.input_value()}").wait_for(timeout=WAIT)
    other = grid.locator(".tile[aria-pressed=false]").first
    film, title = other.get_attribute("data-film"), other.locator(".title").text_content()
    other.click()
    page.locator(f".tile[data-film='{film}'][aria-pressed=true]").wait_for(timeout=WAIT)
    page.locator(".lesson b", has_text=title).first.wait_for(timeout=WAIT)
    page.wait_for_function("() => document.querySelectorAll('figure, [role=figure]').length === 4", timeout=WAIT)
    page.set_viewport_size({"width": 390, "height": 900})
    assert fits(page)


def test_the_choosers_stay_below_the_header(page, address):
    page.goto(f"{address}/sketch-microscope")
    page.locator(".st-key-bucket-films .grid .tile").first.wait_for(timeout=WAIT)
    page.locator(".st-key-output-sketch").scroll_into_view_if_needed()
    bounds = "(name) => document.querySelector(name).getBoundingClientRect()"
    page.wait_for_function("() => document.querySelector('.stMain').scrollTop > 300")
    header, choosers = (page.evaluate(bounds, name) for name in (".stAppHeader", ".st-key-lens"))
    assert choosers["top"] == pytest.approx(header["bottom"], abs=2)


@pytest.mark.parametrize(("path", "figure"), [("screen-test", ".entries .bar"), ("sketch-microscope", ".js-plotly-plot")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_violation(chromium, address, path, figure, scheme):
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/{path}")
    page.locator(figure).last.wait_for(state="attached", timeout=WAIT)
    check_accessible(page)
    context.close()
