"""Figures of an atom's buckets: the cuts or the hash that place it, and which atoms of the history share them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.analysis.atom_detail import AtomDetail, EntryOverlap, atom_label
from dashboard.charts.frame import (
    BARE,
    CLEAR,
    axis_title,
    beside_row,
    heading,
    labelled_marks,
    layout,
    names_margin,
    tint,
)
from dashboard.charts.sketches import ATOM_LENGTH, TITLE_LENGTH, digits_of
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent
from dashboard.text.grammar import shorten, with_sign
from dashboard.text.markup import LINE_BREAK, hover, in_plotly, join, strong
from emde_core.explain.values import AtomValue, RegionValue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SQUARES_HEIGHT, LINE_HEIGHT, ROW_HEIGHT = 250, 34, 40  # pixels: of the cut squares; of a line; of a film's row
ASIDE = 0.03  # of the axis, for each letter beside a dot
GAP = 0.06  # between squares, as a share of the width
LEAST_SIDE = 0.1  # of a bucket that shows its number, as a share of the square's side
LEAST_WIDTH = 0.2  # of a bucket that shows pieces and its number


def cut_squares(detail: AtomDetail, shares: Floats, *, theme: Theme = "light") -> go.Figure:
    """Draw some partitions as squares, each cut by its bits; the atom's pieces stand in their buckets.

    The first bit is the side of the upright cut, the others that of the level ones. A cut stands where it divides the
    catalogue's atoms.

    Args:
        detail: of an atom whose modality is hashed by cutting a space.
        shares: [partitions, W], the share of the catalogue's atoms in each bucket.
        theme: of the page.
    """
    count = len(shares)
    side = (1 - GAP * (count - 1)) / count
    margin = {"l": 1, "r": 1, "t": 24, "b": 4}
    frame = layout(theme, SQUARES_HEIGHT) | {"shapes": [], "annotations": [], "margin": margin}
    traces = []
    for p in range(count):
        axis = "" if p == 0 else str(p + 1)
        start = p * (side + GAP)
        hidden = {"visible": False, "range": [0, 1], "fixedrange": True}
        frame |= {f"xaxis{axis}": hidden | {"domain": [start, start + side], "anchor": f"y{axis}"}}
        frame |= {f"yaxis{axis}": hidden | {"anchor": f"x{axis}"}}
        own = detail.codes[:, p]
        for bucket, box in enumerate(bucket_boxes(shares[p])):
            frame["shapes"].append(_cell(box, axis, bool((own == bucket).any()), detail.modality, theme))
            traces.append(_in_cell(detail, p, bucket, box, float(shares[p, bucket]), axis, theme))
        frame["annotations"].append(heading(f"round {p + 1}", start, 1, theme))
    return go.Figure({"data": traces, "layout": frame})


def bucket_boxes(shares: Floats) -> list[tuple[float, float, float, float]]:
    """Return each bucket's left, right, bottom and top: columns by the first bit, rows by the others."""
    table = shares.reshape(-1, 2)  # [other bits, first bit]
    across, up = (np.concatenate([[0.0], np.cumsum(table.sum(axis=axis))]) for axis in (0, 1))
    return [(across[b % 2], across[b % 2 + 1], up[b // 2], up[b // 2 + 1]) for b in range(len(shares))]


def _cell(
    box: tuple[float, float, float, float], axis: str, is_own: bool, modality: str, theme: Theme
) -> dict[str, Any]:
    left, right, low, high = box
    ends = {"x0": left, "x1": right, "y0": low, "y1": high, "xref": f"x{axis}", "yref": f"y{axis}"}
    fill = tint(accent(modality, theme), lit=False) if is_own else CLEAR
    return {"type": "rect", **ends, "fillcolor": fill, "line": {"color": QUIET[theme], "width": 1.2}, "layer": "below"}


def _in_cell(
    detail: AtomDetail,
    partition: int,
    bucket: int,
    box: tuple[float, float, float, float],
    share: float,
    axis: str,
    theme: Theme,
) -> dict[str, Any]:
    """Return the words in a bucket: the atom's pieces that fall into it, above its share."""
    inside = [piece for piece, codes in zip(detail.pieces, detail.codes, strict=True) if codes[partition] == bucket]
    pieces = in_plotly(shorten(" · ".join(inside), ATOM_LENGTH)) if inside else ""
    left, right, low, high = box
    share_words = (LINE_BREAK, f"{share:.0%}") if right - left > LEAST_WIDTH else ()
    label = join(strong(pieces), *share_words) if pieces else f"{share:.0%}"
    return {
        "type": "scatter",
        "mode": "text",
        "x": [(left + right) / 2],
        "y": [(low + high) / 2],
        "text": [label if min(right - left, high - low) > LEAST_SIDE or pieces else ""],
        "textfont": {"size": 13, "color": INK[theme] if pieces else QUIET[theme]},
        "hovertemplate": hover(f"bucket {bucket}: {share:.1%} of all there are"),
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "cliponaxis": False,
    }


def bucket_lines(detail: AtomDetail, others: Ints, names: Sequence[str], *, theme: Theme = "light") -> go.Figure:
    """Draw some partitions as lines of W buckets, with the name's bucket and those of the history's names.

    Args:
        detail: of an atom whose modality is hashed by names.
        others: [names, partitions], their buckets.
        names: of the history's films.
        theme: of the page.
    """
    partitions = others.shape[1]
    own = detail.codes[0, :partitions]
    rows = list(range(1, partitions + 1))
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "x": others.ravel().tolist(),
        "y": rows * len(others),
        "text": [in_plotly(name) for name in names for _ in rows],
        "marker": {"symbol": "line-ns", "size": 11, "line": {"width": 1.2, "color": tint(QUIET[theme], lit=False)}},
        "hovertemplate": hover("%{text}: bucket %{x}"),
    }
    name = in_plotly(detail.pieces[0])
    numbers = [strong(f"{bucket}") for bucket in own.tolist()]
    mark = labelled_marks(own.tolist(), rows, numbers, "top center", theme) | {
        "marker": {"symbol": "diamond", "size": 12, "color": accent(detail.modality, theme)},
        "hovertemplate": hover(name, ": bucket %{x}"),
    }
    frame = layout(theme, 40 + LINE_HEIGHT * partitions) | {
        "xaxis": {**BARE, "range": [-4, detail.width + 3], "tickvals": [0, detail.width - 1]},
        "yaxis": {"range": [partitions + 0.5, 0.3], "tickvals": rows, "ticktext": [f"round {row}" for row in rows]}
        | {"gridcolor": RULE[theme], "zeroline": False, "fixedrange": True},
    }
    frame["margin"]["l"] = 84
    return go.Figure({"data": [ticks, mark], "layout": frame})


def overlap_rows(detail: AtomDetail, overlaps: Sequence[EntryOverlap], *, theme: Theme = "light") -> go.Figure:
    """Draw a row for each history film: its atoms as dots, by how many of the atom's buckets they share.

    The band is where all but the lowest and highest fortieth of the catalogue's atoms are; the line in it, the middle.
    """
    low, middle, high = detail.usual_overlap
    digits = digits_of(detail.atom.value)
    titles = [shorten(each.label, TITLE_LENGTH) for each in overlaps]
    rows = list(range(len(overlaps)))
    frame = layout(theme, 62 + ROW_HEIGHT * len(overlaps)) | {
        "xaxis": _shared_axis(detail, overlaps, theme),
        "yaxis": {**BARE, "range": [len(overlaps) - 0.4, -0.6], "tickvals": rows}
        | {"ticktext": [in_plotly(title) for title in titles]},
        "shapes": [
            _full_height("rect", low, high) | {"fillcolor": RULE[theme], "opacity": 0.55, "line": {"width": 0}},
            _full_height("line", middle, middle) | {"line": {"width": 1.5, "color": QUIET[theme], "dash": "dot"}},
        ],
        "annotations": [
            beside_row(strong(with_sign(each.value, digits)), row, 6, theme) for row, each in enumerate(overlaps)
        ],
        "hovermode": "closest",
    }
    frame["margin"] |= {"l": names_margin(titles), "r": 84, "b": 44}
    return go.Figure({"data": [_dots(detail, overlaps, theme), _nearest(detail, overlaps, theme)], "layout": frame})


def _shared_axis(detail: AtomDetail, overlaps: Sequence[EntryOverlap], theme: Theme) -> dict[str, Any]:
    """Return an axis from the least shared to the most, with room for the longest name beside a dot."""
    every = np.concatenate([detail.usual_overlap, *(each.shared for each in overlaps)])
    start, span = float(every.min()), float(np.ptp(every)) or 1.0
    longest = max((len(word) for _, _, word in _nearest_atoms(detail, overlaps)), default=0)
    ends = [start - 0.04 * span, start + span * (1.06 + ASIDE * longest)]
    title = axis_title(f"buckets shared, of {detail.depth:,}")
    return {**BARE, **title, "range": ends, "nticks": 6, "color": QUIET[theme]}


def _nearest_atoms(detail: AtomDetail, overlaps: Sequence[EntryOverlap]) -> list[tuple[int, float, str]]:
    """Return (row, partitions, name) of each row's nearest atom, where it shares more than most do."""
    rows = [(row, each, each.nearest) for row, each in enumerate(overlaps)]
    return [
        (row, round(float(each.shared[k]), 1), _beside_dot(each.atoms[k]))
        for row, each, k in rows
        if k is not None and each.shared[k] > detail.usual_overlap[-1]
    ]


def _beside_dot(atom: AtomValue) -> str:
    """Return an atom's name; "" for a patch, whose name tells nothing."""
    return "" if isinstance(atom, RegionValue) else shorten(atom_label(atom), ATOM_LENGTH)


def _full_height(shape: str, start: float, end: float) -> dict[str, Any]:
    return {"type": shape, "x0": start, "x1": end, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}


def _dots(detail: AtomDetail, overlaps: Sequence[EntryOverlap], theme: Theme) -> dict[str, Any]:
    counts = [len(each.shared) for each in overlaps]
    # Equal numbers would put dots on top of each other: steps of 7 among 11 heights set neighbours far apart.
    offsets = [(k * 7 % 11 - 5) / 5 * 0.3 for count in counts for k in range(count)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [shared for each in overlaps for shared in each.shared.round(1).tolist()],
        "y": [
            row + off for row, off in zip(np.repeat(np.arange(len(overlaps)), counts).tolist(), offsets, strict=True)
        ],
        "text": [in_plotly(atom_label(atom)) for each in overlaps for atom in each.atoms],
        "marker": {"size": 6, "color": tint(accent(detail.modality, theme), lit=False)},
        "hovertemplate": hover("%{text}: %{x} shared"),
    }


def _nearest(detail: AtomDetail, overlaps: Sequence[EntryOverlap], theme: Theme) -> dict[str, Any]:
    best = _nearest_atoms(detail, overlaps)
    shared, rows, names = [each[1] for each in best], [each[0] for each in best], [in_plotly(each[2]) for each in best]
    return labelled_marks(shared, rows, names, "middle right", theme) | {
        "marker": {"size": 9, "color": accent(detail.modality, theme)},
        "hovertemplate": hover("%{text}: %{x} shared"),
    }
