"""A million made-up films ranked by content in a process of its own: 150 ms and 1.5 GB asked, 20 ms by an index."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from emde_core import workspace
from emde_core.artifacts import prepared_catalogue as store

RECALL = 0.99  # asked of the index, of the exact hundred


def test_a_million_films(demo_model, measured):  # noqa: ARG001 - the demo must be there
    pytest.importorskip("numkong")
    command = [sys.executable, "-m", "tests.benchmarks.million_films", workspace.demo_folder() / store.MODEL]
    done = subprocess.run(
        command, env=os.environ | {"OMP_NUM_THREADS": "1"}, capture_output=True, text=True, check=True
    )
    for way, figures in json.loads(done.stdout).items():
        measured(f"a million films: {way}", ", ".join(f"{name} {figure:,.4g}" for name, figure in figures.items()))
        assert figures.get("recall", 1) >= RECALL
