"""The history as a list: films can be turned from liked to not for me, wishes from more to less, and all taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.components import Callback, component, event_value, plain

Deed = Literal["like", "dislike", "more", "less", "remove"]
Standing = Literal["like", "dislike", "more", "less"]
LABELS: dict[Standing, str] = {"like": "liked", "dislike": "not for me", "more": "more", "less": "less"}
OPPOSITES: dict[Standing, Standing] = {"like": "dislike", "dislike": "like", "more": "less", "less": "more"}


@dataclass(frozen=True)
class Row:
    """An entry of the history.

    Attributes:
        key: a film's id, or a wish's key.
        token: the focus that choosing it asks for.
        title, detail: the film, or what is wished for; the detail is its second line.
        picture: its address; None for none.
        standing: whether the film was liked, or whether there should be more.
        preview: what would be without it, shown in the detail's place while the row is pointed at; "" for nothing.
        in_focus: whether it is what is singled out.
        recedes: whether something else is in focus that it has no part in.
    """

    key: str
    token: str
    title: str
    detail: str
    picture: str | None
    standing: Standing
    preview: str = ""
    in_focus: bool = False
    recedes: bool = False

    def for_browser(self) -> dict[str, object]:
        """Return the row as the browser gets it, with what its button says and does."""
        opposite = OPPOSITES[self.standing]
        labels = {"label": LABELS[self.standing], "opposite": opposite, "opposite_label": LABELS[opposite]}
        return plain(self) | labels


@dataclass(frozen=True)
class Change:
    """An entry, and what a person wants done with it."""

    key: str
    deed: Deed


def history_list(rows: Sequence[Row], *, key: str, on_change: Callback, on_focus: Callback) -> None:
    """Draw the list. See ``change`` for what was clicked; an entry that is chosen is sent with ``focus``."""
    data = {"rows": [row.for_browser() for row in rows]}
    component("history_list")(key=key, data=data, on_change_change=on_change, on_focus_change=on_focus)


def change(key: str) -> Change | None:
    """Return the change that was just asked for; None if none was."""
    return parse(event_value(key, "change"))


def parse(value: object) -> Change | None:
    """Read a message from the browser; None for one that makes no sense."""
    if not isinstance(value, dict):
        return None
    entry = value.get("entry")
    deed = next((each for each in get_args(Deed) if each == value.get("deed")), None)
    return Change(entry, deed) if isinstance(entry, str) and deed else None
