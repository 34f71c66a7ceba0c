"""A type-ahead field: films by title, director or actor, to be liked or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components import Callback, component, event_value, plain
from emde_core.limits import LIMITS
from emde_core.schema import DISLIKE, LIKE, Reaction


@dataclass(frozen=True)
class SearchResult:
    """A film in the list; ``detail`` says what matched, ``reaction`` whether it stands in the history already.

    One that is not ``sure`` is merely near: Enter takes it only once somebody has gone to it.
    """

    id: str
    title: str
    detail: str
    picture: str | None
    reaction: Reaction | None
    sure: bool = True


@dataclass(frozen=True)
class Choice:
    """A film, and what to do with it."""

    film: str
    reaction: Reaction


def film_search(
    query: str, results: Sequence[SearchResult], *, hint: str, key: str, on_query: Callback, on_choose: Callback
) -> None:
    """Draw the field with the results of ``query``, and a hint below it; "" for none.

    See ``typed_query`` and ``film_choice`` for what comes back.
    """
    data = {"query": query, "films": plain(results), "hint": hint}
    component("film_search")(key=key, data=data, on_query_change=on_query, on_choose_change=on_choose)


def typed_query(key: str) -> str | None:
    """Return what was just typed; None if nothing was."""
    value = event_value(key, "query")
    return value[: LIMITS.query.most] if isinstance(value, str) else None


def film_choice(key: str) -> Choice | None:
    """Return the choice that was just made; None if none was."""
    return parse(event_value(key, "choose"))


def parse(value: object) -> Choice | None:
    """Read a message from the browser; None for one that makes no sense."""
    if not isinstance(value, dict):
        return None
    film, reaction = value.get("film"), value.get("reaction")
    if not isinstance(film, str) or reaction not in (LIKE, DISLIKE):
        return None
    return Choice(film, reaction)
