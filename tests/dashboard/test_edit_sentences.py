import pytest

from dashboard.reasons.edit_sentences import edit_answer, edit_phrase, goal_question, search_assurance
from emde_core.explain.counterfactual import Counterfactual, Edit

from .toy_explanations import ALIEN, BRAZIL, CLUE

OUT, TURN, ADD = Edit("remove", ALIEN, "like"), Edit("flip", BRAZIL, "dislike"), Edit("add", CLUE, "like")


def found(*edits, after=14, outcome="found", smallest=True, searched=0, most=3):
    return Counterfactual(ALIEN, "out of", 10, outcome, edits, 4, after, smallest, most, searched)


@pytest.mark.parametrize(
    ("counterfactual", "told", "how_sure"),
    [
        (found(OUT), "Take out Alien, and it falls from 4 to 14.", "One change is enough."),
        (
            found(OUT, TURN, ADD, after=2, searched=2),
            "Take out Alien, mark Brazil as not for me and add Clue, and it climbs from 4 to 2.",
            "Every single change and every pair was tried: nothing smaller does it.",
        ),
        (
            found(OUT, TURN, smallest=False),
            "Take out Alien and mark Brazil as not for me, and it falls from 4 to 14.",
            "Found step by step; less may do as well.",
        ),
        (
            found(after=None, outcome="none", searched=2),
            "Nothing was found that would do it with at most 3 changes of films.",
            "Every single change and every pair was tried; longer ones were searched step by step.",
        ),
        (
            found(after=None, outcome="out of time", searched=1),
            "Nothing was found that would do it in time.",
            "Every single change was tried; then the time was up.",
        ),
        (
            found(after=None, outcome="out of time"),
            "Nothing was found that would do it in time.",
            "The time was up before every single change was tried.",
        ),
    ],
)
def test_what_is_told(counterfactual, told, how_sure):
    assert edit_answer(counterfactual) == told
    assert search_assurance(counterfactual) == how_sure


def test_deeds_and_questions():
    assert edit_phrase(Edit("flip", BRAZIL, "like")) == "say that you liked Brazil"
    assert edit_phrase(Edit("add", BRAZIL, "dislike")) == "add Brazil as not for me"
    assert goal_question("into", 10) == "What would it take to get this into the top 10?"
