"""Two films side by side, and the threads between their atoms as curved lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from dashboard.analysis.thread_layout import Line, Node
from dashboard.components import Callback, component


@dataclass(frozen=True)
class Side:
    """A film with the atoms in which lines end; ``picture`` is its poster's address, None for none."""

    title: str
    picture: str | None
    atoms: tuple[Node, ...]


def thread_view(
    left: Side,
    right: Side,
    lines: Sequence[Line],
    bundles: Sequence[Line],
    *,
    key: str,
    label: str,
    on_focus: Callback,
) -> None:
    """Draw lines between named atoms, and faint ones for what ends in the others; ``label`` says what is to be seen.

    The token of an atom that is chosen is sent with ``focus``.
    """
    links = {"lines": [asdict(line) for line in lines], "bundles": [asdict(line) for line in bundles]}
    data = {"left": asdict(left), "right": asdict(right), "label": label} | links
    component("thread_view")(key=key, data=data, on_focus_change=on_focus)
