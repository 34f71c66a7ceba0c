"""People in words, and as one category each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.panels.explore.plot import in_history
from dashboard.panels.explore.wishes import wish_for
from dashboard.reasons.credits import credit, credit_around, credits_of, is_person, keys_of, people_once
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.marks import explanation_chips
from dashboard.reasons.shared_categories import unwanted_categories
from dashboard.state.focus import Focus, atom_focus
from emde_core.data.catalogue import Film
from emde_core.explain.values import CategoryValue
from emde_core.history import less, more

from .toy_explanations import XANADU, explanation

WROTE, DIRECTED, PLAYED, WAR = (
    CategoryValue("writer", "Ann", 0.3),
    CategoryValue("director", "Ann", 0.2),
    CategoryValue("cast", "Bob", 0.15),
    CategoryValue("genre", "War", 0.1),
)
OWN = (WAR, DIRECTED, WROTE, PLAYED)
ANN = Focus("category", "director and writer:Ann")
STORY = Film(id="s", title="Story", writers="Ann")


@pytest.mark.parametrize(
    ("fields", "words", "around"),
    [
        (("director",), "directed by", "directed by {}"),
        (("writer",), "writers", "from the writer {}"),
        (("composer",), "music by", "with music by {}"),
        (("cast",), "with", "with {}"),
        (("director", "cast"), "directed by and with", "directed by and with {}"),
        (("director", "writer"), "written and directed by", "directed by {}"),
        (("writer", "cast"), "writers and cast", "with {} among the writers and in the cast"),
        (("director", "composer"), "directed and scored by", "directed by {}"),
        (("cast", "composer"), "scored by and with", "with {} in the cast and among the composers"),
        (
            ("director", "writer", "cast", "composer"),
            "written, directed and scored by and with",
            "directed by and with {}",
        ),
    ],
)
def test_the_words_around_a_name(fields, words, around):
    assert (credit(fields), credit_around(fields)) == (words, around)


def test_nobody_stands_twice_among_a_films_people():
    film = Film(id=1, title="A", directors="Ann|Bob", writers="Cid|Ann", cast="Dot|Bob|Eve", composers="Cid|Fay")
    assert credits_of(film) == {
        "Written and directed by": ["Ann"],
        "Directed by and with": ["Bob"],
        "Writers and composers": ["Cid"],
        "With": ["Dot", "Eve"],
        "Music by": ["Fay"],
    }


def test_a_person_stands_once_and_a_name_of_another_kind_by_itself():
    keyword = CategoryValue("keyword", "Ann", 0.5)
    war, ann, bob, other = people_once((*OWN, keyword))
    assert (war, bob, other) == (WAR, PLAYED, keyword)
    assert (ann.name, ann.field, ann.value) == ("Ann", "director and writer", pytest.approx(0.5))
    assert keys_of(ann) == (("director", "Ann"), ("writer", "Ann"))
    assert [is_person(each) for each in (war, ann, bob, other)] == [False, True, True, False]


def test_a_person_in_focus_is_one_whatever_of_them_is_named():
    why = explanation((STORY, "like", "categorical", 0.5, 0.1), categories=OWN, sides=(STORY,))
    for focus in (ANN, atom_focus(WROTE), atom_focus(DIRECTED)):
        assert linked_views(why, focus).focus == ANN
    assert linked_views(why, atom_focus(PLAYED)).focus == atom_focus(PLAYED)
    assert [each.name for each in linked_views(why, None).categories] == ["War", "Ann", "Bob"]


def test_a_liked_film_shares_a_person_by_any_of_what_they_did():
    why = explanation((STORY, "like", "categorical", 0.5, 0.1), categories=OWN, sides=(STORY,))
    assert in_history(why) == {("writer", "Ann"): ["Story"], ("director and writer", "Ann"): ["Story"]}
    assert explanation_chips(why).count(">Ann<") == 1


def test_a_person_is_unwanted_by_any_of_what_they_did():
    disliked = explanation((STORY, "dislike", "categorical", -0.5, 0.1), categories=OWN, sides=(STORY,))
    assert unwanted_categories(disliked) == {("director and writer", "Ann"): "as in Story, not for me"}
    wished = explanation((less("director", "Ann"), "wish", "categorical", -0.5, 0.1), categories=OWN)
    assert unwanted_categories(wished) == {("director and writer", "Ann"): "less, as you wish"}


def test_a_wish_for_a_person_is_for_what_films_are_known_by_first():
    _, ann, *_ = people_once(OWN)
    assert wish_for(ann, XANADU) == replace(more("director", "Ann"), weight=1.0)
