"""A figure of the rounds in which atoms of a history fall into one bucket with the atom that is looked at."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.atom_neighbours import Dial, Neighbour
from dashboard.charts.frame import BARE, CLEAR, layout, note
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent
from dashboard.text.grammar import shorten
from dashboard.text.markup import hover, in_plotly, join, strong

MOST = 24  # rounds that are drawn
ROW, FOOT = 76, 20  # pixels: of an atom's row, and below the last
SIDE = 13  # pixels of a square
LENGTH = 34  # letters of a name and its film
TO_WORDS = 0.36  # of a row, from the squares to the words above them


def meeting_squares(own: Dial, modality: str, *, theme: Theme = "light") -> go.Figure:
    """Draw a row of squares for each neighbour, one a round, filled where it is in the atom's bucket.

    Args:
        own: the atom's neighbours.
        modality: whose accent filled squares have.
        theme: of the page.
    """
    depth = len(own.neighbours[0].meetings) if own.neighbours else 0
    count = min(MOST, depth)
    frame = layout(theme, ROW * len(own.neighbours) + FOOT) | {
        "xaxis": {**BARE, "visible": False, "range": [-0.5, count - 0.5]},
        "yaxis": {**BARE, "visible": False, "range": [len(own.neighbours) - 0.5, -0.72]},
        "margin": {"l": 2, "r": 2, "t": 0, "b": 0},
        "annotations": [
            words for row, each in enumerate(own.neighbours) for words in _row_words(each, row, count, theme)
        ],
    }
    traces = [_squares(each, row, count, modality, theme) for row, each in enumerate(own.neighbours)]
    return go.Figure({"data": traces, "layout": frame})


def _row_words(each: Neighbour, row: int, count: int, theme: Theme) -> list[dict[str, Any]]:
    """Return the name above a row's left end, and above its right end how many of all rounds are filled."""
    name = shorten(f"{each.name}, {each.film.title}", LENGTH)
    place = {"y": row - TO_WORDS, "yanchor": "middle"}
    total = join(strong(f"{each.shared:,}"), f" of {len(each.meetings):,}")
    return [
        note(in_plotly(name), theme, place | {"x": -0.5, "xanchor": "left"}, 14),
        note(total, theme, place | {"x": count - 0.5, "xanchor": "right"}, 14),
    ]


def _squares(each: Neighbour, row: int, count: int, modality: str, theme: Theme) -> dict[str, Any]:
    colour = accent(modality, theme)
    inside = each.meetings[:count].tolist()
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(range(count)),
        "y": [row] * count,
        "text": ["the same bucket" if meets else "another bucket" for meets in inside],
        "marker": {
            "symbol": "square",
            "size": SIDE,
            "color": [colour if meets else CLEAR for meets in inside],
            "line": {"width": 1.2, "color": [colour if meets else QUIET[theme] for meets in inside]},
        },
        "hoverlabel": {"bgcolor": INK[theme], "bordercolor": RULE[theme]},
        "hovertemplate": hover("round %{x}: %{text}"),
        "cliponaxis": False,
    }
