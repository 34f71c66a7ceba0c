"""Cells of films' tables, as files write them: text, lists of names, years, ids.

Every function here takes whatever a file holds, and raises a ValueError with words for people where that is nothing of
the kind.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from emde_core.schema import FilmId, plain_id

EMPTY = ("", "N/A", r"\N")  # as OMDb and IMDb write a cell without a value
FIRST_YEAR, LAST_YEAR = 1870, 2100
LONGEST_LITERAL = 2**20  # characters; a cell of a thousand actors has a quarter of that
JOBS = {  # of a film's crew, by the field that they make
    "directors": ("Director",),
    "writers": (
        *("Writer", "Co-Writer", "Screenplay", "Story", "Original Story", "Author"),
        *("Novel", "Book", "Short Story", "Theatre Play"),
    ),
    "composers": ("Original Music Composer", "Composer", "Music"),
}
_NAME_KEYS = ("english_name", "name", "label", "value", "title")  # of one name, where it is an object
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|inc|ltd|phd|m\.?d|esq)\.?|(?:\w+ )*republic of", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DATE = re.compile(r"[\d\s.,:/+TZ–—-]*(?:[A-Za-z]{3,9}\.?[\d\s.,:/+TZ–—-]*)?(?:\([\w\s]+\))?")
_IDENTIFIER = re.compile(r"(?:https?://\S+/(?:title|movie)/(?:tt)?0*(\d*)(?:[-/?#]\S*)?|(?:tt)?0*(\d*))")
_SURROGATES = ("\ud800", "\udfff")


def is_empty(value: Any) -> bool:  # noqa: ANN401 - here and below, whatever a file holds
    """Tell whether a cell holds nothing."""
    if isinstance(value, str):
        return value.strip() in EMPTY
    return value is None or value != value or (isinstance(value, list | tuple | dict) and not value)


def text(value: Any) -> str:  # noqa: ANN401
    """Read text, from text or a number; "" for what a file leaves out."""
    if isinstance(value, str) and value.isascii():  # as most text is
        return "" if is_empty(value) else value.strip()
    if isinstance(value, list | tuple | dict):
        raise ValueError("expected text")
    if is_empty(value):
        return ""
    words = str(value).strip()
    if not words.isascii() and any(_SURROGATES[0] <= letter <= _SURROGATES[1] for letter in words):
        raise ValueError("half a letter (a lone surrogate), which no file can hold; write the letter anew")
    return words


def names(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    r"""Read a list of names: a list, or text that separates them by |, ; or tab, else by commas; JSON or Python's form.

    Names that are objects are read by their ``name``.

    >>> names("Animation, Comedy"), names("Downey, Jr., Robert|Lee, Ang"), names("[{'id': 16, 'name': 'Animation'}]")
    (('Animation', 'Comedy'), ('Downey, Jr., Robert', 'Lee, Ang'), ('Animation',))
    """
    if isinstance(value, str) and not _is_literal(value):
        value = re.split(r"[|;\t\n]", value) if re.search(r"[|;\t\n]", value) else _by_comma(value)
    return _names(value)


def aliases(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Read a list of titles as ``names`` does, except that commas and the like belong to a title."""
    return _names(value.split("|") if isinstance(value, str) and not _is_literal(value) else value)


def crew(value: Any, field: str) -> tuple[str, ...]:  # noqa: ANN401
    """Read a field's people, one of ``JOBS``, from a list of a film's crew, which says of each what they did."""
    people = literal(value) if isinstance(value, str) and _is_literal(value) else value
    if is_empty(people):
        return ()
    if not isinstance(people, list | tuple):
        raise ValueError("expected a list of people, each with a job")
    return _names([each for each in people if isinstance(each, Mapping) and each.get("job") in JOBS[field]])


def _names(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    if is_empty(value):
        return ()
    if isinstance(value, str):
        value = literal(value)
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        raise ValueError("expected a list of names")
    return tuple(dict.fromkeys(filter(None, map(_name, value))))


def _name(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str):
        return _plain_name(value)
    if isinstance(value, Mapping):
        key = next((key for key in _NAME_KEYS if key in value), None)
        if key is None:
            raise ValueError("expected text, or an object with a name")
        value = value[key]
    return text(value)


@lru_cache(maxsize=2**16)  # genres, countries and people stand in many films, which then share one text
def _plain_name(value: str) -> str:
    return text(value)


def _by_comma(value: str) -> list[str]:
    parts: list[str] = []
    for part in value.split(","):
        if parts and _SUFFIX.fullmatch(part.strip()):
            parts[-1] += f", {part.strip()}"
        else:
            parts.append(part)
    return parts


def _is_literal(value: str) -> bool:
    """Tell whether text is a list or an object as JSON or Python writes them."""
    return bool(re.match(r"\s*(?:\[\s*(?:[\[{'\"\]]|\Z)|\{\s*['\"}])", value))


@lru_cache(maxsize=1)  # of a crew's list several fields are made
def literal(value: str) -> Any:  # noqa: ANN401
    """Read a list or an object as JSON or Python writes it; nothing is run."""
    if len(value) > LONGEST_LITERAL:
        raise ValueError(f"expected a list of at most {LONGEST_LITERAL:,} characters")
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        pass
    try:
        return ast.literal_eval(value.strip())  # reads constants and lists of them; it calls and imports nothing
    except (ValueError, SyntaxError, RecursionError, MemoryError) as error:
        raise ValueError("expected a whole list, as JSON or Python writes one") from error


def year(value: Any) -> int | None:  # noqa: ANN401
    """Read a year, from a number, a date, or a span of years, of which the first counts.

    >>> year("1995-10-30"), year("22 Nov 1995"), year("2005–"), year("1995.0"), year("N/A")
    (1995, 1995, 2005, 1995, None)
    """
    if is_empty(value):
        return None
    words = str(value).strip()
    years = [int(each) for each in _YEARS.findall(words)] if _DATE.fullmatch(words) else []
    first = next((each for each in years if FIRST_YEAR <= each <= LAST_YEAR), None)
    if first is None or isinstance(value, list | tuple | dict):
        raise ValueError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    return first


def film_id(value: Any) -> FilmId:  # noqa: ANN401
    """Read a film's id as it is, except that 50.0 is 50."""
    return FilmId(plain_id(text(value)))


def film_ids(value: Any) -> tuple[FilmId, ...]:  # noqa: ANN401
    """Read several ids of one film, separated by | or ;."""
    return tuple(map(film_id, re.split(r"[|;\t]", value) if isinstance(value, str) else _names(value)))


def identifier(value: Any) -> str | None:  # noqa: ANN401
    """Read an id of IMDb or TMDB; "0114709", 114709, "tt0114709" and its page's address are the same; 0 is none."""
    match = _IDENTIFIER.fullmatch(plain_id(text(value)))
    if match is None:
        raise ValueError("expected an id of IMDb's or TMDB's, such as tt0114709 or 862")
    return match[1] or match[2] or None
