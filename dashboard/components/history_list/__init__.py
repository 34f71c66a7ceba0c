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
    """A film of the history.

    Attributes:
        id, title, detail: of the film; the detail is its second line.
        picture: its address; None for none.
        reaction: how it was rated.
        preview: what would be without it, shown in the detail's place while the row is pointed at; "" for nothing.
        chosen: whether it is in focus.
        recedes: whether something else is in focus that it has no part in.
    """

    id: str
    title: str
    detail: str
    picture: str | None
    reaction: Reaction
    preview: str = ""
    chosen: bool = False
    recedes: bool = False


@dataclass(frozen=True)
class Change:
    """What a person wants done with a film."""

    film: str
    deed: Deed


def history_list(rows: Sequence[Row], *, key: str, on_change: Callback, on_focus: Callback) -> None:
    """Draw the list. See ``change`` for what was clicked; a film that is chosen is sent with ``focus``."""
    data = {"rows": [asdict(row) for row in rows]}
    component("history_list", HTML)(key=key, data=data, on_change_change=on_change, on_focus_change=on_focus)


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
