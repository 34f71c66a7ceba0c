from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.model import gram
from emde_core.model.gram import Gram
from emde_core.model.ridge import Ridge
from tests import toy

EVERY = np.arange(toy.FILMS)


def a_prior(columns=toy.FILMS):
    return np.random.default_rng(0).normal(size=(2 * toy.FILMS, columns))


@pytest.fixture(scope="module")
def fitted():
    return Ridge.fit(toy.reactions(), toy.config().ridge)


@pytest.mark.parametrize("viewers", [5, 13, 40])
@pytest.mark.parametrize("precision", [np.float64, np.float32])
def test_a_gram_is_solved_the_same_over_viewers_and_over_columns(viewers, precision, monkeypatch):
    """Thirteen columns; products of a few rows at once are products of all."""
    monkeypatch.setattr(gram, "ROWS_AT_ONCE", 3)
    generator = np.random.default_rng(viewers)
    rows = sparse.random_array((viewers, 13), density=0.4, format="csr", rng=generator, dtype=precision)
    diagonal = generator.uniform(0.5, 2, 13).astype(precision)
    right = generator.normal(size=(13, 4)).astype(precision)
    whole = Gram.factorise(rows, diagonal)
    assert whole.over_viewers == (viewers < 13)
    assert whole.solve(right).dtype == precision
    by_hand = np.linalg.solve(rows.toarray().T @ rows.toarray() + np.diag(diagonal), right)
    np.testing.assert_allclose(whole.solve(right), by_hand, atol=1e3 * np.finfo(precision).eps)


def test_with_an_endless_ridge_it_is_the_prior():
    """The data says nothing then."""
    settings = toy.config().ridge.model_copy(update={"ridge_likes": 1e12, "ridge_dislikes": 1e12})
    strict = Ridge.fit(toy.reactions(), settings)
    np.testing.assert_allclose(strict.solve(EVERY, a_prior()), a_prior(), atol=1e-8)


def test_what_a_prior_adds_is_linear_in_it(fitted):
    films = np.array([3, 0, 7, 2])
    one, other = np.random.default_rng(0).normal(size=(2, 2 * toy.FILMS, 4))

    def added(prior):
        return fitted.solve(films, prior) - fitted.solve(films)

    np.testing.assert_allclose(added(one + 3 * other), added(one) + 3 * added(other), atol=1e-9)


def test_some_films_are_columns_of_all(fitted):
    films = np.array([3, 0, 7])
    every = fitted.solve(EVERY, a_prior())
    np.testing.assert_allclose(fitted.solve(films, a_prior()[:, films]), every[:, films], atol=1e-12)


def test_a_film_that_nobody_rated_takes_what_the_prior_says(fitted):
    unrated = int(toy.UNRATED[1:])
    rows = [unrated, unrated + toy.FILMS]
    np.testing.assert_allclose(fitted.solve(EVERY, a_prior())[rows], a_prior()[rows])
    assert not fitted.solve(np.array([unrated])).any()


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
    np.testing.assert_allclose(fitted.solve(EVERY, prior), by_hand, atol=0.01)


def test_histories_are_folded_in_without_any_map(fitted):
    reactions = toy.reactions()
    histories = sparse.hstack([reactions.likes, reactions.dislikes], format="csr")[3:9]
    learned, weights = fitted.fold_in(histories)
    np.testing.assert_allclose(learned, histories @ fitted.solve(EVERY), atol=1e-12)
    np.testing.assert_allclose(learned + weights @ a_prior(), histories @ fitted.solve(EVERY, a_prior()), atol=1e-12)
