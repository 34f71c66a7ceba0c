"""Output that every command shares: errors, messages, progress, JSON."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Iterable
from typing import IO, Any, cast

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from emde_core.errors import ConfigError, EmdeError, FilmNameError, HistoryError
from emde_core.terminal import printable, printable_line, stream_behind

BAD_USE, FAILURE = 2, 1
LINE_SECONDS = 5.0  # between two lines on work that is going on, where there is no terminal
BAD_USES = (FilmNameError, HistoryError, ConfigError)
_FURTHER_LINE = re.compile(r"\n(?! )")


class _Terminal(Console):
    """The terminal that messages and progress bars share, so that neither is drawn over the other."""

    @property  # type: ignore[misc]  # nothing sets it
    def file(self) -> IO[str]:
        """The stream: stderr itself, since a bar moves the cursor."""
        return cast(IO[str], stream_behind(super().file))


stderr = _Terminal(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def status_of(error: EmdeError) -> int:
    """Return the exit status: 2 where the command was used badly, 1 where it failed."""
    return BAD_USE if isinstance(error, BAD_USES) else FAILURE


def say(message: str) -> None:
    """Print a message for people: on stderr, as plain text; further lines stand in, so that none passes for another."""
    stderr.print(_FURTHER_LINE.sub("\n  ", printable(message)))


def print_lines(lines: Iterable[str]) -> None:
    """Print an answer for people: on stdout, as plain text, each on a line of its own."""
    for line in lines:
        sys.stdout.write(f"{printable_line(line)}\n")


def print_json(document: Any) -> None:  # noqa: ANN401 - any JSON document
    """Print one JSON document on stdout."""
    sys.stdout.write(printable(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)) + "\n")


def bar(steps: Iterable[int], label: str) -> Iterable[int]:
    """Show a progress bar on stderr, or where that is no terminal a line now and then (see ``emde_core.progress``)."""
    numbers = list(steps)
    if not stderr.is_terminal:
        yield from _lines(numbers, label)
        return
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=stderr, redirect_stdout=False, redirect_stderr=False) as progress:
        yield from progress.track(numbers, description=printable_line(label))


def _lines(numbers: list[int], label: str) -> Iterable[int]:
    """Say every few seconds how many of the steps are done, and at the end that all are."""
    count, end, start = 0, threading.Event(), time.monotonic()

    def tell() -> None:
        while not end.wait(LINE_SECONDS):
            say(f"{label}: {count:,} of {len(numbers):,}, {time.monotonic() - start:.0f} s")

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        for number in numbers:
            yield number
            count += 1
    finally:
        end.set()
        thread.join()
    say(f"{label}: {count:,} of {len(numbers):,}, {time.monotonic() - start:.0f} s")
