"""Sureness of an explanation: one grade, from its own numbers, that can be bad.

Possible errors of a score are set against its size. The grade is a rule of thumb, not an interval;
``emde_core.evaluate.sureness`` measures how often what is said holds at each grade.

- Company counted on n shared viewers is taken to vary by 1/sqrt(n + 1) of itself, as counts do; where its sign is not
  that of its own counts, by all of itself.
- A modality that was not measured to count may be wrong altogether; one that counts, or that was never measured, by
  the standard error over the partitions of its sketch.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from emde_core.explain.explanation import CompanyEvidence, Explanation, joint_spread
from emde_core.schema import COMPANY, ITSELF, POPULARITY, RELAYED

Grade = Literal["good", "fair", "poor"]
GRADES: tuple[Grade, ...] = ("good", "fair", "poor")
Cause = Literal["few", "chance", "denied", "unproven", "sketches", "unrated", "cancelled", "nothing"]
ContentEvidence = Mapping[str, str]  # by modality: "counts", "alone", "shows", "none"; {} where nothing was measured
HELPFUL = ("counts", "alone")  # verdicts on content that helps, by itself at least
GOOD, FAIR = 5.0, 3.0  # the score's size against what may be wrong with it: off by a fifth, by a third
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
        doubt: the possible error of the score, in nats.
        cause: the main reason for doubt: that of the largest ``Doubt``; or the film is "unrated", reasons for and
            against it are nearly "cancelled", or there is "nothing" to go by.
        part: the part of the score that the cause is about.
    """

    grade: Grade
    doubt: float
    cause: Cause
    part: str


def sureness(why: Explanation, evidence: ContentEvidence) -> Sureness:
    """Judge an explanation.

    Args:
        why: the explanation.
        evidence: the swap test's verdict on each modality; {} where it was never run.
    """
    doubts = [each for each in _doubts(why, evidence) if each.size > 0]
    doubt = math.hypot(*(each.size for each in doubts))
    ratio = abs(why.score) / doubt if doubt else math.inf if why.score else 0.0
    grade: Grade = "good" if ratio >= GOOD else "fair" if ratio >= FAIR else "poor"
    cause = _overall(why)
    if cause == "unrated" and grade == "good":  # how often grades hold was measured with ratings
        grade = "fair"
    largest = max(doubts, key=lambda each: each.size, default=Doubt("nothing", COMPANY, 0.0))
    return Sureness(grade, doubt, cause or largest.cause, largest.part)


def direction_of(why: Explanation) -> Literal[1, -1]:
    """Return which way an explanation argues: -1 for a film that is less likely than an average one, else 1."""
    return -1 if why.score < -LEVEL else 1


def _overall(why: Explanation) -> Cause | None:
    """Return a cause that is no part's own."""
    if RELAYED in why.by_part:
        return "unrated"
    sizes = sum(abs(value) for value in why.by_entry.values())
    return "cancelled" if abs(why.score) < CANCELLED * sizes else None


def _doubts(why: Explanation, evidence: ContentEvidence) -> Iterator[Doubt]:
    yield from _of_company(why)
    for part, value in why.by_part.items():
        if part == COMPANY or part in EXACT:
            continue
        if evidence.get(part, "counts") not in HELPFUL:
            yield Doubt("unproven", part, abs(value))
        else:
            spread = joint_spread(each for each in why.contributions if each.part == part)
            yield Doubt("sketches", part, spread if math.isfinite(spread) else abs(value))


def _of_company(why: Explanation) -> Iterator[Doubt]:
    by_film: dict[str, CompanyEvidence] = {each.film.id: each for each in why.company}
    chance, denied, few = 0.0, 0.0, True
    for each in why.contributions:
        if each.part != COMPANY:
            continue
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
