"""Phrases of a plot: names, and runs of words that carry meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from emde_core.text.words import Span, is_function_word, words_of

LONGEST = 4  # words in a phrase that is no name
PARTICLES = frozenset(["of", "the", "de", "la", "le", "du", "van", "von", "der", "and"])  # may stand inside a name
_BETWEEN = re.compile(r"[\s\-‐‑]*")  # what may stand between two words of one phrase
_SENTENCE_END = re.compile(r"(?:^|[.!?:;…][\"'”’)]*\s+|[\"“(]\s*)$")


@dataclass(frozen=True)
class _Word:
    span: Span
    text: str
    opens: bool  # a sentence: its capital says nothing
    follows: bool  # to the word before by no more than a space or hyphen

    @property
    def carries_meaning(self) -> bool:
        return not is_function_word(self.text)

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and self.carries_meaning


def phrases(text: str) -> tuple[Span, ...]:
    """Return a text's phrases in order: they do not overlap, and hold every word that carries meaning.

    A run of capitalised words is a name ("Buzz Lightyear", "Lord of the Rings"); a run of other words that carry
    meaning, with nothing but spaces or hyphens between them, is a phrase of up to four words.
    """
    words = _words(text)
    spans: list[Span] = []
    start = 0
    while start < len(words):
        end = _name_end(words, start)
        if end > start:
            spans.append(_span(words[start:end]))
        else:
            end = _run_end(words, start)
            spans.extend(_span(part) for part in _parts(words[start:end]))
        start = max(end, start + 1)
    return tuple(spans)


def _words(text: str) -> tuple[_Word, ...]:
    spans = words_of(text)
    before = (Span(0, 0), *spans)
    return tuple(
        _Word(
            span,
            text[span.start : span.end],
            bool(_SENTENCE_END.search(text[: span.start])),
            _BETWEEN.fullmatch(text, last.end, span.start) is not None and span != spans[0],
        )
        for last, span in pairwise(before)
    )


def _name_end(words: Sequence[_Word], start: int) -> int:
    """Return the end of the name that starts here; ``start`` if none does."""
    if not words[start].capital:
        return start
    end = start + 1
    for k in range(start + 1, len(words)):
        if not words[k].follows:
            break
        if words[k].capital:
            end = k + 1
        elif words[k].text not in PARTICLES:
            break
    return start if end == start + 1 and words[start].opens else end


def _run_end(words: Sequence[_Word], start: int) -> int:
    """Return the end of a run of words that carry meaning and belong to no name."""
    end = start
    while end < len(words) and words[end].carries_meaning:
        if end > start and (not words[end].follows or _name_end(words, end) > end):
            break
        end += 1
    return end


def _parts(run: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
    """Cut a run into as few parts as possible, of nearly equal length."""
    count = -(-len(run) // LONGEST)
    for part in range(count):
        yield run[part * len(run) // count : (part + 1) * len(run) // count]


def _span(words: Sequence[_Word]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)
