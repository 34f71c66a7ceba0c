"""Films that a history may hold, and every film's score for any history made of them.

The linear part of the model adds up over a history's films, so what each adds to every score is worked out once, and
a history's scores are a sum of rows. The network is asked for each history.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.schema import REACTIONS, Reaction
from emde_core.trained import TrainedModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Pool:
    """R films, each with a reaction, out of which histories are made.

    Attributes:
        trained: the model.
        films: [R], positions in the catalogue.
        blocks: [R], 0 for a like, 1 for a dislike.
    """

    trained: TrainedModel
    films: Ints
    blocks: Ints

    @classmethod
    def of(cls, trained: TrainedModel, reactions: Iterable[tuple[str, Reaction]]) -> Pool:
        """Of films by id with their reactions: a resolved history, or candidates for one."""
        listed = list(reactions)
        films = np.array([trained.encoded.catalogue.index[film] for film, _ in listed], dtype=np.int64)
        return cls(trained, films, np.array([REACTIONS.index(reaction) for _, reaction in listed], dtype=np.int64))

    @cached_property
    def positions(self) -> Ints:
        """[R, M, D], where the films' codes lie in an input sketch."""
        readout = self.trained.readout
        return readout.layout.input_positions(readout.codes[self.films], self.blocks)

    @cached_property
    def one_hot(self) -> sparse.csr_array:
        """[R, 2F], what each film adds to an input sketch."""
        return self.trained.readout.layout.input_one_hot(self.positions)

    @cached_property
    def effects(self) -> Floats:
        """[R, films], what each adds to every film's score by the linear part; 0 for films without a score."""
        linear, readout = self.trained.model.linear, self.trained.readout
        if linear is None:
            return np.zeros((len(self.films), len(readout.codes)))
        scores = readout.scores(linear.logits(self.one_hot))
        scores[:, ~readout.known] = 0
        return scores

    @property
    def additive(self) -> bool:
        """Whether scores are sums of ``effects`` and nothing else."""
        return self.trained.model.network is None

    def scores(self, held: Floats) -> Floats:
        """Every film's score relative to the catalogue's mean, [n, films], for histories [n, R] of 0 and 1.

        A film without a score gets -inf. The empty history has the score of the empty sketch.
        """
        scores = held @ self.effects
        if not self.additive:
            sketches = np.asarray((self.one_hot.T @ held.T).T)
            scores = scores + self.trained.readout.scores(self.trained.model.network_logits(sketches))
        scores[:, ~self.trained.readout.known] = -np.inf
        return scores
