"""Figures that are read from afar: a few thick bars, each with its words."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.measurements import ALL, CHANCE, StoredResults, SwapResult, is_ours, number
from dashboard.analysis.verdicts import COLD, POPULARITY, WARM, WITHOUT_CONTENT, hundred
from dashboard.charts.frame import BARE, CLEAR, LETTER, category_axis, layout, note, whiskers
from dashboard.look.palette import INK, QUIET, RIVAL, TOTAL, Theme, accent, label
from dashboard.text.grammar import percent
from dashboard.text.markup import LINE_BREAK, hover, in_plotly, strong
from emde_core.artifacts.results import ResultRow, less_ours

ROW, FRAME = 46, 40  # pixels
LARGE, LARGER = 15, 17  # pixels of names, and of what is said of them
NAME_LINE, WORDS_LINE = 16, 11  # letters of a line, so that there is room for bars on a phone
APART = {"ticks": "outside", "ticklen": 7, "tickcolor": CLEAR}  # keeps names off their bars
Chance = tuple[Sequence[float], str]  # for each bar, and its name
USUAL = 13  # pixels of the letters that LETTER is the width of


@dataclass(frozen=True)
class Bar:
    """A bar.

    Attributes:
        name: at its left.
        words: at its right.
        value, low, high: its length, and the 95 % interval of its end.
        colour: of the bar.
        is_main: whether name and words are bold.
    """

    name: str
    words: str
    value: float
    low: float
    high: float
    colour: str
    is_main: bool = False


def thick_bars(bars: Sequence[Bar], *, theme: Theme = "light", chance: Chance | None = None) -> go.Figure:
    """Draw the bars, the first at the top.

    Args:
        bars: at least one.
        theme: of the page.
        chance: where a dotted line crosses each bar, and what it says; None for none.
    """
    keys = [f"bar {place}" for place in range(len(bars))]  # a bare number would be taken for a place on the axis
    names = [textwrap.wrap(each.name, NAME_LINE) for each in bars]
    words = [textwrap.wrap(each.words, WORDS_LINE) for each in bars]
    labels = category_axis(keys, [_lines(lines, each) for lines, each in zip(names, bars, strict=True)])
    beside = [_beside(key, each, lines, theme) for key, each, lines in zip(keys, bars, words, strict=True)]
    frame = layout(theme, FRAME + ROW * len(bars)) | {
        "bargap": 0.42,
        "yaxis": labels | APART | {"tickfont": {"size": LARGE, "color": INK[theme]}, "showgrid": False},
        "xaxis": {**BARE, "range": [0, max(map(_end, bars))], "showticklabels": False},
        "annotations": beside if chance is None else [*beside, _below(chance[0][-1], chance[1], theme)],
        "shapes": [] if chance is None else _dotted_line(chance[0], theme),
    }
    frame["margin"] |= {"l": 20 + _width(names, LARGE), "r": 20 + _width(words, LARGER), "t": 6, "b": 30}
    return go.Figure({"data": [_thick_trace(keys, bars, theme)], "layout": frame})


def _thick_trace(keys: Sequence[str], bars: Sequence[Bar], theme: Theme) -> dict[str, Any]:
    values = [each.value for each in bars]
    ends = whiskers(values, [each.low for each in bars], [each.high for each in bars], theme)
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(keys),
        "x": values,
        "marker": {"color": [each.colour for each in bars], "line": {"width": 0}},
        "error_x": ends | {"color": INK[theme]},
        "hovertemplate": hover("%{x:.3f}"),
    }


def _end(bar: Bar) -> float:
    return max(bar.value, bar.high)


def _dotted_line(values: Sequence[float], theme: Theme) -> list[dict[str, Any]]:
    """Return a piece of the line for each bar; on the axis, rows count from below, and are 1 high."""
    line = {"type": "line", "line": {"dash": "dot", "width": 2, "color": QUIET[theme]}}
    rows = enumerate(reversed(values))
    return [line | {"x0": value, "x1": value, "y0": row - 0.5, "y1": row + 0.5} for row, value in rows]


def _below(value: float, words: str, theme: Theme) -> dict[str, Any]:
    place = {"x": value, "yref": "paper", "y": 0, "yanchor": "top", "xanchor": "center"}
    return note(in_plotly(words), theme, place, USUAL)


def _lines(lines: Sequence[str], bar: Bar) -> str:
    text = LINE_BREAK.join(map(in_plotly, lines))
    return strong(text) if bar.is_main else text


def _width(texts: Sequence[Sequence[str]], size: int) -> float:
    """Return the pixels that the longest line needs."""
    return LETTER * size / USUAL * max((len(line) for lines in texts for line in lines), default=0)


def _beside(key: str, bar: Bar, lines: Sequence[str], theme: Theme) -> dict[str, Any]:
    place = {"x": _end(bar), "y": key, "xanchor": "left", "yanchor": "middle", "xshift": 10, "align": "left"}
    return note(_lines(lines, bar), theme, place, LARGER)


def takeaway(title: str, bars: Sequence[Bar], metric: str) -> str:
    """Return the bars as a sentence, with what they measure; a bar without words has its number."""
    phrases = (f"{each.name}, {each.words or f'{each.value:.3f}'}" for each in bars)
    return f"{title} ({metric}): {'; '.join(phrases)}. Thin lines are 95 % intervals."


def interval_words(bars: Sequence[Bar]) -> str:
    """Return the intervals of shares as numbers of 100, each with its bar's name; "" where none was kept."""
    pairs = ((each.name, 100 * each.low, 100 * each.high) for each in bars if not isnan(each.low))
    return ", ".join(f"{name} {low:.0f} to {high:.0f}" for name, low, high in pairs)


def swap_bars(swaps: Sequence[SwapResult], theme: Theme = "light") -> list[Bar]:
    """Return how well films without ratings are placed with their own content, and with that of other films."""
    if not swaps:
        return []
    real = number(swaps[0].rows["cold"].mean)
    own = Bar("its own content", "", real, real, real, TOTAL[theme], is_main=True)
    return [own, *(_swap_bar(swap, theme) for swap in swaps)]


def _swap_bar(swap: SwapResult, theme: Theme) -> Bar:
    whole = swap.modality == ALL
    name = "all of it another film’s" if whole else f"another film’s {label(swap.modality)}"
    exchanged, (low, high) = number(swap.rows["cold_swapped"].mean), swap.interval("cold")
    words = "no loss measured" if swap.cold_loss is None else f"{percent(swap.cold_loss)} worse"
    return Bar(name, words, exchanged, low, high, QUIET[theme] if whole else accent(swap.modality, theme))


def guessing(accuracy: StoredResults | None) -> float | None:
    """Return how well films without ratings are placed by chance; None where that was not measured."""
    row = accuracy.find(COLD[0], CHANCE, COLD[1]) if accuracy else None
    return row.mean if row else None


def peer_bars(results: StoredResults, theme: Theme = "light") -> list[Bar]:
    """Return how well films with ratings are placed by our model, the best of its peers and popularity, best first.

    Our model without content stands beside them; all others are left to the figures.
    Intervals are of the differences to ours, viewer by viewer, where these were kept.
    """
    rows = [row for row in results.rows(*WARM) if row.mean is not None]
    ours = next((number(row.mean) for row in rows if is_ours(row.subject)), None)
    if ours is None:
        return []
    gaps = {row.subject: row for row in results.rows(WARM[0], less_ours(WARM[1]))}
    order = sorted(rows, key=lambda row: -number(row.mean))
    best = next((row for row in order if not is_ours(row.subject) and row.subject != WITHOUT_CONTENT), None)
    few = [row for row in order if row is best or is_ours(row.subject) or row.subject in (WITHOUT_CONTENT, POPULARITY)]
    return [_peer_bar(row, ours, gaps.get(row.subject), theme) for row in few]


def _peer_bar(row: ResultRow, ours: float, gap: ResultRow | None, theme: Theme) -> Bar:
    mean = number(row.mean)
    if is_ours(row.subject):
        return Bar("this model", "", mean, mean, mean, TOTAL[theme], is_main=True)
    name = "this model without content" if row.subject == WITHOUT_CONTENT else row.subject
    share = mean / ours - 1
    words = f"{abs(share):.0%} {'better' if share > 0 else 'worse'}"
    low, high = (ours + number(gap.low), ours + number(gap.high)) if gap else (mean, mean)
    return Bar(name, words, mean, low, high, RIVAL[theme])


def hundred_bars(rows: Sequence[tuple[str, ResultRow]], things: str, colours: Sequence[str]) -> list[Bar]:
    """Return shares as numbers of 100 such things, by name, each in a colour."""
    return [
        Bar(name, f"{hundred(row)} of 100 {things}", number(row.mean), number(row.low), number(row.high), colour)
        for (name, row), colour in zip(rows, colours, strict=True)
    ]
