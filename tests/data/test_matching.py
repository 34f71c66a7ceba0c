"""Somebody's films found in a catalogue: taken where all agrees, asked where something does not."""

from __future__ import annotations

import pytest

from emde_core import Catalogue, Film, History
from emde_core.data.exports.matching import match
from emde_core.data.exports.watched_film import WatchedFilm, merge, with_unrated_as_liked

CATALOGUE = Catalogue(
    (
        Film(id="1", title="Amélie", year=2001, original_title="Le Fabuleux Destin d'Amélie Poulain"),
        Film(id="2", title="Heat", year=1995, imdb_id="tt0000002", tmdb_id="22", directors=("Michael Mann",)),
        Film(id="3", title="Heat", year=1986),
        Film(id="4", title="Good, the Bad and the Ugly, The", year=1966),
        Film(id="5", title="Bonnie & Clyde", year=1967),
        Film(id="6", title="Undated"),
        Film(id="7", title="Twins", year=1988),
        Film(id="8", title="Twins", year=1988),
        Film(id="9", title="Renamed", year=1950, imdb_id="tt0000042"),
        Film(id="10", title="Oak Wars", year=1977, aliases="Oak Wars: Episode IV - An Old Hope"),
        Film(id="11", title="Robin of Oakwood: Lord of Archers", year=1991, directors=("Ann Marsh",)),
        Film(id="12", title="Harold's Way", year=1979, movielens_title="Harold's Way (1981)"),
        Film(id="13", title="Mirror", year=1975, imdb_id="13"),
        Film(id="14", title="Mirror", year=1975, imdb_id="13"),
    )
)


def found(title: str, year: int | None = None, **more) -> str:
    matching = match([WatchedFilm(title, year, stars=5, **more)], CATALOGUE)
    if matching.matches:
        return matching.matches[0][1].id
    return "?" + "".join(f.id for a in matching.ambiguous for f in a.choices)


@pytest.mark.parametrize(
    ("title", "year", "film"),
    [
        ("Amelie", 2001, "1"),
        ("LE FABULEUX DESTIN D’AMÉLIE POULAIN", 2001, "1"),
        ("Heat", 1995, "2"),
        ("Heat", 1996, "?2"),
        ("Heat", 1985, "?3"),
        ("Heat", 1990, "?"),
        ("Heat", None, "?23"),
        ("The Good, The Bad & The Ugly", 1966, "4"),
        ("Bonnie and Clyde", 1968, "?5"),
        ("Bonnie and Clyde", 1969, "?"),
        ("Bonnie and Clyde", None, "5"),
        ("Undated", 1999, "6"),
        ("Twins", 1988, "?78"),
        ("Twins", 1987, "?78"),
        ("Nothing like it", 2001, "?"),
        ("Oak Wars: Episode IV – An Old Hope", 1977, "10"),
        ("Oak Wars: Episode V - The Acorns Strike Back", 1980, "?"),
        ("Robin of Oakwood", 1991, "?11"),
        ("Robin of Oakwood", 1992, "?"),
        ("Harold's Way", 1981, "12"),
        ("Harolds Wai", 1979, "?12"),
        ("Mirror", 1975, "13"),
    ],
)
def test_titles_and_years(title, year, film):
    assert found(title, year) == film


def test_an_id_decides_unless_title_and_year_both_say_another_film():
    assert found("Another name altogether", 1951, imdb_id="42") == "9"
    assert found("Another name altogether", 1999, imdb_id="42") == "?9"
    assert found("Another name altogether", 1995, tmdb_id="22") == "2"
    assert found("Heat", 1995, imdb_id="42", tmdb_id="22") == "?92"


def test_other_ids_are_doubted_where_the_exports_ids_are_right():
    heat, stranger = WatchedFilm("Heat", 1995, 5, imdb_id="2"), WatchedFilm("Renamed", 1950, 5, imdb_id="43")
    assert [a.doubt for a in match([heat, stranger], CATALOGUE).ambiguous] == ["another id"]
    assert found("Renamed", 1950, imdb_id="43") == "9", "an export whose ids are of no film here has titles alone"


@pytest.mark.parametrize(
    ("title", "year", "more", "film"),
    [
        ("Heat", 1996, {"directors": ("Mann, Michael",)}, "2"),
        ("Heat", 1995, {"directors": ("Somebody Else",)}, "?2"),
        ("Heat", 1995, {"on_tv": True}, "?2"),
        ("Heat", 1995, {"on_tv": True, "directors": ("Michael Mann",)}, "2"),
        ("Robin of Oakwood", 1991, {"directors": ("Ann Marsh",)}, "11"),
        ("Robin of Oakwood", 1991, {"directors": ("Somebody Else",)}, "?"),
        ("Hitze", 1995, {"original_title": "Heat"}, "2"),
    ],
)
def test_directors_television_and_original_titles(title, year, more, film):
    assert found(title, year, **more) == film


def test_two_films_of_one_title_and_year_are_both_asked_about():
    rows = [WatchedFilm("Oak Wars", 1977, 5, address=f"https://films.example/{k}") for k in "aba"]
    matching = match(merge(rows), CATALOGUE)
    assert [(a.watched.address[-1], a.doubt) for a in matching.ambiguous] == [
        ("a", "two films of this title and year"),
        ("b", "two films of this title and year"),
    ]
    other_host = [rows[0], WatchedFilm("Oak Wars", 1977, 5, address="https://elsewhere.example/film/oak-wars")]
    assert len(match(merge(other_host), CATALOGUE).matches) == 1


def test_the_report_and_the_history():
    twins, missing = WatchedFilm("Twins", 1988, liked=True, when="2020-01-02"), WatchedFilm("Missing", 1930, stars=5)
    watched = [
        WatchedFilm("Heat", 1995, stars=5, when="2020-01-03"),
        WatchedFilm("Amelie", 2001, stars=2, when="2020-01-01"),
        WatchedFilm("Undated", None, stars=3),
        twins,
        missing,
        WatchedFilm("Bonnie and Clyde", 1967),
    ]
    matching = match(watched, CATALOGUE)
    assert [film.id for _, film in matching.matches] == ["2", "1"]
    assert [film.id for _, film in matching.lukewarm] == ["6", "5"]
    assert [w.title for w in matching.unknown] == ["Missing"]
    assert matching.history() == History(("2",), ("1",))
    assert matching.history({twins.key: "8"}) == History(("8", "2"), ("1",))
    assert matching.history({twins.key: "8"}, most=2) == History(("8", "2"))
    assert matching.history({missing.key: "6"}) == History(("6", "2"), ("1",)), "put right by hand"
    assert match(with_unrated_as_liked(watched), CATALOGUE).history() == History(("5", "2"), ("1",))


def test_two_entries_of_one_film_are_one():
    watched = [
        WatchedFilm("Heat", 1995, stars=1, when="2001-01-01"),
        WatchedFilm("The Heat", 1995, stars=5, when="2002-01-01"),
    ]
    assert match(watched, CATALOGUE).history() == History(("2",))
