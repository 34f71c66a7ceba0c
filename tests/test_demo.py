"""The demo's preparation, on the small catalogue in place of the bundled one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from emde_core import Config, Interactions, Recommender, demo, demo_model, workspace
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.data.dataset import Dataset
from emde_core.data.readers.native import TRUTH, read_native
from emde_core.errors import FetchError
from emde_core.progress import silent
from tests.artifact_files import file_of

pytestmark = pytest.mark.slow

NOT_FETCHED = Path("nowhere")
SMALL = Path(__file__).parent / "fixtures" / "small"


@pytest.fixture
def bundled(tmp_path, monkeypatch):
    """A bundled catalogue without ratings, and a MovieLens that can't be had."""
    folder = tmp_path / "assets" / "demo"
    shutil.copytree(SMALL, folder)
    (folder / "ratings.csv").unlink()
    (folder / "recipes.jsonl").write_text("")
    monkeypatch.setattr(demo, "DEMO", folder)
    monkeypatch.setattr(demo, "RECIPES", folder / "recipes.jsonl")

    def unreachable(*_):
        raise FetchError("files.grouplens.org can't be reached")

    monkeypatch.setattr(demo, "fetch_ml_100k", unreachable)
    return folder


def prepare(tmp_path):
    said = []
    folder = demo.prepare_demo(tmp_path / "demo", tmp_path / "ml-100k", silent, said.append)
    return folder, said


def test_without_ratings_the_demo_goes_on_with_simulated_viewers(bundled, tmp_path, monkeypatch):
    folder, said = prepare(tmp_path)
    assert "files.grouplens.org can't be reached\nThe demo goes on with simulated viewers." in said[0]
    model = Recommender.load(folder / store.MODEL)
    assert model.trained.provenance.simulated
    assert len(model.catalogue) == 16
    assert demo.is_current(folder, NOT_FETCHED)
    before = (folder / files.MANIFEST).stat().st_mtime_ns
    assert prepare(tmp_path) == (folder, [])
    assert (folder / files.MANIFEST).stat().st_mtime_ns == before
    assert not demo.is_current(folder, bundled)  # real ratings lie in some folder now
    _each_change_makes_it_stale(folder, bundled)
    shutil.copytree(bundled, tmp_path / "other" / "demo")
    monkeypatch.setattr(demo, "DEMO", tmp_path / "other" / "demo")
    assert not demo.is_current(folder, NOT_FETCHED)  # its posters lie in a checkout that may be gone


def _each_change_makes_it_stale(folder, bundled):
    """One prepared demo serves all of these, because it takes seconds to make."""
    whole = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def stale(path, data):
        path.write_bytes(data)
        current = demo.is_current(folder, NOT_FETCHED)
        path.write_bytes(whole[path])
        return not current

    model = folder / store.MODEL / files.MANIFEST
    document = json.loads(whole[model])
    older = Config.model_validate({"sketch": {"depth": 3}}).model_dump(mode="json")
    assert stale(model, json.dumps(document | {"config": older}).encode())
    assert stale(model, json.dumps(document | {"data_hash": "other"}).encode())
    assert stale(model, json.dumps(document | {"version": 0}).encode())
    prepared = json.loads(whole[folder / files.MANIFEST])
    shallower = [each | {"depth": 8} for each in prepared["modalities"]]
    assert stale(folder / files.MANIFEST, json.dumps(prepared | {"modalities": shallower}).encode())
    assert stale(file_of(folder, store.RATINGS), b"damaged")
    arrays = file_of(model.parent, files.ARRAYS)
    assert stale(arrays, whole[arrays][:-1])
    assert demo.is_current(folder, NOT_FETCHED)
    films = bundled / "films.jsonl"
    kept = films.read_text()
    films.write_text(kept.replace("The Salt Lantern", "The Salty Lantern"))
    assert not demo.is_current(folder, NOT_FETCHED)
    films.write_text(kept.replace('"tmdb_id": 70001', '"tmdb_id": 70009'))
    assert not demo.is_current(folder, NOT_FETCHED)
    films.write_text(kept)
    assert demo.is_current(folder, NOT_FETCHED)


def test_the_model_of_the_demo_is_made_on_first_use(bundled, tmp_path, monkeypatch, capsys):  # noqa: ARG001
    monkeypatch.setenv("EMDE_HOME", str(tmp_path / "home"))
    model = demo_model()
    assert "The demo goes on with simulated viewers." in capsys.readouterr().err
    assert len(model.catalogue) == 16
    assert demo_model().model_hash == model.model_hash
    assert capsys.readouterr().err == ""
    assert Recommender.load(workspace.demo_folder()).model_hash == model.model_hash


def test_real_ratings_are_used_where_they_can_be_had(bundled, tmp_path, monkeypatch):
    ratings = Interactions.from_frame(pd.read_csv(SMALL / "ratings.csv", dtype={"film": str}))
    films = read_native(bundled).catalogue
    monkeypatch.setattr(demo, "fetch_ml_100k", lambda folder, *_: folder)
    monkeypatch.setattr(demo, "open_dataset", lambda _: Dataset.of(films, ratings))
    folder, said = prepare(tmp_path)
    assert "184 ratings by 24 viewers" in said
    assert said[-1] == "trained on 184 ratings"
    assert not Recommender.load(folder / store.MODEL).trained.provenance.simulated


def test_the_planted_world_is_made_once_beside_the_demo(bundled, tmp_path):  # noqa: ARG001 - the films bundled now
    folder, _ = prepare(tmp_path)
    planted, said = tmp_path / "planted", []
    assert demo.prepare_planted_world(planted, folder, silent, said.append) == planted
    assert said == ["a planted world of 2,000 simulated viewers is beside the demo"]
    world, model = store.load_prepared(planted), Recommender.load(planted / store.MODEL)
    assert world.interactions.simulated
    assert model.trained.provenance.simulated
    assert model.data_hash == world.data_hash != Recommender.load(folder / store.MODEL).data_hash
    assert world.report[0].startswith("simulated viewers: no person gave these ratings")
    truth = pd.read_csv(planted / TRUTH)
    assert set(truth["viewer"]) == set(world.interactions.table["viewer"])
    before = (planted / files.MANIFEST).stat().st_mtime_ns
    demo.prepare_planted_world(planted, folder, silent, said.append)
    assert (planted / files.MANIFEST).stat().st_mtime_ns == before
    file_of(planted, store.RATINGS).write_bytes(b"damaged")
    demo.prepare_planted_world(planted, folder, silent, said.append)
    assert len(said) == 2
    assert Recommender.load(planted / store.MODEL).model_hash == model.model_hash


def test_styles_of_drawn_posters():
    styles = demo.poster_styles(demo.RECIPES)
    assert styles
    assert all(style and not style[-1].isdigit() for style in styles.values())
