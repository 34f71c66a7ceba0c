"""How often each film was rated and liked, and what follows from it: how much it is liked at all, whom to believe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.data.interactions import Reactions

Floats = NDArray[np.float64]
PSEUDO_RATINGS = 10  # of the median film, which every film starts with: no jump between no rating and one
FLOOR, POWER = 0.05, 0.5  # of popularity
HALF_TRUST = 3  # ratings at which a film's own column counts as much as what it is likened to


@dataclass(frozen=True)
class Exposure:
    """What the ratings say of each film by themselves.

    Attributes:
        liked: n, [films], viewers who liked it.
        rated: m, [films], viewers who gave it either reaction.
    """

    liked: Floats
    rated: Floats

    @classmethod
    def of(cls, reactions: Reactions) -> Exposure:
        """Count the reactions."""
        liked = np.asarray((reactions.likes > 0).sum(axis=0), dtype=np.float64)
        return cls(liked, liked + np.asarray((reactions.dislikes > 0).sum(axis=0), dtype=np.float64))

    @cached_property
    def popularity(self) -> Floats:
        """p, [films], how often a film is liked at all, about 1: (n' / mean n + .05)^.5 with n' drawn to the median."""
        return self._popularity(self.liked, self.rated)

    @property
    def popularity_unrated(self) -> float:
        """The same for a film that nobody has rated."""
        return float(self._popularity(np.zeros(1), np.zeros(1))[0])

    def _popularity(self, liked: Floats, rated: Floats) -> Floats:
        seen = self.liked[self.rated > 0]
        drawn = (rated * liked + PSEUDO_RATINGS * np.median(seen)) / (rated + PSEUDO_RATINGS)
        popularity: Floats = (drawn / seen.mean() + FLOOR) ** POWER
        return popularity

    @cached_property
    def trust(self) -> Floats:
        """t, [films], 0 to 1: how much of a film's column is learned from its own ratings, m / (m + 3)."""
        trust: Floats = self.rated / (self.rated + HALF_TRUST)
        return trust
