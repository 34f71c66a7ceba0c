"""A story in five steps, and the waterfall that grows with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.charts import waterfall_takeaway
from dashboard.charts.growing_waterfall import growing_rows, growing_takeaway, growing_waterfall
from dashboard.components.key_presses import parse
from dashboard.service.answers import Removal
from dashboard.service.presentation import CHAPTERS, build_scenes
from emde_core import History
from emde_core.explain.counterfactual import Counterfactual, Edit
from emde_core.explain.explanation import CompanyEvidence
from emde_core.explain.values import AtomValues, RegionValue, WordValue

from .toy_explanations import ALIEN, BRAZIL, explanation, in_order

HISTORY = History(("a", "b"), ("c",))
WHY = explanation((ALIEN, "like", "text", 0.5), (BRAZIL, "like", "image", -0.25), (BRAZIL, "like", "company", 0.45))
EDIT = Counterfactual(WHY.film, "out of", 10, "found", (Edit("remove", BRAZIL, "like"),), 1, 12, True, 3, 0)
ATOMS = AtomValues(WHY.film, words=(WordValue(0, 6, "Xanadu", 0.5),), regions=(RegionValue(0, 0, 0.5, 0.5, -0.25),))


def lines(scenes):
    return [scene.line for scene in scenes]


def test_five_steps_in_their_order_one_idea_each():
    told = build_scenes(HISTORY, replace(WHY, atoms=(ATOMS,)), (Removal(ALIEN, "like", 1, 9),), EDIT)
    assert list(dict.fromkeys(scene.chapter for scene in told)) == list(CHAPTERS)
    assert lines(told) == [
        "Somebody who liked 2 films and did not like 1",
        "Xanadu (1980)",
        "The plot adds +0.50",
        "The poster takes −0.25",
        "Company adds +0.45",
        "These words and these parts of the poster",
        "Without Alien it falls from 1 to 9",
    ]
    edit, closing = told[-1].notes
    assert in_order(("out of the top 10", "Brazil", "from 1 to 12"), edit)
    assert "exactly" in closing
    assert told[-1].removed_film == ALIEN


def test_what_was_not_measured_to_count_is_marked_and_not_said_to_do_it():
    told = build_scenes(HISTORY, replace(WHY, atoms=(ATOMS,)), evidence={"text": "counts", "image": "none"})
    plot, poster = (scene for scene in told if scene.chapter == "parts" and scene.visible_parts < 3)
    assert plot.notes == ()
    assert poster.notes == ("There is no evidence that posters count here.",)
    (shown,) = (scene.line for scene in told if scene.chapter == "evidence")
    assert shown == "These words"


def test_company_comes_with_the_counts_that_say_the_same():
    denied = CompanyEvidence(ALIEN, both=1, liked_film=40, liked_this=50, viewers=100)
    counted = CompanyEvidence(BRAZIL, both=30, liked_film=40, liked_this=50, viewers=100)
    told = build_scenes(HISTORY, replace(WHY, company=(denied, counted), ratings=60))
    (company,) = (scene for scene in told if scene.visible_parts == 3)
    total, counts = company.notes
    assert "×2.0" in total
    assert in_order(("30 of the 40", "Brazil", "1 in 2"), counts)
    (unrated,) = (scene for scene in build_scenes(HISTORY, replace(WHY, ratings=0)) if scene.visible_parts == 3)
    assert "Nobody has rated" in unrated.notes[1]


def test_a_model_without_atoms_does_not_say_what_in_the_film_does_it():
    (shown,) = (scene.line for scene in build_scenes(HISTORY, WHY) if scene.chapter == "evidence")
    assert "as a whole" in shown


def test_the_parts_come_one_by_one():
    parts = [scene for scene in build_scenes(HISTORY, WHY) if scene.chapter == "parts"]
    assert [scene.visible_parts for scene in parts] == [1, 2, 3]
    for scene, upto in zip(parts, (2, 3, 5), strict=True):  # the average film and one part; then all, and the film
        drawn = growing_waterfall(WHY, scene.visible_parts).to_dict()
        opacity = drawn["data"][0]["marker"]["opacity"]
        assert opacity == [1.0] * upto + [0.0] * (5 - upto)
        assert len(drawn["layout"]["annotations"]) == upto
    assert drawn["data"][0]["y"][-1] == WHY.score


def test_what_is_read_out_is_what_stands_there():
    assert growing_takeaway(WHY, 1) == "So far: plot +0.50."
    assert growing_takeaway(WHY, 3) == waterfall_takeaway(WHY)
    assert growing_rows(WHY, 1) == [("plot", "+0.50")]
    whole = [("plot", "+0.50"), ("poster", "−0.25"), ("company", "+0.45"), ("Xanadu (1980)", "+0.70")]
    assert growing_rows(WHY, 3) == whole


def test_what_there_is_to_say_when_nothing_moves():
    told = build_scenes(History(("a",)), WHY, (Removal(ALIEN, "like", 1, None),), source="Night-shift noir")
    assert told[0].line == "Night-shift noir"
    assert told[-1].line == "No single film of the history decides it"
    assert told[-1].removed_film is None
    assert len(told[-1].notes) == 1


@pytest.mark.parametrize("value", [None, 1, "jump", {}, ["next"]])
def test_a_key_that_leads_nowhere(value):
    assert parse(value) is None


def test_keys():
    assert [parse(move) for move in ("next", "back", "leave")] == ["next", "back", "leave"]
