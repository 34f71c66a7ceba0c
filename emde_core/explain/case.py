"""A film that is explained for a history, as the methods of explaining and their measures see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emde_core.arrays import Bools, Floats, Ints
from emde_core.errors import HistoryError
from emde_core.explain.query import Query
from emde_core.explain.question import Question
from emde_core.explain.ranks import Ranking, competing
from emde_core.schema import Position
from emde_core.sketch.portrait import Portrait

TOP = 5  # the k of "why in the top k", as it is measured
TOPS = (10, 20, 50, 100, 200, 500)


def smallest_top(ranking: Ranking, film: Position) -> int:
    """Return the smallest of ``TOPS`` that holds a film, else the length of the ranking."""
    rank = ranking.rank(film) or 1
    return next((top for top in TOPS if rank <= top), len(ranking.order))


@dataclass(frozen=True, eq=False)
class Case:
    """A history of H films, and a film of the catalogue that it is asked about.

    Histories less some of their films are masks, rows [H] of 0 and 1; wishes stay in all of them.

    Attributes:
        query: the history.
        film: the film that is explained.
        rival: a film whose score is taken off; the catalogue's mean where it is None.
        k: the length of the top that the film is to stay in, or to reach.
        seed: of whatever a method draws.
    """

    query: Query
    film: Position
    rival: Position | None = None
    k: int = TOP
    seed: int = 0

    @classmethod
    def of(cls, question: Question) -> Case:
        """Ask a question's film and rival, with the smallest of ``TOPS`` that holds the film as the top.

        Raises:
            HistoryError: the film is in no catalogue.
        """
        position = question.film.position
        if position is None:
            raise HistoryError(f"{question.film.film.label} is in no catalogue; only 'additive' explains such a film")
        rival = question.rival.position if question.rival else None
        k = smallest_top(question.query.ranking, Position(position))
        return cls(question.query, Position(position), None if rival is None else Position(rival), k)

    @classmethod
    def of_best(cls, query: Query, k: int = TOP, seed: int = 0) -> Case:
        """Ask about the best film outside the history."""
        return cls(query, Position(int(query.ranking.order[0])), k=k, seed=seed)

    @property
    def question(self) -> Question:
        """The same as a question about portraits."""
        encoded = self.query.trained.encoded
        rival = None if self.rival is None else Portrait.of_catalogue(encoded, self.rival)
        return Question(self.query, Portrait.of_catalogue(encoded, self.film), rival)

    @property
    def size(self) -> int:
        """The number of films in the history, H."""
        return len(self.query)

    @cached_property
    def outside(self) -> Bools:
        """A mask of the films that are ranked, [films]: they have a score, and the history does not hold them."""
        return competing(self.query.model, self.query.positions)

    @property
    def order(self) -> Ints:
        """The ranked films' positions, best first."""
        return self.query.ranking.order

    def rank(self) -> int:
        """Return the film's rank, 1 for the best.

        Raises:
            HistoryError: it has none.
        """
        rank = self.query.ranking.rank(self.film)
        if rank is None:
            label = self.query.catalogue.films[self.film].label
            raise HistoryError(f"{label} is in the history and has no rank to lose; choose another film")
        return rank

    def standings(self, masks: Floats) -> Floats:
        """Score every film for histories [n, H]: [n, films]; -inf for films that are not ranked."""
        return np.where(self.outside, self.query.masked_histories.scores(masks), -np.inf)

    def ranks(self, masks: Floats) -> Ints:
        """Rank the explained film for histories [n, H]: [n], 1 for the best."""
        standings = self.standings(masks)
        return 1 + np.asarray((standings > standings[:, [self.film]]).sum(axis=1))

    def scores(self, masks: Floats) -> Floats:
        """Score the explained film for histories [n, H]: [n], in nats above the catalogue's mean, or the rival."""
        histories = self.query.masked_histories
        if histories.model.additive:
            return masks @ self.above_rival(histories.effects) + self.above_rival(histories.wishes)
        return self.above_rival(histories.scores(masks))

    @cached_property
    def score(self) -> float:
        """The film's score for the whole history."""
        return float(self.scores(np.ones((1, self.size)))[0])

    def above_rival(self, scores: Floats) -> Floats:
        """Pick the film's numbers out of every film's [..., films], less the rival's."""
        own: Floats = scores[..., self.film]
        return own if self.rival is None else own - scores[..., self.rival]

    def without(self, order: Ints, count: int) -> Floats:
        """Mask the first ``count`` films of an order of the history's films: [H]."""
        mask = np.ones(self.size)
        mask[order[:count]] = 0
        return mask

    @property
    def leave_one_out_masks(self) -> Floats:
        """The whole history but one film, for each of them: [H, H]."""
        return 1 - np.eye(self.size)

    @cached_property
    def losses(self) -> Floats:
        """The score's losses without each history film, [H], in nats."""
        return self.scores(np.ones((1, self.size))) - self.scores(self.leave_one_out_masks)

    def generator(self) -> np.random.Generator:
        """Return a generator of the case's own, so that no case depends on which others were asked before it."""
        return np.random.default_rng(self.draw_seed)

    @property
    def draw_seed(self) -> int:
        """A seed from the case's own, its film and its history."""
        return int(np.random.SeedSequence([self.seed, self.film, *self.query.positions]).generate_state(1)[0])
