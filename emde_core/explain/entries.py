"""A history resolved into numbers: rows of the model for its films, sketches for its wishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.data.catalogue import Catalogue
from emde_core.history import History, Wish
from emde_core.schema import REACTIONS, Reaction

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class WishSketch:
    """A wish as the model reads it.

    Attributes:
        wish: what is wished.
        modality: in which modality; None for popularity.
        sketch: [D * W], the sketch of its atoms divided by its length, times the wish's weight; empty for popularity.
    """

    wish: Wish
    modality: str | None
    sketch: Floats

    @property
    def weight(self) -> float:
        """The wish's."""
        return self.wish.weight


@dataclass(frozen=True)
class Entries:
    """A history, resolved.

    Attributes:
        history: by film ids.
        films: [H], positions in the catalogue.
        blocks: [H], 0 for a like, 1 for a dislike.
        wishes: in the history's order.
    """

    history: History
    films: Ints
    blocks: Ints
    wishes: tuple[WishSketch, ...] = ()

    @classmethod
    def of(cls, history: History, catalogue: Catalogue, wishes: Sequence[WishSketch] = ()) -> Entries:
        """Of a history by film ids, whose wishes were read before."""
        films, blocks = positions(history, catalogue)
        return cls(history, films, blocks, tuple(wishes))

    def rows(self, films: int) -> Ints:
        """[H], the rows of a model over so many films."""
        return self.films + self.blocks * films

    @cached_property
    def reactions(self) -> tuple[Reaction, ...]:
        """Of the history's films."""
        return tuple(REACTIONS[block] for block in self.blocks)


def positions(reactions: Sequence[tuple[str, Reaction]] | History, catalogue: Catalogue) -> tuple[Ints, Ints]:
    """Films by id with their reactions: their positions in the catalogue [H], and 0 for a like, 1 for a dislike [H]."""
    listed = list(reactions)
    films = np.array([catalogue.index[film] for film, _ in listed], dtype=np.int64)
    return films, np.array([REACTIONS.index(reaction) for _, reaction in listed], dtype=np.int64)
