"""Rows of two marks each, filled for real content and hollow for exchanged, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.frame import whiskers
from dashboard.look.palette import INK, QUIET, RULE, Theme
from dashboard.text.markup import hover

ROOM = 0.1  # on either side of what is drawn, as a share of its width
Ends = tuple[float, float, float]  # mean, and its 95 % interval


@dataclass(frozen=True)
class MarkPair:
    """A row: its colour, and two means with their intervals."""

    colour: str
    real: Ends
    exchanged: Ends


def range_around(pairs: Sequence[MarkPair]) -> list[float]:
    """Return a range around everything that is drawn, with room for numbers."""
    every = [end for pair in pairs for end in (*pair.real, *pair.exchanged)]
    room = ROOM * (max(every) - min(every) or 1.0)
    return [min(every) - room, max(every) + room]


def pair_traces(pairs: Sequence[MarkPair], axis: str, form: str, theme: Theme) -> list[dict[str, Any]]:
    """Return the lines and marks of a panel; its rows are 0, 1, 2, ...

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
    real_marker = {"symbol": "circle", "size": 12, "color": colours}
    others, reals = [pair.exchanged for pair in pairs], [pair.real for pair in pairs]
    marks = {"xaxis": f"x{axis}", "y": list(rows), "cliponaxis": False}
    return [
        line,
        marks | _marks(others, form, theme) | {"marker": hollow, "name": "exchanged", "textposition": "bottom center"},
        marks | _marks(reals, form, theme) | {"marker": real_marker, "name": "real"} | _above(theme),
    ]


def _above(theme: Theme) -> dict[str, Any]:
    """Return the place of real content's numbers: above, with the others below, so that close ones stay apart."""
    return {"textposition": "top center", "textfont": {"size": 12, "color": INK[theme]}}


def _marks(ends: Sequence[Ends], form: str, theme: Theme) -> dict[str, Any]:
    means, lows, highs = zip(*ends, strict=True)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": list(means),
        "text": [format(mean, form) for mean in means],
        "textfont": {"size": 12, "color": QUIET[theme]},
        "error_x": whiskers(means, lows, highs, theme),
        "hovertemplate": hover("%{data.name}: %{x:.4f}"),
    }
