"""The waterfall for a projector, growing one modality at a time."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.explanation import waterfall, waterfall_takeaway
from dashboard.markup import signed
from dashboard.palette import Theme, label
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


def growing_takeaway(explanation: Explanation, shown: int) -> str:
    """What stands there in a sentence, for whoever can't see it; nothing of what is still to come."""
    if shown >= len(explanation.by_modality):
        return waterfall_takeaway(explanation)
    return f"So far: {', '.join(f'{name} {value}' for name, value in growing_rows(explanation, shown))}."


def growing_rows(explanation: Explanation, shown: int) -> list[tuple[str, str]]:
    """What stands there as rows of a table: a part and what it adds; the film's score comes with the last part."""
    rows = [(label(modality), signed(value)) for modality, value in explanation.by_modality.items()]
    whole = [(explanation.film.label, signed(explanation.score))] if shown >= len(rows) else []
    return [*rows[:shown], *whole]
