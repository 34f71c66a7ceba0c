"""Expected durations of measurements: near what was measured."""

import pytest

from emde_core.evaluate.durations import COSTS, expected_seconds

FACTOR = 1.6  # that an estimate may be off
MEASURED = (  # kind, films, viewers, repeats, seconds of one core
    ("accuracy", 601, 943, 3, 106),
    ("accuracy", 120, 943, 3, 9),
    ("accuracy", 1000, 1500, 1, 84),
    ("content", 601, 943, 3, 110),
    ("content", 120, 943, 3, 8),
    ("sureness", 601, 943, 5, 990),
    ("faithfulness", 601, 943, 300, 716),
    ("faithfulness", 120, 943, 300, 482),
    ("content", 1000, 1500, 2, 137),
)


@pytest.mark.parametrize(("kind", "films", "viewers", "repeats", "seconds"), MEASURED)
def test_an_estimate_is_near_what_was_measured(kind, films, viewers, repeats, seconds):
    assert 1 / FACTOR < expected_seconds(kind, films, viewers, repeats) / seconds < FACTOR


@pytest.mark.parametrize("kind", COSTS)
def test_more_of_anything_takes_longer(kind):
    assert (
        expected_seconds(kind, 100, 100, 2)
        < expected_seconds(kind, 1000, 100, 2)
        <= expected_seconds(kind, 1000, 5000, 2)
        < expected_seconds(kind, 1000, 5000, 3)
    )
