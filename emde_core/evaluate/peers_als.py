"""iALS (Hu et al., ICDM 2008), as the package implicit has it."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from emde_core.arrays import Floats
from emde_core.data.interactions import Reactions
from emde_core.evaluate.peers import Scorer
from emde_core.extras import extra

SEED = 0  # of the factors that it begins with


def ials(train: Reactions, factors: int, regularization: float, like_weight: float) -> Scorer:
    """Factorise likes; a viewer's factors are what fits what is shown of their likes, with the films' held.

    Args:
        train: the viewers to learn from.
        factors: how many.
        regularization: of the factors' squares.
        like_weight: of a like, beside the 1 of a film that was not liked or not seen.

    Raises:
        MissingExtraError: implicit is not installed.
    """
    with extra("peers", "iALS"):
        from implicit.cpu.als import AlternatingLeastSquares
    with threadpool_limits(1, "blas"):  # it has threads of its own, each of which calls BLAS
        model = AlternatingLeastSquares(
            factors=factors, regularization=regularization, alpha=like_weight, random_state=SEED
        )
        model.fit(_single(train.likes), show_progress=False)

    def score(likes: sparse.csr_array, _: sparse.csr_array) -> Floats:
        rows = model.recalculate_user(np.arange(likes.shape[0]), _single(likes))
        scores: Floats = (rows @ model.item_factors.T).astype(float)
        return scores

    return score


def _single(likes: sparse.csr_array) -> sparse.csr_matrix:
    return sparse.csr_matrix(likes, dtype=np.float32)
