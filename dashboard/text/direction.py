"""Which way writing runs: a name inside plain text keeps its own direction, and leaves what stands around it alone."""

from __future__ import annotations

from unicodedata import bidirectional

RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})  # classes of letters, and of signs that turn them


def isolate(name: str) -> str:
    r"""A name to stand in a sentence as it is read; where markup can be had, ``markup.isolated`` does the same.

    Names in our own direction get no invisible signs, so that a sentence can be searched and copied.

    >>> isolate("Alien")
    'Alien'
    >>> isolate("ואלס עם באשיר") == "\u2068ואלס עם באשיר\u2069"
    True
    """
    return f"\u2068{name}\u2069" if any(bidirectional(sign) in RIGHT_TO_LEFT for sign in name) else name
