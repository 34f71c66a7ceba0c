"""Search for films while somebody types, by titles, people, studios and genres, forgiving slips of the hand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from emde_core.data.catalogue import Film
from emde_core.text.title_keys import match_key, plain_key, search_key

_YEAR = re.compile(r"\b(18|19|20)\d{2}\b")
TITLE, ALIAS, PERSON, STUDIO, GENRE = range(5)  # kinds of names, in the order in which they count
SHORTEST = 4  # letters of a query that may hold a slip
SLIP = 6  # letters of a query for each one that may be another, missing, or in the place of its neighbour
NEAREST = 3  # films that are named for a query which means none of them
NEAR = 72  # of 100: how alike a query and a name with a slip are at least
BEFORE, AFTER = "\n ", " \n"  # around each key in the text of all keys: every word has a space on either side


@dataclass(frozen=True)
class Match:
    """A film that a query may mean.

    Attributes:
        film: the film.
        why: the match besides the title: "with Sigourney Weaver", "also Se7en"; "" for the title itself.
        is_sure: False for a film that is merely the nearest to a query which matches nothing.
    """

    film: Film
    why: str
    is_sure: bool = True


@dataclass(frozen=True)
class _Holder:
    """A film that has a name: its place among all films, the kind of the name, and how to say so."""

    place: int
    kind: int
    why: str


class SearchIndex:
    """An index of films for type-ahead. Among equal matches the earlier film comes first: give the best known first."""

    def __init__(self, films: Iterable[Film]) -> None:
        self._films = tuple(films)

    def prepare(self) -> None:
        """Read all names now; otherwise the first search does, which takes a second for ten thousand films."""
        self._names.prepare()

    @cached_property
    def _names(self) -> _Names:
        return _Names(self._films)

    def find(self, query: str, limit: int = 8) -> tuple[Match, ...]:
        """Return the films that a half-typed query may mean, best first.

        A title that begins with the query comes before one with a word that does, then aliases, people, studios and
        genres; letters inside a word are no match, but in a script without spaces each begins one. Numbers may be
        words, digits or Roman. A year in the query narrows. Where nothing matches letter by letter, names that differ
        by a slip or two do; where none does, the nearest are not sure.
        """
        year = _YEAR.search(query)
        text = _YEAR.sub(" ", query) if year else query
        if plain_key(text):
            matches = self._matches(text)
            of_year = [m for m in matches if year and str(m.film.year) == year.group()]
            if of_year or not year:
                return tuple((of_year or matches or _clear(self._near(text)))[:limit])
        exact = self._matches(query)  # the year was a title: "2001"
        same_year = [Match(film, "") for film in self._films if year and str(film.year) == year.group()]
        return tuple([*exact, *(m for m in same_year if m not in exact)][:limit])

    def _matches(self, query: str) -> list[Match]:
        typed, spelled = _key(plain_key(query)), _key(match_key(query))
        # Of a word that is not finished no other spelling is known: "st" is no saint yet.
        texts = {typed, f"{spelled} " if _is_respelled(typed, spelled) else spelled}
        best: dict[int, tuple[int, str]] = {}
        for text in texts - {""}:
            for grade, holder in self._names.grades(text):
                best[holder.place] = min((grade, holder.why), best.get(holder.place, (grade, holder.why)))
        order = sorted(best, key=lambda place: (best[place][0], place))
        return [Match(self._films[place], best[place][1]) for place in order]

    def _near(self, query: str) -> list[Match]:
        text = _key(plain_key(query))
        if len(text) < SHORTEST:
            return []
        best: dict[int, tuple[bool, float, int, str]] = {}
        for likeness, tail, holder in self._names.likenesses(text):
            entry = (_is_slip(text, tail), likeness, -holder.kind, holder.why)
            best[holder.place] = max(entry, best.get(holder.place, entry))
        order = sorted(best, key=lambda place: (*(-value for value in best[place][:3]), place))
        return [Match(self._films[place], best[place][3], best[place][0]) for place in order]


class _Names:
    """All names that lead to films, each once, in one text, which is searched faster than its names one by one."""

    def __init__(self, films: Iterable[Film]) -> None:
        holders: dict[str, list[_Holder]] = {}
        for place, film in enumerate(films):
            for key, kind, why in _names_of(film):
                holders.setdefault(_key(key), []).append(_Holder(place, kind, why))
        self._holders = list(holders.values())
        lengths = [len(BEFORE) + len(key) + len(AFTER) - 1 for key in holders]  # a line's end begins the next one
        self._starts = (len(BEFORE) + np.cumsum([0, *lengths[:-1]])).tolist()
        self._text = "".join(f"{BEFORE}{key} " for key in holders) + "\n"

    def prepare(self) -> None:
        """Cut the names at their words."""
        self._tails  # noqa: B018 - worked out once

    def grades(self, text: str) -> Iterator[tuple[int, _Holder]]:
        """Yield each match of a text with its grade, 0 for the best; a film may come several times.

        A space behind the text ends its last word.
        """
        for at in self._occurrences(text):
            number = bisect_right(self._starts, at) - 1
            is_start = at == self._starts[number]
            is_whole = is_start and self._text.startswith(AFTER, at + len(text.rstrip()))
            for holder in self._holders[number]:
                yield _grade(holder.kind, is_whole, is_start), holder

    def _occurrences(self, text: str) -> Iterator[int]:
        """Yield where a text stands, from the beginning of a word on."""
        sought = f" {text}"
        at = self._text.find(sought)
        while at >= 0:
            yield at + 1
            at = self._text.find(sought, at + 1)

    def likenesses(self, text: str) -> Iterator[tuple[float, str, _Holder]]:
        """Yield how alike a half-typed text and a name from one of its words on are, from ``NEAR`` to 100, and that."""
        tails, numbers = self._tails
        heads = [tail[: len(text)] for tail in tails]
        alike = process.cdist([text], heads, scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.float64)[0]
        for each in np.flatnonzero(alike >= NEAR):
            for holder in self._holders[numbers[each]]:
                yield float(alike[each]), tails[each], holder

    @cached_property
    def _tails(self) -> tuple[list[str], NDArray[np.int64]]:
        """All names from each of their words on, and the number of the name that each is of."""
        names = (self._text[start : self._text.index(AFTER, start)] for start in self._starts)
        tails = [(tail, number) for number, name in enumerate(names) for tail in _from_each_word(name)]
        return [tail for tail, _ in tails], np.array([number for _, number in tails], dtype=np.int64)


def _clear(near: list[Match]) -> list[Match]:
    """Return the films that a slip may mean; where there is none, the few nearest."""
    return [match for match in near if match.is_sure] or near[:NEAREST]


def _is_slip(text: str, name: str) -> bool:
    """Return True where a text is a name, or its beginning, but for a letter or two: one in six may be a slip.

    >>> _is_slip("godfahter", "godfather"), _is_slip("rocky", "rock"), _is_slip("rain man", "rainmaker")
    (True, False, False)
    """
    return min(OSA.distance(text, name[:end]) for end in (len(text), len(text) + 1, None)) <= len(text) // SLIP


def _from_each_word(name: str) -> Iterator[str]:
    start = 0
    while start >= 0:
        yield name[start:]
        start = name.find(" ", start) + 1 or -1


def _is_respelled(typed: str, spelled: str) -> bool:
    """Tell whether the last word of a query is another in the one spelling that titles are compared in."""
    return typed.split(" ")[-1] != spelled.split(" ")[-1]


def _key(key: str) -> str:
    """Return a key in one line."""
    return key.replace("\n", " ")


def _names_of(film: Film) -> Iterator[tuple[str, int, str]]:
    """Yield the key of each name, its kind, and how to say that it matched."""
    aliases = {key: name for name in reversed(film.aliases) for key in _title_keys(name)}
    own_names = [name for name in film.names if name not in film.aliases]
    titles = {key for name in own_names for key in _title_keys(name)}
    yield from ((key, TITLE, "") for key in titles)
    yield from ((key, ALIAS, f"also {name}") for key, name in aliases.items() if key not in titles)
    for words, people in (
        ("directed by", film.directors),
        ("with", film.cast),
        ("written by", film.writers),
        ("music by", film.composers),
    ):
        yield from ((_plain_key(name), PERSON, f"{words} {name}") for name in people)
    for name in film.studios:
        yield _plain_key(name), STUDIO, f"from {name}"
    for name in film.genres:
        yield _plain_key(name), GENRE, name


def _title_keys(name: str) -> tuple[str, ...]:
    return _plain_key(name), match_key(name), search_key(name)


_plain_key = cache(plain_key)  # people and genres come with many films


def _grade(kind: int, is_whole: bool, is_start: bool) -> int:
    """Return how good a match is, 0 for the best."""
    if is_whole and kind in (TITLE, ALIAS):
        return 0
    return (1 if is_start else 2) + 2 * kind
