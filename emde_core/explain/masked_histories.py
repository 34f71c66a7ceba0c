"""Films that a history may hold, and every film's score for any history made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.data.catalogue import Catalogue
from emde_core.explain.entries import Entries, positions
from emde_core.model.scores import ScoreModel
from emde_core.schema import Reaction

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class MaskedHistories:
    """R films, each with a reaction, out of which histories are made; wishes stay as they are in all of them.

    Attributes:
        model: the model.
        films: [R], positions in the catalogue.
        blocks: [R], 0 for a like, 1 for a dislike.
        wishes: [films], what the wishes add to every score.
    """

    model: ScoreModel
    films: Ints
    blocks: Ints
    wishes: Floats

    @classmethod
    def of(
        cls, model: ScoreModel, catalogue: Catalogue, reactions: Iterable[tuple[str, Reaction]], wishes: Floats
    ) -> MaskedHistories:
        """Of films by id with their reactions: a resolved history, or candidates for one."""
        return cls(model, *positions(list(reactions), catalogue), wishes)

    @classmethod
    def of_entries(cls, model: ScoreModel, entries: Entries, wishes: Floats) -> MaskedHistories:
        """Of a history's films."""
        return cls(model, entries.films, entries.blocks, wishes)

    @cached_property
    def rows(self) -> Ints:
        """[R], the model's rows of the films."""
        return self.films + self.blocks * self.model.films

    @cached_property
    def effects(self) -> Floats:
        """[R, films], what each film alone adds to every score, where the model is additive."""
        return self.model.scores(self.rows, np.eye(len(self.rows)))

    def scores(self, held: Floats) -> Floats:
        """Every film's score relative to the catalogue's mean, [n, films], for histories [n, R] of 0 and 1.

        A film without a score gets -inf. The empty history has the score of the wishes.
        """
        scores = held @ self.effects if self.model.additive else self.model.scores(self.rows, held)
        return np.asarray(scores + self.wishes)
