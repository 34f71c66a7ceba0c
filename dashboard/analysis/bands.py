"""Bands between a film and entries of a history: few, each as thick as its number, and none left out.

Each entry has a band for every part of the score that points where it does, less what the others take back, so that its
bands add up to its bar; ``two_films.py`` takes one film further apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.analysis.spots import Pair
from dashboard.look.palette import label
from dashboard.reasons.category_phrases import words_alone
from dashboard.reasons.company_counts import counts_beside
from dashboard.reasons.credits import by_credits
from dashboard.reasons.entries import Entry
from dashboard.reasons.shared_categories import WIDE
from dashboard.text.direction import isolate
from dashboard.text.grammar import VISIBLE, full_stop, name_list, with_sign
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue
from emde_core.schema import COMPANY

NAMES_ON_BAND = 2  # names on a band that stands for a whole part
THICK = 0.05  # nats: where the largest adds less, none is drawn at its thickest


@dataclass(frozen=True)
class Band:
    """One of the ways in which two films are joined.

    Attributes:
        name: as people read it; "" for a band that is too slight to bear one.
        part: of the score, whose accent it bears; "" for what is of several.
        weight: what it adds, in nats.
        is_shared: whether it is a name or a word that both films have.
        is_wide: whether it is a name that very many films have, such as a decade.
        words: what is to be said of it, a sentence or "".
        pairs: what is behind it; with pairs, they add up to the weight.
        before: what its part adds before others take back, in nats; None where that is the same.
    """

    name: str
    part: str
    weight: float
    is_shared: bool = False
    is_wide: bool = False
    words: str = ""
    pairs: tuple[Pair, ...] = ()
    before: float | None = None


@dataclass(frozen=True)
class EntryBands:
    """An entry of the history, with a band for each part of what stays of it, in the order of every legend."""

    entry: Entry
    bands: tuple[Band, ...]


def entry_bands(why: Explanation, rows: Sequence[Entry]) -> tuple[EntryBands, ...]:
    """Return the bands between the explained film and each of some entries of the history."""
    return tuple(EntryBands(row, tuple(_parts(why, row))) for row in rows)


def _parts(why: Explanation, entry: Entry) -> Iterator[Band]:
    """Yield a band for each part of an entry, with the names that meet in it."""
    common = _common(why, entry)
    for part, value in entry.net.items():
        same_way = [each for each in common if each.modality == part and each.value * value > 0]
        clear = [each for each in same_way if abs(each.value) >= VISIBLE]
        telling = [each for each in clear if each.field not in WIDE]
        names = dict.fromkeys(each.name for each in telling or (clear if value > 0 else ()))
        name = f"{label(part)} ({', '.join([*names][:NAMES_ON_BAND])})" if names else label(part)
        words = counts_words(why, entry) if part == COMPANY else ""
        if clear:
            both = dict.fromkeys(isolate(words_alone(each, why.film)) for each in clear)
            words = full_stop(f"In both films, above all: {name_list([*both])}")
        own = entry.values[part]
        before = own if with_sign(own) != with_sign(value) else None
        yield Band(name if abs(value) >= VISIBLE else "", part, value, words=words, before=before)


def _common(why: Explanation, entry: Entry) -> list[CategoryValue]:
    """Return the categories that a history film has too, the one that adds most first.

    People who add about as much stand in the order of their credits. Decades, countries and languages, which hold too
    many films to tell them apart, come last.
    """
    side = next((each for each in why.history_atoms if each.film.id == entry.key), None)
    if side is None:
        return []
    own = {(each.field, each.name) for each in side.categories}
    through = why.categories_through(entry.key)
    both = [each for each in through if (each.field, each.name) in own]
    ordered = by_credits(sorted(both, key=lambda each: -abs(each.value)), both)
    return sorted(ordered, key=lambda each: each.field in WIDE)


def counts_words(why: Explanation, entry: Entry) -> str:
    """Return in words what company with a history film rests on; "" where that was not counted."""
    counts = next((each for each in why.company if each.film.id == entry.key), None)
    if counts is None:
        return ""
    company = entry.values[COMPANY]
    return counts_beside(counts, isolate(counts.film.title), company, entry.total - company)


def largest(weights: Iterable[float]) -> float:
    """Return the nats that are drawn at their thickest, to which all other bands are in proportion."""
    return max([THICK, *map(abs, weights)])
