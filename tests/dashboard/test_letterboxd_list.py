"""A list for Letterboxd names films by its own columns, and holds text."""

from __future__ import annotations

import csv
from io import StringIO

from dashboard.export.letterboxd import as_letterboxd_csv
from emde_core.data.catalogue import Film
from emde_core.data.exports.registry import read_export

FILMS = (
    Film(id="1", title="Heat", year=1995, directors=("Michael Mann",), imdb_id="0113277", tmdb_id="949"),
    Film(id="2", title="=SUM(A1), or: a comma", directors=("Ann Lee", "Bo Ek")),
)


def rows():
    return list(csv.DictReader(StringIO(as_letterboxd_csv(FILMS))))


def test_ids_titles_and_years_stand_in_letterboxds_columns():
    assert rows()[0] == {
        "imdbID": "tt0113277", "tmdbID": "949", "Title": "Heat", "Year": "1995", "Directors": "Michael Mann"
    }  # fmt: skip


def test_a_film_without_ids_and_year_keeps_its_row_and_is_no_formula():
    assert rows()[1]["Title"] == "'=SUM(A1), or: a comma"
    assert rows()[1]["Directors"] == "Ann Lee, Bo Ek"
    assert rows()[1]["Year"] == rows()[1]["imdbID"] == ""


def test_titles_come_back_where_the_list_is_imported():
    titles = ("Heat", "=SUM(A1), or: a comma", "@home", "''90s", "'=1", "-30-", "\t=1", "A; =B")
    films = tuple(Film(id=str(k), title=title, year=1990 + k) for k, title in enumerate(titles))
    back = read_export("list.csv", as_letterboxd_csv(films).encode())
    assert [film.title for film in back.films] == [film.title for film in films]
