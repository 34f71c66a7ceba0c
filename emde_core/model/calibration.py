"""Fold-ins (what a model sees of a viewer, and what it should find), and the scale fitted on them.

A regression's outputs rank films but are no log probabilities. One number makes them so, and changes no ranking: the
temperature scales scores so that their softmax over films fits what viewers liked next. Then a difference of two films'
scores is the log of how much likelier one is than the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import log_softmax

from emde_core.data.interactions import Reactions

Floats = NDArray[np.float64]
KEPT = 0.8  # of a viewer's likes, in a fold-in
LOG_SCALES = (-7.0, 7.0)  # where a scale is looked for


@dataclass(frozen=True)
class Foldin:
    """Viewers' likes split in two: what the model sees, and what it should find.

    Attributes:
        likes, dislikes: [viewers, films], what is seen.
        wanted: [viewers, films], the likes that are left out.
    """

    likes: sparse.csr_array
    dislikes: sparse.csr_array
    wanted: sparse.csr_array

    @classmethod
    def draw(cls, reactions: Reactions, kept: float, generator: np.random.Generator) -> Foldin:
        """Keep each like with probability ``kept``; only viewers with a like left out remain."""
        shown, hidden = reactions.likes.copy(), reactions.likes.copy()
        keep = generator.uniform(size=shown.nnz) < kept
        shown.data, hidden.data = shown.data * keep, hidden.data * ~keep
        some = np.flatnonzero(hidden.sum(axis=1))
        return cls(shown[some], reactions.dislikes[some], hidden[some])

    @property
    def both(self) -> sparse.csr_array:
        """[viewers, 2 films], likes beside dislikes."""
        return sparse.hstack([self.likes, self.dislikes], format="csr")

    def scores(self, matrix: Floats) -> Floats:
        """Every film's score for each viewer, [viewers, films], from what one film adds, [2 films, films]."""
        scores: Floats = self.both @ matrix
        return scores


def fit_temperature(scores: Floats, fold: Foldin) -> float:
    """The factor on scores [viewers, films] whose softmax over unseen films gives the wanted ones most likelihood.

    A wanted film that has no score (-inf) does not count; 1 where nothing does.
    """
    wanted = np.where(np.isfinite(scores), fold.wanted.toarray(), 0)
    unseen = np.where((fold.likes + fold.dislikes).toarray() > 0, -np.inf, scores)
    viewer, film = np.nonzero(wanted)
    if not len(film):
        return 1.0
    share = wanted[viewer, film] / wanted.sum(axis=1)[viewer]

    def loss(scale: float) -> float:
        return -float(share @ log_softmax(unseen * scale, axis=1)[viewer, film])

    return _best_scale(loss)


def _best_scale(loss: Callable[[float], float]) -> float:
    from scipy.optimize import minimize_scalar  # half a second to import, and only learning needs it

    return float(np.exp(minimize_scalar(lambda log_scale: loss(np.exp(log_scale)), bounds=LOG_SCALES).x))
