"""Progress of long work, reported without knowing who looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from emde_core.terminal import printable

Progress = Callable[[Iterable[int], str], Iterable[int]]
"""Wraps a sequence of steps, with a label for people."""


def silent(steps: Iterable[int], label: str) -> Iterable[int]:  # noqa: ARG001 - the shape of Progress
    """Show no progress."""
    return steps


def silent_words(message: str) -> None:
    """Say nothing."""


def to_stderr(message: str) -> None:
    """Print a message for people where no command does it: on stderr, as plain text."""
    sys.stderr.write(f"{printable(message)}\n")
