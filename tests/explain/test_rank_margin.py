from __future__ import annotations

import numpy as np
import pytest

from emde_core import History
from emde_core.explain.case import Case
from emde_core.explain.methods.rank_margin import rank_margin
from emde_core.explain.methods.score import score_contributions

HISTORY = History(("1", "2", "5", "7"), ("4", "9"))


@pytest.fixture(scope="module")
def setting(small_model):
    ranking = small_model.rank(HISTORY)
    return small_model.query(HISTORY).masked_histories, ranking


def test_values_are_the_contributions_to_the_margin_and_add_up(small_model, setting):
    pool, ranking = setting
    film = int(ranking.order[0])
    found = rank_margin(pool, film, ranking.order[1:], k=3)
    assert found.total == pytest.approx(ranking.scores[film] - ranking.scores[list(found.rivals)].mean(), abs=1e-9)
    assert found.values.sum() == pytest.approx(found.total, abs=1e-9)
    name = [small_model.catalogue.films[k].id for k in (film, *found.rivals)]
    own, *rivals = (small_model.explain(HISTORY, each).by_entry for each in name)
    by_hand = [own[each] - np.mean([rival[each] for rival in rivals]) for each, _ in HISTORY]
    np.testing.assert_allclose(found.values, by_hand, atol=1e-9)


def test_fewer_rivals_than_k_are_enough(setting):
    pool, ranking = setting
    found = rank_margin(pool, int(ranking.order[0]), ranking.order[1:3], k=10)
    assert set(found.rivals) <= set(ranking.order[1:3].tolist())


def test_score_contributions_are_those_of_the_explanations(small_model, setting):
    _, ranking = setting
    for film, rival in ((ranking.order[0], None), (ranking.order[1], ranking.order[0])):
        values = score_contributions(Case(small_model.query(HISTORY), film, rival))
        films = [None if each is None else small_model.catalogue.films[each] for each in (film, rival)]
        why = small_model.explain(HISTORY, films[0], rival=films[1]).by_entry
        np.testing.assert_allclose(values, [why[each] for each, _ in HISTORY], atol=1e-9)
