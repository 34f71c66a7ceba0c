"""What every recipe offers to rankings, edits and explanations: every film's score for histories made of some films."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class ScoreModel(Protocol):
    """A trained model, seen from outside."""

    @property
    def modalities(self) -> tuple[str, ...]:
        """The content modalities that it reads."""

    @property
    def films(self) -> int:
        """How many films it knows."""

    @property
    def known(self) -> NDArray[np.bool_]:
        """[films], which films have a score."""

    @property
    def additive(self) -> bool:
        """Whether a history's scores are sums over its films."""

    @property
    def average(self) -> Floats:
        """[2 films], the average viewer: the share of all who liked each film, and of those it was not for."""

    def scores(self, rows: Ints, held: Floats) -> Floats:
        """Every film's score relative to the catalogue's mean, [n, films]; -inf for a film without one.

        Args:
            rows: [R], films that histories are made of: a liked film's position, or ``films`` more for one that was not
                for them.
            held: [n, R], how much each of n histories holds of each; 0 or 1, but for an average viewer.
        """

    def attributed(self, rows: Ints, films: Ints) -> Floats:
        """[R, films], what each film of a history adds to the scores of some films, by position."""
