"""A few plain words from an explanation's numbers, which never claim more than the numbers say.

Films come first, with what they share with the film; then company, with its counts; then how sure it is. A modality
without evidence that it counts is never named as a reason.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from dashboard.look.palette import label
from dashboard.reasons.company_counts import company_counts, is_clear
from dashboard.reasons.entries import Entry, content_of, entries, parts_of
from dashboard.reasons.links import Link, links, with_links
from dashboard.reasons.pieces import Piece, piece_list
from dashboard.reasons.shared_categories import names_by_field
from dashboard.reasons.shared_names import only_common, person_elsewhere, shared_names
from dashboard.reasons.sureness import HoldRates, caveat, sureness_sentence
from dashboard.reasons.word_meetings import SMALL, SharedPlot, shared_plot, tells
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, name_list, with_sign
from emde_core.explain.explanation import CompanyEvidence, Explanation
from emde_core.explain.sureness import LEVEL, ContentEvidence, direction_of, sureness
from emde_core.explain.values import CategoryValue
from emde_core.schema import COMPANY, LIKE, TEXT, WISH

MOST_NAMED = 3  # entries, categories, words
WORTH_NAMING = 0.35  # of the strongest entry
STRONG_AGAINST = 0.4  # of the strongest reason: then the one that says the opposite is named too
LARGE_PLOT = 0.075  # nats: a plot that adds so much is spoken of, however large the score
CLEAR_PLOT = 0.03  # nats: the least of a plot that is spoken of where little else tells the film from others
NEAR = 0.6  # of the nearest film: the least of a second one that is named with it
NOT_MEASURED: ContentEvidence = {}
RATES_NOT_MEASURED: HoldRates = {}
Direction = Literal[1, -1]


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
    film_links = links(why, reasons, evidence) if direction > 0 else {}
    sure = sureness_sentence(judgement, evidence, rates, _contradiction(why))
    return (
        Piece(f"{capital(_opening_words(why, reasons, direction))} "),
        *with_links(reasons, _without_repeats(why, reasons, evidence, film_links)),
        *_opposite_reason(other, direction),
        Piece(". "),
        *_namesake(why),
        *_content(why, reasons, direction, evidence, sure, film_links),
        *_company(why, reasons, direction),
        *_against(why, direction),
        Piece(sure, f"evidence {judgement.grade}"),
    )


def _without_repeats(
    why: Explanation, reasons: Sequence[Entry], evidence: ContentEvidence, film_links: Mapping[str, Link]
) -> dict[str, Link]:
    """Return the links but for those that say only what the sentence goes on to say of several films."""
    parts = content_of(why) if film_links else {}
    shared = {
        (each.field, each.name)
        for modality, value in parts.items()
        if _is_told(why, modality, value) and evidence.get(modality) != "none"
        for _, group in shared_names(why, modality, reasons, film_links)
        for each in group
    }
    return {key: link for key, link in film_links.items() if not link.categories or set(link.categories) - shared}


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
    why: Explanation,
    reasons: Sequence[Entry],
    direction: Direction,
    evidence: ContentEvidence,
    ending: str,
    film_links: Mapping[str, Link],
) -> list[Piece]:
    """Return what each modality that matters adds, the largest first; a doubt in ``ending`` is not repeated."""
    parts, pieces = content_of(why) if why.atoms else {}, []  # the published recipe's codes are read, not likened
    modalities = [
        m for m in sorted(parts, key=lambda m: -parts[m] * direction) if _is_told(why, m, parts[m] * direction)
    ]
    if (
        TEXT not in modalities
        and direction > 0
        and parts.get(TEXT, 0.0) >= CLEAR_PLOT
        and only_common(why, reasons, film_links)
    ):
        modalities.append(TEXT)
    for modality in modalities:
        if evidence.get(modality) == "none":
            pieces.append(Piece(f"Its {label(modality)} {effect(parts[modality])}, but {caveat(modality, evidence)}. "))
            continue
        likeness = _likeness(why, modality, reasons, direction, film_links)
        doubt = "" if caveat(modality, evidence) in ending else caveat(modality, evidence)
        pieces += likeness
        if likeness:
            pieces.append(Piece(f" ({doubt}). " if doubt else ". "))
        elif doubt:
            pieces.append(Piece(f"{capital(doubt)}. "))
    return pieces


def _is_told(why: Explanation, modality: str, value: float) -> bool:
    """Return True for a modality that matters beside the score, and for a plot that adds much by itself."""
    return value >= SMALL * abs(why.score) or (modality == TEXT and value >= LARGE_PLOT)


def _likeness(
    why: Explanation, modality: str, reasons: Sequence[Entry], direction: Direction, film_links: Mapping[str, Link]
) -> list[Piece]:
    """Return what the film shares in a modality beyond its links; where nothing has a name, what it is close to."""
    if direction > 0:
        if shared := _shared_by_several(why, modality, reasons, film_links):
            return shared
        if any(piece.part == modality for link in film_links.values() for piece in link.pieces):
            return []
    plot = shared_plot(why) if modality == TEXT and direction > 0 else None
    if plot and tells(why, plot):
        theirs = f" shares with that of {isolate(plot.film.title)} "
        return [Piece("Its plot", TEXT), Piece(theirs), *_words_of(plot)]
    if modality == TEXT:  # which film's plot it is like is said with the words that show it, or not at all
        value = why.by_part[TEXT]
        is_small = value * direction < SMALL * abs(why.score)
        return [] if is_small else [Piece("Its plot", TEXT), Piece(f" {effect(value)} in small pieces")]
    near = _nearest(why, modality, direction)
    name, several = label(modality), label(modality).endswith("s") or len(near) > 1
    of_theirs = "" if near[0].reaction == WISH else "those of " if several else "that of "
    likeness = f" {'are' if label(modality).endswith('s') else 'is'} {'closest to' if direction > 0 else 'unlike'} "
    return [Piece(f"Its {name}", modality), Piece(f"{likeness}{of_theirs}{name_list([each.name for each in near])}")]


def _nearest(why: Explanation, modality: str, direction: Direction) -> list[Entry]:
    """Return the entry through which a modality adds most, and a second one of its kind that adds nearly as much."""
    ordered = sorted(entries(why), key=lambda e: -e.values.get(modality, 0.0) * direction)
    first, *others = ordered
    least = NEAR * abs(first.values.get(modality, 0.0))
    return [
        first,
        *(
            each
            for each in others[:1]
            if each.reaction == first.reaction == LIKE and each.values.get(modality, 0.0) * direction >= least > 0
        ),
    ]


def _shared_by_several(
    why: Explanation, modality: str, reasons: Sequence[Entry], film_links: Mapping[str, Link]
) -> list[Piece]:
    """Return the categories that several films share, and a person of a further film."""
    groups = shared_names(why, modality, reasons, film_links)
    sentences = [_shared(groups)] if groups else []
    if elsewhere := person_elsewhere(why, modality, reasons):
        person, entry = elsewhere
        sentences.append([Piece(isolate(person.name), modality), Piece(" links it to "), Piece(entry.name, "entry")])
    return [piece for place, each in enumerate(sentences) for piece in ([Piece(". ")] if place else []) + each]


def _shared(groups: Sequence[tuple[str, Sequence[CategoryValue]]]) -> list[Piece]:
    """Return shared categories: "It shares the genre Crime with all 5 films you liked, and the 1970s with both"."""
    pieces = [Piece("It shares ")]
    for place, (films, categories) in enumerate(groups):
        names = [Piece(name, categories[0].modality) for name in names_by_field(categories)]
        pieces += [Piece(", and " if place == len(groups) - 1 else ", ")] if place else []
        pieces += [*piece_list(names), Piece(f" with {films}")]
    return pieces


def _against(why: Explanation, direction: Direction) -> list[Piece]:
    """Return the part of a recommended film's score that takes away most, where it is no small one."""
    parts = parts_of(why)
    worst = min(parts, key=lambda part: parts[part], default=None)
    if worst is None or direction < 0 or parts[worst] > -SMALL * abs(why.score):
        return []
    return [Piece("Against it: "), Piece(label(worst), worst), Piece(f" ({with_sign(parts[worst])}). ")]


def _company(why: Explanation, reasons: Sequence[Entry], direction: Direction) -> list[Piece]:
    """Return what only co-watching tells, with its counts."""
    parts = parts_of(why)
    value = parts.get(COMPANY, 0.0) * direction
    if COMPANY in parts and not why.ratings:
        return [Piece("Too few people have rated it; it counts as an average film. ")]
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
        each for each in why.company if values.get(each.film.id, 0.0) * direction > 0 and is_clear(each, direction)
    ]
    return max(agreeing, key=lambda each: (each.film.id in reason_ids, abs(values[each.film.id])), default=None)


def effect(value: float, digits: int = 2) -> str:
    """Return what a part does to the score, in words: "adds 0.31"."""
    return f"{'adds' if value >= 0 else 'takes away'} {abs(value):.{digits}f}"
