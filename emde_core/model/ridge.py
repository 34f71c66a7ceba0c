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
from emde_core.model.gram import Gram, SummedGram


@dataclass(frozen=True, eq=False)
class Ridge:
    """A factorised regression, ready for any number of films, histories and priors.

    Attributes:
        gram: C + L, [2 films, 2 films], over what ``weigh_viewers`` makes of their reactions.
        ridges: L's diagonal, [2 films].
        target_scale: (1 - q1) / q1, which makes E of the products of those reactions.
    """

    gram: Gram | SummedGram
    ridges: Floats
    target_scale: float

    @classmethod
    def fit(cls, reactions: Reactions, config: RidgeConfig, precision: DTypeLike = np.float64) -> Ridge:
        """Weigh the viewers and factorise."""
        rows = weigh_viewers(reactions, config)
        ridges, diagonal = _diagonals(rows.power(2).sum(axis=0), config)
        gram = Gram.factorise(rows.astype(precision), diagonal.astype(precision))
        return cls(gram, ridges.astype(precision), (1 - config.keep_likes) / config.keep_likes)

    @classmethod
    def of_sums(cls, sums: Floats, config: RidgeConfig) -> Ridge:
        """Factorise what was added up over what ``weigh_viewers`` makes of them, [2 films, 2 films]."""
        ridges, diagonal = _diagonals(sums.diagonal(), config)
        gram = SummedGram.factorise(sums, diagonal.astype(sums.dtype))
        return cls(gram, ridges.astype(sums.dtype), (1 - config.keep_likes) / config.keep_likes)

    def solve(self, films: Ints, prior: Floats | None = None) -> Floats:
        """Return these films' columns of G_r, [2 films, columns]: without a prior, or towards one of that shape."""
        right = self.target_scale * self.gram.squared_columns(films)
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
        films = len(self.ridges) // 2
        solution = self.gram.solve(histories.T.toarray().astype(self.ridges.dtype))
        learned = self.gram.squared_times(solution, films).T
        learned -= solution[:films].T * self.gram.squared_diagonal[:films]
        return self.target_scale * learned, (self.ridges[:, None] * solution).T


def weigh_viewers(reactions: Reactions, config: RidgeConfig) -> sparse.csr_array:
    """Return viewers' likes beside their dislikes times q and the roots of their weights, [viewers, 2 films].

    A viewer weighs (likes + 1)^-power.
    """
    keep = np.repeat([config.keep_likes, config.keep_dislikes], reactions.likes.shape[1])
    weights = (reactions.likes.sum(axis=1) + 1.0) ** (-config.viewer_weight_power / 2)
    both = sparse.hstack([reactions.likes, reactions.dislikes], format="csr")
    return sparse.csr_array(sparse.diags_array(weights) @ both @ sparse.diags_array(keep))


def _diagonals(squares: Floats, config: RidgeConfig) -> tuple[Floats, Floats]:
    """Return the ridges, and all that is added to the diagonal of the weighted viewers' squares, [2 films] each."""
    films = len(squares) // 2
    keep = np.repeat([config.keep_likes, config.keep_dislikes], films)
    ridges = np.repeat([config.ridge_likes, config.ridge_dislikes], films)
    return ridges, (1 / keep - 1) * squares + ridges
