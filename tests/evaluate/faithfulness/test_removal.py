"""The metrics against their definitions, by the recommender's public ranking."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core import History
from emde_core.evaluate.faithfulness.removal import METRICS, best_pair, measures, share_of_the_way


@pytest.fixture(scope="module")
def by_hand(small_model, case):
    """Rank and probability of the case's film for any part of the history, through ``Recommender.rank``."""
    ids = [small_model.catalogue.films[film].id for film in case.query.positions]

    def ask(kept):
        liked = tuple(ids[k] for k in kept if case.query.blocks[k] == 0)
        disliked = tuple(ids[k] for k in kept if case.query.blocks[k] == 1)
        scores = small_model.rank(History(liked, disliked)).scores
        outside = [f for f in range(len(scores)) if f not in case.query.positions and np.isfinite(scores[f])]
        rank = 1 + sum(scores[f] > scores[case.film] for f in outside)
        return rank, np.exp(scores[case.film]) / sum(np.exp(scores[f]) for f in outside)

    return ask


def test_the_film_is_the_best_outside_the_history(case, by_hand):
    assert case.film not in case.query.positions
    assert by_hand(range(case.size))[0] == 1
    assert case.order[0] == case.film
    assert len(case.order) == case.outside.sum()


def test_every_metric_by_hand(case, by_hand):
    values = np.random.default_rng(4).normal(size=case.size)
    strongest = np.argsort(-values).tolist()
    found = measures(case, values)
    assert tuple(found) == METRICS
    whole = by_hand(range(case.size))[1]
    for count in (2, 3, 5):
        without, less_weak, alone = (
            by_hand(kept) for kept in (strongest[count:], strongest[:-count], strongest[:count])
        )
        for top in (3, 5):
            assert found[f"POS@{top},{count}"] == float(without[0] <= top)
            assert found[f"NEG@{top},{count}"] == float(less_weak[0] <= top)
        assert found[f"DEL@{count}"] == pytest.approx(without[1] / whole)
        assert found[f"INS@{count}"] == pytest.approx(alone[1] / whole)
        assert found[f"CDCG@{count}"] == pytest.approx(1 / np.log2(1 + without[0]))
    gone = (count for count in range(1, case.size) if by_hand(strongest[count:])[0] > 5)
    assert found["SIZE@5"] == next(gone, 21)


def test_the_best_pair_is_the_best_of_all_pairs(case, by_hand):
    deepest = max(
        by_hand([k for k in range(case.size) if k not in (a, b)])[0]
        for a in range(case.size)
        for b in range(a + 1, case.size)
    )
    assert best_pair(case) == {"POS@5,2": float(deepest <= 5), "CDCG@2": pytest.approx(1 / np.log2(1 + deepest))}


def test_the_share_of_the_way():
    table = {m: {"CDCG@2": np.array([v, v])} for m, v in {"random": 0.9, "all pairs": 0.5, "ours": 0.6}.items()}
    assert share_of_the_way(table, "ours", "CDCG@2") == pytest.approx(0.75)
    assert np.isnan(share_of_the_way(table | {"all pairs": table["random"]}, "ours", "CDCG@2"))
