"""A folder in the project's own form: films.jsonl, ratings.csv, posters/."""

from __future__ import annotations

import json

from emde_core import History
from emde_core.data.posters import open_poster
from tests.dashboard.screens import drawn_with, everything

from .world import SPACE, WESTERN, of_kind


def test_from_a_folder_of_films_to_a_reason(native_folder, prepare_and_train, page, emde):
    prepared = prepare_and_train(native_folder)
    assert "36 films: 1 without poster" in prepared.report
    assert "960 ratings by 60 viewers" in prepared.report

    liked = [film.title for film in of_kind(WESTERN)[:3]]
    likes = [word for title in liked for word in ("--like", title)]
    status, out, _ = emde("recommend", *likes, "-k", 5, "--model", prepared.folder, "--json")
    assert status == 0
    best = [each["film"] for each in json.loads(out)["recommendations"]]
    westerns = {film.title for film in of_kind(WESTERN)}
    assert {film["title"] for film in best} <= westerns

    app = page(prepared, History(("f13", "f14", "f15")))
    words = everything(app)
    assert f"<bdi>{best[0]['title']}</bdi></button></h2>" in words
    tiles = drawn_with(app, "poster_grid")["tiles"]
    assert tiles[0]["title"] == best[0]["title"]
    assert tiles[0]["picture"]
    bars = drawn_with(app, "reason_bars")
    assert [column["part"] for column in bars["columns"]] == ["", "text", "categorical", "image", "company", ""]
    assert {row["title"] for row in bars["rows"]} == {film.title + f" ({film.year})" for film in of_kind(WESTERN)[:3]}


def test_the_one_film_without_a_poster_has_no_reason_by_it(native_folder, prepare_and_train):
    service = prepare_and_train(native_folder).service()
    bare = service.film("f36")
    why = service.explain(History(tuple(f"f{film.number}" for film in of_kind(SPACE)[:2])), bare.id)
    assert why.missing == ("image",)
    assert "image" not in why.own_parts
    assert open_poster(service.model.catalogue.poster_path(service.film("f1"))).size == (120, 180)
