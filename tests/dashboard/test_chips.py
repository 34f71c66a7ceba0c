"""Chips of a film's categories: which are in sight, and which liked films they name."""

from dashboard.components.film_reader import chips
from emde_core.explain.values import CategoryValue

HORROR, ACTOR, DECADE, LANGUAGE = (
    CategoryValue("genre", "Horror", 0.5),
    CategoryValue("cast", "Veronica Cartwright", 0.2),
    CategoryValue("decade", "1970s", 0.3),
    CategoryValue("language", "English", 0.01),
)
SHARED = {
    ("genre", "Horror"): ["The Birds", "Psycho", "Scream"],
    ("cast", "Veronica Cartwright"): ["The Birds"],
    ("decade", "1970s"): ["Psycho", "Scream"],
}


def test_a_chip_names_the_one_liked_film_that_has_it_too_or_counts_them():
    row = chips((HORROR, ACTOR, DECADE), SHARED, liked=3).shared
    assert [(chip.name, chip.films) for chip in row] == [
        ("Horror", "in all 3"),
        ("1970s", "in 2 of 3"),
        ("Veronica Cartwright", "as in The Birds"),
    ]
    assert row[0].description == "genre, as in The Birds, Psycho and Scream"


def test_what_speaks_against_the_film_stands_by_itself_though_liked_films_have_it():
    minus = CategoryValue("genre", "Crime", -0.3)
    groups = chips((HORROR, minus), {**SHARED, ("genre", "Crime"): ["Scream"]}, liked=3)
    assert [chip.name for chip in groups.shared] == ["Horror"]
    assert [(chip.name, chip.films) for chip in groups.minus] == [("Crime", "as in Scream")]


def test_a_decade_or_a_language_comes_first_only_where_it_adds_much():
    groups = chips((HORROR, DECADE, LANGUAGE), SHARED, liked=3)
    assert [chip.name for chip in (*groups.shared, *groups.own)] == ["Horror", "1970s"]
    assert [chip.name for chip in groups.rest] == ["English (language)"]


def test_what_no_liked_film_has_adds_something_by_chance_unless_there_are_wishes():
    stranger, against = CategoryValue("cast", "Linda Larkin", 0.2), CategoryValue("genre", "War", -0.2)
    groups = [chips((stranger, against), {}, liked=3, has_wishes=wishes) for wishes in (False, True)]
    said = [[chip.films for chip in (*each.own, *each.minus)] for each in groups]
    assert said == [["by chance", ""], ["", ""]]
