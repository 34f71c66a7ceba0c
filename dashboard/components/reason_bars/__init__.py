"""How a score comes about, and what each entry of the history adds: two figures that can be chosen in, and a table.

Plotly draws the same two in notebooks and saved pages; here a page that changes with every click needs figures that are
changed in place and reached by the keyboard.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from dashboard.charts import Step, entry_bars, history_takeaway, steps, waterfall_takeaway
from dashboard.components import Callback, component, unheard
from dashboard.look.palette import label
from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.linked_views import LinkedViews
from dashboard.reasons.sureness import Evidence
from dashboard.state.focus import Focus, of_entry
from dashboard.text.grammar import signed
from emde_core.explain.explanation import Explanation
from emde_core.schema import DISLIKE, LIKE

HTML = """
<section class="reasons">
  <div class="over"><h2 class="heading">How the score comes about</h2><p class="verdict"></p></div>
  <figure class="waterfall"><svg xmlns="http://www.w3.org/2000/svg"></svg>
    <span class="save"></span></figure>
  <h2 class="heading">What each entry of your history adds</h2>
  <figure class="entries"><svg xmlns="http://www.w3.org/2000/svg"></svg>
    <span class="save"></span></figure>
  <p class="readout" aria-hidden="true"></p>
  <details class="twin"><summary>The same as a table</summary><div class="wide"></div></details>
</section>
"""


@dataclass(frozen=True)
class Column:
    """A step from the average film to this one, in nats.

    Attributes:
        token: the focus that choosing it asks for, "" where there is none.
        part: whose accent it bears, "" at the two ends.
        name, said: below and above the column; mark: below the name, where its evidence is lacking.
        caveat: what has to be said of its evidence.
        base, value: where it starts, and how far it goes.
        own: the part of it that comes from the entry in focus; None if none is.
        recedes: whether something else is in focus.
    """

    token: str
    part: str
    name: str
    said: str
    mark: str
    caveat: str
    base: float
    value: float
    own: float | None
    recedes: bool


@dataclass(frozen=True)
class Segment:
    """What one part of an entry adds."""

    part: str
    name: str
    value: float
    recedes: bool


@dataclass(frozen=True)
class Row:
    """An entry's bar.

    Attributes:
        token: the focus that choosing it asks for, "" for the row of all others.
        title: of the film, or the wish in words; disliked: whether it is a film that was not for this viewer.
        segments: its parts; total: their sum, in nats.
        said: all of it in words.
    """

    token: str
    title: str
    disliked: bool
    segments: tuple[Segment, ...]
    total: float
    said: str


def reason_bars(
    why: Explanation,
    shown: LinkedViews,
    notes: Mapping[str, str],
    verdict: str,
    evidence: Evidence,
    *,
    key: str,
    on_focus: Callback | None = None,
) -> None:
    """Draw both figures. With ``on_focus`` their parts can be chosen, and what is chosen is sent with ``focus``.

    Args:
        why: what is drawn.
        shown: what is in focus, and what recedes.
        notes: by film id, what would be without it.
        verdict: whether the parts add up, in words.
        evidence: by modality, whether it was measured to count; one that was not is marked.
        key: of the component.
        on_focus: called after something was chosen; None where nothing can be.
    """
    data = {
        "columns": [asdict(column) for column in columns(why, shown, evidence)],
        "rows": [asdict(row) for row in rows(why, shown, notes)],
        "film": why.film.id,
        "chosen": str(shown.focus or ""),
        "choosable": on_focus is not None,
        "verdict": verdict,
        "residual": why.completeness_residual,
        "waterfall_said": waterfall_takeaway(why, evidence),
        "entries_said": history_takeaway(why),
        "table": {"header": TABLE_HEADER, "rows": table_rows(why)},
    }
    component("reason_bars", HTML)(key=key, data=data, on_focus_change=on_focus or unheard)


def columns(why: Explanation, shown: LinkedViews, evidence: Evidence) -> tuple[Column, ...]:
    """The waterfall's columns, from left to right."""
    focus, choosable = shown.focus, set(why.by_part)
    chosen = next((each for each in entries(why) if focus and focus.is_entry and each.key == focus.key), None)
    return tuple(
        Column(
            token=str(Focus("part", step.part)) if step.part in choosable else "",
            part=step.part,
            name=step.name,
            said=step.said,
            mark=step.in_short,
            caveat=step.caveat,
            base=step.base,
            value=step.value,
            own=chosen.values.get(step.part) if chosen else None,
            recedes=_recedes(step, shown),
        )
        for step in steps(why, evidence)
    )


def _recedes(step: Step, shown: LinkedViews) -> bool:
    in_focus = shown.focus is not None and shown.focus.is_entry
    return in_focus or shown.part not in (None, step.part)


def rows(why: Explanation, shown: LinkedViews, notes: Mapping[str, str]) -> tuple[Row, ...]:
    """The history's bars, from top to bottom."""
    return tuple(_row(bar, shown, notes.get(bar.key, "")) for bar in entry_bars(why))


def _row(bar: Entry, shown: LinkedViews, note: str) -> Row:
    away = shown.entries is not None and bar.key not in shown.entries
    segments = tuple(
        Segment(part, label(part), value, away or shown.part not in (None, part)) for part, value in bar.values.items()
    )
    row = Row(
        token=str(of_entry(bar.key, bar.reaction)) if bar.reaction else "",
        title=bar.label,
        disliked=bar.disliked,
        segments=segments,
        total=bar.total,
        said="",
    )
    return replace(row, said=_said(row, note))


def _said(row: Row, note: str) -> str:
    reaction = ", not for you" if row.disliked else ""
    parts = ", ".join(f"{segment.name} {signed(segment.value)}" for segment in row.segments)
    return f"{row.title}{reaction}: {parts}; {signed(row.total)} in all{f'; {note}' if note else ''}"


TABLE_HEADER = ("Film or wish", "Reaction", "Part", "Adds, in nats", "± standard error")
REACTIONS: Mapping[str, str] = {LIKE: "liked", DISLIKE: "not for me"}


def table_rows(why: Explanation) -> list[Sequence[str]]:
    """Every part of every entry, and each entry's sum. Company is counted, so that it has no error of its sketch."""
    listed: list[Sequence[str]] = []
    spreads = {(each.entry, each.part): each.spread for each in why.contributions}
    for bar in entry_bars(why, most=len(why.contributions) + 1):
        reaction = REACTIONS.get(bar.reaction, bar.reaction)
        for part, value in bar.values.items():
            spread = spreads[bar.key, part]
            error = f"{spread:.3f}" if math.isfinite(spread) else "–"
            listed.append((bar.label, reaction, label(part), signed(value, 3), error))
        listed.append((bar.label, reaction, "in all", signed(bar.total, 3), "–"))
    return listed
