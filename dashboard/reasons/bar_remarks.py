"""Remarks below the bars of a history's entries, on those that look like mistakes and are none."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.shared_categories import PEOPLE, names_by_field, shared_categories
from dashboard.text.grammar import name_list
from emde_core.explain.explanation import Explanation
from emde_core.schema import COMPANY, LIKE

TAKEN_BACK = 0.25  # of what likeness adds: company that takes back less goes without saying
MOST_SHARED = 2  # categories that are named
VISIBLE = 0.02  # nats: a bar below it raises no question


def bar_remarks(why: Explanation) -> tuple[str, ...]:
    """Return a sentence for each kind of bar that needs one."""
    rows = entries(why)
    return (*_taken_back(why, rows), *_against_taste(rows))


def _taken_back(why: Explanation, rows: Sequence[Entry]) -> list[str]:
    """Explain company that takes back what likeness to a liked film adds."""
    clear = [each for each in rows if each.reaction == LIKE and _is_taken_back(each)]
    if not clear:
        return []
    most = min(clear, key=lambda each: each.values[COMPANY])
    shared = [each.category for each in shared_categories(why) if most.key in {film.id for film in each.films}]
    shared = [category for category in shared if category.field in (*PEOPLE, "genre")]
    what = name_list(names_by_field(shared[:MOST_SHARED])) if shared else "much"
    promise = f"{most.name} shares {what} with it. Viewers’ ratings bear out less than that promises"
    return [f"{promise}: company takes some of it back."]


def _is_taken_back(entry: Entry) -> bool:
    loss = -entry.values.get(COMPANY, 0.0)
    likeness = entry.total + loss
    return loss >= VISIBLE and 0 < TAKEN_BACK * likeness <= loss


def _against_taste(rows: Sequence[Entry]) -> list[str]:
    if any(each.disliked and each.total >= VISIBLE for each in rows):
        return ["A film that was not for you (✕) can speak for this one: the ratings tell of dislikes as well."]
    return []
