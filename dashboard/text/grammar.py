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


def signed(value: float, digits: int = 2) -> str:
    """+0.31, −0.02; a value that rounds to nothing has no sign."""
    rounded = f"{abs(value):.{digits}f}"
    if float(rounded) == 0:
        return rounded
    return f"{'+' if value > 0 else '−'}{rounded}"


def shorten(value: str, longest: int) -> str:
    """Text cut at a word, with an ellipsis, where it is longer than that."""
    if len(value) <= longest:
        return value
    return f"{value[: longest - 1].rsplit(' ', 1)[0][: longest - 1]}…"
