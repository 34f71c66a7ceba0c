"""The waterfall for a projector, growing one part of the score at a time."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.explanation import waterfall, waterfall_takeaway
from dashboard.look.palette import Theme, label
from dashboard.reasons.entries import parts_of
from dashboard.reasons.sentence import NOT_MEASURED
from dashboard.reasons.sureness import Evidence
from dashboard.text.grammar import signed
from emde_core.explain.explanation import Explanation

LETTERS, LINE = 22, 34  # pixels: a letter, and a line below a column
BREAK = "<br>"  # before what has to be said of a column's evidence


def growing_waterfall(
    why: Explanation, shown: int, *, theme: Theme = "light", evidence: Evidence = NOT_MEASURED
) -> go.Figure:
    """The waterfall with its first columns alone, on the scale of the whole; the last one comes with the last part.

    Args:
        why: of the film.
        shown: parts that stand there already.
        theme: whose colours.
        evidence: by modality, whether it was measured to count.
    """
    figure = waterfall(why, theme=theme, evidence=evidence)
    (bars,) = figure.data
    columns = len(bars.x)
    upto = columns if shown >= len(parts_of(why)) else shown + 1
    bars.marker.opacity = [1.0 if place < upto else 0.0 for place in range(columns)]
    zero, *connections = figure.layout.shapes
    figure.layout.shapes = [zero, *connections[: upto - 1]]
    figure.layout.annotations = figure.layout.annotations[:upto]
    figure.update_annotations(font_size=LETTERS, yshift=18)
    ticks = [name if place < upto else name.split(BREAK)[0] for place, name in enumerate(figure.layout.xaxis.ticktext)]
    lines = max(name.count(BREAK) for name in figure.layout.xaxis.ticktext) + 1
    figure.update_xaxes(tickfont_size=LETTERS, ticktext=ticks)
    figure.update_layout(height=None, margin={"t": 34, "b": 12 + LINE * lines})
    return figure


def growing_takeaway(why: Explanation, shown: int, evidence: Evidence = NOT_MEASURED) -> str:
    """What stands there in a sentence, for whoever can't see it; nothing of what is still to come."""
    if shown >= len(parts_of(why)):
        return waterfall_takeaway(why, evidence)
    return f"So far: {', '.join(f'{name} {value}' for name, value in growing_rows(why, shown))}."


def growing_rows(why: Explanation, shown: int) -> list[tuple[str, str]]:
    """What stands there as rows of a table: a part and what it adds; the film's score comes with the last part."""
    rows = [(label(part), signed(value)) for part, value in parts_of(why).items()]
    whole = [(why.film.label, signed(why.score))] if shown >= len(rows) else []
    return [*rows[:shown], *whole]
