"""Sureness of an explanation: one grade, from its own numbers, that can be bad.

An explanation says first which entry of the history argues most for the film, or against it. It is sure as far as that
entry leads the next one by more than both may be wrong by, and as the score's sign is beyond doubt. The grade is a rule
of thumb, not an interval; ``emde_core.evaluate.sureness`` measures how often what is said holds at each grade.

- Company counted on n shared viewers is taken to vary by 1/sqrt(n + 1) of itself, as counts do; where its sign is not
  that of its own counts, by all of itself.
- A modality that was not measured to count may be wrong altogether; one that counts, or that was never measured, by
  the standard error over the partitions of its sketch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from emde_core.explain.explanation import CompanyEvidence, Contribution, Explanation, joint_spread
from emde_core.schema import COMPANY, ITSELF, POPULARITY, RELAYED

Grade = Literal["good", "fair", "poor"]
GRADES: tuple[Grade, ...] = ("good", "fair", "poor")
Cause = Literal["close", "few", "chance", "denied", "unproven", "sketches", "unrated", "cancelled", "nothing"]
ContentEvidence = Mapping[str, str]  # by modality: "counts", "alone", "shows", "none"; {} where nothing was measured
HELPFUL = ("counts", "alone")  # verdicts on content that helps, by itself at least
GOOD, FAIR = 3.0, 1.0  # the first reason's lead against what may be wrong with it
CLEAR = 2.0  # the score's size against what may be wrong with it: its sign is beyond doubt
CLOSE = 0.5  # of the first reason: where the next one has more, that alone makes a small lead
FEW = 10  # viewers who liked both
CANCELLED = 0.5  # of the sizes of all entries: a score below it is what reasons for and against leave over
LEVEL = 0.05  # nats: a score this close to 0 is an average film's
EXACT = (ITSELF, POPULARITY)  # parts that nothing is estimated in


@dataclass(frozen=True)
class Doubt:
    """A possible error of a score.

    Attributes:
        cause: where it may come from: "few" viewers know the films together; "chance" in their counts; company
            "denied" by its own counts; a modality "unproven" to count; the "sketches" of a modality.
        part: the part of the score.
        size: in nats, 0 or more.
    """

    cause: Cause
    part: str
    size: float


@dataclass(frozen=True)
class Sureness:
    """A judgement of an explanation.

    Attributes:
        grade: good, fair or poor.
        lead: by how much the first reason leads the next one, in nats, 0 or more; alone it leads by all of itself.
        doubt: the possible error of that lead, in nats.
        cause: the main reason for doubt: that of the largest ``Doubt``; or the next reason is "close", the film is
            "unrated", reasons for and against it are nearly "cancelled", or there is "nothing" to go by.
        part: the part of the score that the cause is about.
    """

    grade: Grade
    lead: float
    doubt: float
    cause: Cause
    part: str


def sureness(why: Explanation, evidence: ContentEvidence) -> Sureness:
    """Judge an explanation.

    Args:
        why: the explanation.
        evidence: the swap test's verdict on each modality; {} where it was never run.
    """
    direction = direction_of(why)
    values = {entry: value * direction for entry, value in why.by_entry.items()}
    ahead = sorted((entry for entry in values if values[entry] > 0), key=lambda entry: -values[entry])[:2]
    first, second = (*(values[entry] for entry in ahead), 0.0, 0.0)[:2]
    by_entry = ([each for each in why.contributions if each.entry == entry] for entry in ahead)
    of_lead = [doubt for own in by_entry for doubt in _doubts(own, why, evidence)]
    of_score = list(_doubts(why.contributions, why, evidence))
    is_clear = _ratio(abs(why.score), of_score) >= CLEAR
    ratio = _ratio(first - second, of_lead) if is_clear else 0.0
    grade: Grade = "good" if ratio >= GOOD else "fair" if ratio >= FAIR else "poor"
    largest = max(of_lead if is_clear else of_score, key=lambda each: each.size, default=Doubt("nothing", COMPANY, 0.0))
    cause = _overall(why, is_clear=is_clear, is_close=second > CLOSE * first) or largest.cause
    if cause == "unrated" and grade == "good":  # how often grades hold was measured with ratings
        grade = "fair"
    return Sureness(grade, first - second, _joint(of_lead), cause, largest.part)


def direction_of(why: Explanation) -> Literal[1, -1]:
    """Return which way an explanation argues: -1 for a film that is less likely than an average one, else 1."""
    return -1 if why.score < -LEVEL else 1


def _overall(why: Explanation, *, is_clear: bool, is_close: bool) -> Cause | None:
    """Return a cause that is no part's own."""
    if RELAYED in why.by_part:
        return "unrated"
    if is_clear:
        return "close" if is_close else None
    sizes = sum(abs(value) for value in why.by_entry.values())
    return "cancelled" if abs(why.score) < CANCELLED * sizes else None


def _joint(doubts: Iterable[Doubt]) -> float:
    return math.hypot(*(each.size for each in doubts))


def _ratio(size: float, doubts: Iterable[Doubt]) -> float:
    """Return a size against what may be wrong with it; infinity where nothing may."""
    doubt = _joint(doubts)
    return size / doubt if doubt else math.inf if size else 0.0


def _doubts(contributions: Sequence[Contribution], why: Explanation, evidence: ContentEvidence) -> Iterator[Doubt]:
    """Yield the possible errors of the sum of some of an explanation's contributions, each above 0."""
    by_part: dict[str, list[Contribution]] = {}
    for each in contributions:
        by_part.setdefault(each.part, []).append(each)
    for part, own in by_part.items():
        if part not in EXACT:
            doubts = list(_of_company(own, why.company)) if part == COMPANY else [_of_modality(part, own, evidence)]
            yield from (each for each in doubts if each.size > 0)


def _of_modality(part: str, contributions: Sequence[Contribution], evidence: ContentEvidence) -> Doubt:
    whole = abs(sum(each.value for each in contributions))
    if evidence.get(part, "counts") not in HELPFUL:
        return Doubt("unproven", part, whole)
    spread = joint_spread(contributions)
    return Doubt("sketches", part, spread if math.isfinite(spread) else whole)


def _of_company(contributions: Sequence[Contribution], company: Sequence[CompanyEvidence]) -> Iterator[Doubt]:
    by_film: dict[str, CompanyEvidence] = {each.film.id: each for each in company}
    chance, denied, few = 0.0, 0.0, True
    for each in contributions:
        counts = by_film.get(each.entry)
        if counts is None:
            chance += abs(each.value)  # of a film that was not for the viewer: nobody counts those
        elif counts.both and counts.more_often == (each.value > 0):
            chance += abs(each.value) / math.sqrt(counts.both + 1)
            few = few and counts.both < FEW
        else:
            denied += abs(each.value)
    yield Doubt("few" if few else "chance", COMPANY, chance)
    yield Doubt("denied", COMPANY, denied)
