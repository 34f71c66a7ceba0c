"""RP3beta, SLIM and DEQL are what their papers define, in plain loops or by what their minimum must fulfil."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from emde_core.evaluate import peers, peers_linear
from tests.evaluate.test_peers import FILMS, LIKES, SHOWN, SHUNNED, TRAIN, reactions

SHOWN_LIKES = SHOWN.toarray()


def test_rp3beta_is_a_walk_of_three_steps():
    found = peers_linear.rp3beta(TRAIN, alpha=0.8, beta=0.6, neighbours=3)(SHOWN, SHUNNED)
    walk = np.zeros((FILMS, FILMS))
    for i, j in product(range(FILMS), repeat=2):
        both = [v for v in range(len(LIKES)) if LIKES[v, i] and LIKES[v, j] and i != j]
        to_viewer = 1 / LIKES[:, i].sum()
        walk[i, j] = sum(to_viewer**0.8 * (1 / LIKES[v].sum()) ** 0.8 for v in both) / LIKES[:, j].sum() ** 0.6
    for v, j in product(range(3), range(FILMS)):
        nearest = {i: sorted(range(FILMS), key=lambda j, i=i: -walk[i, j])[:3] for i in range(FILMS)}
        assert found[v, j] == pytest.approx(
            sum(walk[i, j] for i in range(FILMS) if SHOWN_LIKES[v, i] and j in nearest[i])
        )


def test_slim_is_where_its_loss_is_least():
    """No weight can be lowered, none can be raised, without raising the loss (Karush, Kuhn, Tucker)."""
    pytest.importorskip("sklearn")
    sparsity, ridge = 0.5, 2.0
    weights = peers_linear.slim(TRAIN, sparsity, ridge)(np.eye(FILMS), None)
    slope = LIKES.T @ (LIKES @ weights - LIKES) + ridge * weights + sparsity
    np.fill_diagonal(slope, 0)
    assert (weights >= 0).all()
    assert not weights.diagonal().any()
    assert 0 < (weights == 0).sum() - FILMS < FILMS * (FILMS - 1)
    np.testing.assert_allclose(slope[weights > 0], 0, atol=2e-2)
    assert (slope >= -2e-2).all()


def deql_column(film, dropout, penalty, remaining_weight):
    """Minimise the loss averaged over every way to drop likes, by its definition."""
    hessian, target = penalty * np.eye(FILMS), np.zeros(FILMS)
    for mask in product((0, 1), repeat=FILMS):
        left = np.array(mask)
        chance = np.prod(np.where(left, 1 - dropout, dropout))
        weight = chance * (remaining_weight if left[film] else 1.0)
        inputs = LIKES * left
        hessian += weight * inputs.T @ inputs
        target += weight * inputs.T @ LIKES[:, film]
    return np.linalg.solve(hessian, target)


@pytest.mark.parametrize("remaining_weight", [0.05, 0.3, 1.0])
def test_deql_is_its_definition(remaining_weight):
    dropout, ridge = 0.3, 4.0
    penalty = ridge * (1 - dropout) ** 2 * (dropout + (1 - dropout) * remaining_weight)
    found = peers_linear.deql(TRAIN, dropout, ridge, remaining_weight)(np.eye(FILMS), None)
    for film in range(FILMS):
        column = (1 - dropout) * deql_column(film, dropout, penalty, remaining_weight)
        others = np.arange(FILMS) != film
        np.testing.assert_allclose(found[others, film], column[others], atol=1e-12)


def test_deql_that_asks_for_dropped_likes_alone_is_edlae():
    found = peers_linear.deql(TRAIN, 0.3, 4.0, remaining_weight=0.0)(SHOWN, SHUNNED)
    np.testing.assert_allclose(found, peers.edlae(TRAIN, 0.3, 4.0)(SHOWN, SHUNNED), atol=1e-12)


def test_a_film_that_nobody_likes_scores_finitely():
    lonely = LIKES.copy()
    lonely[:, 2] = 0
    train = reactions(lonely)
    for score in (peers_linear.rp3beta(train, 1.0, 0.6, 3), peers_linear.deql(train, 0.2, 4.0, 0.3)):
        assert np.isfinite(score(SHOWN, SHUNNED)).all()


def test_slim_of_a_film_that_nobody_likes_is_nothing():
    pytest.importorskip("sklearn")
    lonely = LIKES.copy()
    lonely[:, 2] = 0
    weights = peers_linear.slim(reactions(lonely), 0.5, 2.0)(np.eye(FILMS), None)
    assert not weights[:, 2].any()
    assert not weights[2].any()
