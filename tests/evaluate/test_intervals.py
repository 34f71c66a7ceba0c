from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from emde_core.errors import ConfigError
from emde_core.evaluate.intervals import mean_of, mean_of_splits, paired, rate_of

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


@pytest.mark.parametrize(("holds", "count"), [(31, 34), (34, 34), (0, 12), (1, 200)])
def test_a_rate_of_independent_cases_has_wilsons_interval(holds, count):
    found = rate_of(np.arange(count) < holds, np.arange(count))
    scipys = binomtest(holds, count).proportion_ci(method="wilson")
    assert (found.value, found.viewers) == (holds / count, count)
    assert (found.low, found.high) == pytest.approx((scipys.low, scipys.high), abs=1e-4)
    assert 0 <= found.low < found.high <= 1


def test_cases_of_one_viewer_do_not_narrow_a_rates_interval():
    cases, who = np.arange(34) < 31, np.arange(34)
    once, twice = rate_of(cases, who), rate_of(np.tile(cases, 2), np.tile(who, 2))
    assert (twice.low, twice.high) == pytest.approx((once.low, once.high))
    alike = rate_of(np.ones(30), np.repeat(np.arange(10), 3))
    assert (alike.low, alike.high) == (rate_of(np.ones(10), np.arange(10)).low, 1.0)


def test_a_rates_interval_holds_the_truth_as_often_as_it_says():
    """Good grades are few and nearly all hold: 12 viewers with three cases each, 19 of 20 of which hold."""
    generator, rounds, held, plain = np.random.default_rng(0), 2000, 0, 0
    who = np.repeat(np.arange(12), 3)
    for _ in range(rounds):
        cases = (generator.random(36) < 0.95).astype(float)
        found, mean = rate_of(cases, who), mean_of([cases], [who])
        held += found.low <= 0.95 <= found.high
        plain += mean.low <= 0.95 <= mean.high
    assert 0.92 < held / rounds < 0.99
    assert plain / rounds < 0.9
