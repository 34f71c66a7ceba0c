"""Figures of one explanation: the waterfall, and the bars of the history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.frame import BARE, category_axis, dotted_axis, hatching, layout, note
from dashboard.charts.row_names import row_height, row_margin, row_name
from dashboard.look.palette import INK, QUIET, RULE, TOTAL, Theme, accent, label
from dashboard.reasons.entries import OTHERS, Entry, entries, parts_of
from dashboard.reasons.sentence import NOT_MEASURED, standing
from dashboard.reasons.sureness import caveat, caveat_in_short, caveat_sentence
from dashboard.text.grammar import name_list, rounding_note, with_sign
from dashboard.text.markup import LINE_BREAK, element, hover, in_plotly, join, strong
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.schema import WISH

MOST_ROWS = 12  # of the history's bars; the weakest others become one row
ORDER = ("like", "dislike", "wish")  # of rows, by reaction
FRAME = 46  # pixels that surround the rows
TICK, TICK_LETTERS = 16, 11  # pixels: a further line below a column; letters in it
WATERFALL_HEIGHT = 210
WITHOUT = {"empty": "without films", "average": "average viewer"}  # where a score starts, if not at an average film
ABSENT = "baseline's own"  # what the average viewer's other films add, where that is the baseline


@dataclass(frozen=True)
class WaterfallStep:
    """A column of the waterfall.

    Attributes:
        name: as people read it.
        base, value: where it starts and how far it goes, in nats.
        part: of the score; "" at the two ends.
        value_text: the number above it.
        caveat: what to say of its evidence; "" for nothing.
        in_short: two words on it below its name: on its evidence, or at the end that the numbers are rounded.
    """

    name: str
    base: float
    value: float
    part: str
    value_text: str
    caveat: str = ""
    in_short: str = ""


def entry_bars(why: Explanation, most: int = MOST_ROWS, *, keep: Collection[str] = ()) -> tuple[Entry, ...]:
    """Return the entries as they are drawn: likes, then dislikes, then wishes, and one row for all that add little.

    Args:
        why: the explanation.
        most: rows; the weakest other entries become one.
        keep: keys of entries that stand alone however little they add.
    """
    ordered = sorted(entries(why), key=lambda each: (each.reaction != WISH and each.key not in keep, -abs(each.total)))
    count = len(ordered) if len(ordered) <= most else most - 1
    rows = sorted(ordered[:count], key=lambda entry: (ORDER.index(entry.reaction), -entry.total))
    return (*rows, _others(ordered[count:])) if ordered[count:] else tuple(rows)


def _others(rest: Sequence[Entry]) -> Entry:
    values: dict[str, float] = {}
    for entry in rest:
        for part, value in entry.values.items():
            values[part] = values.get(part, 0.0) + value
    name, most = f"{len(rest)} others", max(abs(entry.total) for entry in rest)
    return Entry(OTHERS, f"{name}, each at most {most:.2f}", name, "", values)


def waterfall(why: Explanation, *, theme: Theme = "light", evidence: ContentEvidence = NOT_MEASURED) -> go.Figure:
    """Draw the way from the average film, through each part of the score, to this film's; or of its margin to rivals.

    Args:
        why: of any film.
        theme: ink for a light or a dark ground.
        evidence: by modality, whether it was measured to count; one that was not is marked.
    """
    columns = waterfall_steps(why, evidence)
    ends = [end for step in columns for end in (step.base, step.base + step.value)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low) * 0.16 or 0.1
    bars = {
        "type": "bar",
        "x": list(range(len(columns))),
        "y": [step.value for step in columns],
        "base": [step.base for step in columns],
        "width": 0.66,
        "marker": {
            "color": [accent(step.part, theme) if step.part else TOTAL[theme] for step in columns],
            "pattern": hatching([step.value if step.part else 0.0 for step in columns]),
        },
        "customdata": [step.part or step.name for step in columns],
        "hovertext": [join(LINE_BREAK, step.caveat) if step.caveat else "" for step in columns],
        "hovertemplate": hover("%{customdata}: %{y:+.3f}%{hovertext}"),
        "cliponaxis": False,
    }
    ticks = [_tick_lines(step) for step in columns]
    places = {"tickvals": list(range(len(columns))), "ticktext": [LINE_BREAK.join(lines) for lines in ticks]}
    frame = layout(theme, WATERFALL_HEIGHT) | {
        "annotations": [_value_label(place, step, theme) for place, step in enumerate(columns)],
        "shapes": _connections(columns, theme),
        "xaxis": {**BARE, "tickangle": 0, **places},
        "yaxis": {"visible": False, "range": [low - room / 3, high + room], "fixedrange": True},
    }
    frame["margin"]["b"] += TICK * (max(map(len, ticks)) - 1)
    return go.Figure({"data": [bars], "layout": frame})


def _tick_lines(step: WaterfallStep) -> list[str]:
    """Return a column's name, and whether its evidence is lacking, in lines that stay below it on a phone too."""
    name = (in_plotly(line) for line in wrap(step.name, TICK_LETTERS))
    return [*name, *(element("i", line) for line in wrap(step.in_short, TICK_LETTERS))]


def waterfall_steps(why: Explanation, evidence: ContentEvidence = NOT_MEASURED) -> tuple[WaterfallStep, ...]:
    """Return the columns of the waterfall, from the average film to this one."""
    at = why.baseline
    level = "level with them" if why.margin else "average film"
    columns = [WaterfallStep(WITHOUT[why.baseline_history] if at else level, 0.0, at, "", with_sign(at))]
    parts = parts_of(why)
    if why.absent:
        parts[ABSENT] = why.absent
    for part, value in parts.items():
        doubt = caveat(part, evidence), caveat_in_short(part, evidence)
        columns.append(WaterfallStep(label(part), at, value, part, with_sign(value), *doubt))
        at += value
    end = "its margin" if why.margin else "this film"
    rounded = rounding_note([step.value for step in columns], why.total).strip(" ()")
    return (*columns, WaterfallStep(end, 0.0, why.total, "", with_sign(why.total), in_short=rounded))


def _value_label(place: int, step: WaterfallStep, theme: Theme) -> dict[str, Any]:
    """Return the number above a column."""
    value = strong(step.value_text) if place and not step.part else step.value_text
    top = max(step.base, step.base + step.value)
    return note(value, theme, {"x": place, "y": top, "yshift": 11})


def _connections(columns: Sequence[WaterfallStep], theme: Theme) -> list[dict[str, Any]]:
    """Return thin lines that carry the level from one column to the next; the line at 0 is the average film."""
    zero = {"color": RULE[theme], "width": 1}
    lines = [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": zero}]
    for place, step in enumerate(columns[:-1]):
        dotted = {"color": QUIET[theme], "width": 1, "dash": "dot"}
        level = step.base + step.value
        ends = {"x0": place - 0.33, "x1": place + 1.33, "y0": level, "y1": level}
        lines.append({"type": "line", **ends, "line": dotted})
    return lines


def history_bars(why: Explanation, *, theme: Theme = "light", most: int = MOST_ROWS) -> go.Figure:
    """Draw what each entry of the history adds, film or wish, split by part of the score.

    Bars to the right speak for the film, hatched ones to the left against it. The vertical tick is an entry's sum.

    Args:
        why: of any film.
        theme: ink for a light or a dark ground.
        most: rows; the weakest other entries become one.
    """
    bars = entry_bars(why, most)
    names = [bar.label for bar in bars]
    titles = [row_name(bar.label, disliked=bar.disliked) for bar in bars]
    frame = layout(theme, FRAME + row_height(names) * len(bars)) | {
        "barmode": "relative",
        "bargap": 0.42,
        "yaxis": category_axis([bar.key for bar in bars], titles),
        "xaxis": dotted_axis(theme)
        | {"zeroline": True, "zerolinecolor": QUIET[theme], "tickformat": "+.2~f", "nticks": 6}
        | {"tickfont": {"size": 12}},
    }
    frame["margin"]["l"] = row_margin(names)
    traces = [_part_bars(part, bars, theme) for part in parts_of(why)]
    return go.Figure({"data": [*traces, _sums(bars, theme)], "layout": frame})


def _part_bars(part: str, bars: Sequence[Entry], theme: Theme) -> dict[str, Any]:
    own = [bar for bar in bars if part in bar.values]
    values = [bar.values[part] for bar in own]
    return {
        "type": "bar",
        "name": label(part),
        "orientation": "h",
        "y": [bar.key for bar in own],
        "x": values,
        "customdata": [[bar.key, part, bar.label] for bar in own],
        "marker": {"color": accent(part, theme), "pattern": hatching(values), "line": {"width": 0}},
        "hovertemplate": hover(f"{label(part)}: %{{x:+.3f}}"),
    }


def _sums(bars: Sequence[Entry], theme: Theme) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "sum",
        "mode": "markers",
        "y": [bar.key for bar in bars],
        "x": [bar.total for bar in bars],
        "customdata": [[bar.key, "sum", bar.label] for bar in bars],
        "marker": {"symbol": "line-ns", "size": 9, "line": {"width": 2, "color": INK[theme]}},
        "hovertemplate": hover("sum: %{x:+.3f}"),
    }


def waterfall_takeaway(why: Explanation, evidence: ContentEvidence = NOT_MEASURED) -> str:
    """Return the waterfall as a sentence, for whoever can't see it."""
    parts = parts_of(why)
    parts_text = ", ".join(f"{label(part)} {with_sign(value)}" for part, value in parts.items())
    strongest = label(max(parts, key=lambda part: parts[part])) if parts else "nothing"
    if why.margin:
        rivals = name_list([film.label for film in why.margin.rivals])
        return f"{why.film.label} is {with_sign(why.total)} above {rivals}: {parts_text}."
    caveats = "".join(f" {doubt}" for part in parts if (doubt := caveat_sentence(part, evidence)))
    return (
        f"{why.film.label} is {standing(why)}: {parts_text}, together {with_sign(why.total)}. "
        f"Most comes from {strongest}.{caveats}"
    )


def history_takeaway(why: Explanation) -> str:
    """Return the history's bars as a sentence."""
    bars = sorted(entries(why), key=lambda bar: -bar.total)
    if not bars:
        return "The history is empty."
    most, least = bars[0], bars[-1]
    start = f"{most.label} adds most, {with_sign(most.total)}"
    return f"{start}; {least.label} speaks against it, {with_sign(least.total)}." if least.total < 0 else f"{start}."
