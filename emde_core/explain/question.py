"""A question about a score: a history, a film, and what the film is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from emde_core.explain.explanation import Baseline
from emde_core.explain.query import Query
from emde_core.sketch.portrait import Portrait


@dataclass(frozen=True, eq=False)
class Question:
    """A film, a history, and what the film's score is compared with.

    Attributes:
        query: the history.
        film: the film, of the catalogue or not.
        rival: a film whose score is taken off; the catalogue's mean where it is None.
        baseline: the history that the score is compared with.
    """

    query: Query
    film: Portrait
    rival: Portrait | None = None
    baseline: Baseline = "empty"
