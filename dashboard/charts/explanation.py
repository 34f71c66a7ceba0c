"""Figures of one explanation: the waterfall, and the bars of the history."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.frame import hatched, layout
from dashboard.markup import in_plotly, shorten, signed
from dashboard.palette import INK, QUIET, RULE, TOTAL, Theme, accent, label
from dashboard.sentence import factor, times
from emde_core.explain.explanation import Contribution, Explanation, joint_spread
from emde_core.schema import DISLIKE, MODALITIES

MOST_FILMS = 12  # rows of the history's bars; the weakest others become one row
OTHERS = "others"  # customdata of that row
TITLE_LENGTH = 28
ROW, FRAME = 27, 46  # pixels: a bar's row, and what surrounds the rows
WATERFALL_HEIGHT = 210
LETTER = 6.7  # pixels of an average letter; Plotly's own measuring draws every figure twice


@dataclass(frozen=True)
class Step:
    """A column of the waterfall.

    Attributes:
        name: as people read it.
        base, value: where it starts, and how far it goes, in nats.
        modality: "" at the two ends.
        said: its value in words, with the factor at the last one.
    """

    name: str
    base: float
    value: float
    modality: str
    said: str

    @property
    def chosen_by_modality(self) -> bool:
        """Whether it stands for a modality; what the average viewer alone brings does not."""
        return self.modality in MODALITIES


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


def waterfall(explanation: Explanation, *, theme: Theme = "light") -> go.Figure:
    """From the catalogue's mean through each modality of the history to the film's score.

    Args:
        explanation: of any film.
        theme: ink for a light or a dark ground.
    """
    listed = steps(explanation)
    ends = [end for step in listed for end in (step.base, step.base + step.value)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low) * 0.16 or 0.1
    columns = {
        "type": "bar",
        "x": list(range(len(listed))),
        "y": [step.value for step in listed],
        "base": [step.base for step in listed],
        "width": 0.66,
        "marker": {
            "color": [accent(step.modality, theme) if step.modality else TOTAL[theme] for step in listed],
            "pattern": hatched([step.value if step.modality else 0.0 for step in listed]),
        },
        "customdata": [step.modality or step.name for step in listed],
        "hovertemplate": "%{customdata}: %{y:+.3f}<extra></extra>",
        "cliponaxis": False,
    }
    places = {"tickvals": list(range(len(listed))), "ticktext": [step.name for step in listed]}
    frame = layout(theme, WATERFALL_HEIGHT) | {
        "annotations": [_said(place, step, theme) for place, step in enumerate(listed)],
        "shapes": _connections(listed, theme),
        "xaxis": {"showgrid": False, "zeroline": False, "fixedrange": True, **places},
        "yaxis": {"visible": False, "range": [low - room / 3, high + room], "fixedrange": True},
    }
    return go.Figure({"data": [columns], "layout": frame})


def steps(explanation: Explanation) -> tuple[Step, ...]:
    """The columns of the waterfall, from the average film to this one."""
    at = explanation.baseline
    listed = [Step("average film", 0.0, at, "", f"{at:.2f}")]
    parts = dict(explanation.by_modality)
    if explanation.absent:
        parts["baseline's own"] = explanation.absent
    for modality, value in parts.items():
        listed.append(Step(label(modality), at, value, modality, signed(value)))
        at += value
    score = explanation.score
    return (*listed, Step("this film", 0.0, score, "", f"{signed(score)}  {factor(score)}"))


def _said(place: int, step: Step, theme: Theme) -> dict[str, Any]:
    """The value over a column."""
    shown = f"<b>{step.said}</b>" if place and not step.modality else step.said
    top = max(step.base, step.base + step.value)
    return {"x": place, "y": top, "text": shown, "showarrow": False, "yshift": 11, "font": {"color": INK[theme]}}


def _connections(listed: Sequence[Step], theme: Theme) -> list[dict[str, Any]]:
    """Thin lines carry the level from one column to the next; the line at 0 is the average film."""
    zero = {"color": RULE[theme], "width": 1}
    lines = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": zero}]
    for place, step in enumerate(listed[:-1]):
        dotted = {"color": QUIET[theme], "width": 1, "dash": "dot"}
        level = step.base + step.value
        ends = {"x0": place - 0.33, "x1": place + 1.33, "y0": level, "y1": level}
        lines.append({"type": "line", **ends, "line": dotted})
    return lines


def history_bars(explanation: Explanation, *, theme: Theme = "light", most: int = MOST_FILMS) -> go.Figure:
    """What each history film adds, split by modality, with the standard error of each film's sum.

    Bars to the right speak for the film, hatched ones to the left against it. The vertical tick is a film's sum.

    Args:
        explanation: of any film.
        theme: ink for a light or a dark ground.
        most: rows; the weakest other films become one.
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
    traces = [_modality_bars(each, bars, theme) for each in explanation.by_modality]
    return go.Figure({"data": [*traces, _sums(bars, theme)], "layout": frame})


def _modality_bars(modality: str, bars: Sequence[FilmBar], theme: Theme) -> dict[str, Any]:
    values = [bar.values[modality] for bar in bars]
    return {
        "type": "bar",
        "name": label(modality),
        "orientation": "h",
        "y": [bar.film for bar in bars],
        "x": values,
        "customdata": [[bar.film, modality, bar.title] for bar in bars],
        "marker": {"color": accent(modality, theme), "pattern": hatched(values), "line": {"width": 0}},
        "hovertemplate": f"{label(modality)}: %{{x:+.3f}}<extra></extra>",
    }


def _row_title(bar: FilmBar) -> str:
    title = in_plotly(shorten(bar.title, TITLE_LENGTH))
    return f"✕ {title}" if bar.reaction == DISLIKE else title


def _sums(bars: Sequence[FilmBar], theme: Theme) -> dict[str, Any]:
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
            "line": {"width": 2, "color": INK[theme]},
        },
        "error_x": {"type": "data", "array": spreads, "thickness": 1, "width": 0, "color": QUIET[theme]},
        "hovertemplate": "sum: %{x:+.3f} ± %{error_x.array:.3f}<extra></extra>",
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
