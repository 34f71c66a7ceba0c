"""The download of MovieLens 100K, whose licence forbids shipping it with the project."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.request import urlopen

from emde_core.data.interactions import Interactions
from emde_core.data.readers.registry import open_dataset
from emde_core.errors import DataError, FetchError
from emde_core.progress import Progress, silent
from emde_core.schema import INTERACTION_COLUMNS

GROUPLENS = "https://files.grouplens.org/datasets/movielens/ml-100k.zip"
RECBOLE = "recbole==1.2.1"
ANSWER_SECONDS = 10.0
PIP_SECONDS = 300
CHUNK = 1 << 17  # bytes
RATINGS_SHA256 = "ac4d87f2dada8f0fa9bd279a10cdfa6e0c2925914a5cbcf4495e8b271fc1a57b"
"""Of the ratings as read (307 of the 100,000 are a second one by a viewer of a film with two ids), sorted.

Both sources must give exactly these.
"""

_FILM_COUNT = 1682
_FILES = {"README", "u.data", "u.item", "u.genre", "u.user", "ml-100k.inter", "ml-100k.item", "ml-100k.user"}
_FAILURES = (
    FetchError,
    DataError,
    OSError,
    HTTPException,
    zipfile.BadZipFile,
    subprocess.SubprocessError,
)

Source = Callable[[Path, Progress], Path]


def fetch_ml_100k(target: Path, progress: Progress = silent) -> Path:
    """Fetch MovieLens 100K from GroupLens, or, if that does not answer in 10 s, from the RecBole 1.2.1 wheel.

    Everything is fetched and checked in a temporary folder beside the target, which gets its name only at the end.
    A target that already holds the data is left as it is.

    Args:
        target: the folder to make; ``open_dataset`` reads it whatever the source was.
        progress: wraps the steps of the download, to show how far it has come.

    Returns:
        ``target``.

    Raises:
        FetchError: neither source gave the data, or the target holds something else.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        return _already_there(target)
    failures = []
    for name, source in (("GroupLens", _from_grouplens), (f"{RECBOLE} through pip", _from_recbole)):
        try:
            return _fetch(source, target, progress)
        except _FAILURES as error:
            failures.append(f"  {name}: {error or type(error).__name__}")
    raise FetchError(
        "MovieLens 100K could not be fetched. Tried:\n" + "\n".join(failures) + "\n"
        f"Download {GROUPLENS} on a machine that can, unpack it anywhere, and give that folder with --data."
    )


def _fetch(source: Source, target: Path, progress: Progress) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as temporary:
        folder = source(Path(temporary), progress)
        check_ml_100k(folder)
        return folder.replace(target)


def _already_there(target: Path) -> Path:
    try:
        check_ml_100k(target)
    except DataError as error:
        raise FetchError(f"{target} is there already but is not MovieLens 100K ({error}); move it away") from error
    return target


def check_ml_100k(folder: Path) -> None:
    """Check that a folder holds the 1,682 films and the 100,000 ratings of MovieLens 100K.

    Raises:
        DataError: it is no data set, or another one.
    """
    data = open_dataset(folder)
    if data.interactions is None or ratings_digest(data.interactions) != RATINGS_SHA256:
        raise DataError("its ratings are not the 100,000 that GroupLens published")
    films = len(data.catalogue.index)  # as the file counts them: by id
    if films != _FILM_COUNT:
        raise DataError(f"it has {films} films instead of {_FILM_COUNT}")


def ratings_digest(interactions: Interactions) -> str:
    """Return the SHA-256 of the ratings as sorted lines of viewer, film, rating and time."""
    rows = zip(*(interactions.table[column].tolist() for column in INTERACTION_COLUMNS), strict=True)
    lines = sorted(f"{viewer}\t{film}\t{rating:g}\t{time}" for viewer, film, rating, time in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _from_grouplens(folder: Path, progress: Progress) -> Path:
    archive = folder / "ml-100k.zip"
    _download(GROUPLENS, archive, progress)
    with _open(f"{GROUPLENS}.md5") as answer:
        checksum = answer.read(CHUNK).decode("ascii", "replace")
    # MD5 is what GroupLens publishes; it finds accidents, and the ratings' own checksum is the guard.
    if hashlib.md5(archive.read_bytes(), usedforsecurity=False).hexdigest() not in checksum:
        raise FetchError("the archive's MD5 is not the published one; it may have been cut short")
    return _unpack(archive, "ml-100k", folder)


def _download(address: str, path: Path, progress: Progress) -> None:
    with _open(address) as answer, path.open("wb") as file:
        size = int(answer.headers.get("Content-Length") or 0)
        for _ in progress(range(-(-size // CHUNK)), "Fetching MovieLens 100K"):
            file.write(answer.read(CHUNK))
        while more := answer.read(CHUNK):  # a server need not say the size
            file.write(more)


def _open(address: str) -> Any:  # noqa: ANN401 - urlopen's answer has no public type
    """Open an address, giving up after ANSWER_SECONDS in all.

    A socket's timeout counts from each step anew and knows nothing of looking up the name, hence the thread.
    """
    outcome: list[Any] = []

    def attempt() -> None:
        try:
            outcome.append(urlopen(address, timeout=ANSWER_SECONDS))  # noqa: S310 - a constant https address
        except (OSError, HTTPException) as error:
            outcome.append(error)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(ANSWER_SECONDS)
    if not outcome:
        raise FetchError(f"no answer in {ANSWER_SECONDS:g} s")
    if isinstance(outcome[0], Exception):
        raise FetchError(str(outcome[0])) from outcome[0]
    return outcome[0]


def _from_recbole(folder: Path, progress: Progress) -> Path:
    for _ in progress(range(1), "Fetching MovieLens 100K from RecBole's wheel"):
        _pip_download(folder)
    wheels = sorted(folder.glob("recbole-*.whl"))
    if not wheels:
        raise FetchError("pip brought no wheel")
    return _unpack(wheels[0], "recbole/dataset_example/ml-100k", folder)


def _pip_download(folder: Path) -> None:
    options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--quiet", "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, RECBOLE]
    process = subprocess.run(command, capture_output=True, text=True, timeout=PIP_SECONDS, check=False)  # noqa: S603
    if process.returncode:
        complaints = process.stderr.strip().splitlines() or ["no reason given"]
        raise FetchError(f"pip download failed: {complaints[-1]}")


def _unpack(archive: Path, inside: str, folder: Path) -> Path:
    """Copy the files that matter from one folder of an archive into a new folder."""
    target = folder / "unpacked"
    target.mkdir()
    with zipfile.ZipFile(archive) as files:
        for member in files.infolist():
            name = PurePosixPath(member.filename)
            if str(name.parent) == inside and name.name in _FILES:
                (target / name.name).write_bytes(files.read(member))
    return target
