"""Accidents: a wish that moves a film without the name is told as one, wherever it is named, and no other is."""

from __future__ import annotations

import pytest

from dashboard.reasons.accidents import BY_ACCIDENT, accident_sentence, is_accident, wished_categories
from dashboard.reasons.entries import entries
from dashboard.reasons.focus_sentence import focus_sentence
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.sentence import sentence
from dashboard.state.focus import Focus
from emde_core import less, more
from emde_core.explain.values import CategoryValue
from emde_core.modalities.categorical import categories_of
from tests.dashboard.toy_explanations import ALIEN, explanation, plain_text

ROBOT = more("keyword", "robot")
TAGGED = [CategoryValue("keyword", "Robot", 0.2)]
RYDELL = [CategoryValue("director", "Mark Rydell", 0.2)]


def test_a_wish_lifts_a_film_without_the_name_by_accident():
    why = explanation((ALIEN, "like", "text", 0.3), (ROBOT, "wish", "categorical", 0.2), categories=RYDELL)
    said = plain_text(sentence(why))
    assert "your wish for more of “robot” (by accident of buckets)" in said.replace("\u2068", "").replace("\u2069", "")
    assert accident_sentence(ROBOT) in said
    assert wished_categories(why) == frozenset()


def test_an_accident_in_focus_says_why_it_is_one():
    why = explanation((ALIEN, "like", "text", 0.3), (ROBOT, "wish", "categorical", 0.2), categories=RYDELL)
    views = linked_views(why, Focus("wish", ROBOT.key))
    assert plain_text(focus_sentence(why, views)).endswith(accident_sentence(ROBOT))


def test_first_of_all_an_accident_is_evidence_of_nothing():
    why = explanation((ALIEN, "like", "text", 0.1), (ROBOT, "wish", "categorical", 0.5), categories=RYDELL)
    assert "evidence" not in plain_text(sentence(why))


@pytest.mark.parametrize(
    ("wish", "value", "categories"),
    [
        (ROBOT, 0.2, TAGGED),  # it has the name, however that is spelt
        (ROBOT, -0.2, RYDELL),  # it lacks the name, and loses by that
        (less("keyword", "robot"), 0.2, RYDELL),  # it lacks the name, and gains by that
        (less("keyword", "robot"), -0.2, TAGGED),
        (more("word", "robot"), 0.2, RYDELL),  # of words there is likeness in sense
        (more("popularity"), 0.2, RYDELL),
    ],
)
def test_what_the_film_has_or_lacks_is_no_accident(wish, value, categories):
    why = explanation((ALIEN, "like", "text", 0.3), (wish, "wish", "categorical", value), categories=categories)
    assert not any(each.accident for each in entries(why))
    assert BY_ACCIDENT not in plain_text(sentence(why))


def test_less_of_a_name_makes_a_film_without_it_fall_by_accident():
    assert is_accident(less("keyword", "robot"), -0.2, has_name=False)
    assert not is_accident(less("keyword", "robot"), -0.2, has_name=True)


def test_a_film_says_in_words_what_it_lacks():
    assert accident_sentence(more("genre", "War")).startswith("The film is no War;")
    assert (
        accident_sentence(more("director", "Ann"))
        .replace("\u2068", "")
        .replace("\u2069", "")
        .startswith("The film is not directed by Ann;")
    )


def test_whoever_names_a_wish_tells_the_same_accidents(service, history):
    """Explore's list of films that moved, and the explanation of each of them."""
    told = []
    for choice in service.wish_choices[1:30]:
        for wish in (choice, less(choice.kind, choice.name)):
            (effect,) = service.wish_effects(history.with_wish(wish))
            for move in (*effect.beside, *effect.asked[:1]):
                why = service.explain(history.with_wish(wish), move.film.id)
                (entry,) = [each for each in entries(why) if each.key == wish.key]
                has_name = (wish.kind, wish.name) in categories_of(move.film)
                assert move.by_accident == bool(entry.accident)
                assert not (has_name and move.by_accident)
                told.append(move.by_accident)
    assert {*told} == {True, False}
