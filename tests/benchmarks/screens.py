"""Every screen of the dashboard drawn three times: when it is first opened, again, and for another history.

``python -m tests.benchmarks.screens MODEL --films 9000`` prints milliseconds of processor time, without a browser: of
the model, or of a larger one made of it. Only the first screen comes while the server still prepares things in the
background, which counts as well; the others wait for that, as most people do who read the first.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.browser import screens, session
from dashboard.browser.screens import FILMS, SCREENS
from emde_core import History, Recommender
from tests.dashboard.screens import opened
from tests.serving import APP

from .large_model import grown

LIKED, ANOTHER, DISLIKED = (1, 20, 30, 44, 58, 70, 90), (2, 21, 33, 44, 58, 70, 91), (5, 200)
SECONDS = 900  # that a screen may take


def waits(folder: Path) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each screen's name with its three waits, in milliseconds."""
    ids = [film.id for film in Recommender.load(folder).catalogue.films]
    first, other = (
        History(*(tuple(ids[k] for k in positions) for positions in (liked, DISLIKED))) for liked in (LIKED, ANOTHER)
    )
    sys.argv = ["app.py", "--model", str(folder)]
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    cases = [(screen.title, screen, {}) for screen in SCREENS] + [("A film's page", FILMS, {"film_page": ids[3]})]
    for name, screen, state in cases:
        screen.view()
        yield name, tuple(_wait(app, screen, history=each, **state) for each in (first, first, other))
        for thread in threading.enumerate():
            if thread.name == session.WARM:
                thread.join()


def _wait(app: AppTest, screen: screens.Screen, **state: object) -> float:
    start = time.process_time()
    opened(app, screen, **state)
    assert not app.exception
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--films", type=int, default=0, help="of a larger model that is made of it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "model" if given.films else given.model
        if given.films:
            grown(Recommender.load(given.model), given.films).save(folder)
        for name, times in waits(folder):
            print(f"| {name} | {' | '.join(f'{each:,.0f} ms' for each in times)} |", flush=True)
        sys.stdout.flush()
    os._exit(0)  # the server's own threads go on


if __name__ == "__main__":
    main()
