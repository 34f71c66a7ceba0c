"""Tests that share what their fixtures make run in one process: those of a file, and all that drive a browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="all tests run in one process")
def test_the_tests_of_a_file_run_in_one_process(request):
    """pytest-xdist puts a test's group behind its name, and with some versions of pytest to no effect."""
    assert request.node.nodeid.endswith(f"@{Path(__file__).stem}")
