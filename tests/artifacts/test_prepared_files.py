from __future__ import annotations

import json
import shutil

import numpy as np
import pandas as pd
import pytest

from emde_core import Recommender
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.dataset import Dataset
from emde_core.data.interactions import Interactions
from emde_core.errors import ArtifactError, DataError
from emde_core.modalities.base import Subject
from tests import toy
from tests.artifact_files import file_of, vouch


@pytest.fixture
def copied(small_folder, tmp_path):
    folder = tmp_path / "prepared"
    shutil.copytree(small_folder, folder)
    return folder


def test_a_prepared_catalogue_comes_back(small_prepared, small_folder):
    loaded = store.load_prepared(small_folder)
    assert loaded.data_hash == small_prepared.data_hash
    assert loaded.report == small_prepared.report
    assert loaded.encoded.catalogue == small_prepared.encoded.catalogue
    assert loaded.interactions.table.equals(small_prepared.interactions.table)
    assert loaded.interactions.simulated is False
    assert loaded.encoded.modalities == ("text", "categorical", "image")
    for name, atoms in small_prepared.encoded.atoms.items():
        reader, theirs = loaded.encoded.readers[name], small_prepared.encoded.readers[name]
        assert reader.modality == theirs.modality
        assert (reader.hashing.depth, reader.hashing.width) == (theirs.hashing.depth, theirs.hashing.width)
        for part in ("weights", "places", "offsets"):
            assert np.array_equal(getattr(loaded.encoded.atoms[name], part), getattr(atoms, part))
        assert np.array_equal(loaded.encoded.sketches[name][:], small_prepared.encoded.sketches[name][:])


def test_a_film_is_read_alike_before_and_after(small_prepared, small_folder):
    subject = Subject(Film(id="new", title="New", plot="An unseen plot, read now.", genres=("Crime", "Unheard of")))
    loaded = store.load_prepared(small_folder)
    for name in ("text", "categorical"):
        one, other = (each.encoded.readers[name].read([subject]) for each in (small_prepared, loaded))
        assert len(one) == 1
        assert np.array_equal(one.counts(), other.counts())


def test_training_on_what_was_loaded_gives_the_same_model(small_folder, small_model, small_config):
    loaded = store.load_prepared(small_folder)
    again = Recommender.fit(loaded.encoded.catalogue, loaded.interactions, small_config, encoded=loaded.encoded)
    assert again.model_hash == small_model.model_hash


def test_the_report_counts_what_is_missing(small_prepared):
    assert small_prepared.report[0].startswith("16 films: 1 without plot")
    assert small_prepared.report[1] == "184 ratings by 24 viewers"


@pytest.mark.parametrize("name", [files.MANIFEST, files.FILMS, files.ARRAYS, store.RATINGS])
@pytest.mark.parametrize("damage", ["missing", "truncated"])
def test_a_damaged_file_is_named(copied, name, damage):
    path = file_of(copied, name)
    path.unlink() if damage == "missing" else path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ArtifactError, match=rf"{name} is (missing|damaged).*emde prepare"):
        store.load_prepared(copied)


def test_a_model_is_no_prepared_catalogue(small_model_path):
    with pytest.raises(ArtifactError, match="not the manifest of an EMDE prepared catalogue"):
        store.load_prepared(small_model_path)


def test_an_older_version(copied):
    document = json.loads((copied / files.MANIFEST).read_text())
    (copied / files.MANIFEST).write_text(json.dumps(document | {"version": 1}))
    with pytest.raises(ArtifactError, match=r"format version 1, and this program reads 4.*emde prepare"):
        store.load_prepared(copied)


def test_ratings_that_are_no_parquet(copied):
    file_of(copied, store.RATINGS).write_bytes(b"viewer,film,rating\n")
    vouch(copied)
    with pytest.raises(ArtifactError, match="emde prepare"):
        store.load_prepared(copied)


def test_a_data_set_without_films_can_not_be_prepared():
    ratings = Interactions.from_frame(pd.DataFrame({"viewer": ["1"], "film": ["1"], "rating": [5]}))
    with pytest.raises(DataError, match="the catalogue has no films"):
        store.prepare(Dataset.of(Catalogue(()), ratings))


def test_films_without_ratings_can_not_be_prepared():
    with pytest.raises(DataError, match=r"there are no ratings: add ratings\.csv with columns viewer, film, rating"):
        store.prepare(Dataset.of(toy.catalogue(), None))
