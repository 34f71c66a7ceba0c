"""Groups of a catalogue's films that one taste would like, alike in content and company, named after what they share.

A group is made around a well-known film: of the films that liking it speaks for most, those that share a category or
two with it. Of all that they might share it is what is rare among the catalogue's films and usual among these.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from dashboard.service.answers import StartHistory
from dashboard.text.grammar import full_stop, name_list
from emde_core.data.catalogue import Film
from emde_core.history import History
from emde_core.modalities.categorical import Category, categories_of
from emde_core.recommender import Recommender

FEWEST, MOST = 4, 8  # films of a group; fewer in a catalogue so small that little would be left to recommend:
LARGEST_SHARE = 1 / 3  # of the catalogue
PLACES = ("country", "language")  # they name a group only where no larger share of the films has them
NEAR = 40  # films around a well-known one, of which a group is made
SEEDS = 60  # well-known films that are tried
IN_LINE = 3  # films named in a group's line


@dataclass(frozen=True)
class FilmGroup:
    """Films that go together.

    Attributes:
        shared: categories that all of them have; () where it is company, or the words of plots, that joins them.
        films: the one that they were gathered around first.
    """

    shared: tuple[Category, ...]
    films: tuple[Film, ...]

    @property
    def name(self) -> str:
        """The categories that they share, "Crime · Martin Scorsese"; else the film that they were gathered around."""
        return " · ".join(name for _, name in self.shared) or f"Around {self.films[0].title}"

    def is_like(self, other: FilmGroup) -> bool:
        """Tell whether people would take two groups for one: they have a name, or the end of one, in common."""
        return self.name == other.name or (bool(self.shared) and self.shared[-1:] == other.shared[-1:])

    def start_history(self) -> StartHistory:
        """Return a history that likes them."""
        rest = len(self.films) - IN_LINE
        titles = [film.title for film in self.films]
        line = full_stop(name_list([*titles[:IN_LINE], f"{rest} more"] if rest > 1 else titles))
        return StartHistory(self.name, line, History(tuple(film.id for film in self.films)))


def film_groups(model: Recommender, seeds: Sequence[Film], count: int) -> tuple[FilmGroup, ...]:
    """Return at most ``count`` groups; those that share no category come last, and only to fill up.

    No film is in two of them, and no category names two.

    Args:
        model: of the films.
        seeds: films to gather others around, best known first.
        count: how many groups.
    """
    most = min(MOST, int(len(model.catalogue) * LARGEST_SHARE))
    if most < 2:
        return ()
    near = cache(lambda seed_id: _near(model, seed_id))
    frequency = _Frequency(model.catalogue.films, most)
    groups: list[FilmGroup] = []
    for gather in (frequency.group, lambda around: FilmGroup((), tuple(around[:most]))):
        for seed in seeds[:SEEDS]:
            if len(groups) == count:
                return tuple(groups)
            members = {film.id for group in groups for film in group.films}
            around = [film for film in (seed, *near(seed.id)) if film.id not in members]
            group = gather(around) if around[:1] == [seed] and len(around) >= min(FEWEST, most) else None
            if group and not any(group.is_like(other) for other in groups):
                groups.append(group)
    return tuple(groups)


def _near(model: Recommender, film_id: str) -> list[Film]:
    size = min(NEAR, len(model.catalogue) // 2)
    order = model.rank(History((film_id,))).order[:size]
    return [model.catalogue.films[position] for position in order]


class _Frequency:
    """The films that have a category, for all categories of a catalogue, and what is rare among them."""

    def __init__(self, films: Sequence[Film], most: int) -> None:
        self._films, self._most = len(films), most
        self._having: dict[Category, set[str]] = {}
        for film in films:
            for category in categories_of(film):
                self._having.setdefault(category, set()).add(film.id)

    def group(self, around: Sequence[Film]) -> FilmGroup | None:
        """Return the films that share with the first what sets them apart most; None where too few share anything."""
        ids = {film.id for film in around}

        def distinction(shared: tuple[Category, ...]) -> float:
            everywhere = self._with(shared)
            here = len(everywhere & ids)
            if here < min(FEWEST, self._most):
                return 0.0
            return min(here, self._most) * math.log(here / len(ids) * self._films / len(everywhere))

        categories = [category for category in categories_of(around[0]) if self._says_something(category)]
        shared = max(_names(categories), key=distinction, default=())
        if not shared or distinction(shared) <= 0:
            return None
        having = self._with(shared)
        return FilmGroup(shared, tuple(film for film in around if film.id in having)[: self._most])

    def _says_something(self, category: Category) -> bool:
        return category[0] not in PLACES or len(self._having[category]) <= LARGEST_SHARE * self._films

    def _with(self, shared: tuple[Category, ...]) -> set[str]:
        return set.intersection(*(self._having[category] for category in shared))


def _names(categories: Sequence[Category]) -> Iterator[tuple[Category, ...]]:
    """Return what a group may be named after: each of these categories, and two of different fields and names."""
    yield from ((category,) for category in categories)
    yield from ((one, other) for one, other in combinations(categories, 2) if one[0] != other[0] and one[1] != other[1])
