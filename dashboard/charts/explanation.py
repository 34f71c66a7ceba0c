"""Figures of one explanation: the waterfall, and the bars of the history."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.frame import CHOOSABLE, hatched, layout, tint
from dashboard.markup import in_plotly, shorten, signed
from dashboard.palette import INK, QUIET, RULE, TOTAL, Theme, accent, label
from dashboard.sentence import factor, times
from emde_core.explain.explanation import Contribution, Explanation, joint_spread
from emde_core.schema import DISLIKE

MOST_FILMS = 12  # rows of the history's bars; the weakest others become one row
OTHERS = "others"  # customdata of that row
TITLE_LENGTH = 28
ROW, FRAME = 27, 46  # pixels: a bar's row, and what surrounds the rows
WATERFALL_HEIGHT = 210
LETTER = 6.7  # pixels of an average letter; Plotly's own measuring draws every figure twice
Step = tuple[str, float, float, str]  # name, base, value, modality ("" for the two ends) of a column


@dataclass(frozen=True)
class FilmBar:
    """One row of the history's bars.

    Attributes:
        film: id; OTHERS for the films that have no row of their own.
        title: as people read it.
        reaction: "like", "dislike", or "" for others.
        values: by modality, in nats.
        spread: standard error of the sum.
    """

    film: str
    title: str
    reaction: str
    values: dict[str, float]
    spread: float

    @property
    def total(self) -> float:
        """What the film adds in all."""
        return sum(self.values.values())


def film_bars(explanation: Explanation, most: int = MOST_FILMS) -> tuple[FilmBar, ...]:
    """What each history film adds: likes before dislikes, the strongest first, the weakest summed up at the end."""
    grouped: dict[str, list[Contribution]] = {}
    for part in explanation.contributions:
        grouped.setdefault(part.film.id, []).append(part)
    bars = sorted((_bar(parts) for parts in grouped.values()), key=lambda bar: -abs(bar.total))
    own, rest = (bars, []) if len(bars) <= most else (bars[: most - 1], bars[most - 1 :])
    shown = sorted(own, key=lambda bar: (bar.reaction == DISLIKE, -bar.total))
    return (*shown, _others(rest, grouped)) if rest else tuple(shown)


def _bar(parts: Sequence[Contribution]) -> FilmBar:
    return FilmBar(
        film=parts[0].film.id,
        title=parts[0].film.label,
        reaction=parts[0].reaction,
        values={part.modality: part.value for part in parts},
        spread=joint_spread(parts),
    )


def _others(bars: Sequence[FilmBar], grouped: Mapping[str, Sequence[Contribution]]) -> FilmBar:
    values: dict[str, float] = {}
    for bar in bars:
        for modality, value in bar.values.items():
            values[modality] = values.get(modality, 0.0) + value
    spread = joint_spread(part for bar in bars for part in grouped[bar.film])
    return FilmBar(OTHERS, f"{len(bars)} other films", "", values, spread)


def waterfall(
    explanation: Explanation, *, theme: Theme = "light", modality: str | None = None, film: str | None = None
) -> go.Figure:
    """From the catalogue's mean through each modality of the history to the film's score.

    Args:
        explanation: of any film.
        theme: ink for a light or a dark ground.
        modality: the one that stays lit while the others recede.
        film: id of a history film whose own share of each step stays lit.
    """
    steps = _steps(explanation)
    ends = [end for _, base, value, _ in steps for end in (base, base + value)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low) * 0.16 or 0.1
    columns = {
        "type": "bar",
        "x": list(range(len(steps))),
        "y": [value for _, _, value, _ in steps],
        "base": [base for _, base, _, _ in steps],
        "width": 0.66,
        "marker": {
            "color": [
                tint(accent(kind, theme) if kind else TOTAL[theme], film is None and modality in (None, kind))
                for *_, kind in steps
            ],
            "pattern": hatched([value if kind else 0.0 for _, _, value, kind in steps]),
        },
        "customdata": [kind or name for name, _, _, kind in steps],
        "hovertemplate": "%{customdata}: %{y:+.3f}<extra></extra>",
        "cliponaxis": False,
        **CHOOSABLE,
    }
    places = {"tickvals": list(range(len(steps))), "ticktext": [name for name, *_ in steps]}
    frame = layout(theme, WATERFALL_HEIGHT) | {
        "annotations": [_said(place, step, theme) for place, step in enumerate(steps)],
        "shapes": _connections(steps, theme),
        "xaxis": {"showgrid": False, "zeroline": False, "fixedrange": True, **places},
        "yaxis": {"visible": False, "range": [low - room / 3, high + room], "fixedrange": True},
    }
    shares = [_shares(explanation, steps, film, theme)] if film else []
    return go.Figure({"data": [columns, *shares], "layout": frame | {"barmode": "overlay"}})


def _shares(explanation: Explanation, steps: Sequence[Step], film: str, theme: Theme) -> dict[str, Any]:
    """A film's part of each step, drawn over it from where the step begins."""
    own = {part.modality: part.value for part in explanation.contributions if part.film.id == film}
    places = [(place, step) for place, step in enumerate(steps) if step[3] in own]
    values = [own[kind] for _, (*_, kind) in places]
    return {
        "type": "bar",
        "x": [place for place, _ in places],
        "y": values,
        "base": [base for _, (_, base, *_) in places],
        "width": 0.66,
        "marker": {"color": [accent(kind, theme) for _, (*_, kind) in places], "pattern": hatched(values)},
        "customdata": [kind for _, (*_, kind) in places],
        "hovertemplate": "%{customdata}: %{y:+.3f}<extra></extra>",
        **CHOOSABLE,
    }


def _steps(explanation: Explanation) -> list[Step]:
    """Name, base, value and modality ("" for the two ends) of each column."""
    at = explanation.baseline
    steps: list[Step] = [("average film", 0.0, at, "")]
    parts = dict(explanation.by_modality)
    if explanation.absent:
        parts["baseline's own"] = explanation.absent
    for modality, value in parts.items():
        steps.append((label(modality), at, value, modality))
        at += value
    return [*steps, ("this film", 0.0, explanation.score, "")]


def _said(place: int, step: Step, theme: Theme) -> dict[str, Any]:
    """The value over a column; over the last one also the factor."""
    _, base, value, kind = step
    said = signed(value) if kind or place else f"{value:.2f}"
    shown = said if kind or not place else f"<b>{said}</b>  {factor(value)}"
    top = max(base, base + value)
    return {"x": place, "y": top, "text": shown, "showarrow": False, "yshift": 11, "font": {"color": INK[theme]}}


def _connections(steps: Sequence[Step], theme: Theme) -> list[dict[str, Any]]:
    """Thin lines carry the level from one column to the next; the line at 0 is the average film."""
    zero = {"color": RULE[theme], "width": 1}
    lines = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": zero}]
    for place, (_, base, value, _) in enumerate(steps[:-1]):
        dotted = {"color": QUIET[theme], "width": 1, "dash": "dot"}
        ends = {"x0": place - 0.33, "x1": place + 1.33, "y0": base + value, "y1": base + value}
        lines.append({"type": "line", **ends, "line": dotted})
    return lines


def history_bars(
    explanation: Explanation,
    *,
    theme: Theme = "light",
    most: int = MOST_FILMS,
    films: Collection[str] | None = None,
    modality: str | None = None,
    notes: Mapping[str, str] | None = None,
) -> go.Figure:
    """What each history film adds, split by modality, with the standard error of each film's sum.

    Bars to the right speak for the film, hatched ones to the left against it. The vertical tick is a film's sum.

    Args:
        explanation: of any film.
        theme: ink for a light or a dark ground.
        most: rows; the weakest other films become one.
        films: ids of those that stay lit while the others recede; None for all.
        modality: the one whose parts stay lit; None for all.
        notes: by film id, what is said of a film while its bar is pointed at.
    """
    bars = film_bars(explanation, most)
    rows, titles = [bar.film for bar in bars], [_row_title(bar) for bar in bars]
    quiet = QUIET[theme]
    frame = layout(theme, FRAME + ROW * len(bars)) | {
        "barmode": "relative",
        "bargap": 0.42,
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": rows[::-1],
            "tickvals": rows,
            "ticktext": titles,
            "fixedrange": True,
        },
        "xaxis": {"zeroline": True, "zerolinecolor": quiet, "gridcolor": RULE[theme], "griddash": "dot"}
        | {"tickformat": "+.2~f", "fixedrange": True, "nticks": 6, "tickfont": {"size": 11}},
    }
    frame["margin"]["l"] = 16 + LETTER * max((len(title) for title in titles), default=0)
    lit = [films is None or bar.film in films for bar in bars]
    traces = [
        _modality_bars(each, bars, theme, [here and modality in (None, each) for here in lit], notes or {})
        for each in explanation.by_modality
    ]
    return go.Figure({"data": [*traces, _sums(bars, theme, lit)], "layout": frame})


def _modality_bars(
    modality: str, bars: Sequence[FilmBar], theme: Theme, lit: Sequence[bool], notes: Mapping[str, str]
) -> dict[str, Any]:
    values = [bar.values[modality] for bar in bars]
    colours = [tint(accent(modality, theme), here) for here in lit]
    return {
        "type": "bar",
        "name": label(modality),
        "orientation": "h",
        "y": [bar.film for bar in bars],
        "x": values,
        "customdata": [[bar.film, modality, bar.title] for bar in bars],
        "marker": {"color": colours, "pattern": hatched(values), "line": {"width": 0}},
        "hovertext": [f"<br>{notes[bar.film]}" if bar.film in notes else "" for bar in bars],
        "hovertemplate": f"{label(modality)}: %{{x:+.3f}}%{{hovertext}}<extra></extra>",
        **CHOOSABLE,
    }


def _row_title(bar: FilmBar) -> str:
    title = in_plotly(shorten(bar.title, TITLE_LENGTH))
    return f"✕ {title}" if bar.reaction == DISLIKE else title


def _sums(bars: Sequence[FilmBar], theme: Theme, lit: Sequence[bool]) -> dict[str, Any]:
    spreads = [bar.spread if math.isfinite(bar.spread) else 0.0 for bar in bars]
    return {
        "type": "scatter",
        "name": "sum ± standard error",
        "mode": "markers",
        "y": [bar.film for bar in bars],
        "x": [bar.total for bar in bars],
        "customdata": [[bar.film, "sum", bar.title] for bar in bars],
        "marker": {
            "symbol": "line-ns",
            "size": 9,
            "line": {"width": 2, "color": [tint(INK[theme], here) for here in lit]},
        },
        "error_x": {"type": "data", "array": spreads, "thickness": 1, "width": 0, "color": QUIET[theme]},
        "hovertemplate": "sum: %{x:+.3f} ± %{error_x.array:.3f}<extra></extra>",
        **CHOOSABLE,
    }


def waterfall_takeaway(explanation: Explanation) -> str:
    """The waterfall in a sentence, for whoever can't see it."""
    parts = explanation.by_modality
    listed = ", ".join(f"{label(m)} {signed(v)}" for m, v in parts.items())
    strongest = label(max(parts, key=lambda m: parts[m])) if parts else "nothing"
    return (
        f"{explanation.film.label} is {times(explanation.score)}: {listed}, together {signed(explanation.score)}. "
        f"Most comes from {strongest}."
    )


def history_takeaway(explanation: Explanation) -> str:
    """The history's bars in a sentence."""
    bars = sorted(film_bars(explanation, most=len(explanation.contributions) + 1), key=lambda bar: -bar.total)
    if not bars:
        return "The history is empty."
    most, least = bars[0], bars[-1]
    start = f"{most.title} adds most, {signed(most.total)}"
    return f"{start}; {least.title} speaks against it, {signed(least.total)}." if least.total < 0 else f"{start}."
