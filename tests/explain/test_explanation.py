"""The shape in which people and files get an explanation: issue 2's contract."""

from __future__ import annotations

import json

import pytest

from emde_core import History

HISTORY = History(liked=("1", "12"), disliked=("4",))


@pytest.fixture(scope="module")
def why(small_model):
    return small_model.explain(HISTORY, "2")


def kinds(value):
    """The shape of a JSON document: each list by its first element."""
    if isinstance(value, dict):
        return {key: kinds(each) for key, each in value.items()}
    if isinstance(value, list):
        return [kinds(value[0])] if value else []
    return type(value).__name__


FILM = {"id": "str", "title": "str", "year": "int"}
CONTRACT = {
    "film": FILM,
    "rank": "int",
    "score": "float",
    "baseline": "float",
    "completeness_residual": "float",
    "method": "str",
    "model_hash": "str",
    "data_hash": "str",
    "contributions": [{"film": FILM, "reaction": "str", "modality": "str", "value": "float", "spread": "float"}],
    "matched": {"text": "float", "categorical": "float", "image": "float"},
    "words": [{"start": "int", "end": "int", "text": "str", "value": "float"}],
    "categories": [{"field": "str", "name": "str", "value": "float"}],
    "regions": [{"x": "float", "y": "float", "width": "float", "height": "float", "value": "float"}],
}


def test_the_json_document_has_the_contracts_shape(why):
    document = json.loads(json.dumps(why.to_dict(), allow_nan=False))
    assert {key: kinds(document[key]) for key in CONTRACT} == CONTRACT
    assert {part["reaction"] for part in document["contributions"]} == {"like", "dislike"}


def test_its_numbers_add_up(why):
    document = why.to_dict()
    total = document["baseline"] + sum(part["value"] for part in document["contributions"])
    size = sum(abs(part["value"]) for part in document["contributions"])
    assert total == pytest.approx(document["score"], abs=1e-6 * size)
    assert sum(document["matched"].values()) == pytest.approx(document["score"], abs=1e-6 * size)


def test_every_history_film_has_a_part_in_every_modality_in_order(why):
    parts = [(part.film.id, part.reaction, part.modality) for part in why.contributions]
    assert parts == [
        (film, reaction, modality)
        for film, reaction in (("1", "like"), ("12", "like"), ("4", "dislike"))
        for modality in ("text", "categorical", "image")
    ]


def test_a_tidy_table(why):
    table = why.to_frame()
    assert list(table.columns) == [
        "film",
        "rank",
        "score",
        "history_film",
        "history_title",
        "reaction",
        "modality",
        "value",
        "spread",
    ]
    assert len(table) == 9
    assert set(table["film"]) == {"2"}
    assert table["value"].sum() == pytest.approx(why.score, abs=1e-6 * table["value"].abs().sum())
    assert table.groupby("history_film")["value"].sum().to_dict() == pytest.approx(why.by_film)
    assert table.groupby("modality")["value"].sum().to_dict() == pytest.approx(why.by_modality)


def test_words_stand_where_they_say(why):
    assert len(why.words) > 5
    assert all(why.film.plot[word.start : word.end] == word.text for word in why.words)
    assert any(word.value for word in why.words)


def test_without_words_all_else_is_the_same(small_model, why):
    quick = small_model.explain(HISTORY, "2", words=False)
    assert quick.words == ()
    assert quick.phrases == ()
    plot = {"words": 0, "phrases": 0}
    assert quick.to_dict() | plot == why.to_dict() | plot


def test_categories_are_the_films_own_and_regions_tile_its_poster(small_model, why):
    film = small_model.catalogue["2"]
    assert [(c.field, c.name) for c in why.categories] == [
        *(("genre", name) for name in film.genres),
        *(("director", name) for name in film.directors),
        *(("cast", name) for name in film.cast),
        *(("country", name) for name in film.countries),
        *(("language", name) for name in film.languages),
        ("decade", "1980s"),
    ]
    assert len(why.regions) == 54
    assert sum(region.width * region.height for region in why.regions) == pytest.approx(1)


@pytest.mark.parametrize(
    ("film", "missing", "empty"),
    [("14", ("text", "image"), ("words", "regions")), ("15", ("categorical", "image"), ("categories", "regions"))],
)
def test_a_film_that_lacks_modalities_says_so(small_model, film, missing, empty):
    why = small_model.explain(HISTORY, film)
    assert why.missing == missing
    assert why.to_dict()["missing"] == list(missing)
    assert [name for name in ("words", "categories", "regions") if not getattr(why, name)] == list(empty)


def test_a_film_of_the_history_has_rank_null(small_model):
    assert json.loads(json.dumps(small_model.explain(HISTORY, "1", words=False).to_dict()))["rank"] is None


def test_a_poster_that_went_away_leaves_out_the_regions(small_model, why):
    from dataclasses import replace

    from emde_core import Catalogue, Recommender

    trained = small_model.trained
    bare = Catalogue(trained.encoded.catalogue.films, None)
    moved = Recommender(replace(trained, encoded=replace(trained.encoded, catalogue=bare)))
    quick = moved.explain(HISTORY, "2", words=False)
    assert quick.regions == ()
    assert quick.score == why.score
