from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.data.interactions import Reactions
from emde_core.evaluate import baselines

LIKES = np.random.default_rng(0).integers(0, 2, (23, 8)).astype(float)
DISLIKES = (1 - LIKES) * np.random.default_rng(1).integers(0, 2, (23, 8))
TRAIN = Reactions(
    sparse.csr_array(LIKES), sparse.csr_array(DISLIKES), sparse.csr_array(LIKES + DISLIKES), tuple(map(str, range(23)))
)
SHOWN, SHUNNED = (sparse.csr_array(np.random.default_rng(s).integers(0, 2, (3, 8)).astype(float)) for s in (2, 3))


def constrained_ridge(inputs, target, own, ridge):
    """argmin |target - inputs b|^2 + b' diag(ridge) b with b[own] = 0, solved without that column."""
    others = [j for j in range(inputs.shape[1]) if j != own]
    kept = inputs[:, others]
    weights = np.zeros(inputs.shape[1])
    weights[others] = np.linalg.solve(kept.T @ kept + np.diag(np.array(ridge)[others]), kept.T @ target)
    return weights


def test_ease_is_its_definition():
    """Each film's regression on the others, arXiv 1905.03375 eq. 2 with the zero diagonal of eq. 3."""
    weights = np.stack([constrained_ridge(LIKES, LIKES[:, f], f, [4.0] * 8) for f in range(8)], axis=1)
    np.testing.assert_allclose(baselines.ease(TRAIN, 4.0)(SHOWN, SHUNNED), SHOWN.toarray() @ weights, atol=1e-9)


def test_ease_on_both_reactions_is_its_definition():
    both, ridge = np.hstack([LIKES, DISLIKES]), [4.0] * 8 + [9.0] * 8
    weights = np.stack([constrained_ridge(both, LIKES[:, f], f, ridge) for f in range(8)], axis=1)
    shown = np.hstack([SHOWN.toarray(), SHUNNED.toarray()])
    np.testing.assert_allclose(baselines.ease_both(TRAIN, (4.0, 9.0))(SHOWN, SHUNNED), shown @ weights, atol=1e-9)


def test_item_knn_by_hand():
    found = baselines.item_knn(TRAIN, 3)(SHOWN, SHUNNED)
    cosine = np.zeros((8, 8))
    for f in range(8):
        for g in range(8):
            if f != g:
                cosine[f, g] = LIKES[:, f] @ LIKES[:, g] / np.sqrt(LIKES[:, f].sum() * LIKES[:, g].sum())
    for v in range(3):
        for f in range(8):
            nearest = sorted(range(8), key=lambda g: -cosine[f, g])[:3]
            assert found[v, f] == pytest.approx(sum(cosine[f, g] for g in nearest if SHOWN.toarray()[v, g]))


def test_more_neighbours_than_films_are_all_of_them():
    assert baselines.item_knn(TRAIN, 500)(SHOWN, SHUNNED).shape == (3, 8)


def test_popularity_counts_likes_and_is_the_same_for_everyone():
    found = baselines.popularity(TRAIN)(SHOWN, SHUNNED)
    assert found.tolist() == [LIKES.sum(axis=0).tolist()] * 3


def test_a_film_that_nobody_likes_scores_finitely():
    lonely = LIKES.copy()
    lonely[:, 2] = 0
    train = Reactions(sparse.csr_array(lonely), TRAIN.dislikes, TRAIN.rated, TRAIN.viewers)
    for score in (baselines.ease(train, 4.0), baselines.ease_both(train, (4.0, 9.0)), baselines.item_knn(train, 3)):
        assert np.isfinite(score(SHOWN, SHUNNED)).all()
