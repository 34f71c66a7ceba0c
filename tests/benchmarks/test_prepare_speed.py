"""How long the demo takes to be made, once its ratings are there; asked: at most 40 s on two cores."""

from __future__ import annotations

import time

from emde_core import workspace
from emde_core.demo import prepare_demo
from emde_core.progress import silent


def test_making_the_demo(demo_model, tmp_path, measured):  # noqa: ARG001 - fetches the ratings, and loads the libraries
    start, started = time.perf_counter(), time.process_time()
    prepare_demo(tmp_path / "demo", workspace.movielens_folder(), silent, print)
    seconds, processor = time.perf_counter() - start, time.process_time() - started
    measured("preparing and training the demo", f"{seconds:.1f} s ({processor:.1f} s of processor time)")
