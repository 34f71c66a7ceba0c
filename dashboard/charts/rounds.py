"""A figure of the rounds that atoms of a history share with the atom that is looked at, as a row of squares each."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.atom_neighbours import Dial, Neighbour
from dashboard.charts.frame import BARE, CLEAR, layout, note
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent
from dashboard.text.grammar import shorten
from dashboard.text.markup import hover, in_plotly, join, strong

MOST = 32  # squares of a row
ROW, FOOT = 76, 20  # pixels: of an atom's row, and below the last
SIDE = 10  # pixels of a square
LENGTH = 34  # letters of a name and its film
TO_WORDS = 0.36  # of a row, from the squares to the words above them
OVERHANG = 5  # pixels by which the upright line is longer than a square, above and below


def rounds_of_square(depth: int) -> float:
    """Return how many rounds a square stands for; 1 where there are few."""
    return max(depth / MOST, 1.0)


def share_squares(own: Dial, modality: str, *, theme: Theme = "light") -> go.Figure:
    """Draw a row of squares for each neighbour, filled from the left by the share of rounds in the atom's bucket.

    A thin upright line stands at what any two atoms share, if that is anything.

    Args:
        own: the atom's neighbours.
        modality: whose accent filled squares have.
        theme: of the page.
    """
    depth = len(own.neighbours[0].meetings) if own.neighbours else 0
    each_stands_for = rounds_of_square(depth)
    count = min(MOST, depth)
    frame = layout(theme, ROW * len(own.neighbours) + FOOT) | {
        "xaxis": {**BARE, "visible": False, "range": [-0.5, count - 0.5]},
        "yaxis": {**BARE, "visible": False, "range": [len(own.neighbours) - 0.5, -0.72]},
        "margin": {"l": 2, "r": 2, "t": 0, "b": 0},
        "annotations": [
            words for row, each in enumerate(own.neighbours) for words in _row_words(each, row, count, theme)
        ],
        "shapes": [],
    }
    for row, each in enumerate(own.neighbours):
        shares = each.shared / each_stands_for
        frame["shapes"] += [*_partly_filled(shares, row, accent(modality, theme))]
        if own.usual:
            frame["shapes"] += [_upright_line(own.usual / each_stands_for, row, count, theme)]
    traces = [_squares(each, row, count, modality, theme) for row, each in enumerate(own.neighbours)]
    return go.Figure({"data": traces, "layout": frame})


def _row_words(each: Neighbour, row: int, count: int, theme: Theme) -> list[dict[str, Any]]:
    """Return the name above a row's left end, and above its right end how many of all rounds are shared."""
    name = shorten(f"{each.name}, {each.film.title}", LENGTH)
    place = {"y": row - TO_WORDS, "yanchor": "middle"}
    total = join(strong(f"{each.shared:,}"), f" of {len(each.meetings):,}")
    return [
        note(in_plotly(name), theme, place | {"x": -0.5, "xanchor": "left"}, 14),
        note(total, theme, place | {"x": count - 0.5, "xanchor": "right"}, 14),
    ]


def _squares(each: Neighbour, row: int, count: int, modality: str, theme: Theme) -> dict[str, Any]:
    colour = accent(modality, theme)
    whole, touched = (each.shared / rounds_of_square(len(each.meetings)) - k for k in (1, 0))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(range(count)),
        "y": [row] * count,
        "marker": {
            "symbol": "square",
            "size": SIDE,
            "color": [colour if k <= whole else CLEAR for k in range(count)],
            "line": {"width": 1.2, "color": [colour if k < touched else QUIET[theme] for k in range(count)]},
        },
        "hoverlabel": {"bgcolor": INK[theme], "bordercolor": RULE[theme]},
        "hovertemplate": hover(f"shared: {each.shared:,} of {len(each.meetings):,} rounds"),
        "cliponaxis": False,
    }


def _partly_filled(shares: float, row: int, colour: str) -> list[dict[str, Any]]:
    """Return the filled part of the last square that is touched; [] where it is filled whole."""
    square, part = divmod(shares, 1.0)
    if not part:
        return []
    place = {"xanchor": square, "x0": -SIDE / 2, "x1": SIDE * (part - 0.5), "y0": -SIDE / 2, "y1": SIDE / 2}
    return [_in_pixels("rect", row) | place | {"fillcolor": colour, "line": {"width": 0}}]


def _upright_line(shares: float, row: int, count: int, theme: Theme) -> dict[str, Any]:
    """Return a line in a row at so many squares."""
    square = min(int(shares), count - 1)
    x, end = SIDE * (shares - square - 0.5), SIDE / 2 + OVERHANG
    place = {"xanchor": square, "x0": x, "x1": x, "y0": -end, "y1": end}
    return _in_pixels("line", row) | place | {"line": {"width": 1.5, "color": INK[theme]}}


def _in_pixels(shape: str, row: int) -> dict[str, Any]:
    """Return a shape that is measured in pixels from the middle of a square."""
    return {"type": shape, "xsizemode": "pixel", "ysizemode": "pixel", "yanchor": row}
