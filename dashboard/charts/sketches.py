"""Figures of sketches: the map with its cuts, the two heatmaps, and what each partition says of a bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.charts.frame import CLEAR, layout, tint
from dashboard.markup import in_plotly, shorten
from dashboard.microscope import Cuts, Estimates, Plane, Slide
from dashboard.palette import INK, QUIET, RULE, Theme, accent

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MAP, HEAT, ROW = 430, 300, 34  # pixels: heights, and of a row of estimates
TITLE_LENGTH = 28


def plane_map(
    plane: Plane,
    cuts: Cuts,
    shown: int,
    films: Sequence[tuple[int, str, str]],
    same: NDArray[np.bool_],
    modality: str,
    *,
    theme: Theme = "light",
) -> go.Figure:
    """Films as points, and the first ``shown`` of a partition's cuts as they cross the plane.

    Args:
        plane: of one modality.
        cuts: of one of its partitions.
        shown: how many of the cuts are drawn.
        films: position, label and role of the films on the map; the role is "film", "liked", "not for me" or "".
        same: [films of the catalogue], whether a film is on the same side of all drawn cuts as the film.
        modality: whose accent it has.
        theme: light or dark.
    """
    low, high = np.nanmin(plane.points, axis=0), np.nanmax(plane.points, axis=0)
    room = 0.06 * (high - low)
    roles = [("", "circle", 6), ("liked", "diamond", 12), ("not for me", "x", 11), ("film", "star", 18)]
    traces = [
        _points(plane, [f for f in films if f[2] == role], same, symbol, size, modality, theme)
        for role, symbol, size in roles
    ]
    frame = layout(theme, MAP) | {
        "xaxis": {"visible": False, "range": [low[0] - room[0], high[0] + room[0]], "fixedrange": True},
        "yaxis": {"visible": False, "range": [low[1] - room[1], high[1] + room[1]], "fixedrange": True},
        "shapes": [_trace(cuts.normals[k], cuts.levels[k], low, high, theme) for k in range(shown)],
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hovermode": "closest",
    }
    return go.Figure({"data": traces, "layout": frame})


def _points(
    plane: Plane,
    films: Sequence[tuple[int, str, str]],
    same: NDArray[np.bool_],
    symbol: str,
    size: int,
    modality: str,
    theme: Theme,
) -> dict[str, Any]:
    where = np.array([position for position, _, _ in films], dtype=np.int64)
    marked = symbol != "circle"
    inside = same[where]
    lit = INK[theme] if symbol == "star" else accent(modality, theme)
    colours = [lit if own else tint(QUIET[theme], marked) for own in inside]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": plane.points[where, 0].tolist(),
        "y": plane.points[where, 1].tolist(),
        "text": [in_plotly(f"{label}{f', {role}' if role not in ('', 'film') else ''}") for _, label, role in films],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": symbol,
            "size": [size + (3 if own and not marked else 0) for own in inside],
            "color": colours,
            "line": {"width": 1.5 if marked else 0, "color": INK[theme]},
        },
    }


def _trace(normal: Floats, level: float, low: Floats, high: Floats, theme: Theme) -> dict[str, Any]:
    """A cut's line, long enough for any picture; the axes' ranges crop it."""
    length = float(np.linalg.norm(normal)) or 1.0
    foot, along = normal * level / length**2, np.array([-normal[1], normal[0]]) / length
    reach = 2 * float(np.linalg.norm(high - low)) + float(np.linalg.norm(foot))
    start, end = foot - reach * along, foot + reach * along
    line = {"color": INK[theme], "width": 1.4}
    return {"type": "line", "x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1], "line": line, "layer": "below"}


def heatmap(
    values: Floats,
    slide: Slide,
    partition: int,
    bucket: int | None,
    hover: Sequence[Sequence[str]],
    *,
    scale: tuple[float, float],
    crossed: bool = False,
    theme: Theme = "light",
) -> go.Figure:
    """A sketch as D rows of W cells. Rings are the film's buckets; the frame is the partition that is looked at.

    Args:
        values: [D, W].
        slide: whose buckets are ringed.
        partition: the row that is looked at.
        bucket: the bucket in it; None for none.
        hover: [D][W], what a cell says.
        scale: the values of no accent and of the full one.
        crossed: whether buckets of films that were not liked bear a cross.
        theme: light or dark.
    """
    rows = list(range(1, slide.depth + 1))
    cells = {
        "type": "heatmap",
        "z": np.round(values, 3).tolist(),
        "x": list(range(slide.width)),
        "y": rows,
        "text": hover,
        "hovertemplate": "partition %{y}, bucket %{x}<br>%{text}<extra></extra>",
        "colorscale": [[0, tint(RULE[theme], lit=False)], [1, accent(slide.modality, theme)]],
        "zmin": scale[0],
        "zmax": scale[1],
        "showscale": False,
        "xgap": 0.5,
        "ygap": 1,
    }
    frame = layout(theme, HEAT) | {
        "xaxis": {"title": {"text": "bucket"}, "fixedrange": True, "showgrid": False, "zeroline": False},
        "yaxis": {"title": {"text": "partition"}, "autorange": "reversed", "fixedrange": True, "showgrid": False}
        | {"zeroline": False, "tickvals": [1, *range(5, slide.depth + 1, 5)]},
        "shapes": [_row_frame(partition, slide.width, theme), *_bucket_frame(partition, bucket, theme)],
        "margin": {"l": 44, "r": 6, "t": 6, "b": 40},
    }
    return go.Figure({"data": [cells, *_rings(slide, rows, theme, crossed=crossed)], "layout": frame})


def _rings(slide: Slide, rows: list[int], theme: Theme, *, crossed: bool) -> list[dict[str, Any]]:
    marks = []
    if crossed:
        down, across = np.nonzero(slide.disliked)
        marks.append(_marks(across.tolist(), (down + 1).tolist(), "x-thin", QUIET[theme]))
    if slide.own is not None:
        marks.append(_marks(slide.own.tolist(), rows, "circle-open", INK[theme]))
    return marks


def _marks(across: list[int], down: list[int], symbol: str, colour: str) -> dict[str, Any]:
    marker = {"symbol": symbol, "size": 9, "color": colour, "line": {"width": 1.8, "color": colour}}
    return {"type": "scatter", "mode": "markers", "x": across, "y": down, "marker": marker, "hoverinfo": "skip"}


def _row_frame(partition: int, width: int, theme: Theme) -> dict[str, Any]:
    line = {"color": INK[theme], "width": 1}
    ends = {"x0": -0.5, "x1": width - 0.5, "y0": partition + 0.5, "y1": partition + 1.5}
    return {"type": "rect", **ends, "line": line, "fillcolor": CLEAR}


def _bucket_frame(partition: int, bucket: int | None, theme: Theme) -> list[dict[str, Any]]:
    if bucket is None:
        return []
    line = {"color": INK[theme], "width": 2.5}
    ends = {"x0": bucket - 0.9, "x1": bucket + 0.9, "y0": partition + 0.3, "y1": partition + 1.7}
    return [{"type": "rect", **ends, "line": line, "fillcolor": CLEAR}]


def partition_dots(
    found: Sequence[Estimates], modality: str, partition: int | None = None, *, theme: Theme = "light"
) -> go.Figure:
    """What each partition by itself says of each bar; the diamond is their mean, the bar itself, with its error."""
    rows = [each.film.id for each in found]
    names = [in_plotly(shorten(each.film.label, TITLE_LENGTH)) for each in found]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [value for each in found for value in each.each],
        "y": [each.film.id for each in found for _ in each.each],
        "customdata": [p + 1 for each in found for p in range(len(each.each))],
        "marker": {
            "size": [11 if p == partition else 7 for each in found for p in range(len(each.each))],
            "color": tint(accent(modality, theme), lit=False),
            "line": {"width": 1, "color": accent(modality, theme)},
        },
        "hovertemplate": "partition %{customdata} alone: %{x:+.2f}<extra></extra>",
    }
    means = {
        "type": "scatter",
        "mode": "markers",
        "x": [each.value for each in found],
        "y": rows,
        "error_x": {"type": "data", "array": [each.spread for each in found], "thickness": 2, "color": INK[theme]},
        "marker": {"symbol": "diamond", "size": 11, "color": INK[theme]},
        "hovertemplate": "the bar: %{x:+.3f} ± %{error_x.array:.3f}<extra></extra>",
    }
    frame = layout(theme, 46 + ROW * len(found)) | {
        "yaxis": {"type": "category", "categoryorder": "array", "categoryarray": rows[::-1], "fixedrange": True}
        | {"tickvals": rows, "ticktext": names, "showgrid": False},
        "xaxis": {"zeroline": True, "zerolinecolor": QUIET[theme], "gridcolor": RULE[theme], "fixedrange": True}
        | {"griddash": "dot", "tickformat": "+.2~f", "nticks": 7},
    }
    frame["margin"]["l"] = 16 + 6.7 * max((len(name) for name in names), default=0)
    return go.Figure({"data": [dots, means], "layout": frame})
