"""One process, twenty sessions clicking at once: how long each waits, and what memory they take and give back."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

import numpy as np
import pytest

from emde_core import workspace
from emde_core.artifacts import prepared_catalogue as store
from tests.serving import served
from tests.trust.soak.ledger import resident
from tests.visitor import Visitor

SESSIONS, ROUNDS = 20, 8
PREPARED = 45  # seconds after which the language model is loaded, and small posters are made
FORGOTTEN = 150  # seconds after which Streamlit has let go of sessions that left


@pytest.mark.usefixtures("demo_model")
def test_twenty_sessions(measured):
    with served(workspace.demo_folder() / store.MODEL) as server:
        with Visitor(server.address) as first:  # what is shared by all is there before memory is counted
            click(first, 0, Barrier(1))
            time.sleep(PREPARED)
        waits, _, errors = crowd(server)  # leaves behind what all sessions have in common, and Python's own memory
        time.sleep(FORGOTTEN)
        empty = resident(server.pid)
        _, full, _ = crowd(server)
        time.sleep(FORGOTTEN)
        left = resident(server.pid)
    median, late = 1000 * np.percentile(waits, [50, 95])
    measured(f"{SESSIONS} sessions clicking at once", f"median {median:.0f} ms, p95 {late:.0f} ms")
    measured(
        f"memory of {SESSIONS} more sessions",
        f"{(full - empty) / SESSIONS:.1f} MB each; {left - empty:+.0f} MB in all {FORGOTTEN} s after they left",
    )
    assert not errors


def crowd(server):
    """Seconds of every click, the server's memory with everybody there, and what pages complained of."""
    with ExitStack() as stack:
        visitors = [stack.enter_context(Visitor(server.address)) for _ in range(SESSIONS)]
        together = Barrier(SESSIONS)
        with ThreadPoolExecutor(SESSIONS) as threads:
            waits = list(threads.map(lambda k: click(visitors[k], k, together), range(SESSIONS)))
        return np.concatenate(waits), resident(server.pid), [error for each in visitors for error in each.errors]


def click(visitor, number, together):
    """Start from a preset, then go through posters, edits, undo; everybody clicks at the same moment."""
    starts = sorted(label for label in visitor.buttons if label.startswith("**"))
    waits = [visitor.press(starts[number % len(starts)])]
    for turn in range(ROUNDS):
        together.wait()
        deeds = [lambda: visitor.pick((number + 3 * turn) % 24), edit(visitor), edit(visitor)]  # noqa: B023 - used at once
        waits.append(deeds[turn % len(deeds)]())
    return waits


def edit(visitor):
    """Put the explained film into the history, or take the last edit back."""
    return lambda: visitor.press("I liked it" if "I liked it" in visitor.buttons else "Undo")
