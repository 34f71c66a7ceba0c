from __future__ import annotations

import numpy as np
import pytest

from emde_core import History
from emde_core.explain.rank_margin import film_contributions, rank_margin

HISTORY = History(("1", "2", "5", "7"), ("4", "9"))


@pytest.fixture(scope="module")
def setting(small_model):
    ranking = small_model.rank(HISTORY)
    return small_model.pool(HISTORY), ranking


def test_values_are_the_contributions_to_the_margin_and_add_up(small_model, setting):
    pool, ranking = setting
    film = int(ranking.order[0])
    found = rank_margin(pool, film, ranking.order[1:], k=3)
    assert found.margin == pytest.approx(ranking.scores[film] - ranking.scores[found.rivals].mean(), abs=1e-9)
    assert found.values.sum() == pytest.approx(found.margin, abs=1e-9)
    name = [small_model.catalogue.films[k].id for k in (film, *found.rivals)]
    own, *rivals = (small_model.explain(HISTORY, each).by_entry for each in name)
    by_hand = [own[each] - np.mean([rival[each] for rival in rivals]) for each, _ in HISTORY]
    np.testing.assert_allclose(found.values, by_hand, atol=1e-9)


def test_fewer_rivals_than_k_are_enough(setting):
    pool, ranking = setting
    found = rank_margin(pool, int(ranking.order[0]), ranking.order[1:3], k=10)
    assert set(found.rivals) <= set(ranking.order[1:3].tolist())


def test_film_contributions_are_those_of_the_explanations(small_model, setting):
    pool, ranking = setting
    values = film_contributions(pool, ranking.order[:2])
    for column, film in enumerate(ranking.order[:2]):
        why = small_model.explain(HISTORY, small_model.catalogue.films[film].id).by_entry
        np.testing.assert_allclose(values[:, column], [why[each] for each, _ in HISTORY], atol=1e-9)
