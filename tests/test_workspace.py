from __future__ import annotations

import json
import shlex
import shutil

import pytest

from emde_core import History, Recommender, workspace
from emde_core.artifacts import files
from emde_core.artifacts.prepared_catalogue import save_prepared
from emde_core.errors import ArtifactError

HISTORY = History(liked=["1", "12"], disliked=["4"])


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("EMDE_HOME", str(tmp_path / "home"))


def test_everything_is_kept_in_one_folder_that_the_user_may_choose(tmp_path, monkeypatch):
    assert workspace.home() == tmp_path / "home"
    assert {workspace.demo_folder().parent, workspace.movielens_folder().parent} == {workspace.home()}
    monkeypatch.delenv("EMDE_HOME")
    assert workspace.home().name == "emde"


def test_a_path_means_a_model_or_the_one_inside_a_prepared_catalogue(small_folder, tmp_path):
    assert workspace.model_folder(small_folder) == small_folder / "model"
    assert workspace.model_folder(small_folder / "model") == small_folder / "model"
    assert workspace.model_folder(tmp_path / "nowhere") == tmp_path / "nowhere"


def test_a_recommender_is_loaded_from_either_folder(small_folder, small_model):
    for folder in (small_folder, str(small_folder / "model")):
        model = Recommender.load(folder)
        assert model.model_hash == small_model.model_hash
        assert model.recommend(HISTORY, 3) == small_model.recommend(HISTORY, 3)


def test_a_prepared_catalogue_without_a_model_says_how_to_train_one(small_prepared, tmp_path):
    save_prepared(small_prepared, tmp_path)
    with pytest.raises(ArtifactError, match=rf"{tmp_path} is a prepared catalogue without a model.*emde train"):
        Recommender.load(tmp_path)
    with pytest.raises(ArtifactError, match=r"nowhere holds no EMDE model"):
        Recommender.load(tmp_path / "nowhere")


def test_the_command_that_trains_one_can_be_copied(small_prepared, small_folder, tmp_path):
    bare, stale = tmp_path / "my films\u202e; id", tmp_path / "it's"
    save_prepared(small_prepared, bare)
    with pytest.raises(ArtifactError) as caught:
        workspace.model_folder(bare)
    assert str(caught.value).endswith(rf"train one: emde train $'{tmp_path}/my films\u202e; id'")
    shutil.copytree(small_folder, stale)
    manifest = stale / files.MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"data_hash": "other"}))
    with pytest.raises(ArtifactError) as caught:
        workspace.model_folder(stale)
    assert str(caught.value).endswith(f"train it again: emde train {shlex.quote(str(stale))}")


def test_a_stale_model_inside_a_prepared_catalogue_is_refused(small_folder, tmp_path):
    shutil.copytree(small_folder, tmp_path / "prepared")
    path = tmp_path / "prepared" / files.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"data_hash": "other"}))
    with pytest.raises(ArtifactError, match=r"model/manifest\.json: the model was trained on other films or ratings"):
        workspace.model_folder(tmp_path / "prepared")
    path.write_text("no manifest")
    assert workspace.model_folder(tmp_path / "prepared") == tmp_path / "prepared" / "model"


def test_the_demo_is_the_default(small_folder):
    with pytest.raises(ArtifactError, match=r"there is no prepared demo in .*emde demo --prepare-only"):
        workspace.model_folder()
    shutil.copytree(small_folder, workspace.demo_folder())
    assert workspace.model_folder() == workspace.demo_folder() / "model"


def test_prepared_models_are_found_at_home(small_folder):
    assert workspace.prepared_models() == ()
    for name in ("beta", "alpha"):
        shutil.copytree(small_folder, workspace.home() / name)
    (workspace.home() / "empty").mkdir()
    assert workspace.prepared_models() == (workspace.home() / "alpha" / "model", workspace.home() / "beta" / "model")


def test_a_model_is_known_by_the_beginnings_of_its_hashes(small_folder, small_model):
    model = small_folder / "model"
    assert workspace.is_model(model, small_model.data_hash[:8], small_model.model_hash[:8])
    assert not workspace.is_model(model, small_model.data_hash[:8], "0000")
    assert not workspace.is_model(model, "0000", small_model.model_hash[:8])
    assert not workspace.is_model(small_folder / "nowhere", "00", "00")
