"""Counts that company rests on, in words, and whether they bear it out."""

from __future__ import annotations

import math
from fractions import Fraction

from dashboard.reasons.entries import Entry
from dashboard.text.grammar import with_sign
from emde_core.explain.explanation import CompanyEvidence
from emde_core.schema import COMPANY

CLEAR = 1.2  # times as many as everybody's habits would make: then counts are told
LIKED_THIS = "liked this too"
NEARLY = 0.25  # times: a multiple that is short of a whole number by so much is nearly that
FINEST = 6  # the largest denominator of "2 in 5"


def is_clear(each: CompanyEvidence, direction: int) -> bool:
    """Return True where the counts clearly point in the direction, 1 for the film or -1 against it."""
    expected = each.liked_film * each.liked_this / each.viewers
    return each.both > CLEAR * expected if direction > 0 else CLEAR * each.both < expected


def clearness(each: CompanyEvidence, direction: int) -> float:
    """Return how clearly counts point in a direction: how many times as many, or as few, as everybody's habits make.

    What such counts vary by, a square root, is allowed for, so that of two like shares that of more viewers is clearer.
    """
    expected, spread = each.liked_film * each.liked_this / each.viewers, math.sqrt(each.both + 1)
    return (each.both - spread) / expected if direction > 0 else expected / (each.both + spread)


def company_counts(counts: CompanyEvidence, title: str) -> str:
    """Return counts in words: "62 of the 101 viewers who liked Heat liked this too, nearly 4 times ..."."""
    of_theirs = f"{counts.both} of the {counts.liked_film} viewers who liked {title}"
    return f"{of_theirs} {LIKED_THIS}, {_multiple(counts)} {one_in(counts.liked_this, counts.viewers)} of all viewers"


def _multiple(counts: CompanyEvidence) -> str:
    """Return how many times everybody's share it is: by the counts, and by the share as it is told, both being true."""
    if not counts.both:
        return "against"
    exact = Fraction(counts.both * counts.viewers, counts.liked_film * counts.liked_this)
    told_ratio = Fraction(counts.both, counts.liked_film) / _share(counts.liked_this, counts.viewers)
    least, most = sorted((exact, told_ratio))
    times = math.ceil(least)
    extent = "nearly" if most < times else "about"
    if times - least > NEARLY:
        times, extent = times - 1, "more than"
    return "against" if times < 2 else f"{extent} twice the" if times == 2 else f"{extent} {times} times the"


def counts_beside(counts: CompanyEvidence, title: str, company: float, likeness: float) -> str:
    """Return counts as they stand beside what company adds, and why the two can point in different directions.

    Company is what co-watching tells beyond likeness, and beyond all other films that the same viewers liked; counts
    are of two films by themselves.

    Args:
        counts: of those who liked a film of the history.
        title: of that film.
        company: what company with that film adds, in nats.
        likeness: what likeness with it adds, in nats.
    """
    words = f"{company_counts(counts, title)}."
    if not company or counts.more_often == (company > 0):
        return words
    total = company + likeness
    if counts.more_often and total > 0:
        alone = f"By their likeness alone it would be likelier still ({with_sign(likeness)})"
        return (
            f"{words} That speaks for this film. {alone}; ratings take some of that back, and {with_sign(total)} stays."
        )
    side, extent = ("for", "less") if counts.more_often else ("against", "more")
    beyond = "beyond likeness, and beyond the other films that the same viewers liked"
    return f"{words} By itself that speaks {side} this film; what {title} tells {beyond}, is {extent} than usual."


def is_taken_back(entry: Entry, counts: CompanyEvidence) -> bool:
    """Return True where company speaks against a film that those who liked the entry liked more often than others."""
    return counts.more_often and entry.values.get(COMPANY, 0.0) < 0 < entry.total


def one_in(count: int, of: int) -> str:
    """Return a share as people say it.

    >>> one_in(235, 943), one_in(390, 943), one_in(5, 943)
    ('1 in 4', '2 in 5', '1 in 189')
    """
    if not count:
        return "none"
    share = _share(count, of)
    return f"{share.numerator} in {share.denominator:,}"


def _share(count: int, of: int) -> Fraction:
    """Return a share of 1 or more as it is told."""
    if count * FINEST < of:
        return Fraction(1, round(of / count))
    return Fraction(count, of).limit_denominator(FINEST)
