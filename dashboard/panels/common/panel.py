"""Parts of a screen, each with a boundary around it: where one can't be drawn, a sentence stands in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from dashboard.panels.common.messages import error_boundary

P = ParamSpec("P")


@dataclass
class Panel:
    """A part of a screen.

    Attributes:
        name: as a sentence begins with it: "Your history".
        draw: what draws it.
    """

    name: str
    draw: Callable[..., None]


PANELS: list[Panel] = []  # every one, for a test that has each of them fail


def panel(name: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Put a boundary around what draws a part of a screen. It belongs below ``st.fragment``, which is drawn by itself.

    Args:
        name: as a sentence begins with it: "Your history".
    """

    def decorate(draw: Callable[P, None]) -> Callable[P, None]:
        this = Panel(name, draw)
        PANELS.append(this)

        @wraps(draw)
        def draw_panel(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - those of ``draw``
            with error_boundary(f"{name} can’t be shown"):
                this.draw(*args, **kwargs)

        return draw_panel

    return decorate
