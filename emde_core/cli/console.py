"""Output that every command shares: errors, messages, progress, JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from emde_core.errors import ConfigError, EmdeError, FilmNameError, HistoryError

BAD_USE, FAILURE = 2, 1
BAD_USES = (FilmNameError, HistoryError, ConfigError)
stderr = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def status_of(error: EmdeError) -> int:
    """Return the exit status: 2 where the command was used badly, 1 where it failed."""
    return BAD_USE if isinstance(error, BAD_USES) else FAILURE


def say(message: str) -> None:
    """Print a message for people: on stderr, as plain text."""
    stderr.print(message)


def print_json(document: Any) -> None:  # noqa: ANN401 - any JSON document
    """Print one JSON document on stdout."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def bar(steps: Iterable[int], label: str) -> Iterable[int]:
    """Show a progress bar on stderr (see ``emde_core.progress``)."""
    numbers = list(steps)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=stderr) as progress:
        yield from progress.track(numbers, description=label)
