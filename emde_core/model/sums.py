"""Sums over viewers: a piece of work on each part of them, and the results added up in the order of the parts.

This process does it, or others do where ``sums_by`` says so: the sum is the same to the last bit.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce
from typing import Protocol, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


class SumOver(Protocol):
    """A way to sum over parts."""

    def __call__(self, work: Callable[[Part], Result], parts: Sequence[Part]) -> Result:
        """Do a piece of work on each of some parts, one at least, and add the results up in their order."""


def sum_here(work: Callable[[Part], Result], parts: Sequence[Part]) -> Result:
    """Work on one part after another in this process; a result that can be added to is, in place."""
    return reduce(operator.iadd, map(work, parts))


_SUM_OVER: ContextVar[SumOver] = ContextVar("who sums over viewers", default=sum_here)


def sum_over(work: Callable[[Part], Result], parts: Sequence[Part]) -> Result:
    """Sum over parts, one at least, by whoever does it here."""
    return _SUM_OVER.get()(work, parts)


@contextmanager
def sums_by(other: SumOver) -> Iterator[None]:
    """Let sums over viewers be done by other means within the block."""
    token = _SUM_OVER.set(other)
    try:
        yield
    finally:
        _SUM_OVER.reset(token)
