"""Fold-ins (what a model sees of a viewer, and what it should find), and the temperature fitted on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp

from emde_core.data.interactions import Reactions
from emde_core.sketch.codes import CodeLayout

Floats = NDArray[np.float64]
KEPT = 0.8  # of a viewer's likes, in a fold-in


@dataclass(frozen=True)
class Foldin:
    """Viewers' likes split in two: what the model sees, and what it should find.

    Attributes:
        sketches: [viewers, 2F], input sketches of the likes that are seen, and of the dislikes.
        wanted: [viewers, films], the likes that are left out.
    """

    sketches: Floats
    wanted: sparse.csr_array

    @classmethod
    def draw(
        cls, reactions: Reactions, one_hot: sparse.csr_array, kept: float, generator: np.random.Generator
    ) -> Foldin:
        """Keep each like with probability ``kept``."""
        likes = reactions.likes
        seen = generator.uniform(size=likes.nnz) < kept
        shown, hidden = likes.copy(), likes.copy()
        shown.data, hidden.data = likes.data * seen, likes.data * ~seen
        hidden.eliminate_zeros()
        sketches = sparse.hstack([shown @ one_hot, reactions.dislikes @ one_hot]).toarray()
        return cls(sketches, hidden)


def fit_temperature(logits: Floats, wanted: sparse.csr_array, one_hot: sparse.csr_array, layout: CodeLayout) -> float:
    """The factor on regression outputs [viewers, F] whose row softmax fits the target sketches best.

    Cross-entropy between output and target sketch, the published loss (EMDE, section 4); one number for all rows.
    """
    some = np.asarray(wanted.sum(axis=1)) > 0
    target = layout.rows((wanted[some] @ one_hot).toarray())  # [viewers, M, D, W]
    mass = target.sum(axis=-1)
    rows = layout.rows(logits[some])

    def loss(log_temperature: float) -> float:
        scaled = rows * np.exp(log_temperature)
        return float((mass * logsumexp(scaled, axis=-1)).sum() - (target * scaled).sum())

    return float(np.exp(minimize_scalar(loss, bounds=(-5, 10), method="bounded").x))
