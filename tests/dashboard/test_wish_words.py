"""Everyday words for wishes."""

from __future__ import annotations

import pytest

from dashboard.panels.explore import wishes
from dashboard.service.wish_search import WishMatch
from dashboard.service.wish_words import everyday_wishes, read_query, unknown_words
from emde_core.history import Wish

NAMES = (
    Wish("popularity"),
    *(Wish("decade", f"{year}s") for year in (1990, 1940, 1950, 1930, 1980)),
    Wish("genre", "War"),
)


@pytest.mark.parametrize(
    ("query", "text", "side"),
    [
        ("less violence", "violence", -1.0),
        ("no war movies", "war", -1.0),
        ("more of Kubrick", "kubrick", 1.0),
        ("obscure", "famous", -1.0),
        ("less obscure", "famous", 1.0),
        ("Old films", "old", None),
        ("less", "less", None),
        ("movies", "movies", None),
        ("", "", None),
    ],
)
def test_a_query_is_read_without_the_words_around_it(query, text, side):
    read = read_query(query)
    assert (read.text, read.side) == (text, side)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("famous", ["popularity"]),
        ("nineties", ["decade:1990s"]),
        ("40s", ["decade:1940s"]),
        ("old", ["decade:1930s", "decade:1940s", "decade:1950s"]),
        ("new", ["decade:1990s"]),
        ("twenties", []),
        ("war", []),
    ],
)
def test_everyday_words_mean_popularity_and_times(text, keys):
    assert [wish.key for wish in everyday_wishes(text, NAMES)] == keys


def test_what_no_model_here_knows_is_said():
    assert unknown_words("short") == "how long a film is"
    assert unknown_words("black and white")
    assert not unknown_words("war")
    for text in ("feel good", "twist ending", "dark"):
        hint = wishes.search_hint(text, [], [])
        assert hint == f"The model doesn’t know {unknown_words(text)}."
        named = WishMatch(Wish("keyword", text), 3, is_sure=True)
        assert wishes.search_hint(text, [named], []) == "", "a catalogue may have it as a keyword"


def test_a_side_that_words_have_said_is_taken_back_with_them(monkeypatch):
    typed = {}
    monkeypatch.setattr(wishes.st, "session_state", typed)
    sides = []
    for query in ("less violence", "funny", "more space", "space"):
        wishes._set_query(query)
        sides.append(typed[wishes.SIDE])
    assert sides == [-1.0, 1.0, 1.0, 1.0]
    typed[wishes.SIDE] = -1.0  # by hand
    wishes._set_query("war")
    assert (typed[wishes.SIDE], typed[wishes.QUERY]) == (-1.0, "war")
