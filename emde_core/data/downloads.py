"""Data sets that may be downloaded: where they are, and their archives fetched, checked and unpacked."""

from __future__ import annotations

import logging
import shutil
import socket
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from emde_core.errors import FetchError
from emde_core.progress import Progress

ANSWER_SECONDS = 10.0
CHUNK = 1 << 17  # bytes
_GROUPLENS = "https://files.grouplens.org/datasets/"
_MIRROR = (
    "https://web.archive.org/web/2024id_/"  # the Internet Archive's copies, as they were; the checksum is the guard
)


@dataclass(frozen=True)
class Download:
    """A data set that may be downloaded for research, from the place that publishes it.

    Attributes:
        label: the data set, as people call it.
        address: of the zip archive.
        megabytes: of the archive; None where it is not known.
        folder: inside the archive, of the files; "." for its root.
        md5: of the archive, as GroupLens publishes it; None where the archive changes, or none is known.
    """

    label: str
    address: str
    megabytes: int | None
    folder: str
    md5: str | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses to try in turn: a copy elsewhere counts only where a checksum can tell that it is one."""
        return (self.address, _MIRROR + self.address) if self.md5 else (self.address,)


def _movielens(name: str, label: str, megabytes: int | None, md5: str | None = None, folder: str = "") -> Download:
    return Download(f"MovieLens {label}", f"{_GROUPLENS}movielens/{name}.zip", megabytes, folder or name, md5)


DOWNLOADS: dict[str, Download] = {
    "ml-100k": _movielens("ml-100k", "100K", 5, "0e33842e24a9c977be4e0107933c0723"),
    "ml-1m": _movielens("ml-1m", "1M", 6, "c4d9eecfca2ab87c1945afe126590906"),
    "ml-10m": _movielens("ml-10m", "10M", 66, "ce571fd55effeba0271552578f2648bd", "ml-10M100K"),
    "ml-20m": _movielens("ml-20m", "20M", 190, "cd245b17a1ae2cc31bb14903e1204af3"),
    "ml-25m": _movielens("ml-25m", "25M", 262, "6b51fb2759a8657d3bfcbfc42b592ada"),
    "ml-32m": _movielens("ml-32m", "32M", 239, "d472be332d4daa821edc399621853b57"),
    "ml-latest": _movielens("ml-latest", "latest", None),
    "ml-latest-small": _movielens("ml-latest-small", "latest, small", 1),
    "hetrec-2011": Download(
        "HetRec 2011 MovieLens", f"{_GROUPLENS}hetrec2011/hetrec2011-movielens-2k-v2.zip", None, "."
    ),
}


class _Steps:
    """A progress bar as pooch wants one, on a ``Progress``."""

    def __init__(self, progress: Progress, label: str) -> None:
        self._progress, self._label = progress, label
        self._steps: Iterator[int] = iter(())
        self._count = 0

    @property
    def total(self) -> int:
        """The bytes to come; 0 where the server does not say."""
        return self._count * CHUNK

    @total.setter
    def total(self, size: int) -> None:
        self._count = -(-size // CHUNK)
        self._steps = iter(self._progress(range(self._count), self._label))
        self._bytes = 0
        next(self._steps, None)

    def update(self, size: int) -> None:
        """Go on by some bytes."""
        before = self._bytes // CHUNK
        self._bytes += size
        for _ in range(self._bytes // CHUNK - before):
            next(self._steps, None)

    def reset(self) -> None:
        """Do nothing: the bytes are counted."""

    def close(self) -> None:
        """Go to the end."""
        for _ in self._steps:
            pass


def fetch_archive(download: Download, address: str, folder: Path, progress: Progress) -> Path:
    """Fetch an archive from one address, check it, and unpack the data set's files.

    Args:
        download: the data set.
        address: one of its addresses.
        folder: an empty one to work in.
        progress: wraps the steps of the download.

    Returns:
        The folder of the files, inside ``folder``.

    Raises:
        FetchError: the server does not answer, or the archive is not the published one.
        OSError, zipfile.BadZipFile: the archive can't be fetched, or is none.
    """
    import pooch  # here, since it takes a while to import

    logging.getLogger("pooch").setLevel(logging.ERROR)
    _resolve(address)
    # MD5 is what GroupLens publishes; it finds accidents.
    checksum = f"md5:{download.md5}" if download.md5 else None
    steps = _Steps(progress, f"Fetching {download.label}")
    downloader = pooch.HTTPDownloader(progressbar=steps, chunk_size=CHUNK, timeout=ANSWER_SECONDS)
    try:
        archive = pooch.retrieve(address, checksum, fname="archive.zip", path=folder, downloader=downloader)
    except ValueError as error:
        raise FetchError("the archive's MD5 is not the published one; it may have been cut short") from error
    return unpack(Path(archive), download.folder, folder)


def _resolve(address: str) -> None:
    """Look the server's name up, giving up after ANSWER_SECONDS: the timeout of a connection knows nothing of that."""
    host = urlsplit(address).hostname
    answers: list[OSError | None] = []

    def attempt() -> None:
        try:
            socket.getaddrinfo(host, None)
            answers.append(None)
        except OSError as error:
            answers.append(error)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(ANSWER_SECONDS)
    if not answers:
        raise FetchError(f"no answer in {ANSWER_SECONDS:g} s")
    if answers[0] is not None:
        raise FetchError(f"{host} is not known here ({answers[0]})") from answers[0]


def unpack(archive: Path, inside: str, folder: Path) -> Path:
    """Copy the files of one folder of a zip archive into a new folder, by their names alone.

    Raises:
        zipfile.BadZipFile: the archive is none, or damaged.
    """
    target = folder / "unpacked"
    target.mkdir(exist_ok=True)
    with zipfile.ZipFile(archive) as files:
        for member in files.infolist():
            name = PurePosixPath(member.filename)
            if str(name.parent) == inside and not member.is_dir():
                with files.open(member) as source, (target / name.name).open("wb") as copy:
                    shutil.copyfileobj(source, copy, CHUNK)
    return target
