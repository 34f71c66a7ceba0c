"""Chips of a film's categories: which are in sight, and which liked films they name."""

import pytest

from dashboard.components.film_reader import chips
from dashboard.reasons.credits import people_once
from emde_core.data.catalogue import Film
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
        ("Veronica Cartwright", "as in The Birds"),
        ("1970s", "in 2 of 3"),
    ]
    assert row[0].description == "genre, as in The Birds, Psycho and Scream; with all your films"


def test_against_the_film_stands_what_is_strong_with_its_reason_and_nothing_that_liked_films_have():
    crime, war, musical = (CategoryValue("genre", name, -0.3) for name in ("Crime", "War", "Musical"))
    slight, actor = CategoryValue("genre", "Western", -0.03), CategoryValue("cast", "Tim Curry", -0.3)
    shared, unwanted = {**SHARED, ("genre", "Crime"): ["Scream"]}, {("genre", "War"): "as in Clue, not for me"}
    groups = chips((HORROR, crime, war, musical, slight, actor), shared, liked=3, unwanted=unwanted)
    assert [(chip.name, chip.films) for chip in groups.against] == [
        ("War", "as in Clue, not for me"),
        ("Musical", "in no film you liked"),
    ]
    assert {chip.name for chip in groups.rest} == {"Crime", "Western", "Tim Curry"}


def test_a_person_is_one_chip_with_the_sum_and_each_field_tells_the_films_that_share_it():
    played, directed = CategoryValue("cast", "Al", 0.2), CategoryValue("director", "Al", 0.15)
    shared = {("cast", "Al"): ["Clue", "Brazil"], ("director and cast", "Al"): ["Clue", "Brazil"]}
    horror, al = chips(people_once((HORROR, played, directed)), {**SHARED, **shared}, liked=5).shared
    assert (al.name, al.value, al.films) == ("Al", pytest.approx(0.35), "in 2 of 5")
    assert al.description == "director; cast, as in Clue and Brazil; with all your films"
    assert horror.name == "Horror"


def test_a_studio_or_a_keyword_that_no_liked_film_has_is_no_reason_against():
    rare = [CategoryValue(field, "X", -0.3) for field in ("studio", "keyword", "composer", "writer", "genre")]
    assert [chip.description.partition(",")[0] for chip in chips(rare, {}, liked=3).against] == ["genre"]


def test_people_speak_against_a_film_where_they_are_in_a_disliked_one():
    actor = CategoryValue("cast", "Tim Curry", -0.3)
    groups = chips((HORROR, actor), SHARED, liked=3, unwanted={("cast", "Tim Curry"): "as in Clue, not for me"})
    assert [chip.name for chip in groups.against] == ["Tim Curry"]


def test_what_is_in_focus_is_in_sight_with_those_of_its_kind():
    crime, shared = CategoryValue("genre", "Crime", -0.3), {**SHARED, ("genre", "Crime"): ["Scream"]}
    groups = chips((HORROR, crime), shared, "category:genre:Crime", liked=3)
    assert [chip.name for chip in groups.shared] == ["Horror", "Crime"]


def test_what_says_little_of_a_film_stands_last_and_only_where_it_adds_much():
    british, sixties = CategoryValue("country", "United Kingdom", 0.3), CategoryValue("decade", "1960s", 0.15)
    shared = {**SHARED, ("country", "United Kingdom"): ["Scream"], ("decade", "1960s"): ["Scream"]}
    groups = chips((HORROR, DECADE, LANGUAGE, ACTOR, sixties), shared, liked=3)
    assert [chip.name for chip in groups.shared] == ["Horror", "Veronica Cartwright", "1970s"]
    assert [chip.name for chip in groups.rest] == ["1960s", "in English"]
    row = chips((HORROR, british), shared, liked=3).shared
    assert [chip.name for chip in row] == ["Horror", "made in the United Kingdom"]


@pytest.mark.parametrize("value", [0.25, 0.3])
def test_what_adds_something_by_chance_is_folded_away_and_nothing_else_that_adds_more_than_what_is_in_sight(value):
    stranger = CategoryValue("cast", "Linda Larkin", value)
    groups = chips((HORROR, stranger, ACTOR), SHARED, liked=3)
    assert [chip.name for chip in groups.shared] == ["Horror", "Veronica Cartwright"]
    assert groups.own == ()
    assert [(chip.name, chip.films) for chip in groups.rest] == [("Linda Larkin", "by chance")]


def test_nothing_is_in_sight_where_all_is_chance():
    groups = chips((CategoryValue("cast", "Linda Larkin", 0.2), LANGUAGE), {("genre", "War"): ["Alien"]}, liked=1)
    assert groups.shared == groups.own == ()


def test_what_no_liked_film_has_adds_something_by_chance_unless_it_is_wished_for():
    stranger, wished = CategoryValue("cast", "Mark Rydell", 0.2), CategoryValue("keyword", "robot", 0.1)
    groups = chips((HORROR, stranger, wished), SHARED, liked=3, wishes={("keyword", "robot")})
    assert [(chip.name, chip.films) for chip in groups.own] == [("robot", "as you wish")]
    assert [(chip.name, chip.films) for chip in groups.rest] == [("Mark Rydell", "by chance")]


def test_beside_one_film_of_the_history_no_count_is_of_all():
    """What a category adds through one film stands beside no "in 2 of 3", which is of all that it adds."""
    of_all, of_one = (chips((HORROR, DECADE), SHARED, liked=3, through=title) for title in ("", "Alien (1979)"))
    assert any(each.films for each in of_all.shared)
    assert [each.films for each in (*of_one.shared, *of_one.rest)] == [""] * len((*of_one.shared, *of_one.rest))
    assert all(each.description.endswith("alone") for each in of_one.shared)


def test_a_kind_is_named_only_where_two_have_the_same_name():
    both = [CategoryValue(field, "War", value) for field, value in (("keyword", 0.5), ("genre", 0.4))]
    assert [chip.name for chip in chips((*both, HORROR), {}, liked=3).own] == ["War (keyword)", "Horror", "War (genre)"]
    (alone,) = chips(both[:1], {}, liked=3).own
    assert (alone.name, alone.description.split(";")[0]) == ("War", "keyword")


def test_a_language_is_spoken_and_only_the_first_country_made_the_film():
    values = [("country", "France"), ("country", "Switzerland"), ("country", "Netherlands"), ("language", "Italian")]
    film = Film(id="1", title="A", countries=["France", "Switzerland"], languages=["Italian"])
    row = chips([CategoryValue(*each, 0.5) for each in values], {}, liked=3, film=film).own
    assert [chip.name for chip in row] == [
        "made in France",
        "co-produced in Switzerland",
        "made in the Netherlands",
        "in Italian",
    ]


def test_a_composer_stands_after_the_cast():
    kamen, willis = CategoryValue("composer", "Kamen", 0.4), CategoryValue("cast", "Willis", 0.2)
    assert [chip.name for chip in chips((willis, HORROR, kamen), {}, liked=3).own] == ["Horror", "Willis", "Kamen"]


def test_of_several_languages_each_is_told_as_a_part():
    film = Film(id="1", title="A", languages=["English", "Italian"])
    row = chips([CategoryValue("language", "Italian", 0.5), HORROR], {}, liked=3, film=film).own
    assert {chip.name for chip in row} == {"Horror", "partly in Italian"}


def test_people_who_add_about_as_much_stand_in_the_order_of_their_credits():
    pesci, vincent, bracco = (
        CategoryValue("cast", name, value) for name, value in (("Pesci", 0.4), ("Vincent", 0.45), ("Bracco", 0.2))
    )
    row = chips((pesci, bracco, vincent, HORROR), {}, liked=3).own
    assert [chip.name for chip in row] == ["Horror", "Pesci", "Vincent", "Bracco"]


def test_nothing_that_adds_next_to_nothing_is_in_sight():
    slight = CategoryValue("decade", "1990s", 0.012)
    groups = chips((slight, CategoryValue("genre", "War", 0.009)), {("decade", "1990s"): ["Psycho"]}, liked=1)
    assert groups.shared == groups.own == ()


def test_a_modality_that_was_not_found_to_help_comes_last():
    loud = CategoryValue("instrument", "horn", 0.9, "sound")
    for evidence, names in (({}, ["horn", "Horror"]), ({"sound": "shows"}, ["Horror", "horn"])):
        assert [chip.name for chip in chips((HORROR, loud), {}, liked=3, evidence=evidence).own] == names
