"""The models to compare with. Each learns from reactions and scores films for what is shown of other viewers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from emde_core.arrays import Bools, Floats
from emde_core.checks import at_least
from emde_core.data.interactions import Reactions
from emde_core.model.gram import Gram
from emde_core.model.prior import Products
from emde_core.sketch.film_sketches import Units

Scorer = Callable[[sparse.csr_array, sparse.csr_array], Floats]
"""From likes and dislikes [viewers, films] to scores [viewers, films]."""


def popularity(train: Reactions) -> Scorer:
    """Score by how many viewers liked a film; the same for everyone."""
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
    return lambda likes_of_viewers, _: likes_of_viewers @ nearest.T


def ease(train: Reactions, ridge: float) -> Scorer:
    """EASE on likes (arXiv 1903.05375)."""
    weights = _ease_weights(train, ridge)
    return lambda likes, _: likes @ weights


def edlae(train: Reactions, dropout: float, ridge: float) -> Scorer:
    """EDLAE, whose inputs are dropped out and whose outputs are asked for where dropped (Steck, NeurIPS 2020)."""
    counts = train.likes.power(2).sum(axis=0)
    weights = _without_diagonal(train.likes, dropout / (1 - dropout) * counts + ridge)
    return lambda likes, _: likes @ weights


def ease_both(train: Reactions, ridges: tuple[float, float]) -> Scorer:
    """EASE on stacked columns: likes beside dislikes, one ridge each; only likes are predicted."""
    films = train.likes.shape[1]
    both = sparse.hstack([train.likes, train.dislikes], format="csr")
    weights = _without_diagonal(both, np.repeat(ridges, films), films)
    return lambda likes, dislikes: sparse.hstack([likes, dislikes]) @ weights


def _ease_weights(train: Reactions, ridge: float) -> Floats:
    return _without_diagonal(train.likes, np.full(train.likes.shape[1], ridge))


def _without_diagonal(rows: sparse.csr_array, ridge: Floats, targets: int | None = None) -> Floats:
    """Return the ridge regressions of the first columns on all the others, [columns, targets]."""
    weights = Gram.factorise(rows, ridge).solve(np.eye(len(ridge), targets))
    weights /= -weights.diagonal()
    np.fill_diagonal(weights, 0)
    return weights


def cosine(_: Reactions, units: Mapping[str, Units], *, centred: bool) -> Scorer:
    """The sum of a film's likeness in content to the liked films; learns nothing from ratings.

    Args:
        units: by modality, sketches divided by their lengths, [films, D * W]; likenesses are added up.
        centred: whether the catalogue's mean sketch is taken off.
    """
    alike = likeness(units, centred=centred)
    return lambda likes, _: likes @ alike


def carried_over(train: Reactions, units: Mapping[str, Units], ridge: float, content_ridge: float) -> Scorer:
    """EASE, with the columns of films without ratings carried over from like films by kernel ridge on all content."""
    weights, kernel = _ease_weights(train, ridge), likeness(units, centred=True)
    rated = np.asarray(train.rated.sum(axis=0)).ravel() > 0
    warm, cold = np.flatnonzero(rated), np.flatnonzero(~rated)
    factor = cho_factor(kernel[np.ix_(warm, warm)] + content_ridge * np.eye(len(warm)))
    weights[:, cold] = weights[:, warm] @ cho_solve(factor, kernel[np.ix_(warm, cold)])
    return lambda likes, _: likes @ weights


def likeness(units: Mapping[str, Units], *, centred: bool) -> Floats:
    """Return how alike films are in content over all modalities, [films, films]; 0 in one that a film lacks."""
    films = np.arange(len(next(iter(units.values()))))
    products = Products.multiply(units, films).of.values()
    alike: Floats = np.sum([_centred(each) if centred else each for each in products], axis=0)
    return alike


def _centred(products: Floats) -> Floats:
    """Return products of sketches less their mean, by products of sketches, [films, films]; 0 where a film has none."""
    having: Bools = products.diagonal() > 0
    along = products[:, having].mean(axis=1)
    return np.where(np.outer(having, having), products - along[:, None] - along + along[having].mean(), 0.0)


def chance(_: Reactions) -> Scorer:
    """An order drawn at random for each viewer."""
    return lambda likes, _: np.random.default_rng(likes.shape[1]).uniform(size=likes.shape)
