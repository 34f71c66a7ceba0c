"""Threads gathered for drawing: nothing is left out, whatever is drawn."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.thread_layout import ALONE, CELLS, layout_threads
from dashboard.panels.explore.threads import doubts, strand_words, takeaway
from dashboard.reasons.focus_sentence import focus_sentence
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.sentence import sentence
from dashboard.state.focus import Focus, atom_focus
from emde_core import Film, History
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import CategoryValue, RegionValue, WordValue
from emde_core.history import more

from .toy_explanations import ALIEN, BRAZIL, XANADU, plain_text

WAR = Film(id="a", title="Alien", plot="ship")
HISTORY, FILM = History(("1", "2", "8"), ("7",)), "3"


@pytest.fixture(scope="module")
def found(small_model):
    return small_model.threads(HISTORY, FILM)


def test_either_side_holds_all_threads_which_with_company_are_the_contribution(small_model, found):
    why = small_model.explain(HISTORY, FILM)
    for each in found:
        woven = layout_threads(why.film, each)
        assert each.weights.sum() + each.company == pytest.approx(why.by_entry[each.film.id], abs=1e-9)
        assert sum(k.weight for k in woven.left) == pytest.approx(each.weights.sum(), abs=1e-9)
        assert sum(k.weight for k in woven.right) == pytest.approx(each.weights.sum(), abs=1e-9)


def by_hand(weights) -> FilmThreads:
    """Five categories and a poster cut in two against one phrase and one category."""
    parts = (*(CategoryValue("cast", name) for name in "abcde"), RegionValue(0, 0, 0.5, 1), RegionValue(0.5, 0, 0.5, 1))
    watched = (WordValue(0, 4, "ship"), CategoryValue("genre", "War"))
    total = float(weights.sum())
    return FilmThreads(WAR, "like", total + 1, (), total, 1.0, parts, watched, weights)


def test_words_stand_in_their_phrases_and_function_words_among_the_others():
    """ "The old ship and a muse": two phrases; "The", "and" and "a" stand in none."""
    film = Film(id="w", title="W", plot="The old ship and a muse")
    spans = [(0, 3), (4, 7), (8, 12), (13, 16), (17, 18), (19, 23)]
    words = tuple(WordValue(start, end, film.plot[start:end]) for start, end in spans)
    weights = np.array([[0.01], [0.2], [-0.05], [0.02], [0.03], [0.1]])
    threads = FilmThreads(WAR, "like", 0.31, (), 0.31, 0.0, words, (CategoryValue("genre", "War"),), weights)
    assert [(k.name, k.atoms, round(k.weight, 9), k.token) for k in layout_threads(film, threads).left] == [
        ("“old ship”", 2, 0.15, "phrase:4-12"),
        ("“muse”", 1, 0.1, "phrase:19-23"),
        ("3 other words", 3, 0.06, "part:text"),
    ]


def test_the_strongest_parts_stand_by_themselves():
    weights = np.zeros((7, 2))
    weights[:5, 0] = [0.1, -0.5, 0.3, 0.2, 0.05]
    weights[5:, 1] = [0.4, -0.1]
    woven = layout_threads(XANADU, by_hand(weights))
    assert [(k.name, k.atoms, k.stands_alone) for k in woven.left] == [
        ("b", 1, True),
        ("c", 1, True),
        ("d", 1, True),
        ("2 other categories", 2, False),
        ("poster, middle left", 1, True),
        ("poster, middle right", 1, True),
    ]
    assert woven.left[4].box == (0, 1 / CELLS, 1 / CELLS, 1 / CELLS)
    assert [(woven.left[line.left].name, line.weight) for line in woven.lines] == [
        ("b", -0.5),
        ("poster, middle left", 0.4),
        ("c", 0.3),
        ("d", 0.2),
        ("poster, middle right", -0.1),
    ]
    assert [line.weight for line in woven.bundles] == [pytest.approx(0.15)]
    assert woven.left[3].weight == pytest.approx(0.15)
    assert ALONE == 3


def test_what_is_slight_beside_the_strongest_stands_among_the_others():
    weights = np.zeros((7, 2))
    weights[:5, 0] = [0.01, -0.5, 0.3, 0.2, 0.004]
    weights[5:, 1] = [0.004, -0.001]
    woven = layout_threads(XANADU, by_hand(weights))
    assert [k.name for k in woven.left] == ["b", "c", "d", "2 other categories", "the poster"]
    assert [k.name for k in woven.right] == ["“ship”", "War"]


def test_a_knot_stands_for_what_is_in_focus_once_it_is_chosen():
    weights = np.zeros((7, 2))
    weights[:5, 0] = [0.1, -0.5, 0.3, 0.2, 0.05]
    weights[5:, 1] = [0.4, -0.1]
    woven = layout_threads(XANADU, by_hand(weights))
    region = str(atom_focus(RegionValue(0, 0, 0.5, 1)))
    assert [k.token for k in woven.left[:5]] == [*(f"category:cast:{n}" for n in "bcd"), "part:categorical", region]
    assert {k.token for k in woven.right} == {"film:a"}


def test_of_regions_in_one_place_the_strongest_is_chosen():
    parts = (RegionValue(0, 0, 0.1, 0.1), RegionValue(0.1, 0, 0.1, 0.1))
    weights = np.array([[0.1], [-0.3]])
    threads = FilmThreads(ALIEN, "like", -0.2, (), -0.2, 0.0, parts, (WordValue(0, 4, "ship"),), weights)
    (knot,) = layout_threads(XANADU, threads).left
    assert (knot.token, knot.atoms) == (str(atom_focus(parts[1])), 2)


def test_what_has_no_thread_is_not_drawn():
    weights = np.zeros((7, 2))
    weights[0, 1] = 0.2
    woven = layout_threads(XANADU, by_hand(weights))
    assert [k.name for k in woven.left] == ["a"]
    assert [k.name for k in woven.right] == ["War"]
    assert "a meets War most (+0.200)" in takeaway(BRAZIL, ALIEN, woven)
    assert strand_words(by_hand(weights)) == (
        "Alien adds 1.20: what is alike in both (+0.20) and the audience of both (+1.00)."
    )
    assert doubts(woven, {"categorical": "none", "text": "none"}) == [
        "There is no evidence that categories count here."
    ]


def test_two_films_that_meet_nowhere():
    woven = layout_threads(XANADU, by_hand(np.zeros((7, 2))))
    assert (woven.left, woven.right, woven.lines, woven.bundles) == ((), (), (), ())
    assert takeaway(BRAZIL, ALIEN, woven) == "Nothing in Brazil meets anything in Alien."


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
    assert said.startswith("Your wish for more of the director Viktor Hale adds")
    assert "through the categories" in said
