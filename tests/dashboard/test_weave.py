"""Threads gathered for drawing: nothing is left out, whatever is drawn."""

import numpy as np
import pytest

from dashboard.focus import Focus, of_part
from dashboard.focus_sentence import focus_sentence
from dashboard.linked import linked
from dashboard.panels.threads import account, takeaway
from dashboard.sentence import plain
from dashboard.weave import CELLS, NAMED, weave
from emde_core import History
from emde_core.explain.features import CategoryValue, RegionValue, WordValue
from emde_core.explain.threads import FilmThreads

from .toy_explanations import ALIEN, BRAZIL

HISTORY, FILM = History(("1", "2", "8"), ("7",)), "3"


@pytest.fixture(scope="module")
def found(small_model):
    return small_model.evidence(HISTORY, FILM)


def test_lines_bundles_the_weaker_and_the_remainder_are_the_contribution(small_model, found):
    by_film = small_model.explain(HISTORY, FILM, words=False).by_film
    for each in found:
        woven = weave(each)
        total = woven.named + woven.bundled + woven.weaker + woven.remainder
        assert total == pytest.approx(by_film[each.film.id], abs=1e-9)
        assert sum(k.weight for k in woven.left) == pytest.approx(each.weights.sum(), abs=1e-9)
        assert sum(k.weight for k in woven.right) == pytest.approx(each.weights.sum(), abs=1e-9)


def by_hand(weights) -> FilmThreads:
    """Five categories and a poster cut in two against one phrase and one category."""
    parts = (*(CategoryValue("cast", name) for name in "abcde"), RegionValue(0, 0, 0.5, 1), RegionValue(0.5, 0, 0.5, 1))
    watched = (WordValue(0, 4, "ship"), CategoryValue("genre", "War"))
    total = float(weights.sum())
    return FilmThreads(ALIEN, "like", total + 1, (), total, 1.0, parts, watched, weights)


def test_the_strongest_parts_stand_by_themselves():
    weights = np.zeros((7, 2))
    weights[:5, 0] = [0.1, -0.5, 0.3, 0.2, 0.05]
    weights[5:, 1] = [0.4, -0.1]
    woven = weave(by_hand(weights))
    assert [(k.name, k.parts, k.named) for k in woven.left] == [
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
    assert NAMED == 3


def test_a_knot_stands_for_what_is_in_focus_once_it_is_chosen():
    weights = np.zeros((7, 2))
    weights[:5, 0] = [0.1, -0.5, 0.3, 0.2, 0.05]
    weights[5:, 1] = [0.4, -0.1]
    woven = weave(by_hand(weights))
    region = str(of_part(RegionValue(0, 0, 0.5, 1)))
    assert [k.token for k in woven.left[:5]] == [*(f"category:cast:{n}" for n in "bcd"), "modality:categorical", region]
    assert {k.token for k in woven.right} == {"film:a"}


def test_of_regions_in_one_place_the_strongest_is_chosen():
    parts = (RegionValue(0, 0, 0.1, 0.1), RegionValue(0.1, 0, 0.1, 0.1))
    weights = np.array([[0.1], [-0.3]])
    threads = FilmThreads(ALIEN, "like", -0.2, (), -0.2, 0.0, parts, (WordValue(0, 4, "ship"),), weights)
    (knot,) = weave(threads).left
    assert (knot.token, knot.parts) == (str(of_part(parts[1])), 2)


def test_what_has_no_thread_is_not_drawn():
    weights = np.zeros((7, 2))
    weights[0, 1] = 0.2
    woven = weave(by_hand(weights))
    assert [k.name for k in woven.left] == ["a"]
    assert [k.name for k in woven.right] == ["War"]
    assert "a meets War most (+0.200)" in takeaway(BRAZIL, ALIEN, woven)
    assert account(ALIEN, woven).startswith("Alien adds +1.200. Clear lines, between parts by name, are +0.200 of that")


def test_two_films_that_meet_nowhere():
    woven = weave(by_hand(np.zeros((7, 2))))
    assert (woven.left, woven.right, woven.lines, woven.bundles) == ((), (), (), ())
    assert takeaway(BRAZIL, ALIEN, woven) == "No part of Brazil meets a part of Alien."


def test_the_sentence_follows_the_focus(small_model, found):
    why = small_model.explain(HISTORY, FILM)
    film = found[0].film
    said = plain(focus_sentence(why, linked(why, Focus("film", film.id), found), found))
    assert said.startswith(f"{film.title} {'adds' if why.by_film[film.id] >= 0 else 'takes away'}")
    assert f"{abs(why.by_film[film.id]):.2f}" in said
    strongest = max(why.categories, key=lambda c: abs(c.value))
    part = plain(focus_sentence(why, linked(why, of_part(strongest), found), found))
    assert part.startswith(strongest.name)
    assert plain(focus_sentence(why, linked(why, None), None)).startswith(
        plain(focus_sentence(why, linked(why, None), ()))
    )
