"""A MovieLens folder with links, and the table of Kaggle's Movies Dataset beside it."""

from __future__ import annotations

import csv
import io

import pytest

from dashboard.browser.screens import FILMS as FILMS_SCREEN
from emde_core import History
from tests.dashboard.screens import everything

from .world import FILMS, WESTERN, of_kind, ratings, write


def csv_of(header, rows):
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerows([header, *rows])
    return buffer.getvalue()


def movielens_title(film):
    """Return a title as MovieLens writes it: the article last, the year in brackets."""
    for article in ("The", "A"):
        if film.title.startswith(f"{article} "):
            return f"{film.title.removeprefix(f'{article} ')}, {article} ({film.year})"
    return f"{film.title} ({film.year})"


@pytest.fixture
def folder(tmp_path):
    """ml-latest-small, as GroupLens publishes it; genres are left to Kaggle's table."""
    data = tmp_path / "ml-latest-small"
    write(
        data / "movies.csv",
        csv_of(("movieId", "title", "genres"), ((f.number, movielens_title(f), "(no genres listed)") for f in FILMS)),
    )
    write(
        data / "links.csv",
        csv_of(("movieId", "imdbId", "tmdbId"), ((f.number, f.imdb, f.tmdb) for f in FILMS)),
    )
    table = ratings().rename(columns={"viewer": "userId", "film": "movieId", "time": "timestamp"})
    table.to_csv(data / "ratings.csv", index=False)
    return data


@pytest.fixture
def kaggle(tmp_path):
    """movies_metadata.csv: ``id`` is TMDB's, lists are Python, one row is ragged, one is of another film."""
    header = ("adult", "genres", "id", "imdb_id", "original_title", "overview", "production_countries", "title")
    rows = [
        (
            "False",
            str([{"id": 1, "name": genre} for genre in film.genres]),
            film.tmdb,
            film.tt,
            film.title,
            film.plot,
            str([{"iso_3166_1": "US", "name": "United States of America"}]),
            film.title,
        )
        for film in FILMS
    ]
    wrong = ("False", "[]", FILMS[0].tmdb, FILMS[1].tt, "Mixed Up", "Of two films.", "[]", "Mixed Up")
    return write(tmp_path / "movies_metadata.csv", csv_of(header, [*rows, wrong]))


def test_from_two_downloads_to_a_reason(folder, kaggle, prepare_and_train, page):
    prepared = prepare_and_train(folder, "--metadata", kaggle)
    report = prepared.report
    assert "movies_metadata.csv" in report
    assert "adult" in report, "columns that are not used are named"
    assert "Mixed Up" in report or "movies_metadata.csv, line 38" in report, "a row of two films is named"

    service = prepared.service()
    films = service.model.catalogue
    assert films["13"].title == "The Good, the Bad and the Ugly"
    assert films["13"].genres == ("Adventure", "Western")
    assert films["13"].plot.startswith("Three gunmen race through the desert")
    assert all(films[str(film.number)].plot == film.plot for film in FILMS)

    history = History(("14", "15", "16"))
    best = service.recommend(history, 5)
    assert {pick.film.title for pick in best} <= {film.title for film in of_kind(WESTERN)}
    app = page(prepared, history, FILMS_SCREEN, film_page=best[0].film.id)
    assert best[0].film.plot in everything(app)
