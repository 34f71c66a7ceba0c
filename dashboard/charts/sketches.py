"""Figures of one atom's sketch: times the history's, bucket by bucket, added up, and in the sums that it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.analysis.specimen import Specimen, named
from dashboard.charts.frame import CLEAR, hatched, layout, tint
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent
from dashboard.text.grammar import shorten, signed
from dashboard.text.markup import in_plotly

Ints = NDArray[np.int64]
BARS, SUMS, VALUE_ROW = 300, 190, 26  # pixels: heights, and of a row
LETTER = 6.7  # pixels of an average letter
TITLE_LENGTH, ATOM_LENGTH = 30, 18
FEW = 8  # buckets that are drawn whole; of more, a stretch around the atom's own
AROUND = 2  # buckets on either side of it
HIGH, APART = 0.28, 0.08  # of a row of bars, and between two, as shares of the figure
STEPS = 50  # partitions that are few enough for a line with steps
DIGITS, MOST_DIGITS = 3, 6  # of what an atom adds: those that tell, and after the point at most


def precise(value: float, digits: int = DIGITS) -> str:
    """A value with as many digits as tell: +0.183, −0.00209.

    >>> precise(0.0043214)
    '+0.00432'
    """
    return signed(value, min(MOST_DIGITS, max(2, digits - 1 - int(np.floor(np.log10(abs(value) or 1.0))))))


def above(said: str, left: float, top: float, theme: Theme) -> dict[str, Any]:
    """Words above a picture, from its left edge; places as shares of the figure."""
    place = {"xref": "paper", "yref": "paper", "x": left, "y": top, "xanchor": "left", "yanchor": "bottom"}
    return {"text": said, "showarrow": False, "font": {"size": 13, "color": INK[theme]}, **place}


def window(specimen: Specimen, partition: int) -> Ints:
    """The buckets of a partition that are drawn: all, or those around the atom's own."""
    if specimen.width <= FEW:
        return np.arange(specimen.width)
    first = int(np.clip(specimen.codes[0, partition] - AROUND, 0, specimen.width - 2 * AROUND - 1))
    return np.arange(first, first + 2 * AROUND + 1)


def multiplied(specimen: Specimen, partitions: int, *, theme: Theme = "light") -> go.Figure:
    """The history's sketch, the atom's, and their products, bucket by bucket in the first partitions."""
    drawn = [window(specimen, p).tolist() for p in range(partitions)]
    cells = [(p, bucket) for p, buckets in enumerate(drawn) for bucket in buckets]
    places = [p * (len(drawn[0]) + 1.2) + k for p, buckets in enumerate(drawn) for k in range(len(buckets))]
    middles = [p * (len(drawn[0]) + 1.2) + (len(buckets) - 1) / 2 for p, buckets in enumerate(drawn)]
    rows = (
        ("the history", specimen.history, QUIET[theme]),
        (f"× {shorten(named(specimen.atom), ATOM_LENGTH)}", specimen.sketch, INK[theme]),
        ("= what each bucket adds", specimen.products, accent(specimen.modality, theme)),
    )
    frame = layout(theme, BARS) | {"annotations": [], "bargap": 0.12, "margin": {"l": 1, "r": 1, "t": 22, "b": 22}}
    frame["xaxis"] = {"fixedrange": True, "showgrid": False, "zeroline": False, "anchor": "y3", "tickvals": middles}
    frame["xaxis"] |= {"ticktext": [f"partition {p + 1}" for p in range(partitions)]}
    traces = []
    for row, (name, table, colour) in enumerate(rows):
        axis, top = str(row + 1) if row else "", 1 - row * (HIGH + APART)
        values = [float(table[cell]) for cell in cells]
        frame[f"yaxis{axis}"] = _mirrored(values, top, theme)
        frame["annotations"].append(above(in_plotly(name), 0, top - 0.03, theme))
        traces.append(_bars(places, values, cells, colour, f"y{axis}"))
    return go.Figure({"data": traces, "layout": frame})


def _mirrored(values: Sequence[float], top: float, theme: Theme) -> dict[str, Any]:
    """An axis with 0 in its middle."""
    most = 1.15 * max(map(abs, values)) or 1.0
    axis = {"domain": [max(0.0, top - HIGH), top], "range": [-most, most], "showticklabels": False, "fixedrange": True}
    return axis | {"zeroline": True, "zerolinecolor": QUIET[theme], "showgrid": False}


def _bars(
    places: Sequence[float], values: Sequence[float], cells: Sequence[tuple[int, int]], colour: str, axis: str
) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": list(places),
        "y": list(values),
        "yaxis": axis,
        "customdata": [[p + 1, b] for p, b in cells],
        "marker": {"color": colour, "pattern": hatched(values) | {"fgcolor": colour, "bgcolor": CLEAR}},
        "hovertemplate": "partition %{customdata[0]}, bucket %{customdata[1]}: %{y:+.2g}<extra></extra>",
    }


def adding_up(specimen: Specimen, *, theme: Theme = "light") -> go.Figure:
    """The products summed partition after partition: where the line ends is the value."""
    sums = np.concatenate([[0.0], np.cumsum(specimen.by_partition)])
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": list(range(len(sums))),
        "y": [float(f"{value:.4g}") for value in sums],
        "line": {
            "color": accent(specimen.modality, theme),
            "width": 2.5,
            "shape": "hv" if len(sums) < STEPS else "linear",
        },
        "hovertemplate": "after %{x} partitions: %{y:+.4f}<extra></extra>",
    }
    end = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [specimen.depth],
        "y": [float(sums[-1])],
        "text": [f" <b>{precise(float(sums[-1]))}</b>"],
        "textposition": "middle right",
        "textfont": {"size": 15, "color": INK[theme]},
        "cliponaxis": False,
        "marker": {"size": 10, "color": accent(specimen.modality, theme)},
        "error_y": {"type": "data", "array": [_finite(specimen.spread)], "thickness": 1.5, "color": QUIET[theme]},
        "hovertemplate": "%{y:+.6f}<extra></extra>",
    }
    frame = layout(theme, SUMS) | {
        "xaxis": {
            "title": {"text": "partitions added up", "font": {"size": 13}},
            "range": [0, specimen.depth * 1.01],
            "showgrid": False,
        }
        | {"zeroline": False, "fixedrange": True, "nticks": 5},
        "yaxis": {"zeroline": True, "zerolinecolor": QUIET[theme], "gridcolor": RULE[theme], "griddash": "dot"}
        | {"fixedrange": True, "nticks": 4, "tickformat": "+.2~g"},
    }
    frame["margin"] |= {"l": 58, "r": 96, "b": 42}
    return go.Figure({"data": [line, end], "layout": frame})


def _finite(value: float) -> float:
    return value if np.isfinite(value) else 0.0


def sum_bars(rows: Sequence[tuple[str, float]], lit: int, part: str, *, theme: Theme = "light") -> go.Figure:
    """The parts of a sum as bars with their values; one of them is lit.

    Args:
        rows: names and values, in order.
        lit: the number of the row that is looked at.
        part: of the score, whose accent it has.
        theme: of the page.
    """
    numbers, amounts = list(range(len(rows))), [value for _, value in rows]
    names = [shorten(name, TITLE_LENGTH) for name, _ in rows]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": amounts,
        "y": numbers,
        "text": _bold([precise(amount) for amount in amounts], lit),
        "textposition": "outside",
        "textfont": {"size": 13, "color": INK[theme]},
        "cliponaxis": False,
        "marker": {"color": [accent(part, theme) if k == lit else tint(QUIET[theme], lit=False) for k in numbers]}
        | {"pattern": hatched(amounts) | {"fgcolor": QUIET[theme]}},
        "hovertemplate": "%{x:+.6f}<extra></extra>",
    }
    frame = layout(theme, 12 + VALUE_ROW * len(rows)) | {
        "bargap": 0.3,
        "xaxis": {"visible": False, "range": _with_room(amounts), "fixedrange": True},
        "yaxis": {"range": [len(rows) - 0.4, -0.6], "tickvals": numbers, "fixedrange": True, "showgrid": False}
        | {"ticktext": _bold([in_plotly(name) for name in names], lit), "zeroline": False},
        "margin": {"l": 16 + LETTER * max(map(len, names)), "r": 8, "t": 4, "b": 4},
    }
    return go.Figure({"data": [bars], "layout": frame})


def _bold(words: Sequence[str], lit: int) -> list[str]:
    return [f"<b>{word}</b>" if k == lit else word for k, word in enumerate(words)]


def _with_room(amounts: Sequence[float]) -> list[float]:
    """A range around values and 0, with room for numbers beside the bars."""
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    room = 0.24 * (high - low or 1)
    return [low - (room if low else 0.0), high + room]
