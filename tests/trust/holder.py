"""A process that holds a folder's lock until it is told to end, or killed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from emde_core.locks import folder_lock

FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Holder:
    """The process.

    Attributes:
        pid: its number.
        connection: takes anything, and then it ends.
    """

    pid: int
    connection: Connection

    def end(self) -> None:
        """Have it let the lock go."""
        self.connection.send("end")


@contextmanager
def holder_of(folder: Path) -> Iterator[Holder]:
    """Start a process that holds a folder's lock; give it once it does, and kill it at the end."""
    ours, theirs = FORK.Pipe()
    process = FORK.Process(target=_hold, args=(folder, theirs))
    process.start()
    try:
        ours.recv()
        yield Holder(process.pid or 0, ours)
    finally:
        process.kill()
        process.join()


def _hold(folder: Path, connection: Connection) -> None:
    with folder_lock(folder):
        connection.send("held")
        connection.recv()
