"""Wishes as people type them: KIND:NAME, or popularity, with =WEIGHT behind it where it is to weigh more or less."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from emde_core.errors import HistoryError
from emde_core.history import LEAST, MOST, History, Wish, less, more
from emde_core.schema import POPULARITY

_WEIGHED = re.compile(r"(?P<what>.+)=(?P<weight>[-+]?\d*\.?\d+)")


def history_of(
    liked: Iterable[str], disliked: Iterable[str], wanted: Iterable[str], unwanted: Iterable[str]
) -> History:
    """A history as a command's options have it: films by name, and wishes for more and for less.

    Raises:
        HistoryError: a wish is none, or as for ``History``.
    """
    wishes = (*(_wish(text, more) for text in wanted), *(_wish(text, less) for text in unwanted))
    return History(tuple(liked), tuple(disliked), wishes)


def _wish(text: str, direction: Callable[[str, str, float], Wish]) -> Wish:
    weighed = _WEIGHED.fullmatch(text)
    what, weight = (weighed["what"], float(weighed["weight"])) if weighed else (text, 1.0)
    kind, colon, name = (each.strip() for each in what.partition(":"))
    if not colon and kind != POPULARITY:
        raise HistoryError(
            f"{text!r} is no wish; write KIND:NAME, as in director:Ridley Scott or word:desert, or {POPULARITY}"
        )
    if not LEAST <= weight <= MOST:
        raise HistoryError(f"the weight of {what!r} must be from {LEAST:g} to {MOST:g}, not {weight:g}")
    return direction(kind, name, weight)
