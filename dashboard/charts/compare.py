"""Figures side by side: two explanations on one scale, and methods put to the test."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.method_comparison import MethodComparison, MethodResult
from dashboard.charts.explanation import FRAME, entry_bars, history_bars, waterfall
from dashboard.charts.frame import hatching, layout
from dashboard.charts.row_names import row_height, row_margin, row_name
from dashboard.look.palette import INK, QUIET, RULE, Theme
from dashboard.reasons.entries import entries
from dashboard.reasons.sentence import NOT_MEASURED
from dashboard.text.grammar import capital, with_sign
from dashboard.text.markup import hover, in_plotly, strong
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence

MOST_ROWS = 14  # entries of a history in a pair of figures
STEPS = tuple(digit * 10.0**power for power in range(-3, 4) for digit in (1, 2, 5))  # between lines of a scale
ROOM = 1.08  # of what the longest bar needs
FALL_HEIGHT = 300
CHANCE = "in random order"
NAME_ROOM = 26  # pixels above a method's bars for its name
LINES = (  # a method each; chance has a thin line
    ("solid", "circle"),
    ("dash", "square"),
    ("dot", "triangle-up"),
    ("dashdot", "diamond"),
    ("longdash", "x"),
    ("longdashdot", "cross"),
)
Pair = tuple[go.Figure, go.Figure]
Proofs = tuple[ContentEvidence, ContentEvidence]
NEITHER_MEASURED: Proofs = (NOT_MEASURED, NOT_MEASURED)


def paired_waterfalls(
    left: Explanation, right: Explanation, *, theme: Theme = "light", evidence: Proofs = NEITHER_MEASURED
) -> Pair:
    """Draw two waterfalls on one scale; ``evidence`` says of either side which modalities were measured to count."""
    sides = zip((left, right), evidence, strict=True)
    mine, other = (waterfall(why, theme=theme, evidence=findings) for why, findings in sides)
    ranges = [figure.layout.yaxis.range for figure in (mine, other)]
    ends = [min(low for low, _ in ranges), max(high for _, high in ranges)]
    for figure in (mine, other):
        figure.update_layout(yaxis_range=ends)
    return mine, other


def paired_bars(left: Explanation, right: Explanation, *, theme: Theme = "light", most: int = MOST_ROWS) -> Pair:
    """Draw what films and wishes add on either side: the same ones in the same rows, on one scale.

    Where the histories differ, an entry has a row on both sides and a bar on its own. The ``most`` entries that weigh
    most on either side are drawn.
    """
    rows = _rows(left, right)[:most]
    figures = [history_bars(_only(each, rows), theme=theme, most=len(rows) + 1) for each in (left, right)]
    low, high = _reach([_only(each, rows) for each in (left, right)])
    bars = {entry.key: entry for why in (left, right) for entry in entries(why)}
    names = [bars[row].label for row in rows]
    height = FRAME + row_height(names) * len(rows)
    for figure in figures:
        own = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
        titles = [own.get(row, row_name(bars[row].label, disliked=bars[row].disliked)) for row in rows]
        figure.update_layout(height=height, xaxis_range=[low, high], margin_l=row_margin(names))
        figure.update_yaxes(
            categoryarray=rows[::-1], tickvals=rows, ticktext=titles, range=[-0.5, len(rows) - 0.5], autorange=False
        )
    return figures[0], figures[1]


def _rows(left: Explanation, right: Explanation) -> list[str]:
    """List entries' keys, the heaviest first; one in both histories has one row."""
    weight: dict[str, float] = {}
    for why in (left, right):
        for entry in entries(why):
            weight[entry.key] = max(weight.get(entry.key, 0.0), abs(entry.total))
    return sorted(weight, key=lambda key: -weight[key])


def _only(why: Explanation, rows: list[str]) -> Explanation:
    return replace(why, contributions=tuple(each for each in why.contributions if each.entry in rows))


def _reach(whys: list[Explanation]) -> tuple[float, float]:
    """Return the ends of a scale that holds every bar."""
    low, high = 0.0, 0.0
    for why in whys:
        for entry in entries(why):
            values = entry.values.values()
            low = min(low, sum(v for v in values if v < 0), entry.total)
            high = max(high, sum(v for v in values if v > 0), entry.total)
    return low * ROOM - 0.01, high * ROOM + 0.01


def margin_bars(margin: Explanation, *, theme: Theme = "light") -> go.Figure:
    """Draw what of the history speaks for which film: to the right for the explained one, to the left for its rival.

    Both ways are as wide, and neither is hatched or has a sign: each speaks for a film. What decides most comes first.
    """
    figure = history_bars(margin, theme=theme)
    low, high = _reach([margin])
    end = max(-low, high)
    step = next(each for each in STEPS if 3 * each >= end)
    ticks = [k * step for k in range(-3, 4)]
    figure.update_traces(marker_pattern=None, selector={"type": "bar"})
    heaviest_last = sorted(entry_bars(margin), key=lambda each: abs(each.total))  # rows begin at the bottom
    figure.update_yaxes(categoryarray=[each.key for each in heaviest_last])
    figure.update_xaxes(range=[-end, end], tickvals=ticks, ticktext=[f"{abs(tick):g}" for tick in ticks])
    return figure


def pair_takeaway(left: Explanation, right: Explanation) -> str:
    """Say in a sentence which film or wish makes the largest difference between two figures."""
    mine, other = ({entry.key: entry for entry in entries(why)} for why in (left, right))
    if not (mine or other):
        return "Both histories are empty."
    values = {key: [side[key].total if key in side else 0.0 for side in (mine, other)] for key in (*mine, *other)}
    most = max(values, key=lambda key: abs(values[key][0] - values[key][1]))
    name, (here, there) = (mine.get(most) or other[most]).label, values[most]
    return f"{name} makes the largest difference: {with_sign(here)} on this side, {with_sign(there)} on the other."


def method_bars(comparison: MethodComparison, result: MethodResult, *, theme: Theme = "light") -> go.Figure:
    """Draw a method's values on a scale of its own: methods need not agree on sizes.

    Rows are history films in the order of the first method, the same in every method's figure. The method's name stands
    in the figure, so that a saved one says whose bars they are.
    """
    rows = sorted(comparison.titles, key=lambda film: -comparison.results[0].values[film])[:MOST_ROWS]
    names = [comparison.titles[film] for film in rows]
    values = [result.values[film] for film in rows]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": rows,
        "customdata": [[film] for film in rows],
        "marker": {"color": INK[theme], "pattern": hatching(values)},
        "hovertemplate": hover("%{x:+.4f}"),
    }
    scale = {"zeroline": True, "zerolinecolor": QUIET[theme], "gridcolor": RULE[theme], "griddash": "dot"}
    scale["fixedrange"] = True
    films = {"type": "category", "categoryorder": "array", "categoryarray": rows[::-1], "tickvals": rows}
    name = {"text": strong(in_plotly(capital(result.name))), "font": {"size": 14, "color": INK[theme]}}
    frame = layout(theme, FRAME + NAME_ROOM + row_height(names) * len(rows)) | {
        "title": name | {"x": 0, "xanchor": "left", "yref": "container", "y": 1, "yanchor": "top", "pad": {"t": 6}},
        "bargap": 0.42,
        "xaxis": scale | {"tickformat": "+.2~r", "tickangle": 0, "nticks": 3, "tickfont": {"size": 12}},
        "yaxis": films | {"ticktext": [row_name(name) for name in names], "fixedrange": True},
    }
    frame["margin"] |= {"l": row_margin(names), "t": frame["margin"]["t"] + NAME_ROOM}
    return go.Figure({"data": [bars], "layout": frame})


def method_takeaway(comparison: MethodComparison, result: MethodResult) -> str:
    """Say in a sentence which film a method calls strongest."""
    strongest = max(result.values, key=lambda film: result.values[film])
    return f"By {result.name}, {comparison.titles[strongest]} adds most, {with_sign(result.values[strongest], 3)}."


def score_falls(comparison: MethodComparison, *, theme: Theme = "light") -> go.Figure:
    """Draw the explained film's score as history films are taken out, the strongest first by each method."""
    figure = _falls(comparison, "scores", theme)
    figure.update_yaxes(title_text="score without these films (nats)", tickformat=".3~f", zerolinecolor=QUIET[theme])
    return figure


def rank_falls(comparison: MethodComparison, *, theme: Theme = "light") -> go.Figure:
    """Draw its rank, on a logarithmic scale with the best at the top; the shaded band is the top k."""
    figure = _falls(comparison, "ranks", theme)
    figure.update_yaxes(
        title_text="rank", type="log", autorange="reversed", tickvals=[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000]
    )
    figure.add_hrect(y0=0.9, y1=comparison.top + 0.5, fillcolor=QUIET[theme], opacity=0.1, line_width=0)
    return figure


def _falls(comparison: MethodComparison, what: str, theme: Theme) -> go.Figure:
    steps = list(range(comparison.steps + 1))
    chance = {"color": QUIET[theme], "width": 1}
    lines: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": CHANCE,
            "line": chance,
            "y": getattr(comparison.chance, what),
        }
    ]
    for result, (dash, symbol) in zip(comparison.results, cycle(LINES), strict=False):
        colour = INK[theme] if dash == "solid" else QUIET[theme]
        lines.append(
            {"type": "scatter", "mode": "lines+markers", "name": result.name, "y": getattr(result.fall, what)}
            | {"line": {"dash": dash, "width": 2, "color": colour}, "marker": {"symbol": symbol, "size": 8}}
        )
    for line in lines:
        line |= {"x": steps, "hovertemplate": hover("%{x} taken out: %{y:.2f}", name=line["name"])}
    frame = layout(theme, FALL_HEIGHT) | {
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": 12}},
        "xaxis": {
            "title": {"text": "history films taken out"},
            "dtick": 1,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {"gridcolor": RULE[theme], "griddash": "dot", "fixedrange": True},
    }
    frame["margin"] |= {"l": 56, "b": 40, "t": 40}
    return go.Figure({"data": lines[::-1], "layout": frame})


def score_takeaway(comparison: MethodComparison) -> str:
    """Say in a sentence how far the score falls."""
    falls = ", ".join(f"{c.name} from {c.fall.scores[0]:.2f} to {c.fall.scores[-1]:.2f}" for c in comparison.results)
    return f"With {comparison.steps} films taken out the score falls: {falls}."


def rank_takeaway(comparison: MethodComparison) -> str:
    """Say in a sentence how far the rank falls."""
    falls = ", ".join(f"{c.name} from {c.fall.ranks[0]:.0f} to {c.fall.ranks[-1]:.0f}" for c in comparison.results)
    chance = comparison.chance.ranks[-1]
    return f"With {comparison.steps} films taken out the rank falls: {falls}; in random order to {chance:.0f}."
