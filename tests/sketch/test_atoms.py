from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.sketch.atoms import Atoms, codes_per_cell

SIZES = (3, 0, 5, 1)
layouts = st.tuples(st.integers(1, 11), st.integers(2, 40))


def atoms(depth, width, seed=0):
    generator, count = np.random.default_rng(seed), sum(SIZES)
    codes, weights = generator.integers(0, width, (count, depth)), generator.uniform(0.5, 2, count)
    offsets = np.concatenate([[0], np.cumsum(SIZES)])
    return codes, Atoms.of_codes(codes, weights, np.arange(2 * count).reshape(-1, 2), offsets, width)


@pytest.mark.parametrize(
    ("width", "codes"), [(2, 8), (3, 5), (4, 4), (6, 3), (7, 2), (8, 2), (16, 2), (17, 1), (256, 1), (512, 1)]
)
def test_as_many_codes_go_into_a_byte_as_it_has_room_for(width, codes):
    assert codes_per_cell(width) == codes
    assert width**codes <= max(256, width)


@given(layouts)
def test_codes_come_out_of_their_cells_as_they_went_in(layout):
    codes, packed = atoms(*layout)
    assert np.array_equal(packed.codes, codes)
    assert np.array_equal(packed.codes_of(1), codes[:, :1])
    assert packed.cells.nbytes <= codes.astype(np.uint8).nbytes + len(codes)
    assert (packed.count, len(packed), packed.depth, packed.width) == (9, 4, *layout)


def test_four_codes_of_four_buckets_are_one_byte_lowest_first():
    one = Atoms.of_codes(np.array([[1, 2, 3, 0, 2]]), np.ones(1), np.zeros((1, 1), int), np.array([0, 1]), 4)
    assert one.cells.tolist() == [[1 + 4 * 2 + 16 * 3, 2]]
    assert one.cells.dtype == np.uint8


@given(layouts)
def test_a_films_counts_are_the_weights_of_its_atoms_in_their_buckets(layout):
    codes, packed = atoms(*layout)
    by_hand = np.zeros((len(SIZES), packed.depth, packed.width))
    for a, film in enumerate(packed.owners):
        for d in range(packed.depth):
            by_hand[film, d, codes[a, d]] += packed.weights[a]
    np.testing.assert_allclose(packed.counts(), by_hand.reshape(4, -1), atol=1e-12)
    assert packed.owners.tolist() == [0] * 3 + [2] * 5 + [3]


@given(layouts)
def test_reading_a_table_sums_what_it_says_at_an_atoms_buckets(layout):
    codes, packed = atoms(*layout)
    flat = np.random.default_rng(1).normal(size=packed.depth * packed.width)
    by_hand = [sum(flat[d * packed.width + code] for d, code in enumerate(row)) for row in codes]
    np.testing.assert_allclose(packed.read(packed.table(flat)), by_hand, atol=1e-12)
    assert np.array_equal(packed.flat(), codes + np.arange(packed.depth) * packed.width)


@given(layouts)
def test_shared_counts_the_partitions_in_which_two_atoms_share_a_bucket(layout):
    (codes, one), (others, other) = atoms(*layout), atoms(*layout, seed=4)
    by_hand = [[(a == b).sum() for b in others] for a in codes]
    assert one.overlaps(other).tolist() == by_hand


def test_one_film_and_some_of_its_atoms():
    codes, packed = atoms(5, 4)
    film = packed.of(2)
    assert (len(film), film.count) == (1, 5)
    assert np.array_equal(film.codes, codes[3:8])
    assert film.places.tolist() == packed.places[3:8].tolist()
    kept = film.only(np.array([True, False, False, True, True]))
    assert np.array_equal(kept.codes, codes[[3, 6, 7]])
    assert kept.weights.tolist() == packed.weights[[3, 6, 7]].tolist()
    assert packed.of(1).count == 0


def test_films_joined_are_the_list_that_they_came_from():
    codes, packed = atoms(5, 8)
    joined = Atoms.concatenate([packed.of(film) for film in range(4)])
    assert np.array_equal(joined.codes, codes)
    assert joined.offsets.tolist() == packed.offsets.tolist()
