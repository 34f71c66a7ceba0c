"""Titles as files write them, as people type them, and as they can be compared."""

from __future__ import annotations

import re
import unicodedata

_YEAR = re.compile(r"\s*\((\d{4})(?:\s*[-–—]\s*(?:\d{4})?)?\)\s*$")  # (1999), and a series' (2006–2007)
_ARTICLE_LAST = re.compile(
    r"^(?P<rest>.+), (?P<article>the|a|an|le|la|les|l'|il|lo|el|los|las|der|die|das|une|un|o|os|det|den)$",
    re.IGNORECASE,
)
_SMALL_NUMBERS = re.compile("[²³¹⁰-⁹¼-¾⅐-⅞]+")  # superscripts and fractions
_ALIASES = {"se7en": "seven"}
_NUMBERS = {
    name: str(number)
    for names in (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        "- ii iii iv - vi vii viii ix - xi xii xiii xiv xv",  # a single letter may be a letter
    )
    for number, name in enumerate(names.split(), start=1)
    if name != "-"
}
_AMERICAN = {"our": "or", "ours": "ors", "re": "er", "res": "ers", "ogue": "og", "ey": "ay"}
_ENDINGS = re.compile(
    r"^(?P<stem>arm|behavi|col|endeav|fav|harb|hon|hum|lab|neighb|od|parl|rum|sav|splend|val|vap|vig"
    r"|cent|fib|meag|sab|somb|spect|theat|catal|dial|gr)(?P<ending>ours?|res?|ogue|ey)$"
)


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
    return f"{article}{rest}" if article.endswith("'") else f"{article} {rest}"


def has_article_last(title: str) -> bool:
    """Tell whether a title's article stands behind it, as in "Matrix, The"."""
    return bool(_ARTICLE_LAST.match(title.strip()))


def plain_key(title: str) -> str:
    """Return a title's words without case, accents, punctuation, and leading article.

    Titles that are nothing but punctuation keep it, so that they stay distinct.

    >>> plain_key("Naked Gun 33⅓, The"), plain_key("Alien³")
    ('naked gun 33 13', 'alien 3')
    """
    apart = _SMALL_NUMBERS.sub(r" \g<0>", article_first(title))
    plain = unicodedata.normalize("NFKD", apart).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("&", " and ")
    words = re.sub(r"[^\w\s]", "", plain).split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words) or plain.strip()


def match_key(title: str) -> str:
    """Return what the usual spellings of one title share: its plain key, numbers as digits, in American spelling.

    >>> match_key("Twelve Monkeys") == match_key("12 Monkeys"), match_key("Rocky III") == match_key("Rocky 3")
    (True, True)
    >>> match_key("Three Colours: Red") == match_key("Three Colors Red"), match_key("Se7en") == match_key("Seven")
    (True, True)
    """
    words = (_ALIASES.get(word, word) for word in plain_key(title).split(" "))
    return " ".join(_NUMBERS.get(word) or _american(word) for word in words)


def _american(word: str) -> str:
    return _ENDINGS.sub(lambda match: f"{match['stem']}{_AMERICAN[match['ending']]}", word)
