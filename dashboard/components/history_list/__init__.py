"""The watch history as a list: each film can be turned from liked to not for me, and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from dashboard.components import Callback, component, sent
from emde_core.schema import DISLIKE, LIKE, Reaction

HTML = '<ul class="history" aria-label="Your history"></ul>'
Deed = Literal["like", "dislike", "remove"]


@dataclass(frozen=True)
class Row:
    """A film of the history; ``detail`` is the second line."""

    id: str
    title: str
    detail: str
    picture: str | None
    reaction: Reaction


@dataclass(frozen=True)
class Change:
    """What a person wants done with a film."""

    film: str
    deed: Deed


def history_list(rows: Sequence[Row], *, key: str, on_change: Callback) -> None:
    """Draw the list. See ``change`` for what was clicked."""
    component("history_list", HTML)(key=key, data={"rows": [asdict(row) for row in rows]}, on_change_change=on_change)


def change(key: str) -> Change | None:
    """What was just clicked."""
    return parse(sent(key, "change"))


def parse(value: object) -> Change | None:
    """A message from the browser; None for one that makes no sense."""
    if not isinstance(value, dict):
        return None
    film, deed = value.get("film"), value.get("deed")
    if not isinstance(film, str) or deed not in (LIKE, DISLIKE, "remove"):
        return None
    return Change(film, deed)
