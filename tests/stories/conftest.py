"""The commands that README gives, run in this process, and the page that opens on what they made."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.browser.screens import EXPLORE
from dashboard.browser.screens import Screen as AppScreen
from dashboard.service.service import Service
from emde_core import History
from tests.dashboard.screens import opened
from tests.serving import APP

from .world import FILMS, picture_file, poster, ratings, write


@dataclass(frozen=True)
class Prepared:
    """What ``emde prepare`` and ``emde train`` made: what they reported, and the folder."""

    report: str
    folder: Path

    @property
    def model(self) -> Path:
        """The model's folder."""
        return self.folder / "model"

    def service(self) -> Service:
        """Return the dashboard's service on it."""
        return Service.open(self.model)


@pytest.fixture
def native_folder(tmp_path) -> Path:
    """Return a folder in the project's own form; all films but the last have a poster."""
    films = tmp_path / "my-films"
    records = [
        {
            "id": f"f{film.number}",
            "imdb_id": film.tt,
            "tmdb_id": film.tmdb,
            "title": film.title,
            "year": film.year,
            "plot": film.plot,
            "genres": film.genres,
            "directors": [film.director],
            "cast": film.cast,
        }
        for film in FILMS
    ]
    write(films / "films.jsonl", "\n".join(map(json.dumps, records)))
    table = ratings()
    table.assign(film="f" + table["film"].astype(str)).to_csv(films / "ratings.csv", index=False)
    for film in FILMS[:-1]:
        write(films / "posters" / f"f{film.number}.png", picture_file(poster(film), "PNG"))
    return films


@pytest.fixture
def prepare_and_train(emde, tmp_path) -> Callable[..., Prepared]:
    """Run the two commands on a folder of data, as README gives them."""

    def run(data: Path, *options: object) -> Prepared:
        out = tmp_path / "my-films-prepared"
        report = ""
        for words in (("prepare", out, "--data", data, *options), ("train", out)):
            status, _, said = emde(*words)
            assert status == 0, said
            report += said
        return Prepared(report, out)

    return run


@pytest.fixture
def page(monkeypatch) -> Callable[..., AppTest]:
    """Open the page that ``emde dashboard --model`` serves."""

    def run(prepared: Prepared, history: History, screen: AppScreen = EXPLORE, **state: object) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(prepared.model)])
        app = opened(AppTest.from_file(str(APP), default_timeout=60), screen, history=history, **state)
        assert not app.exception
        assert not app.error
        return app

    return run
