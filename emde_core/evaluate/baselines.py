"""The models to compare with. Each learns from reactions and scores films for what is shown of other viewers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.checks import at_least
from emde_core.data.interactions import Reactions

Floats = NDArray[np.float64]
Scorer = Callable[[sparse.csr_array, sparse.csr_array], Floats]
"""From likes and dislikes [viewers, films] to scores [viewers, films]."""


def popularity(train: Reactions) -> Scorer:
    """How many viewers liked a film; the same for everyone."""
    counts = train.likes.sum(axis=0)
    return lambda likes, _: np.broadcast_to(counts, likes.shape)


def item_knn(train: Reactions, neighbours: int) -> Scorer:
    """The sum of a film's cosine similarities to the liked films, among each film's nearest neighbours.

    Raises:
        ConfigError: there is not to be a neighbour.
    """
    at_least("neighbours", neighbours, 1)
    likes = train.likes
    norms = np.sqrt(np.maximum(likes.sum(axis=0), 1))
    similarity = (likes.T @ likes).toarray() / np.outer(norms, norms)
    np.fill_diagonal(similarity, 0)
    weakest = np.sort(similarity, axis=1)[:, -min(neighbours, len(similarity)), None]
    nearest = np.where(similarity >= weakest, similarity, 0)
    return lambda shown, _: shown @ nearest.T


def ease(train: Reactions, ridge: float) -> Scorer:
    """EASE on likes (arXiv 1903.05375)."""
    weights = _ease_weights((train.likes.T @ train.likes).toarray(), np.full(train.likes.shape[1], ridge))
    return lambda likes, _: likes @ weights


def ease_both(train: Reactions, ridges: tuple[float, float]) -> Scorer:
    """EASE on stacked columns: likes beside dislikes, one ridge each; only likes are predicted."""
    films = train.likes.shape[1]
    both = sparse.hstack([train.likes, train.dislikes], format="csr")
    weights = _ease_weights((both.T @ both).toarray(), np.repeat(ridges, films))[:, :films]
    return lambda likes, dislikes: sparse.hstack([likes, dislikes]) @ weights


def _ease_weights(gram: Floats, ridge: Floats) -> Floats:
    inverse = np.linalg.inv(gram + np.diag(ridge))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights
