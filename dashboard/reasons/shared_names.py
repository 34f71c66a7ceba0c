"""Categories that a film shares with liked films, as a sentence names them: people first, then genres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.reasons.entries import Entry, entries
from dashboard.reasons.shared_categories import PEOPLE, SharedCategory, shared_categories
from dashboard.text.grammar import name_list
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue
from emde_core.schema import LIKE

LEADS = 3  # actors of a film who are billed first: others are no reason that people give
LEAST = 0.3  # of the strongest category: the least that is named
MOST = 2  # people, and genres
ALL = {2: "both", 3: "all three"}  # of the films that the sentence has named


def shared_names(why: Explanation, modality: str, reasons: Sequence[Entry]) -> dict[str, list[CategoryValue]]:
    """Return the shared categories that tell most, by the films that have them too, in words.

    A country, a language or a decade is named where there is nothing else.

    Args:
        why: the explanation.
        modality: of the categories.
        reasons: the entries that the sentence names; what more of them share comes first.
    """
    common = [each for each in shared_categories(why) if each.category.modality == modality and each.category.value > 0]
    people = _strongest((each for each in common if each.category.field in PEOPLE and _leads(each, why)), reasons)
    genres = _strongest((each for each in common if each.category.field == "genre"), reasons)
    least = LEAST * max((each.category.value for each in common), default=0.0)
    clear = [each for each in (*people, *genres) if each.category.value >= least]
    groups: dict[str, list[CategoryValue]] = {}
    for each in clear or _strongest(common, reasons):
        groups.setdefault(_films(each, why, reasons), []).append(each.category)
    return groups


def _leads(each: SharedCategory, why: Explanation) -> bool:
    """Return True for a director, for an actor of several liked films, and for one who is billed first in both."""
    name = each.category.name
    if each.category.field == "director" or name in why.film.directors or len(each.films) > 1:
        return True
    return name in why.film.cast[:LEADS] and any(name in film.cast[:LEADS] for film in each.films)


def _strongest(candidates: Iterable[SharedCategory], reasons: Sequence[Entry]) -> list[SharedCategory]:
    """Return those that add most, times the reasons that share them; a director first, each name once."""
    keys = {reason.key for reason in reasons}

    def order(each: SharedCategory) -> tuple[bool, float]:
        sharing = sum(film.id in keys for film in each.films)
        return each.category.field != "director", -each.category.value * (1 + sharing)

    by_name: dict[str, SharedCategory] = {}
    for each in sorted(candidates, key=order):
        by_name.setdefault(each.category.name, each)
    return list(by_name.values())[:MOST]


def _films(each: SharedCategory, why: Explanation, reasons: Sequence[Entry]) -> str:
    """Return the films that have a category too: the reasons among them by name, and how many more there are."""
    names = {entry.key: entry.name for entry in entries(why)}
    liked = {part.entry for part in why.contributions if part.reaction == LIKE}
    film_ids = [film.id for film in each.films]
    leading = [reason.name for reason in reasons if reason.key in film_ids]
    if len(film_ids) > max(len(liked) / 2, len(reasons) + 1):
        return "all the films you liked" if len(film_ids) == len(liked) else "most of the films you liked"
    own = leading or [names[film_id] for film_id in film_ids[:2]]
    more = len(film_ids) - len(own)
    if len(leading) > 1 and leading == [reason.name for reason in reasons[: len(leading)]]:
        own = [ALL[len(leading)] if len(leading) == len(reasons) else "the first two"]
    return name_list([*own, f"{more} more"] if more else own)
