"""The search for the smallest edit, in landscapes that a test draws: sets of edits, and the margin after each.

Edits are called a, b, c, ...; the explained film has one rival, whose score is 0, so that its score is its margin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pytest

from emde_core import Film, History
from emde_core.explain.counterfactual import search
from emde_core.explain.counterfactual.edits import Edit, Edits
from emde_core.schema import Position

FILM = Position(0)
DEEP = -10.0  # the margin of every set that a landscape leaves out


@dataclass(frozen=True)
class Landscape(Edits):
    margins: Mapping[str, float]
    of_films: tuple[int, ...]

    @cached_property
    def start(self):
        return np.zeros(len(self.edits))

    @cached_property
    def films(self):
        return np.array(self.of_films)

    def standings(self, masks):
        sets = ("".join(edit.film.id for edit, on in zip(self.edits, mask, strict=True) if on) for mask in masks)
        return np.array([[self.margins.get(each, DEEP), 0.0] for each in sets])


@pytest.fixture
def answer(monkeypatch, small_model):
    """Search a landscape; return the letters of the edits, and the whole answer."""

    def ask(names, margins, *, kind="add", size=9, films=None, additive=False, seconds=60.0, **options):
        landscape = Landscape(
            SimpleNamespace(model=SimpleNamespace(additive=additive)),
            size,
            np.eye(len(names)),
            tuple(Edit(kind, Film(id=name, title=name), "like") for name in names),
            margins,
            films or tuple(range(len(names))),
        )
        monkeypatch.setattr(search.Edits, "of", lambda *_: landscape)
        query = small_model.query(History(("5",)))
        counterfactual = search.smallest_edit(query, FILM, k=1, seconds=seconds, **options)
        return "".join(edit.film.id for edit in counterfactual.edits), counterfactual

    return ask


def sums(effects, start=DEEP):
    """The margins of every set of edits where effects add up."""
    sets = ("".join(each) for size in range(len(effects) + 1) for each in combinations(effects, size))
    return {each: start + sum(effects[letter] for letter in each) for each in sets}


CLIMB = {"a": -4.0, "b": -6.0, "c": -6.0, "d": -6.0, "ab": -3.0, "ac": -3.5, "ad": -3.5, "abc": -2.0, "abcd": 1.0}


def test_an_edit_that_the_goal_does_not_need_is_dropped(answer):
    """Step by step the search takes a, b, c and d; without a they do as well, and of the rest each is needed."""
    letters, found = answer("abcd", CLIMB | {"bcd": 0.5})
    assert letters == "bcd"
    assert (found.outcome, found.searched, found.smallest) == ("found", 2, True)


def test_four_edits_are_not_called_the_smallest_when_sets_of_three_were_not_all_tried(answer):
    letters, found = answer("abcd", CLIMB)
    assert letters == "abcd"
    assert (found.outcome, found.searched, found.smallest) == ("found", 2, False)


def test_to_draw_level_with_the_rival_is_not_to_pass_it(answer):
    level = dict.fromkeys(sums(dict.fromkeys("abc", 0.0)), 0.0)
    letters, found = answer("abc", level)
    assert (letters, found.outcome, found.searched, found.smallest) == ("", "none", 2, False)
    assert answer("abcd", CLIMB | {"bcd": 0.0})[0] == "abcd"


def test_of_single_edits_the_one_with_the_widest_margin_is_the_answer(answer):
    letters, found = answer("abc", {"a": 1.0, "b": 2.0, "c": 1.5, "ac": 9.0})
    assert letters == "b"
    assert (found.rank_before, found.rank_after, found.searched, found.smallest) == (2, 1, 0, True)
    assert (found.film.id, found.goal, found.k) == ("1", "into", 1)


def test_the_other_way_the_film_has_to_fall_below_its_rival(answer):
    letters, found = answer("abc", {"": 5.0, "a": 1.0, "b": -1.0, "c": -0.5}, goal="out of")
    assert (letters, found.goal, found.rank_before, found.rank_after) == ("b", "out of", 1, 2)


@pytest.mark.parametrize("additive", [True, False])
def test_the_last_pair_is_tried_too(answer, additive):
    letters, found = answer("abcd", sums({"a": 1.0, "b": 2.0, "c": 4.0, "d": 7.0}), additive=additive, most=2)
    assert (letters, found.searched, found.smallest) == ("cd", 1, True)


def test_pairs_of_a_network_are_verified_in_batches_best_first_and_the_best_of_a_batch_wins(answer, monkeypatch):
    """By the sum of their effects the pairs stand ab, ac | bc, ad | bd, cd; the model lets bc, ad and cd pass."""
    monkeypatch.setattr(search, "VERIFIED_AT_ONCE", 2)
    singles = {"a": -8.0, "b": -8.5, "c": -9.2, "d": -9.8}
    assert answer("abcd", singles | {"bc": 1.0, "ad": 2.0, "cd": 3.0})[0] == "ad"
    assert answer("abcd", singles | {"cd": 3.0})[0] == "cd"


def test_two_edits_of_one_film_do_not_go_together(answer):
    margins = {"ab": 1.0, "abc": 2.0, "a": -1.0}
    assert answer("abc", margins, films=(0, 0, 1))[1].outcome == "none"
    assert answer("abc", margins, films=(0, 1, 2))[0] == "ab"


@pytest.mark.parametrize("letters", ["a", "ab", "abc"])
def test_removals_leave_a_film_in_the_history(answer, letters):
    margins = {letters: 1.0}
    assert answer("abc", margins, kind="remove", size=len(letters))[1].outcome == "none"
    assert answer("abc", margins, kind="remove", size=len(letters) + 1)[0] == letters


def test_no_more_edits_than_allowed(answer):
    letters, found = answer("abc", {"abc": 1.0}, most=2)
    assert (letters, found.outcome, found.most, found.rank_after) == ("", "none", 2, None)
    assert answer("abc", {"abc": 1.0}, most=3)[0] == "abc"


def test_without_time_single_edits_are_tried_and_the_answer_says_how_far_it_came(answer):
    assert answer("ab", {"b": 1.0}, seconds=-1.0)[0] == "b"
    letters, found = answer("ab", {"ab": 1.0}, seconds=-1.0)
    assert (letters, found.outcome, found.searched, found.smallest) == ("", "out of time", 1, False)
