"""Whatever happens to a writer, what is on disk is the old or the new: a sample of ``python -m tests.trust.kills``."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest

from emde_core import Interactions, Recommender, StorageError
from emde_core.artifacts import files, model
from emde_core.artifacts import prepared_catalogue as store
from emde_core.batch.records import write_history
from emde_core.digest import file_hash
from emde_core.disk import ABANDONED_SECONDS, replacement, write_file
from emde_core.errors import FetchError
from emde_core.history import History
from tests import toy
from tests.artifact_files import file_of
from tests.trust import faults, random_kills

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are put into a child process, which needs fork"),
]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def older():
    """A model of the same films with other ratings."""
    ratings = Interactions.from_frame(toy.interactions().table.iloc[::2].reset_index(drop=True))
    return Recommender.fit(toy.catalogue(), ratings, toy.config(), encoded=toy.encoded())


@pytest.fixture(scope="module")
def newer():
    return toy.recommender()


def prepared(ratings=None):
    return store.PreparedCatalogue(toy.encoded(), ratings or toy.interactions(), ("report",))


def test_after_each_kill_and_each_full_disk_the_old_or_the_new_is_there():
    command = [sys.executable, "-m", "tests.trust.kills", "--every", "13", "--json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    reports = json.loads(run.stdout)
    assert len(reports) == 10
    assert all(report["wrong"] == [] and report["steps"] for report in reports.values())
    killed = [states for name, report in reports.items() if "killed" in name for states in report["states"]]
    assert {"old", "new"} <= set(killed)


def test_commands_that_are_killed_at_random_moments_leave_the_old_or_the_new():
    states, wrong = random_kills.campaign(kills=4, seed=1, names=("prepare", "explain --histories"))
    assert wrong == []
    assert sum(counts.total() for counts in states.values()) == 4


def test_a_manifest_gets_its_name_once_all_that_it_names_is_on_the_disk(older, newer, tmp_path):
    folder = tmp_path / "model"
    older.save(folder)
    old = file_of(folder, files.ARRAYS).parent
    steps = faults.steps_of(lambda: newer.save(folder), folder)
    commit = max(n for n, step in enumerate(steps) if step.event == "os.rename" and step.path.endswith(files.MANIFEST))
    before, after = steps[:commit], steps[commit + 1 :]
    new = file_of(folder, files.ARRAYS).parent
    last_touch = {
        name: max(n for n, s in enumerate(before) if s.event in ("open", "os.chmod") and s.path.endswith(name))
        for name in (files.FILMS, files.ARRAYS, files.MANIFEST)
    }
    for name, touched in last_touch.items():
        assert any(step.event == "os.fsync" and step.path.endswith(name) for step in before[touched:]), name
    moved = max(
        n for n, s in enumerate(before) if s.event == "os.rename" and s.path.endswith((files.FILMS, files.ARRAYS))
    )
    assert {s.path for s in before[moved:] if s.event == "os.fsync"} >= {str(new), str(folder)}
    assert not any(step.path.startswith(str(old)) for step in before)
    assert (after[0].event, after[0].path) == ("os.fsync", str(folder))
    assert any(step.event == "os.rmdir" and step.path == str(old) for step in after)


def test_a_reader_that_meets_the_change_reads_the_new_one(older, newer, tmp_path, monkeypatch):
    older.save(tmp_path / "m")
    read_films, met = files.read_films, []

    def meet(*arguments):
        if not met:
            met.append(newer.save(tmp_path / "m"))
        return read_films(*arguments)

    monkeypatch.setattr(files, "read_films", meet)
    assert Recommender.load(tmp_path / "m").model_hash == newer.model_hash
    assert len(met) == 1


def test_a_damaged_artefact_is_read_once(newer, tmp_path, monkeypatch):
    newer.save(tmp_path / "m")
    file_of(tmp_path / "m", files.ARRAYS).unlink()
    asked = []
    monkeypatch.setattr(
        model, "_load", lambda *_: asked.append(1) or (_ for _ in ()).throw(files.ArtifactError("damaged"))
    )
    with pytest.raises(files.ArtifactError):
        Recommender.load(tmp_path / "m")
    assert asked == [1]


def test_an_artefact_whose_file_is_damaged_is_made_whole_by_writing_it_again(newer, tmp_path):
    newer.save(tmp_path / "m")
    file_of(tmp_path / "m", files.ARRAYS).write_bytes(b"damaged")
    newer.save(tmp_path / "m")
    assert Recommender.load(tmp_path / "m").model_hash == newer.model_hash


def test_what_others_put_into_the_folder_stays(newer, older, tmp_path):
    older.save(tmp_path / "m")
    for name in ("accuracy.json", "films.jsonl", "content-notes", ".emde-notes"):
        (tmp_path / "m" / name).write_text("mine")
    newer.save(tmp_path / "m")
    names = {path.name for path in (tmp_path / "m").iterdir() if path.is_file()}
    assert names == {"accuracy.json", "films.jsonl", "content-notes", ".emde-notes", files.MANIFEST}


@pytest.fixture
def mount(tmp_path):
    """Mounts a small file system of its own, or skips."""
    place = tmp_path / "small disk"
    place.mkdir()

    def mounted(options):
        if shutil.which("mount") is None:
            pytest.skip("there is no mount here")
        words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        if subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("mounting is not permitted here")
        return place

    yield mounted
    subprocess.run(["umount", str(place)], capture_output=True, check=False)


def test_a_disk_that_is_really_full(mount, older, newer):
    place = mount("size=400k")
    older.save(place / "m")
    free = shutil.disk_usage(place).free
    (place / "ballast").write_bytes(bytes(free - 20_000))
    with pytest.raises(
        StorageError,
        match=r"arrays\.safetensors can't be written: the disk is full \([\d.]+ \w+ are free, and [\d.]+ KB are "
        r"needed\); make room, or give a folder elsewhere",
    ):
        newer.save(place / "m")
    assert Recommender.load(place / "m").model_hash == older.model_hash
    (place / "ballast").unlink()
    newer.save(place / "m")
    assert Recommender.load(place / "m").model_hash == newer.model_hash


def test_a_folder_that_is_really_read_only(mount, older, newer):
    place = mount("size=4m")
    older.save(place / "m")
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    said = r"can't be written: its folder is read-only, or not yours to write \(Read-only file system\); make it"
    for write in (
        lambda: newer.save(place / "m"),
        lambda: newer.save(place / "another"),
        lambda: store.save_prepared(prepared(), place / "p"),
        lambda: write_history(place / "history.json", History(("f0",)), newer.catalogue),
    ):
        with pytest.raises(StorageError, match=said):
            write()
    assert Recommender.load(place / "m").model_hash == older.model_hash


def test_a_folder_that_belongs_to_somebody_else(newer, tmp_path):
    folder = tmp_path / "m"
    folder.mkdir(mode=0o555)

    def become_nobody():
        if os.getuid() == 0:
            os.setuid(65534)

    outcome = faults.outcome_of(lambda: newer.save(folder), become_nobody)
    assert outcome.end == "refused", outcome.words
    assert str(folder) in outcome.words
    assert "its folder is read-only, or not yours to write (Permission denied)" in outcome.words


def test_half_a_letter_from_a_program_is_an_error_that_shows_it_and_the_folder_stays_whole(tmp_path):
    store.save_prepared(prepared(), tmp_path / "p")
    before = file_hash(tmp_path / "p" / files.MANIFEST)
    table = toy.interactions().table.assign(viewer=lambda rows: rows["viewer"].replace("v3", "v\ud800"))
    with pytest.raises(StorageError, match=r"ratings\.parquet can't be written: 'v\\ud800' holds half a letter"):
        store.save_prepared(prepared(Interactions(table)), tmp_path / "p")
    assert file_hash(tmp_path / "p" / files.MANIFEST) == before
    assert store.load_prepared(tmp_path / "p").data_hash == prepared().data_hash


def test_half_a_letter_in_a_title_leaves_an_existing_folder_whole(emde, tmp_path):
    store.save_prepared(prepared(), tmp_path / "p")
    data = tmp_path / "data"
    data.mkdir()
    films = [{"id": str(k), "title": f"Film {k}", "genres": ["Drama", "Noir"][: 1 + k % 2]} for k in range(6)]
    films[3]["title"] = "a\ud800b"
    (data / "films.jsonl").write_text("\n".join(map(json.dumps, films)))
    ratings = [(f"v{k}", str(k % 6), 1 + k % 5) for k in range(40)]
    pd.DataFrame(ratings, columns=["viewer", "film", "rating"]).drop_duplicates().to_csv(
        data / "ratings.csv", index=False
    )
    status, _, err = emde("prepare", tmp_path / "p", "--data", data, "--strict")
    assert status == 1
    assert "films.jsonl, line 4: field 'title': half a letter (a lone surrogate)" in err
    assert store.load_prepared(tmp_path / "p").data_hash == prepared().data_hash


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_file_has_the_permissions_of_its_time(tmp_path, umask, mode):
    path = tmp_path / "file"
    path.write_text("old")
    path.chmod(0o400)
    before = os.umask(umask)
    try:
        write_file(path, "new")
    finally:
        os.umask(before)
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", mode)


def test_a_link_is_followed_and_a_pipe_is_written_into(tmp_path):
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_file(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"
    os.mkfifo(tmp_path / "pipe")
    read = []
    thread = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_text()))
    thread.start()
    write_file(tmp_path / "pipe", "through")
    thread.join(20)
    assert read == ["through"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe", "target"]


def test_what_a_killed_writer_of_a_file_left_is_swept_a_day_later(tmp_path):
    young, old = tmp_path / f".emde-{'0' * 16}", tmp_path / f".emde-{'1' * 16}"
    for path in (young, old):
        path.write_text("half")
    then = old.stat().st_mtime - ABANDONED_SECONDS - 60
    os.utime(old, (then, then))
    write_file(tmp_path / "file", "whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, "file"]


def test_an_error_of_a_writer_leaves_no_temporary_file(tmp_path):
    (tmp_path / "file").write_text("old")

    def interrupted():
        with replacement(tmp_path / "file") as path:
            path.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_fetch_that_can_not_be_written_says_so_and_asks_no_further_source(tmp_path, monkeypatch, number):
    from emde_core.data import fetch

    asked = []

    def source(*_):
        asked.append(1)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fetch, "_sources", lambda _: [("one", source), ("two", source)])
    with pytest.raises(StorageError, match=r"ml-1m can't be written: (the disk is full|its folder is read-only)"):
        fetch.fetch("ml-1m", tmp_path / "ml-1m")
    assert asked == [1]
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_fetch_left_is_removed_by_the_next(tmp_path, monkeypatch):
    from emde_core.data import fetch

    work = tmp_path / ".fetching-ml-1m"
    work.mkdir()
    (work / "archive.zip").write_text("half")

    def source(*_):
        raise FetchError("not reached")

    monkeypatch.setattr(fetch, "_sources", lambda _: [("one", source)])
    with pytest.raises(FetchError, match="one: not reached"):
        fetch.fetch("ml-1m", tmp_path / "ml-1m")
    assert list(tmp_path.iterdir()) == []
