"""Words put together."""

from __future__ import annotations


def capital(words: str) -> str:
    """Words as they begin a sentence; "" stays "".

    >>> capital("ours for the score")
    'Ours for the score'
    """
    return f"{words[:1].upper()}{words[1:]}"
