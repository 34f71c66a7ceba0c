"""Figures of how far scores, and few ratings, can be trusted: a reliability diagram, and ranks by number of ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.measurements import number
from dashboard.charts.frame import BARE, axis_title, dotted_axis, layout, whiskers
from dashboard.look.palette import INK, QUIET, Theme
from dashboard.text.markup import hover
from emde_core.artifacts.results import ResultRow

HEIGHT = 320  # pixels
TIMES = (0.25, 1, 4, 16, 64, 256)
CHANCE = 0.5  # mean rank percentile of an order drawn at random
Pair = tuple[ResultRow, ResultRow]


def reliability_curve(pairs: Sequence[Pair], *, theme: Theme = "light") -> go.Figure:
    """Draw how many times as likely as the average film groups of films were said to be, and were.

    On the dotted line both are equal.

    Args:
        pairs: for each group of films the likelihood that was said, and the one that was found.
        theme: of the page.
    """
    predictions, means, error = [number(one.mean) for one, _ in pairs], *_whiskers([row for _, row in pairs], theme)
    ends = [min([*predictions, *means]), max([*predictions, *means])]
    equal = {"type": "scatter", "mode": "lines", "x": ends, "y": ends, "hoverinfo": "skip"}
    points = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": predictions,
        "y": means,
        "error_y": error,
        "line": {"width": 2, "color": INK[theme]},
        "marker": {"size": 9, "color": INK[theme]},
        "hovertemplate": hover("said ×%{x:.2f}, found ×%{y:.2f}"),
    }
    frame = layout(theme, HEIGHT) | {"xaxis": _times("as said", theme), "yaxis": _times("as found", theme)}
    frame["margin"] |= {"l": 62, "b": 46}
    line = {"dash": "dot", "width": 1.5, "color": QUIET[theme]}
    return go.Figure({"data": [equal | {"line": line}, points], "layout": frame})


def _times(title: str, theme: Theme) -> dict[str, Any]:
    ticks = {"type": "log", "tickvals": list(TIMES), "ticktext": [f"×{each:g}" for each in TIMES]}
    return dotted_axis(theme) | axis_title(f"times as likely, {title}") | ticks


def _whiskers(rows: Sequence[ResultRow], theme: Theme) -> tuple[list[float], dict[str, Any]]:
    means, lows, highs = ([number(getattr(row, end)) for row in rows] for end in ("mean", "low", "high"))
    return means, whiskers(means, lows, highs, theme)


def reliability_takeaway(pairs: Sequence[Pair]) -> str:
    """Return the reliability curve as a sentence."""
    phrases = ", ".join(f"×{number(one.mean):.1f} found ×{number(two.mean):.1f}" for one, two in pairs)
    return f"Said and found, against the average film: {phrases}."


def reliability_limit(pairs: Sequence[Pair]) -> str:
    """Say where scores of likelier films say less than is found, and beyond which they say more; "" for neither."""
    words = []
    less = [(one, two) for one, two in pairs if 1 < number(one.mean) < number(two.low)]
    if less:
        one, two = max(less, key=lambda pair: number(pair[1].mean) / number(pair[0].mean))
        words.append(f"Scores can say less than is found: ×{number(one.mean):.1f} where it is ×{number(two.mean):.1f}.")
    within = [place for place, (one, two) in enumerate(pairs) if number(one.mean) <= number(two.high)]
    first = within[-1] + 1 if within else 0
    if first < len(pairs):
        one, two = pairs[-1]
        beyond = f"Beyond ×{number(pairs[first - 1][0].mean):.1f} they say more" if first else "They say more"
        highest = f"the highest ones say ×{number(one.mean):.0f} on average, and ×{number(two.mean):.0f} is found"
        words.append(f"{beyond} than is found: {highest}.")
    return " ".join(words)


def few_ratings_curve(rows: Sequence[tuple[str, ResultRow]], *, theme: Theme = "light") -> go.Figure:
    """Draw how near the top films with few ratings stand for those who like them; the top is best.

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
        "hovertemplate": hover("%{y:.1%} from the top"),
    }
    chance = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": CHANCE, "y1": CHANCE}
    frame = layout(theme, HEIGHT) | {
        "shapes": [chance | {"line": {"dash": "dot", "width": 1.5, "color": QUIET[theme]}}],
        "annotations": [
            {"text": "chance", "showarrow": False}
            | {"xref": "paper", "x": 1, "y": CHANCE, "xanchor": "right", "yanchor": "bottom"}
        ],
        "xaxis": {
            **BARE,
            **axis_title("ratings that the film has"),
            "type": "category",
            "range": [-0.4, len(rows) - 0.4],
        },
        "yaxis": dotted_axis(theme) | axis_title("from the top") | {"range": [0.55, 0], "tickformat": ".0%"},
    }
    frame["margin"] |= {"l": 62, "b": 46}
    return go.Figure({"data": [points], "layout": frame})


def few_ratings_takeaway(rows: Sequence[tuple[str, ResultRow]]) -> str:
    """Return the curve of few ratings as a sentence."""
    phrases = ", ".join(f"{name}: {number(row.mean):.0%}" for name, row in rows)
    return f"How far from the top their likes stand, by how many ratings a film has; 50 % is chance: {phrases}."
