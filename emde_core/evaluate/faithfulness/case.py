"""A viewer and the film recommended to them: what the harness asks an explanation about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.data.interactions import Reactions
from emde_core.explain.pool import Pool
from emde_core.explain.ranks import competing
from emde_core.trained import TrainedModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SHORTEST = 10  # films in a history; from fewer, too little is left to ask about


@dataclass(frozen=True)
class Case:
    """A viewer's history of H films, and the film at the top of their recommendations.

    Attributes:
        pool: the history; histories less some of its films are rows [H] of 0 and 1.
        film: the recommended film's position in the catalogue.
        outside: [films], whether a film is ranked: it has a score, and the original history does not hold it.
    """

    pool: Pool
    film: int
    outside: NDArray[np.bool_]

    @classmethod
    def of(cls, pool: Pool) -> Case:
        """Of a history: the film is the best outside it."""
        outside = competing(pool.trained.readout, pool.films)
        scores = pool.scores(np.ones((1, len(pool.films))))[0]
        return cls(pool, int(np.argmax(np.where(outside, scores, -np.inf))), outside)

    @property
    def size(self) -> int:
        """H."""
        return len(self.pool.films)

    @cached_property
    def whole(self) -> Floats:
        """[films], every film's score for the whole history; -inf for films that are not ranked."""
        return self.scores(np.ones((1, self.size)))[0]

    @cached_property
    def order(self) -> Ints:
        """The ranked films, best first; the recommended film is the first."""
        return np.argsort(-self.whole, kind="stable")[: int(self.outside.sum())]

    def scores(self, held: Floats) -> Floats:
        """[n, films], every film's score for histories [n, H]; -inf for films that are not ranked."""
        return np.where(self.outside, self.pool.scores(held), -np.inf)

    def ranks(self, held: Floats) -> Ints:
        """[n], the recommended film's rank, 1 for the best."""
        scores = self.scores(held)
        return 1 + np.asarray((scores > scores[:, [self.film]]).sum(axis=1))

    def probability(self, held: Floats) -> Floats:
        """[n], the share of the recommended film in the softmax over ranked films: what the model says it is worth."""
        scores = self.scores(held)
        return 1 / np.exp(scores - scores[:, [self.film]]).sum(axis=1)

    def own_score(self, held: Floats) -> Floats:
        """[n], the recommended film's score relative to the catalogue's mean."""
        if self.pool.additive:
            return held @ self.pool.effects[:, self.film]
        return self.pool.scores(held)[:, self.film]

    def without(self, order: Ints, count: int) -> Floats:
        """[H], the history less the first ``count`` of its films in an order."""
        held = np.ones(self.size)
        held[order[:count]] = 0
        return held


@dataclass(frozen=True)
class Context:
    """What a method may use besides the case.

    Attributes:
        popularity: [films], how many viewers like each film.
        seed: of everything that is drawn.
    """

    popularity: Floats
    seed: int

    def seed_of(self, case: Case) -> int:
        """A seed of the case's own, so that no case depends on which others were asked before it."""
        return int(np.random.SeedSequence([self.seed, case.film, *case.pool.films]).generate_state(1)[0])


def cases(trained: TrainedModel, reactions: Reactions) -> Iterator[Case]:
    """A case for each viewer with enough history, in the viewers' order."""
    for viewer in range(len(reactions.viewers)):
        liked, disliked = reactions.likes[[viewer]].indices, reactions.dislikes[[viewer]].indices
        films = np.concatenate([liked, disliked]).astype(np.int64)
        if len(liked) and len(films) >= SHORTEST:
            yield Case.of(Pool(trained, films, np.repeat([0, 1], [len(liked), len(disliked)])))
