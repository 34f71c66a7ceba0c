"""Figures of a replay: ranks over the steps, and one film's score as it grows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.replay import Replay
from dashboard.charts.frame import BARE, dotted_axis, hatching, layout
from dashboard.look.palette import INK, QUIET, Theme, accent, label
from dashboard.text.grammar import full_stop, shorten
from dashboard.text.markup import hover, in_plotly
from emde_core.data.catalogue import Film

BUMP_HEIGHT, SCORE_HEIGHT = 250, 170  # pixels
LABEL_ROOM, LABEL_HEIGHT = 150, 17  # pixels: right of the lines, and what a label needs
LONGEST = 18  # letters of a label
RANK_TICKS = (1, 3, 10, 30, 100, 300, 1000, 3000, 10_000)


def rank_lines(run: Replay, at: int, *, theme: Theme = "light") -> go.Figure:
    """Draw each traced film's rank after each step, 1 on top, on a logarithmic scale; the explained film stands out.

    Args:
        run: the replay.
        at: the step that is looked at, from 1.
        theme: whose colours.
    """
    worst = max((rank for step in run.steps for rank in step.ranks.values()), default=1)
    deep = math.log10(worst * 1.25)
    lines = [_line(run, film, theme) for film in reversed(run.ranked_films)]
    frame = layout(theme, BUMP_HEIGHT) | {
        "annotations": _end_labels(run, deep, theme),
        "shapes": [_marker(at, theme)],
        "xaxis": _steps_axis(run),
        "yaxis": dotted_axis(theme)
        | {"type": "log", "range": [deep, math.log10(0.8)], "tickvals": RANK_TICKS, "tickfont": {"size": 11}},
    }
    frame["margin"] |= {"r": LABEL_ROOM, "l": 30}
    return go.Figure({"data": lines, "layout": frame})


def score_steps(run: Replay, at: int, *, theme: Theme = "light") -> go.Figure:
    """Draw the explained film's score after each step, stacked by part; parts below 0 are hatched.

    Args:
        run: the replay.
        at: the step that is looked at, from 1.
        theme: whose colours.
    """
    steps = list(range(1, len(run.steps) + 1))
    bars = []
    for part in run.steps[-1].by_part:
        values = [step.by_part.get(part, 0.0) for step in run.steps]
        bars.append(
            {
                "type": "bar",
                "name": label(part),
                "x": steps,
                "y": values,
                "marker": {"color": accent(part, theme), "pattern": hatching(values)}
                | {"opacity": [1.0 if step <= at else 0.35 for step in steps]},
                "hovertemplate": hover(f"{label(part)}: %{{y:+.3f}}"),
            }
        )
    frame = layout(theme, SCORE_HEIGHT) | {
        "barmode": "relative",
        "bargap": 0.3,
        "shapes": [_marker(at, theme)],
        "xaxis": _steps_axis(run),
        "yaxis": dotted_axis(theme)
        | {
            "zeroline": True,
            "zerolinecolor": QUIET[theme],
            "tickformat": "+.1~f",
            "nticks": 5,
            "tickfont": {"size": 11},
        },
    }
    frame["margin"] |= {"r": LABEL_ROOM, "l": 30}
    return go.Figure({"data": bars, "layout": frame})


def replay_takeaway(run: Replay) -> str:
    """Return the ranks as a sentence, for whoever can't see them."""
    ranks = [(step.film.title, step.ranks[run.film.id]) for step in run.steps if run.film.id in step.ranks]
    if not ranks:
        return f"{run.film.title} has no rank in this history."
    title, best = min(ranks, key=lambda each: each[1])
    first, last = ranks[0][1], ranks[-1][1]
    return full_stop(
        f"{run.film.title} starts at rank {first}, ends at {last}, and stands best, at {best}, with {title}"
    )


def _line(run: Replay, film: Film, theme: Theme) -> dict[str, Any]:
    own = film.id == run.film.id
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": in_plotly(film.title),
        "x": list(range(1, len(run.steps) + 1)),
        "y": [step.ranks.get(film.id) for step in run.steps],
        "customdata": [film.id] * len(run.steps),
        "line": {"width": 3 if own else 1.4, "color": INK[theme] if own else QUIET[theme]},
        "marker": {"size": 8 if own else 5},
        "opacity": 1.0 if own else 0.65,
        "cliponaxis": False,
        "hovertemplate": hover(in_plotly(shorten(film.title, LONGEST)), ": rank %{y}"),
    }


def _end_labels(run: Replay, deep: float, theme: Theme) -> list[dict[str, Any]]:
    """Return titles at the lines' right ends, moved apart where they would touch."""
    last = run.steps[-1].ranks
    ends = sorted((last[film.id], film) for film in run.ranked_films if film.id in last)
    places = apart([math.log10(rank) for rank, _ in ends], LABEL_HEIGHT * (deep + 0.1) / (BUMP_HEIGHT - 40))
    return [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 12,
            "y": place,
            "text": f"{rank}  {in_plotly(shorten(film.title, LONGEST))}",
            "showarrow": False,
            "font": {"size": 12, "color": INK[theme] if film.id == run.film.id else QUIET[theme]},
        }
        for place, (rank, film) in zip(places, ends, strict=True)
    ]


def apart(places: Sequence[float], gap: float) -> list[float]:
    """Return places in ascending order, each at least ``gap`` beyond the one before.

    >>> apart([0.0, 0.5, 3.0], 1.0)
    [0.0, 1.0, 3.0]
    """
    spaced: list[float] = []
    for place in places:
        spaced.append(max(place, spaced[-1] + gap) if spaced else place)
    return spaced


def _steps_axis(run: Replay) -> dict[str, Any]:
    count = len(run.steps)
    return {**BARE, "range": [0.5, count + 0.5], "dtick": max(1, count // 12), "tickfont": {"size": 11}}


def _marker(at: int, theme: Theme) -> dict[str, Any]:
    """Return an upright line at the step that is looked at."""
    line = {"color": QUIET[theme], "width": 1, "dash": "dot"}
    return {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": line}
