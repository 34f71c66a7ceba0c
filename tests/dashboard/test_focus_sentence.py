"""The sentence about what is in focus."""

from dataclasses import replace

import pytest

from dashboard.reasons.focus_sentence import focus_sentence
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.sentence import sentence
from dashboard.state.focus import Focus, atom_focus
from emde_core import History
from emde_core.history import more

from .toy_explanations import plain_text

HISTORY, FILM = History(("1", "2", "8"), ("7",)), "3"


@pytest.fixture(scope="module")
def found(small_model):
    return small_model.threads(HISTORY, FILM)


def test_the_sentence_follows_the_focus(small_model, found):
    why = small_model.explain(HISTORY, FILM)
    film = found[0].film
    said = plain_text(focus_sentence(why, linked_views(why, Focus("film", film.id), found), found))
    assert said.startswith(f"{film.title} {'adds' if why.by_entry[film.id] >= 0 else 'takes away'}")
    assert f"{abs(why.by_entry[film.id]):.2f}" in said
    strongest = max(why.categories, key=lambda c: abs(c.value))
    shown, name = linked_views(why, atom_focus(strongest), found), strongest.name
    assert plain_text(focus_sentence(why, shown, found)).startswith(name)
    doubted = plain_text(focus_sentence(why, shown, found, {"categorical": "none"}))
    assert doubted.endswith(" There is no evidence that categories count here.")
    assert plain_text(focus_sentence(why, linked_views(why, None))) == plain_text(sentence(why))


def test_a_part_in_focus_is_told_with_what_is_known_of_it(small_model):
    why = small_model.explain(HISTORY, FILM)
    said = plain_text(focus_sentence(why, linked_views(why, Focus("part", "image")), (), {"image": "none"}))
    assert said.startswith("Poster ")
    assert said.endswith("There is no evidence that posters count here.")
    assert plain_text(focus_sentence(why, linked_views(why, Focus("part", "company")))).startswith("Audience ")


def test_a_wish_in_focus_says_what_it_adds(small_model):
    wished = replace(HISTORY, wishes=(more("director", "Viktor Hale"),))
    why = small_model.explain(wished, FILM)
    said = plain_text(focus_sentence(why, linked_views(why, Focus("wish", "director:Viktor Hale"))))
    assert said.startswith("Your wish for more of Viktor Hale adds")
    assert "through the categories" in said
