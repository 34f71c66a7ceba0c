import pytest

from dashboard.charts import waterfall_takeaway
from dashboard.charts.story import growing_rows, growing_takeaway, growing_waterfall
from dashboard.components.key_presses import parse
from dashboard.service import Without
from dashboard.story import STEPS, story
from emde_core import History
from emde_core.explain.counterfactual import Counterfactual, Edit

from .toy_explanations import ALIEN, BRAZIL, explanation

HISTORY = History(("a", "b"), ("c",))
WHY = explanation((ALIEN, "like", "text", 0.5, 0.1), (BRAZIL, "like", "image", -0.25, 0.1))
EDIT = Counterfactual(WHY.film, "out of", 10, "found", (Edit("remove", BRAZIL, "like"),), 1, 12, True, 3, 0)


def lines(scenes):
    return [scene.line for scene in scenes]


def test_five_steps_in_their_order_one_idea_each():
    told = story(HISTORY, WHY, (Without(ALIEN, "like", 1, 9),), EDIT)
    assert list(dict.fromkeys(scene.step for scene in told)) == list(STEPS)
    assert lines(told) == [
        "Somebody who liked 2 films, and 1 were not for them",
        "Xanadu (1980)",
        "Plots add +0.50",
        "Posters take −0.25. Together: ×1.3 an average film",
        "These words, these categories, this part of the poster",
        "Without Alien it falls from 1 to 9",
    ]
    assert told[-1].notes == (
        "To get it out of the top 10: take out Brazil, and it falls from 1 to 12.",
        "The parts add up to the score, and none of them is an estimate.",
    )
    assert told[-1].gone == ALIEN
    assert told[-1].kicker == "What if, among the films outside this history"


def test_the_parts_come_one_by_one():
    parts = [scene for scene in story(HISTORY, WHY) if scene.step == "parts"]
    assert [scene.shown for scene in parts] == [1, 2]
    for scene, upto in zip(parts, (2, 4), strict=True):  # the average film and one part; then all, and the film
        drawn = growing_waterfall(WHY, scene.shown).to_dict()
        opacity = drawn["data"][0]["marker"]["opacity"]
        assert opacity == [1.0] * upto + [0.0] * (4 - upto)
        assert len(drawn["layout"]["annotations"]) == upto
    assert drawn["data"][0]["y"][-1] == WHY.score


def test_what_is_read_out_is_what_stands_there():
    assert growing_takeaway(WHY, 1) == "So far: text +0.50."
    assert growing_takeaway(WHY, 2) == waterfall_takeaway(WHY)
    assert growing_rows(WHY, 1) == [("text", "+0.50")]
    assert growing_rows(WHY, 2) == [("text", "+0.50"), ("poster", "−0.25"), ("Xanadu (1980)", "+0.25")]


def test_what_there_is_to_say_when_nothing_moves():
    told = story(History(("a",)), WHY, (Without(ALIEN, "like", 1, None),), source="Night-shift noir")
    assert told[0].line == "Night-shift noir"
    assert told[-1].line == "No single film of the history decides it"
    assert told[-1].gone is None
    assert len(told[-1].notes) == 1


@pytest.mark.parametrize("value", [None, 1, "jump", {}, ["next"]])
def test_a_key_that_leads_nowhere(value):
    assert parse(value) is None


def test_keys():
    assert [parse(move) for move in ("next", "back", "leave")] == ["next", "back", "leave"]
