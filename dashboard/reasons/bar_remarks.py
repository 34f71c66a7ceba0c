"""Remarks below the bars of a history's entries, on those that look like mistakes and are none."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.entries import Entry, entries
from emde_core.explain.explanation import Explanation
from emde_core.schema import COMPANY, LIKE

TAKEN_BACK = 0.25  # of what likeness adds: company that takes back less goes without saying
VISIBLE = 0.02  # nats: a bar below it raises no question


def bar_remarks(why: Explanation) -> tuple[str, ...]:
    """Return a sentence for each kind of bar that needs one."""
    rows = entries(why)
    return (*_taken_back(rows), *_unlike(rows))


def _taken_back(rows: Sequence[Entry]) -> list[str]:
    """Explain company that speaks against a liked film that is much like this one."""
    clear = [each for each in rows if each.reaction == LIKE and _is_taken_back(each)]
    if not clear:
        return []
    name = min(clear, key=lambda each: each.values[COMPANY]).name
    promise = "likeness promises more than viewers’ ratings bear out"
    return [f"{name} is so like this film that {promise}: company takes some of it back."]


def _is_taken_back(entry: Entry) -> bool:
    loss = -entry.values.get(COMPANY, 0.0)
    likeness = entry.total + loss
    return loss >= VISIBLE and 0 < TAKEN_BACK * likeness <= loss


def _unlike(rows: Sequence[Entry]) -> list[str]:
    if any(each.disliked and each.total >= VISIBLE for each in rows):
        return ["A film that was not for you (✕) can speak for one that is unlike it."]
    return []
