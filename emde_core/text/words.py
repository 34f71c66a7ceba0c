"""The words of a text, and the text without some of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from emde_core.text.function_words import FUNCTION_WORDS

_MARKS = "".join(c for c in map(chr, range(0x10000)) if unicodedata.category(c).startswith("M"))  # accents and vowels
_LETTERS = rf"[^\W_](?:[^\W_]|[{re.escape(_MARKS)}])*"
_WORD = re.compile(rf"{_LETTERS}(?:['’\-]{_LETTERS})*")


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text, [start, end) in characters."""

    start: int
    end: int


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Span, ...]:
    """Return every word, in order."""
    return tuple(Span(m.start(), m.end()) for m in _WORD.finditer(text))


def is_function_word(word: str) -> bool:
    """Tell whether an English word carries no meaning by itself."""
    return word.casefold() in FUNCTION_WORDS


def without(text: str, *spans: Span) -> str:
    """Return the text without some spans that do not overlap, and without the double spaces that they leave."""
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]}{text[span.end :]}"
    return " ".join(text.split())
