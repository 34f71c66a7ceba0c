"""Every screen of the navigation in a real browser, in both themes: axe-core finds nothing at all."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from dashboard.browser.screens import SCREENS
from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History

from .screens import WAIT

pytestmark = pytest.mark.browser
READY = {  # what is on a screen once it is whole
    "explore": ".entries .bar",
    "films": ".st-key-films-table canvas",
    "compare": ".js-plotly-plot .ytick",
    "screen-test": ".words[data-words=ready]",
    "sketch-microscope": ".lens-steps, .stepper",
    "evidence": "[data-cohort]",
    "study": ".st-key-study-steps",
    "data": ".coverage",
    "present": ".stMain h1, .stMain h2",
}


THEMES: dict[str, dict] = {  # what axe is asked: the page is the same in both but for its colours
    "light": {},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast"]}},
}
THEIRS = ("presentation-role-conflict", "stFileUploaderDropzone")  # Streamlit's own: a presentation that has a label
IN_THEME = "(theme) => getComputedStyle(document.querySelector('.stApp')).colorScheme === theme"


def test_axe_finds_nothing_on_any_screen_in_either_theme(chromium, address, service):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    state = encode(State(History(("1", "2", "8"), ("7",)), slide=1), service.model)
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page, violations = context.new_page(), []
    for screen in SCREENS:
        page.goto(f"{address}/{screen.path}?{PARAMETER}={state}")
        page.locator(".run").wait_for(state="attached", timeout=WAIT)
        page.locator(READY[screen.path]).first.wait_for(state="attached", timeout=WAIT)
        for theme, options in THEMES.items():
            page.emulate_media(color_scheme=theme)
            page.wait_for_function(IN_THEME, arg=theme, timeout=WAIT)
            response = axe.run(page, options=options).response
            violations += [(screen.title, theme, *each) for each in ours(response["violations"])]
    context.close()
    assert violations == [], json.dumps(violations, indent=1)


def ours(violations: list[dict]) -> Iterator[tuple[str, list[str]]]:
    """The rules that are broken, and by which elements, but for what only Streamlit could mend."""
    rule, theirs = THEIRS
    for each in violations:
        elements = [node["html"][:200] for node in each["nodes"] if each["id"] != rule or theirs not in node["html"]]
        if elements:
            yield each["id"], elements
