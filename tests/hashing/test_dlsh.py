from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.config import SketchConfig
from emde_core.encoders.base import Embeddings
from emde_core.errors import ConfigError, DataError
from emde_core.sketch.codes import MISSING
from emde_core.sketch.dlsh import DLSH, bits_per_code
from emde_core.sketch.hashing import codes_of, fit_hashes

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
        spread=np.ones((1, 3)),
    )
    points = np.array([[-1.0, 0.0], [1.0, 0.0], [-1.0, 2.0], [1.0, 2.0], [3.0, 0.0], [3.0, 2.0], [0.0, 1.0]])
    assert hand.bit_values.tolist() == [1, 2, 4]
    assert hand.codes(points)[:, 0].tolist() == [0, 1, 2, 3, 5, 7, 0]


def test_a_soft_code_lies_in_the_bucket_of_the_hard_one():
    hand = DLSH(np.zeros(1), np.ones(1), np.ones((1, 1, 2)), np.array([[0.0, 1.0]]), np.ones((1, 2)))
    sure = 1 / (1 + np.exp(-1.0))  # one unit past the first threshold, exactly at the second
    np.testing.assert_allclose(
        hand.soft_codes(np.array([[1.0]]), softness=1.0)[0, 0], [(1 - sure) / 2, sure / 2, (1 - sure) / 2, sure / 2]
    )


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


@given(st.integers(0, 10_000), st.floats(0.01, 100))
def test_soft_codes_are_densities(seed, softness):
    fitted = DLSH.fit(vectors(), 3, WIDTH, seed=4)
    points = np.random.default_rng(seed).normal(0, 50, (2, DIM))
    soft = fitted.soft_codes(points, softness)
    assert soft.shape == (2, 3, WIDTH)
    assert (soft >= 0).all()
    np.testing.assert_allclose(soft.sum(axis=-1), 1, atol=1e-12)


def test_soft_codes_become_one_hot_as_softness_goes_to_zero(dlsh):
    one_hot = np.eye(WIDTH)[dlsh.codes(vectors())]
    distance = [np.abs(dlsh.soft_codes(vectors(), s) - one_hot).mean() for s in (1.0, 0.1, 0.01, 1e-9)]
    assert distance == sorted(distance, reverse=True)
    assert distance[-1] < 1e-9


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


def test_each_dimension_is_brought_to_one_scale_or_all_by_a_common_factor():
    each = DLSH.fit(vectors(), DEPTH, WIDTH, seed=1)
    common = DLSH.fit(vectors(), DEPTH, WIDTH, seed=1, each_dimension=False)
    np.testing.assert_allclose((vectors() * each.scale).std(axis=0), 1)
    assert len(set(common.scale)) == 1
    np.testing.assert_allclose(((vectors() * common.scale).std(axis=0) ** 2).mean(), 1)


@pytest.mark.parametrize("width", [-8, 0, 1, 3, 12])
def test_widths_that_are_no_power_of_two(width):
    with pytest.raises(ConfigError, match=f"power of two and at least 2, not {width}"):
        bits_per_code(width)


def test_bits():
    assert [bits_per_code(width) for width in (2, 4, 128, 4096)] == [1, 2, 7, 12]


def embeddings(**dims):
    made = {}
    for k, (modality, dim) in enumerate(dims.items()):
        rows, present = vectors(k, FILMS - k, dim), np.arange(FILMS) >= k
        made[modality] = Embeddings.of_present(rows, present)
    return made


def test_a_modalitys_codes_stay_when_another_is_added():
    settings = SketchConfig(depth=DEPTH, width=WIDTH, seed=5)
    few, more = embeddings(text=4, image=9), embeddings(text=4, image=9, categorical=13)
    hashes, layout = fit_hashes(few, ("text", "image"), settings)
    alone = codes_of(few, hashes, layout)
    hashes, layout = fit_hashes(more, ("categorical", "image", "text"), settings)
    together = codes_of(more, hashes, layout)
    assert layout.modalities == ("categorical", "image", "text")
    assert np.array_equal(alone[:, 0], together[:, 2])
    assert np.array_equal(alone[:, 1], together[:, 1])


def test_only_categories_keep_their_weights():
    settings = SketchConfig(depth=DEPTH, width=WIDTH)
    hashes, _ = fit_hashes(embeddings(text=4, categorical=6), ("text", "categorical"), settings)
    assert len(set(hashes["text"].scale)) == 4
    assert len(set(hashes["categorical"].scale)) == 1


def test_a_film_that_lacks_a_modality_has_no_code_and_does_not_move_the_others():
    settings = SketchConfig(depth=DEPTH, width=WIDTH)
    partly = embeddings(text=4, image=9)
    hashes, layout = fit_hashes(partly, ("text", "image"), settings)
    codes = codes_of(partly, hashes, layout)
    assert (codes[0, 1] == MISSING).all()
    assert (codes[1:] != MISSING).all()
    filled = dict(partly)
    filled["image"] = Embeddings(
        np.where(partly["image"].present[:, None], partly["image"].vectors, 1e9), partly["image"].present
    )
    again, _ = fit_hashes(filled, ("text", "image"), settings)
    assert np.array_equal(codes_of(filled, again, layout), codes)


def test_a_modality_that_no_film_has_is_left_out():
    nowhere = embeddings(text=4) | {"image": Embeddings(np.zeros((FILMS, 0)), np.zeros(FILMS, dtype=bool))}
    hashes, layout = fit_hashes(nowhere, ("text", "image"), SketchConfig(depth=DEPTH, width=WIDTH))
    assert layout.modalities == ("text",)
    assert list(hashes) == ["text"]
    with pytest.raises(DataError, match="no film has a plot, a category or a poster for the modalities image"):
        fit_hashes(nowhere, ("image",), SketchConfig())
