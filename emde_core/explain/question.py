"""What is explained, and against what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from emde_core.explain.entries import Entries
from emde_core.explain.explanation import Baseline
from emde_core.sketch.portrait import Portrait

Method = Literal["additive", "published"]


@dataclass(frozen=True)
class Question:
    """A film, a history, and what the film's score is compared with.

    Attributes:
        entries: the history.
        film: the film, of the catalogue or not.
        rival: a film whose score is taken off; the catalogue's mean where it is None.
        baseline: the history that the score is compared with.
        method: "published" reads buckets as arXiv 2006.09979 does, and belongs to the published recipe alone.
    """

    entries: Entries
    film: Portrait
    rival: Portrait | None = None
    baseline: Baseline = "empty"
    method: Method = "additive"


@dataclass(frozen=True)
class Standing:
    """Where the film stands, from the ranking that people see, so that the two never differ in the last digit.

    Attributes:
        rank: None for a film inside the history.
        score: relative to the catalogue's mean, or to the rival.
    """

    rank: int | None
    score: float
