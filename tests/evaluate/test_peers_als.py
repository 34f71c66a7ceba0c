"""iALS by the package implicit: what we give it and what we take from it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.evaluate.peers_als import ials
from tests.evaluate.test_peers import reactions

pytest.importorskip("implicit")
FILMS, VIEWERS = 24, 90


def tastes():
    """Likes of viewers, each of whom likes most films of one third, and no others."""
    generator = np.random.default_rng(3)
    thirds = np.equal.outer(np.arange(VIEWERS) % 3, np.arange(FILMS) % 3)
    return (thirds & (generator.uniform(size=thirds.shape) < 0.8)).astype(float)


@pytest.fixture(scope="module")
def score():
    likes = tastes()
    return ials(reactions(likes, np.zeros_like(likes)), factors=4, regularization=5.0, like_weight=3.0)


def test_a_viewer_who_was_never_seen_gets_films_of_their_third_first(score):
    shown = sparse.csr_array(np.eye(FILMS)[:3])
    best = np.argsort(-score(shown, shown), axis=1)[:, : FILMS // 3]
    assert [set((row % 3).tolist()) for row in best] == [{0}, {1}, {2}]


def test_a_viewers_scores_depend_on_nobody_else_who_is_asked_for(score):
    shown = sparse.csr_array(tastes()[:5])
    np.testing.assert_allclose(score(shown[[2]], shown[[2]])[0], score(shown, shown)[2], atol=1e-5)


def test_the_same_likes_give_the_same_scores(score):
    likes = tastes()
    again = ials(reactions(likes, np.zeros_like(likes)), factors=4, regularization=5.0, like_weight=3.0)
    shown = sparse.csr_array(likes[:5])
    np.testing.assert_array_equal(again(shown, shown), score(shown, shown))
