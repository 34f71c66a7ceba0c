"""Remarks below the bars of a history's entries, on those that a person would stop at."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.sentence import company_counts
from dashboard.reasons.shared_categories import PEOPLE, names_by_field, shared_categories
from dashboard.text.grammar import with_sign
from emde_core.explain.explanation import CompanyEvidence, Explanation
from emde_core.schema import COMPANY, LIKE

TAKEN_BACK = 0.25  # of what likeness adds: company that takes back less goes without saying
PLAIN = 0.1  # of the strongest entry: a part below it raises no question
FEW = 0.34  # of the liked films
AHEAD = 1.8  # times the second strongest entry: a bar so long is explained


def bar_remarks(why: Explanation) -> tuple[str, ...]:
    """Return a sentence for each kind of bar that needs one."""
    rows = sorted((each for each in entries(why) if each.reaction == LIKE), key=lambda each: -each.total)
    plain = PLAIN * max((abs(each.total) for each in rows), default=0.0)
    return (*_far_ahead(why, rows), *_taken_back(why, rows, plain), *_against(why, rows, plain))


def _far_ahead(why: Explanation, rows: Sequence[Entry]) -> list[str]:
    """Explain a bar that is far longer than the next, by the strongest category that hardly another film shares."""
    if len(rows) < 2 or rows[0].total < AHEAD * max(rows[1].total, 0.0):
        return []
    own = [each for each in shared_categories(why) if rows[0].key in {film.id for film in each.films}]
    rare = [each.category for each in own if each.category.value > 0 and len(each.films) <= FEW * len(rows)]
    telling = [category for category in rare if category.field in (*PEOPLE, "genre")]
    if not telling:
        return []
    return [f"{rows[0].name} is far ahead: it shares {names_by_field(telling[:1])[0]}."]


def _taken_back(why: Explanation, rows: Sequence[Entry], plain: float) -> list[str]:
    """Explain company that takes back what likeness adds, of the film that loses most."""
    clear = [each for each in rows if each.values.get(COMPANY, 0.0) < -plain and _is_taken_back(each)]
    if not clear:
        return []
    most = min(clear, key=lambda each: each.values[COMPANY])
    counts = _counts(why, most)
    outcome = f"company takes a part back: {with_sign(most.total)} stays."
    if counts is None or not counts.more_often:
        return [f"{most.name} is more like this film than viewers’ ratings bear out, so {outcome}"]
    own, usual = counts.both / counts.liked_film, counts.liked_this / counts.viewers
    shares = f"{own:.0%} of them, {usual:.0%} of all"
    return [f"Viewers of {most.name} did like it ({shares}), but what the two share promises even more, so {outcome}"]


def _is_taken_back(entry: Entry) -> bool:
    loss = -entry.values[COMPANY]
    return 0 < TAKEN_BACK * (entry.total + loss) <= loss


def _against(why: Explanation, rows: Sequence[Entry], plain: float) -> list[str]:
    """Explain a liked film that speaks against this one, the one that does most."""
    least = min(rows, key=lambda each: each.total, default=None)
    if least is None or least.total >= -plain:
        return []
    counts = _counts(why, least)
    if least.values.get(COMPANY, 0.0) == min(least.values.values()) and counts and not counts.more_often:
        return [f"{least.name} speaks against it: {company_counts(counts, least.name)}."]
    return [f"{least.name} speaks against it: all in all, more differs than is shared."]


def _counts(why: Explanation, entry: Entry) -> CompanyEvidence | None:
    return next((each for each in why.company if each.film.id == entry.key and each.both), None)
