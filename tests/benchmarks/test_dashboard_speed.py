"""How long a person waits, in a real Chromium: from start to a usable page, and for each click."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest

from emde_core import workspace
from emde_core.artifacts import prepared as store
from tests.serving import CHROMIUM_ARGUMENTS, chromium_binary, served

ROUNDS = 12
WAIT = 60_000  # milliseconds
SENTENCE_OF = "film => document.querySelector('.sentence')?.dataset.film === film"
RUN_AFTER = "run => Number(document.querySelector('.run')?.dataset.run) > run"


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
        waits["start to a usable page"] = [time.perf_counter() - start]
        page.get_by_role("button", name=re.compile("The airlock is open")).first.click()
        page.locator(".sentence").wait_for(timeout=WAIT)
        page.wait_for_timeout(15_000)  # the text model is loaded in the background
        waits["select another film"] = [select(page, k) for k in range(1, 1 + ROUNDS)]
        waits["edit the history"] = [edit(page, k) for k in range(ROUNDS)]
    for name, seconds in waits.items():
        middle, late = np.percentile(seconds, [50, 95])
        measured(name, f"median {1000 * middle:.0f} ms, p95 {1000 * late:.0f} ms")


def select(page, place: int) -> float:
    """Choose a recommendation; until its sentence stands there."""
    tile = page.locator(".grid .tile").nth(place)
    film = tile.get_attribute("data-film")
    start = time.perf_counter()
    tile.click()
    page.wait_for_function(SENTENCE_OF, arg=film, timeout=WAIT)
    return time.perf_counter() - start


def edit(page, step: int) -> float:
    """Change a reaction and back; until everything has been drawn anew."""
    run = int(page.locator(".run").get_attribute("data-run"))
    button = page.get_by_role("button", name=re.compile("liked" if step % 2 == 0 else "not for me")).first
    start = time.perf_counter()
    button.click()
    page.wait_for_function(RUN_AFTER, arg=run, timeout=WAIT)
    return time.perf_counter() - start
