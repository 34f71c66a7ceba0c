"""Words put together."""

from __future__ import annotations

from collections.abc import Sequence


def capital(words: str) -> str:
    """Words as they begin a sentence; "" stays "".

    >>> capital("ours for the score")
    'Ours for the score'
    """
    return f"{words[:1].upper()}{words[1:]}"


def joined(names: Sequence[str]) -> str:
    """Names in a row.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
