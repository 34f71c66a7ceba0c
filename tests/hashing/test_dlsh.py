from __future__ import annotations

import random

import numpy as np
import pytest

from emde_core.errors import ConfigError
from emde_core.hashing.dlsh import DLSH, bits_per_code

FILMS, DIM, DEPTH, WIDTH = 40, 7, 5, 8


def vectors(seed=0, films=FILMS, dim=DIM):
    return np.random.default_rng(seed).normal(3, np.arange(1, dim + 1), (films, dim))


@pytest.fixture(scope="module")
def dlsh():
    return DLSH.fit(vectors(), DEPTH, WIDTH, seed=1)


def test_bits_are_packed_least_significant_first():
    """Two dimensions, one partition, three bits: the first looks at x > 0, the second at y > 1, the third at x > 2."""
    hand = DLSH(
        mean=np.zeros(2),
        scale=np.ones(2),
        directions=np.array([[[1.0, 0.0, 1.0]], [[0.0, 1.0, 0.0]]]),
        thresholds=np.array([[0.0, 1.0, 2.0]]),
        unit=False,
    )
    points = np.array([[-1.0, 0.0], [1.0, 0.0], [-1.0, 2.0], [1.0, 2.0], [3.0, 0.0], [3.0, 2.0], [0.0, 1.0]])
    assert hand.codes(points)[:, 0].tolist() == [0, 1, 2, 3, 5, 7, 0]
    assert (hand.depth, hand.width) == (1, 8)


def test_codes_fill_the_buckets(dlsh):
    codes = dlsh.codes(vectors())
    assert codes.shape == (FILMS, DEPTH)
    assert codes.min() >= 0
    assert codes.max() < WIDTH
    assert len(np.unique(codes)) > WIDTH // 2


def test_thresholds_are_quantiles_of_the_data_drawn_uniformly():
    fitted = DLSH.fit(vectors(films=500), 40, 16, seed=2)
    standard = (vectors(films=500) - fitted.mean) * fitted.scale
    projected = np.einsum("nc,cdk->ndk", standard, fitted.directions)
    below = (projected <= fitted.thresholds).mean(axis=0).ravel()  # 160 draws of a level
    assert 0.4 < below.mean() < 0.6
    assert below.min() < 0.1
    assert below.max() > 0.9
    np.testing.assert_allclose(np.histogram(below, bins=4, range=(0, 1))[0], 40, atol=20)


def test_dense_regions_are_cut_more_finely():
    """Nine tenths of the points in a tenth of the line: most thresholds must lie there."""
    generator = np.random.default_rng(0)
    points = np.concatenate([generator.uniform(0, 1, 900), generator.uniform(1, 10, 100)])[:, None]
    fitted = DLSH.fit(points, 60, 2, seed=0)
    cuts = fitted.thresholds[:, 0] / fitted.directions[0, :, 0] / fitted.scale[0] + fitted.mean[0]
    assert 0.8 < (cuts < 1).mean() < 1


def test_the_seed_decides_and_the_global_generators_do_not():
    first = DLSH.fit(vectors(), DEPTH, WIDTH, seed=1)
    np.random.seed(99)  # noqa: NPY002, TID251 - the very thing that must not matter
    random.seed(99)
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    again, other = DLSH.fit(vectors(), DEPTH, WIDTH, seed=1), DLSH.fit(vectors(), DEPTH, WIDTH, seed=2)
    assert np.array_equal(first.codes(vectors()), again.codes(vectors()))
    assert not np.array_equal(first.codes(vectors()), other.codes(vectors()))
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_a_dimension_that_says_nothing_does_nothing():
    flat = vectors()
    flat[:, 2] = 5.0
    fitted = DLSH.fit(flat, DEPTH, WIDTH, seed=1)
    moved = flat.copy()
    moved[:, 2] = -1e6
    assert fitted.scale[2] == 0
    assert np.array_equal(fitted.codes(flat), fitted.codes(moved))


def test_a_single_film_or_films_that_are_all_alike_have_a_code():
    for alike in (vectors(films=1), np.ones((3, DIM))):
        codes = DLSH.fit(alike, DEPTH, WIDTH, seed=0).codes(alike)
        assert (codes == codes[0]).all()


def test_each_dimension_is_brought_to_one_scale_or_the_whole_vector_to_length_1():
    each, unit = DLSH.fit(vectors(), DEPTH, WIDTH, seed=1), DLSH.fit(vectors(), DEPTH, WIDTH, seed=1, unit=True)
    np.testing.assert_allclose((vectors() * each.scale).std(axis=0), 1)
    assert (unit.scale == 1).all()
    centred = vectors() - vectors().mean(axis=0)
    longer = vectors().mean(axis=0) + 7 * centred
    assert np.array_equal(unit.codes(longer), unit.codes(vectors()))  # the direction alone counts
    assert not np.array_equal(each.codes(longer), each.codes(vectors()))
    by_hand = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    projected = np.einsum("nc,cdk->ndk", by_hand, unit.directions)
    np.testing.assert_allclose(unit.project(vectors()), projected, atol=1e-12)


def test_near_vectors_share_more_buckets_than_far_ones():
    generator, deep = np.random.default_rng(0), DLSH.fit(vectors(films=300), 400, 4, seed=0, unit=True)
    point = vectors(films=1)
    near = point + 0.1 * generator.normal(size=(20, DIM))
    alike = [(deep.codes(some) == deep.codes(point)).mean() for some in (near, vectors(seed=5, films=20))]
    assert alike[0] > 0.8 > 0.5 > alike[1]


def test_many_vectors_are_hashed_in_parts_of_the_same_result(dlsh, monkeypatch):
    whole = dlsh.codes(vectors())
    monkeypatch.setattr("emde_core.hashing.dlsh.AT_ONCE", 7)
    assert np.array_equal(dlsh.codes(vectors()), whole)
    assert dlsh.codes(np.zeros((0, DIM))).shape == (0, DEPTH)


def test_every_vector_weighs_the_same(dlsh):
    assert dlsh.weights(vectors()).tolist() == [1.0] * FILMS


def test_a_hash_read_back_from_its_arrays_hashes_alike(dlsh):
    again = DLSH.from_arrays(dlsh.arrays())
    assert np.array_equal(again.codes(vectors()), dlsh.codes(vectors()))
    assert again.unit == dlsh.unit


@pytest.mark.parametrize("width", [-8, 0, 1, 3, 12])
def test_widths_that_are_no_power_of_two(width):
    with pytest.raises(ConfigError, match=f"power of two and at least 2, not {width}"):
        bits_per_code(width)


def test_bits():
    assert [bits_per_code(width) for width in (2, 4, 128, 4096)] == [1, 2, 7, 12]
