"""Sureness of an explanation: one sign, from its own numbers, that can be bad.

Possible errors of a score are set against its size. It is a rule of thumb, not an interval:

- company counted on n shared viewers is taken to vary by 1/sqrt(n + 1) of itself, as counts do; where its sign is not
  that of its own counts, by all of itself;
- a modality that was not measured to count may be wrong altogether; one that counts, or that was never measured, by
  the standard error over the partitions of its sketch.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dashboard.look.palette import plural
from dashboard.text.grammar import capital
from emde_core.explain.explanation import CompanyEvidence, Explanation, joint_spread
from emde_core.schema import COMPANY, ITSELF, POPULARITY

Grade = Literal["good", "fair", "poor"]
ContentEvidence = Mapping[str, str]  # by modality: "counts", "shows" or "none"; {} where nothing was measured
GOOD, FAIR = 5.0, 3.0  # the score's size against what may be wrong with it: off by a fifth, by a third
FEW = 10  # viewers who liked both
CANCELLED = 0.5  # of the sizes of all entries: a score below it is what reasons for and against leave over
EXACT = (ITSELF, POPULARITY)  # parts that nothing is estimated in


@dataclass(frozen=True)
class Sureness:
    """A judgement of an explanation.

    Attributes:
        grade: good, fair or poor.
        doubt: the possible error of the score, in nats.
        cause: the largest reason for doubt, in words.
    """

    grade: Grade
    doubt: float
    cause: str

    @property
    def sentence(self) -> str:
        """The judgement as a sentence."""
        return "The evidence is good." if self.grade == "good" else f"The evidence is {self.grade}: {self.cause}."


def sureness(why: Explanation, evidence: ContentEvidence) -> Sureness:
    """Return how sure an explanation is."""
    doubts = {cause: size for cause, size in _doubts(why, evidence) if size > 0}
    doubt = math.hypot(*doubts.values())
    ratio = abs(why.score) / doubt if doubt else math.inf if why.score else 0.0
    grade: Grade = "good" if ratio >= GOOD else "fair" if ratio >= FAIR else "poor"
    return Sureness(grade, doubt, _cause(why, doubts))


def _cause(why: Explanation, doubts: Mapping[str, float]) -> str:
    if not why.ratings and COMPANY in why.by_part:
        return "nobody has rated the film, so that its content has to say it all"
    sizes = sum(abs(value) for value in why.by_entry.values())
    if abs(why.score) < CANCELLED * sizes:
        return "reasons for and against it nearly cancel out"
    return max(doubts, key=lambda cause: doubts[cause], default="there is little to go by")


def _doubts(why: Explanation, evidence: ContentEvidence) -> Iterator[tuple[str, float]]:
    """Yield (cause, size in nats) of every possible error."""
    yield from _of_company(why)
    for part, value in why.by_part.items():
        if part == COMPANY or part in EXACT:
            continue
        if part in evidence and evidence[part] != "counts":
            yield evidence_gap(part, evidence[part]), abs(value)
        else:
            spread = joint_spread(each for each in why.contributions if each.part == part)
            yield (
                f"the sketches of its {plural(part)} leave room for doubt",
                spread if math.isfinite(spread) else abs(value),
            )


def _of_company(why: Explanation) -> Iterator[tuple[str, float]]:
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
    yield ("few viewers know these films together" if few else "chance in such counts could make much of it"), chance
    yield "part of its company goes against its own counts", denied


def evidence_gap(modality: str, verdict: str) -> str:
    """Return what to say of a modality that was not measured to count.

    Args:
        modality: of the model.
        verdict: "shows" or "none".
    """
    if verdict == "shows":
        return f"{plural(modality)} are read here, but were not measured to help"
    return f"there is no evidence that {plural(modality)} count here"


def caveat(part: str, evidence: ContentEvidence) -> str:
    """Return what to say wherever a part is on the screen; "" for one that counts, or that was never measured."""
    verdict = evidence.get(part, "counts")
    return "" if verdict == "counts" else evidence_gap(part, verdict)


def caveat_sentence(part: str, evidence: ContentEvidence) -> str:
    """Return the caveat as a sentence of its own; "" for none."""
    words = caveat(part, evidence)
    return f"{capital(words)}." if words else ""


def caveat_in_short(part: str, evidence: ContentEvidence) -> str:
    """Return the caveat in a few words, for narrow places: "no evidence"."""
    return {"none": "no evidence", "shows": "not measured to help"}.get(evidence.get(part, ""), "")
