"""A sample of small files that stand for much: each is read or refused in one sentence, within the stated memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust.memory import FINE, MADE, faults, read_all

SAMPLE = (
    *("exports/plain.csv", "exports/bomb.zip", "exports/names.zip", "exports/columns.csv", "exports/deep.json"),
    *("posters/plain.png", "posters/wide.png", "films/plain.csv", "films/columns.csv"),
    *("films/deep.jsonl", "films/columns.parquet"),
    *("ratings/plain.csv", "ratings/words.parquet", "ratings/columns.csv", "studies/deep.json", "studies/long.json"),
)


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="memory is measured on Linux")
def test_any_file_is_read_or_refused_within_the_memory_that_is_stated(tmp_path):
    outcomes = read_all(tmp_path, SAMPLE)
    assert list(outcomes) == list(SAMPLE)
    assert faults(outcomes) == []


def test_files_that_are_read_are_among_those_that_are_made():
    assert {f"{kind}/{name}" for kind, make in MADE.items() for name in make} >= FINE


def test_a_file_that_breaks_the_bound_would_be_told():
    outcomes = {"films/a": ("broke: MemoryError()", 10), "films/b": ("refused: x", 9_999), "films/c": ("read", 1)}
    assert [fault.split(":")[0] for fault in faults(outcomes)] == ["films/a", "films/b", "films/c"]
