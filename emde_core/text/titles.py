"""Titles as files write them, as people type them, and as they can be compared."""

from __future__ import annotations

import re
import unicodedata

_YEAR = re.compile(r"\s*\((\d{4})\)\s*$")
_ARTICLE_LAST = re.compile(
    r"^(?P<rest>.+), (?P<article>the|a|an|le|la|les|l'|il|lo|el|los|las|der|die|das|une|un|o|os|det|den)$",
    re.IGNORECASE,
)
_TRAILING_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def split_year(title: str) -> tuple[str, int | None]:
    """Split a title from the year in brackets at its end, if there is one.

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
    return f"{article}{rest}" if article.endswith("'") else f"{article} {rest}"


def display_title(raw: str) -> tuple[str, int | None]:
    """Return a catalogue's title as people write it, and its year: "Matrix, The (1999)" is The Matrix, 1999.

    An alternative title in brackets ("Shanghai Triad (Yao a yao yao dao waipo qiao)") is left out.
    """
    title, year = split_year(raw)
    main = _TRAILING_BRACKETS.sub("", title)
    if year is None:
        main, year = split_year(main)  # "Land Before Time III (1995) (V)"
    return article_first(main or title), year


def match_key(title: str) -> str:
    """Return what two spellings of one title share: no case, accents, punctuation, or leading article.

    Titles that are nothing but punctuation keep it, so that they stay distinct.
    """
    plain = unicodedata.normalize("NFKD", article_first(title)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("&", " and ")
    words = re.sub(r"[^\w\s]", "", plain).split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words) or plain.strip()
