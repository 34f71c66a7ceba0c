"""Search for what can be wished for while somebody types: names and words of plots, whatever their ending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from emde_core.history import WORD, Wish
from emde_core.recommender import Recommender
from emde_core.schema import POPULARITY
from emde_core.text.title_keys import plain_key
from emde_core.text.words import is_function_word

EXACT, BEGINS, HAS_WORD, ENDING = range(4)  # how a name meets what was typed, in the order in which they count
ALIKE = 0.87  # of 1, by Jaro and Winkler, for whom beginnings count most: "comedies" and Comedy, "romantic" and Romance
SHORTEST = 3  # letters of a text that names are near to
PLURALS = ("s", "es")
KINDS = ("genre", "keyword", POPULARITY, "decade", "country", "language", "studio", WORD)  # people come after these


@dataclass(frozen=True)
class WishMatch:
    """A wish that a query may mean.

    Attributes:
        wish: the wish, for more of it.
        films: how many films have it.
        is_sure: False for one whose name is merely near to the query.
    """

    wish: Wish
    films: int
    is_sure: bool


class WishSearch:
    """An index of what can be wished for: the catalogue's names, and the words of its plots."""

    def __init__(self, model: Recommender, names: Sequence[Wish]) -> None:
        """Take names, for what most films have first; the words are the plots' own."""
        self._model, self._names = model, names

    def prepare(self) -> None:
        """Collect the words now; otherwise the first search does."""
        self._keys  # noqa: B018 - worked out once

    def find(self, query: str, limit: int = 8) -> tuple[WishMatch, ...]:
        """Return what a half-typed query may mean, best first.

        What is called so comes before names that begin with the query, names with a word that does, names that it is a
        plural of; where nothing is, what is merely near. Among equals, genres and keywords come before words of plots,
        those before people, and what more films have before what fewer do.
        """
        text = plain_key(query)
        if not text:
            return ()
        grades = {place: grade for place, key in enumerate(self._keys) if (grade := _grade(text, key)) is not None}
        order = sorted(grades, key=lambda place: (grades[place], self._kind(place), place)) or self._near(text)
        return tuple(self._match(self._wishes[place], is_sure=bool(grades)) for place in order[:limit])

    def near_in_sense(self, words: Sequence[str]) -> tuple[WishMatch, ...]:
        """Return words of the plots, which a query may mean by its sense, as matches that are not sure."""
        return tuple(self._match(Wish(WORD, word), is_sure=False) for word in words)

    def by_key(self, key: str) -> Wish | None:
        """Return the wish with a key; None where there is none."""
        return next((wish for wish in self._wishes if wish.key == key), None)

    def _match(self, wish: Wish, *, is_sure: bool) -> WishMatch:
        return WishMatch(wish, len(self._model.films_with(wish)), is_sure)

    def _kind(self, place: int) -> int:
        kind = self._wishes[place].kind
        return KINDS.index(kind) if kind in KINDS else len(KINDS)

    def _near(self, text: str) -> list[int]:
        """Return what is near to a text, whole or from one of its words on: names, the nearest first, then words."""
        if len(text) < SHORTEST:
            return []
        tails, places = self._tails
        alike = process.cdist([text], tails, scorer=JaroWinkler.similarity, score_cutoff=ALIKE, dtype=np.float64)[0]
        numbers = np.flatnonzero(alike)
        keys = [(self._wishes[places[k]].kind == WORD, -alike[k], places[k]) for k in numbers.tolist()]
        return list(dict.fromkeys(place for *_, place in sorted(keys)))

    @cached_property
    def _wishes(self) -> tuple[Wish, ...]:
        counts = self._model.catalogue.plot_counts
        words = sorted(counts, key=lambda word: (-counts[word], word))
        return (*self._names, *(Wish(WORD, word) for word in words if not is_function_word(word)))

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(plain_key(wish.name or POPULARITY) for wish in self._wishes)

    @cached_property
    def _tails(self) -> tuple[list[str], list[int]]:
        """All names from each of their words on, and the place of the name that each is of."""
        tails = [(tail, place) for place, key in enumerate(self._keys) for tail in _from_each_word(key)]
        return [tail for tail, _ in tails], [place for _, place in tails]


def _from_each_word(key: str) -> Iterator[str]:
    words = key.split(" ")
    return (" ".join(words[k:]) for k in range(len(words)))


def _grade(text: str, key: str) -> int | None:
    """Return how a name meets what was typed, 0 for the best; None where it does not.

    >>> [_grade(text, "robot") for text in ("robot", "rob", "robots", "robotic")], _grade("war", "star wars")
    ([0, 1, 3, None], 2)
    """
    if text == key:
        return EXACT
    if key.startswith(text):
        return BEGINS
    if f" {text}" in key:
        return HAS_WORD
    return ENDING if key and text.startswith(key) and text[len(key) :] in PLURALS else None
