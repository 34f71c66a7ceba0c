"""Films that a history may hold, and every film's score for any history made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.data.catalogue import Catalogue
from emde_core.model.scores import ScoreModel
from emde_core.schema import REACTIONS, Reaction


@dataclass(frozen=True, eq=False)
class MaskedHistories:
    """R films, each with a reaction, out of which histories are made; wishes stay as they are in all of them.

    Attributes:
        model: the model.
        positions: [R], in the catalogue.
        blocks: [R], 0 for a like, 1 for a dislike.
        wishes: [films], what the wishes add to every score.
    """

    model: ScoreModel
    positions: Ints
    blocks: Ints
    wishes: Floats

    @cached_property
    def rows(self) -> Ints:
        """The model's rows of the films, [R]."""
        return self.positions + self.blocks * self.model.films

    @cached_property
    def effects(self) -> Floats:
        """The effect of each film alone on every score, [R, films], where the model is additive."""
        return self.model.attributions(self.rows, np.arange(self.model.films))

    def scores(self, masks: Floats) -> Floats:
        """Score every film for histories [n, R] of 0 and 1: [n, films], in nats relative to the catalogue's mean.

        A film without a score gets -inf. The empty history has the score of the wishes.
        """
        scores = masks @ self.effects if self.model.additive else self.model.scores(self.rows, masks)
        return np.asarray(scores + self.wishes)


def positions_and_blocks(reactions: Sequence[tuple[str, Reaction]], catalogue: Catalogue) -> tuple[Ints, Ints]:
    """Find films by id with their reactions: positions in the catalogue [R], and 0 for a like, 1 for a dislike [R]."""
    positions = np.array([catalogue.index[film_id] for film_id, _ in reactions], dtype=np.int64)
    return positions, np.array([REACTIONS.index(reaction) for _, reaction in reactions], dtype=np.int64)
