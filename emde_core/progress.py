"""Progress of long work, reported without knowing who looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Progress = Callable[[Iterable[int], str], Iterable[int]]
"""Wraps a sequence of steps, with a label for people."""


def silent(steps: Iterable[int], label: str) -> Iterable[int]:  # noqa: ARG001 - the shape of Progress
    """Show no progress."""
    return steps
