"""Keys that lead through a presentation, wherever the focus is but in a control.

Two never reach Python: f fills the screen, and b makes it black.
"""

from __future__ import annotations

from typing import Literal, cast, get_args

from dashboard.components import Callback, component, event_value

Move = Literal["next", "back", "first", "last", "notes", "keys", "leave"]
DIGITS = "123456789"


def key_presses(*, key: str, on_move: Callback) -> None:
    """Listen for as long as it is on the page. See ``pressed_move`` for where a key leads."""
    component("key_presses")(key=key, on_move_change=on_move, height="content")


def pressed_move(key: str) -> Move | int | None:
    """Return where the key leads that was just pressed: a move, or a slide's number from 1; None if none was."""
    return parse(event_value(key, "move"))


def parse(value: object) -> Move | int | None:
    """Read a message from the browser; None for one that makes no sense."""
    if isinstance(value, str) and len(value) == 1 and value in DIGITS:
        return int(value)
    return cast("Move", value) if value in get_args(Move) else None
