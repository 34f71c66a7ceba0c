"""Exposure: the films' numbers of ratings and likes, and the popularity and trust that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emde_core.arrays import Floats
from emde_core.data.interactions import Reactions

PSEUDO_RATINGS = 10  # of the median film, which every film starts with: no jump between no rating and one
FLOOR, POWER = 0.05, 0.5  # of popularity
HALF_TRUST = 3  # ratings at which a film's own column counts as much as what it is likened to


@dataclass(frozen=True, eq=False)
class Exposure:
    """The number of likes and of ratings of each film.

    Attributes:
        likes: n, [films], viewers who liked it.
        ratings: m, [films], viewers who gave it either reaction.
    """

    likes: Floats
    ratings: Floats

    @classmethod
    def of(cls, reactions: Reactions) -> Exposure:
        """Count the reactions."""
        likes = np.asarray((reactions.likes > 0).sum(axis=0), dtype=np.float64)
        return cls(likes, likes + np.asarray((reactions.dislikes > 0).sum(axis=0), dtype=np.float64))

    @cached_property
    def popularity(self) -> Floats:
        """p, [films], how often a film is liked at all, about 1: (n' / mean n + .05)^.5 with n' drawn to the median."""
        return self._popularity(self.likes, self.ratings)

    @property
    def popularity_unrated(self) -> float:
        """The p of a film that nobody has rated."""
        return float(self._popularity(np.zeros(1), np.zeros(1))[0])

    def _popularity(self, likes: Floats, ratings: Floats) -> Floats:
        counts = self.likes[self.ratings > 0]
        shrunk = (ratings * likes + PSEUDO_RATINGS * np.median(counts)) / (ratings + PSEUDO_RATINGS)
        popularity: Floats = (shrunk / counts.mean() + FLOOR) ** POWER
        return popularity

    @cached_property
    def trust(self) -> Floats:
        """t, [films], 0 to 1: the part of a film's column that is learned from its own ratings, m / (m + 3)."""
        trust: Floats = self.ratings / (self.ratings + HALF_TRUST)
        return trust
