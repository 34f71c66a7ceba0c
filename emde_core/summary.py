"""One-line summaries of large things: what a notebook prints where a value would fill pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LONGEST = 200  # characters of a summary
FEW = 3  # items of a sequence that a summary names


def summary(thing: object, *facts: str) -> str:
    """Return a thing's class and facts in one line of at most ``LONGEST`` characters; empty facts are left out.

    >>> summary(Ellipsis, "603 films", "", "two  words")
    'ellipsis(603 films, two words)'
    """
    line = " ".join(f"{type(thing).__name__}({', '.join(filter(None, facts))})".split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 2]}…)"


def few(items: Sequence[str]) -> str:
    """Return the first items, and how many more there are.

    >>> few(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    more = f" and {len(items) - FEW} more" if len(items) > FEW else ""
    return ", ".join(items[:FEW]) + more


def strongest(values: Mapping[str, float]) -> str:
    """Return the names with the largest values by size, each with its value.

    >>> strongest({"text": 0.1, "image": -0.004, "company": -2.0})
    'company -2.00, text +0.10, image -0.00'
    """
    order = sorted(values, key=lambda name: -abs(values[name]))
    return few([f"{name} {values[name]:+.2f}" for name in order])
