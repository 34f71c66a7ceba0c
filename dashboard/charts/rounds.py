"""A figure of the rounds that atoms of a history share with the atom that is looked at: squares in order, or a bar."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.atom_neighbours import Dial, Neighbour
from dashboard.charts.frame import BARE, CLEAR, layout, note
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent
from dashboard.text.grammar import shorten
from dashboard.text.markup import hover, in_plotly, join, strong

MOST = 32  # rounds of which each has a square
EVERY = 5  # rounds between two that have their number below
ROW, FOOT = 76, 26  # pixels: of an atom's row, and below the last
SIDE = 12  # pixels: of a square, and the height of a bar
LENGTH = 34  # letters of a name and its film
TO_WORDS = 0.36  # of a row, from the squares to the words above them
TO_NAME = 0.27  # of a row, from a bar to the words below its line
OVERHANG = 5 / ROW  # of a row, by which the upright line is longer than a bar, above and below


def has_squares(depth: int) -> bool:
    """Tell whether rounds are so few that each has a square; of more the sum alone is drawn, as a bar."""
    return depth <= MOST


def shared_rounds(own: Dial, modality: str, *, theme: Theme = "light") -> go.Figure:
    """Draw the rounds in which each neighbour is in the atom's bucket: a square each, in their order, or a bar for all.

    A bar is as long as the share of these rounds, and a thin upright line stands at what any two atoms share.

    Args:
        own: the atom's neighbours.
        modality: whose accent is what they share.
        theme: of the page.
    """
    depth = len(own.neighbours[0].meetings) if own.neighbours else 0
    colour, squares = accent(modality, theme), has_squares(depth)
    numbers = [k for k in range(1, depth + 1) if k == 1 or k % EVERY == 0] if squares else []
    frame = layout(theme, ROW * len(own.neighbours) + FOOT) | {
        "barmode": "stack",
        "xaxis": {**BARE, "range": [0, depth], "tickvals": [k - 0.5 for k in numbers], "ticktext": numbers},
        "yaxis": {**BARE, "visible": False, "range": [len(own.neighbours) - 0.5, -0.72]},
        "margin": {"l": 2, "r": 2, "t": 0, "b": FOOT},
        "annotations": [words for row, each in enumerate(own.neighbours) for words in _row_words(each, row, theme)],
        "shapes": [] if squares else [_upright_line(own.usual, row, theme) for row in range(len(own.neighbours))],
    }
    if own.neighbours and not squares:
        frame["annotations"].append(_name_of_line(own.usual, theme))
    draw = _squares if squares else _bars
    return go.Figure({"data": draw(own, colour, theme), "layout": frame})


def _row_words(each: Neighbour, row: int, theme: Theme) -> list[dict[str, Any]]:
    """Return the name above a row's left end, and above its right end how many of all rounds are shared."""
    name, depth = shorten(f"{each.name}, {each.film.title}", LENGTH), len(each.meetings)
    place = {"y": row - TO_WORDS, "yanchor": "middle"}
    total = join(strong(f"{each.shared:,}"), f" of {depth:,}")
    return [
        note(in_plotly(name), theme, place | {"x": 0, "xanchor": "left"}, 14),
        note(total, theme, place | {"x": depth, "xanchor": "right"}, 14),
    ]


def _name_of_line(rounds: float, theme: Theme) -> dict[str, Any]:
    """Return words below the first row's line: on a phone there is no caption."""
    place = {"x": rounds, "xanchor": "center", "y": TO_NAME, "yanchor": "middle"}
    return note(f"by chance {rounds:,.0f}", theme, place, 12)


def _squares(own: Dial, colour: str, theme: Theme) -> list[dict[str, Any]]:
    """Return a row of squares for each neighbour, filled where both are in one bucket."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [k + 0.5 for k in range(len(each.meetings))],
            "y": [row] * len(each.meetings),
            "customdata": ["the same bucket" if meets else "another bucket" for meets in each.meetings],
            "text": [f"{k}" for k in range(1, len(each.meetings) + 1)],
            "marker": {
                "symbol": "square",
                "size": SIDE,
                "color": [colour if meets else CLEAR for meets in each.meetings],
                "line": {"width": 1.2, "color": [colour if meets else QUIET[theme] for meets in each.meetings]},
            },
            "hoverlabel": {"bgcolor": INK[theme], "bordercolor": RULE[theme]},
            "hovertemplate": hover("round %{text}: %{customdata}"),
            "cliponaxis": False,
        }
        for row, each in enumerate(own.neighbours)
    ]


def _bars(own: Dial, colour: str, theme: Theme) -> list[dict[str, Any]]:
    """Return a bar of the rounds that each neighbour shares, and the rest of it, which is empty."""
    shared = [each.shared for each in own.neighbours]
    rest = [len(each.meetings) - each.shared for each in own.neighbours]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "x": counts,
            "y": list(range(len(counts))),
            "width": SIDE / ROW,
            "marker": {"color": fill, "line": {"width": 1.2, "color": edge}},
            "hovertemplate": hover(f"%{{x:,}} rounds in {words}"),
        }
        for counts, fill, edge, words in (
            (shared, colour, colour, "the same bucket"),
            (rest, CLEAR, QUIET[theme], "another bucket"),
        )
    ]


def _upright_line(rounds: float, row: int, theme: Theme) -> dict[str, Any]:
    """Return a line in a row at so many rounds."""
    end = SIDE / 2 / ROW + OVERHANG
    place = {"x0": rounds, "x1": rounds, "y0": row - end, "y1": row + end}
    return {"type": "line"} | place | {"line": {"width": 1.5, "color": INK[theme]}}
