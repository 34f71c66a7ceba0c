from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.model import ridge
from emde_core.model.ridge import Ridge
from tests import toy


@pytest.fixture(scope="module")
def fitted():
    return Ridge.fit(toy.reactions(), toy.config().ridge)


def test_with_an_endless_ridge_it_is_the_prior():
    """The data says nothing then."""
    settings = toy.config().ridge.model_copy(update={"ridge_likes": 1e12, "ridge_dislikes": 1e12})
    prior = np.random.default_rng(0).normal(size=(2 * toy.FILMS, toy.FILMS))
    strict = Ridge.fit(toy.reactions(), settings)
    np.testing.assert_allclose(strict.solve() + strict.towards(prior), prior, atol=1e-8)


def test_what_a_prior_adds_is_linear_in_it(fitted):
    one, other = np.random.default_rng(0).normal(size=(2, 2 * toy.FILMS, 4))
    np.testing.assert_allclose(
        fitted.towards(one + 3 * other), fitted.towards(one) + 3 * fitted.towards(other), atol=1e-9
    )


def test_a_film_that_nobody_rated_takes_what_the_prior_says(fitted):
    prior = np.random.default_rng(0).normal(size=(2 * toy.FILMS, toy.FILMS))
    unrated = int(toy.UNRATED[1:])
    np.testing.assert_allclose(
        fitted.towards(prior)[[unrated, unrated + toy.FILMS]], prior[[unrated, unrated + toy.FILMS]]
    )
    assert not fitted.solve()[:, unrated].any()


def test_it_minimises_its_loss(fitted):
    """By the definition: viewers weighted, inputs dropped out, a film asked for only where it was dropped."""
    reactions, settings = toy.reactions(), toy.config().ridge
    likes = reactions.likes.toarray()
    both = np.hstack([likes, reactions.dislikes.toarray()])
    weight = (likes.sum(axis=1) + 1) ** -settings.viewer_weight_power
    keep = np.repeat([settings.keep_likes, settings.keep_dislikes], toy.FILMS)
    pull = np.repeat([settings.ridge_likes, settings.ridge_dislikes], toy.FILMS)
    prior = 0.1 * np.random.default_rng(1).normal(size=(2 * toy.FILMS, toy.FILMS))
    generator, tries = np.random.default_rng(2), 4000
    gram, target = np.zeros((2 * toy.FILMS,) * 2), np.zeros((2 * toy.FILMS, toy.FILMS))
    for _ in range(tries):  # drop out at random, and ask for what was dropped
        kept = generator.uniform(size=both.shape) < keep
        shown, asked = both * kept, likes * ~kept[:, : toy.FILMS]
        gram += shown.T @ (weight[:, None] * shown) / tries
        target += shown.T @ (weight[:, None] * asked) / tries
    by_hand = np.linalg.solve(gram + np.diag(pull), target + pull[:, None] * prior)
    np.testing.assert_allclose(fitted.solve() + fitted.towards(prior), by_hand, atol=0.01)


def test_viewers_in_parts_are_all_viewers(fitted, monkeypatch):
    monkeypatch.setattr(ridge, "VIEWERS_AT_ONCE", 7)
    np.testing.assert_allclose(Ridge.fit(toy.reactions(), toy.config().ridge).solve(), fitted.solve(), atol=1e-12)


def test_what_histories_see_of_a_prior_is_what_it_adds_to_their_scores(fitted):
    reactions = toy.reactions()
    histories = sparse.hstack([reactions.likes, reactions.dislikes], format="csr")[3:9]
    prior = np.random.default_rng(4).normal(size=(2 * toy.FILMS, toy.FILMS))
    np.testing.assert_allclose(fitted.prior_weights(histories) @ prior, histories @ fitted.towards(prior), atol=1e-12)
