"""A poster's path is data: nothing that a file names is opened outside the folders of posters."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace

import pandas as pd
import pytest
from PIL import Image

from emde_core import Catalogue, Film
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.artifacts.model import load_model
from emde_core.data.metadata import join_metadata
from emde_core.data.poster_folders import PosterFolders
from emde_core.data.posters import join_posters
from emde_core.data.readers.native import read_native
from emde_core.errors import ArtifactError, DataError


@pytest.fixture
def data(tmp_path):
    """A folder of data, with a picture inside, and one outside that is nobody's business."""
    for name in ("data/posters/in.png", "secret.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 12), "red").save(tmp_path / name)
    (tmp_path / "data" / "posters" / "link.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "data" / "posters" / "alias.png").symlink_to("in.png")
    (tmp_path / "data" / "posters" / "circle.png").symlink_to("circle.png")
    (tmp_path / "data" / "door").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "data" / "posters" / "pipe.png")
    return tmp_path / "data"


LEAD_OUT = ["../secret.png", "posters/../../secret.png", "/etc/passwd", "/dev/zero", "a\0.png"]
LINKS_OUT = ["posters/link.png", "door/secret.png", "door/data/../secret.png"]
NO_FILES = ["posters/pipe.png", "posters", "posters/circle.png", "posters/in.png/x", "x" * 5000, "nowhere.png"]


def write_films(folder, poster):
    (folder / "films.jsonl").write_text(json.dumps({"id": "1", "title": "A", "poster": poster}) + "\n")


@pytest.mark.parametrize("poster", ["posters/in.png", "posters/alias.png", "./posters/in.png"])
def test_a_path_inside_the_folder_is_used(data, poster):
    write_films(data, poster)
    dataset = read_native(data)
    assert dataset.catalogue.poster_path(dataset.catalogue["1"]).samefile(data / "posters" / "in.png")
    assert dataset.report.posters_outside == ()


def test_an_absolute_path_into_the_folder_is_used(data):
    write_films(data, str(data / "posters" / "in.png"))
    catalogue = read_native(data).catalogue
    assert catalogue.poster_path(catalogue["1"]) == data / "posters" / "in.png"


@pytest.mark.parametrize("poster", [*LEAD_OUT, *LINKS_OUT])
def test_a_path_that_leads_out_leaves_the_film_without_a_poster_and_is_named(data, poster):
    write_films(data, poster)
    dataset = read_native(data)
    assert dataset.catalogue["1"].poster == ""
    (reason,) = dataset.report.posters_outside
    assert reason.startswith(f"{data}/films.jsonl, line 1: poster {poster!r} is not inside {data}")
    assert any("1 posters lie outside their folder: not used" in line for line in dataset.report.lines())


@pytest.mark.parametrize("poster", NO_FILES)
def test_a_path_of_no_file_counts_as_missing_and_is_never_opened(data, poster):
    write_films(data, poster)
    dataset = read_native(data)
    assert dataset.catalogue.poster_path(dataset.catalogue["1"]) is None
    assert dataset.report.poster_files_missing == 1


@pytest.mark.parametrize("poster", [*LEAD_OUT, *LINKS_OUT])
def test_metadata_gives_no_poster_from_elsewhere(data, poster):
    (data / "more.jsonl").write_text(json.dumps({"id": "1", "poster": poster, "plot": "New."}) + "\n")
    join = join_metadata(Catalogue((Film(id="1", title="A"),)), data / "more.jsonl")
    assert (join.catalogue["1"].poster, join.catalogue["1"].plot) == ("", "New.")
    assert len(join.left_out) == 1
    assert "more.jsonl, line 1: poster" in join.left_out[0]
    assert join.catalogue.poster_folders == ()


def test_a_folder_of_posters_gives_no_link_to_elsewhere(data):
    (data / "posters" / "1.png").symlink_to(data.parent / "secret.png")
    (data / "posters" / "2.png").symlink_to("in.png")
    join = join_posters(Catalogue((Film(id="1", title="A"), Film(id="2", title="B"))), data / "posters")
    assert [bool(join.catalogue.poster_path(film)) for film in join.catalogue] == [False, True]
    assert len([line for line in join.left_out if "'1.png' is not inside" in line]) == 1


@pytest.mark.parametrize("poster", LEAD_OUT)
def test_a_catalogue_in_memory_refuses_it(data, poster):
    with pytest.raises(DataError, match=r"film '1' \(A\): poster .* is not inside"):
        Catalogue.from_frame(pd.DataFrame({"id": ["1"], "title": ["A"], "poster": [poster]}), data)


def test_a_link_that_came_later_is_not_followed(data):
    catalogue = Catalogue((Film(id="1", title="A", poster="posters/in.png"),), data)
    (data / "posters" / "in.png").unlink()
    (data / "posters" / "in.png").symlink_to(data.parent / "secret.png")
    assert catalogue.poster_path(catalogue["1"]) is None


@pytest.mark.parametrize("poster", LEAD_OUT)
def test_an_artefact_with_such_a_path_is_refused(data, poster):
    write_films(data, poster)
    with pytest.raises(ArtifactError, match=r"films\.jsonl can't be read as films .* is not inside .*remedy"):
        files.read_films(data, PosterFolders(data), "remedy")


def test_an_artefact_may_name_a_poster_in_a_further_folder_alone(data):
    write_films(data, str(data / "posters" / "in.png"))
    catalogue = files.read_films(data, PosterFolders(None, (data / "posters",)), "remedy")
    assert catalogue.poster_path(catalogue["1"]) == data / "posters" / "in.png"
    with pytest.raises(ArtifactError, match="is not inside a folder of posters"):
        files.read_films(data, PosterFolders(None), "remedy")


def test_posters_of_further_folders_come_back_with_an_artefact(small_prepared, data, tmp_path):
    (data / "posters" / "in.png").rename(data / "posters" / "1.png")
    joined = join_posters(small_prepared.encoded.catalogue, data / "posters").catalogue
    store.save_prepared(replace(small_prepared, encoded=replace(small_prepared.encoded, catalogue=joined)), tmp_path)
    loaded = store.load_prepared(tmp_path).encoded.catalogue
    assert loaded == joined
    assert loaded.poster_path(loaded["1"]) == data / "posters" / "1.png"


@pytest.mark.parametrize("posters", ["posters", "../..", "", "/a\0b"])
def test_a_manifest_names_its_folder_of_posters_in_full(small_model_path, tmp_path, posters):
    shutil.copytree(small_model_path, tmp_path / "model")
    path = tmp_path / "model" / files.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"posters": posters}))
    with pytest.raises(ArtifactError, match=r"manifest\.json: posters: .*expected the absolute path of a folder"):
        load_model(tmp_path / "model")
