"""The models to compare with. Each learns from reactions and scores films for what is shown of other viewers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

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
        ConfigError: ``neighbours`` is no whole number of at least 1.
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
    weights = _without_diagonal((train.likes.T @ train.likes).toarray(), np.full(train.likes.shape[1], ridge))
    return lambda likes, _: likes @ weights


def edlae(train: Reactions, dropout: float, ridge: float) -> Scorer:
    """EDLAE, whose inputs are dropped out and whose outputs are asked for where dropped (Steck, NeurIPS 2020)."""
    gram = (train.likes.T @ train.likes).toarray()
    weights = _without_diagonal(gram, dropout / (1 - dropout) * gram.diagonal() + ridge)
    return lambda likes, _: likes @ weights


def ease_both(train: Reactions, ridges: tuple[float, float]) -> Scorer:
    """EASE on stacked columns: likes beside dislikes, one ridge each; only likes are predicted."""
    films = train.likes.shape[1]
    both = sparse.hstack([train.likes, train.dislikes], format="csr")
    weights = _without_diagonal((both.T @ both).toarray(), np.repeat(ridges, films))[:, :films]
    return lambda likes, dislikes: sparse.hstack([likes, dislikes]) @ weights


def _without_diagonal(gram: Floats, ridge: Floats) -> Floats:
    inverse = np.linalg.inv(gram + np.diag(ridge))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights


def cosine(units: Mapping[str, Floats], modalities: tuple[str, ...], *, centred: bool) -> Scorer:
    """The sum of a film's likeness in content to the liked films; learns nothing from ratings.

    Args:
        units: by modality, sketches divided by their lengths, [films, D * W].
        modalities: those that are added up.
        centred: whether the catalogue's mean sketch is taken off.
    """
    alike = sum((_kernel(units[m], centred=centred) for m in modalities), np.zeros(()))
    return lambda likes, _: likes @ alike


def carried_over(train: Reactions, units: Mapping[str, Floats], ridge: float, content_ridge: float) -> Scorer:
    """EASE, with the columns of films without ratings carried over from like films by kernel ridge on all content."""
    weights = _without_diagonal((train.likes.T @ train.likes).toarray(), np.full(train.likes.shape[1], ridge))
    kernel = np.sum([_kernel(unit, centred=True) for unit in units.values()], axis=0)
    warm = np.flatnonzero(np.asarray(train.rated.sum(axis=0)).ravel())
    cold = np.setdiff1d(np.arange(len(kernel)), warm)
    factor = cho_factor(kernel[np.ix_(warm, warm)] + content_ridge * np.eye(len(warm)))
    weights[:, cold] = weights[:, warm] @ cho_solve(factor, kernel[np.ix_(warm, cold)])
    return lambda likes, _: likes @ weights


def _kernel(unit: Floats, *, centred: bool) -> Floats:
    having = unit.any(axis=1)
    sketches = np.where(having[:, None], unit - unit[having].mean(axis=0), 0.0) if centred else unit
    kernel: Floats = sketches @ sketches.T
    return kernel
