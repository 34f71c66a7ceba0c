"""Reasons why one film stands above another for the same history, in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dashboard.look.palette import label
from dashboard.reasons.credits import PEOPLE
from dashboard.reasons.entries import Entry, parts_of
from dashboard.reasons.outline import leading_entries, strongest_opposite
from dashboard.reasons.pieces import Piece, piece_list
from dashboard.reasons.sentence import (
    NOT_MEASURED,
    is_calibrated,
)
from dashboard.reasons.shared_categories import names_by_field, shared_categories
from dashboard.reasons.sureness import caveat
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list, shorten, with_sign
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.values import CategoryValue
from emde_core.schema import COMPANY

LEVEL = 0.005  # nats: two scores this close round to the same
WORTH_SAYING = 0.2  # of the largest part of a margin: a smaller part is left to the figures
TITLE_LENGTH = 60  # of a film named in a sentence
MOST_NAMES = 2  # categories in one place
TELLING = (*PEOPLE, "genre")  # fields that people know films by, the most telling first


def margin_sentence(
    margin: Explanation, high: Explanation, low: Explanation, evidence: ContentEvidence = NOT_MEASURED
) -> tuple[Piece, ...]:
    """Return why a film stands above its rival: what both have, and what each gains from which history film.

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
    gains = [_gain(reason, 1, high, low) for reason in reasons]
    pieces = [Piece(f"{film} {_lead_over(margin, rival)} ({with_sign(margin.score)}). "), *_in_common(high, low)]
    pieces += [Piece(f"{film} gains from "), *piece_list(gains)]
    against = strongest_opposite(margin, reasons)
    if against is not None:
        pieces += [Piece(f"; {rival} gains from "), _gain(against, -1, low, high)]
    return (*pieces, Piece("."), *_parts(margin, film, rival, evidence))


def _lead_over(margin: Explanation, rival: str) -> str:
    times = f"{math.exp(margin.score):.1f}"
    if not is_calibrated(margin):
        return f"stands above {rival}"
    return f"is {times} times as likely to be liked as {rival}" if times != "1.0" else f"stands just above {rival}"


def _in_common(high: Explanation, low: Explanation) -> Iterator[Piece]:
    """Yield what counts most of what both films share with the history and people know films by; nothing for none."""
    others = {_key(each.category): each.category.value for each in shared_categories(low)}
    both = [each.category for each in shared_categories(high) if _key(each.category) in others]
    telling = [each for each in both if each.field in TELLING]
    ordered = sorted(telling, key=lambda each: -(each.value + others[_key(each)]))
    if names := _telling_names(_named_once(ordered)[:MOST_NAMES]):
        yield Piece(f"Both have {name_list(names)}. ")


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


def _gain(entry: Entry, way: int, own: Explanation, other: Explanation) -> Piece:
    """Return a history film, and by what it speaks for one of the two: names that only this one shares, or a part."""
    part = max(entry.values, key=lambda each: entry.values[each] * way)
    others = {_key(each.category) for each in shared_categories(other) if entry.key in _ids(each.films)}
    only = [
        each.category
        for each in shared_categories(own)
        if each.category.modality == part and entry.key in _ids(each.films) and _key(each.category) not in others
    ]
    names = _telling_names(only)
    by = name_list(names) if names else "liked by the same people" if part == COMPANY else f"most by {label(part)}"
    return Piece(f"{entry.name} ({with_sign(entry.total * way)} in all; {by})", "entry")


def _ids(films: Sequence[Film]) -> set[str]:
    return {film.id for film in films}


def _parts(margin: Explanation, film: str, rival: str, evidence: ContentEvidence) -> Iterator[Piece]:
    """Yield which parts of the score speak for the one, and which for the other; what the film lacks is no reason."""
    own = {part: value for part, value in parts_of(margin).items() if part not in margin.missing}
    credible = {part: value for part, value in own.items() if not caveat(part, evidence)}
    least = WORTH_SAYING * max(map(abs, credible.values()), default=0.0)
    worth_saying = {part: value for part, value in credible.items() if abs(value) >= least}
    ahead, behind = (
        [f"{label(part)} ({with_sign(abs(value))})" for part, value in worth_saying.items() if way * value > 0]
        for way in (1, -1)
    )
    places = [f"of {title}: {name_list(names)}" for names, title in ((ahead, film), (behind, rival)) if names]
    if places:
        yield Piece(f" In favour {'; '.join(places)}.")


def _name(film: Film) -> str:
    """Return a title for a sentence: shortened, and with its own direction of writing."""
    return isolate(shorten(film.title, TITLE_LENGTH))
