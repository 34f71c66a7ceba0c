"""Rows of two marks each, filled for what is real and hollow for what is exchanged, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.look.palette import INK, QUIET, RULE, Theme

ROOM = 0.1  # on either side of what is drawn, as a share of its width
Ends = tuple[float, float, float]  # mean, and its 95 % interval


@dataclass(frozen=True)
class Pair:
    """One row: its colour, and the two means with their intervals."""

    colour: str
    real: Ends
    exchanged: Ends


def around(pairs: Sequence[Pair]) -> list[float]:
    """A range around everything that is drawn, with room for numbers."""
    every = [end for pair in pairs for end in (*pair.real, *pair.exchanged)]
    room = ROOM * (max(every) - min(every) or 1.0)
    return [min(every) - room, max(every) + room]


def traces(pairs: Sequence[Pair], axis: str, form: str, theme: Theme) -> list[dict[str, Any]]:
    """The lines and marks of a panel; its rows are 0, 1, 2, ...

    Args:
        pairs: a row each.
        axis: number of the panel's x axis, "" for the first.
        form: of the numbers beside the marks.
        theme: of the page.
    """
    rows = range(len(pairs))
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for pair in pairs for x in (pair.exchanged[0], pair.real[0], None)],
        "y": [y for row in rows for y in (row, row, None)],
        "xaxis": f"x{axis}",
        "line": {"width": 3, "color": RULE[theme]},
        "hoverinfo": "skip",
    }
    colours = [pair.colour for pair in pairs]
    hollow = {"symbol": "circle-open", "size": 12, "color": colours, "line": {"width": 2.2, "color": colours}}
    filled = {"symbol": "circle", "size": 12, "color": colours}
    others, reals = [pair.exchanged for pair in pairs], [pair.real for pair in pairs]
    marks = {"xaxis": f"x{axis}", "y": list(rows), "cliponaxis": False}
    return [
        line,
        marks | _marks(others, form, theme) | {"marker": hollow, "name": "exchanged", "textposition": "bottom center"},
        marks | _marks(reals, form, theme) | {"marker": filled, "name": "real"} | _above(theme),
    ]


def _above(theme: Theme) -> dict[str, Any]:
    """Numbers of real content stand above, the others below, so that close ones stay apart."""
    return {"textposition": "top center", "textfont": {"size": 12, "color": INK[theme]}}


def _marks(ends: Sequence[Ends], form: str, theme: Theme) -> dict[str, Any]:
    error = {
        "array": [high - mean for mean, _, high in ends],
        "arrayminus": [mean - low for mean, low, _ in ends],
    }
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [mean for mean, _, _ in ends],
        "text": [format(mean, form) for mean, _, _ in ends],
        "textfont": {"size": 12, "color": QUIET[theme]},
        "error_x": error | {"type": "data", "symmetric": False, "thickness": 1.5, "width": 4, "color": QUIET[theme]},
        "hovertemplate": "%{data.name}: %{x:.4f}<extra></extra>",
    }
