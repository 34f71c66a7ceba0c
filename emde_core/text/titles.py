"""Titles as files write them and as people type them: the year at their end, the article."""

from __future__ import annotations

import re

_YEAR = re.compile(r"\s*\((\d{4})(?:\s*[-–—]\s*(?:\d{4})?)?\)\s*$")  # (1999), and a series' (2006–2007)
_ARTICLES = "the|a|an|le|la|les|l['’]|un|une|il|lo|gli|uno|una|el|los|las|der|die|das|ein|eine|o|os|det|den"
_ARTICLE_LAST = re.compile(rf"^(?P<rest>.+), (?P<article>{_ARTICLES})$", re.IGNORECASE)


def split_year(title: str) -> tuple[str, int | None]:
    """Split a title from the year in brackets at its end, if there is one; of a series' years, the first.

    >>> split_year("Matrix, The (1999)")
    ('Matrix, The', 1999)
    """
    match = _YEAR.search(title)
    if match is None:
        return title.strip(), None
    return title[: match.start()].strip(), int(match.group(1))


def article_first(title: str) -> str:
    """Move a title's article to the front, where a catalogue has put it last.

    >>> article_first("Matrix, The")
    'The Matrix'
    """
    match = _ARTICLE_LAST.match(title.strip())
    if match is None:
        return title.strip()
    article, rest = match["article"], match["rest"]
    return f"{article}{rest}" if article.endswith(("'", "’")) else f"{article} {rest}"


def has_article_last(title: str) -> bool:
    """Tell whether a title's article stands behind it, as in "Matrix, The"."""
    return bool(_ARTICLE_LAST.match(title.strip()))
