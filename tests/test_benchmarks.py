"""Benchmarks run by hand, so that only this notices when one can no longer be loaded."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = sorted(path.stem for path in (Path(__file__).parent / "benchmarks").glob("test_*.py"))


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_can_be_loaded(name):
    module = import_module(f"tests.benchmarks.{name}")
    assert any(each.startswith("test_") for each in vars(module))
