from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.errors import ConfigError
from emde_core.validation.metrics import ndcg, rank_percentile, recall, top

SCORES = np.array([[9.0, 8, 7, 6, 5, 4], [1.0, 2, 3, 4, 5, 6]])
NONE = np.zeros((2, 6), dtype=bool)
KNOWN, WANTED, OTHER = 0, 1, 2


def mask(*rows):
    wanted = np.zeros((len(rows), 6), dtype=bool)
    for row, films in enumerate(rows):
        wanted[row, list(films)] = True
    return wanted


@st.composite
def rankings(draw):
    """One viewer's scores, with ties and films without a score, and what is known, wanted or neither; some wanted."""
    kinds = draw(st.lists(st.sampled_from([KNOWN, WANTED, OTHER, OTHER]), min_size=1, max_size=12).filter(_some_wanted))
    score = st.sampled_from([-math.inf, -1.5, 0.0, 0.25, 3.0])
    return draw(st.lists(score, min_size=len(kinds), max_size=len(kinds))), kinds, draw(st.integers(1, 14))


def _some_wanted(kinds):
    return WANTED in kinds


def measured(metric, scores, kinds, **settings):
    known, wanted = ([[kind == which for kind in kinds]] for which in (KNOWN, WANTED))
    return metric(np.array([scores]), np.array(known), np.array(wanted), **settings)[0]


def ranked(scores, kinds):
    """The unknown films, best first, ties in their order."""
    return sorted((film for film, kind in enumerate(kinds) if kind != KNOWN), key=lambda film: (-scores[film], film))


@given(rankings())
def test_ndcg_is_its_definition(case):
    scores, kinds, k = case
    places = [place for place, film in enumerate(ranked(scores, kinds)[:k], 1) if kinds[film] == WANTED]
    best = range(1, min(k, kinds.count(WANTED)) + 1)
    expected = sum(1 / math.log2(p + 1) for p in places) / sum(1 / math.log2(p + 1) for p in best)
    assert measured(ndcg, scores, kinds, k=k) == pytest.approx(expected)


@given(rankings())
def test_recall_is_its_definition(case):
    scores, kinds, k = case
    hits = [film for film in ranked(scores, kinds)[:k] if kinds[film] == WANTED]
    assert measured(recall, scores, kinds, k=k) == pytest.approx(len(hits) / min(k, kinds.count(WANTED)))


@given(rankings())
def test_rank_percentile_is_its_definition(case):
    """Each wanted film against all that are neither known nor wanted."""
    scores, kinds, _ = case
    others = [score for score, kind in zip(scores, kinds, strict=True) if kind == OTHER]
    wanted = [score for score, kind in zip(scores, kinds, strict=True) if kind == WANTED]
    above = [sum(other > own for other in others) + sum(other == own for other in others) / 2 for own in wanted]
    expected = sum(above) / len(wanted) / len(others) if others else 0
    assert measured(rank_percentile, scores, kinds) == pytest.approx(expected)


@given(rankings())
def test_the_k_best_are_those_of_a_sorted_list(case):
    scores, kinds, k = case
    unknown = ranked(scores, kinds)
    found = top(np.array([scores]), np.array([[kind == KNOWN for kind in kinds]]), k)[0].tolist()
    assert found[: len(unknown)] == unknown[:k]


def test_the_best_films_without_the_known_ones():
    assert top(SCORES, mask([0], [3, 5]), 3).tolist() == [[1, 2, 3], [4, 2, 1]]


def test_ndcg_by_hand():
    """Viewer 0 wants films 1 and 4, ranked 2nd and 5th: only the first is in the top 3. Viewer 1 wants the first."""
    found = ndcg(SCORES, NONE, mask([1, 4], [5]), k=3)
    ideal = 1 / np.log2(2) + 1 / np.log2(3)
    assert found.tolist() == pytest.approx([(1 / np.log2(3)) / ideal, 1.0])


def test_ndcg_moves_up_where_known_films_are_left_out():
    assert ndcg(SCORES, mask([0], []), mask([1], [0]), k=3).tolist() == [1.0, 0.0]


def test_recall_by_hand():
    found = recall(SCORES, NONE, mask([1, 4], [0, 5]), k=3)
    assert found.tolist() == [0.5, 0.5]
    assert recall(SCORES, NONE, mask([0, 1, 2, 3], [5]), k=2).tolist() == [1.0, 1.0]


def test_a_rank_percentile_goes_from_the_first_place_to_the_last():
    assert rank_percentile(SCORES, NONE, mask([0], [0])).tolist() == [0, 1]
    assert rank_percentile(np.zeros((2, 6)), NONE, mask([0], [3, 4])).tolist() == [0.5, 0.5]
    assert rank_percentile(SCORES, mask([0, 1], []), mask([2, 3], [5, 0])).tolist() == [0, 0.5]


@pytest.mark.parametrize("k", [0, -2, 1.5, "3"])
def test_no_number_of_best_films_but_a_whole_one(k):
    with pytest.raises(ConfigError, match="k must be"):
        top(SCORES, NONE, k)
