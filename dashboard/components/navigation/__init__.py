"""The bar at the top of every page: the screens by name, as links that lead on without loading the page anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components import component, event_value, ignore, plain


@dataclass(frozen=True)
class Link:
    """A link to a screen.

    Attributes:
        title: of the screen.
        path: its address, beside those of the other screens; "" for the first one.
    """

    title: str
    path: str


def navigation(links: Sequence[Link], current: str, *, key: str) -> None:
    """Draw the bar.

    Args:
        links: in their order.
        current: the title of the screen that is on the page.
        key: of the component.
    """
    component("navigation")(key=key, data={"links": plain(links), "current": current}, on_go_change=ignore)


def next_title(key: str) -> str | None:
    """Return the title of the screen whose link somebody follows; None if nobody does."""
    return parse(event_value(key, "go"))


def parse(value: object) -> str | None:
    """Read a message from the browser; None for one that makes no sense."""
    return value if isinstance(value, str) else None
