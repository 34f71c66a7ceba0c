"""Figures of an atom's buckets: the cuts or the hash that it falls by, and which atoms of the history share them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from dashboard.analysis.specimen import Meeting, Specimen, named
from dashboard.charts.frame import CLEAR, layout, tint
from dashboard.charts.sketches import ATOM_LENGTH, LETTER, TITLE_LENGTH, above, precise
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent
from dashboard.text.grammar import shorten
from dashboard.text.markup import in_plotly
from emde_core.explain.values import AtomValue, RegionValue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CUTS, LINES, ROW = 250, 34, 40  # pixels: of the squares, of a line, of a film's row
ASIDE = 0.03  # of the axis, for each letter beside a dot
GAP = 0.06  # between squares, as a share of the width
ROOM, NARROW = 0.1, 0.2  # sides of a bucket, as shares of the square's: room for a number; for little more than that


def cuts(specimen: Specimen, shares: Floats, *, theme: Theme = "light") -> go.Figure:
    """Some partitions as squares, each cut by its bits; the atom's pieces stand in their buckets.

    The first bit is the side of the upright cut, the others that of the level ones. A cut stands where it divides the
    catalogue's atoms.

    Args:
        specimen: one whose modality is hashed by cutting a space.
        shares: [partitions, W], how much of the catalogue's atoms is in each bucket.
        theme: of the page.
    """
    count = len(shares)
    side = (1 - GAP * (count - 1)) / count
    frame = layout(theme, CUTS) | {"shapes": [], "annotations": [], "margin": {"l": 1, "r": 1, "t": 24, "b": 4}}
    traces = []
    for p in range(count):
        axis = "" if p == 0 else str(p + 1)
        start = p * (side + GAP)
        hidden = {"visible": False, "range": [0, 1], "fixedrange": True}
        frame |= {f"xaxis{axis}": hidden | {"domain": [start, start + side], "anchor": f"y{axis}"}}
        frame |= {f"yaxis{axis}": hidden | {"anchor": f"x{axis}"}}
        own = specimen.codes[:, p]
        for bucket, box in enumerate(_boxes(shares[p])):
            frame["shapes"].append(_cell(box, axis, bool((own == bucket).any()), specimen.modality, theme))
            traces.append(_in_cell(specimen, p, bucket, box, float(shares[p, bucket]), axis, theme))
        frame["annotations"].append(above(f"partition {p + 1}", start, 1, theme))
    return go.Figure({"data": traces, "layout": frame})


def _boxes(shares: Floats) -> list[tuple[float, float, float, float]]:
    """Each bucket's left, right, bottom and top: columns by the first bit, rows by the others."""
    table = shares.reshape(-1, 2)  # [other bits, first bit]
    across, up = (np.concatenate([[0.0], np.cumsum(table.sum(axis=axis))]) for axis in (0, 1))
    return [(across[b % 2], across[b % 2 + 1], up[b // 2], up[b // 2 + 1]) for b in range(len(shares))]


def _cell(box: tuple[float, float, float, float], axis: str, lit: bool, modality: str, theme: Theme) -> dict[str, Any]:
    left, right, low, high = box
    ends = {"x0": left, "x1": right, "y0": low, "y1": high, "xref": f"x{axis}", "yref": f"y{axis}"}
    fill = tint(accent(modality, theme), lit=False) if lit else CLEAR
    return {"type": "rect", **ends, "fillcolor": fill, "line": {"color": QUIET[theme], "width": 1.2}, "layer": "below"}


def _in_cell(
    specimen: Specimen,
    partition: int,
    bucket: int,
    box: tuple[float, float, float, float],
    share: float,
    axis: str,
    theme: Theme,
) -> dict[str, Any]:
    """What is written in a bucket: the atom's pieces that fall into it, above how full it is."""
    inside = [piece for piece, codes in zip(specimen.pieces, specimen.codes, strict=True) if codes[partition] == bucket]
    written = in_plotly(shorten(" · ".join(inside), ATOM_LENGTH)) if inside else ""
    left, right, low, high = box
    told = f"<br>{share:.0%}" if right - left > NARROW else ""
    said = f"<b>{written}</b>{told}" if written else f"{share:.0%}"
    return {
        "type": "scatter",
        "mode": "text",
        "x": [(left + right) / 2],
        "y": [(low + high) / 2],
        "text": [said if min(right - left, high - low) > ROOM or written else ""],
        "textfont": {"size": 13, "color": INK[theme] if written else QUIET[theme]},
        "hovertemplate": f"bucket {bucket}: {share:.1%} of all there are<extra></extra>",
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "cliponaxis": False,
    }


def lines(specimen: Specimen, others: Ints, names: Sequence[str], *, theme: Theme = "light") -> go.Figure:
    """Some partitions as lines of W buckets: where the name falls, and where the history's names do.

    Args:
        specimen: one whose modality is hashed by names.
        others: [names, partitions], their buckets.
        names: of the history's films.
        theme: of the page.
    """
    partitions = others.shape[1]
    own = specimen.codes[0, :partitions]
    rows = list(range(1, partitions + 1))
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "x": others.ravel().tolist(),
        "y": rows * len(others),
        "text": [in_plotly(name) for name in names for _ in rows],
        "marker": {"symbol": "line-ns", "size": 11, "line": {"width": 1.2, "color": tint(QUIET[theme], lit=False)}},
        "hovertemplate": "%{text}: bucket %{x}<extra></extra>",
    }
    name = in_plotly(specimen.pieces[0])
    mark = {
        "type": "scatter",
        "mode": "markers+text",
        "x": own.tolist(),
        "y": rows,
        "text": [f"<b>{bucket}</b>" for bucket in own.tolist()],
        "textposition": "top center",
        "textfont": {"size": 12, "color": INK[theme]},
        "cliponaxis": False,
        "marker": {"symbol": "diamond", "size": 12, "color": accent(specimen.modality, theme)},
        "hovertemplate": name + ": bucket %{x}<extra></extra>",
    }
    frame = layout(theme, 40 + LINES * partitions) | {
        "xaxis": {"range": [-4, specimen.width + 3], "tickvals": [0, specimen.width - 1], "showgrid": False}
        | {"zeroline": False, "fixedrange": True},
        "yaxis": {"range": [partitions + 0.5, 0.3], "tickvals": rows, "ticktext": [f"partition {row}" for row in rows]}
        | {"gridcolor": RULE[theme], "zeroline": False, "fixedrange": True},
    }
    frame["margin"]["l"] = 84
    return go.Figure({"data": [ticks, mark], "layout": frame})


def meetings(specimen: Specimen, listed: Sequence[Meeting], *, theme: Theme = "light") -> go.Figure:
    """A row for each history film: its atoms as dots, by how many of the atom's buckets they share.

    The band is where all but the lowest and highest fortieth of the catalogue's atoms are; the line in it, the middle.
    """
    low, middle, high = specimen.usual
    rows = list(range(len(listed)))
    frame = layout(theme, 62 + ROW * len(listed)) | {
        "xaxis": _shared_axis(specimen, listed, theme),
        "yaxis": {"range": [len(listed) - 0.4, -0.6], "tickvals": rows, "showgrid": False, "zeroline": False}
        | {"ticktext": [in_plotly(shorten(each.label, TITLE_LENGTH)) for each in listed], "fixedrange": True},
        "shapes": [
            _upright("rect", low, high) | {"fillcolor": RULE[theme], "opacity": 0.55, "line": {"width": 0}},
            _upright("line", middle, middle) | {"line": {"width": 1.5, "color": QUIET[theme], "dash": "dot"}},
        ],
        "annotations": [_added(each, row, theme) for row, each in enumerate(listed)],
        "hovermode": "closest",
    }
    longest = max((len(shorten(each.label, TITLE_LENGTH)) for each in listed), default=0)
    frame["margin"] |= {"l": 16 + LETTER * longest, "r": 84, "b": 44}
    return go.Figure({"data": [_dots(specimen, listed, theme), _nearest(specimen, listed, theme)], "layout": frame})


def _shared_axis(specimen: Specimen, listed: Sequence[Meeting], theme: Theme) -> dict[str, Any]:
    """From the least shared to the most, with room for the longest name that stands beside a dot."""
    every = np.concatenate([specimen.usual, *(each.shared for each in listed)])
    start, span = float(every.min()), float(np.ptp(every)) or 1.0
    longest = max((len(word) for _, _, word in _beyond(specimen, listed)), default=0)
    ends = [start - 0.04 * span, start + span * (1.06 + ASIDE * longest)]
    axis = {"title": {"text": f"buckets shared, of {specimen.depth:,}", "font": {"size": 13}}, "range": ends}
    return axis | {"fixedrange": True, "showgrid": False, "zeroline": False, "nticks": 6, "color": QUIET[theme]}


def _beyond(specimen: Specimen, listed: Sequence[Meeting]) -> list[tuple[int, float, str]]:
    """Of each row the atom that shares most, where that is more than chance gives: row, partitions, name."""
    found = [(row, each, each.nearest) for row, each in enumerate(listed)]
    return [
        (row, round(float(each.shared[k]), 1), _beside_dot(each.atoms[k]))
        for row, each, k in found
        if k is not None and each.shared[k] > specimen.usual[-1]
    ]


def _beside_dot(atom: AtomValue) -> str:
    """Patches have no name that tells anything."""
    return "" if isinstance(atom, RegionValue) else shorten(named(atom), ATOM_LENGTH)


def _upright(shape: str, start: float, end: float) -> dict[str, Any]:
    return {"type": shape, "x0": start, "x1": end, "y0": 0, "y1": 1, "yref": "paper", "layer": "below"}


def _dots(specimen: Specimen, listed: Sequence[Meeting], theme: Theme) -> dict[str, Any]:
    counts = [len(each.shared) for each in listed]
    spread = [
        (k * 7 % 11 - 5) / 5 * 0.3 for count in counts for k in range(count)
    ]  # so that dots do not hide each other
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [shared for each in listed for shared in each.shared.round(1).tolist()],
        "y": [row + off for row, off in zip(np.repeat(np.arange(len(listed)), counts).tolist(), spread, strict=True)],
        "text": [in_plotly(named(atom)) for each in listed for atom in each.atoms],
        "marker": {"size": 6, "color": tint(accent(specimen.modality, theme), lit=False)},
        "hovertemplate": "%{text}: %{x} shared<extra></extra>",
    }


def _nearest(specimen: Specimen, listed: Sequence[Meeting], theme: Theme) -> dict[str, Any]:
    best = _beyond(specimen, listed)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [shared for _, shared, _ in best],
        "y": [row for row, _, _ in best],
        "text": [in_plotly(word) for _, _, word in best],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": INK[theme]},
        "cliponaxis": False,
        "marker": {"size": 9, "color": accent(specimen.modality, theme)},
        "hovertemplate": "%{text}: %{x} shared<extra></extra>",
    }


def _added(each: Meeting, row: int, theme: Theme) -> dict[str, Any]:
    place = {"xref": "paper", "x": 1, "y": row, "xanchor": "left", "yanchor": "middle", "xshift": 6}
    return {"text": f"<b>{precise(each.value, 2)}</b>", "showarrow": False, "font": {"color": INK[theme]}, **place}
