"""Remarks below the bars of a history's entries, on those that look like mistakes and are none."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.sentence import company_counts
from dashboard.text.grammar import name_list
from emde_core.explain.explanation import Explanation
from emde_core.schema import COMPANY, LIKE

TAKEN_BACK = 0.25  # of what likeness adds: company that takes back less goes without saying
MOST_NAMED = 2  # films
SLIGHT = 0.1  # of the strongest entry: a bar below it shares a row with others
VISIBLE = 0.02  # nats: a bar below it raises no question


def bar_remarks(why: Explanation) -> tuple[str, ...]:
    """Return a sentence for each kind of bar that needs one."""
    rows = entries(why)
    return (*_taken_back(why, rows), *_against_taste(rows))


def _taken_back(why: Explanation, rows: Sequence[Entry]) -> list[str]:
    """Explain company that takes back what likeness to liked films adds; of the film that loses most, by its counts."""
    clear = [each for each in rows if each.reaction == LIKE and _is_taken_back(each)]
    if not clear:
        return []
    most = sorted(clear, key=lambda each: each.values[COMPANY])[:MOST_NAMED]
    counts = next((each for each in why.company if each.film.id == most[0].key and each.more_often), None)
    names = name_list([each.name for each in most])
    words = f"Hatched company takes back some of the likeness to {names}: once the other films are counted, "
    if counts is None:
        return [f"{words}viewers’ ratings bear out less than it promises."]
    return [f"{words}ratings bear out less than it promises, though {company_counts(counts, most[0].name)}."]


def _is_taken_back(entry: Entry) -> bool:
    loss = -entry.values.get(COMPANY, 0.0)
    likeness = entry.total + loss
    return loss >= VISIBLE and 0 < TAKEN_BACK * likeness <= loss


def _against_taste(rows: Sequence[Entry]) -> list[str]:
    least = max(VISIBLE, SLIGHT * max((abs(each.total) for each in rows), default=0.0))
    names = [each.name for each in rows if each.disliked and each.total >= least]
    if not names:
        return []
    verb = "speaks" if len(names) == 1 else "speak"
    return [f"{name_list(names)} {verb} for it: by the ratings, people who do not care for one tend to like the other."]
