from __future__ import annotations

import math

import numpy as np

from emde_core.hashing.names import NameHash

LISTED = (("genre:War", "cast:Ann"), ("genre:War",), ("genre:War", "cast:Bo"), ())
DEPTH, WIDTH = 20, 13


def hashed(seed=3):
    return NameHash.fit(LISTED, DEPTH, WIDTH, seed)


def test_a_rare_name_weighs_more_and_an_unknown_one_nothing():
    weights = hashed().weights(("genre:War", "cast:Ann", "cast:Cy"))
    assert weights.tolist() == [math.log(5 / 4) + 1, math.log(5 / 2) + 1, 0]


def test_a_name_that_a_film_has_twice_counts_once():
    twice = NameHash.fit((("a", "a"), ("b",)), DEPTH, WIDTH, 0)
    assert twice.weights(("a",)) == twice.weights(("b",))


def test_equal_names_share_every_bucket_and_others_one_in_w():
    codes = NameHash.fit(LISTED, 2000, WIDTH, 3).codes(("cast:Ann", "cast:Ann", "cast:Bo"))
    assert np.array_equal(codes[0], codes[1])
    assert abs((codes[0] == codes[2]).mean() - 1 / WIDTH) < 0.03
    assert (codes.min(), codes.max()) == (0, WIDTH - 1)


def test_a_partition_hashes_by_itself():
    """Two partitions must not be one and the same: else two names that collide once would collide always."""
    codes = hashed().codes([str(k) for k in range(200)])
    assert len({tuple(column) for column in codes.T.tolist()}) == DEPTH


def test_the_seed_decides():
    names = ("genre:War", "cast:Ann")
    assert np.array_equal(hashed().codes(names), hashed().codes(names))
    assert not np.array_equal(hashed().codes(names), hashed(seed=4).codes(names))


def test_no_names_have_no_codes():
    assert hashed().codes(()).shape == (0, DEPTH)


def test_any_text_is_a_name():
    assert hashed().codes(("cast:\ud800", "cast:Žižka", "")).shape == (3, DEPTH)


def test_a_hash_read_back_from_its_arrays_hashes_alike():
    again, names = NameHash.from_arrays(hashed().arrays()), ("genre:War", "cast:Bo", "cast:Cy")
    assert np.array_equal(again.codes(names), hashed().codes(names))
    assert np.array_equal(again.weights(names), hashed().weights(names))
