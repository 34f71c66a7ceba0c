"""Direction of writing: a right-to-left title inside a left-to-right sentence, and the reverse."""

from __future__ import annotations

from unicodedata import bidirectional

RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})  # classes of letters, and of signs that turn them


def isolate(name: str) -> str:
    r"""Return a name that keeps its own direction of writing inside plain text.

    Names in left-to-right writing get no invisible signs, so a sentence can be searched and copied. Where the text
    becomes markup, ``markup.isolated`` does the same.

    >>> isolate("Alien")
    'Alien'
    >>> isolate("ואלס עם באשיר") == "\u2068ואלס עם באשיר\u2069"
    True
    """
    return f"\u2068{name}\u2069" if any(bidirectional(sign) in RIGHT_TO_LEFT for sign in name) else name
