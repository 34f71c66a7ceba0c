"""Sureness of an explanation, and of a modality, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.look.palette import plural
from dashboard.text.grammar import capital
from emde_core.explain.sureness import GRADES, HELPFUL, Cause, ContentEvidence, Grade, Sureness


@dataclass(frozen=True)
class HoldRate:
    """A share of reasons of one grade: those that hold with other viewers' ratings, as measured.

    Attributes:
        share: of those that were tested, 0 to 1.
        low, high: its 95 % interval; None where none was kept.
        tested: how many were tested; None where that was not kept.
        chance: the share that holds by chance, 0 to 1; None where that was not measured.
        whole: the same with whole histories, of tens or hundreds of films; None where that was not measured.
    """

    share: float
    low: float | None = None
    high: float | None = None
    tested: int | None = None
    chance: float | None = None
    whole: HoldRate | None = None

    @property
    def words(self) -> str:
        """The basis of the share, in brackets: " (tested on 36: 73 to 99)"; "" where nothing was kept."""
        count = "" if self.tested is None else f"tested on {self.tested:,}"
        ends = "" if self.low is None or self.high is None else f"{100 * self.low:.0f} to {100 * self.high:.0f}"
        basis = ": ".join(filter(None, (count, ends)))
        return f" ({basis})" if basis else ""


OF_TEN = "Of 100 such reasons for histories of ten films"  # as they were measured, whatever this one holds
COME_FIRST = "Of 100 first reasons, so many come first with other viewers’ ratings too"
STANDS_OUT = "nothing else counts as much"
HoldRates = Mapping[Grade, HoldRate]  # {} where they were not measured
CAUSES: Mapping[Cause, str] = {
    "close": "{second} counts about as much",
    "few": "few viewers know these films together",
    "chance": "chance in such counts could make much of it",
    "denied": "{contradiction}",
    "sketches": "the sketches of its {parts} leave room for doubt",
    "unrated": "too few people have rated the film, and its content has to say it all",
    "cancelled": "reasons for and against it nearly cancel out",
    "nothing": "there is little to go by",
}


def hold_rate(sure: Sureness, holds: HoldRates) -> HoldRate | None:
    """Return how often reasons of its grade hold; None where that was not measured, as for films that nobody rated."""
    return None if sure.cause == "unrated" else holds.get(sure.grade)


def sureness_sentence(
    sure: Sureness,
    evidence: ContentEvidence,
    holds: HoldRates,
    *,
    first: str = "",
    second: str = "",
    lead: str = "",
    basis: str = "",
    contradiction: str = "",
) -> str:
    """Return a judgement as a sentence: how often such hold, what good evidence rests on, and what else is in doubt.

    Where the history has but one entry, it comes first in any case: how often is no claim then.

    Args:
        sure: the judgement.
        evidence: the swap test's verdict on each modality.
        holds: how often reasons of each grade hold; a grade that was not measured gets no number.
        first: the entry that argues most, by name; "" where the history has no other.
        second: the next one; "" for none.
        lead: how many times as much the first argues as the next, in words; "" where it is about as much.
        basis: what good evidence is, in a few words.
        contradiction: where company and the plain counts differ, in words.
    """
    if sure.cause == "unrated":
        return "How often such reasons hold was measured only for films with ratings."
    claim, often = f"there is {sure.grade} evidence", ""
    if first:
        rate = hold_rate(sure, holds)
        often = f" {OF_TEN}, {round(100 * rate.share)} come first with other viewers too." if rate else ""
        claim = f"{claim} that {first} comes first"
        if sure.cause == "close" and sure.grade != "good":
            level = f"{first} and {second} count about as much"
            ahead = f"{first} counts {lead} as much as {second}, which is no safe lead"
            return f"{ahead if lead else level}: {claim}.{often}"
    elif sure.grade != "good" and sure.cause != "nothing":
        claim = "so short a history leaves much open"
    grounds = basis or STANDS_OUT if sure.grade == "good" else cause_words(sure, evidence, contradiction, second)
    return f"{capital(claim)}: {grounds}.{often}"


def rates_sentence(holds: HoldRates) -> str:
    """Return how often reasons of each grade hold, and how often by chance; "" where none was measured.

    >>> rates_sentence({"poor": HoldRate(0.51)})
    'Of 100 first reasons, so many come first with other viewers’ ratings too: on poor evidence 51.'
    >>> rates_sentence({"fair": HoldRate(0.57, chance=0.12)})
    'Of 100 first reasons, so many come first with other viewers’ ratings too: on fair evidence 57, by chance 12.'
    """
    pairs = [(grade, rate) for grade in GRADES if (rate := holds.get(grade))]
    rates = [f"on {grade} evidence {round(100 * rate.share)}{rate.words}{_by_chance(rate)}" for grade, rate in pairs]
    return f"{COME_FIRST}: {'; '.join(rates)}." if rates else ""


def _by_chance(rate: HoldRate) -> str:
    return "" if rate.chance is None else f", by chance {round(100 * rate.chance)}"


def cause_words(sure: Sureness, evidence: ContentEvidence, contradiction: str = "", second: str = "") -> str:
    """Return the main reason for doubt in words."""
    if sure.cause == "unproven":
        return evidence_gap(sure.part, evidence[sure.part])
    return CAUSES[sure.cause].format(parts=plural(sure.part), contradiction=contradiction, second=second)


def evidence_gap(modality: str, verdict: str) -> str:
    """Return what to say of a modality that was not measured to count.

    Args:
        modality: of the model.
        verdict: "shows" or "none".
    """
    if verdict == "shows":
        return f"{plural(modality)} are read, but count too little to be named as a reason"
    return f"there is no evidence that {plural(modality)} count here"


def caveat(part: str, evidence: ContentEvidence) -> str:
    """Return what to say wherever a part is on the screen; "" for one that counts, or that was never measured."""
    verdict = evidence.get(part, "counts")
    return "" if verdict in HELPFUL else evidence_gap(part, verdict)


def caveat_sentence(part: str, evidence: ContentEvidence) -> str:
    """Return the caveat as a sentence of its own; "" for none."""
    words = caveat(part, evidence)
    return f"{capital(words)}." if words else ""


def caveat_in_short(part: str, evidence: ContentEvidence) -> str:
    """Return the caveat in a few words, for narrow places: "no evidence"."""
    return {"none": "no evidence", "shows": "too little to count"}.get(evidence.get(part, ""), "")
