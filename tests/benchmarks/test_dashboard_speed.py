"""How long a person waits, in a real Chromium: from start to a usable page, and for each click.

A click counts from the moment when the browser has it until the frame in which all that it changes has changed: the
posters, the sentence with its score, and the bars. The page's own clock is read.
"""

from __future__ import annotations

import re
import time

import numpy as np
import pytest

from dashboard.panels.explore.recommendations import FIRST, MOST
from emde_core import workspace
from emde_core.artifacts import prepared_catalogue as store
from tests.serving import CHROMIUM_ARGUMENTS, chromium_binary, served

ROUNDS = 40
WAIT = 60_000  # milliseconds
PAUSE = 700  # milliseconds between two clicks: what follows a click is not to wait for the one before
WATCH = """() => {
  const inside = (root, wanted) => root.querySelector(wanted) ??
    [...root.querySelectorAll('*')].filter((node) => node.shadowRoot)
      .map((node) => inside(node.shadowRoot, wanted)).find(Boolean);
  const [grid, reasons] = [inside(document, '.grid'), inside(document, '.reasons')];
  window.seen = () => {
    const tiles = [...grid.children];
    return {
      posters: tiles.map((tile) => tile.ariaLabel + tile.ariaPressed).join(),
      drawn: tiles.every((tile) => tile.querySelector('img').complete) && tiles.length,
      sentence: document.querySelector('.film')?.textContent,
      bars: [...reasons.querySelectorAll('.choice')].map((bar) => bar.ariaLabel).join(),
    };
  };
  document.addEventListener('click', (event) => (window.clicked = event.timeStamp), true);
}"""
CHANGED = """(names) => {
  const before = window.seen();
  window.clicked = 0;
  window.changed = new Promise((done) => {
    const look = () => {
      const now = window.clicked ? window.seen() : before;
      if (names.every((name) => now[name] !== before[name])) done(performance.now() - window.clicked);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""


@pytest.fixture
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if chromium_binary() is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        yield driver.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)


@pytest.mark.usefixtures("demo_model")
def test_waits(browser, measured):
    waits = {}
    start = time.perf_counter()
    with served(workspace.demo_folder() / store.MODEL) as server:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(server.address)
        page.locator(".tile img").first.wait_for(timeout=WAIT)
        waits["start to a usable page"] = [1000 * (time.perf_counter() - start)]
        page.get_by_role("button", name=re.compile("The airlock is open")).first.click()
        page.locator(".reasons .choice").first.wait_for(timeout=WAIT)
        page.wait_for_timeout(30_000)  # the text model is loaded, and pictures are made, in the background
        page.evaluate(WATCH)
        tiles = page.locator(".grid .tile")
        waits["select another film"] = [
            clicked(page, tiles.nth(1 + k % (FIRST - 1)), "posters", "sentence", "bars") for k in range(ROUNDS)
        ]
        waits["edit the history"] = [
            clicked(page, reaction(page), "posters", "sentence", "bars") for _ in range(ROUNDS)
        ]
        more = page.get_by_role("button", name="Show more")
        waits[f"from {FIRST} to {MOST} posters"] = [clicked(page, more, "drawn")]
        waits[f"draw {MOST} posters again"] = [clicked(page, reaction(page), "posters") for _ in range(ROUNDS)]
    for name, milliseconds in waits.items():
        middle, late = np.percentile(milliseconds, [50, 95])
        measured(name, f"median {middle:.0f} ms, p95 {late:.0f} ms, of {len(milliseconds)}")


def clicked(page, target, *parts: str) -> float:
    """Click; milliseconds until all these parts of the page have changed."""
    target.scroll_into_view_if_needed()
    page.evaluate(CHANGED, list(parts))
    target.click()
    waited = page.evaluate("window.changed")
    page.wait_for_timeout(PAUSE)
    return waited


def reaction(page):
    """The first film's button: from liked to not for me, and back."""
    return page.locator(".history .toggle").first
