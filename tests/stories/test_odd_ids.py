"""Ratings in Parquet, under ids that stumble into signs: slashes, quotes, dots, other scripts."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from dashboard.browser.screens import COMPARE, MICROSCOPE, PRESENT
from dashboard.browser.screens import FILMS as FILMS_SCREEN
from emde_core import History
from tests.dashboard.screens import everything

from .world import FILMS, SUSPENSE, of_kind, ratings, write

ODD = (
    "v1.0",
    "a/b c",
    "007",
    "7",
    "日本",
    "q\"uo'te",
    "%41",
    "#h",
    "1e5",
    "x?y=1&z",
    "<b>",
    "..",
    "=1+1",
    "a,b",
)
IDS = {film.number: ODD[k] if k < len(ODD) else f"id/{film.number} é" for k, film in enumerate(reversed(FILMS))}


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "films"
    lines = [
        json.dumps({"id": IDS[f.number], "title": f.title, "year": f.year, "plot": f.plot, "genres": f.genres})
        for f in FILMS
    ]
    write(data / "films.jsonl", "\n".join(lines))
    table = ratings()
    table.assign(film=table["film"].map(IDS)).to_parquet(data / "ratings.parquet", index=False)
    return data


def test_from_odd_ids_to_a_reason(folder, prepare_and_train, page, emde):
    prepared = prepare_and_train(folder)
    assert "960 ratings by 60 viewers" in prepared.report
    service = prepared.service()
    assert {film.id for film in service.model.catalogue} == set(IDS.values()), "ids stay as they are"

    likes = [word for film_id in ("v1.0", "a/b c", "007") for word in ("--like", film_id)]
    status, out, _ = emde("recommend", *likes, "-k", 4, "--model", prepared.folder, "--json")
    assert status == 0
    best = [each["film"] for each in json.loads(out)["recommendations"]]
    assert {film["title"] for film in best} <= {film.title for film in of_kind(SUSPENSE)}

    history = History(("v1.0", "a/b c", "007"), ("id/1 é",))
    for screen in (FILMS_SCREEN, COMPARE, MICROSCOPE, PRESENT):
        page(prepared, history, screen)
    words = everything(page(prepared, history, selected="<b>"))
    assert f"<bdi>{service.film('<b>').title}</bdi></button></h2>" in words


def test_ids_that_look_like_formulas_stay_text_in_a_table(folder, prepare_and_train):
    service = prepare_and_train(folder).service()
    assert isinstance(service.model.recommend(History(("v1.0",)), 3).to_frame(), pd.DataFrame)
    assert service.film("=1+1").id == "=1+1"
