"""Keys that lead through a presentation: arrows, space and Escape, wherever the focus is but in a control."""

from __future__ import annotations

from typing import Literal, cast, get_args

from dashboard.components import Callback, component, sent

HTML = "<span hidden></span>"
Move = Literal["next", "back", "leave"]


def key_presses(*, key: str, on_move: Callback) -> None:
    """Listen for as long as it is on the page. See ``moved`` for where a key leads."""
    component("key_presses", HTML)(key=key, on_move_change=on_move, height="content")


def moved(key: str) -> Move | None:
    """Where the key that was just pressed leads."""
    return parse(sent(key, "move"))


def parse(value: object) -> Move | None:
    """A move, if that is what the browser sent."""
    return cast("Move", value) if value in get_args(Move) else None
