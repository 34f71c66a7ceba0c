from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.model.calibration import Foldin, fit_temperature
from emde_core.model.choice import choose
from emde_core.model.fitting import fit_affinity, fit_uncalibrated
from emde_core.model.prior import Products
from emde_core.model.strengths import PriorScale
from tests import toy


def draw(kept=0.6, seed=0):
    reactions = toy.reactions()
    return reactions, Foldin.draw(reactions, kept, np.random.default_rng(seed))


def test_a_fold_in_splits_likes_and_shows_every_dislike():
    reactions, fold = draw()
    seen, wanted = fold.likes.toarray(), fold.targets.toarray()
    assert ((seen > 0) & (wanted > 0)).sum() == 0
    assert (wanted.sum(axis=1) > 0).all()
    whole = {tuple(row) for row in np.hstack([reactions.likes.toarray(), reactions.dislikes.toarray()])}
    assert {tuple(row) for row in np.hstack([seen + wanted, fold.dislikes.toarray()])} <= whole
    assert np.array_equal(fold.both.toarray(), np.hstack([seen, fold.dislikes.toarray()]))


def test_a_fold_in_leaves_the_reactions_as_they_were():
    reactions, _ = draw()
    assert np.array_equal(reactions.likes.toarray(), toy.reactions().likes.toarray())


def test_scores_of_a_fold_in_are_sums_over_what_is_seen():
    _, fold = draw()
    matrix = np.random.default_rng(2).normal(size=(2 * toy.FILMS, toy.FILMS))
    by_hand = fold.likes.toarray() @ matrix[: toy.FILMS] + fold.dislikes.toarray() @ matrix[toy.FILMS :]
    np.testing.assert_allclose(fold.scores(matrix), by_hand, atol=1e-12)


def fold_of(seen, wanted):
    seen, wanted = (sparse.csr_array(np.array(each, dtype=float)) for each in (seen, wanted))
    return Foldin(seen, sparse.csr_array(seen.shape), wanted)


def test_temperature_finds_the_scale_that_made_the_choices():
    """4,000 viewers choose one of 9 films with the softmax of 2.5 times the scores."""
    generator = np.random.default_rng(5)
    scores = generator.normal(size=(4000, 9))
    wanted = (2.5 * scores + generator.gumbel(size=scores.shape)).argmax(axis=1)
    fold = fold_of(np.zeros((4000, 9)), np.eye(9)[wanted])
    assert fit_temperature(scores, fold) == pytest.approx(2.5, rel=0.1)


def test_films_already_seen_do_not_count_for_the_temperature():
    scores = np.array([[50.0, 1.0, 0.0]] * 60 + [[50.0, 0.0, 1.0]] * 20)
    fold = fold_of([[1.0, 0, 0]] * 80, [[0, 1.0, 0]] * 80)
    assert fit_temperature(scores, fold) == pytest.approx(np.log(3), rel=1e-3)  # three to one is a log odds of log 3


def test_a_film_that_can_not_be_scored_does_not_spoil_the_temperature():
    scores = np.array([[1.0, 0.0, -np.inf]] * 60 + [[0.0, 1.0, -np.inf]] * 20)
    plain = fold_of(np.zeros((80, 3)), [[1.0, 0, 0]] * 80)
    wanting = fold_of(np.zeros((80, 3)), [[1.0, 0, 0]] * 79 + [[1.0, 0, 1.0]])
    hopeless = fold_of(np.zeros((80, 3)), [[1.0, 0, 0]] * 79 + [[0, 0, 1.0]])
    assert fit_temperature(scores, plain) == pytest.approx(np.log(3), rel=1e-3)
    assert fit_temperature(scores, wanting) == pytest.approx(np.log(3), rel=1e-3)
    assert fit_temperature(scores, hopeless) == pytest.approx(np.log(60 / 19), rel=1e-3)


def test_nothing_that_could_be_found_leaves_scores_as_they_are():
    scores = np.array([[1.0, -np.inf]])
    assert fit_temperature(scores, fold_of([[0.0, 0]], [[0, 1.0]])) == 1.0


def test_the_temperature_changes_no_ranking():
    """Everything that scores are made of is multiplied by it."""
    fitted = toy.recommender().trained.model
    products = Products.multiply(toy.encoded().sketches, np.arange(toy.FILMS), np.float32)
    chosen = choose(products, toy.reactions(), toy.config())
    plain = fit_uncalibrated(toy.encoded().sketches, products, toy.reactions(), toy.config(), chosen)
    assert 1e-2 < fitted.temperature < 1e2
    np.testing.assert_allclose(fitted.matrix, fitted.temperature * plain.matrix, rtol=1e-3, atol=1e-7)
    np.testing.assert_allclose(fitted.gains, fitted.temperature * plain.gains, rtol=1e-6)
    strengths = [list(model.cold.of.values()) for model in (fitted, plain)]
    np.testing.assert_allclose(strengths[0], fitted.temperature * np.array(strengths[1]))
    assert fitted.cold.alpha == pytest.approx(fitted.temperature * plain.cold.alpha)


def test_a_model_is_kept_as_it_is_stored():
    """In half precision: a model that was saved and read again is the same to the last bit."""
    model = toy.recommender().trained.model
    assert model.matrix.dtype == np.float16
    np.testing.assert_allclose(model.row_means, model.matrix.astype(float).mean(axis=1), rtol=1e-12)


def test_without_enough_viewers_to_calibrate_on_scores_stay_as_they_are():
    few = toy.reactions().rows([0, 1])
    chosen = PriorScale(2.0, dict.fromkeys(toy.WITHOUT, 1.0), 1.0)
    units = toy.encoded().sketches
    model = fit_affinity(units, Products.multiply(units, np.arange(toy.FILMS)), few, toy.config(), chosen)
    assert model.temperature == 1.0
    assert np.isfinite(model.matrix).all()
