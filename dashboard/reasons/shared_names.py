"""Categories told of several liked films at once: what a film shares beyond the links of those that are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.links import Link
from dashboard.reasons.shared_categories import PEOPLE, SharedCategory, is_telling, liked_films, shared_categories
from dashboard.text.grammar import name_list
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue
from emde_core.modalities.categorical import Category

LEAST = 0.3  # of the strongest category: the least that is named
TELLS = 0.02  # nats: the least of a category that is named lest what nearly all films have stand alone
BOUND = 0.5  # of the strongest person: one of a film that is not named is told from here on, with that film
MOST = 3  # categories
FEW_FILMS = 3  # that are named, where more are counted
WHOSE = " films you liked"
ALL = {2: "both", 3: "all three"}  # of the films that the sentence has named


def shared_names(
    why: Explanation, modality: str, reasons: Sequence[Entry], film_links: Mapping[str, Link]
) -> list[tuple[str, list[CategoryValue]]]:
    """Return the categories that several films share, those that add most first, each few with the films in words.

    Args:
        why: the explanation.
        modality: of the categories.
        reasons: the entries that the sentence names: a category that none of them has is left out.
        film_links: their links; what these say of every film that has it is not said again.
    """
    own = [each for each in shared_categories(why) if each.category.modality == modality and each.category.value > 0]
    least = LEAST * max((each.category.value for each in own), default=0.0)
    open_categories = [
        each
        for each in own
        if each.category.field not in PEOPLE
        and is_telling(each.category, why.film)
        and _is_untold(each, reasons, film_links)
    ]
    clear = _one_language([each for each in open_categories if each.category.value >= least])[:MOST]
    if not _named_categories(film_links) and all(each.common for each in clear):
        telling = (each for each in open_categories if not each.common and each.category.value >= TELLS)
        clear += [each for each in telling if each not in clear][:1]
    groups: dict[tuple[str, ...], list[SharedCategory]] = {}
    for each in clear:
        groups.setdefault(tuple(film.id for film in each.films), []).append(each)
    named_groups: list[tuple[str, list[CategoryValue]]] = []
    for group in groups.values():
        words = _films(group[0].films, why, reasons)
        is_said = any(films.endswith(WHOSE) for films, _ in named_groups)  # of what a count is, once is enough
        named_groups.append((words.removesuffix(WHOSE) if is_said else words, [each.category for each in group]))
    return named_groups


def _is_untold(each: SharedCategory, reasons: Sequence[Entry], film_links: Mapping[str, Link]) -> bool:
    """Return True where a film that is named has a category, and not every film that has it is told with it."""
    having = {film.id for film in each.films}
    having_links = {key for key, link in film_links.items() if each.key in link.categories}
    return bool(having & {reason.key for reason in reasons}) and not having <= having_links


def _one_language(shared: Sequence[SharedCategory]) -> list[SharedCategory]:
    """Return categories without a second language."""
    languages = [each for each in shared if each.category.field == "language"]
    return [each for each in shared if each not in languages[1:]]


def only_common(why: Explanation, reasons: Sequence[Entry], film_links: Mapping[str, Link]) -> bool:
    """Return True where categories are named, and all of them are what nearly all liked films have."""
    shared = shared_categories(why)
    common = {each.key for each in shared if each.common}
    groups = [
        group
        for modality in {each.category.modality for each in shared}
        for _, group in shared_names(why, modality, reasons, film_links)
    ]
    names = {(each.field, each.name) for group in groups for each in group} | _named_categories(film_links)
    return bool(names) and names <= common


def person_elsewhere(why: Explanation, modality: str, reasons: Sequence[Entry]) -> tuple[CategoryValue, Entry] | None:
    """Return a person who adds much through a film that is not among the reasons, and that film; None for none."""
    shared = [each for each in shared_categories(why) if each.category.modality == modality]
    own = [each for each in shared if each.category.field in PEOPLE]
    least = BOUND * max((each.category.value for each in own), default=0.0)
    keys = {reason.key for reason in reasons}
    by_key = {entry.key: entry for entry in entries(why)}
    for each in own:
        others = [by_key[film.id] for film in each.films]
        best = max(others, key=lambda entry: entry.total)
        if each.category.value >= least and not keys & {o.key for o in others}:
            return (each.category, best) if best.total > 0 else None
    return None


def _named_categories(film_links: Mapping[str, Link]) -> set[Category]:
    return {key for link in film_links.values() for key in link.categories}


def _films(films: Sequence[Film], why: Explanation, reasons: Sequence[Entry]) -> str:
    """Return films in words: by name where they are few, else how many they are of those that were liked."""
    names, count, liked = {entry.key: entry.name for entry in entries(why)}, len(films), len(liked_films(why))
    if {film.id for film in films} == {reason.key for reason in reasons} and count in ALL:
        return ALL[count]
    if count == liked and count > 1:
        return f"both{WHOSE}" if count == 2 else f"all {count}{WHOSE}"
    if count <= FEW_FILMS:
        return name_list([names[film.id] for film in films])
    return f"{count} of the {liked}{WHOSE}"
