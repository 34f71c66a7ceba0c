"""A few plain words from an explanation's numbers, which never claim more than the numbers say.

Films come first, with what they share with the film; then company, with its counts; then how sure it is. A modality
without evidence that it counts is never named as a reason.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dashboard.look.palette import label
from dashboard.reasons.entries import Entry, content_of, entries, parts_of
from dashboard.reasons.shared_categories import names_by_field
from dashboard.reasons.shared_names import shared_names
from dashboard.reasons.sureness import HoldRates, caveat, sureness_sentence
from dashboard.reasons.word_meetings import SMALL, SharedPlot, shared_plot
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital
from emde_core.explain.explanation import CompanyEvidence, Explanation
from emde_core.explain.sureness import LEVEL, ContentEvidence, direction_of, sureness
from emde_core.explain.values import CategoryValue
from emde_core.schema import COMPANY, LIKE, TEXT, WISH

MOST_NAMED = 3  # entries, categories, words
WORTH_NAMING = 0.35  # of the strongest entry
STRONG_AGAINST = 0.4  # of the strongest reason: then the one that says the opposite is named too
CLEAR = 1.2  # times as many as everybody's habits would make: then counts are told
FINEST = 6  # the largest denominator of "2 in 5"
NOT_MEASURED: ContentEvidence = {}
RATES_NOT_MEASURED: HoldRates = {}
Direction = Literal[1, -1]


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence.

    Attributes:
        text: the words.
        part: the part of the score whose accent it bears; "entry" for a film's name; "evidence" and a grade for how
            sure the rest is; None for plain words.
    """

    text: str
    part: str | None = None


def likelihood_words(score: float, event: str = "") -> str:
    """Return a log score in nats as a likelihood; ``event`` says of what, where that is not said before.

    >>> likelihood_words(0.6931)
    'twice as likely as an average film'
    >>> likelihood_words(0.6931, " to be liked")
    'twice as likely to be liked as an average film'
    """
    multiple = "about" if abs(score) < LEVEL else _multiple(math.exp(score))
    return f"{multiple} as likely{event} as an average film"


def _multiple(value: float) -> str:
    if value < 0.95:
        return f"{value:.0%}" if value >= 0.01 else "not a hundredth"
    return "twice" if f"{value:.1f}" == "2.0" else f"{value:.1f} times"


def factor(score: float) -> str:
    """Return a log score in nats as a short factor: ×2.0."""
    value = math.exp(score)
    return f"×{value:.1f}" if value >= 0.95 else f"×{value:.2f}"


def is_calibrated(why: Explanation) -> bool:
    """Return True where the score is a likelihood: only for the model as it was learned, without wishes."""
    return not _reading(why)


def _reading(why: Explanation) -> str:
    """Return how films are read where scores are not likelihoods; "" where they are."""
    if why.content_alone:
        return "by content alone"
    if why.weights:
        return "in this what-if"
    return "with your wishes" if any(each.wish for each in why.contributions) else ""


def likelihood(why: Explanation) -> str:
    """Return the score as a short factor; "" where it is no likelihood."""
    return factor(why.score) if is_calibrated(why) else ""


def standing(why: Explanation, event: str = "") -> str:
    """Return the score in words: as a likelihood of ``event``, or as above or below an average film."""
    if is_calibrated(why):
        return likelihood_words(why.score, event)
    if abs(why.score) < LEVEL:
        return f"about level with an average film {_reading(why)}"
    return f"{'above' if why.score > 0 else 'below'} an average film {_reading(why)}"


def sentence(
    why: Explanation, evidence: ContentEvidence = NOT_MEASURED, holds: HoldRates = RATES_NOT_MEASURED
) -> tuple[Piece, ...]:
    """Return why the film has its score.

    A film that is less likely than an average one gets the reasons against it.

    Args:
        why: the explanation.
        evidence: by modality, whether it was measured to count.
        holds: by grade of the evidence, how often such explanations hold.
    """
    direction = direction_of(why)
    reasons = leading_entries(why, direction)
    other = strongest_opposite(why, reasons, direction)
    if not reasons:
        opening = capital(standing(why))
        return (Piece(f"{opening}: nothing in this history speaks for it."), *_only_opposite(other))
    rates = holds if is_calibrated(why) else RATES_NOT_MEASURED  # a what-if is another model
    judgement = sureness(why, evidence)
    sure = sureness_sentence(judgement, evidence, rates, _contradiction(why))
    return (
        Piece(f"{capital(_opening_words(why, reasons, direction))} "),
        *piece_list([Piece(reason.name, "entry") for reason in reasons]),
        *_opposite_reason(other, direction),
        Piece(". "),
        *_namesake(why),
        *_content(why, reasons, direction, evidence, sure),
        *_company(why, reasons, direction),
        Piece(sure, f"evidence {judgement.grade}"),
    )


def _contradiction(why: Explanation) -> str:
    """Return in words where company and the plain counts of a liked film differ most; "" where they do not."""
    values = {each.key: each.values.get(COMPANY, 0.0) for each in entries(why)}
    differing = [each for each in why.company if each.more_often != (values.get(each.film.id, 0.0) > 0)]
    most = max(differing, key=lambda each: abs(values.get(each.film.id, 0.0)), default=None)
    if most is None:
        return ""
    name = isolate(most.film.title)
    if most.more_often:
        return f"company takes back part of what {name} adds"
    return f"company makes more of {name} than its counts do"


def leading_entries(why: Explanation, direction: Direction = 1) -> tuple[Entry, ...]:
    """Return the strongest entries, at most three, none of them weak beside the strongest.

    Args:
        why: the explanation.
        direction: 1 for entries that speak for the film, -1 for those against it.
    """
    same = sorted((e for e in entries(why) if e.total * direction > 0), key=lambda e: -abs(e.total))[:MOST_NAMED]
    return tuple(e for e in same if abs(e.total) >= WORTH_NAMING * abs(same[0].total))


def strongest_opposite(why: Explanation, reasons: Sequence[Entry], direction: Direction = 1) -> Entry | None:
    """Return the strongest entry in the other direction; None where it is weak beside the reasons."""
    other = max((e for e in entries(why) if e.total * direction < 0), key=lambda e: abs(e.total), default=None)
    if other is None or (reasons and abs(other.total) < STRONG_AGAINST * abs(reasons[0].total)):
        return None
    return other


def _opening_words(why: Explanation, reasons: Sequence[Entry], direction: Direction) -> str:
    """Return what stands before the reasons: "mostly because you liked".

    That a recommended film is more likely than an average one goes without saying; anything else is said.
    """
    same = sum(e.total for e in entries(why) if e.total * direction > 0)
    extent = "mostly" if sum(e.total for e in reasons) / same > 0.5 else "above all"
    because = "because you liked" if all(reason.reaction == LIKE for reason in reasons) else "because of"
    if direction < 0 or abs(why.score) < LEVEL:
        return f"{standing(why)}, {extent} because of"
    reading = _reading(why)
    return f"{reading}, {extent} {because}" if reading else f"{extent} {because}"


def _only_opposite(reason: Entry | None) -> tuple[Piece, ...]:
    return () if reason is None else (Piece(" Against it: "), Piece(reason.name, "entry"), Piece("."))


def _opposite_reason(reason: Entry | None, direction: Direction) -> tuple[Piece, ...]:
    side = "against" if direction > 0 else "for"
    return () if reason is None else (Piece(f"; {side} it, "), Piece(reason.name, "entry"))


def _namesake(why: Explanation) -> list[Piece]:
    """Return the liked film of the same title, and the words that the plots share; [] where there is none."""
    liked = {each.film for each in why.contributions if each.film and each.reaction == LIKE}
    same = next((film for film in liked if film.title == why.film.title), None)
    if same is None:
        return []
    shared = shared_plot(why)
    name = Piece(isolate(same.label), "entry")
    if shared is None or shared.film != same:
        return [Piece("It has the same title as "), name, Piece(". ")]
    pieces = [Piece("It seems to tell "), name, Piece(" again: the same title, and plots that share ")]
    return [*pieces, *_words_of(shared), Piece(". ")]


def _words_of(shared: SharedPlot) -> list[Piece]:
    return piece_list([Piece(f"“{isolate(each.text)}”", TEXT) for each in shared.encounters[:MOST_NAMED]])


def _content(
    why: Explanation, reasons: Sequence[Entry], direction: Direction, evidence: ContentEvidence, ending: str
) -> list[Piece]:
    """Return what each modality that matters adds, the largest first; a doubt in ``ending`` is not repeated."""
    parts, pieces = content_of(why) if why.atoms else {}, []  # the published recipe's codes are read, not likened
    for modality in sorted(parts, key=lambda each: -parts[each] * direction):
        if parts[modality] * direction < SMALL * abs(why.score):
            continue
        if evidence.get(modality) == "none":
            pieces.append(Piece(f"Its {label(modality)} {effect(parts[modality])}, but {caveat(modality, evidence)}. "))
            continue
        pieces += _likeness(why, modality, reasons, direction)
        doubt = caveat(modality, evidence)
        pieces.append(Piece(f" ({doubt}). " if doubt and doubt not in ending else ". "))
    return pieces


def _likeness(why: Explanation, modality: str, reasons: Sequence[Entry], direction: Direction) -> list[Piece]:
    """Return what the film shares in a modality; where nothing has a name, what it is close to, or unlike."""
    groups = shared_names(why, modality, reasons) if direction > 0 else {}
    if groups:
        return _shared(groups)
    shared = shared_plot(why) if modality == TEXT and direction > 0 else None
    if shared:
        theirs = f" shares with that of {isolate(shared.film.title)} "
        return [Piece("Its plot", TEXT), Piece(theirs), *_words_of(shared)]
    near = max(entries(why), key=lambda e: e.values.get(modality, 0.0) * direction)
    name, several = label(modality), label(modality).endswith("s")
    of_theirs = "" if near.reaction == WISH else "those of " if several else "that of "
    likeness = f" {'are' if several else 'is'} {'close to' if direction > 0 else 'unlike'} {of_theirs}{near.name}"
    return [Piece(f"Its {name}", modality), Piece(likeness)]


def _shared(groups: Mapping[str, Sequence[CategoryValue]]) -> list[Piece]:
    """Return shared categories: "It shares Robert De Niro with Taxi Driver, and the genre Crime with both"."""
    pieces = [Piece("It shares ")]
    for place, (films, categories) in enumerate(groups.items()):
        names = [Piece(name, categories[0].modality) for name in names_by_field(categories)]
        pieces += [Piece(", and " if place == len(groups) - 1 else ", ")] if place else []
        pieces += [*piece_list(names), Piece(f" with {films}")]
    return pieces


def _company(why: Explanation, reasons: Sequence[Entry], direction: Direction) -> list[Piece]:
    """Return what only co-watching tells, with its counts."""
    parts = parts_of(why)
    value = parts.get(COMPANY, 0.0) * direction
    if COMPANY in parts and not why.ratings:
        return [Piece("Nobody has rated it; it counts as an average film. ")]
    if value < SMALL * abs(why.score) and not any(_rests_on_company(each, direction) for each in reasons):
        return []
    best = max(parts, key=lambda part: parts[part] * direction)
    share = (
        "The larger part is "
        if value > 0.5 * abs(why.score)
        else "The largest part is "
        if best == COMPANY
        else "There is also "
    )
    counts = _best_counts(why, reasons, direction)
    names = {each.key: each.name for each in entries(why)}
    words = f"{company_counts(counts, names[counts.film.id])}" if counts else f"it {effect(parts[COMPANY])}"
    return [Piece(share), Piece(label(COMPANY), COMPANY), Piece(f", what the same people liked: {words}. ")]


def _rests_on_company(reason: Entry, direction: Direction) -> bool:
    return reason.values.get(COMPANY, 0.0) * direction > 0.5 * abs(reason.total)


def _best_counts(why: Explanation, reasons: Sequence[Entry], direction: Direction) -> CompanyEvidence | None:
    """Return the counts that company rests on most, of a film whose counts agree; the reasons come first."""
    reason_ids, values = (
        {reason.key for reason in reasons},
        {each.key: each.values.get(COMPANY, 0.0) for each in entries(why)},
    )
    agreeing = [
        each for each in why.company if values.get(each.film.id, 0.0) * direction > 0 and _is_clear(each, direction)
    ]
    return max(agreeing, key=lambda each: (each.film.id in reason_ids, abs(values[each.film.id])), default=None)


def _is_clear(each: CompanyEvidence, direction: Direction) -> bool:
    """Return True where the counts clearly point in the direction."""
    expected = each.liked_film * each.liked_this / each.viewers
    return each.both > CLEAR * expected if direction > 0 else CLEAR * each.both < expected


def company_counts(counts: CompanyEvidence, title: str) -> str:
    """Return counts in words: "62 of the 101 viewers who liked Raging Bull liked it; of all viewers, 1 in 4"."""
    everybody = one_in(counts.liked_this, counts.viewers)
    return f"{counts.both} of the {counts.liked_film} viewers who liked {title} liked it; of all viewers, {everybody}"


def one_in(count: int, of: int) -> str:
    """Return a share as people say it.

    >>> one_in(235, 943), one_in(390, 943), one_in(5, 943)
    ('1 in 4', '2 in 5', '1 in 189')
    """
    share = count / of
    if share < 1 / FINEST:
        return f"1 in {round(of / count):,}" if count else "none"
    fraction = Fraction(share).limit_denominator(FINEST)
    return f"{fraction.numerator} in {fraction.denominator}"


def effect(value: float, digits: int = 2) -> str:
    """Return what a part does to the score, in words: "adds 0.31"."""
    return f"{'adds' if value >= 0 else 'takes away'} {abs(value):.{digits}f}"


def piece_list(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces as a list inside a sentence: "a, b and c"."""
    row: list[Piece] = []
    for place, piece in enumerate(pieces):
        row += ([] if not place else [Piece(" and " if place == len(pieces) - 1 else ", ")]) + [piece]
    return row
