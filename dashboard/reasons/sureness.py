"""Sureness of an explanation, and of a modality, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.look.palette import plural
from dashboard.text.grammar import capital
from emde_core.explain.sureness import GOOD, GRADES, Cause, ContentEvidence, Grade, Sureness

HoldRates = Mapping[Grade, float]  # by grade, how often such an explanation holds, 0 to 1; {} where it was not measured
CAUSES: Mapping[Cause, str] = {
    "few": "few viewers know these films together",
    "chance": "chance in such counts could make much of it",
    "denied": "{contradiction}",
    "sketches": "the sketches of its {parts} leave room for doubt",
    "unrated": "too few people have rated the film, and its content has to say it all",
    "cancelled": "reasons for and against it nearly cancel out",
    "nothing": "there is little to go by",
}


def sureness_sentence(sure: Sureness, evidence: ContentEvidence, holds: HoldRates, contradiction: str = "") -> str:
    """Return a judgement as a sentence, with the number that it rests on.

    Args:
        sure: the judgement.
        evidence: the swap test's verdict on each modality.
        holds: how often explanations of each grade hold; a grade that was not measured gets no number.
        contradiction: where company and the plain counts differ, in words.
    """
    if sure.cause == "unrated":
        return "How often such reasons hold was measured only for films with ratings."
    words = []
    if sure.grade in holds:
        words.append(f"of 100 such reasons, {round(100 * holds[sure.grade])} hold with other viewers’ ratings")
    elif sure.grade == "good":
        words.append(f"at most {1 / GOOD:.0%} of the score is in doubt")
    if sure.grade != "good":
        words.append(cause_words(sure, evidence, contradiction))
    return f"{capital(sure.grade)} evidence: {'; '.join(words)}."


def rates_sentence(holds: HoldRates) -> str:
    """Return how often explanations of each grade hold; "" where none was measured.

    >>> rates_sentence({"good": 0.87, "poor": 0.51})
    'Of 100 reasons on good evidence 87 hold with other viewers’ ratings, on poor evidence 51.'
    """
    rates = [f"on {grade} evidence {round(100 * holds[grade])}" for grade in GRADES if grade in holds]
    if not rates:
        return ""
    first, *others = rates
    return f"Of 100 reasons {', '.join([f'{first} hold with other viewers’ ratings', *others])}."


def cause_words(sure: Sureness, evidence: ContentEvidence, contradiction: str = "") -> str:
    """Return the main reason for doubt in words."""
    if sure.cause == "unproven":
        return evidence_gap(sure.part, evidence[sure.part])
    return CAUSES[sure.cause].format(parts=plural(sure.part), contradiction=contradiction)


def evidence_gap(modality: str, verdict: str) -> str:
    """Return what to say of a modality that was not measured to count.

    Args:
        modality: of the model.
        verdict: "shows" or "none".
    """
    if verdict == "shows":
        return f"{plural(modality)} are read, but were not found to help"
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
    return {"none": "no evidence", "shows": "not found to help"}.get(evidence.get(part, ""), "")
