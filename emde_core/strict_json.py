"""JSON from elsewhere, read strictly: whatever is wrong with it is one kind of error."""

from __future__ import annotations

import json
from typing import Any

LONGEST_NUMBER = 400  # digits; the largest float has 309


def parse_json(text: str) -> Any:  # noqa: ANN401 - any JSON document
    """Return a document.

    Raises:
        ValueError: it is no JSON, or is nested without end, or names a field twice, or holds a number that is none
            (NaN, Infinity) or has hundreds of digits.

    >>> parse_json('{"depth": 1, "depth": 2}')
    Traceback (most recent call last):
    ValueError: the field 'depth' stands twice
    """
    if text.startswith("\ufeff"):
        raise ValueError("a byte order mark (BOM) before the document")
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("lists or objects in one another without end") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {twice!r:.80} stands twice")
    return fields


def _constant(word: str) -> float:
    raise ValueError(f"{word} is no number that JSON knows")


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"a number of {len(digits):,} digits")
    return int(digits)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer)
"""Made once: a catalogue is a document for each film."""
