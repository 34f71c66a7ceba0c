"""Peers that are a matrix from liked films to scores: RP3beta, SLIM, DEQL."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from emde_core.data.interactions import Reactions
from emde_core.evaluate.peers import Scorer
from emde_core.extras import extra
from emde_core.model.gram import Gram

SLIM_STEPS = 1000  # of coordinate descent, at most, for each film


def rp3beta(train: Reactions, alpha: float, beta: float, neighbours: int) -> Scorer:
    """RP3beta (Paudel et al., TiiS 2017): a walk of three steps over likes, with popular films held back.

    From a liked film to one of its viewers, and on to one of that viewer's films; each step's probability to the power
    ``alpha``, divided by the last film's likes to the power ``beta``. Each film leads to its nearest ``neighbours``.
    """
    likes = train.likes
    of_films, of_viewers = (np.maximum(likes.sum(axis=axis), 1) for axis in (0, 1))
    weights = (likes.T @ (likes * (of_viewers**-alpha)[:, None])).toarray()
    weights *= of_films[:, None] ** -alpha * of_films**-beta
    np.fill_diagonal(weights, 0)
    weakest = np.sort(weights, axis=1)[:, -min(neighbours, len(weights)), None]
    nearest = np.where(weights >= weakest, weights, 0)
    return lambda likes_of_viewers, _: likes_of_viewers @ nearest


def slim(train: Reactions, sparsity: float, ridge: float) -> Scorer:
    """SLIM (Ning and Karypis, ICDM 2011): each film's likes as a sum of few others' with weights of at least 0.

    It minimises |x_j - X b|^2 / 2 + sparsity |b|_1 + ridge |b|^2 / 2 for each film j, with b_j = 0.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    with extra("peers", "SLIM"):
        from sklearn.linear_model import ElasticNet
    likes = _with_small_indices(train.likes.tocsc())
    viewers, films = likes.shape
    both = sparsity + ridge
    net = ElasticNet(
        alpha=both / viewers, l1_ratio=sparsity / both, positive=True, fit_intercept=False, max_iter=SLIM_STEPS
    )
    weights = np.zeros((films, films))
    for film in range(films):
        others = likes.copy()
        others.data[likes.indptr[film] : likes.indptr[film + 1]] = 0
        weights[:, film] = net.fit(others, likes[:, [film]].toarray().ravel()).coef_
    return lambda likes_of_viewers, _: likes_of_viewers @ weights


def _with_small_indices(matrix: sparse.csc_array) -> sparse.csc_array:
    """Return the same matrix with indices of 32 bits, the only ones that scikit-learn takes."""
    indices, starts = (each.astype(np.int32) for each in (matrix.indices, matrix.indptr))
    return sparse.csc_array((matrix.data, indices, starts), shape=matrix.shape)


def deql(train: Reactions, dropout: float, ridge: float, remaining_weight: float) -> Scorer:
    """DEQL (arXiv 2603.07402): EDLAE that is also asked, more softly, for the likes that were not dropped.

    A like is dropped from the input with probability p = ``dropout``, and then weighs 1 in the loss; otherwise it has
    the weight b = ``remaining_weight``. For b = 0 this is EDLAE. For b > 0 a film also leads to itself, which moves no
    film that anybody ranks and is left out here, and the rest of its column is EDLAE's times

        1 - q c d,    d = c (n - h) / (c n + q (ridge - c^2 h)),    c = b / (p + q b),    q = 1 - p

    with n the film's likes, and h what the other films tell of them. The paper corrects an inverse for each film;
    eliminating the film's own weight gives this factor, and one inverse for all.
    """
    share, counts = 1 - dropout, train.likes.sum(axis=0)
    diagonal = dropout / share * counts + ridge
    inverse = Gram.factorise(train.likes, diagonal).solve(np.eye(len(counts)))
    from_others = counts + diagonal - 1 / inverse.diagonal()
    soft = remaining_weight / (dropout + share * remaining_weight)
    to_itself = soft * (counts - from_others) / (soft * counts + share * (ridge - soft**2 * from_others))
    weights = inverse * ((share * soft * to_itself - 1) / inverse.diagonal())
    np.fill_diagonal(weights, 0)
    return lambda likes, _: likes @ weights
