"""Fold-ins (what a model sees of a viewer, and what it should find), and the scales fitted on them.

The closed form is a regression: its outputs rank films but are no log probabilities. Two numbers make them so, and
change no ranking. The temperature scales logits so that the softmax of the scores over films fits what viewers liked
next: then a difference of two films' scores is the log of how much likelier one is than the other. The sharpness
scales them further so that each row's softmax fits the target sketch (the published loss): EMDE's density.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import log_softmax, logsumexp

from emde_core.data.interactions import Reactions
from emde_core.sketch.codes import CodeLayout

Floats = NDArray[np.float64]
KEPT = 0.8  # of a viewer's likes, in a fold-in
LOG_SCALES = (-7.0, 7.0)  # where a scale is looked for


@dataclass(frozen=True)
class Foldin:
    """Viewers' likes split in two: what the model sees, and what it should find.

    Attributes:
        sketches: [viewers, 2F], input sketches of the likes that are seen, and of the dislikes.
        seen: [viewers, films], those likes and dislikes.
        wanted: [viewers, films], the likes that are left out.
    """

    sketches: Floats
    seen: sparse.csr_array
    wanted: sparse.csr_array

    @classmethod
    def draw(
        cls, reactions: Reactions, one_hot: sparse.csr_array, kept: float, generator: np.random.Generator
    ) -> Foldin:
        """Keep each like with probability ``kept``; only viewers with a like left out remain."""
        shown, hidden = reactions.likes.copy(), reactions.likes.copy()
        keep = generator.uniform(size=shown.nnz) < kept
        shown.data, hidden.data = shown.data * keep, hidden.data * ~keep
        some = np.flatnonzero(hidden.sum(axis=1))
        shown, hidden, dislikes = shown[some], hidden[some], reactions.dislikes[some]
        sketches = sparse.hstack([shown @ one_hot, dislikes @ one_hot]).toarray()
        return cls(sketches, shown + dislikes, hidden)


def fit_temperature(scores: Floats, fold: Foldin) -> float:
    """The factor on scores [viewers, films] whose softmax over unseen films gives the wanted ones most likelihood.

    A wanted film that has no score (-inf) does not count; 1 where nothing does.
    """
    wanted = np.where(np.isfinite(scores), fold.wanted.toarray(), 0)
    unseen = np.where(fold.seen.toarray() > 0, -np.inf, scores)
    viewer, film = np.nonzero(wanted)
    if not len(film):
        return 1.0
    share = wanted[viewer, film] / wanted.sum(axis=1)[viewer]

    def loss(scale: float) -> float:
        return -float(share @ log_softmax(unseen * scale, axis=1)[viewer, film])

    return _best_scale(loss)


def fit_sharpness(logits: Floats, fold: Foldin, one_hot: sparse.csr_array, layout: CodeLayout) -> float:
    """The factor on logits [viewers, F] whose row softmax has the least cross-entropy with the target sketch.

    That is the published loss (EMDE, arXiv 2006.01894, section 4).
    """
    target = layout.rows((fold.wanted @ one_hot).toarray())  # [viewers, M, D, W]
    mass = target.sum(axis=-1)
    rows = layout.rows(logits)

    def loss(scale: float) -> float:
        return float((mass * logsumexp(rows * scale, axis=-1)).sum() - scale * (target * rows).sum())

    return _best_scale(loss)


def _best_scale(loss: Callable[[float], float]) -> float:
    from scipy.optimize import minimize_scalar  # half a second to import, and only learning needs it

    return float(np.exp(minimize_scalar(lambda log_scale: loss(np.exp(log_scale)), bounds=LOG_SCALES).x))
