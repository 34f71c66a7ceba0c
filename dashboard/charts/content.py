"""Whether content counts, in pictures: real content against that of other films, and tastes that are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.measurements import ALL, Planted, Swap, number
from dashboard.charts.frame import layout
from dashboard.charts.pairs import Ends, Pair, around, traces
from dashboard.look.palette import INK, RULE, Theme, accent, label
from dashboard.text.markup import in_plotly
from emde_core.artifacts.results import Row

ROW, FRAME = 60, 96  # pixels
LEFT, RIGHT = 110, 110  # pixels for names and verdicts
PANELS = {  # metric: what is measured, and how its numbers are written on the axis and beside the marks
    "share": ("share of the score", ".0%", "z.1%"),
    "warm": ("accuracy, rated films (NDCG@20)", ".3~f", ".3f"),
    "cold": ("accuracy, films without ratings (NDCG@10)", ".3~f", ".3f"),
}
GAP = 0.05  # between panels, as a share of the width
VERDICTS = {"counts": "counts", "shows": "shows", "none": "no evidence"}


def swapped(found: Sequence[Swap], *, theme: Theme = "light") -> go.Figure:
    """A row for each modality, a panel for each measure: filled is real content, hollow that of other films.

    Whiskers are 95 % intervals; of accuracy, they are of the difference to real content, viewer by viewer.
    """
    wide = (1 - GAP * (len(PANELS) - 1)) / len(PANELS)
    verdicts = [_verdict(row, swap, theme) for row, swap in enumerate(found)]
    frame = _frame([name_of(swap) for swap in found], theme) | {"annotations": verdicts}
    drawn: list[dict[str, Any]] = []
    for place, (metric, (title, ticks, form)) in enumerate(PANELS.items()):
        axis, start = str(place + 1) if place else "", place * (wide + GAP)
        pairs = [_pair(swap, metric, theme) for swap in found]
        frame[f"xaxis{axis}"] = _across(pairs, ticks, theme) | {"domain": [start, start + wide]}
        frame["annotations"].append(_title(title, start, theme))
        drawn += traces(pairs, axis, form, theme)
    frame["margin"] |= {"l": LEFT, "r": RIGHT, "t": 52, "b": 30}
    return go.Figure({"data": drawn, "layout": frame})


def planted(found: Sequence[Planted], *, theme: Theme = "light") -> go.Figure:
    """A row for each kind of taste: how often its modality leads; filled is real content, hollow exchanged."""
    pairs = [Pair(accent(each.modality, theme), _ends(each.leads), _ends(each.swapped)) for each in found]
    frame = _frame([each.name for each in found], theme)
    frame["xaxis"] = _across(pairs, ".0%", theme) | {"range": [-0.06, 1.06]}
    frame["margin"] |= {"l": 2 * LEFT, "r": 20, "t": 16, "b": 30}
    return go.Figure({"data": traces(pairs, "", ".0%", theme), "layout": frame})


def name_of(swap: Swap) -> str:
    """A modality, or all of them, in words."""
    return "all together" if swap.modality == ALL else label(swap.modality)


def _frame(names: Sequence[str], theme: Theme) -> dict[str, Any]:
    rows = {"range": [len(names) - 0.5, -0.5], "tickvals": list(range(len(names))), "fixedrange": True}
    rows |= {"ticktext": [in_plotly(name) for name in names], "gridcolor": RULE[theme], "zeroline": False}
    return layout(theme, FRAME + ROW * len(names)) | {"yaxis": rows}


def _across(pairs: Sequence[Pair], ticks: str, theme: Theme) -> dict[str, Any]:
    axis = {"range": around(pairs), "tickformat": ticks, "nticks": 5, "fixedrange": True, "zeroline": False}
    return axis | {"gridcolor": RULE[theme], "griddash": "dot"}


def _pair(swap: Swap, metric: str, theme: Theme) -> Pair:
    colour = INK[theme] if swap.modality == ALL else accent(swap.modality, theme)
    exchanged = number(swap.rows[f"{metric}_swapped"].mean)
    return Pair(colour, _ends(swap.rows[metric]), (exchanged, *swap.interval(metric)))


def _ends(row: Row) -> Ends:
    """A mean alone where it has no interval of its own."""
    mean = number(row.mean)
    return mean, mean if row.low is None else row.low, mean if row.high is None else row.high


def _title(said: str, start: float, theme: Theme) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "x": start, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 18}
    return {"text": said, "showarrow": False, "font": {"size": 13, "color": INK[theme]}, **place}


def _verdict(row: int, swap: Swap, theme: Theme) -> dict[str, Any]:
    place = {"xref": "paper", "x": 1, "y": row, "xanchor": "left", "yanchor": "middle", "xshift": 14}
    said = VERDICTS[swap.verdict]
    bold = f"<b>{said}</b>" if swap.verdict == "counts" else said
    return {"text": bold, "showarrow": False, "font": {"size": 14, "color": INK[theme]}, **place}


def swapped_takeaway(found: Sequence[Swap]) -> str:
    """The picture of exchanged content in a sentence."""
    said = (
        f"{name_of(swap)} {number(swap.rows['share'].mean):z.1%}, exchanged "
        f"{number(swap.rows['share_swapped'].mean):z.1%}, {VERDICTS[swap.verdict]}"
        for swap in found
    )
    return f"Share of the score with real and with exchanged content: {'; '.join(said)}."


def planted_takeaway(found: Sequence[Planted]) -> str:
    """The picture of known tastes in a sentence."""
    said = (f"{each.name} {number(each.leads.mean):.0%}, exchanged {number(each.swapped.mean):.0%}" for each in found)
    return f"How often the modality that a viewer follows leads: {'; '.join(said)}."
