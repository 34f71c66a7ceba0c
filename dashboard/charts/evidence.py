"""Figures of what was measured: accuracy, faithfulness, and cohorts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.measurements import Measure, is_ours, measures
from dashboard.charts.frame import layout
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent, label
from dashboard.service.cohorts import Group
from dashboard.text.markup import in_plotly
from emde_core.artifacts.results import Row

ROW, FRAME = 30, 48  # pixels
LETTER = 6.7  # pixels of an average letter
CURVE_HEIGHT = 300
DASHES, SYMBOLS = ("solid", "solid", "dash", "dot", "dashdot"), ("circle", "square", "triangle-up", "x", "diamond")
ON_BARS = ("#ffffff", "#14151a")  # inks for numbers on bars
NARROW = 0.09  # a share below this has no room for its number


def dots(rows: Sequence[Row], *, theme: Theme = "light", lower_is_better: bool = False) -> go.Figure:
    """Means with their 95 % intervals, the best at the top; ours filled, rivals hollow."""
    listed = _best_first(rows, lower_is_better=lower_is_better)
    names, means = [measure.name for measure in listed], [measure.row.mean or 0.0 for measure in listed]
    error = {
        "array": [(each.row.high or mean) - mean for each, mean in zip(listed, means, strict=True)],
        "arrayminus": [mean - (each.row.low or mean) for each, mean in zip(listed, means, strict=True)],
    }
    marks: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers+text",
        "x": means,
        "y": names,
        "text": [f"  {mean:.3f}" for mean in means],
        "textposition": "top center",
        "textfont": {"size": 11, "color": INK[theme]},
        "cliponaxis": False,
        "error_x": error | {"type": "data", "symmetric": False, "thickness": 1.5, "width": 4, "color": QUIET[theme]},
        "marker": {
            "size": 11,
            "color": INK[theme],
            "symbol": ["circle" if each.ours else "circle-open" for each in listed],
            "line": {"width": 2, "color": INK[theme]},
        },
        "hovertemplate": "%{x:.3f}<extra></extra>",
    }
    ticks = [f"<b>{in_plotly(each.name)}</b>" if each.ours else in_plotly(each.name) for each in listed]
    frame = layout(theme, FRAME + ROW * len(names)) | {
        "yaxis": {"type": "category", "categoryarray": names[::-1], "tickvals": names, "ticktext": ticks},
        "xaxis": {"gridcolor": RULE[theme], "griddash": "dot", "zeroline": False, "nticks": 5, "fixedrange": True},
    }
    frame["yaxis"] |= {"categoryorder": "array", "fixedrange": True, "range": [-0.6, len(names) - 0.3]}
    frame["yaxis"] |= {"gridcolor": RULE[theme], "zeroline": False}
    frame["margin"]["l"] = 16 + LETTER * max((len(name) for name in names), default=0)
    return go.Figure({"data": [marks], "layout": frame})


def _best_first(rows: Sequence[Row], *, lower_is_better: bool) -> list[Measure]:
    return sorted(measures(rows), key=lambda each: each.row.mean or 0.0, reverse=not lower_is_better)


def dots_takeaway(rows: Sequence[Row], *, lower_is_better: bool = False) -> str:
    """Means in a sentence."""
    listed = _best_first(rows, lower_is_better=lower_is_better)
    if not listed:
        return "Nothing was measured."
    said = ", ".join(f"{each.name} {each.row.mean:.3f}" for each in listed)
    return f"{listed[0].row.metric}, best first: {said}."


def staying(curves: Mapping[str, Sequence[Row]], removed: Sequence[int], *, theme: Theme = "light") -> go.Figure:
    """How many recommendations stay in the top as the films that a method calls strongest are taken out.

    Args:
        curves: by method, a row for each number of films taken out.
        removed: those numbers.
        theme: of the page.
    """
    traces = []
    for place, (name, rows) in enumerate(curves.items()):
        means = [row.mean or 0.0 for row in rows]
        highs = [(row.high or 0.0) - m for row, m in zip(rows, means, strict=True)]
        lows = [m - (row.low or 0.0) for row, m in zip(rows, means, strict=True)]
        colour = INK[theme] if is_ours(name) else QUIET[theme]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": in_plotly(name),
                "x": [0, *removed],
                "y": [1.0, *means],
                "error_y": {"type": "data", "symmetric": False, "array": [0.0, *highs], "arrayminus": [0.0, *lows]}
                | {"thickness": 1, "width": 3, "color": colour},
                "line": {"dash": DASHES[place % len(DASHES)], "width": 3 if place == 0 else 1.6, "color": colour},
                "marker": {"symbol": SYMBOLS[place % len(SYMBOLS)], "size": 8},
                "hovertemplate": "%{x} taken out: %{y:.0%}<extra>" + in_plotly(name) + "</extra>",
            }
        )
    frame = layout(theme, CURVE_HEIGHT) | {
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": 12}},
        "xaxis": {
            "title": {"text": "history films taken out", "font": {"size": 13}},
            "dtick": 1,
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {"gridcolor": RULE[theme], "griddash": "dot", "tickformat": ".0%", "range": [0, 1.05]},
    }
    frame["xaxis"]["fixedrange"] = frame["yaxis"]["fixedrange"] = True
    frame["margin"] |= {"l": 44, "b": 42, "t": 40}
    return go.Figure({"data": traces, "layout": frame})


def share_bars(found: Sequence[Group], parts: Sequence[str], *, theme: Theme = "light") -> go.Figure:
    """Each group's mean shares of the parts as one bar of 100 %, with its number of recommendations."""
    names = [group.name for group in found]
    ticks = [f"{in_plotly(group.name)}  <i>n={group.n}</i>" for group in found]
    frame = layout(theme, FRAME + ROW * len(found)) | {
        "barmode": "stack",
        "bargap": 0.35,
        "yaxis": {"type": "category", "categoryorder": "array", "categoryarray": names[::-1], "fixedrange": True},
        "xaxis": {"range": [0, 1], "tickformat": ".0%", "showgrid": False, "zeroline": False, "fixedrange": True},
    }
    frame["yaxis"] |= {"tickvals": names, "ticktext": ticks, "showgrid": False}
    frame["margin"]["l"] = 16 + LETTER * max((len(g.name) + len(str(g.n)) + 4 for g in found), default=0)
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": label(part),
            "y": names,
            "x": [group.shares[part] for group in found],
            "text": [f"{s:.0%}" if (s := group.shares[part]) >= NARROW else "" for group in found],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textfont": {"size": 12, "color": _readable_on(accent(part, theme))},
            "marker": {"color": accent(part, theme), "line": {"width": 0}},
            "hovertemplate": f"{label(part)}: %{{x:.1%}}<extra></extra>",
        }
        for part in parts
    ]
    return go.Figure({"data": traces, "layout": frame})


def _readable_on(ground: str) -> str:
    """White or near-black, whichever stands out more from a hex colour (WCAG's contrast)."""
    return max(ON_BARS, key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two hex colours, 1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def share_takeaway(found: Sequence[Group], part: str) -> str:
    """One part's shares in a sentence."""
    if not found:
        return "No group has enough recommendations."
    high = max(found, key=lambda group: group.shares[part])
    low = min(found, key=lambda group: group.shares[part])
    return (
        f"The share of {label(part)} is largest in {high.name} ({high.shares[part]:.0%}) and smallest in "
        f"{low.name} ({low.shares[part]:.0%})."
    )
