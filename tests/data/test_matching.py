"""Somebody's films found in a catalogue, by id or by title and year."""

import pytest

from emde_core import Catalogue, Film, History
from emde_core.data.exports.matching import match
from emde_core.data.exports.watched_film import WatchedFilm

CATALOGUE = Catalogue(
    (
        Film(id="1", title="Amélie", year=2001, original_title="Le Fabuleux Destin d'Amélie Poulain"),
        Film(id="2", title="Heat", year=1995),
        Film(id="3", title="Heat", year=1986),
        Film(id="4", title="Good, the Bad and the Ugly, The", year=1966),
        Film(id="5", title="Bonnie & Clyde", year=1967),
        Film(id="6", title="Undated"),
        Film(id="7", title="Twins", year=1988),
        Film(id="8", title="Twins", year=1988),
        Film(id="9", title="Renamed", year=1950, imdb_id="tt0000042"),
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
        ("Heat", 1996, "2"),
        ("Heat", 1985, "3"),
        ("Heat", 1990, "?"),
        ("Heat", None, "?23"),
        ("The Good, The Bad & The Ugly", 1966, "4"),
        ("Bonnie and Clyde", 1968, "5"),
        ("Bonnie and Clyde", 1969, "?"),
        ("Undated", 1999, "6"),
        ("Twins", 1988, "?78"),
        ("Twins", 1987, "?78"),
        ("Nothing like it", 2001, "?"),
    ],
)
def test_titles_and_years(title, year, film):
    assert found(title, year) == film


def test_an_id_decides():
    assert found("Another name altogether", 1999, imdb_id="42") == "9"
    assert found("Heat", 1995, imdb_id="43") == "2"


def test_the_report_and_the_history():
    watched = [
        WatchedFilm("Heat", 1995, stars=5, when="2020-01-03"),
        WatchedFilm("Amelie", 2001, stars=2, when="2020-01-01"),
        WatchedFilm("Undated", None, stars=3),
        WatchedFilm("Twins", 1988, liked=True, when="2020-01-02"),
        WatchedFilm("Missing", 1930, stars=5),
        WatchedFilm("Bonnie and Clyde", 1967),
    ]
    matching = match(watched, CATALOGUE)
    assert [film.id for _, film in matching.matches] == ["2", "1"]
    assert [film.id for _, film in matching.lukewarm] == ["6", "5"]
    assert [w.title for w in matching.unknown] == ["Missing"]
    assert matching.history() == History(("2",), ("1",))
    assert matching.history({0: "8"}) == History(("8", "2"), ("1",))
    assert matching.history({0: "8"}, most=2) == History(("8", "2"))


def test_two_entries_of_one_film_are_one():
    watched = [
        WatchedFilm("Heat", 1995, stars=1, when="2001-01-01"),
        WatchedFilm("The Heat", 1995, stars=5, when="2002-01-01"),
    ]
    assert match(watched, CATALOGUE).history() == History(("2",))
