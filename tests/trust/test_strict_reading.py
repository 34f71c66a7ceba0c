"""Nothing of an artefact is believed unchecked: each entry of a manifest, each array, each kind of file."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from emde_core import Catalogue, Recommender
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.artifacts.array_checks import FileArrays
from emde_core.artifacts.model import identity
from emde_core.errors import ArtifactError
from emde_core.strict_json import parse_json
from tests.artifact_files import change_arrays, file_of, restate, vouch


@pytest.fixture
def copied(small_folder, tmp_path):
    """A prepared catalogue's folder, with a model inside, that a test may damage."""
    shutil.copytree(small_folder, tmp_path / "prepared")
    return tmp_path / "prepared"


def refusal(read, folder):
    with pytest.raises(ArtifactError) as caught:
        read(folder)
    return str(caught.value)


ENTRIES = {"viewers": 25, "ratings": 1, "simulated": True, "libraries": {}, "posters": "/", "poster_folders": ["/"]}


def rewrite(path, entries):
    path.write_text(json.dumps(entries))


@pytest.mark.parametrize(("name", "value"), ENTRIES.items())
def test_an_entry_that_was_edited_is_told(copied, name, value):
    path = copied / store.MODEL / files.MANIFEST
    entries = parse_json(path.read_text())
    assert entries[name] != value
    rewrite(path, dict(reversed(entries.items())))
    Recommender.load(copied / store.MODEL)  # the same entries in another order are the same
    rewrite(path, entries | {name: value})
    assert "manifest.json is damaged or was changed" in refusal(Recommender.load, copied / store.MODEL)


@pytest.mark.parametrize(("name", "value"), [("viewers", 25), ("ratings", 1), ("simulated", True), ("data_hash", "0")])
def test_a_models_identity_covers_its_provenance(copied, name, value):
    restate(copied / store.MODEL, **{name: value})
    assert "settings, films or weights are not those" in refusal(Recommender.load, copied / store.MODEL)


@pytest.mark.parametrize("field", ["title", "plot", "aliases", "imdb_id"])
def test_a_models_identity_covers_every_field_of_its_films(copied, field):
    model = copied / store.MODEL
    path = file_of(model, files.FILMS)
    first, *rest = path.read_text().splitlines()
    film = parse_json(first)
    film[field] = {"aliases": ["Alias"], "imdb_id": "7"}.get(field, f"{film.get(field)} again")
    path.write_text("\n".join([json.dumps(film), *rest]) + "\n")
    vouch(model)
    assert "settings, films or weights are not those" in refusal(Recommender.load, model)


def test_the_same_model_with_its_posters_elsewhere_is_the_same(small_model):
    trained, catalogue = small_model.trained, small_model.catalogue
    films = tuple(film.model_copy(update={"poster": f"a/{film.poster}" if film.poster else ""}) for film in catalogue)
    moved = replace(trained.encoded, catalogue=Catalogue(films, catalogue.posters))
    assert films != catalogue.films
    assert identity(replace(trained, encoded=moved)) == identity(trained)


@pytest.mark.parametrize("name", [files.FILMS, store.RATINGS])
def test_a_prepared_catalogue_with_other_films_or_ratings_is_refused(copied, name):
    path = file_of(copied, name)
    if name == files.FILMS:
        path.write_text(path.read_text().replace("1979", "1978").replace("199", "198"))
    else:
        table = pd.read_parquet(path)
        table.assign(rating=table["rating"] * 0 + 1).to_parquet(path, index=False)
    vouch(copied)
    assert "films or ratings are not those that were read" in refusal(store.load_prepared, copied)


def put(name, place, value):
    def change(arrays):
        array = arrays[name].copy()
        array.flat[place] = value
        arrays[name] = array

    return change


CHANGES = {
    "an unknown one": lambda arrays: arrays.update(surprise=np.zeros(3)),
    "another type": lambda arrays: arrays.update({"text.weights": arrays["text.weights"].astype(np.float32)}),
    "complex numbers": lambda arrays: arrays.update({"text.hash.mean": arrays["text.hash.mean"].astype(np.complex64)}),
    "not a number": put("text.weights", 0, np.nan),
    "infinite": put("image.hash.thresholds", 3, np.inf),
    "a weight of nothing": put("text.weights", 0, 0.0),
    "a place before the first": put("text.places", 0, -1),
    "a place after the plot": put("text.places", 1, 10**6),
    "a category too many": put("categorical.places", 0, 1000),
    "a patch outside its grid": put("image.places", 0, 99),
    "offsets that fall": put("text.offsets", 1, 10**9),
    "offsets below zero": put("text.offsets", 0, -5),
    "offsets past the end": put("text.offsets", -1, 2**62),
    "another hash": lambda arrays: arrays.update({"categorical.hash.shape": np.array([7, 2**40, 0])}),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_an_array_that_does_not_fit_is_refused_before_it_is_used(copied, kind):
    change_arrays(copied, CHANGES[kind])
    words = "text.hash.mean' is of type C64" if kind == "complex numbers" else "do not fit together"
    assert words in refusal(store.load_prepared, copied)


def link(path):
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def pipe(path):
    path.unlink()
    os.mkfifo(path)


def device(path):
    path.unlink()
    path.symlink_to("/dev/zero")


def folder_in_its_place(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("swap", [link, pipe, device, folder_in_its_place])
@pytest.mark.parametrize("name", [files.MANIFEST, files.FILMS, files.ARRAYS, store.RATINGS])
def test_what_is_no_file_is_never_opened(copied, swap, name):
    path = file_of(copied, name)
    swap(path)
    assert f"{path} is damaged (it is no file" in refusal(store.load_prepared, copied)
    assert name != files.MANIFEST or files.manifest_entry(copied, "format") is None


@pytest.mark.parametrize("names", [{"../x": "0"}, {}, {"films.jsonl": "0", "/etc/passwd": "0"}])
def test_a_manifest_names_its_own_files_alone(copied, names):
    restate(copied, files=names)
    assert "manifest.json: files: " in refusal(store.load_prepared, copied)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 10**5, "without end"),
        ('{"a": 1, "a": 1}', "'a' stands twice"),
        ("[NaN]", "NaN is no number"),
        (f"[{'9' * 5000}]", "a number of 5,000 digits"),
        ("\ufeff{}", "BOM"),
    ],
)
def test_json_is_read_strictly(text, words):
    with pytest.raises(ValueError, match=words):
        parse_json(text)


def test_every_array_is_taken_once():
    arrays = FileArrays({"a": np.ones((2, 3)), "b": np.zeros(0)})
    assert arrays.take("a", "float64", (2, None)).shape == (2, 3)
    with pytest.raises(KeyError):
        arrays.take("a", "float64", (2, None))
    with pytest.raises(ValueError, match="'b' is no array of this kind"):
        arrays.end()
    assert arrays.take("b", "float64", (None,), 1, 2).size == 0
    arrays.end()
