"""Figures of what scores and few ratings are worth: said against found, and rank against ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.measurements import number
from dashboard.charts.frame import layout
from dashboard.look.palette import INK, QUIET, RULE, Theme
from emde_core.artifacts.results import Row

HEIGHT = 320  # pixels
TIMES = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32)
CHANCE = 0.5  # mean rank percentile of an order drawn at random
Pair = tuple[Row, Row]


def reliability(pairs: Sequence[Pair], *, theme: Theme = "light") -> go.Figure:
    """How many times as likely as the average film films were said to be, and were; on the dotted line both are equal.

    Args:
        pairs: for each group of films what was said of it, and what was found.
        theme: of the page.
    """
    said, means, error = [number(one.mean) for one, _ in pairs], *_whiskers([row for _, row in pairs], theme)
    ends = [min([*said, *means]), max([*said, *means])]
    equal = {"type": "scatter", "mode": "lines", "x": ends, "y": ends, "hoverinfo": "skip"}
    points = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": said,
        "y": means,
        "error_y": error,
        "line": {"width": 2, "color": INK[theme]},
        "marker": {"size": 9, "color": INK[theme]},
        "hovertemplate": "said ×%{x:.2f}, found ×%{y:.2f}<extra></extra>",
    }
    frame = layout(theme, HEIGHT) | {"xaxis": _times("as said", theme), "yaxis": _times("as found", theme)}
    frame["margin"] |= {"l": 62, "b": 46}
    line = {"dash": "dot", "width": 1.5, "color": QUIET[theme]}
    return go.Figure({"data": [equal | {"line": line}, points], "layout": frame})


def _times(title: str, theme: Theme) -> dict[str, Any]:
    axis = {
        "type": "log",
        "title": {"text": f"times as likely, {title}", "font": {"size": 13}},
        "tickvals": list(TIMES),
        "fixedrange": True,
    }
    return axis | {"ticktext": [f"×{each:g}" for each in TIMES], "gridcolor": RULE[theme], "griddash": "dot"}


def _whiskers(rows: Sequence[Row], theme: Theme) -> tuple[list[float], dict[str, Any]]:
    means = [number(row.mean) for row in rows]
    high = [number(row.high) - mean for row, mean in zip(rows, means, strict=True)]
    low = [mean - number(row.low) for row, mean in zip(rows, means, strict=True)]
    error = {"type": "data", "symmetric": False, "array": high, "arrayminus": low, "thickness": 1.5, "width": 4}
    return means, error | {"color": QUIET[theme]}


def reliability_takeaway(pairs: Sequence[Pair]) -> str:
    """The curve in a sentence."""
    said = ", ".join(f"×{number(one.mean):.1f} found ×{number(two.mean):.1f}" for one, two in pairs)
    return f"Said and found, against the average film: {said}."


def few(rows: Sequence[tuple[str, Row]], *, theme: Theme = "light") -> go.Figure:
    """Where films with few ratings stand in the list of those who like them; the top is best.

    Args:
        rows: how many ratings, in words, and the mean rank percentile.
        theme: of the page.
    """
    means, error = _whiskers([row for _, row in rows], theme)
    points = {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [name for name, _ in rows],
        "y": means,
        "text": [f" {mean:.0%}" for mean in means],
        "textposition": "top right",
        "textfont": {"color": INK[theme]},
        "cliponaxis": False,
        "error_y": error,
        "line": {"width": 2, "color": INK[theme]},
        "marker": {"size": 9, "color": INK[theme]},
        "hovertemplate": "%{y:.1%} from the top<extra></extra>",
    }
    chance = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": CHANCE, "y1": CHANCE}
    frame = layout(theme, HEIGHT) | {
        "shapes": [chance | {"line": {"dash": "dot", "width": 1.5, "color": QUIET[theme]}}],
        "annotations": [
            {"text": "chance", "xref": "paper", "x": 1, "y": CHANCE, "xanchor": "right", "yanchor": "bottom"}
        ],
        "xaxis": {
            "type": "category",
            "title": {"text": "ratings that the film has", "font": {"size": 13}},
            "fixedrange": True,
        },
        "yaxis": {
            "range": [0.55, 0],
            "tickformat": ".0%",
            "title": {"text": "from the top", "font": {"size": 13}},
            "fixedrange": True,
        },
    }
    frame["annotations"][0] |= {"showarrow": False}
    frame["xaxis"] |= {"showgrid": False, "zeroline": False, "range": [-0.4, len(rows) - 0.4]}
    frame["yaxis"] |= {"gridcolor": RULE[theme], "griddash": "dot", "zeroline": False}
    frame["margin"] |= {"l": 62, "b": 46}
    return go.Figure({"data": [points], "layout": frame})


def few_takeaway(rows: Sequence[tuple[str, Row]]) -> str:
    """The same in a sentence."""
    said = ", ".join(f"{name}: {number(row.mean):.0%}" for name, row in rows)
    return f"How far from the top their likes stand, by how many ratings a film has; 50 % is chance: {said}."
