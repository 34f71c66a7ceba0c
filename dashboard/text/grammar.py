"""Pieces of sentences: capitals, lists of names, numbers with a sign, shortened texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dashboard.text.direction import COME_OUT

NO_BREAK = "\u00a0"  # a space at which no line breaks
VISIBLE = 0.015  # nats: what adds less stands as 0.01 or 0.00, too little to bear a label of its own
MARKS = (".", "!", "?", "…")  # each ends a sentence
_TOGETHER = re.compile(r"\d(?: of(?: the| all)?| in| to) [\d,.]*\d|\d (?=%|[A-Za-z])")


def capital(words: str) -> str:
    """Return words with a capital first letter; "" stays "".

    >>> capital("ours for the score")
    'Ours for the score'
    """
    return f"{words[:1].upper()}{words[1:]}"


def name_list(names: Sequence[str], last: str = "and") -> str:
    """Return names as a list inside a sentence; ``last`` is the word before the last one.

    >>> name_list(["a", "b", "c"]), name_list(["a", "b"], "or")
    ('a, b and c', 'a or b')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def hold_numbers(words: str) -> str:
    """Return words in which no line breaks inside a share, a range, or a number with its unit.

    >>> hold_numbers("62 of the 101 viewers, 1 in 4").replace(NO_BREAK, "_")
    '62_of_the_101 viewers, 1_in_4'
    """
    return _TOGETHER.sub(lambda match: match[0].replace(" ", NO_BREAK), words)


def full_stop(words: str) -> str:
    """Return words that end a sentence: a name that ends in a mark of its own takes no other.

    >>> full_stop("you liked Alien"), full_stop("you liked When Harry Met Sally...")
    ('you liked Alien.', 'you liked When Harry Met Sally...')
    """
    return words if words.rstrip(COME_OUT).endswith(MARKS) else f"{words}."


def with_sign(value: float, digits: int = 2) -> str:
    """Return a number with its sign, +0.31 or −0.02; one that rounds to 0 has none."""
    rounded = f"{abs(value):.{digits}f}"
    if float(rounded) == 0:
        return rounded
    return f"{'+' if value > 0 else '−'}{rounded}"


def amount(value: float) -> str:
    """Return the number of a label; "" for one that is too small for any.

    >>> amount(-0.02), amount(0.014)
    ('−0.02', '')
    """
    return with_sign(value) if abs(value) >= VISIBLE else ""


def percent(share: float) -> str:
    """Return a share in whole percent; a small one keeps a digit, so that what was measured is not 0.

    >>> percent(0.384), percent(0.0049)
    ('38%', '0.5%')
    """
    return f"{share:.0%}" if share >= 0.01 else f"{share:.1%}"


def exact_number(value: float) -> str:
    """Return a number with its sign and every digit that it has.

    >>> exact_number(-0.1), exact_number(1 / 3)
    ('−0.1', '+0.3333333333333333')
    """
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value)!r}"


def count_words(number: int, name: str) -> str:
    """Return a number of things.

    >>> count_words(1, "film"), count_words(1_200, "wish")
    ('1 film', '1,200 wishes')
    """
    ending = "" if number == 1 else "es" if name.endswith("sh") else "s"
    return f"{number:,} {name}{ending}"


def effect(value: float, digits: int = 2) -> str:
    """Return what a part does to the score, in words: "adds 0.31"."""
    return f"{'adds' if value >= 0 else 'takes away'} {abs(value):.{digits}f}"


def rounding_note(parts: Iterable[float], total: float) -> str:
    """Return " (rounded)" where parts in two digits, added up, are not their total in two digits; else "".

    >>> rounding_note([0.074, 0.581, 0.012, 0.691], 1.358), rounding_note([0.5, 0.25], 0.75)
    (' (rounded)', '')
    """
    return " (rounded)" if sum(round(100 * part) for part in parts) != round(100 * total) else ""


def shorten(value: str, longest: int) -> str:
    """Return text of at most ``longest`` characters, cut between words and ended by an ellipsis where it was longer."""
    if len(value) <= longest:
        return value
    return f"{value[: longest - 1].rsplit(' ', 1)[0][: longest - 1]}…"
