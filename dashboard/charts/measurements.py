"""Figures of measurements: means with their intervals, curves of deletion, and shares of parts by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.analysis.measurements import Measurement, is_ours, measurements
from dashboard.charts.frame import (
    BARE,
    axis_title,
    category_axis,
    dotted_axis,
    labelled_marks,
    layout,
    names_margin,
    whiskers,
)
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent, label
from dashboard.service.cohorts import Group
from dashboard.text.markup import element, hover, in_plotly, join, strong
from emde_core.artifacts.results import ResultRow

ROW, FRAME = 30, 48  # pixels
CURVE_HEIGHT = 300
SHARES = (0, 0.25, 0.5, 0.75, 1)  # ticks
DASHES, SYMBOLS = ("solid", "solid", "dash", "dot", "dashdot"), ("circle", "square", "triangle-up", "x", "diamond")
ON_BARS = ("#ffffff", "#14151a")  # inks for numbers on bars
NARROW = 0.09  # a share below this has no room for its number


def interval_dots(rows: Sequence[ResultRow], *, theme: Theme = "light", lower_is_better: bool = False) -> go.Figure:
    """Draw means with their 95 % intervals, the best at the top; ours filled, rivals hollow."""
    measured_rows = _best_first(rows, lower_is_better=lower_is_better)
    names, means = [each.name for each in measured_rows], [each.row.mean or 0.0 for each in measured_rows]
    lows = [each.row.low or mean for each, mean in zip(measured_rows, means, strict=True)]
    highs = [each.row.high or mean for each, mean in zip(measured_rows, means, strict=True)]
    marks = labelled_marks(means, names, [f"  {mean:.3f}" for mean in means], "top center", theme, 11) | {
        "error_x": whiskers(means, lows, highs, theme),
        "marker": {
            "size": 11,
            "color": INK[theme],
            "symbol": ["circle" if each.ours else "circle-open" for each in measured_rows],
            "line": {"width": 2, "color": INK[theme]},
        },
        "hovertemplate": hover("%{x:.3f}"),
    }
    ticks = [strong(in_plotly(each.name)) if each.ours else in_plotly(each.name) for each in measured_rows]
    frame = layout(theme, FRAME + ROW * len(names)) | {
        "yaxis": category_axis(names, ticks)
        | {"range": [-0.6, len(names) - 0.3], "gridcolor": RULE[theme], "zeroline": False},
        "xaxis": dotted_axis(theme) | {"nticks": 5},
    }
    frame["margin"]["l"] = names_margin(names)
    return go.Figure({"data": [marks], "layout": frame})


def _best_first(rows: Sequence[ResultRow], *, lower_is_better: bool) -> list[Measurement]:
    return sorted(measurements(rows), key=lambda each: each.row.mean or 0.0, reverse=not lower_is_better)


def dots_takeaway(rows: Sequence[ResultRow], *, lower_is_better: bool = False) -> str:
    """Return the means as a sentence."""
    measured_rows = _best_first(rows, lower_is_better=lower_is_better)
    if not measured_rows:
        return "Nothing was measured."
    means = ", ".join(f"{each.name} {each.row.mean:.3f}" for each in measured_rows)
    return f"{measured_rows[0].row.metric}, best first: {means}."


def deletion_curves(
    curves: Mapping[str, Sequence[ResultRow]], counts: Sequence[int], *, theme: Theme = "light"
) -> go.Figure:
    """Draw the share of recommendations that stay in the top as the films that a method calls strongest are taken out.

    Args:
        curves: by method, a row for each number of films taken out.
        counts: those numbers.
        theme: of the page.
    """
    traces = []
    for place, (name, rows) in enumerate(curves.items()):
        means, lows, highs = ([1.0, *(getattr(row, end) or 0.0 for row in rows)] for end in ("mean", "low", "high"))
        colour = INK[theme] if is_ours(name) else QUIET[theme]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": in_plotly(name),
                "x": [0, *counts],
                "y": means,
                "error_y": whiskers(means, lows, highs, theme) | {"thickness": 1, "width": 3, "color": colour},
                "line": {"dash": DASHES[place % len(DASHES)], "width": 3 if place == 0 else 1.6, "color": colour},
                "marker": {"symbol": SYMBOLS[place % len(SYMBOLS)], "size": 8},
                "hovertemplate": hover("%{x} taken out: %{y:.0%}", name=in_plotly(name)),
            }
        )
    frame = layout(theme, CURVE_HEIGHT) | {
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": 12}},
        "xaxis": {**BARE, **axis_title("history films taken out"), "dtick": 1},
        "yaxis": dotted_axis(theme) | {"zeroline": True, "tickformat": ".0%", "range": [0, 1.05]},
    }
    frame["margin"] |= {"l": 44, "b": 42, "t": 40}
    return go.Figure({"data": traces, "layout": frame})


def share_bars(groups: Sequence[Group], parts: Sequence[str], *, theme: Theme = "light") -> go.Figure:
    """Draw each group's mean shares of the parts as one bar of 100 %, with its number of recommendations."""
    names = [group.name for group in groups]
    ticks = [join(in_plotly(group.name), "  ", element("i", f"n={group.n}")) for group in groups]
    frame = layout(theme, FRAME + ROW * len(groups)) | {
        "barmode": "stack",
        "bargap": 0.35,
        "yaxis": category_axis(names, ticks) | {"showgrid": False},
        "xaxis": {**BARE, "range": [0, 1], "tickformat": ".0%", "tickvals": SHARES},
    }
    frame["margin"] |= {"l": names_margin(f"{group.name}  n={group.n}" for group in groups), "r": 20}  # for "100%"
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": label(part),
            "y": names,
            "x": [group.shares[part] for group in groups],
            "text": [f"{s:.0%}" if (s := group.shares[part]) >= NARROW else "" for group in groups],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textfont": {"size": 12, "color": _readable_on(accent(part, theme))},
            "marker": {"color": accent(part, theme), "line": {"width": 0}},
            "hovertemplate": hover(f"{label(part)}: %{{x:.1%}}"),
        }
        for part in parts
    ]
    return go.Figure({"data": traces, "layout": frame})


def _readable_on(ground: str) -> str:
    """Return white or near-black, whichever stands out more from a hex colour (WCAG's contrast)."""
    return max(ON_BARS, key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast ratio of two hex colours, 1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def share_takeaway(groups: Sequence[Group], part: str) -> str:
    """Return one part's shares as a sentence."""
    if not groups:
        return "No group has enough recommendations."
    high = max(groups, key=lambda group: group.shares[part])
    low = min(groups, key=lambda group: group.shares[part])
    return (
        f"The share of {label(part)} is largest in {high.name} ({high.shares[part]:.0%}) and smallest in "
        f"{low.name} ({low.shares[part]:.0%})."
    )
