"""Figures of one atom's sketch: multiplied by the history's, added up, and as part of larger sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.analysis.atom_detail import AtomDetail, atom_label
from dashboard.charts.frame import (
    BARE,
    CLEAR,
    axis_title,
    dotted_axis,
    hatching,
    heading,
    labelled_marks,
    layout,
    names_margin,
    tint,
)
from dashboard.look.palette import INK, QUIET, Theme, accent
from dashboard.text.grammar import VISIBLE, shorten, with_sign
from dashboard.text.markup import LINE_BREAK, hover, in_plotly, join, strong

Ints = NDArray[np.int64]
BARS, TALLIES, SUMS, VALUE_ROW = 300, 310, 220, 28  # pixels: heights, and of a row
TITLE_LENGTH, ATOM_LENGTH = 30, 18
FEW = 8  # buckets that are drawn whole; of more, a stretch around the atom's own
AROUND = 2  # buckets on either side of it
HIGH, APART = 0.28, 0.08  # of a row of bars, and between two, as shares of the figure
STEPS = 50  # partitions that are few enough for a line with steps
DIGITS, MOST_DIGITS = 2, 6  # of what an atom adds: those that tell, and after the point at most


def digits_of(value: float) -> int:
    """Return how many digits after the point tell: two, as everywhere, of what has a label, and more of less.

    >>> digits_of(0.2048), digits_of(0.0043214)
    (2, 4)
    """
    if abs(value) >= VISIBLE or not value:
        return DIGITS
    return min(MOST_DIGITS, DIGITS - 1 - int(np.floor(np.log10(abs(value)))))


def precise_number(value: float) -> str:
    """Return a number with as many digits as tell.

    >>> precise_number(0.2048), precise_number(0.0043214)
    ('+0.20', '+0.0043')
    """
    return with_sign(value, digits_of(value))


def round_numbers(detail: AtomDetail, partitions: Sequence[int]) -> dict[int, str]:
    """Return what partitions add, with as many digits as tell of the largest."""
    values = {p: float(detail.by_partition[p]) for p in partitions}
    digits = digits_of(max(map(abs, values.values())))
    return {p: with_sign(value, digits) for p, value in values.items()}


def visible_buckets(detail: AtomDetail, partition: int) -> Ints:
    """Return the buckets of a partition that are drawn: all, or those around the atom's own."""
    if detail.width <= FEW:
        return np.arange(detail.width)
    first = int(np.clip(detail.codes[0, partition] - AROUND, 0, detail.width - 2 * AROUND - 1))
    return np.arange(first, first + 2 * AROUND + 1)


def product_bars(detail: AtomDetail, partitions: int, *, theme: Theme = "light") -> go.Figure:
    """Draw the history's sketch, the atom's, and their products, bucket by bucket in the first partitions."""
    buckets = [visible_buckets(detail, p).tolist() for p in range(partitions)]
    cells = [(p, bucket) for p, numbers in enumerate(buckets) for bucket in numbers]
    places = [p * (len(buckets[0]) + 1.2) + k for p, numbers in enumerate(buckets) for k in range(len(numbers))]
    middles = [p * (len(buckets[0]) + 1.2) + (len(numbers) - 1) / 2 for p, numbers in enumerate(buckets)]
    rows = (
        ("the history", detail.history, QUIET[theme]),
        (f"× {shorten(atom_label(detail.atom), ATOM_LENGTH)}", detail.sketch, INK[theme]),
        ("= what each bucket adds", detail.products, accent(detail.modality, theme)),
    )
    frame = layout(theme, BARS) | {"annotations": [], "bargap": 0.12, "margin": {"l": 1, "r": 1, "t": 22, "b": 22}}
    names = [f"round {p + 1}" for p in range(partitions)]
    frame["xaxis"] = {**BARE, "anchor": "y3", "tickvals": middles, "ticktext": names}
    traces = []
    for row, (name, table, colour) in enumerate(rows):
        axis, top = str(row + 1) if row else "", 1 - row * (HIGH + APART)
        values = [float(table[cell]) for cell in cells]
        frame[f"yaxis{axis}"] = _mirrored(values, top, theme)
        frame["annotations"].append(heading(in_plotly(name), 0, top - 0.03, theme))
        traces.append(_bars(places, values, cells, colour, f"y{axis}"))
    return go.Figure({"data": traces, "layout": frame})


def tally_bars(detail: AtomDetail, partitions: Sequence[int], *, theme: Theme = "light") -> go.Figure:
    """Draw how much fuller or emptier the history makes buckets than an average film; the atom's are lit.

    Args:
        detail: the atom.
        partitions: numbers of those that are drawn, from 0.
        theme: of the page.
    """
    values, colours, places, middles = [], [], [], []
    for k, p in enumerate(partitions):
        buckets = visible_buckets(detail, p).tolist()
        own = set(detail.codes[:, p].tolist())
        start = k * (len(buckets) + 1.2)
        places += [start + place for place in range(len(buckets))]
        middles.append(start + (len(buckets) - 1) / 2)
        values += [float(detail.history[p, b]) for b in buckets]
        colours += [accent(detail.modality, theme) if b in own else tint(QUIET[theme], lit=False) for b in buckets]
    bars = {
        "type": "bar",
        "x": places,
        "y": values,
        "marker": {"color": colours, "pattern": hatching(values) | {"fgcolor": QUIET[theme], "bgcolor": CLEAR}},
        "hovertemplate": hover("%{y:+.2g}"),
    }
    names = [
        join(f"round {p + 1:,}", LINE_BREAK, strong(words)) for p, words in round_numbers(detail, partitions).items()
    ]
    axis = {**BARE, "tickvals": middles, "ticktext": names, "tickfont": {"size": 14}, "ticklabelstandoff": 18}
    frame = layout(theme, TALLIES) | {
        "bargap": 0.12,
        "margin": {"l": 1, "r": 1, "t": 26, "b": 62},
        "annotations": [
            heading("fuller than for an average film ↑", 0, 1, theme),
            heading("emptier ↓", 0, 0, theme) | {"yanchor": "top"},
        ],
        "xaxis": axis,
        "yaxis": _mirrored(values, 1.0, theme) | {"domain": [0, 1]},
    }
    return go.Figure({"data": [bars], "layout": frame})


def _mirrored(values: Sequence[float], top: float, theme: Theme) -> dict[str, Any]:
    """Return an axis with 0 in its middle."""
    most = 1.15 * max(map(abs, values)) or 1.0
    axis = {**BARE, "domain": [max(0.0, top - HIGH), top], "range": [-most, most], "showticklabels": False}
    return axis | {"zeroline": True, "zerolinecolor": QUIET[theme]}


def _bars(
    places: Sequence[float], values: Sequence[float], cells: Sequence[tuple[int, int]], colour: str, axis: str
) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": list(places),
        "y": list(values),
        "yaxis": axis,
        "customdata": [[p + 1, b] for p, b in cells],
        "marker": {"color": colour, "pattern": hatching(values) | {"fgcolor": colour, "bgcolor": CLEAR}},
        "hovertemplate": hover("round %{customdata[0]}, bucket %{customdata[1]}: %{y:+.2g}"),
    }


def running_sum(detail: AtomDetail, *, theme: Theme = "light") -> go.Figure:
    """Draw the products summed partition after partition: the line ends at the atom's value."""
    sums, colour = np.concatenate([[0.0], np.cumsum(detail.by_partition)]), accent(detail.modality, theme)
    spread = detail.spread if np.isfinite(detail.spread) else 0.0
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": list(range(len(sums))),
        "y": [float(f"{value:.4g}") for value in sums],
        "line": {"color": colour, "width": 2.5, "shape": "hv" if len(sums) < STEPS else "linear"},
        "hovertemplate": hover("after %{x} rounds: %{y:+.4f}"),
    }
    total = float(sums[-1])
    end = labelled_marks(
        [detail.depth], [total], [join(" ", strong(precise_number(total)))], "middle right", theme, 15
    ) | {
        "marker": {"size": 10, "color": colour},
        "error_y": {"type": "data", "array": [spread], "thickness": 1.5, "color": QUIET[theme]},
        "hovertemplate": hover("%{y:+.6f}"),
    }
    frame = layout(theme, SUMS) | {
        "xaxis": {**BARE, **axis_title("rounds added up"), "range": [0, detail.depth * 1.01], "nticks": 5},
        "yaxis": dotted_axis(theme)
        | {"zeroline": True, "zerolinecolor": QUIET[theme], "nticks": 4, "tickformat": "+.2~g"},
    }
    frame["margin"] |= {"l": 58, "r": 96, "b": 42}
    return go.Figure({"data": [line, end], "layout": frame})


def sum_bars(
    rows: Sequence[tuple[str, float]], lit: int, part: str, digits: int = DIGITS, *, theme: Theme = "light"
) -> go.Figure:
    """Draw the parts of a sum as bars with their values; one of them is lit.

    Args:
        rows: names and values, in order.
        lit: the number of the row that is looked at.
        part: of the score, whose accent it has.
        digits: of each value, after the point.
        theme: of the page.
    """
    numbers, amounts = list(range(len(rows))), [value for _, value in rows]
    names = [shorten(name, TITLE_LENGTH) for name, _ in rows]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": amounts,
        "y": numbers,
        "text": _bold([with_sign(amount, digits) for amount in amounts], lit),
        "textposition": "outside",
        "textfont": {"size": 13, "color": INK[theme]},
        "cliponaxis": False,
        "marker": {"color": [accent(part, theme) if k == lit else tint(QUIET[theme], lit=False) for k in numbers]}
        | {"pattern": hatching(amounts) | {"fgcolor": QUIET[theme]}},
        "hovertemplate": hover("%{x:+.6f}"),
    }
    frame = layout(theme, 12 + VALUE_ROW * len(rows)) | {
        "bargap": 0.3,
        "xaxis": {"visible": False, "range": _with_room(amounts), "fixedrange": True},
        "yaxis": {**BARE, "range": [len(rows) - 0.4, -0.6], "tickvals": numbers}
        | {"ticktext": _bold([in_plotly(name) for name in names], lit)},
        "margin": {"l": names_margin(names), "r": 8, "t": 4, "b": 4},
    }
    return go.Figure({"data": [bars], "layout": frame})


def _bold(texts: Sequence[str], lit: int) -> list[str]:
    return [strong(word) if k == lit else word for k, word in enumerate(texts)]


def _with_room(amounts: Sequence[float]) -> list[float]:
    """Return a range around values and 0, with room for numbers beside the bars."""
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    room = 0.24 * (high - low or 1)
    return [low - (room if low else 0.0), high + room]
