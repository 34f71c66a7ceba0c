"""Fold-ins (a viewer's likes, split into inputs and targets), and the scale of scores fitted on them.

A regression's outputs rank films but are no log probabilities. One number makes them so, and changes no ranking: the
temperature scales scores so that their softmax over films fits what viewers liked next. Then a difference of two films'
scores is the log of how much likelier one is than the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy  # imports its parts when they are used: special takes a while, and only learning needs it
from scipy import sparse

from emde_core.arrays import Floats
from emde_core.data.interactions import Reactions

INPUT_SHARE = 0.8  # of a viewer's likes, in a fold-in
LOG_SCALES = (-7.0, 7.0)  # where a scale is looked for


@dataclass(frozen=True, eq=False)
class Foldin:
    """Viewers' likes split in two: the model's input, and the targets that it should find.

    Attributes:
        likes, dislikes: [viewers, films], the inputs.
        targets: [viewers, films], the other likes.
    """

    likes: sparse.csr_array
    dislikes: sparse.csr_array
    targets: sparse.csr_array

    @classmethod
    def draw(cls, reactions: Reactions, share: float, generator: np.random.Generator) -> Foldin:
        """Keep each like as an input with probability ``share``; only viewers with a target remain."""
        inputs, targets = reactions.likes.copy(), reactions.likes.copy()
        mask = generator.uniform(size=inputs.nnz) < share
        inputs.data, targets.data = inputs.data * mask, targets.data * ~mask
        some = np.flatnonzero(targets.sum(axis=1))
        return cls(inputs[some], reactions.dislikes[some], targets[some])

    @property
    def both(self) -> sparse.csr_array:
        """The inputs, likes beside dislikes, [viewers, 2 films]."""
        return sparse.hstack([self.likes, self.dislikes], format="csr")

    def scores(self, matrix: Floats) -> Floats:
        """Return every film's score for each viewer, [viewers, films], from what one film adds, [2 films, films]."""
        scores: Floats = self.both @ matrix
        return scores


def fit_temperature(scores: Floats, fold: Foldin) -> float:
    """Return the factor on scores [viewers, films] under which the targets are likeliest.

    How likely they are is a softmax over the films that are no inputs. A target without a score (-inf) does not count;
    the factor is 1 where none does.
    """
    targets = np.where(np.isfinite(scores), fold.targets.toarray(), 0)
    candidates = np.where((fold.likes + fold.dislikes).toarray() > 0, -np.inf, scores)
    viewer, film = np.nonzero(targets)
    if not len(film):
        return 1.0
    share = targets[viewer, film] / targets.sum(axis=1)[viewer]

    def loss(scale: float) -> float:
        return -float(share @ scipy.special.log_softmax(candidates * scale, axis=1)[viewer, film])

    return _best_scale(loss)


def _best_scale(loss: Callable[[float], float]) -> float:
    from scipy.optimize import minimize_scalar  # half a second to import, and only learning needs it

    return float(np.exp(minimize_scalar(lambda log_scale: loss(np.exp(log_scale)), bounds=LOG_SCALES).x))
