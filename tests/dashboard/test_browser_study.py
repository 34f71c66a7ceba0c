"""Compare and Evidence in a real browser: one scale, the keyboard, the edge of a phone, accessibility."""

from __future__ import annotations

import re

import pytest

from dashboard.charts.row_names import row_lines
from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History

from .screens import WAIT, check_accessible, fits

pytestmark = pytest.mark.browser

HOSTILE = History(("5", "6", "8"), ("7",))
ROWS = """() => [...document.querySelectorAll('.st-key-margin .js-plotly-plot .ytick text')]
  .map((tick) => tick.textContent.replace(/^✕ /, ''))"""
PAIR = """() => ['l', 'r'].map((side) => document.querySelector(`.st-key-fall-${side} .js-plotly-plot`))
  .map((plot) => plot?._fullLayout?.yaxis?.range)"""
DRAWN = f"() => ({PAIR})().every(Boolean)"


@pytest.fixture
def opened(chromium, address, service):
    """Opens a screen on a state, and hands its page over when it has been drawn."""
    contexts, problems = [], []

    def open_at(screen: str, state: State, ready: str, width: int = 1440, scheme: str = "dark"):
        context = chromium.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
        page.goto(f"{address}/{screen}?{PARAMETER}={encode(state, service.model)}")
        page.locator(ready).first.wait_for(timeout=WAIT)
        page.locator(".run").wait_for(state="attached", timeout=WAIT)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert problems == []


def test_both_sides_are_on_one_scale_and_the_keyboard_asks_another_question(opened):
    page = opened("compare", State(History(("1", "2", "6"), ("16",))), ".st-key-compare-numbers")
    page.wait_for_function(DRAWN, timeout=WAIT)
    left, right = page.evaluate(PAIR)
    assert left == right
    page.get_by_role("radio", name="Methods").focus()
    page.keyboard.press("Enter")
    page.locator("[data-verdict]").wait_for(timeout=WAIT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_are_accessible_and_fit_a_phone(opened, scheme):
    question = "films" if scheme == "light" else "methods"
    state = State(HOSTILE, selected="11", pinned="10", question=question)
    for screen, ready in (("compare", "h2"), ("evidence", "[data-cohort]")):
        page = opened(screen, state, ready, width=390, scheme=scheme)
        assert fits(page)
        check_accessible(page)
        assert page.locator("bdi b, bdi script, bdi em").count() == 0


def test_hostile_titles_come_out_as_they_are(opened, service):
    page = opened("compare", State(HOSTILE, selected="11", pinned="10"), ".st-key-compare-numbers")
    heads = page.locator("h2.title, h3, h2").all_text_contents()
    for film in ("11", "10"):
        assert any(service.film(film).title in head for head in heads), heads
    page.wait_for_function(f"({ROWS})().length", timeout=WAIT)
    rows = {re.sub("[\u2068\u2069]", "", row) for row in page.evaluate(ROWS)}
    assert rows == {"".join(row_lines(service.film(film).label)) for film, _ in HOSTILE}
