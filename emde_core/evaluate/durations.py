"""Durations of measurements, expected from how many films and viewers there are.

    seconds = start + repeats (fixed + squared k^2 + cubed k^3 + viewers k v)

k and v are thousands of films and of viewers; repeats are splits, or the viewers whom faithfulness asks about. The
constants were measured, as processor time of one core, on catalogues of 120, 601 and 1,000 films.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from emde_core.artifacts.results import ResultKind

START = 5.0  # seconds until the first split begins


@dataclass(frozen=True)
class Cost:
    """Seconds of one repeat: what is always needed, and what grows with films and viewers."""

    fixed: float
    squared: float
    cubed: float
    viewers: float


COSTS: Mapping[ResultKind, Cost] = {
    "accuracy": Cost(0.2, 80.0, 10.0, 9.0),
    "content": Cost(0.2, 80.0, 10.0, 9.0),
    "sureness": Cost(120.0, 150.0, 5.0, 6.0),
    "faithfulness": Cost(1.6, 2.3, 0.0, 0.0),
}


def expected_seconds(kind: ResultKind, films: int, viewers: int, repeats: int) -> float:
    """Return how long a measurement of our own recipe is expected to take, in seconds of one core.

    Args:
        kind: what is measured.
        films: how many the catalogue has.
        viewers: how many rated them.
        repeats: splits; for faithfulness, the viewers asked about.
    """
    cost, k, v = COSTS[kind], films / 1000, viewers / 1000
    return START + repeats * (cost.fixed + cost.squared * k**2 + cost.cubed * k**3 + cost.viewers * k * v)
