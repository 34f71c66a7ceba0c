"""A figure of one atom among its neighbours: arrows by how nearly they point its way, and a partition into buckets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dashboard.analysis.atom_neighbours import Dial, Neighbour
from dashboard.charts.frame import CLEAR, layout, tint
from dashboard.look.palette import INK, QUIET, RULE, Theme, accent
from dashboard.text.grammar import shorten
from dashboard.text.markup import LINE_BREAK, hover, in_plotly, join, strong

HEIGHT = 360  # pixels
LENGTH, LABEL = 15, 16  # letters of a name, and of what is below it
WIDE, LOW, HIGH, RIM = 2.15, -1.12, 1.26, 1.08  # the axes' ends, and the radius of the buckets; an arrow is 0.85
ARROW = 0.85


def dial_figure(
    own: Dial, name: str, modality: str, labels: Sequence[str], *, cut: bool, theme: Theme = "light"
) -> go.Figure:
    """Draw the atom upwards, its neighbours around it, and with ``cut`` the buckets, of which the atom's is lit.

    Args:
        own: the atom's neighbours.
        name: of the atom.
        modality: whose accent it has.
        labels: of the neighbours, below their names.
        cut: whether the buckets are drawn.
        theme: of the page.
    """
    axis = {"visible": False, "fixedrange": True}
    frame = layout(theme, HEIGHT) | {
        "xaxis": axis | {"range": [-WIDE, WIDE]},
        "yaxis": axis | {"range": [LOW, HIGH], "scaleanchor": "x"},
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
        "shapes": _buckets(own, modality, theme) if cut and own.cuts else [],
        "annotations": [],
    }
    colour = accent(modality, theme)
    frame["annotations"] += [_arrow(0.0, colour, 4), _name(0.0, strong(in_plotly(shorten(name, LENGTH))), theme)]
    for neighbour, label in zip(own.neighbours, labels, strict=True):
        shade = colour if cut and neighbour.together else QUIET[theme]
        words = join(in_plotly(shorten(neighbour.name, LENGTH)), LINE_BREAK, in_plotly(shorten(label, LABEL)))
        frame["annotations"] += [_arrow(neighbour.angle, shade, 1.8), _name(neighbour.angle, words, theme)]
    return go.Figure({"data": [_points(own.neighbours, theme)], "layout": frame})


def _end(angle: float, length: float = ARROW) -> tuple[float, float]:
    return float(length * np.sin(np.radians(angle))), float(length * np.cos(np.radians(angle)))


def _arrow(angle: float, colour: str, width: float) -> dict[str, Any]:
    x, y = _end(angle)
    start = {"ax": 0, "ay": 0, "axref": "x", "ayref": "y"}
    head = {"arrowhead": 2, "arrowsize": 0.8, "arrowwidth": width, "arrowcolor": colour, "text": ""}
    return {"x": x, "y": y, "showarrow": True, "standoff": 0, **start, **head}


def _name(angle: float, words: str, theme: Theme) -> dict[str, Any]:
    """Return the words at an arrow's head, beside it where it leans, over or under it where it stands upright."""
    x, y = _end(angle, ARROW + 0.05)
    lean = abs(np.sin(np.radians(angle)))
    anchors = {"xanchor": "center", "yanchor": "bottom" if y > 0 else "top"}
    if lean > 0.35:
        anchors = {"xanchor": "left" if x > 0 else "right", "yanchor": "middle"}
    elif angle:
        anchors = {"xanchor": "left" if x > 0 else "right", "yanchor": "bottom" if y > 0 else "top"}
    return {"x": x, "y": y, "text": words, "showarrow": False, "align": "left", **anchors} | {
        "font": {"size": 13.5, "color": INK[theme]}
    }


def _buckets(own: Dial, modality: str, theme: Theme) -> list[dict[str, Any]]:
    """Return the atom's bucket as a slice, and lines where buckets end."""
    right, left, *_ = own.cuts
    arc = [_end(angle, RIM) for angle in np.linspace(left, right, 40)]
    path = "M0,0" + "".join(f"L{x:.4f},{y:.4f}" for x, y in arc) + "Z"
    slice_ = {"type": "path", "path": path, "fillcolor": tint(accent(modality, theme), lit=False), "layer": "below"}
    lines = [
        {"type": "line", "x0": 0, "y0": 0, "x1": x, "y1": y, "layer": "below"}
        | {"line": {"color": QUIET[theme], "width": 1.5, "dash": "dash"}}
        for x, y in (_end(angle, RIM) for angle in own.cuts)
    ]
    ground = {"type": "circle", "x0": -RIM, "y0": -RIM, "x1": RIM, "y1": RIM, "layer": "below"}
    return [ground | {"line": {"color": RULE[theme], "width": 1}}, slice_ | {"line": {"width": 0}}, *lines]


def _points(neighbours: Sequence[Neighbour], theme: Theme) -> dict[str, Any]:
    """Return what is read at an arrow's head."""
    ends = [_end(each.angle) for each in neighbours]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in ends],
        "y": [y for _, y in ends],
        "text": [join(in_plotly(each.name), ", ", in_plotly(each.film.label)) for each in neighbours],
        "marker": {"size": 26, "color": CLEAR},
        "hoverlabel": {"bgcolor": INK[theme]},
        "hovertemplate": hover("%{text}"),
    }
