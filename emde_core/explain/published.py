"""Contributions to a score of the published recipe: film x modality, without atoms or company.

By the reading "shares" each input bucket's share of the change from the baseline, by Integrated Gradients, is given to
the history films in it, 1 each: the parts add up. By "count-min" a film's value is read as a count-min sketch is read:
the mean, over the D partitions, of what its buckets add, with everything that others put there (arXiv 2006.09979,
section 3). Those parts do not add up; the residual says by how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.explain.explanation import CompanyEvidence, Contribution
from emde_core.explain.meetings import Meeting
from emde_core.explain.query import Query
from emde_core.explain.question import Question
from emde_core.explain.values import AtomValues, CategoryValue, WordValue
from emde_core.model.published import Published
from emde_core.model.published.codes import gather
from emde_core.schema import Position

Reading = Literal["shares", "count-min"]


@dataclass(frozen=True)
class PublishedParts:
    """The parts of one film's score.

    Attributes:
        model: the question's model, of the published recipe.
        question: what is explained; the film is one of the catalogue.
        reading: how a film's value is read from its buckets.
    """

    model: Published
    question: Question
    reading: Reading = "shares"

    @cached_property
    def direction(self) -> Floats:
        """[F], whose product with the logits is the score that is explained."""
        rival = self.question.rival.position if self.question.rival else None
        return self.model.readout.direction(self.question.film.position or Position(0), rival)

    @cached_property
    def _empty(self) -> Floats:
        return np.zeros(2 * self.model.layout.size)

    @cached_property
    def start(self) -> Floats:
        """[2F], the baseline's input sketch."""
        return self._empty if self.question.baseline == "empty" else self.model.average_sketch

    @cached_property
    def _sketch(self) -> Floats:
        return self.model.sketch(self.question.query.rows)

    @cached_property
    def _changes(self) -> Floats:
        """[2F], what each input bucket adds to the score beyond the baseline."""
        rates = self.model.rates(self._sketch, self.direction[None], self.start)[0]
        return rates * (self._sketch - self.start)

    @cached_property
    def values(self) -> Floats:
        """[H, M, D], what each history film adds in each partition of a modality."""
        positions = self.model.positions(self.question.query.rows)
        if self.reading == "count-min":
            return np.asarray(gather(self._changes, positions) / self.model.layout.depth)
        in_history = self._sketch > 0
        shares = np.divide(self._changes, self._sketch, out=np.zeros_like(self._changes), where=in_history)
        return np.asarray(gather(shares, positions))

    def contributions(self) -> tuple[Contribution, ...]:
        """Film x modality, in the history's order."""
        query = self.question.query
        return tuple(
            Contribution(film, reaction, modality, float(each[m].sum()), each[m])
            for film, reaction, each in zip(query.films, query.reactions, self.values, strict=True)
            for m, modality in enumerate(self.model.modalities)
        )

    @property
    def margin(self) -> None:
        """None: it is the score that is taken apart."""

    @property
    def baseline(self) -> float:
        """The score at the baseline; the empty history has one as well."""
        return float(self.direction @ self.model.logits(self.start[None])[0])

    @property
    def absent(self) -> float:
        """The part that the baseline's buckets that the history does not touch add to the score."""
        return float(self._changes[self._sketch == 0].sum())

    def atoms(self) -> tuple[AtomValues, ...]:
        """None: a film is one code in each partition."""
        return ()

    def history_atoms(self) -> tuple[AtomValues, ...]:
        """None, as for ``atoms``."""
        return ()

    def categories_through(self, film_id: str) -> tuple[CategoryValue, ...]:  # noqa: ARG002 - as for ``meetings``
        """None, as for ``atoms``."""
        return ()

    def meetings(self, words: Sequence[WordValue]) -> tuple[Meeting, ...]:  # noqa: ARG002 - a film has no words here
        """None, as for ``atoms``."""
        return ()

    def company(self) -> tuple[CompanyEvidence, ...]:
        """None: all buckets hold company, and none of it is told apart."""
        return ()

    @classmethod
    def sums(cls, model: Published, query: Query, films: Ints) -> dict[str, Floats]:
        """Add up what each modality adds to the scores of some films, [films]."""
        directions = np.array([model.readout.direction(Position(int(film))) for film in films]).reshape(len(films), -1)
        sketch, positions = model.sketch(query.rows), model.positions(query.rows)
        rates = model.rates(sketch, directions, np.zeros_like(sketch)) if len(films) else np.zeros((0, len(sketch)))
        by_modality = gather(rates, positions).sum(axis=(1, 3))  # [films, M]
        return dict(zip(model.modalities, by_modality.T, strict=True))
