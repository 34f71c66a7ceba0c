"""Two figures that can be chosen in, and a table: the way to a score, and what each entry of the history adds.

Plotly draws the same two in notebooks and saved pages; here a page that changes with every click needs figures that are
changed in place and reached by the keyboard.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts import WaterfallStep, entry_bars, history_takeaway, waterfall_steps, waterfall_takeaway
from dashboard.components import Callback, component, ignore, plain
from dashboard.export.figure_lines import unit_line
from dashboard.look.palette import label
from dashboard.reasons.bar_remark import against_remark, bar_remark, dislike_remark
from dashboard.reasons.entries import Entry, entries, parts_of
from dashboard.reasons.linked_views import LinkedViews
from dashboard.state.focus import Focus, entry_focus
from dashboard.text.grammar import with_sign
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.schema import DISLIKE, IMAGE, LIKE, WHOLE


@dataclass(frozen=True)
class Column:
    """A step from the average film to this one, in nats.

    Attributes:
        token: the focus that choosing it asks for, "" where there is none.
        part: whose accent it bears, "" at the two ends.
        name, amount: below and above the column; mark: below the name, where its evidence is lacking.
        caveat: what has to be said of its evidence.
        base, value: where it starts, and how far it goes.
        own: the part of it that comes from the entry in focus; None if none is.
        recedes: whether something else is in focus.
    """

    token: str
    part: str
    name: str
    amount: str
    mark: str
    caveat: str
    base: float
    value: float
    own: float | None
    recedes: bool


@dataclass(frozen=True)
class Segment:
    """One part of an entry.

    Attributes:
        part, name: of the score, and as people read it.
        value: what it adds, in nats; net: what stays of it where others take back, 0 for what takes back itself.
        recedes: whether something else is in focus.
    """

    part: str
    name: str
    value: float
    net: float
    recedes: bool


@dataclass(frozen=True)
class Row:
    """An entry's bar.

    Attributes:
        token: the focus that choosing it asks for, "" for the row of all others.
        title: of the film, or the wish in words; disliked: whether it is a film that was not for this viewer.
        segments: its parts; total: their sum, in nats.
        description: all of it in words.
    """

    token: str
    title: str
    disliked: bool
    segments: tuple[Segment, ...]
    total: float
    description: str


def reason_bars(
    why: Explanation,
    views: LinkedViews,
    notes: Mapping[str, str],
    verdict: str,
    evidence: ContentEvidence,
    *,
    key: str,
    on_focus: Callback | None = None,
) -> None:
    """Draw both figures. With ``on_focus`` their parts can be chosen, and what is chosen is sent with ``focus``.

    Args:
        why: what is drawn.
        views: what is in focus, and what recedes.
        notes: by film id, what would be without it.
        verdict: whether the parts add up, in words.
        evidence: by modality, whether it was measured to count; one that was not is marked.
        key: of the component.
        on_focus: called after something was chosen; None where nothing can be.
    """
    data = reasons_data(why, views, notes, verdict, evidence, choosable=on_focus is not None)
    component("reason_bars")(key=key, data=data, on_focus_change=on_focus or ignore)


def reasons_data(
    why: Explanation,
    views: LinkedViews,
    notes: Mapping[str, str],
    verdict: str,
    evidence: ContentEvidence,
    *,
    choosable: bool,
) -> dict[str, Any]:
    """Return both figures as the browser draws them; the arguments are those of ``reason_bars``."""
    bars = drawn_bars(why, views, notes)
    return {
        "columns": plain(columns(why, views, evidence)),
        "rows": plain(rows(why, views, notes)),
        "film": why.film.id,
        "focus": str(views.focus or ""),
        "choosable": choosable,
        "verdict": verdict,
        "remark": dislike_remark(bars),
        "net_remark": against_remark(bars, why.company),
        "gross_remark": bar_remark(bars),
        "takes_back": any(value * bar.total < 0 for bar in bars for value in bar.values.values()),
        "is_gross": views.part is not None,  # what a part takes back is seen in no net bar
        "residual": why.completeness_residual,
        "way": f"How the {'margin' if why.margin else 'score'} comes about",
        "unit": unit_line(why),
        "waterfall_label": waterfall_takeaway(why, evidence),
        "entries_label": history_takeaway(why),
        "table": {"header": TABLE_HEADER, "rows": table_rows(why)},
    }


def columns(why: Explanation, views: LinkedViews, evidence: ContentEvidence) -> tuple[Column, ...]:
    """Return the waterfall's columns, from left to right; () where it would only repeat the bars' sum.

    A method that takes no film apart has one part, from 0 to the end.
    """
    if set(parts_of(why)) == {WHOLE} and not why.baseline:
        return ()
    focus, choosable = views.focus, set(why.by_part)
    entry = next((each for each in entries(why) if focus and focus.is_entry and each.key == focus.key), None)
    return tuple(
        Column(
            token=str(Focus("part", step.part)) if step.part in choosable else "",
            part=step.part,
            name=step.name,
            amount=step.value_text,
            mark=step.in_short if step.part != IMAGE else "",  # below the poster it stands already
            caveat=step.caveat,
            base=step.base,
            value=step.value,
            own=entry.values.get(step.part) if entry else None,
            recedes=_recedes(step, views),
        )
        for step in waterfall_steps(why, evidence)
    )


def _recedes(step: WaterfallStep, views: LinkedViews) -> bool:
    in_focus = views.focus is not None and views.focus.is_entry
    return in_focus or views.part not in (None, step.part)


def drawn_bars(why: Explanation, views: LinkedViews, notes: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the history's bars, from top to bottom; one in focus, or that the page says more of, is among them."""
    return entry_bars(why, keep={*notes, *([views.focus.key] if views.focus and views.focus.is_entry else [])})


def rows(why: Explanation, views: LinkedViews, notes: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the rows of these bars."""
    return tuple(_row(bar, views, notes.get(bar.key, "")) for bar in drawn_bars(why, views, notes))


def _row(bar: Entry, views: LinkedViews, note: str) -> Row:
    away = views.entries is not None and bar.key not in views.entries
    segments = tuple(
        Segment(part, label(part), value, bar.net.get(part, 0.0), away or views.part not in (None, part))
        for part, value in bar.values.items()
    )
    row = Row(
        token=str(entry_focus(bar.key, bar.reaction)) if bar.reaction else "",
        title=bar.label,
        disliked=bar.disliked,
        segments=segments,
        total=bar.total,
        description="",
    )
    return replace(row, description=_description(row, note))


def _description(row: Row, note: str) -> str:
    reaction = ", not for me" if row.disliked else ""
    parts = ", ".join(f"{segment.name} {with_sign(segment.value)}" for segment in row.segments)
    return f"{row.title}{reaction}: {parts}; {with_sign(row.total)} in all{f'; {note}' if note else ''}"


TABLE_HEADER = ("Film or wish", "Reaction", "Part", "Adds, in nats", "± standard error")
REACTIONS: Mapping[str, str] = {LIKE: "liked", DISLIKE: "not for me"}


def table_rows(why: Explanation) -> list[Sequence[str]]:
    """Return every part of every entry, and each entry's sum. Company is no sketch, and has no error of one."""
    lines: list[Sequence[str]] = []
    spreads = {(each.entry, each.part): each.spread for each in why.contributions}
    for bar in entry_bars(why, most=len(why.contributions) + 1):
        reaction = REACTIONS.get(bar.reaction, bar.reaction)
        for part, value in bar.values.items():
            spread = spreads[bar.key, part]
            error = f"{spread:.3f}" if math.isfinite(spread) else "–"
            lines.append((bar.label, reaction, label(part), with_sign(value, 3), error))
        lines.append((bar.label, reaction, "in all", with_sign(bar.total, 3), "–"))
    return lines
