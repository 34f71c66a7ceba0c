"""The waterfall for a projector, growing one modality at a time."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.explanation import waterfall
from dashboard.palette import Theme
from emde_core.explain.explanation import Explanation

LETTERS = 22  # pixels


def growing_waterfall(explanation: Explanation, shown: int, *, theme: Theme = "light") -> go.Figure:
    """The waterfall with its first columns alone, on the scale of the whole; the last one comes with the last part.

    Args:
        explanation: of the film.
        shown: modalities that stand there already.
        theme: whose colours.
    """
    figure = waterfall(explanation, theme=theme)
    (bars,) = figure.data
    columns = len(bars.x)
    upto = columns if shown >= len(explanation.by_modality) else shown + 1
    bars.marker.opacity = [1.0 if place < upto else 0.0 for place in range(columns)]
    zero, *connections = figure.layout.shapes
    figure.layout.shapes = [zero, *connections[: upto - 1]]
    figure.layout.annotations = figure.layout.annotations[:upto]
    figure.update_annotations(font_size=LETTERS, yshift=18)
    figure.update_xaxes(tickfont_size=LETTERS)
    figure.update_layout(height=None, margin={"t": 34, "b": 46})
    return figure
