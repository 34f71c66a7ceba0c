"""Search for films while somebody types, by titles, people and genres, forgiving slips of the hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from emde_core.data.catalogue import Film
from emde_core.text.title_keys import match_key, plain_key

_YEAR = re.compile(r"\b(18|19|20)\d{2}\b")
TITLE, PERSON, GENRE = range(3)  # kinds of names, in the order in which they count
CONTAINED = 20  # the grade of a title that merely contains the query
SHORTEST = 4  # letters of a query that may hold a slip
NEAR = 80  # of 100: how alike a query and a name with a slip are at least


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
    """A name that leads to a film, as keys compare it, its kind, and how to say so."""

    key: str
    kind: int
    why: str


class SearchIndex:
    """An index of films for type-ahead. Among equal matches the earlier film comes first: give the best known first."""

    def __init__(self, films: Iterable[Film]) -> None:
        self._films = [(film, _names(film)) for film in films]

    def find(self, query: str, limit: int = 8) -> tuple[Match, ...]:
        """Return the films that a half-typed query may mean, best first.

        A title that begins with the query comes before one with a word that does, then people, genres, and titles
        that merely contain it. Numbers may be words, digits or Roman. A year in the query narrows. Where nothing
        matches letter by letter, names that differ by a slip or two do.
        """
        year = _YEAR.search(query)
        text = _YEAR.sub(" ", query) if year else query
        if plain_key(text):
            matches = self._matches(text)
            of_year = [m for m in matches if year and str(m.film.year) == year.group()]
            if of_year or not year:
                return tuple((of_year or matches or self._near(text))[:limit])
        exact = self._matches(query)  # the year was a title: "2001"
        same_year = [Match(f, "") for f, _ in self._films if year and str(f.year) == year.group()]
        return tuple([*exact, *(m for m in same_year if m not in exact)][:limit])

    def _matches(self, query: str) -> list[Match]:
        typed, spelled = plain_key(query), match_key(query)
        # Of a word that is not finished no other spelling is known: "st" is no saint yet.
        texts = [typed] if spelled == typed else [typed, f"{spelled} " if _is_respelled(typed, spelled) else spelled]
        best = []
        for place, (film, names) in enumerate(self._films):
            grades = [
                (grade, name.why)
                for name in names
                for text in texts
                if text and (grade := _grade(name, text)) is not None
            ]
            if grades:
                grade, why = min(grades)
                best.append((grade, place, Match(film, why)))
        return [match for _, _, match in sorted(best, key=lambda entry: entry[:2])]

    def _near(self, query: str) -> list[Match]:
        text = plain_key(query)
        if len(text) < SHORTEST:
            return []
        best = []
        for place, (film, names) in enumerate(self._films):
            alike, kind, why = max((_likeness(name.key, text), -name.kind, name.why) for name in names)
            if alike >= NEAR:
                best.append((-alike, -kind, place, Match(film, why)))
        return [match for *_, match in sorted(best, key=lambda entry: entry[:3])]


def _names(film: Film) -> tuple[_Name, ...]:
    titles = {key: _Name(key, TITLE, "") for name in film.names for key in (plain_key(name), match_key(name))}
    directors = (_Name(plain_key(name), PERSON, f"directed by {name}") for name in film.directors)
    actors = (_Name(plain_key(name), PERSON, f"with {name}") for name in film.cast)
    genres = (_Name(plain_key(name), GENRE, name) for name in film.genres)
    return (*titles.values(), *directors, *actors, *genres)


def _is_respelled(typed: str, spelled: str) -> bool:
    """Tell whether the last word of a query is another in the one spelling that titles are compared in."""
    return typed.split(" ")[-1] != spelled.split(" ")[-1]


def _grade(name: _Name, text: str) -> int | None:
    """Return how good a match is, 0 for the best; None for none. A space behind the text ends its last word."""
    key = f"{name.key} "
    if key.rstrip() == text.rstrip() and name.kind == TITLE:
        return 0
    if key.startswith(text):
        return 1 + 2 * name.kind
    if f" {text}" in f" {key}":
        return 2 + 2 * name.kind
    if name.kind == TITLE and len(text) > 2 and text in key:
        return CONTAINED
    return None


def _likeness(name: str, text: str) -> float:
    """Return how alike a half-typed text and a name from one of its words on are: ``NEAR`` to 100, or 0 for less."""
    starts = [0, *(match.end() for match in re.finditer(" ", name))]
    return max(fuzz.ratio(name[start : start + len(text)], text, score_cutoff=NEAR) for start in starts)
