"""Everyday words for a wish: which way it goes, what is popular, times; and what no model here knows of films."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emde_core.history import Wish
from emde_core.schema import POPULARITY
from emde_core.text.title_keys import plain_key

SIDES: Mapping[str, float] = {"more": 1.0, "less": -1.0, "fewer": -1.0, "no": -1.0, "not": -1.0, "without": -1.0}
SIDE = re.compile(rf"({'|'.join(SIDES)}) (?:of )?(?=\S)")
FILMS = re.compile(r"(?<=\S) (?:films?|movies?|cinema)$")  # goes without saying: "old films"
FAMOUS = frozenset(("famous", "popular", "well known", "mainstream", "blockbuster", "blockbusters", "hits"))
OBSCURE = frozenset(("obscure", "unknown", "hidden gem", "hidden gems", "underrated"))  # are less of what is famous
OLD, NEW = (
    frozenset(("old", "older", "classic", "classics", "vintage")),
    frozenset(("new", "newer", "recent", "modern")),
)
OLDEST = 3  # decades that are called old
TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")  # from 1920 on
SHORT_DECADE = re.compile(r"([2-9]0)s")
UNKNOWN: Mapping[str, frozenset[str]] = {
    "how long a film is": frozenset(("short", "shorter", "long", "longer")),
    "whether a film is in black and white": frozenset(("black and white", "b w", "colour", "color", "monochrome")),
    "how good critics or sites call a film": frozenset(("good", "best", "better", "great", "top rated", "acclaimed")),
    "how a story ends": frozenset(("twist", "plot twist", "twist ending", "surprise ending", "happy ending")),
    "what mood a film leaves people in": frozenset(("feel good", "feelgood", "heartwarming", "uplifting", "dark")),
    "who won a prize": frozenset(("oscar", "oscars", "oscar winner", "oscar winners", "award winning", "awards")),
}


@dataclass(frozen=True)
class WishQuery:
    """A text that somebody typed, read as a wish.

    Attributes:
        text: what is wished for, as names are compared.
        side: 1 for more of it, -1 for less; None where the words don't say.
    """

    text: str
    side: float | None = None


def read_query(query: str) -> WishQuery:
    """Return what is wished for, without the words around it.

    >>> read_query("less violence"), read_query("Old movies"), read_query("hidden gems")
    (WishQuery(text='violence', side=-1.0), WishQuery(text='old', side=None), WishQuery(text='famous', side=-1.0))
    """
    text, side = plain_key(query), None
    if start := SIDE.match(text):
        text, side = text[start.end() :], SIDES[start[1]]
    text = FILMS.sub("", text)
    return WishQuery("famous", -(side or 1.0)) if text in OBSCURE else WishQuery(text, side)


def everyday_wishes(text: str, names: Sequence[Wish]) -> tuple[Wish, ...]:
    """Return the wishes among ``names`` that a text means though nothing is called so: popularity, and decades."""
    if text in FAMOUS:
        return tuple(wish for wish in names if wish.kind == POPULARITY)
    decades = sorted((wish for wish in names if wish.kind == "decade"), key=lambda wish: wish.name)
    if text in OLD:
        return tuple(decades[:OLDEST])
    if text in NEW:
        return tuple(decades[-1:])
    name = f"19{2 + TENS.index(text)}0s" if text in TENS else SHORT_DECADE.sub(r"19\1s", text)
    return tuple(wish for wish in decades if wish.name == name)


def unknown_words(text: str) -> str:
    """Return what a text asks for that is no part of what films are read by; "" for anything else."""
    return next((words for words, names in UNKNOWN.items() if text in names), "")
