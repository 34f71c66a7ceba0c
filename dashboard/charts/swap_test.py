"""Figures of the swap test: real content beside that of other films, and simulated viewers whose taste is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.measurements import ALL, PlantedTaste, SwapResult, number
from dashboard.charts.frame import beside_row, dotted_axis, heading, layout
from dashboard.charts.pairs import Ends, MarkPair, pair_traces, range_around
from dashboard.look.palette import INK, RULE, Theme, accent, label
from dashboard.text.markup import in_plotly, strong
from emde_core.artifacts.results import ResultRow

ROW, FRAME = 60, 96  # pixels
LEFT, RIGHT = 110, 110  # pixels for names and verdicts
PANELS = {  # metric: what is measured, and how its numbers are written on the axis and beside the marks
    "share": ("share of the score", ".0%", "z.1%"),
    "warm": ("accuracy, rated films (NDCG@20)", ".3~f", ".3f"),
    "cold": ("accuracy, films without ratings (NDCG@10)", ".3~f", ".3f"),
}
GAP = 0.05  # between panels, as a share of the width
VERDICTS = {"counts": "counts", "alone": "counts alone", "shows": "too little", "none": "no evidence"}


def swap_chart(swaps: Sequence[SwapResult], *, theme: Theme = "light") -> go.Figure:
    """Draw a row for each modality and a panel for each measure: filled is real content, hollow that of other films.

    Whiskers are 95 % intervals; of accuracy, they are of the difference to real content, viewer by viewer.
    """
    wide = (1 - GAP * (len(PANELS) - 1)) / len(PANELS)
    verdicts = [_verdict(row, swap, theme) for row, swap in enumerate(swaps)]
    frame = _frame([swap_name(swap) for swap in swaps], theme) | {"annotations": verdicts}
    all_traces: list[dict[str, Any]] = []
    for panel, (metric, (title, ticks, form)) in enumerate(PANELS.items()):
        axis, start = str(panel + 1) if panel else "", panel * (wide + GAP)
        pairs = [_pair(swap, metric, theme) for swap in swaps]
        frame[f"xaxis{axis}"] = _across(pairs, ticks, theme) | {"domain": [start, start + wide]}
        frame["annotations"].append(heading(title, start, 1, theme) | {"yshift": 18})
        all_traces += pair_traces(pairs, axis, form, theme)
    frame["margin"] |= {"l": LEFT, "r": RIGHT, "t": 52, "b": 30}
    return go.Figure({"data": all_traces, "layout": frame})


def taste_chart(tastes: Sequence[PlantedTaste], *, theme: Theme = "light") -> go.Figure:
    """Draw a row for each kind of taste: how often its modality leads; filled is real content, hollow exchanged."""
    pairs = [MarkPair(accent(each.modality, theme), _ends(each.leads), _ends(each.exchanged)) for each in tastes]
    frame = _frame([each.name for each in tastes], theme)
    frame["xaxis"] = _across(pairs, ".0%", theme) | {"range": [-0.06, 1.06]}
    frame["margin"] |= {"l": 2 * LEFT, "r": 20, "t": 16, "b": 30}
    return go.Figure({"data": pair_traces(pairs, "", ".0%", theme), "layout": frame})


def swap_name(swap: SwapResult) -> str:
    """Return the name of a modality, or of all together."""
    return "all together" if swap.modality == ALL else label(swap.modality)


def _frame(names: Sequence[str], theme: Theme) -> dict[str, Any]:
    rows = {"range": [len(names) - 0.5, -0.5], "tickvals": list(range(len(names))), "fixedrange": True}
    rows |= {"ticktext": [in_plotly(name) for name in names], "gridcolor": RULE[theme], "zeroline": False}
    return layout(theme, FRAME + ROW * len(names)) | {"yaxis": rows}


def _across(pairs: Sequence[MarkPair], ticks: str, theme: Theme) -> dict[str, Any]:
    return dotted_axis(theme) | {"range": range_around(pairs), "tickformat": ticks, "nticks": 5}


def _pair(swap: SwapResult, metric: str, theme: Theme) -> MarkPair:
    colour = INK[theme] if swap.modality == ALL else accent(swap.modality, theme)
    exchanged = number(swap.rows[f"{metric}_swapped"].mean)
    return MarkPair(colour, _ends(swap.rows[metric]), (exchanged, *swap.interval(metric)))


def _ends(row: ResultRow) -> Ends:
    """Return a mean and its interval; the mean alone where it has no interval of its own."""
    mean = number(row.mean)
    return mean, mean if row.low is None else row.low, mean if row.high is None else row.high


def _verdict(row: int, swap: SwapResult, theme: Theme) -> dict[str, Any]:
    verdict = VERDICTS[swap.verdict]
    return beside_row(strong(verdict) if swap.verdict == "counts" else verdict, row, 14, theme, 14)


def swap_takeaway(swaps: Sequence[SwapResult]) -> str:
    """Return the chart of the swap test as a sentence."""
    phrases = (
        f"{swap_name(swap)} {number(swap.rows['share'].mean):z.1%}, exchanged "
        f"{number(swap.rows['share_swapped'].mean):z.1%}, {VERDICTS[swap.verdict]}"
        for swap in swaps
    )
    return f"Share of the score with real and with exchanged content: {'; '.join(phrases)}."


def taste_takeaway(tastes: Sequence[PlantedTaste]) -> str:
    """Return the chart of known tastes as a sentence."""
    phrases = (
        f"{each.name} {number(each.leads.mean):.0%}, exchanged {number(each.exchanged.mean):.0%}" for each in tastes
    )
    return f"How often the modality that a viewer follows leads: {'; '.join(phrases)}."
