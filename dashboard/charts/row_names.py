"""Names of a figure's rows, in as many lines as they need: a title goes on below rather than being cut."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from dashboard.charts.frame import LETTER
from dashboard.text.markup import LINE_BREAK, Markup, in_plotly, join

LENGTH, MOST = 28, 3  # letters in a line, and lines
ROW, FURTHER = 27, 16  # pixels: a row whose name has one line, and what each further line needs
BESIDE = 16  # pixels between names and bars


def row_lines(name: str) -> list[str]:
    """Return the lines of a name.

    >>> row_lines("Star Trek VI: The Undiscovered Country (1991)")
    ['Star Trek VI: The', 'Undiscovered Country (1991)']
    """
    return wrap(name, LENGTH, max_lines=MOST, placeholder="…")


def row_name(name: str, *, disliked: bool = False) -> Markup:
    """Return a name as Plotly draws it; a cross before it is for a film that was not for this viewer."""
    lines = LINE_BREAK.join(map(in_plotly, row_lines(name)))
    return join("✕ ", lines) if disliked else lines


def row_height(names: Iterable[str]) -> int:
    """Return the height of every row of a figure with these names, in pixels."""
    return ROW + FURTHER * (max((len(row_lines(name)) for name in names), default=1) - 1)


def row_margin(names: Iterable[str]) -> float:
    """Return the width that these names need to the left of the bars, in pixels."""
    return BESIDE + LETTER * max((len(line) for name in names for line in row_lines(name)), default=0)
