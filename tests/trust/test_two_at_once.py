"""Two processes and one folder: a clear refusal, or an orderly wait."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from emde_core import History, Recommender, StorageError
from emde_core.artifacts import prepared_catalogue as store
from emde_core.batch import explain_histories, table
from emde_core.locks import LOCK, folder_lock
from tests import toy
from tests.trust.holder import holder_of

pytestmark = pytest.mark.slow

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
BUSY = r"is being written by process {}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d; wait until it is done, or give another"


def histories(path, *liked):
    path.write_text("\n".join(json.dumps({"viewer": f"v{k}", "liked": [film]}) for k, film in enumerate(liked)))
    return path


def test_each_command_refuses_a_folder_that_another_process_writes_and_names_both(emde, tmp_path, small_folder):
    out = tmp_path / "out"
    commands = [
        ("prepare", out, "--data", SMALL),
        ("train", small_folder, "--out", out),
        ("train", out.with_name("copy")),
    ]
    store.save_prepared(store.load_prepared(small_folder), tmp_path / "copy")
    for folder in (out, tmp_path / "copy"):
        with holder_of(folder) as holder:
            for command in commands:
                if folder in command:
                    start = time.monotonic()
                    status, _, err = emde(*command)
                    assert (status, time.monotonic() - start < 20) == (1, True)
                    assert re.search(f"{folder} {BUSY.format(holder.pid)}", err), err
    assert not any(path.is_file() for path in out.rglob("*") if path.name != LOCK)


def test_a_table_that_another_process_makes_is_refused_and_its_pieces_stay(emde, tmp_path, small_folder):
    out, work = tmp_path / "out.parquet", tmp_path / "out.parquet.parts"
    words = ("explain", "--histories", histories(tmp_path / "h.jsonl", "1"), "--out", out, "--model", small_folder)
    with holder_of(work) as holder:
        (work / "0123456789abcdef").mkdir()
        status, _, err = emde(*words)
        assert status == 1
        assert re.search(f"{work} {BUSY.format(holder.pid)}", err)
        assert (work / "0123456789abcdef").is_dir()
    status, _, err = emde(*words)  # the holder was killed: what it left locks nothing
    assert (status, out.is_file(), work.exists()) == (0, True, False), err


def test_who_waits_says_so_and_goes_on_when_the_other_has_ended(tmp_path):
    said, events = [], []
    with holder_of(tmp_path) as holder:

        def wait():
            with folder_lock(tmp_path, said.append):
                events.append("in")

        thread = threading.Thread(target=wait)
        thread.start()
        while not said:
            time.sleep(0.01)
        assert events == []
        holder.end()
        thread.join(20)
    assert events == ["in"]
    assert re.fullmatch(
        rf"{tmp_path} is being written by process \d+, since [\d :-]+: waiting until it is done", said[0]
    )
    assert list(tmp_path.iterdir()) == []


def test_the_second_demo_uses_what_the_first_one_made(tmp_path, monkeypatch):
    from emde_core import demo

    made, current = [], iter([False, True])
    monkeypatch.setattr(demo, "is_current", lambda *_: next(current))
    monkeypatch.setattr(demo, "_make_demo", lambda *_: made.append(1))
    assert demo.prepare_demo(tmp_path / "demo", tmp_path, lambda steps, _: steps, print) == tmp_path / "demo"
    assert made == []


def test_a_lock_is_taken_again_by_whoever_has_it_and_leaves_nothing(tmp_path):
    with folder_lock(tmp_path / "new"):
        with folder_lock(tmp_path / "new"):
            pass
        assert json.loads((tmp_path / "new" / LOCK).read_text())["process"]
    assert list(tmp_path.iterdir()) == []
    with folder_lock(tmp_path):
        (tmp_path / "kept").write_text("")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_lock_whose_holder_can_not_be_read_still_refuses(tmp_path):
    with holder_of(tmp_path):
        (tmp_path / LOCK).write_text('{"process": "me"}')
        with (
            pytest.raises(StorageError, match=r"is being written by another process; wait until it is done"),
            folder_lock(tmp_path),
        ):
            pass


CHANGES = ["model", "k", "histories", "weights", "content alone", "versions"]


@pytest.mark.parametrize("change", CHANGES)
def test_pieces_of_one_run_are_never_used_by_another(tmp_path, monkeypatch, change):
    model, file, out = toy.recommender(), histories(tmp_path / "h.jsonl", "f0", "f1", "f2"), tmp_path / "out.parquet"
    monkeypatch.setattr(table, "AT_ONCE", 1)

    def interrupted(steps, _):
        yield from list(steps)[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        explain_histories(model, file, 2, out, interrupted)
    other, k = model, 2
    if change == "model":
        other = toy.recommender(seed=9)
    elif change == "k":
        k = 3
    elif change == "histories":
        histories(file, "f3", "f4", "f0")
    elif change == "weights":
        other = model.weighing({"company": 0.5})
    elif change == "content alone":
        other = model.by_content_alone()
    else:
        monkeypatch.setattr(table, "library_versions", lambda: {"numpy": "0"})
    explained = []
    original = table._explained
    monkeypatch.setattr(table, "_explained", lambda *a: explained.extend(name for name, _ in a[2]) or original(*a))
    explain_histories(other, file, k, out)
    assert explained == ["v0", "v1", "v2"]
    clean = tmp_path / "clean.parquet"
    explain_histories(other, file, k, clean)
    pd.testing.assert_frame_equal(pd.read_parquet(out), pd.read_parquet(clean))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clean.parquet", "h.jsonl", "out.parquet"]


def test_pieces_are_called_by_what_the_histories_are_and_not_by_their_file():
    model: Recommender = toy.recommender()
    one, other = ([(viewer, History(("f0",))) for viewer in viewers] for viewers in ("ab", "ac"))
    assert table.run_key(model, one, 2) == table.run_key(model, list(one), 2) != table.run_key(model, other, 2)


def test_a_damaged_piece_is_named(tmp_path, monkeypatch):
    file, out = histories(tmp_path / "h.jsonl", "f0"), tmp_path / "out.parquet"
    model = toy.recommender()
    monkeypatch.setattr(table, "_join", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        explain_histories(model, file, 2, out)
    monkeypatch.undo()
    (piece,) = (tmp_path / "out.parquet.parts").glob("*/*.parquet")
    piece.write_bytes(piece.read_bytes()[:-9])
    with pytest.raises(Exception, match=rf"{piece} is damaged .*delete it, and run the command again"):
        explain_histories(model, file, 2, out)
