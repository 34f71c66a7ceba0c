"""Titles as a catalogue writes them, taken apart: title, year, and the other names in brackets."""

from __future__ import annotations

import re
from typing import NamedTuple

from emde_core.text.titles import article_first, has_article_last, split_year

_LAST_BRACKETS = re.compile(r"\s+\((?P<inside>[^()]*)\)\s*$")
_ALSO_KNOWN_AS = re.compile(r"(?:^|[,;]?\s+)(?:a\.\s*k\.\s*a\.|aka|also known as)\s*:?\s+", re.IGNORECASE)
_MARKS = ("V", "TV", "VG", "OVA")  # for video, made for television, a game
_UNFINISHED = re.compile(
    r"(?:[:&,–—-]|\b(?:or|and|of|the|an?|to|for|in|on|at|by|with|from|but|is|are))$", re.IGNORECASE
)
_VOLUME = re.compile(r"^(?:part|vol\.?|volume|chapter|episode|season)\b", re.IGNORECASE)


class CatalogueTitle(NamedTuple):
    """A catalogue's title, taken apart.

    Attributes:
        title: as people write it, with the article first.
        year: None where the title has none.
        aliases: the other names that stand in brackets behind the title, in their order.
    """

    title: str
    year: int | None
    aliases: tuple[str, ...]


def read_title(raw: str) -> CatalogueTitle:
    """Take a catalogue's title apart.

    Brackets behind a title hold other names, of which one at most, the last, has no "a.k.a.": the original title.
    Brackets that finish a sentence, or name a part, belong to the title.

    >>> read_title("Matrix, The (1999)")
    CatalogueTitle(title='The Matrix', year=1999, aliases=())
    >>> read_title("Seven (a.k.a. Se7en) (1995)")
    CatalogueTitle(title='Seven', year=1995, aliases=('Se7en',))
    >>> read_title("Birdman: Or (The Unexpected Virtue of Ignorance) (2014)").title
    'Birdman: Or (The Unexpected Virtue of Ignorance)'
    """
    rest, year = split_year(raw)
    aliases: list[str] = []
    has_original = False
    while match := _LAST_BRACKETS.search(rest):
        before, inside = rest[: match.start()].strip(), match["inside"].strip()
        names = [name for name in _ALSO_KNOWN_AS.split(inside) if name]
        is_alias = bool(_ALSO_KNOWN_AS.match(inside))
        if inside in _MARKS or not inside:
            pass
        elif year is None and split_year(f"({inside})")[1]:
            year = split_year(f"({inside})")[1]  # "Land Before Time III (1995) (V)"
        elif is_alias or not (has_original or _belongs(before, inside)):
            aliases[:0] = map(article_first, names)
            has_original = has_original or not is_alias
        else:
            break
        rest = before
    return CatalogueTitle(article_first(rest or raw), year, tuple(dict.fromkeys(aliases)))


def _belongs(before: str, inside: str) -> bool:
    """Tell whether brackets belong to the title before them."""
    unfinished = _UNFINISHED.search(before) and not has_article_last(before)
    return not before or bool(unfinished or _VOLUME.match(inside))
