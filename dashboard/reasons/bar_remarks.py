"""Remarks below the bars of a history's entries, on those that look like mistakes and are none."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.sentence import company_counts
from dashboard.text.grammar import name_list, with_sign
from emde_core.explain.explanation import Explanation
from emde_core.schema import CATEGORICAL, COMPANY, LIKE

TAKEN_BACK = 0.25  # of what likeness adds: company that takes back less goes without saying
PLAIN = 0.1  # of the strongest entry: a part below it raises no question
MOST_NAMED = 2  # films


def bar_remarks(why: Explanation) -> tuple[str, ...]:
    """Return a sentence for each kind of bar that needs one."""
    rows = [each for each in entries(why) if each.reaction == LIKE]
    plain = PLAIN * max((abs(each.total) for each in rows), default=0.0)
    return (*_taken_back(why, rows, plain), *_less_alike(rows, plain))


def _taken_back(why: Explanation, rows: Sequence[Entry], plain: float) -> list[str]:
    """Explain company that takes back what likeness adds, of the film that loses most."""
    clear = [each for each in rows if each.values.get(COMPANY, 0.0) < -plain and _is_taken_back(each)]
    if not clear:
        return []
    most = min(clear, key=lambda each: each.values[COMPANY])
    counts = next((each for each in why.company if each.film.id == most.key), None)
    words = f"likeness already counts for more, so company takes some back. Together: {with_sign(most.total)}."
    if counts is None or not counts.both:
        return [f"{most.name}: {words}"]
    return [f"{company_counts(counts, most.name)}. Its {words}"]


def _is_taken_back(entry: Entry) -> bool:
    loss = -entry.values[COMPANY]
    return 0 < TAKEN_BACK * (entry.total + loss) <= loss


def _less_alike(rows: Sequence[Entry], plain: float) -> list[str]:
    """Explain categories that speak against, of films that a person would call alike."""
    clear = sorted((each for each in rows if each.values.get(CATEGORICAL, 0.0) < -plain), key=_categories)[:MOST_NAMED]
    if not clear:
        return []
    names = name_list([each.name for each in clear])
    return [f"Categories speak against it where, all in all, more differs than is shared: {names}."]


def _categories(entry: Entry) -> float:
    return entry.values[CATEGORICAL]
