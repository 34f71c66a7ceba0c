"""Ridge regression of likes on a history, in closed form, which shrinks towards a prior.

Films are dropped out of the input with a keep rate q and are targets only when dropped, which forbids learning the
identity (Steck, NeurIPS 2020, denoising linear autoencoders), here for two reactions. With X the viewers' likes and Z
their likes beside their dislikes, viewers weighted,

    C = q q' * Z'Z + diag(q (1 - q) n)      E = q (1 - q1) * (Z'X - [diag(n1); 0])
    G_r = (C + L)^-1 (E + L G_c),           L = diag(l1, .., l2, ..)

With G_c = 0 that is ridge regression; with a content prior G_c it shrinks towards what the films are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike
from scipy import sparse

from emde_core.arrays import Floats, Ints
from emde_core.config import RidgeConfig
from emde_core.data.interactions import Reactions
from emde_core.model.gram import Gram


@dataclass(frozen=True, eq=False)
class Ridge:
    """A factorised regression, ready for any number of films, histories and priors.

    Attributes:
        gram: C + L, [2 films, 2 films], over the viewers' reactions times their weights' roots and q.
        ridges: L's diagonal, [2 films].
        target_scale: (1 - q1) / q1, which makes E of the products of those reactions.
    """

    gram: Gram
    ridges: Floats
    target_scale: float

    @classmethod
    def fit(cls, reactions: Reactions, config: RidgeConfig, precision: DTypeLike = np.float64) -> Ridge:
        """Weigh the viewers, by (likes + 1)^-power, and factorise."""
        films = reactions.likes.shape[1]
        keep = np.repeat([config.keep_likes, config.keep_dislikes], films)
        ridges = np.repeat([config.ridge_likes, config.ridge_dislikes], films).astype(precision)
        weights = (reactions.likes.sum(axis=1) + 1.0) ** (-config.viewer_weight_power / 2)
        both = sparse.hstack([reactions.likes, reactions.dislikes], format="csr")
        rows = sparse.csr_array(sparse.diags_array(weights) @ both @ sparse.diags_array(keep))
        diagonal = (1 / keep - 1) * rows.power(2).sum(axis=0) + ridges
        gram = Gram.factorise(rows.astype(precision), diagonal.astype(precision))
        return cls(gram, ridges, (1 - config.keep_likes) / config.keep_likes)

    @property
    def _likes(self) -> sparse.csr_array:
        rows = self.gram.rows
        return rows[:, : rows.shape[1] // 2]

    def solve(self, films: Ints, prior: Floats | None = None) -> Floats:
        """Return these films' columns of G_r, [2 films, columns]: without a prior, or towards one of that shape."""
        rows = self.gram.rows
        right = self.target_scale * (rows.T @ self._likes[:, films]).toarray()
        right[films, np.arange(len(films))] = 0  # a like is a target only where it was dropped from the input
        if prior is not None:
            right += self.ridges[:, None] * prior
        return self.gram.solve(right)

    def fold_in(self, histories: sparse.csr_array) -> tuple[Floats, Floats]:
        """Return what the ratings say of histories, and their weights on a prior, by one solve and without any G_r.

        Args:
            histories: [n, 2 films].

        Returns:
            histories (C + L)^-1 E, [n, films]; and histories (C + L)^-1 L, [n, 2 films], which times a prior is what
            that adds.
        """
        rows, likes = self.gram.rows, self._likes
        solution = self.gram.solve(histories.T.toarray().astype(rows.dtype))
        learned = (likes.T @ (rows @ solution)).T
        learned -= solution[: likes.shape[1]].T * likes.power(2).sum(axis=0)
        return self.target_scale * learned, (self.ridges[:, None] * solution).T
