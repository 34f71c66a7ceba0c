from __future__ import annotations

import numpy as np
import pytest

from emde_core.evaluate.metrics import ndcg, recall, top

SCORES = np.array([[9.0, 8, 7, 6, 5, 4], [1.0, 2, 3, 4, 5, 6]])
NONE = np.zeros((2, 6), dtype=bool)


def mask(*rows):
    wanted = np.zeros((len(rows), 6), dtype=bool)
    for row, films in enumerate(rows):
        wanted[row, list(films)] = True
    return wanted


def test_the_best_films_without_the_known_ones():
    assert top(SCORES, mask([0], [3, 5]), 3).tolist() == [[1, 2, 3], [4, 2, 1]]


def test_ties_keep_the_films_order():
    assert top(np.array([[1.0, 2, 1, 2, 1, 1]]), mask([]), 4).tolist() == [[1, 3, 0, 2]]


def test_ndcg_by_hand():
    """Viewer 0 wants films 1 and 4, ranked 2nd and 5th: only the first is in the top 3. Viewer 1 wants the first."""
    found = ndcg(SCORES, NONE, mask([1, 4], [5]), k=3)
    ideal = 1 / np.log2(2) + 1 / np.log2(3)
    assert found.tolist() == pytest.approx([(1 / np.log2(3)) / ideal, 1.0])


def test_ndcg_moves_up_where_known_films_are_left_out():
    assert ndcg(SCORES, mask([0], []), mask([1], [0]), k=3).tolist() == [1.0, 0.0]


def test_the_ideal_has_no_more_hits_than_places():
    assert ndcg(SCORES, NONE, mask([0, 1, 2, 3], [5, 4, 3]), k=2).tolist() == pytest.approx([1, 1])


def test_recall_by_hand():
    found = recall(SCORES, NONE, mask([1, 4], [0, 5]), k=3)
    assert found.tolist() == [0.5, 0.5]
    assert recall(SCORES, NONE, mask([0, 1, 2, 3], [5]), k=2).tolist() == [1.0, 1.0]


def test_a_known_film_is_never_a_hit():
    known = mask([0, 1], [5])
    assert ndcg(SCORES, known, mask([2], [4]), k=1).tolist() == [1.0, 1.0]
    assert not np.isin([0, 1], top(SCORES, known, 4)[0]).any()
