"""What people bring from other sites, Letterboxd, IMDb and Trakt, to a catalogue of their own."""

from __future__ import annotations

import json

import pytest

from dashboard.browser.screens import DATA, EXPLORE
from dashboard.browser.session import STATE
from emde_core import History
from tests.dashboard.screens import everything, turn_to
from tests.dashboard.test_app import button
from tests.zips import zipped

from .world import BY_TITLE, SPACE, SUSPENSE, WESTERN, of_kind, write


@pytest.fixture
def letterboxd():
    """Return the zip as Letterboxd makes it, with titles as that site writes them."""
    head = "Date,Name,Year,Letterboxd URI"
    seen = [
        ("The Good, the Bad and the Ugly", 1966, 5),
        ("Butch Cassidy & the Sundance Kid", 1969, 4.5),
        ("Psycho", 1960, 1),
    ]
    lines = [f'2024-05-0{k},"{name}",{year},https://boxd.it/{k}' for k, (name, year, _) in enumerate(seen, start=1)]
    rated = [f"{line},{stars}" for line, (_, _, stars) in zip(lines, seen, strict=True)]
    return zipped(
        {
            "profile.csv": "Date Joined,Username\n2020-01-01,somebody\n",
            "watched.csv": "\n".join([head, *lines, "2024-05-09,Stagecoach,1939,https://boxd.it/9"]),
            "ratings.csv": "\n".join([f"{head},Rating", *rated]),
            "likes/films.csv": f"{head}\n2024-05-09,Stagecoach,1939,https://boxd.it/9\n",
            "watchlist.csv": f"{head}\n2024-05-10,Unforgiven,1992,https://boxd.it/10\n",
            "deleted/ratings.csv": f"{head},Rating\n2024-05-11,Alien,1979,https://boxd.it/11,5\n",
        }
    )


@pytest.fixture
def imdb_in_german():
    """Return ratings of a German account, saved by a spreadsheet: semicolons, Windows-1252, titles in German."""
    head = "Const;Your Rating;Date Rated;Title;Original Title;URL;Title Type;Year;Genres;Directors"
    rows = [
        (BY_TITLE["Rear Window"], 10, "2024-03-01", "Das Fenster zum Hof", "Film"),
        (BY_TITLE["Vertigo"], 9, "2024-03-02", "Vertigo - Aus dem Reich der Toten", "Film"),
        (BY_TITLE["The Birds"], 9, "2024-03-03", "Die Vögel", "Film"),
        (BY_TITLE["Gattaca"], 3, "2024-03-04", "Gattaca", "Film"),
    ]
    lines = [
        f"{film.tt};{stars};{when};{title};{film.title};https://www.imdb.com/title/{film.tt};{kind};{film.year};;"
        for film, stars, when, title, kind in rows
    ]
    series = "tt0944947;10;2024-03-05;Königreiche;Kingdoms;https://www.imdb.com/title/tt0944947;Fernsehserie;2011;;"
    return "\r\n".join([head, *lines, series]).encode("cp1252")


@pytest.fixture
def trakt():
    """Return Trakt's ratings as JSON: films by their ids, and a series."""

    def entry(title, rating):
        film = BY_TITLE[title]
        ids = {"trakt": film.number, "imdb": film.tt, "tmdb": film.tmdb}
        return {
            "rated_at": "2024-01-01T10:00:00.000Z",
            "rating": rating,
            "type": "movie",
            "movie": {"title": title, "year": film.year, "ids": ids},
        }

    show = {
        "rated_at": "2024-01-01T10:00:00.000Z",
        "rating": 9,
        "type": "show",
        "show": {"title": "Space Show", "year": 1999},
    }
    entries = [entry("Alien", 10), entry("Star Wars", 9), entry("Aliens", 8), entry("Rio Bravo", 2), show]
    return json.dumps(entries).encode()


CASES = {
    "letterboxd": ("letterboxd.zip", History(("f13", "f23", "f19"), ("f28",)), WESTERN, ("watchlist",)),
    "imdb_in_german": ("ratings.csv", History(("f26", "f25", "f29"), ("f12",)), SUSPENSE, ("1 series",)),
    "trakt": ("ratings-movies.json", History(("f1", "f4", "f2"), ("f21",)), SPACE, ("1 series",)),
}


@pytest.mark.parametrize("site", CASES)
def test_from_an_export_to_a_reason(site, request, native_folder, prepare_and_train, page, emde, tmp_path):
    name, history, kind, passed_over = CASES[site]
    prepared = prepare_and_train(native_folder)
    app = page(prepared, History(), DATA)
    app.file_uploader[0].set_value([(name, request.getfixturevalue(site), "application/octet-stream")]).run()
    assert not app.exception
    report = everything(app)
    assert "<b>4</b> found, with an opinion" in report
    assert all(words in report for words in passed_over), "what is passed over is counted"
    button(app, "import-use").click().run()
    taken = app.session_state[STATE].history
    assert (set(taken.liked), set(taken.disliked)) == (set(history.liked), set(history.disliked))

    best = prepared.service().recommend(taken, 3)
    assert {pick.film.title for pick in best} <= {film.title for film in of_kind(kind)}
    export = write(tmp_path / name, request.getfixturevalue(site))
    status, _, said = emde("import", export, "--out", tmp_path / "history.json", "--model", prepared.folder)
    assert status == 0, said
    status, out, said = emde(
        "recommend", "--history", tmp_path / "history.json", "-k", 1, "--model", prepared.folder, "--json"
    )
    assert status == 0, said
    assert json.loads(out)["recommendations"][0]["film"]["id"] == best[0].film.id, "the command line says the same"
    words = everything(turn_to(app, EXPLORE))
    assert f"<bdi>{best[0].film.title}</bdi></button></h2>" in words
    assert name in words, "the history says where it is from"
