"""Every input that fuzzing keeps, and each that once crashed a reader, is read or refused by our own error."""

from __future__ import annotations

import pytest

from tests.trust.targets import CORPUS, TARGETS

INPUTS = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_an_input_ends_well(path):
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_inputs_and_all_of_them_are_small():
    assert {path.parent.name for path in INPUTS} == set(TARGETS)
    assert sum(path.stat().st_size for path in INPUTS) < 300_000


DEEP = b"[" * 100_000
LONG = b"9" * 5_000


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"\xef\xbb\xbf{}", b'{"a": ' + DEEP, DEEP, b'{"year": ' + LONG + b"}", b'{"a": 1, "a": 2}', b"{" * 9],
    ids=["nothing", "nul", "mark", "deep object", "deep list", "long number", "twice", "braces"],
)
def test_bytes_that_json_readers_stumble_over_end_well(target, data):
    for name in ("films.jsonl", "more.json", "x.csv"):
        TARGETS[target](f"--- {name}\n".encode() + data)
    TARGETS[target](data)
