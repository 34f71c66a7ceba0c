"""A type-ahead field: films to be liked or not, or whatever else is looked for among many names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components import Callback, component, event_value, ignore, plain
from emde_core.limits import LIMITS
from emde_core.schema import DISLIKE, LIKE, Reaction


@dataclass(frozen=True)
class Field:
    """Words of a field.

    Attributes:
        label: its name; placeholder: what stands in it while it is empty.
        other: what else than to be taken can be done with a result, "" for nothing.
    """

    label: str
    placeholder: str
    other: str = ""


FILMS = Field("Add a film by title, director or actor", "Add a film, director or actor", "add as not for me")


@dataclass(frozen=True)
class SearchResult:
    """A result in the list; ``detail`` says what matched, ``reaction`` whether a film stands in the history already.

    One that is not ``sure`` is merely near: Enter takes it only once somebody has gone to it.
    """

    id: str
    title: str
    detail: str
    picture: str | None = None
    reaction: Reaction | None = None
    sure: bool = True


@dataclass(frozen=True)
class Choice:
    """The id of a result, and what to do with it."""

    id: str
    reaction: Reaction


def film_search(
    query: str,
    results: Sequence[SearchResult],
    *,
    hint: str,
    key: str,
    on_query: Callback,
    on_choose: Callback,
    on_settle: Callback | None = None,
    field: Field = FILMS,
) -> None:
    """Draw the field with the results of ``query``, and a hint below it; "" for none.

    See ``typed_query``, ``settled_query`` and ``film_choice`` for what comes back.
    """
    data = {"query": query, "films": plain(results), "hint": hint, "field": plain(field)}
    component("film_search")(
        key=key, data=data, on_query_change=on_query, on_choose_change=on_choose, on_settle_change=on_settle or ignore
    )


def typed_query(key: str) -> str | None:
    """Return what was just typed; None if nothing was."""
    return _text(key, "query")


def settled_query(key: str) -> str | None:
    """Return the query for which Enter was just pressed while no result was sure; None if it was not."""
    return _text(key, "settle")


def _text(key: str, event: str) -> str | None:
    value = event_value(key, event)
    return value[: LIMITS.query.most] if isinstance(value, str) else None


def film_choice(key: str) -> Choice | None:
    """Return the choice that was just made; None if none was."""
    return parse(event_value(key, "choose"))


def parse(value: object) -> Choice | None:
    """Read a message from the browser; None for one that makes no sense."""
    if not isinstance(value, dict):
        return None
    result_id, reaction = value.get("id"), value.get("reaction")
    if not isinstance(result_id, str) or reaction not in (LIKE, DISLIKE):
        return None
    return Choice(result_id, reaction)
