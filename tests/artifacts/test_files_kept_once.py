"""A model in the folder of the prepared catalogue that it learned from: its file of atoms is on the disk once."""

from __future__ import annotations

import errno
import os
import shutil

import pytest

from emde_core import Recommender
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.artifacts.model import LEARNED
from tests import toy
from tests.artifact_files import file_of


@pytest.fixture
def prepared(small_prepared, tmp_path):
    folder = tmp_path / "prepared"
    store.save_prepared(small_prepared, folder)
    return folder


def same_file(folder, model):
    return file_of(folder, files.ARRAYS).samefile(file_of(model, files.ARRAYS))


def test_the_atoms_are_on_the_disk_once_and_either_folder_stays_when_the_other_goes(small_model, prepared):
    small_model.save(prepared / "model")
    assert same_file(prepared, prepared / "model")
    moved = (prepared / "model").rename(prepared.parent / "moved")
    copy = shutil.copytree(moved, prepared.parent / "copy")
    before = store.load_prepared(prepared).data_hash
    shutil.rmtree(moved)
    assert store.load_prepared(prepared).data_hash == before
    assert Recommender.load(copy).model_hash == small_model.model_hash


def test_a_model_stays_as_it_was_when_other_films_are_prepared_around_it(small_model, prepared):
    small_model.save(prepared / "model")
    other = store.PreparedCatalogue(toy.encoded(), toy.interactions(), ())
    store.save_prepared(other, prepared)
    assert Recommender.load(prepared / "model" / ".").model_hash == small_model.model_hash
    assert not same_file(prepared, prepared / "model")


def test_a_model_has_the_same_files_with_a_file_of_its_own(small_model, prepared, tmp_path):
    small_model.save(prepared / "model")
    small_model.save(tmp_path / "alone")
    for name in (files.FILMS, files.ARRAYS, LEARNED, files.MANIFEST):
        assert file_of(prepared / "model", name).read_bytes() == file_of(tmp_path / "alone", name).read_bytes()


@pytest.mark.parametrize("why", ["other atoms", "damaged atoms", "no second names here", "who may read them"])
def test_a_model_whose_atoms_can_not_be_shared_has_a_file_of_its_own(why, small_model, prepared, monkeypatch):
    model = toy.recommender() if why == "other atoms" else small_model
    if why == "damaged atoms":
        path = file_of(prepared, files.ARRAYS)
        path.write_bytes(path.read_bytes()[:-1] + b"\xff")
    if why == "no second names here":
        monkeypatch.setattr(os, "link", refuse)
    if why == "who may read them":
        file_of(prepared, files.ARRAYS).chmod(0o600)
    model.save(prepared / "model")
    assert not same_file(prepared, prepared / "model")
    assert Recommender.load(prepared / "model" / ".").model_hash == model.model_hash


def refuse(*_):
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
