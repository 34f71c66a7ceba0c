"""Readings of an explanation that many sentences ask for, each worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from emde_core.explain.explanation import Explanation

Reading = TypeVar("Reading")


def once(read: Callable[[Explanation], Reading]) -> Callable[[Explanation], Reading]:
    """Make a function of an explanation work once for each explanation, which keeps the result as its own facts.

    The result must be one that nobody changes.
    """
    name = f"{read.__module__}.{read.__name__}"

    @wraps(read)
    def recall(why: Explanation) -> Reading:
        memory = vars(why)
        if name not in memory:
            memory[name] = read(why)
        return cast(Reading, memory[name])

    return recall
