"""The waterfall for a projector, growing one part of the score at a time."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.explanation import waterfall, waterfall_takeaway
from dashboard.look.palette import Theme, label
from dashboard.reasons.entries import parts_of
from dashboard.reasons.sentence import NOT_MEASURED
from dashboard.text.grammar import with_sign
from dashboard.text.markup import LINE_BREAK
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence

LETTERS, LINE = 22, 34  # pixels: a letter, and a line below a column


def growing_waterfall(
    why: Explanation, visible_parts: int, *, theme: Theme = "light", evidence: ContentEvidence = NOT_MEASURED
) -> go.Figure:
    """Draw the first columns of the waterfall, on the scale of the whole; the total comes with the last part.

    Args:
        why: of the film.
        visible_parts: the number of parts that stand there already.
        theme: whose colours.
        evidence: by modality, whether it was measured to count.
    """
    figure = waterfall(why, theme=theme, evidence=evidence)
    (bars,) = figure.data
    columns = len(bars.x)
    upto = columns if visible_parts >= len(parts_of(why)) else visible_parts + 1
    bars.marker.opacity = [1.0 if place < upto else 0.0 for place in range(columns)]
    zero, *connections = figure.layout.shapes
    figure.layout.shapes = [zero, *connections[: upto - 1]]
    figure.layout.annotations = figure.layout.annotations[:upto]
    figure.update_annotations(font_size=LETTERS, yshift=18)
    ticks = [
        name if place < upto else name.split(LINE_BREAK)[0] for place, name in enumerate(figure.layout.xaxis.ticktext)
    ]
    lines = max(name.count(LINE_BREAK) for name in figure.layout.xaxis.ticktext) + 1
    figure.update_xaxes(tickfont_size=LETTERS, ticktext=ticks)
    figure.update_layout(height=None, margin={"t": 34, "b": 12 + LINE * lines})
    return figure


def growing_takeaway(why: Explanation, visible_parts: int, evidence: ContentEvidence = NOT_MEASURED) -> str:
    """Return the visible columns as a sentence; nothing of what is still to come."""
    if visible_parts >= len(parts_of(why)):
        return waterfall_takeaway(why, evidence)
    return f"So far: {', '.join(f'{name} {value}' for name, value in growing_rows(why, visible_parts))}."


def growing_rows(why: Explanation, visible_parts: int) -> list[tuple[str, str]]:
    """Return the visible columns as rows of a table: a part and what it adds, and at last the film's score."""
    rows = [(label(part), with_sign(value)) for part, value in parts_of(why).items()]
    whole = [(why.film.label, with_sign(why.score))] if visible_parts >= len(rows) else []
    return [*rows[:visible_parts], *whole]
