"""Reasons why one film stands above another for the same history, in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.look.palette import in_prose, label
from dashboard.reasons.accidents import wished_categories
from dashboard.reasons.category_phrases import names_by_field
from dashboard.reasons.credits import PEOPLE, parts_of_category, people_once
from dashboard.reasons.entries import NO_CONTENT, Entry, entries, parts_of
from dashboard.reasons.links import through
from dashboard.reasons.outline import leading_entries, strongest_opposite
from dashboard.reasons.pieces import Piece, list_groups, piece_list, with_full_stops
from dashboard.reasons.sentence import NOT_MEASURED, is_calibrated
from dashboard.reasons.shared_categories import shared_categories
from dashboard.reasons.sureness import caveat
from dashboard.text.direction import isolate
from dashboard.text.grammar import full_stop, name_list, shorten
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation, joint_spread
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.values import CategoryValue
from emde_core.schema import COMPANY, RELAYED, WHOLE, WISH

LEVEL = 0.005  # nats: two scores this close round to the same
ABOUT_AS_LIKELY = math.log(1.15)  # nats: what would be told as 1.1 times is within what a model can tell
WORTH_SAYING = 0.2  # of the largest part of a margin, or of what an entry adds: less is left to the figures
TITLE_LENGTH = 60  # of a film named in a sentence
MOST_NAMES = 2  # categories in one place
TELLING = (*PEOPLE, "genre")  # fields that people know films by, the most telling first
AUDIENCES = {  # how a film of the history speaks for one by what is no likeness, before its name
    COMPANY: "the audience that it shares with",
    RELAYED: "the audience that films like it share with",
}


@dataclass(frozen=True)
class Verdict:
    """The reasons for which a film stands above its rival, in sentences.

    Attributes:
        lead: the one thing that sets it apart most.
        details: how far ahead it is, what else speaks for either, and which parts of the score; () for a tie.
        shared: what speaks for both; () for nothing that people know films by.
    """

    lead: tuple[Piece, ...]
    details: tuple[Piece, ...] = ()
    shared: tuple[Piece, ...] = ()


def margin_verdict(
    margin: Explanation, high: Explanation, low: Explanation, evidence: ContentEvidence = NOT_MEASURED
) -> Verdict:
    """Return why a film stands above its rival: what of the history speaks for either, and what both have.

    Args:
        margin: of the higher film, explained against the lower one as its rival.
        high: the higher film's own explanation.
        low: the lower film's.
        evidence: by modality, whether it was measured to count; one that was not is left to the figures.
    """
    film, rival = _name(high.film), _name(low.film)
    if abs(margin.score) < LEVEL:
        return Verdict((Piece(f"{film} and {rival} stand level: what speaks for one speaks for the other."),))
    reasons = leading_entries(margin)
    first, *others = _gains(reasons, 1, high, low, evidence)
    details = [Piece(_lead_over(margin, film, rival))] if is_calibrated(margin) else []
    if others:
        details += [Piece(f" {film} is also helped by "), *list_groups(others), Piece(".")]
    against = strongest_opposite(margin, reasons)
    if against is not None:
        (gain,) = _gains([against], -1, low, high, evidence)
        details += [Piece(f" {rival} makes up ground through "), *gain, Piece(".")]
    return Verdict(
        with_full_stops([Piece(_opening(margin, reasons[0], film, rival)), *first, Piece(".")]),
        with_full_stops([*details, *_parts(margin, film, rival, evidence)]),
        tuple(_in_common(high, low)),
    )


def _opening(margin: Explanation, reason: Entry, film: str, rival: str) -> str:
    """Return what stands before the first reason.

    It says by how little, where the sketches' own error is as large as the lead, and where the film would be ahead
    without a wish that is named.
    """
    error = joint_spread(margin.contributions)  # nan without content
    if margin.score < error:
        apart = f"{margin.score:.2f} apart, where the sketches may err by {error:.2f}"
        return f"{film} and {rival} are nearly level, {apart}. What speaks most for {film} is "
    by_films = margin.score - sum(each.total for each in entries(margin) if each.reaction == WISH)
    if reason.reaction == WISH and by_films >= LEVEL:
        return f"{film} is ahead, as it is by your films alone. What speaks most for it is "
    return f"{film} is ahead thanks to "


def _lead_over(margin: Explanation, film: str, rival: str) -> str:
    times = "about" if margin.score < ABOUT_AS_LIKELY else f"{math.exp(margin.score):.1f} times"
    return full_stop(f"{film} is {times} as likely to be liked as {rival}")


def _in_common(high: Explanation, low: Explanation) -> Iterator[Piece]:
    """Yield what is wished for and both films have, and what counts most of what both share with the history."""
    wishes = wished_categories(high) & wished_categories(low)
    asked = names_by_field([each for each in high.categories if _key(each) in wishes])
    others = {_key(each.category): each.category.value for each in shared_categories(low)}
    both = [each.category for each in shared_categories(high) if _key(each.category) in others]
    telling = [each for each in both if each.field in TELLING and _key(each) not in wishes]
    ordered = sorted(telling, key=lambda each: -(each.value + others[_key(each)]))
    if names := [*asked, *_telling_names(_named_once(ordered)[:MOST_NAMES])]:
        yield Piece(full_stop(f"Both have {name_list(names)}"))


def _key(category: CategoryValue) -> tuple[str, str]:
    return category.field, category.name


def _telling_names(categories: Sequence[CategoryValue]) -> list[str]:
    """Return the names of a few categories, people before genres, those that add most first."""
    first = [parts_of_category(each)[0] for each in categories]  # of all that somebody did, which tells most
    telling = sorted((each for each in first if each.field in TELLING), key=lambda c: TELLING.index(c.field))
    return names_by_field(_named_once(telling)[:MOST_NAMES])


def _named_once(categories: Sequence[CategoryValue]) -> list[CategoryValue]:
    """Return the first category of each name: a director may also act."""
    by_name = {each.name: each for each in reversed(categories)}
    return [each for each in categories if by_name[each.name] is each]


def _gains(
    reasons: Sequence[Entry], way: int, own: Explanation, other: Explanation, evidence: ContentEvidence
) -> list[list[Piece]]:
    """Return what of the history speaks for one of the two, the strongest first; films that do so alike as one."""
    groups: dict[str, list[Entry]] = {}
    for entry in reasons:
        groups.setdefault(_gain(entry, way, own, other, evidence), []).append(entry)
    return [_group(words, group) for words, group in groups.items()]


def _group(words: str, group: Sequence[Entry]) -> list[Piece]:
    names = piece_list([Piece(entry.name, "entry") for entry in group])
    return [Piece(f"{words} "), *names] if words else names


def _gain(entry: Entry, way: int, own: Explanation, other: Explanation, evidence: ContentEvidence) -> str:
    """Return how a history film or a wish speaks for one of the two, as words before its name.

    That is names which only this one shares with it, or the part that does most of those that were measured to count; a
    wish says by itself what it is for.
    """
    if entry.reaction == WISH:
        return ""
    if entry.disliked:
        return "being further from"
    credible = {each: value * way for each, value in entry.values.items() if not caveat(each, evidence)}
    part = max(credible, key=lambda each: credible[each], default=WHOLE)
    if part in AUDIENCES and credible[part] > 0:
        return AUDIENCES[part]
    if part in NO_CONTENT or credible[part] <= 0:
        return "being closer to"
    least = WORTH_SAYING * credible[part]
    shared, others = (
        {_key(each.category) for each in shared_categories(why) if entry.key in _ids(each.films)}
        for why in (own, other)
    )
    own_names = through(own, entry.key).items()
    only = people_once(each for key, each in own_names if key in shared - others and each.modality == part)
    names = _telling_names(sorted((each for each in only if each.value >= least), key=lambda each: -each.value))
    return f"sharing {name_list(names)} with" if names else f"being closer in {label(part)} to"


def _ids(films: Sequence[Film]) -> set[str]:
    return {film.id for film in films}


def _parts(margin: Explanation, film: str, rival: str, evidence: ContentEvidence) -> Iterator[Piece]:
    """Yield which parts of the score speak for the one, and which for the other, where it is more than one in all.

    What the film lacks is no reason.
    """
    own = {part: value for part, value in parts_of(margin).items() if part not in margin.missing}
    credible = {part: value for part, value in own.items() if not caveat(part, evidence)}
    least = WORTH_SAYING * max(map(abs, credible.values()), default=0.0)
    worth_saying = {part: value for part, value in credible.items() if abs(value) >= least}
    ahead, behind = (
        sorted((part for part in worth_saying if way * worth_saying[part] > 0), key=lambda part: -abs(credible[part]))
        for way in (1, -1)
    )
    sides = [(title, name_list([*map(in_prose, parts)])) for title, parts in ((film, ahead), (rival, behind)) if parts]
    if len(ahead) + len(behind) > 1:
        yield Piece(f" {', while '.join(f'{title} has {names} on its side' for title, names in sides)}.")


def _name(film: Film) -> str:
    """Return a title for a sentence: shortened, and with its own direction of writing."""
    return isolate(shorten(film.title, TITLE_LENGTH))
