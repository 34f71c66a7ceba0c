from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import nnls

from emde_core.model.exposure import Exposure
from emde_core.model.prior import Products
from emde_core.model.strengths import Strengths
from emde_core.sketch.film_sketches import CentredSketches, mean_sketch
from tests import toy

FILMS = 30


def exposure(seed=1):
    generator = np.random.default_rng(seed)
    liked = generator.integers(0, 40, FILMS).astype(float)
    return Exposure.of_counts(liked, liked + generator.integers(0, 20, FILMS))


def likeness(generator):
    sketches = generator.normal(size=(FILMS, 8))
    found = sketches @ sketches.T
    np.fill_diagonal(found, 0)
    return found


def fit(learned, alike, seen):
    """Of a map's columns in two unequal parts."""
    parts = np.split(np.random.default_rng(9).permutation(FILMS), [11])
    return Strengths.fit([(p, learned[:, p], {m: k[:, p] for m, k in alike.items()}) for p in parts], seen)


def test_strengths_find_what_a_map_was_made_of():
    generator, seen = np.random.default_rng(0), exposure()
    alike = {"one": likeness(generator), "two": likeness(generator), "three": likeness(generator)}
    learned = (0.7 + 2 * alike["one"] + 0.3 * alike["three"]) * seen.popularity
    found = fit(learned, alike, seen)
    assert found.alpha == pytest.approx(0.7)
    assert found.of == pytest.approx({"one": 2, "two": 0, "three": 0.3}, abs=1e-9)


def test_strengths_are_never_below_0_and_pairs_weigh_by_what_is_known_of_them():
    """Against scipy on every pair, one row each."""
    generator, seen = np.random.default_rng(4), exposure()
    alike = {"one": likeness(generator), "against": likeness(generator)}
    learned = generator.normal(0.2, 1, (FILMS, FILMS)) + alike["one"] - alike["against"]
    pairs = ~np.eye(FILMS, dtype=bool)
    weights = np.sqrt(np.sqrt(np.outer(seen.likes, seen.likes)))[pairs]
    rows = np.stack([np.ones(pairs.sum()), *(k[pairs] for k in alike.values())], axis=1)
    expected, _ = nnls(rows * weights[:, None], (learned / seen.popularity)[pairs] * weights)
    found = fit(learned, alike, seen)
    assert [found.alpha, *found.of.values()] == pytest.approx(expected.tolist())
    assert found.of["against"] == 0 < found.of["one"]


def test_a_modality_that_says_nothing_has_no_strength():
    seen = exposure()
    alike = {"one": likeness(np.random.default_rng(0)), "silent": np.zeros((FILMS, FILMS))}
    assert fit(alike["one"] * seen.popularity, alike, seen).of["silent"] == 0


def test_the_mean_sketch_is_that_of_the_films_that_have_the_modality_by_their_gains():
    unit, gains = np.array([[1.0, 0], [0, 1], [0, 0]]), np.array([3.0, 1, 50])
    assert mean_sketch(unit, gains, np.arange(3)).tolist() == [0.75, 0.25]
    assert mean_sketch(unit, np.zeros(3), np.arange(3)).tolist() == [0, 0]
    sketches = CentredSketches(unit, mean_sketch(unit, gains, np.arange(3)))
    assert sketches[:].tolist() == [[0.25, -0.25], [-0.75, 0.75], [0, 0]]
    assert sketches[1].tolist() == [-0.75, 0.75]
    assert (sketches @ np.array([4.0, 0])).tolist() == [1, -3, 0]


def likeness_of(unit, gains):
    """K of one modality, [films, films], all its columns."""
    (likeness,) = (
        Products.multiply({"text": unit}, np.arange(len(unit)), unit.dtype).likenesses({"text": gains}).values()
    )
    return likeness.columns(np.arange(len(unit)))


UNIT, GAINS = np.array([[0.6, 0.8], [1, 0], [0, 1], [0, 0]]), np.array([2.0, 1, 3, 50])


def test_likeness_is_of_two_films_whose_mean_sketch_is_taken_off():
    plain = likeness_of(UNIT, np.zeros(4))  # no film counts, and the mean is 0
    assert plain == pytest.approx(np.array([[0, 0.6, 0.8, 0], [0.6, 0, 0, 0], [0.8, 0, 0, 0], [0, 0, 0, 0]]))
    sketches = CentredSketches(UNIT, mean_sketch(UNIT, GAINS, np.arange(4)))[:]
    expected = sketches @ sketches.T
    np.fill_diagonal(expected, 0)
    assert likeness_of(UNIT, GAINS) == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize("as_stored", [np.asarray, sparse.csr_array])
def test_histories_are_weighed_by_likeness_without_making_it(as_stored):
    (likeness,) = Products.multiply({"text": UNIT}, np.arange(4)).likenesses({"text": GAINS}).values()
    histories = np.array([[0.0, 2, -1, 3], [1, 0, 0, 0]])
    np.testing.assert_allclose(likeness.weigh(as_stored(histories)), histories @ likeness_of(UNIT, GAINS), atol=1e-15)
    assert np.array_equal(likeness.columns(np.array([2, 0])), likeness_of(UNIT, GAINS)[:, [2, 0]])


@pytest.mark.parametrize("precision", [np.float64, np.float32])
def test_films_that_are_alike_in_all_have_no_likeness_left_not_even_rounding(precision):
    unit = np.tile(np.random.default_rng(0).normal(size=7), (4, 1))
    unit /= np.linalg.norm(unit, axis=1, keepdims=True)
    assert not likeness_of(unit.astype(precision), np.array([0.3, 1, 0.7, 2])).any()


def test_a_film_without_ratings_is_liked_as_the_median_one():
    seen = Exposure.of(toy.reactions())
    unrated = int(toy.UNRATED[1:])
    assert seen.popularity[unrated] == pytest.approx(seen.popularity_unrated)
    assert seen.trust[unrated] == 0
    middle = np.median(seen.likes[seen.ratings > 0])
    assert seen.popularity_unrated == pytest.approx((middle / seen.likes[seen.ratings > 0].mean() + 0.05) ** 0.5)


def test_one_rating_changes_popularity_little_and_many_say_all():
    rated = np.array([0.0, 1, 400])
    seen = Exposure.of_counts(np.concatenate([[50.0] * 9, [0, 0, 0]]), np.concatenate([[60.0] * 9, rated]))
    none, one, many = seen.popularity[-3:]
    assert none > one > 0.9 * none > many
    assert seen.trust[-3:].tolist() == [0, 0.25, 400 / 403]
