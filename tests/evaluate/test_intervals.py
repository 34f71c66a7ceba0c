from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.errors import ConfigError
from emde_core.evaluate.intervals import mean_of, mean_of_splits, paired

VALUES = np.array([0.1, 0.7, 0.4, 0.9, 0.2])
WHO = np.array([3, 8, 11, 20, 21])


def test_in_one_split_it_is_the_mean_and_its_standard_error():
    found = mean_of([VALUES], [WHO])
    assert found.value == pytest.approx(VALUES.mean())
    assert found.half == pytest.approx(1.96 * VALUES.std(ddof=1) / np.sqrt(5))
    assert (found.low, found.high, found.n) == (found.value - found.half, found.value + found.half, 5)


def test_a_viewer_counted_twice_does_not_narrow_the_interval():
    once, twice = mean_of([VALUES], [WHO]), mean_of([VALUES, VALUES], [WHO, WHO])
    assert (twice.value, twice.half, twice.n) == (pytest.approx(once.value), pytest.approx(once.half), 5)
    others = mean_of([VALUES, VALUES], [WHO, WHO + 100])
    assert (others.half < 0.75 * once.half, others.n) == (True, 10)


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, 1)), min_size=2, max_size=30))
def test_deviations_of_one_viewer_are_added_before_they_are_squared(rated):
    values, viewers = np.array([value for _, value in rated]), np.array([viewer for viewer, _ in rated])
    mean, count = sum(values) / len(values), len(set(viewers))
    sums = [sum(value - mean for viewer, value in rated if viewer == each) for each in set(viewers)]
    variance = sum(each**2 for each in sums) * count / max(count - 1, 1) / len(values) ** 2
    half = len(values) // 2
    found = mean_of([values[:half], values[half:]], [viewers[:half], viewers[half:]])
    assert found.half == pytest.approx(1.96 * np.sqrt(variance), abs=1e-12)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """40 viewers whose values lie about 0, each measured in three splits; taken for 120 they would say too much."""
    generator, rounds, held, naive = np.random.default_rng(0), 500, 0, 0
    for _ in range(rounds):
        own = generator.normal(size=40)
        splits = [own + generator.normal(0, 0.5, 40) for _ in range(3)]
        found = mean_of(splits, [np.arange(40)] * 3)
        held += abs(found.value) <= found.half
        naive += abs(found.value) <= mean_of(splits, list(np.arange(120).reshape(3, 40))).half
    assert 0.92 < held / rounds < 0.97
    assert naive / rounds < 0.8


def test_pairs_are_compared_viewer_by_viewer():
    harder = VALUES - np.array([0.02, 0.03, 0.02, 0.03, 0.02])
    found = paired([harder, harder], [VALUES, VALUES], [WHO, WHO])
    assert found.value == pytest.approx(-0.024)
    assert found.high < 0
    assert mean_of([VALUES], [WHO]).half > 20 * found.half


def test_splits_get_students_interval():
    found = mean_of_splits([0.1, 0.2, 0.6])
    assert found.value == pytest.approx(0.3)
    assert found.half == pytest.approx(4.302653 * np.sqrt((0.04 + 0.01 + 0.09) / 2) / np.sqrt(3), rel=1e-6)
    assert found.n == 3


def test_one_split_has_no_interval():
    with pytest.raises(ConfigError, match="at least 2"):
        mean_of_splits([0.1])
