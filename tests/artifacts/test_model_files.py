from __future__ import annotations

import json
import os
import re
import shutil
import stat

import pytest

from emde_core import Catalogue, Film, History, Recommender, less, more
from emde_core.artifacts import array_files, files
from emde_core.artifacts.model import LEARNED, load_model
from emde_core.audition import audition
from emde_core.data.poster_folders import PosterFolders
from emde_core.digest import file_hash
from emde_core.errors import ArtifactError, StorageError
from tests import toy
from tests.artifact_files import change_arrays, file_of, restate, vouch

NAMES = {files.ARRAYS, files.FILMS, LEARNED}
HISTORY = History(liked=("1", "12"), disliked=("4",), wishes=(more("director", "June Abara"), less("popularity")))


@pytest.fixture
def copied(small_model_path, tmp_path):
    """A model's folder that a test may damage."""
    folder = tmp_path / "model"
    shutil.copytree(small_model_path, folder)
    return folder


def refused(folder, *words):
    with pytest.raises(ArtifactError) as caught:
        Recommender.load(folder)
    message = str(caught.value)
    assert all(word in message for word in words), message
    return message


def test_a_loaded_model_is_the_same_model(small_model, small_model_path):
    loaded = Recommender.load(small_model_path)
    assert loaded.model_hash == small_model.model_hash
    assert loaded.data_hash == small_model.data_hash
    assert loaded.trained.provenance == small_model.trained.provenance
    assert loaded.trained.config == small_model.trained.config
    assert loaded.catalogue == small_model.catalogue
    assert loaded.recommend(HISTORY) == small_model.recommend(HISTORY)
    assert loaded.explain(HISTORY, "2").to_dict() == small_model.explain(HISTORY, "2").to_dict()
    assert loaded.explain(HISTORY, "2").history_atoms == small_model.explain(HISTORY, "2").history_atoms
    assert loaded.parts == small_model.parts


def test_saving_what_was_loaded_writes_the_same_files(small_model_path, tmp_path):
    Recommender.load(small_model_path).save(tmp_path / "again")
    for name in (files.FILMS, files.ARRAYS, LEARNED, files.MANIFEST):
        assert file_of(tmp_path / "again", name).read_bytes() == file_of(small_model_path, name).read_bytes()


def test_arrays_are_mapped_and_stay_as_they_were_when_another_model_is_saved_over_them(small_model, tmp_path):
    small_model.save(tmp_path)
    loaded = Recommender.load(tmp_path)
    before = loaded.recommend(HISTORY)
    for array in (loaded.trained.model.matrix, loaded.trained.encoded.atoms["text"].cells):
        assert (array.flags.writeable, array.flags.owndata) == (False, False)
    toy.recommender().save(tmp_path)
    assert loaded.recommend(HISTORY) == before
    assert loaded.model_hash == small_model.model_hash != Recommender.load(tmp_path).model_hash


@pytest.mark.parametrize("recipe", ["affinity", "published"])
@pytest.mark.parametrize("modalities", [("text", "categorical", "image"), ("categorical",)])
def test_every_recipe_comes_back(recipe, modalities, tmp_path):
    model, history = toy.recommender(recipe=recipe, modalities=modalities), History(("f0", "f3"), ("f5",))
    model.save(tmp_path)
    loaded = Recommender.load(tmp_path)
    assert loaded.model_hash == model.model_hash
    assert loaded.modalities == modalities
    assert loaded.rank(history).scores.tolist() == model.rank(history).scores.tolist()
    one, other = (m.explain(history, "f1").to_dict() for m in (loaded, model))
    assert one == other


def test_a_film_that_nobody_has_made_is_read_alike_by_a_loaded_model(small_model, small_model_path):
    new = Film(id="new", title="New", plot="A detective follows a forger on a night train.", genres=("Crime",))
    tried = [audition(each, HISTORY, new, words=False) for each in (small_model, Recommender.load(small_model_path))]
    assert len({each.why.score for each in tried}) == len({each.place_by_content for each in tried}) == 1


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_who_may_read_one_file_may_read_all(small_model, tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        small_model.save(tmp_path / "model")
        file_of(tmp_path / "model", files.ARRAYS).chmod(0o400)  # one that was written otherwise before
        small_model.save(tmp_path / "model")
    finally:
        os.umask(before)
    names = (files.ARRAYS, LEARNED, files.FILMS, files.MANIFEST)
    paths = {name: file_of(tmp_path / "model", name) for name in names}
    assert {name: stat.S_IMODE(path.stat().st_mode) for name, path in paths.items()} == dict.fromkeys(names, mode)
    assert stat.S_IMODE(paths[files.FILMS].parent.stat().st_mode) == 0o777 & ~umask


def test_the_folder_holds_json_and_safetensors_alone(small_model_path):
    content, manifest_path = sorted(small_model_path.iterdir())
    assert re.fullmatch(r"content-[0-9a-f]{12}", content.name)
    assert manifest_path.name == "manifest.json"
    assert sorted(path.name for path in content.iterdir()) == [
        "arrays.safetensors",
        "films.jsonl",
        "learned.safetensors",
    ]
    document = json.loads((small_model_path / files.MANIFEST).read_text())
    assert (document["format"], document["version"]) == ("EMDE model", 7)
    assert set(document["files"]) == NAMES
    assert {"numpy", "safetensors", "torch"} <= set(document["libraries"])
    assert document["config"]["sketch"] == {"depth": 5, "width": 8, "seed": 0}
    assert document["modalities"] == [
        {"name": "text", "model": None, "depth": 48, "width": 4},
        {"name": "categorical", "model": None, "depth": 7, "width": 64},
        {"name": "image", "model": None, "depth": 36, "width": 4},
    ]
    for name, expected in document["files"].items():
        assert file_hash(content / name) == expected


def test_an_older_model_stays_whole_until_the_new_one_is(small_model, tmp_path, monkeypatch):
    small_model.save(tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())

    def crash(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(array_files, "write_arrays", crash)
    with pytest.raises(StorageError, match=r"can't be written \(the disk is full\)"):
        small_model.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert Recommender.load(tmp_path).model_hash == small_model.model_hash


def test_a_folder_that_can_not_be_made(small_model, tmp_path):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(StorageError, match=r"can't be written.*give another folder"):
            small_model.save(place)


@pytest.mark.parametrize("name", [files.MANIFEST, files.FILMS, files.ARRAYS, LEARNED])
def test_a_missing_file(copied, name):
    file_of(copied, name).unlink()
    refused(copied, name, "missing", "train it again with 'emde train'")


@pytest.mark.parametrize("name", [files.MANIFEST, files.FILMS, files.ARRAYS, LEARNED])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_truncated_file(copied, name, share):
    path = file_of(copied, name)
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    refused(copied, name, "damaged", "emde train")


@pytest.mark.parametrize("name", [files.FILMS, files.ARRAYS, LEARNED])
def test_one_flipped_bit(copied, name):
    path = file_of(copied, name)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    refused(copied, name, "damaged or was changed", "emde train")


def test_a_manifest_that_is_no_text(copied):
    (copied / files.MANIFEST).write_bytes(b"\xff\xfe\x00model")
    refused(copied, "manifest.json is damaged", "emde train")


@pytest.mark.parametrize("document", ["[]", "null", "7", '{"name": "another program"}', '{"format": "EMDE prepared"}'])
def test_foreign_json(copied, document):
    (copied / files.MANIFEST).write_text(document)
    refused(copied, "manifest.json is not the manifest of an EMDE model", "emde train")


def test_a_prepared_catalogue_is_no_model(small_folder):
    with pytest.raises(ArtifactError, match=r"manifest\.json is not the manifest of an EMDE model"):
        load_model(small_folder)


@pytest.mark.parametrize("number", [0, 1, 2, "3", None])
def test_another_version(copied, number):
    restate(copied, version=number)
    refused(copied, f"format version {number!r}", "this program reads 7", "emde train")


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"config": {"sketch": {"depth": -1}}}, "config.sketch.depth"),
        ({"data_hash": None}, "data_hash"),
        ({"surprise": 1}, "surprise"),
        ({"config": {"recipe": "closed_form"}}, "config.recipe"),
        ({"modalities": [{"name": "text", "model": None, "depth": 48}]}, "modalities.0.width"),
    ],
)
def test_a_manifest_with_other_fields(copied, changes, where):
    restate(copied, **changes)
    refused(copied, "manifest.json", where, "emde train")


def test_a_manifest_whose_width_is_no_power_of_two(copied):
    restate(copied, config={"sketch": {"width": 100}})
    refused(copied, "manifest.json", "width", "emde train")


PARTS = (
    (LEARNED, "affinity"),
    (LEARNED, "gains"),
    (LEARNED, "together.counts"),
    (LEARNED, "text.mean"),
    (LEARNED, "average"),
    (files.ARRAYS, "text.weights"),
    (files.ARRAYS, "text.hash.directions"),
    (files.ARRAYS, "categorical.hash.names"),
)


@pytest.mark.parametrize(("file", "gone"), PARTS)
def test_arrays_that_lack_one(copied, file, gone):
    change_arrays(copied, lambda arrays: arrays.pop(gone), file)
    refused(copied, "do not fit together", gone.rpartition(".")[2], "emde train")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        *((LEARNED, name) for name in ("affinity", "head", "gains", "cold", "liked", "together.others", "average")),
        (LEARNED, "text.mean"),
        *((files.ARRAYS, name) for name in ("text.weights", "text.places", "image.offsets")),
    ],
)
def test_arrays_of_another_shape(copied, file, name):
    change_arrays(copied, lambda arrays: arrays.update({name: arrays[name][1:]}), file)
    refused(copied, "do not fit together", "emde train")


@pytest.mark.parametrize(
    ("of", "changes"),
    [("text", {"depth": 44}), ("text", {"width": 2}), ("categorical", {"width": 8}), ("image", {"name": "smell"})],
)
def test_modalities_that_are_not_those_of_the_atoms(copied, of, changes):
    document = json.loads((copied / files.MANIFEST).read_text())
    records = [each | changes if each["name"] == of else each for each in document["modalities"]]
    restate(copied, modalities=records)
    refused(copied, "do not fit together", changes.get("name", of), "emde train")


def test_weights_or_settings_that_were_exchanged(copied):
    restate(copied, config={"seed": 5})
    refused(copied, "manifest.json: the settings, films or weights are not those that were trained", "emde train")


def test_arrays_that_are_no_safetensors(copied):
    file_of(copied, files.ARRAYS).write_bytes(b"\x80\x04pickled things")
    vouch(copied)
    refused(copied, "arrays.safetensors is damaged", "emde train")


@pytest.mark.parametrize("line", ['{"id": "1"}', "not json", '{"id": "1", "title": "A"}\n{"id": "1", "title": "B"}'])
def test_films_that_are_none(copied, line):
    file_of(copied, files.FILMS).write_text(line)
    vouch(copied)
    refused(copied, "films.jsonl", "emde train")


@pytest.mark.parametrize(("file", "name"), [(files.ARRAYS, "text.weights"), (LEARNED, "gains")])
def test_an_array_that_was_exchanged_and_vouched_for(copied, file, name):
    """It fits, and the file has the hash that the manifest states: the model's own hash tells."""
    change_arrays(copied, lambda arrays: arrays.update({name: 2 * arrays[name]}), file)
    refused(copied, "manifest.json: the settings, films or weights are not those that were trained", "emde train")


def test_an_array_in_both_files(copied):
    change_arrays(copied, lambda arrays: arrays.update({"text.weights": arrays["gains"]}), LEARNED)
    refused(copied, "do not fit together", "'text.weights' is no array of this kind", "emde train")


def test_films_that_the_manifest_does_not_vouch_for(copied):
    file_of(copied, files.FILMS).unlink()
    restate(copied, files={})
    refused(copied, "films.jsonl", "emde train")


def test_a_model_of_other_data(small_model_path, small_model):
    assert Recommender.load(small_model_path, data_hash=small_model.data_hash).data_hash == small_model.data_hash
    with pytest.raises(
        ArtifactError, match=r"manifest\.json: the model was trained on other films or ratings.*emde train"
    ):
        Recommender.load(small_model_path, data_hash="0" * 16)


@pytest.mark.parametrize("path", ["nowhere", "file.txt"])
def test_a_path_that_holds_nothing(tmp_path, path):
    (tmp_path / "file.txt").write_text("hello")
    refused(tmp_path / path, path, "holds no EMDE model", "or give another path")


def test_line_separators_inside_a_plot_come_back(tmp_path):
    """str.splitlines cuts at these, and JSON leaves them as they are."""
    plot = "One\u2028two\u2029three\x85four\x0bfive\x1csix\r\nseven"
    films = toy.catalogue().films
    catalogue = Catalogue((films[0].model_copy(update={"plot": plot}), *films[1:]))
    files.write_films(tmp_path, catalogue)
    assert files.read_films(tmp_path, PosterFolders(None), "remedy") == catalogue


def test_an_empty_catalogue_is_written_as_one(tmp_path):
    files.write_films(tmp_path, Catalogue(()))
    with pytest.raises(ArtifactError, match=r"films\.jsonl"):
        files.read_films(tmp_path, PosterFolders(None), "remedy")


@pytest.mark.parametrize("change", ["back to front", "a film before its own"])
def test_counts_of_pairs_that_are_not_in_order(copied, change):
    """A count is looked up by search, which needs its order."""
    change_others = {"back to front": lambda others: others[::-1], "a film before its own": lambda others: others * 0}

    def disorder(arrays):
        arrays["together.others"] = change_others[change](arrays["together.others"])

    change_arrays(copied, disorder, LEARNED)
    refused(copied, "together.others are not in order", "emde train")
