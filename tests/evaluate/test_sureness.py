"""Statements of explanations, checked against a model of other viewers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from emde_core import Interactions
from emde_core.config import Config
from emde_core.errors import ConfigError
from emde_core.evaluate import sureness as module
from emde_core.evaluate.sureness import (
    COLUMNS,
    DISLIKED,
    LIKED,
    TEN,
    TOP,
    WHOLE,
    _histories,
    _Inquiry,
    _same_side,
    _ten,
    _three_groups,
    agrees,
    first_reason,
    sureness_study,
)
from emde_core.explain.ranks import Ranking
from emde_core.explain.sureness import GRADES, Sureness
from emde_core.history import History
from emde_core.model.trained import learn
from emde_core.recommender import Recommender

from . import worlds


def explained(*values: float):
    """What counts of an explanation whose history films a, b, ... add these values."""
    return SimpleNamespace(score=sum(values), by_entry=dict(zip("abcd", values, strict=True)))


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ((0.5, 0.1, 0.0, 0.0), (0.4, 0.3, 0.2, 0.0), True),  # first of the other's reasons too
        ((0.5, 0.1, 0.0, 0.0), (0.3, 0.1, 0.4, 0.2), False),  # its second
        ((0.5, 0.1, 0.0, 0.0), (0.2, -0.9, 0.0, 0.0), False),  # on the other side of an average film
        ((-0.5, 0.1, 0.0, 0.0), (-0.9, 0.5, 0.0, 0.0), True),  # reasons against count where the film is below it
        ((0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0), False),  # nothing is said
    ],
)
def test_a_statement_is_a_side_and_a_first_reason(one, other, holds):
    assert agrees(explained(*one), explained(*other)) is holds


def test_the_groups_of_viewers_have_nobody_in_common():
    groups = _three_groups(np.random.default_rng(3).permutation(43))
    assert sorted(np.concatenate(groups).tolist()) == list(range(43))
    assert [len(group) for group in groups] == [8, 18, 17]


def test_a_first_reason_argues_as_the_explanation_does():
    assert first_reason(explained(0.5, 0.1, 0.0, -0.9)) == "d"
    assert first_reason(explained(0.5, 0.1, 0.9, 0.0)) == "c"
    assert first_reason(explained(0.0, 0.0, 0.0, 0.0)) == ""


def study():
    return sureness_study(worlds.encoded(), worlds.interactions(), Config(), {}, seeds=range(2), viewers=9)


def test_the_study_asks_for_the_ten_best_films_of_short_and_whole_histories_and_repeats():
    found = study()
    assert found == study()
    for part in (TEN, WHOLE):
        by_grade = found.by_grade(part)
        assert sum(rates.count for rates in by_grade.values()) == 2 * 9 * TOP
        rows = [row for row in found.records() if row["part"] == part]
        grades = [grade for grade in GRADES if grade in by_grade]
        assert [row["subject"] for row in rows if row["metric"] == "holds"] == grades
        shares = [row for row in rows if row["metric"] != "viewers"]
        assert all(0 <= row["low"] <= row["mean"] <= row["high"] <= 1 for row in shares)
        viewers = {row["subject"]: row["mean"] for row in rows if row["metric"] == "viewers"}
        assert all(0 < viewers[grade] <= min(rates.count, 2 * 9) for grade, rates in by_grade.items())


def test_the_table_has_every_statement_and_puts_nobodys_together():
    found = study()
    table = found.table()
    assert tuple(table) == COLUMNS
    assert "viewer" not in table
    assert table[["history", "film"]].apply(tuple, axis=1).is_monotonic_increasing
    for part, words in ((TEN, "ten films"), (WHOLE, "whole")):
        for grade, rates in found.by_grade(part).items():
            own = table[(table["history"] == words) & (table["grade"] == grade)]
            assert len(own) == rates.count
            assert own["holds"].mean() == pytest.approx(rates.holds.value)
            assert own["by_chance"].mean() == pytest.approx(rates.chance.value)


def test_ten_films_are_drawn_of_a_history_and_all_of_a_shorter_one():
    generator = np.random.default_rng(0)
    liked, disliked = [f"a{k}" for k in range(40)], [f"b{k}" for k in range(40)]
    drawn, again = _ten(History(liked, disliked), generator), _ten(History(liked, disliked), generator)
    assert (len(set(drawn.liked)), len(set(drawn.disliked))) == (LIKED, DISLIKED)
    assert set(drawn.liked) < set(liked)
    assert set(drawn.disliked) < set(disliked)
    assert set(drawn.liked) != set(again.liked)
    assert set(_ten(History(liked[:3]), generator).liked) == set(liked[:3])


def test_viewers_without_a_history_can_not_be_asked():
    few = worlds.interactions().table.groupby("viewer").head(1)
    with pytest.raises(ConfigError, match="has liked 3 films"):
        sureness_study(worlds.encoded(), Interactions.from_frame(few), Config(), {}, seeds=[0], viewers=5)


def inquiry():
    reactions = worlds.reactions()
    model = Recommender(learn(worlds.encoded(), worlds.interactions(), reactions.rows(np.arange(100)), Config()))
    return _Inquiry(model, model, {}, 0, np.random.default_rng(0)), reactions


def test_a_model_agrees_with_itself_on_its_own_reasons_and_less_on_those_of_films_drawn_by_lot():
    ask, reactions = inquiry()
    found = [
        statement
        for viewer, history in _histories(reactions, np.arange(100, 110), worlds.encoded())
        for statement in ask.statements(viewer, WHOLE, history)
    ]
    assert all(each.holds for each in found)
    assert 0.1 < np.mean([each.by_chance for each in found]) < 0.9
    assert [each.rank for each in found[:TOP]] == list(range(1, TOP + 1))


def test_films_whose_explanations_claim_no_number_are_left_out(monkeypatch):
    ask, reactions = inquiry()
    monkeypatch.setattr(module, "sureness", lambda *_: Sureness("fair", 0.3, 0.1, "unrated", "company"))
    viewer, history = next(iter(_histories(reactions, np.arange(100, 110), worlds.encoded())))
    assert list(ask.statements(viewer, WHOLE, history)) == []


def test_lots_are_drawn_on_the_films_own_side_of_an_average_film():
    ranking = Ranking(np.array([-0.2, 0.3, -1.0, 0.0, 0.9]), np.array([4, 1, 3, 0]), ())
    assert _same_side(ranking, 3).tolist() == [4, 1, 3]
    assert _same_side(ranking, 0).tolist() == [0]
