"""Search for films while somebody types, by titles, directors and actors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from emde_core.data.catalogue import Film
from emde_core.text.titles import match_key

_YEAR = re.compile(r"\b(18|19|20)\d{2}\b")


@dataclass(frozen=True)
class Match:
    """A film that a query may mean.

    Attributes:
        film: the film.
        why: the match besides the title: "with Sigourney Weaver"; "" for the title itself.
    """

    film: Film
    why: str


@dataclass(frozen=True)
class _Name:
    """A name that leads to a film, as keys compare it, and how to say so."""

    key: str
    weight: int  # 0 title, 1 director, 2 actor
    why: str


class SearchIndex:
    """An index of films for type-ahead. Among equal matches the earlier film comes first: give the best known first."""

    def __init__(self, films: Iterable[Film]) -> None:
        self._films = [(film, _names(film)) for film in films]

    def find(self, query: str, limit: int = 8) -> tuple[Match, ...]:
        """Return the films that a half-typed query may mean, best first.

        A title that begins with the query comes before one with a word that does, then directors, actors, and titles
        that merely contain it. A year in the query narrows.
        """
        year = _YEAR.search(query)
        text = match_key(_YEAR.sub(" ", query)) if year else match_key(query)
        if text:
            matches = _matches(self._films, text)
            of_year = [m for m in matches if year and str(m.film.year) == year.group()]
            if of_year or not year:
                return tuple(of_year or matches)[:limit]
        exact = _matches(self._films, match_key(query))  # the year was a title: "2001"
        same_year = [Match(f, "") for f, _ in self._films if year and str(f.year) == year.group()]
        return tuple([*exact, *(m for m in same_year if m not in exact)][:limit])


def _names(film: Film) -> tuple[_Name, ...]:
    titles = (_Name(match_key(name), 0, "") for name in film.names)
    directors = (_Name(match_key(name), 1, f"directed by {name}") for name in film.directors)
    actors = (_Name(match_key(name), 2, f"with {name}") for name in film.cast)
    return (*titles, *directors, *actors)


def _matches(films: list[tuple[Film, tuple[_Name, ...]]], text: str) -> list[Match]:
    if not text:
        return []
    best = []
    for place, (film, names) in enumerate(films):
        grades = [(grade, name.why) for name in names if (grade := _grade(name, text)) is not None]
        if grades:
            grade, why = min(grades)
            best.append((grade, place, Match(film, why)))
    return [match for _, _, match in sorted(best, key=lambda match_key: match_key[:2])]


def _grade(name: _Name, text: str) -> int | None:
    """Return how good a match is, 0 for the best; None for none."""
    if name.key == text and name.weight == 0:
        return 0
    if name.key.startswith(text):
        return 1 + 2 * name.weight
    if f" {text}" in f" {name.key}":
        return 2 + 2 * name.weight
    if name.weight == 0 and len(text) > 2 and text in name.key:
        return 9
    return None
