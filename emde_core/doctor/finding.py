"""Findings: what an examination says of one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int | float | bool | None | list[str] | dict[str, str]
Facts = Mapping[str, Fact]


class State(StrEnum):
    """The state of a thing: a fault must be mended, a warning may stay as it is."""

    IN_ORDER = "in order"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        state: how it stands.
        words: a sentence for people.
        remedy: what mends it, a command where one does; "" where all is in order.
        facts: the same for programs.
    """

    state: State
    words: str
    remedy: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Examination:
    """One look at one thing.

    Attributes:
        name: for programs; it stays the same from version to version.
        subject: for people.
        run: looks, and returns what there is to say; nothing where the thing is not there to be looked at.
    """

    name: str
    subject: str
    run: Callable[[], Iterable[Finding]]


def in_order(words: str, **facts: Fact) -> Finding:
    """Return the finding of a thing that is as it should be."""
    return Finding(State.IN_ORDER, words, facts=facts)


def warning(words: str, remedy: str, **facts: Fact) -> Finding:
    """Return the finding of a thing that works, less well than it could or not for everything."""
    return Finding(State.WARNING, words, remedy, facts)


def fault(words: str, remedy: str, **facts: Fact) -> Finding:
    """Return the finding of a thing that must be mended."""
    return Finding(State.FAULT, words, remedy, facts)
