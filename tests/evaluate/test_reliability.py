from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from emde_core.evaluate.reliability import AVERAGE, BINS, Reliability
from emde_core.validation.splits import Split

VIEWERS, FILMS = 15000, 60


def split_of(relevant, exclusions):
    nothing, viewers = sparse.csr_array(relevant.shape), np.arange(len(relevant))
    return Split(
        None, nothing, nothing, sparse.csr_array(relevant.astype(float)), sparse.csr_array(exclusions), viewers
    )


def calibrated(seed=0, viewers=VIEWERS):
    """Viewers like a film exp(score) times as often as the average one. Those who like many have larger scores."""
    generator = np.random.default_rng(seed)
    busy = generator.uniform(size=(viewers, 1))
    scores = np.minimum((0.3 + 1.2 * busy) * generator.normal(size=(viewers, FILMS)), 3.5)
    likes = generator.uniform(size=scores.shape) < 0.02 * busy**3 * np.exp(scores)
    known = (generator.uniform(size=scores.shape) < 0.3).astype(float)
    return scores, split_of(likes & (known == 0), known)


def curve(reliability):
    """By bin: what was said and found, and the interval's ends."""
    rows = reliability.records()
    said = {row["subject"]: row["mean"] for row in rows if row["metric"] == "said"}
    found = {row["subject"]: (row["mean"], row["low"], row["high"]) for row in rows if row["metric"] == "found"}
    assert list(said) == list(found)
    return {name: (said[name], *found[name]) for name in said}


def test_calibrated_scores_are_found_as_they_were_said():
    reliability = Reliability()
    scores, split = calibrated()
    reliability.count(scores, split)
    found = curve(reliability)
    assert list(found) == [f"bin {k}" for k in range(BINS)]
    for said, mean, *_ in found.values():
        assert mean == pytest.approx(said, rel=0.2)
    assert sum(low <= said <= high for said, _, low, high in found.values()) >= BINS - 1


def test_viewers_counted_together_would_say_what_is_not_so():
    """What the ratio within viewers is there for: who likes much has larger scores, and is in the upper bins."""
    scores, split = calibrated()
    wanted, unseen = split.relevant.toarray() > 0, split.exclusions.toarray() == 0
    average, best = (np.abs(scores) < 0.25) & unseen, (scores > 1.25) & (scores < 1.75) & unseen
    together = wanted[best].mean() / wanted[average].mean()
    assert together > 1.5 * np.exp(1.5)


def test_scores_that_say_too_much_are_found_out():
    reliability = Reliability()
    scores, split = calibrated()
    reliability.count(2 * scores, split)
    for said, mean, low, high in curve(reliability).values():
        if abs(np.log(said)) > 0.8:
            assert np.log(mean) == pytest.approx(np.log(said) / 2, abs=0.35)
            assert not low <= said <= high


def test_by_hand():
    """Viewer 0: two average films, one of them liked, and one of exp(1), liked. Viewer 1 as well, but a film more."""
    scores = np.array([[0.0, 0.1, 1.0, 9.0], [0.0, -0.1, 1.1, 1.2]])
    relevant, exclusions = np.array([[1, 0, 1, 0], [0, 1, 0, 1]]), np.array([[0, 0, 0, 1], [0, 0, 0, 0]])
    reliability = Reliability()
    reliability.count(scores, split_of(relevant, exclusions))
    said = (np.exp(1.0) * 1 / 3 + (np.exp(1.1) + np.exp(1.2)) * 1 / 4) / (1 / 3 + 2 / 4)
    usual = ((1 + np.exp(0.1)) / 4 + (1 + np.exp(-0.1)) / 4) / (2 / 4 + 2 / 4)
    ratio = (1 * 2 / 3 + 1 * 2 / 4) / (1 / 3 + 2 / 4)
    residual = (2 / 3) / (2 / 3 + 2 / 4) - (1 / 3) / (1 / 3 + 2 / 4)  # of viewer 0; viewer 1 has the opposite
    factor = np.exp(1.96 * np.sqrt(2 * residual**2 * 2 / 1))
    found = curve(reliability)
    assert found["bin 5"] == pytest.approx((said, usual * ratio, usual * ratio / factor, usual * ratio * factor))
    assert found[f"bin {AVERAGE}"] == pytest.approx((usual,) * 4)
    assert list(found) == [f"bin {AVERAGE}", "bin 5"]
    assert {row["n"] for row in reliability.records() if row["subject"] == "bin 5"} == {3}


def test_splits_add_up():
    (scores, split), (others, other) = calibrated(1, 300), calibrated(2, 410)
    apart, together = Reliability(), Reliability()
    apart.count(scores, split)
    apart.count(others, replace(other, viewers=other.viewers + 300))
    relevant, exclusions = (
        np.concatenate([getattr(each, name).toarray() for each in (split, other)])
        for name in ("relevant", "exclusions")
    )
    together.count(np.concatenate([scores, others]), split_of(relevant, exclusions))
    for one, two in zip(apart.records(), together.records(), strict=True):
        assert one == pytest.approx(two)


def test_a_viewer_in_two_splits_does_not_narrow_the_interval():
    scores, split = calibrated(3, 200)
    once, twice = Reliability(), Reliability()
    once.count(scores, split)
    for _ in range(2):
        twice.count(scores, split)
    for one, two in zip(once.records(), twice.records(), strict=True):
        assert (one["low"], one["high"]) == pytest.approx((two["low"], two["high"]))


def test_scores_of_any_size_give_numbers_that_can_be_kept():
    reliability = Reliability()
    reliability.count(np.array([[0.0, 1000.0, -1000.0]]), split_of(np.array([[1, 1, 0]]), np.zeros((1, 3))))
    assert all(np.isfinite(list(values)).all() for values in curve(reliability).values())


def test_where_nothing_is_found_there_is_no_ratio():
    assert Reliability().records() == []
    reliability = Reliability()
    reliability.count(np.array([[0.0, 1.0]]), split_of(np.array([[0, 1]]), np.zeros((1, 2))))  # no average film liked
    assert reliability.records() == []
