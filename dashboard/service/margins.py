"""Reasons why one film stands above another for the same history, in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dashboard.look.palette import in_prose, label
from dashboard.reasons.category_phrases import names_by_field
from dashboard.reasons.credits import PEOPLE
from dashboard.reasons.entries import NO_CONTENT, Entry, parts_of
from dashboard.reasons.links import through
from dashboard.reasons.outline import leading_entries, strongest_opposite
from dashboard.reasons.pieces import Piece, list_groups, piece_list, with_full_stops
from dashboard.reasons.sentence import NOT_MEASURED, is_calibrated
from dashboard.reasons.shared_categories import shared_categories
from dashboard.reasons.sureness import caveat
from dashboard.text.direction import isolate
from dashboard.text.grammar import full_stop, name_list, shorten
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
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


def margin_sentence(
    margin: Explanation, high: Explanation, low: Explanation, evidence: ContentEvidence = NOT_MEASURED
) -> tuple[Piece, ...]:
    """Return why a film stands above its rival: what both have, and what of the history speaks for either.

    Args:
        margin: of the higher film, explained against the lower one as its rival.
        high: the higher film's own explanation.
        low: the lower film's.
        evidence: by modality, whether it was measured to count; one that was not is left to the figures.
    """
    film, rival = _name(high.film), _name(low.film)
    if abs(margin.score) < LEVEL:
        return (Piece(f"{film} and {rival} stand level: what speaks for one speaks for the other."),)
    reasons = leading_entries(margin)
    pieces = [Piece(f"{full_stop(f'{film} {_lead_over(margin, rival)}')} "), *_in_common(high, low)]
    pieces += [Piece(f"{film} is ahead thanks to "), *_gains(reasons, 1, high, low, evidence)]
    against = strongest_opposite(margin, reasons)
    if against is not None:
        pieces += [Piece(f"; {rival} makes up ground through "), *_gains([against], -1, low, high, evidence)]
    return with_full_stops((*pieces, Piece("."), *_parts(margin, film, rival, evidence)))


def _lead_over(margin: Explanation, rival: str) -> str:
    if not is_calibrated(margin):
        return f"stands above {rival}"
    times = "about" if margin.score < ABOUT_AS_LIKELY else f"{math.exp(margin.score):.1f} times"
    return f"is {times} as likely to be liked as {rival}"


def _in_common(high: Explanation, low: Explanation) -> Iterator[Piece]:
    """Yield what counts most of what both films share with the history and people know films by; nothing for none."""
    others = {_key(each.category): each.category.value for each in shared_categories(low)}
    both = [each.category for each in shared_categories(high) if _key(each.category) in others]
    telling = [each for each in both if each.field in TELLING]
    ordered = sorted(telling, key=lambda each: -(each.value + others[_key(each)]))
    if names := _telling_names(_named_once(ordered)[:MOST_NAMES]):
        yield Piece(f"{full_stop(f'Both have {name_list(names)}')} ")


def _key(category: CategoryValue) -> tuple[str, str]:
    return category.field, category.name


def _telling_names(categories: Sequence[CategoryValue]) -> list[str]:
    """Return the names of a few categories, people before genres, those that add most first."""
    telling = sorted((each for each in categories if each.field in TELLING), key=lambda c: TELLING.index(c.field))
    return names_by_field(_named_once(telling)[:MOST_NAMES])


def _named_once(categories: Sequence[CategoryValue]) -> list[CategoryValue]:
    """Return the first category of each name: a director may also act."""
    by_name = {each.name: each for each in reversed(categories)}
    return [each for each in categories if by_name[each.name] is each]


def _gains(
    reasons: Sequence[Entry], way: int, own: Explanation, other: Explanation, evidence: ContentEvidence
) -> list[Piece]:
    """Return what of the history speaks for one of the two, as a list; films that do so alike share a place."""
    groups: dict[str, list[Entry]] = {}
    for entry in reasons:
        groups.setdefault(_gain(entry, way, own, other, evidence), []).append(entry)
    return list_groups([_group(words, group) for words, group in groups.items()])


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
    only = [
        each
        for key, each in through(own, entry.key).items()
        if key in shared - others and each.modality == part and each.value >= least
    ]
    names = _telling_names(sorted(only, key=lambda each: -each.value))
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
