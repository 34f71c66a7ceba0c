"""Wishes as people type them: KIND:NAME, or popularity, with =WEIGHT behind it where it is to weigh more or less."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from emde_core.errors import HistoryError
from emde_core.history import LEAST, MOST, History, Wish, less, more
from emde_core.schema import POPULARITY

_WITH_WEIGHT = re.compile(r"(?P<what>.+)=(?P<weight>[-+]?\d*\.?\d+)")


def history_of(
    liked: Iterable[str], disliked: Iterable[str], more_of: Iterable[str], less_of: Iterable[str]
) -> History:
    """Make a history of a command's options: films by name, and wishes for more and for less.

    Raises:
        HistoryError: a wish is none, or as for ``History``.
    """
    wishes = (*(_wish(text, more) for text in more_of), *(_wish(text, less) for text in less_of))
    return History(tuple(liked), tuple(disliked), wishes)


def _wish(text: str, direction: Callable[[str, str, float], Wish]) -> Wish:
    match = _WITH_WEIGHT.fullmatch(text)
    what, weight = (match["what"], float(match["weight"])) if match else (text, 1.0)
    kind, colon, name = (each.strip() for each in what.partition(":"))
    if not colon and kind != POPULARITY:
        raise HistoryError(
            f"{text!r} is no wish; write KIND:NAME, as in director:Ridley Scott or word:desert, or {POPULARITY}"
        )
    if not LEAST <= weight <= MOST:
        raise HistoryError(f"the weight of {what!r} must be from {LEAST:g} to {MOST:g}, not {weight:g}")
    return direction(kind, name, weight)
