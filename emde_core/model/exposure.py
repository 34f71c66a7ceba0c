"""Exposure: the films' numbers of ratings and likes; the popularity, trust and head that follow from them.

The head are the films with most ratings, of which company is learned. All others, the tail, are read by content alone;
every film that nobody has rated is one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from emde_core.arrays import Floats, Ints
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
        median, mean: of the likes of every film of the catalogue that somebody rated.
    """

    likes: Floats
    ratings: Floats
    median: float
    mean: float

    @classmethod
    def of(cls, reactions: Reactions) -> Exposure:
        """Count the reactions."""
        likes = np.asarray((reactions.likes > 0).sum(axis=0), dtype=np.float64)
        return cls.of_counts(likes, likes + np.asarray((reactions.dislikes > 0).sum(axis=0), dtype=np.float64))

    @classmethod
    def of_counts(cls, likes: Floats, ratings: Floats) -> Exposure:
        """Take every film's numbers of likes and of ratings, [films]."""
        of_rated = likes[ratings > 0]
        return cls(likes, ratings, float(np.median(of_rated)), float(of_rated.mean()))

    def among(self, films: Ints) -> Exposure:
        """Return the same of some films, by position, whose popularity stays as it is."""
        return replace(self, likes=self.likes[films], ratings=self.ratings[films])

    def head(self, films: int) -> Ints:
        """Return the positions of the films with most ratings, ascending, at most so many and none without, [H]."""
        rated = np.count_nonzero(self.ratings)
        return np.sort(np.argsort(-self.ratings, kind="stable")[: min(films, rated)])

    @cached_property
    def popularity(self) -> Floats:
        """p, [films], how often a film is liked at all, about 1: (n' / mean n + .05)^.5 with n' drawn to the median."""
        return self._popularity(self.likes, self.ratings)

    @property
    def popularity_unrated(self) -> float:
        """The p of a film that nobody has rated."""
        return float(self._popularity(np.zeros(1), np.zeros(1))[0])

    def _popularity(self, likes: Floats, ratings: Floats) -> Floats:
        shrunk = (ratings * likes + PSEUDO_RATINGS * self.median) / (ratings + PSEUDO_RATINGS)
        popularity: Floats = (shrunk / self.mean + FLOOR) ** POWER
        return popularity

    @cached_property
    def trust(self) -> Floats:
        """t, [films], 0 to 1: the part of a film's column that is learned from its own ratings, m / (m + 3)."""
        trust: Floats = self.ratings / (self.ratings + HALF_TRUST)
        return trust
