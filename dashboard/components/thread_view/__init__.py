"""Two films side by side, and the threads between their atoms as curved lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.analysis.thread_layout import Line, Node
from dashboard.components import Callback, component, plain


@dataclass(frozen=True)
class Side:
    """A film with the atoms in which lines end; ``picture`` is its poster's address, None for none."""

    title: str
    picture: str | None
    atoms: tuple[Node, ...]


@dataclass(frozen=True)
class Drawing:
    """Two films and the lines between them.

    Attributes:
        left, right: the films.
        lines, bundles: lines between named atoms, and faint ones for what ends in the others.
        label: what is to be seen, for whoever can't see it.
    """

    left: Side
    right: Side
    lines: tuple[Line, ...]
    bundles: tuple[Line, ...]
    label: str

    def for_browser(self) -> dict[str, Any]:
        """Return the drawing as the browser gets it."""
        return plain(self)


def thread_view(drawing: Drawing, *, key: str, on_focus: Callback) -> None:
    """Draw the lines. The token of an atom that is chosen is sent with ``focus``."""
    component("thread_view")(key=key, data=drawing.for_browser(), on_focus_change=on_focus)
