"""Titles and ratings of one's own, and what OMDb knows of the films, where N/A stands for nothing."""

from __future__ import annotations

import csv
import io

import pytest

from emde_core import History
from tests.dashboard.screens import everything

from .world import BY_TITLE, FILMS, SPACE, of_kind, ratings, write


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "club"
    write(
        data / "films.csv",
        "id,title,year,imdb_id\n" + "".join(f'{f.number},"{f.title}",{f.year},{f.tt}\n' for f in FILMS),
    )
    ratings().to_csv(data / "ratings.csv", index=False)
    return data


@pytest.fixture
def omdb(tmp_path):
    header = ("Title", "Year", "Rated", "Genre", "Director", "Actors", "Plot", "Country", "imdbID", "BoxOffice")
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    for film in FILMS:
        unknown = film.title == "Gattaca"
        cast = "N/A" if unknown else ", ".join(film.cast)
        plot = "N/A" if unknown else film.plot
        genres, country = ", ".join(film.genres), "United States, United Kingdom"
        row = (film.title, film.year, "N/A", genres, film.director, cast, plot, country, film.tt, "N/A")
        writer.writerow(row)
    return write(tmp_path / "omdb.csv", buffer.getvalue())


def test_from_a_list_of_titles_to_a_reason(folder, omdb, prepare_and_train, page):
    prepared = prepare_and_train(folder, "--metadata", omdb)
    assert "BoxOffice" in prepared.report, "columns that are not used are named"
    service = prepared.service()
    alien = service.film(str(BY_TITLE["Alien"].number))
    assert alien.genres == ("Horror", "Sci-Fi")
    assert alien.cast == ("Sigourney Weaver", "Tom Skerritt")
    assert alien.countries == ("United States", "United Kingdom")
    gattaca = service.film(str(BY_TITLE["Gattaca"].number))
    assert (gattaca.plot, gattaca.cast) == ("", ())

    history = History(("1", "2", "3"))
    best = service.recommend(history, 4)
    assert {pick.film.title for pick in best} <= {film.title for film in of_kind(SPACE)}
    words = everything(page(prepared, history, selected=gattaca.id))
    assert "This film has no plot; its score is made of categories and audience alone." in words
    assert "N/A" not in words
