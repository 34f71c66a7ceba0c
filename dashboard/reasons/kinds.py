"""Kinds that a film shares with liked films: genres and their like, in the order of what they add, each with a count.

A kind is named once in a sentence: with the films that it is the link of, or else after them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.reasons.category_phrases import ORIGINS, names_by_field, phrase
from dashboard.reasons.credits import PEOPLE, is_person, is_walk_on, parts_of_category, people_once
from dashboard.reasons.entries import Entry, titles
from dashboard.reasons.pieces import Piece, list_groups, piece_list
from dashboard.reasons.shared_categories import (
    WIDE,
    SharedCategory,
    is_telling,
    liked_films,
    shared_categories,
)
from dashboard.reasons.sureness import caveat
from dashboard.text.direction import isolate
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence

LEAST = 0.1  # of the score: the least that a kind adds
LITTLE = 0.5  # the weight of a kind in a wide field, which says little of a film
MOST = 2
LEADS = 0.25  # of the score: a kind that adds so much comes first
HALF = 0.5  # of the liked films, that have a kind that comes first; of the score, that a composer who does adds
WHOSE = " films you liked"
ALL = {2: "both", 3: "all three"}  # of the films that the sentence has named


def kinds(why: Explanation, evidence: ContentEvidence) -> list[SharedCategory]:
    """Return the kinds that matter beside the score, those that add most first, at most one language.

    Args:
        why: an explanation that speaks for the film.
        evidence: by modality, whether it was measured to count; one without evidence gives no kind.
    """
    least = LEAST * abs(why.score)
    clear = [each for each in telling_kinds(why, evidence) if weight(each) * each.category.value >= least]
    languages = [each for each in clear if each.category.field == "language"]
    return [each for each in clear if each not in languages[1:]][:MOST]


def leading_kind(why: Explanation, evidence: ContentEvidence) -> SharedCategory | None:
    """Return the kind that is most of what the film is recommended for, and that most liked films are of.

    Somebody whom all liked films have comes before any kind; nothing of a modality that was not found to help does, nor
    what is of so many films that it tells nothing of this one.
    """
    if person := _person_of_all(why, evidence):
        return person
    first = next((each for each in kinds(why, evidence) if each.category.field not in WIDE), None)
    if (
        first is None
        or caveat(first.category.modality, evidence)
        or len(first.films) < max(2, HALF * len(liked_films(why)))
    ):
        return None
    return first if weight(first) * first.category.value >= LEADS * abs(why.score) else None


def _person_of_all(why: Explanation, evidence: ContentEvidence) -> SharedCategory | None:
    """Return the person of every liked film, of at least two, directors first; None where nobody matters.

    Films are not known by their composers: one has to be half of the score.
    """
    every = len(liked_films(why))
    people = shared_categories(why, [each for each in why.categories if is_person(each)])
    in_all = people_once(each.category for each in people if len(each.films) == every > 1)  # with what is true of each
    of_all = [
        each
        for each in shared_categories(why, in_all)
        if not is_walk_on(each.category.name, (why.film, *each.films))
        and each.category.value >= (HALF if _best_known_as(each) == "composer" else LEAST) * abs(why.score)
        and not caveat(each.category.modality, evidence)
    ]
    return min(of_all, key=lambda each: PEOPLE.index(_best_known_as(each)), default=None)


def _best_known_as(person: SharedCategory) -> str:
    """Return the first of the fields that a person stands in."""
    return parts_of_category(person.category)[0].field


def weight(each: SharedCategory) -> float:
    """Return how far what a kind adds counts: less where it says little of a film."""
    return LITTLE if each.category.field in WIDE else 1.0


def telling_kinds(why: Explanation, evidence: ContentEvidence) -> list[SharedCategory]:
    """Return every shared category that speaks for the film, is no person, and may be named."""
    return [
        each
        for each in shared_categories(why)
        if each.category.field not in PEOPLE
        and each.category.value > 0
        and is_telling(each.category, why.film)
        and evidence.get(each.category.modality) != "none"
    ]


def films_in_words(each: SharedCategory, why: Explanation, reasons: Sequence[Entry] = ()) -> str:
    """Return the liked films that have a kind in words: "all 9 films you liked", "Alien", "both" of the reasons."""
    count, liked = len(each.films), len(liked_films(why))
    if {film.id for film in each.films} == {reason.key for reason in reasons} and count in ALL:
        return ALL[count]
    if count == 1:
        return isolate(titles(why)[each.films[0].id])
    if count == liked:
        return f"both{WHOSE}" if count == 2 else f"all {count}{WHOSE}"
    return f"{count} of the {liked}{WHOSE}"


def kinds_clause(
    untold: Sequence[SharedCategory], why: Explanation, reasons: Sequence[Entry], *, is_counted: bool
) -> list[Piece]:
    """Return kinds as a clause: "It shares Adventure with 6 of the 7 films you liked, and Sci-Fi with 3 of the 7".

    Where a film is from is not shared: "It shares Animation with Aladdin, which is also from Walt Disney".

    Args:
        untold: the kinds.
        why: the explanation.
        reasons: the films that the sentence names.
        is_counted: whether the sentence has said before of what a count is.
    """
    clauses: list[list[Piece]] = []
    verb = "shares "
    for shared, origins in _groups(untold, why, reasons):
        first = (shared or origins)[0]
        words = films_in_words(first, why, reasons)
        short = words.removesuffix(WHOSE) if is_counted else words
        is_counted = is_counted or words.endswith(WHOSE)
        if shared:
            of_each = " each" if len({each.films for each in shared}) > 1 else ""
            names = [Piece(n, first.category.modality) for n in names_by_field([each.category for each in shared])]
            clauses.append([Piece(verb), *piece_list(names), Piece(f" with {short}{of_each}"), *_also(origins)])
            verb = ""
        else:
            like = "as is" if len(first.films) == 1 else "like"  # not before a title: Like Water for Chocolate
            clauses.append([Piece("is "), *phrase([each.category for each in origins]), Piece(f", {like} {short}")])
    return [Piece("It "), *list_groups(clauses, last=", and ")] if clauses else []


def _groups(
    untold: Sequence[SharedCategory], why: Explanation, reasons: Sequence[Entry]
) -> list[tuple[list[SharedCategory], list[SharedCategory]]]:
    """Return kinds that are shared with as many films, and with them where the film and just these are from."""
    shared: dict[str, list[SharedCategory]] = {}
    origins: dict[tuple[Film, ...], list[SharedCategory]] = {}
    for each in untold:
        if each.category.field in ORIGINS:
            origins.setdefault(each.films, []).append(each)
        else:
            shared.setdefault(films_in_words(each, why, reasons), []).append(each)
    same = [group[0].films if len({each.films for each in group}) == 1 else () for group in shared.values()]
    groups = [(group, origins.pop(films, [])) for group, films in zip(shared.values(), same, strict=True)]
    return [*groups, *(([], group) for group in origins.values())]


def _also(origins: Sequence[SharedCategory]) -> list[Piece]:
    if not origins:
        return []
    verb = "is" if len(origins[0].films) == 1 else "are"
    return [Piece(f", which {verb} also "), *phrase([each.category for each in origins])]
