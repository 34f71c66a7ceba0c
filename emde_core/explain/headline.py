"""An explanation at a glance, as HTML for a notebook: a headline of numbers, and a bar for each entry."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

BARS = 12  # entries that get a bar of their own
HALF = 120  # pixels of the longest bar
ROW = '<tr><td style="text-align:left">{}</td><td>{}</td><td style="text-align:right">{:+.3f}</td></tr>'
BAR = (
    '<svg width="{width}" height="12" role="img" aria-label="{value:+.3f}">'
    '<rect x="{x:.1f}" y="1" width="{length:.1f}" height="10" fill="{colour}"/>'
    '<line x1="{middle}" x2="{middle}" y1="0" y2="12" stroke="currentColor"/></svg>'
)
FOR, AGAINST = "#2f6f9f", "#b5542c"


def headline_and_bars(headline: str, values: Mapping[str, float]) -> str:
    """Return a headline, and a table of the values with the longest bars first; what has no bar is one row at the end.

    Args:
        headline: in plain text.
        values: in nats, by label in plain text.
    """
    order = sorted(values, key=lambda label: -abs(values[label]))
    rows = {label: values[label] for label in order[:BARS]}
    if others := order[BARS:]:
        rows[f"{len(others)} others"] = sum(values[label] for label in others)
    longest = max((abs(value) for value in rows.values()), default=0.0) or 1.0
    table = "".join(ROW.format(escape(label), _bar(value, longest), value) for label, value in rows.items())
    return f"<div><strong>{escape(headline)}</strong><table>{table}</table></div>"


def _bar(value: float, longest: float) -> str:
    length = HALF * abs(value) / longest
    x = HALF if value > 0 else HALF - length
    colour = FOR if value > 0 else AGAINST
    return BAR.format(width=2 * HALF, middle=HALF, x=x, length=length, value=value, colour=colour)
