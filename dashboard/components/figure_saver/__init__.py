"""Small buttons on every figure of the page, which save it as PNG, SVG or PDF, on white, with its source below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.components import component
from dashboard.look.palette import INK, LABELS, QUIET, RULE, TOTAL, accent, label


def figure_saver(source: str, settings: str, about: Sequence[str] = (), unit: str = "", *, key: str) -> None:
    """Watch over the page's figures; for the arguments see ``saver_data``."""
    component("figure_saver")(key=key, data=saver_data(source, settings, about, unit), height="content")


def saver_data(source: str, settings: str, about: Sequence[str] = (), unit: str = "") -> dict[str, Any]:
    """Return what is written below a saved figure, and how its colours are written on white.

    Args:
        source: the last line below each saved figure.
        settings: of the model; with the page's address they go into an SVG's metadata.
        about: lines before the source: the film, the history.
        unit: the line after them, for figures that have no unit of their own.
    """
    parts = [part for part in LABELS if accent(part, "light") != QUIET["light"]]
    inks = [(ink["dark"], ink["light"]) for ink in (INK, QUIET, RULE, TOTAL)]
    return {
        "source": source,
        "settings": settings,
        "about": list(about),
        "unit": unit,
        "legend": [(label(part), accent(part, "light")) for part in parts],
        "colours": [*((accent(part, "dark"), accent(part, "light")) for part in parts), *inks],
    }
