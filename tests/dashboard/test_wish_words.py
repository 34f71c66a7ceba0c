"""Everyday words for wishes."""

from __future__ import annotations

import pytest

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
