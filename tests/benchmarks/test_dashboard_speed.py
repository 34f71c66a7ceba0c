"""How long a person waits, in a real Chromium: from start to a usable page, and for each click.

A click counts from the moment when the browser has it until the frame in which all that it changes has changed: the
posters, the sentence with its score, and the bars. The page's own clock is read.
"""

from __future__ import annotations

import time

import numpy as np
import pytest

from dashboard.panels.explore.recommendations import FIRST, MOST
from emde_core import workspace
from emde_core.artifacts import prepared_catalogue as store
from tests.serving import served

from .clicks import clicked, edits, opened, reaction, selections, settle, start_from, wishes

ROUNDS, WISHES = 40, 20


@pytest.mark.usefixtures("demo_model")
def test_waits(browser, measured):
    waits = {}
    start = time.perf_counter()
    with served(workspace.demo_folder() / store.MODEL) as server:
        page = opened(browser, server.address)
        waits["start to a usable page"] = [1000 * (time.perf_counter() - start)]
        start_from(page)
        settle(page)
        waits["select another film"] = selections(page, ROUNDS)
        waits["edit the history"] = edits(page, ROUNDS)
        waits["wish for more of a category"] = wishes(page, WISHES)
        more = page.get_by_role("button", name="Show more")
        waits[f"from {FIRST} to {MOST} posters"] = [clicked(page, more, "drawn")]
        waits[f"draw {MOST} posters again"] = [clicked(page, reaction(page), "posters") for _ in range(ROUNDS)]
    for name, milliseconds in waits.items():
        middle, late = np.percentile(milliseconds, [50, 95])
        measured(name, f"median {middle:.0f} ms, p95 {late:.0f} ms, of {len(milliseconds)}")
