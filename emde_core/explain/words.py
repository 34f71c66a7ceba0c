"""The words of a plot, and the plot without each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from emde_core.encoders.base import Floats
from emde_core.encoders.text import TextEncoder

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@dataclass(frozen=True)
class Span:
    """A stretch of a text, [start, end) in characters."""

    start: int
    end: int


def content_words(text: str) -> tuple[Span, ...]:
    """Every word that carries meaning by itself, in order: no English function words."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # here: the dashboard starts without waiting for it

    found = (m for m in _WORD.finditer(text) if m.group().casefold() not in ENGLISH_STOP_WORDS)
    return tuple(Span(m.start(), m.end()) for m in found)


def without(text: str, span: Span) -> str:
    """The text less a span, with its spaces mended."""
    return " ".join(f"{text[: span.start]}{text[span.end :]}".split())


@lru_cache(maxsize=256)
def occlusions(model: str | None, text: str) -> tuple[tuple[Span, ...], Floats]:
    """A text's content words, and the embedding [words, dim] of the text without each.

    They do not depend on a history, so they are kept.
    """
    spans = content_words(text)
    return spans, TextEncoder(model).encode_texts([without(text, span) for span in spans])
