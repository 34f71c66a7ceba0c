"""Files that are never half: each gets its name only once it is whole and on the disk.

A file is written under a temporary name beside its own, synced, and renamed; a rename replaces an older file at once or
not at all. A process that is killed in between leaves the older file, and a temporary one that is swept later.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
from safetensors import SafetensorError

from emde_core.effort import size_words
from emde_core.errors import StorageError

HEX = "[0-9a-f]"
TEMPORARY = ".emde-"
"""The first letters of the names of files and folders that are not whole yet."""
TEMPORARY_NAMES = f"{TEMPORARY}{HEX * 16}"
"""The pattern of the whole names, for ``Path.glob``: other files that begin so are somebody's own."""
ABANDONED_SECONDS = 24 * 3600.0  # since a temporary file was last written; nobody writes it any more
WRITING_FAILURES = (OSError, SafetensorError, pa.ArrowException, UnicodeEncodeError)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_RUST_ERRNO = re.compile(r"\(os error (\d+)\)")


@contextmanager
def replacement(path: Path, size: int | None = None) -> Iterator[Path]:
    """Give a temporary file to write, which takes the place of ``path`` once it is whole and on the disk.

    Its permissions follow the umask, whatever its writer sets. A device or a pipe, such as /dev/stdout, can't be
    replaced, and is given itself. What other writers of this folder left behind a day ago is removed.

    Args:
        path: the file to make, in a folder that is there; a link is followed.
        size: bytes that it will have at the most, if that is known, for what is said when the disk is full.

    Raises:
        StorageError: it can't be written; what was there before is as it was.
    """
    with storage_errors(path, size):
        if path.exists() and not path.is_file() and not path.is_dir():
            yield path
            return
        target = path.resolve()
        _sweep_abandoned(target.parent)
        temporary = temporary_beside(target)
        temporary.touch()
        mode = temporary.stat().st_mode
        try:
            yield temporary
            temporary.chmod(mode)
            sync_file(temporary)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(target.parent)


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file, text as UTF-8, in place of an older one.

    Raises:
        StorageError: as for ``replacement``, or the text holds half a letter.
    """
    with storage_errors(path):
        data = content.encode() if isinstance(content, str) else content
    with replacement(path, len(data)) as temporary:
        temporary.write_bytes(data)


def give_second_name(file: Path, path: Path) -> bool:
    """Give a file another name beside its own, where nothing is yet; return whether that could be done.

    Both names are of one file on the disk, and either stays when the other goes; so it is for files that are replaced,
    and never changed. A file that belongs to somebody else, or that others may read than a new one, keeps its one name.
    """
    try:
        path.touch()
        new, old = path.stat(), file.stat()
        if (new.st_uid, new.st_mode) != (old.st_uid, old.st_mode):
            return False
        path.unlink()
        os.link(file, path)
    except OSError:  # another disk, or one that has no second names
        return False
    return True


def replace_folder(new: Path, target: Path) -> None:
    """Give a whole folder its name, once all of its files are on the disk; nothing may be there but an empty folder.

    Raises:
        StorageError: it can't be done.
    """
    with storage_errors(target):
        for path in new.rglob("*"):
            (sync_folder if path.is_dir() else sync_file)(path)
        sync_folder(new)
        new.replace(target)
        sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, and those around it, where they are not there yet.

    Raises:
        StorageError: it can't be made.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that it holds; a file in its place is removed as well, and nothing is no error."""
    if folder.is_dir() and not folder.is_symlink():
        for inside in folder.iterdir():
            remove_folder(inside)
        folder.rmdir()
    else:
        folder.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk; Windows has no such call."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def temporary_beside(path: Path) -> Path:
    """Return a name in the same folder that nobody uses, for what will be called ``path``."""
    return path.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")


@contextmanager
def storage_errors(path: Path, size: int | None = None) -> Iterator[None]:
    """Turn whatever a writer raises into one error that names the file and a remedy.

    Args:
        path: the file or folder that is written.
        size: bytes that are needed, if that is known.

    Raises:
        StorageError: writing failed.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise StorageError(
            f"{path} can't be written: {error.object[max(error.start - 20, 0) : error.end]!r} holds half a letter (a "
            "lone surrogate), which no file can hold; write the letter anew"
        ) from error
    except WRITING_FAILURES as error:
        raise StorageError(_failure(path, error, size)) from error


def is_of_disk(error: Exception) -> bool:
    """Tell whether an error says that a disk is full or may not be written."""
    return _errno(error) in (*_FULL, *_FORBIDDEN)


def _failure(path: Path, error: Exception, size: int | None) -> str:
    number = _errno(error)
    if number in _FULL:
        need = "" if size is None else f", and {size_words(size)} are needed"
        return f"{path} can't be written: the disk is full ({_free(path)}{need}); make room, or give a folder elsewhere"
    if number in _FORBIDDEN:
        return (
            f"{path} can't be written: its folder is read-only, or not yours to write "
            f"({os.strerror(number or 0)}); make it writable, or give another folder"
        )
    reason = os.strerror(number) if number else str(error)
    return f"{path} can't be written ({reason}); give another folder"


def _errno(error: Exception) -> int | None:
    """Return the number of the system's error; safetensors gives it in words alone."""
    if isinstance(error, OSError):
        return error.errno
    in_words = _RUST_ERRNO.search(str(error))
    return int(in_words[1]) if in_words else None


def _free(path: Path) -> str:
    folder = next(each for each in (path, *path.absolute().parents) if each.is_dir())
    return f"{size_words(shutil.disk_usage(folder).free)} are free"


def _sweep_abandoned(folder: Path) -> None:
    for path in folder.glob(TEMPORARY_NAMES):
        with suppress(OSError):  # another process may sweep as well
            if time.time() - path.stat().st_mtime > ABANDONED_SECONDS:
                remove_folder(path)
