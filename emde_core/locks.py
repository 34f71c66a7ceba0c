"""Folders that one process writes at a time.

The lock is the operating system's, which frees it when a process ends, however it ends: what a killed one leaves is a
file that locks nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from emde_core.disk import make_folder, storage_errors
from emde_core.errors import StorageError

LOCK = ".emde.lock"
POLL_SECONDS = 0.2


@contextmanager
def folder_lock(folder: Path, say: Callable[[str], None] | None = None) -> Iterator[None]:
    """Keep every other process from writing into a folder, which is made where it is not there.

    Whoever holds the lock already may take it again. The lock's file goes when it ends, and so does a folder that was
    made for it and has stayed empty.

    Args:
        folder: the folder.
        say: takes a sentence where another process is writing, and this one waits for it; without, it is refused.

    Raises:
        StorageError: another process writes there, which the message names; or nobody can.
    """
    path = folder / LOCK
    with storage_errors(folder):
        is_new = not folder.exists()
        make_folder(folder)
        lock = FileLock(path.resolve(), is_singleton=True)
        _acquire(lock, folder, say)
    try:
        if lock.lock_counter == 1:
            _sign(path)
        yield
    finally:
        if lock.lock_counter == 1:
            with suppress(OSError):  # Windows removes it by itself
                path.unlink()
        lock.release()
        if is_new:
            with suppress(OSError):  # it holds something now
                folder.rmdir()


@contextmanager
def work_folder(folder: Path, say: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock of a folder that is there for the work alone, and goes with it once nothing is left in it.

    Raises:
        StorageError: as for ``folder_lock``.
    """
    try:
        with folder_lock(folder, say):
            yield
    finally:
        with suppress(OSError):  # something is left in it, or the next process is in it already
            folder.rmdir()


def _acquire(lock: BaseFileLock, folder: Path, say: Callable[[str], None] | None) -> None:
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        if say is None:
            raise StorageError(
                f"{folder} is being written by {_holder(folder)}; wait until it is done, or give another folder"
            ) from error
        say(f"{folder} is being written by {_holder(folder)}: waiting until it is done")
        lock.acquire(timeout=-1, poll_interval=POLL_SECONDS)


def _sign(path: Path) -> None:
    """Write down who holds the lock; Windows lets nobody write into a locked file."""
    holder = {"process": os.getpid(), "since": f"{datetime.now():%Y-%m-%d %H:%M:%S}"}
    with suppress(OSError):
        path.write_text(json.dumps(holder), encoding="utf-8")


def _holder(folder: Path) -> str:
    try:
        holder = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        return f"process {int(holder['process'])}, since {datetime.fromisoformat(holder['since'])}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
