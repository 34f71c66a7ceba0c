"""Films and ratings from data frames: what comes in goes out again, and what is wrong is named with its place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from emde_core import Catalogue, DataError, Film, Interactions, Recommender
from emde_core.data.readers.native import read_native
from tests.conftest import SMALL

FILMS = {"id": ["1", "2"], "title": ["Alien", "Brazil"]}
RATINGS = {"viewer": ["a", "b"], "film": ["1", "2"], "rating": [5, 2]}


def films(**columns):
    return Catalogue.from_frame(pd.DataFrame(FILMS | columns))


def test_films_go_out_and_come_back_the_same(small_model):
    catalogue = small_model.catalogue
    again = Catalogue.from_frame(catalogue.to_frame(), catalogue.posters)
    assert again == catalogue
    assert again.data_hash == catalogue.data_hash
    assert Catalogue.from_frame(Catalogue(()).to_frame()) == Catalogue(())


def test_films_come_back_from_files_that_pandas_writes(small_model, tmp_path):
    catalogue = small_model.catalogue
    catalogue.to_frame().to_parquet(tmp_path / "films.parquet")
    assert Catalogue.from_frame(pd.read_parquet(tmp_path / "films.parquet"), catalogue.posters) == catalogue


def test_ratings_go_out_and_come_back_the_same(small_prepared):
    ratings = small_prepared.interactions
    again = Interactions.from_frame(ratings.table)
    assert again.data_hash == ratings.data_hash
    assert again.repeated == 0


def test_frames_are_learned_from_like_files():
    native = read_native(SMALL)
    films = native.catalogue.to_frame().drop(columns=["plot", "poster"])
    model = Recommender.fit(Catalogue.from_frame(films), Interactions.from_frame(native.interactions.table))
    assert model.modalities == ("categorical",)
    assert model.trained.provenance.ratings == len(native.interactions)


def test_cells_are_read_as_pandas_holds_them():
    catalogue = films(
        year=pd.array([1979, pd.NA], dtype="Int64"),
        genres=[np.array(["Horror", "Science fiction"]), "Comedy|Drama"],
        directors=[["Ridley Scott"], None],
        plot=["A ship answers a call.", float("nan")],
        imdb_id=["tt0078748", 88846],
        budget=[11, 15],
    )
    assert catalogue.films[0] == Film(
        id="1",
        title="Alien",
        year=1979,
        genres=("Horror", "Science fiction"),
        directors=("Ridley Scott",),
        plot="A ship answers a call.",
        imdb_id="78748",
    )
    assert catalogue.films[1] == Film(id="2", title="Brazil", genres=("Comedy", "Drama"), imdb_id="88846")


@pytest.mark.parametrize("ids", [[50, 1], [50.0, 1.0], ["50", "1"], np.array([50, 1], dtype="int32")])
def test_ids_are_text_whatever_type_the_column_has(ids):
    assert list(films(id=ids).index) == ["50", "1"]


def test_the_index_of_a_frame_does_not_matter():
    frame = pd.DataFrame(FILMS, index=["x", "x"])
    assert Catalogue.from_frame(frame) == films()
    table = Interactions.from_frame(pd.DataFrame(RATINGS, index=[7, 7])).table
    assert table["film"].tolist() == ["1", "2"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"year": [1979, 19]}, ["films: row 2", "'year'", "expected a year from 1870 to 2100", "19"]),
        ({"genres": ["War", 7]}, ["films: row 2", "'genres'", "expected a list of names", "7"]),
        ({"title": ["Alien", None]}, ["films: row 2", "a film needs an id, and a title"]),
        ({"id": [None, "2"]}, ["films: row 1", "a film needs an id, and a title"]),
        ({"id": ["7", 7.0]}, ["film id '7' (Brazil) stands twice, as film 1 and as film 2", "ids must be unique"]),
    ],
)
def test_a_wrong_cell_of_a_film_is_named(columns, words):
    with pytest.raises(DataError) as caught:
        films(**columns)
    assert all(word in str(caught.value) for word in words), caught.value


@pytest.mark.parametrize(
    ("column", "cells", "words"),
    [
        ("rating", [5, "good"], "ratings: row 2: rating 'good' is not a number; give a number, or leave the row out"),
        ("rating", [None, 3], "ratings: row 1: rating is empty; give a number, or leave the row out"),
        ("viewer", ["a", ""], "ratings: row 2: viewer is empty; every rating needs one"),
        ("time", ["today", 3], "ratings: row 1: time 'today' is not a number; give a number, or leave the row out"),
    ],
)
def test_a_wrong_cell_of_a_rating_is_named(column, cells, words):
    with pytest.raises(DataError) as caught:
        Interactions.from_frame(pd.DataFrame(RATINGS | {column: cells}))
    assert str(caught.value) == words


@pytest.mark.parametrize(("read", "columns"), [(Catalogue.from_frame, FILMS), (Interactions.from_frame, RATINGS)])
def test_a_column_that_is_missing_or_stands_twice_is_named(read, columns):
    for name in columns:
        frame = pd.DataFrame(columns)
        with pytest.raises(DataError, match=f"column '{name}' is missing; expected {', '.join(columns)}"):
            read(frame.rename(columns={name: "other"}))
        with pytest.raises(DataError, match=f"column '{name}' stands twice; keep the one that is meant"):
            read(pd.concat([frame, frame[[name]]], axis=1))
