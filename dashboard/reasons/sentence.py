"""A few plain words from an explanation's numbers, never claiming more than they say.

Films lead, with what they demonstrably share with the film; company follows, with its counts; then how sure it is. A
modality for which there is no evidence that it counts is never named as a reason.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dashboard.look.palette import label
from dashboard.reasons.entries import Entry, content_of, entries, parts_of
from dashboard.reasons.shared_categories import SharedCategory, names_by_field, shared_categories
from dashboard.reasons.sureness import Evidence, caveat, sureness
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, joined
from emde_core.explain.explanation import CompanyEvidence, Explanation
from emde_core.explain.values import CategoryValue
from emde_core.schema import COMPANY, WISH

MOST_NAMED = 3  # entries, and categories
WORTH_NAMING = 0.35  # of the strongest entry, or category
STRONG_AGAINST = 0.4  # of the strongest reason: then the one that says the opposite is named too
MATTERS = 0.15  # of the score: a part below it is not spoken of
LEVEL = 0.05  # a score this close to 0 is an average film's
CLEAR = 1.2  # times as many as everybody's habits would make: then counts are told
FINEST = 6  # the largest denominator of "2 in 5"
NOT_MEASURED: Evidence = {}
Direction = Literal[1, -1]


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence; ``part`` says whose accent it bears ("entry" for a film's name), None for plain words."""

    text: str
    part: str | None = None


def times(score: float) -> str:
    """A log score as a factor: "twice as likely as an average film".

    >>> times(0.6931)
    'twice as likely as an average film'
    """
    if abs(score) < LEVEL:
        return "about as likely as an average film"
    return f"{_multiple(math.exp(score))} as likely as an average film"


def _multiple(value: float) -> str:
    if value < 0.95:
        return f"{value:.0%}" if value >= 0.01 else "not a hundredth"
    return "twice" if f"{value:.1f}" == "2.0" else f"{value:.1f} times"


def factor(score: float) -> str:
    """A log score as a short factor: ×2.0."""
    value = math.exp(score)
    return f"×{value:.1f}" if value >= 0.95 else f"×{value:.2f}"


def calibrated(why: Explanation) -> bool:
    """Whether its score is a likelihood: only the model as it was learned is, without wishes."""
    return not _reading(why)


def _reading(why: Explanation) -> str:
    """In what way films are read where scores are no likelihoods; "" where they are."""
    if why.content_alone:
        return "by content alone"
    if why.weights:
        return "in this what-if"
    return "with your wishes" if any(each.wish for each in why.contributions) else ""


def likelihood(why: Explanation) -> str:
    """The score as a short factor; "" where it is none."""
    return factor(why.score) if calibrated(why) else ""


def standing(why: Explanation) -> str:
    """What the score says: a likelihood, or where the film stands in a reading that is none."""
    if calibrated(why):
        return times(why.score)
    if abs(why.score) < LEVEL:
        return f"about level with an average film {_reading(why)}"
    return f"{'above' if why.score > 0 else 'below'} an average film {_reading(why)}"


def sentence(why: Explanation, evidence: Evidence = NOT_MEASURED) -> tuple[Piece, ...]:
    """Why the film has its score.

    A film that is less likely than an average one gets the reasons against it.

    Args:
        why: the explanation.
        evidence: by modality, whether it was measured to count.
    """
    direction: Direction = -1 if why.score < -LEVEL else 1
    reasons = leading(why, direction)
    other = strongest_other(why, reasons, direction)
    opening = capital(standing(why))
    if not reasons:
        return (Piece(f"{opening}: nothing in this history speaks for it."), *_alone(other))
    sure = sureness(why, evidence)
    return (
        Piece(f"{opening}, {_lead(why, reasons, direction)} "),
        *listed([Piece(reason.name, "entry") for reason in reasons]),
        *_beside(other, direction),
        Piece(". "),
        *_content(why, reasons, direction, evidence, sure.said),
        *_company(why, reasons, direction),
        Piece(sure.said),
    )


def leading(why: Explanation, direction: Direction = 1) -> tuple[Entry, ...]:
    """The strongest entries for (direction 1) or against (-1), at most three; none is weak beside the strongest."""
    same = sorted((e for e in entries(why) if e.total * direction > 0), key=lambda e: -abs(e.total))[:MOST_NAMED]
    return tuple(e for e in same if abs(e.total) >= WORTH_NAMING * abs(same[0].total))


def strongest_other(why: Explanation, reasons: Sequence[Entry], direction: Direction = 1) -> Entry | None:
    """The strongest entry the other way, if it is strong beside the strongest of the reasons."""
    other = max((e for e in entries(why) if e.total * direction < 0), key=lambda e: abs(e.total), default=None)
    if other is None or (reasons and abs(other.total) < STRONG_AGAINST * abs(reasons[0].total)):
        return None
    return other


def _lead(why: Explanation, reasons: Sequence[Entry], direction: Direction) -> str:
    same = sum(e.total for e in entries(why) if e.total * direction > 0)
    return "mostly because of" if sum(e.total for e in reasons) / same > 0.5 else "above all because of"


def _alone(reason: Entry | None) -> tuple[Piece, ...]:
    return () if reason is None else (Piece(" Against it: "), Piece(reason.name, "entry"), Piece("."))


def _beside(reason: Entry | None, direction: Direction) -> tuple[Piece, ...]:
    side = "against" if direction > 0 else "for"
    return () if reason is None else (Piece(f"; {side} it, "), Piece(reason.name, "entry"))


def _content(
    why: Explanation, reasons: Sequence[Entry], direction: Direction, evidence: Evidence, ending: str
) -> list[Piece]:
    """What of it is likeness, for each modality that matters, the largest first; ``ending`` need not be said twice."""
    parts, said = content_of(why) if why.atoms else {}, []  # the published recipe's codes are read, not likened
    for modality in sorted(parts, key=lambda each: -parts[each] * direction):
        if parts[modality] * direction < MATTERS * abs(why.score):
            continue
        if evidence.get(modality) == "none":
            said.append(Piece(f"Its {label(modality)} {adds(parts[modality])}, but {caveat(modality, evidence)}. "))
            continue
        said += _likeness(why, modality, reasons, direction)
        doubt = caveat(modality, evidence)
        said.append(Piece(f" ({doubt}). " if doubt and doubt not in ending else ". "))
    return said


def _likeness(why: Explanation, modality: str, reasons: Sequence[Entry], direction: Direction) -> list[Piece]:
    """What is shared in a modality; where nothing can be named, what the film is close to, or unlike."""
    common = [each for each in shared_categories(why) if each.category.modality == modality and each.category.value > 0]
    if direction > 0 and common:
        return _sharing(common, reasons)
    near = max(entries(why), key=lambda e: e.values.get(modality, 0.0) * direction)
    name, several = label(modality), label(modality).endswith("s")
    theirs = "" if near.reaction == WISH else "those of " if several else "that of "
    said = f" {'are' if several else 'is'} {'close to' if direction > 0 else 'unlike'} {theirs}{near.name}"
    return [Piece(f"Its {name}", modality), Piece(said), *(_telling_phrase(why, modality) if direction > 0 else ())]


def _telling_phrase(why: Explanation, modality: str) -> list[Piece]:
    """The phrase of a plot that says most of it."""
    phrases = (each for each in why.phrases if each.modality == modality)
    best = max(phrases, key=lambda each: each.value, default=None)
    if best is None or best.value <= 0:
        return []
    return [Piece(", above all “"), Piece(isolate(best.text), modality), Piece("”")]


def _sharing(common: Sequence[SharedCategory], reasons: Sequence[Entry]) -> list[Piece]:
    """For instance: "It shares Robert De Niro with Taxi Driver, and the genre Crime with both"."""
    groups: dict[str, list[CategoryValue]] = {}
    for each in _worth_naming(common):
        groups.setdefault(_with(each, reasons), []).append(each.category)
    said = [Piece("It shares ")]
    for place, (films, categories) in enumerate(groups.items()):
        names = [Piece(name, categories[0].modality) for name in names_by_field(categories)]
        said += [Piece(", and " if place == len(groups) - 1 else ", ")] if place else []
        said += [*listed(names), Piece(f" with {films}")]
    return said


def _worth_naming(common: Sequence[SharedCategory]) -> list[SharedCategory]:
    """The strongest, each name once: who directs may also act."""
    least, found = WORTH_NAMING * common[0].category.value, dict[str, SharedCategory]()
    for each in common:
        if each.category.value >= least:
            found.setdefault(each.category.name, each)
    return list(found.values())[:MOST_NAMED]


def _with(each: SharedCategory, reasons: Sequence[Entry]) -> str:
    """The films that have it too: those among the reasons, else the first of the others."""
    having = {film.id for film in each.films}
    named = [reason.name for reason in reasons if reason.key in having]
    if len(named) == len(reasons) > 1:
        return "both" if len(named) == 2 else "all three"
    return joined(named or [isolate(film.title) for film in each.films[:2]])


def _company(why: Explanation, reasons: Sequence[Entry], direction: Direction) -> list[Piece]:
    """What of it only co-watching tells, with its counts."""
    parts = parts_of(why)
    value = parts.get(COMPANY, 0.0) * direction
    if COMPANY in parts and not why.ratings:
        return [Piece("Nobody has rated it; it counts as an average film. ")]
    if value < MATTERS * abs(why.score):
        return []
    best = max(parts, key=lambda part: parts[part] * direction)
    share = (
        "Most of it is "
        if value > 0.5 * abs(why.score)
        else "The largest part is "
        if best == COMPANY
        else "Then there is "
    )
    told = _counted(why, reasons, direction)
    said = f": {counts(told)}. " if told else f": who liked what together {adds(parts[COMPANY])}. "
    return [Piece(share), Piece(label(COMPANY), COMPANY), Piece(said)]


def _counted(why: Explanation, reasons: Sequence[Entry], direction: Direction) -> CompanyEvidence | None:
    """The counts that company rests on most, of a film whose counts say the same; those of the reasons come first."""
    named, values = (
        {reason.key for reason in reasons},
        {each.key: each.values.get(COMPANY, 0.0) for each in entries(why)},
    )
    borne_out = [
        each for each in why.company if values.get(each.film.id, 0.0) * direction > 0 and _telling(each, direction)
    ]
    return max(borne_out, key=lambda each: (each.film.id in named, abs(values[each.film.id])), default=None)


def _telling(each: CompanyEvidence, direction: Direction) -> bool:
    """Whether the counts themselves say it, and not by a hair."""
    expected = each.liked_film * each.liked_this / each.viewers
    return each.both > CLEAR * expected if direction > 0 else CLEAR * each.both < expected


def counts(told: CompanyEvidence) -> str:
    """Counts in words: "62 of the 101 viewers who liked Raging Bull liked it; of all viewers, 1 in 4"."""
    title = isolate(told.film.title)
    everybody = one_in(told.liked_this, told.viewers)
    return f"{told.both} of the {told.liked_film} viewers who liked {title} liked it; of all viewers, {everybody}"


def one_in(count: int, of: int) -> str:
    """A share as people say it.

    >>> one_in(235, 943), one_in(390, 943), one_in(5, 943)
    ('1 in 4', '2 in 5', '1 in 189')
    """
    share = count / of
    if share < 1 / FINEST:
        return f"1 in {round(of / count):,}" if count else "none"
    found = Fraction(share).limit_denominator(FINEST)
    return f"{found.numerator} in {found.denominator}"


def adds(value: float, digits: int = 2) -> str:
    """What a part does to the score, in words: "adds 0.31"."""
    return f"{'adds' if value >= 0 else 'takes away'} {abs(value):.{digits}f}"


def listed(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in a row: "a, b and c"."""
    said: list[Piece] = []
    for place, piece in enumerate(pieces):
        said += ([] if not place else [Piece(" and " if place == len(pieces) - 1 else ", ")]) + [piece]
    return said


def plain(pieces: Sequence[Piece]) -> str:
    """The sentence as one string."""
    return "".join(piece.text for piece in pieces)
