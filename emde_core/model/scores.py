"""The interface of every trained model: scores of all films, for histories made of some films."""

from __future__ import annotations

from typing import Protocol

from emde_core.arrays import Bools, Floats, Ints


class ScoreModel(Protocol):
    """A trained model, as rankings, edits and explanations use it."""

    @property
    def modalities(self) -> tuple[str, ...]:
        """The content modalities that it reads."""

    @property
    def films(self) -> int:
        """The number of films that it knows."""

    @property
    def scorable(self) -> Bools:
        """The films that have a score, [films]."""

    @property
    def additive(self) -> bool:
        """True where a history's scores are sums over its films."""

    @property
    def average(self) -> Floats:
        """The average viewer: the share of all who liked each film, and of those it was not for, [2 films]."""

    def scores(self, rows: Ints, masks: Floats) -> Floats:
        """Return every film's score relative to the catalogue's mean, [n, films]; -inf for a film without one.

        Args:
            rows: [R], films that histories are made of: a liked film's position, or ``films`` more for one that was not
                for them.
            masks: [n, R], how much each of n histories holds of each; 0 or 1, but for an average viewer.
        """

    def attributions(self, rows: Ints, films: Ints) -> Floats:
        """Return what each film of a history adds to the scores of some films, by position, [R, films]."""
