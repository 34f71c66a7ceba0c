"""Faults put into a writer in a process of its own: a kill, or a full disk, at any one of its steps.

Python announces each step to an audit hook before it is taken: a file opened for writing, a folder made, a rename, a
removal, a change of permissions. Syncs are counted by wrapping ``os.fsync``. What libraries write by themselves, in the
midst of a file, is stopped by the system's limit on the size of files. The code under test knows nothing of all this.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emde_core.errors import EmdeError

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink"}
NEEDS_SPACE = {"open", "os.mkdir", "os.fsync"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
Arm = Callable[[], None]


@dataclass(frozen=True)
class Step:
    """A step of a writer: the event's name, and what it happens to (a rename happens to the old name)."""

    event: str
    path: str


@dataclass(frozen=True)
class Outcome:
    """The end of a writer: "killed", "done", "refused" with an error's words, or "crashed" with a traceback."""

    end: str
    words: str = ""


def outcome_of(write: Callable[[], object], arm: Arm) -> Outcome:
    """Run a writer in a child process, where the fault was armed first."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _run(write, arm, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        report = pipe.read()
    os.waitpid(child, 0)
    return Outcome(*json.loads(report)) if report else Outcome("killed")


def _run(write: Callable[[], object], arm: Arm, pipe: int) -> None:
    try:
        arm()
        write()
        end = ("done", "")
    except EmdeError as error:
        end = ("refused", str(error))
    except BaseException:  # noqa: BLE001 - the parent asserts that there is none
        end = ("crashed", traceback.format_exc())
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    os.write(pipe, json.dumps(end).encode())
    os._exit(0)


def killed_at(step: int, root: Path) -> Arm:
    """Kill the process right before one of its steps in a folder."""

    def strike(number: int, _: Step) -> None:
        if number == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: _watch(root, strike)


def full_from(step: int, root: Path) -> Arm:
    """Fill the disk from one of the steps on: whatever needs space fails, the rest goes on."""

    def strike(number: int, at: Step) -> None:
        if number >= step and at.event in NEEDS_SPACE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return lambda: _watch(root, strike)


def cut_at(size: int, *, kill: bool) -> Arm:
    """Stop every write that would make a file larger than a size: by a kill in the midst of it, or by an error."""

    def arm() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kill else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return arm


def steps_of(write: Callable[[], object], root: Path) -> list[Step]:
    """Return the steps that a writer takes in a folder, in order."""
    log = root.with_name(f"{root.name}.steps")

    def note(_: int, at: Step) -> None:
        os.write(number, f"{at.event} {at.path}\n".encode())

    number = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    outcome = outcome_of(write, lambda: _watch(root, note))
    os.close(number)
    assert outcome.end == "done", outcome.words
    steps = [Step(*line.split(" ", 1)) for line in log.read_text().splitlines()]
    log.unlink()
    return steps


def _watch(root: Path, strike: Callable[[int, Step], None]) -> None:
    """Call a function before each step in a folder, with the step's number."""
    number, prefix, sync = 0, str(root.resolve()), os.fsync

    def take(event: str, path: str) -> None:
        nonlocal number
        now, number = number, number + 1
        strike(now, Step(event, path))

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        path = arguments[0] if arguments else None
        if not isinstance(path, str | os.PathLike):
            return
        name = os.path.abspath(os.fspath(path))  # noqa: PTH100 - a Path's own calls would be audited again
        if name.startswith(prefix) and (event in CHANGES or (event == "open" and int(str(arguments[2])) & WRITING)):
            take(event, name)

    def audited_sync(file: int) -> None:
        take("os.fsync", os.readlink(f"/proc/self/fd/{file}"))  # noqa: PTH115 - as above
        sync(file)

    os.fsync = audited_sync
    sys.addaudithook(hook)
