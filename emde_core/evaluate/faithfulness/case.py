"""A viewer and the film recommended to them: what the harness asks an explanation about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.data.catalogue import Catalogue
from emde_core.data.interactions import Reactions
from emde_core.explain.entries import Entries
from emde_core.explain.explain import explain
from emde_core.explain.explanation import Explanation
from emde_core.explain.masked_histories import MaskedHistories
from emde_core.explain.question import Question, Standing
from emde_core.explain.ranks import competing
from emde_core.history import History
from emde_core.model.prior import centred
from emde_core.model.scores import ScoreModel
from emde_core.model.trained import TrainedModel
from emde_core.sketch.portrait import Portrait

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

    pool: MaskedHistories
    film: int
    outside: NDArray[np.bool_]

    @classmethod
    def of(cls, pool: MaskedHistories) -> Case:
        """Of a history: the film is the best outside it."""
        outside = competing(pool.model, pool.films)
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
        if self.pool.model.additive:
            return held @ self.pool.effects[:, self.film] + self.pool.wishes[self.film]
        return self.pool.scores(held)[:, self.film]

    def without(self, order: Ints, count: int) -> Floats:
        """[H], the history less the first ``count`` of its films in an order."""
        held = np.ones(self.size)
        held[order[:count]] = 0
        return held

    def explained(self, trained: TrainedModel) -> Explanation:
        """What people are told: the explanation of the film for the history, by any model of the same catalogue."""
        entries = entries_of(self.pool, trained.encoded.catalogue)
        rows = entries.rows(trained.model.films)
        score = float(trained.model.scores(rows, np.ones((1, len(rows))))[0, self.film])
        question = Question(entries, Portrait.of_catalogue(trained.encoded, self.film))
        return explain(trained, question, Standing(None, score), model_hash="")


def entries_of(pool: MaskedHistories, catalogue: Catalogue) -> Entries:
    """The films of a pool as a history, in the pool's order."""
    liked, disliked = (
        tuple(catalogue.films[film].id for film in pool.films[pool.blocks == block].tolist()) for block in (0, 1)
    )
    return Entries(History(liked, disliked), pool.films, pool.blocks)


def pool_of(model: ScoreModel, liked: Ints, disliked: Ints) -> MaskedHistories:
    """Liked and disliked films, by position, as a pool without wishes."""
    films = np.concatenate([liked, disliked]).astype(np.int64)
    return MaskedHistories(model, films, np.repeat([0, 1], [len(liked), len(disliked)]), np.zeros(model.films))


@dataclass(frozen=True)
class Context:
    """What a method may use besides the case.

    Attributes:
        trained: the model that is asked.
        popularity: [films], how many viewers like each film.
        seed: of everything that is drawn.
    """

    trained: TrainedModel
    popularity: Floats
    seed: int

    def seed_of(self, case: Case) -> int:
        """A seed of the case's own, so that no case depends on which others were asked before it."""
        return int(np.random.SeedSequence([self.seed, case.film, *case.pool.films]).generate_state(1)[0])

    @cached_property
    def alike(self) -> Floats:
        """[films, films], the cosine of two films' centred sketches, summed over the modalities."""
        units = self.trained.encoded.units
        sketches, _ = centred(units, dict.fromkeys(units, np.ones(len(self.popularity))))
        lengths = {m: np.linalg.norm(each, axis=1, keepdims=True) for m, each in sketches.items()}
        directions = [each / np.maximum(lengths[m], np.finfo(float).tiny) for m, each in sketches.items()]
        return np.asarray(sum(each @ each.T for each in directions))


def cases(trained: TrainedModel, reactions: Reactions) -> Iterator[Case]:
    """A case for each viewer with enough history, in the viewers' order."""
    for viewer in range(len(reactions.viewers)):
        liked, disliked = reactions.likes[[viewer]].indices, reactions.dislikes[[viewer]].indices
        if len(liked) and len(liked) + len(disliked) >= SHORTEST:
            yield Case.of(pool_of(trained.model, liked, disliked))
