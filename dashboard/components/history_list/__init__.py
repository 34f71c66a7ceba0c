"""The history as a list: films can be turned from liked to not for me, wishes from more to less, and all taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal, get_args

from dashboard.components import Callback, component, sent

HTML = '<ul class="history" aria-label="Your history"></ul>'
Deed = Literal["like", "dislike", "more", "less", "remove"]
Standing = Literal["like", "dislike", "more", "less"]
SAID: dict[Standing, str] = {"like": "liked", "dislike": "not for me", "more": "more", "less": "less"}
OTHER: dict[Standing, Standing] = {"like": "dislike", "dislike": "like", "more": "less", "less": "more"}


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
        chosen: whether it is in focus.
        recedes: whether something else is in focus that it has no part in.
    """

    key: str
    token: str
    title: str
    detail: str
    picture: str | None
    standing: Standing
    preview: str = ""
    chosen: bool = False
    recedes: bool = False

    def drawn(self) -> dict[str, object]:
        """As the browser gets it, with what its button says and does."""
        other = OTHER[self.standing]
        return asdict(self) | {"said": SAID[self.standing], "other": other, "other_said": SAID[other]}


@dataclass(frozen=True)
class Change:
    """What a person wants done with an entry."""

    key: str
    deed: Deed


def history_list(rows: Sequence[Row], *, key: str, on_change: Callback, on_focus: Callback) -> None:
    """Draw the list. See ``change`` for what was clicked; an entry that is chosen is sent with ``focus``."""
    data = {"rows": [row.drawn() for row in rows]}
    component("history_list", HTML)(key=key, data=data, on_change_change=on_change, on_focus_change=on_focus)


def change(key: str) -> Change | None:
    """What was just clicked."""
    return parse(sent(key, "change"))


def parse(value: object) -> Change | None:
    """A message from the browser; None for one that makes no sense."""
    if not isinstance(value, dict):
        return None
    entry = value.get("entry")
    deed = next((each for each in get_args(Deed) if each == value.get("deed")), None)
    return Change(entry, deed) if isinstance(entry, str) and deed else None
