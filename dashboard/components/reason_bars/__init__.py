"""How a score comes about, and what each history film adds to it: two figures that can be chosen in, and their table.

Plotly draws the same two in notebooks and saved pages; here a page that changes with every click needs figures that are
changed in place and reached by the keyboard.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from dashboard.charts import OTHERS, FilmBar, Step, film_bars, history_takeaway, steps, waterfall_takeaway
from dashboard.components import Callback, component, unheard
from dashboard.focus import Focus
from dashboard.linked import Linked
from dashboard.markup import signed
from dashboard.palette import label
from emde_core.explain.explanation import Explanation
from emde_core.schema import DISLIKE

HTML = """
<section class="reasons">
  <div class="over"><h2 class="heading">How the score comes about</h2><p class="verdict"></p></div>
  <figure class="waterfall"><svg xmlns="http://www.w3.org/2000/svg"></svg>
    <span class="save"></span></figure>
  <h2 class="heading">What each film in your history adds</h2>
  <figure class="films"><svg xmlns="http://www.w3.org/2000/svg"></svg>
    <span class="save"></span></figure>
  <p class="readout" aria-hidden="true"></p>
  <details class="twin"><summary>The same as a table</summary><div class="wide"></div></details>
</section>
"""


@dataclass(frozen=True)
class Column:
    """A step from the average film to this one, in nats.

    Attributes:
        token: the focus that choosing it asks for, "" at the two ends.
        modality: whose accent it bears, "" at the two ends.
        name, said: below and above the column.
        base, value: where it starts, and how far it goes.
        own: the part of it that comes from the history film in focus; None if none is.
        recedes: whether something else is in focus.
    """

    token: str
    modality: str
    name: str
    said: str
    base: float
    value: float
    own: float | None
    recedes: bool


@dataclass(frozen=True)
class Segment:
    """What one modality of a history film adds."""

    modality: str
    name: str
    value: float
    recedes: bool


@dataclass(frozen=True)
class Row:
    """A history film's bar.

    Attributes:
        token: the focus that choosing it asks for, "" for the row of all other films.
        title: of the film; disliked: whether it was not for this viewer.
        segments: its parts; total, spread: their sum and its standard error, in nats.
        said: all of it in words.
    """

    token: str
    title: str
    disliked: bool
    segments: tuple[Segment, ...]
    total: float
    spread: float
    said: str


def reason_bars(
    why: Explanation,
    shown: Linked,
    notes: Mapping[str, str],
    verdict: str,
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
        key: of the component.
        on_focus: called after something was chosen; None where nothing can be.
    """
    data = {
        "columns": [asdict(column) for column in columns(why, shown)],
        "rows": [asdict(row) for row in rows(why, shown, notes)],
        "film": why.film.id,
        "chosen": str(shown.focus or ""),
        "choosable": on_focus is not None,
        "verdict": verdict,
        "residual": why.completeness_residual,
        "waterfall_said": waterfall_takeaway(why),
        "films_said": history_takeaway(why),
        "table": {"header": TABLE_HEADER, "rows": table_rows(why)},
    }
    component("reason_bars", HTML)(key=key, data=data, on_focus_change=on_focus or unheard)


def columns(why: Explanation, shown: Linked) -> tuple[Column, ...]:
    """The waterfall's columns, from left to right."""
    focus = shown.focus
    film = focus.key if focus and focus.kind == "film" else None
    own = {part.modality: part.value for part in why.contributions if part.film.id == film}
    return tuple(_column(step, own.get(step.modality), shown, film is not None) for step in steps(why))


def _column(step: Step, own: float | None, shown: Linked, film_in_focus: bool) -> Column:
    return Column(
        token=str(Focus("modality", step.modality)) if step.chosen_by_modality else "",
        modality=step.modality,
        name=step.name,
        said=step.said,
        base=step.base,
        value=step.value,
        own=own,
        recedes=film_in_focus or shown.modality not in (None, step.modality),
    )


def rows(why: Explanation, shown: Linked, notes: Mapping[str, str]) -> tuple[Row, ...]:
    """The history's bars, from top to bottom."""
    return tuple(_row(bar, shown, notes.get(bar.film, "")) for bar in film_bars(why))


def _row(bar: FilmBar, shown: Linked, note: str) -> Row:
    away = shown.films is not None and bar.film not in shown.films
    segments = tuple(
        Segment(modality, label(modality), value, away or shown.modality not in (None, modality))
        for modality, value in bar.values.items()
    )
    row = Row(
        token="" if bar.film == OTHERS else str(Focus("film", bar.film)),
        title=bar.title,
        disliked=bar.reaction == DISLIKE,
        segments=segments,
        total=bar.total,
        spread=bar.spread if math.isfinite(bar.spread) else 0.0,
        said="",
    )
    return replace(row, said=_said(row, note))


def _said(row: Row, note: str) -> str:
    reaction = ", not for you" if row.disliked else ""
    parts = ", ".join(f"{segment.name} {signed(segment.value)}" for segment in row.segments)
    together = f"{signed(row.total)} ± {row.spread:.2f} in all"
    return f"{row.title}{reaction}: {parts}; {together}{f'; {note}' if note else ''}"


TABLE_HEADER = ("Film", "Reaction", "Part", "Adds, in nats", "± standard error")


def table_rows(why: Explanation) -> list[Sequence[str]]:
    """Every part of every history film, and each film's sum."""
    listed: list[Sequence[str]] = []
    for bar in film_bars(why, most=len(why.contributions) + 1):
        parts = [part for part in why.contributions if part.film.id == bar.film]
        listed += [_cells(bar, label(p.modality), p.value, p.spread) for p in parts]
        listed.append(_cells(bar, "in all", bar.total, bar.spread))
    return listed


def _cells(bar: FilmBar, part: str, value: float, spread: float) -> tuple[str, ...]:
    reaction = "not for me" if bar.reaction == DISLIKE else "liked"
    return bar.title, reaction, part, signed(value, 3), f"{spread:.3f}" if math.isfinite(spread) else "unknown"
