"""The rivals that a film has to stay ahead of, chosen among all groups of them: against plain loops."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import log2
from types import SimpleNamespace

import numpy as np
import pytest

from emde_core import History
from emde_core.errors import HistoryError
from emde_core.explain.case import Case
from emde_core.explain.methods.rank_margin import DEEPEST, RANK_MARGIN, RIVAL_MARGIN, TRIALS, rank_margin

ENTRIES, FILMS = 7, 7
WORLDS, TOPS = range(25), (1, 2, 3)
HISTORY = History(("1", "2", "5", "7"), ("4", "9"))


class Linear:
    """Histories of a model whose scores are sums of effects [entries, films]."""

    def __init__(self, effects):
        self.effects, self.positions = effects, np.arange(len(effects))
        self.rows = self.positions
        self.model = SimpleNamespace(attributions=lambda rows, films: effects[np.ix_(rows, films)])

    def scores(self, masks):
        return masks @ self.effects


def world(seed):
    """Effects, the best film, and its rivals, best first."""
    effects = np.random.default_rng(seed).normal(size=(ENTRIES, FILMS))
    film, *rivals = np.argsort(-effects.sum(axis=0)).tolist()
    return effects, film, rivals


def standing_after(effects, film, rivals, k, group):
    """How well the film stands, on average, when the strongest entries of its margin to a group are taken out."""
    values = [row[film] - np.mean([row[rival] for rival in group]) for row in effects]
    strongest = sorted(range(len(effects)), key=lambda entry: -values[entry])
    standings = []
    for count in TRIALS:
        scores = [sum(effects[entry][each] for entry in strongest[count:]) for each in range(FILMS)]
        others = sorted((scores[rival] for rival in rivals), reverse=True)
        rank = 1 + sum(other > scores[film] for other in others)
        standings.append((rank <= k) + scores[film] - others[k - 1] + 2 / log2(1 + rank))
    return np.mean(standings)


@pytest.mark.parametrize("k", TOPS)
@pytest.mark.parametrize("seed", WORLDS)
def test_no_group_with_one_rival_more_or_less_costs_the_film_more(seed, k):
    effects, film, rivals = world(seed)
    attribution = rank_margin(Linear(effects), film, np.array(rivals), k)
    cost = standing_after(effects, film, rivals, k, attribution.rivals)
    for other in (set(attribution.rivals) ^ {rival} for rival in rivals):
        assert not other or cost <= standing_after(effects, film, rivals, k, tuple(other)) + 1e-9


def test_mostly_no_group_at_all_costs_the_film_more():
    """The search looks at some groups only; mostly the best of all is among them."""
    best = 0
    for seed in WORLDS:
        effects, film, rivals = world(seed)
        groups = [group for size in range(1, FILMS) for group in combinations(rivals, size)]
        for k in TOPS:
            attribution = rank_margin(Linear(effects), film, np.array(rivals), k)
            costs = [standing_after(effects, film, rivals, k, group) for group in groups]
            best += standing_after(effects, film, rivals, k, attribution.rivals) <= min(costs) + 1e-9
    assert best >= 66  # of 75


def test_a_rival_that_loses_as_much_without_any_entry_is_no_danger():
    """Film 1 likes what film 0 likes; film 2 has its score from elsewhere, and takes the place when entries go."""
    effects = np.array([[3.0, 2.9, 0.0]] * 5 + [[0.0, 0.0, 12.0]])
    attribution = rank_margin(Linear(effects), 0, np.array([1, 2]), 1)
    assert attribution.rivals == (2,)
    assert attribution.total == pytest.approx(3.0)
    np.testing.assert_allclose(attribution.values, [3.0] * 5 + [-12.0])


@pytest.fixture(scope="module")
def case(small_model):
    """The third film of the ranking, in the top five."""
    query = small_model.query(HISTORY)
    return Case(query, int(query.ranking.order[2]), k=5)


def test_as_many_rivals_have_to_overtake_as_the_film_has_places_to_lose(case):
    ours = RANK_MARGIN.attribute(case)
    same = rank_margin(case.query.masked_histories, case.film, case.order[3:], 3)
    assert (ours.rivals, ours.total) == (same.rivals, same.total)
    below = RANK_MARGIN.attribute(replace(case, k=1))  # out of the top already: the next rival counts
    same = rank_margin(case.query.masked_histories, case.film, case.order[3:], 1)
    assert (below.rivals, below.total) == (same.rivals, same.total)
    far = RANK_MARGIN.attribute(replace(case, film=int(case.order[0]), k=100))
    same = rank_margin(case.query.masked_histories, int(case.order[0]), case.order[1:], DEEPEST)
    assert (far.rivals, far.total) == (same.rivals, same.total)


def test_the_rival_at_the_edge_is_the_first_outside_the_top(case):
    scores = case.query.ranking.scores
    for k, place in ((5, 5), (3, 3), (1, 3), (100, len(case.order) - 1)):
        attribution = RIVAL_MARGIN.attribute(replace(case, k=k))
        rival = int(case.order[place])
        assert attribution.rivals == (rival,)
        assert attribution.total == pytest.approx(scores[case.film] - scores[rival], abs=1e-9)
        assert attribution.values.sum() == pytest.approx(attribution.total, abs=1e-9)


@pytest.mark.parametrize("method", [RANK_MARGIN, RIVAL_MARGIN])
def test_the_last_film_has_no_place_to_lose(case, method):
    with pytest.raises(HistoryError, match="no place to lose"):
        method.attribute(replace(case, film=int(case.order[-1])))
