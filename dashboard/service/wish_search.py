"""Search for what can be wished for while somebody types: names and words of plots, whatever their ending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from dashboard.service.wish_words import everyday_wishes, read_query, unknown_words
from emde_core.history import WORD, Wish
from emde_core.recommender import Recommender
from emde_core.schema import POPULARITY
from emde_core.text.title_keys import plain_key
from emde_core.text.words import is_function_word

EXACT, BEGINS, HAS_WORD, ENDING = range(4)  # how a name meets what was typed, in the order in which they count
ALIKE = 0.87  # of 1, by Jaro and Winkler, for whom beginnings count most: "comedies" and Comedy, "romantic" and Romance
LEAST_OTHERS = 2  # words of plots, or people, that have room after all that comes before them
SHORTEST = 3  # letters of a text that names are near to
PLURALS = ("s", "es")
INSTEAD_OF_WORDS = ("genre", "keyword")  # names beside which the same word of plots is not offered
KINDS = ("genre", "keyword", POPULARITY, "decade", "country", "language", "studio", WORD)  # people come after these


@dataclass(frozen=True)
class WishMatch:
    """A wish that a query may mean.

    Attributes:
        wish: the wish, for more of it.
        films: how many films have it.
        is_sure: False for one whose name is merely near to the query.
        is_by_sense: whether it is near in sense, and not in letters.
    """

    wish: Wish
    films: int
    is_sure: bool
    is_by_sense: bool = False


class WishSearch:
    """An index of what can be wished for: the catalogue's names, and the words of its plots."""

    def __init__(self, model: Recommender, names: Sequence[Wish]) -> None:
        """Take names, for what most films have first; the words are the plots' own."""
        self._model, self._names = model, names

    def prepare(self) -> None:
        """Collect the words now; otherwise the first search does."""
        self._keys  # noqa: B018 - worked out once

    def find(self, query: str, by_sense: Sequence[Wish] = (), limit: int = 8) -> tuple[WishMatch, ...]:
        """Return what a half-typed query may mean, best first; ``by_sense`` are wishes that are near to its sense.

        What an everyday word means comes first, then names that are called so, that begin with the query, that have a
        word that does, and that it is a plural of; of people only those who are called so. What is near in sense
        follows, then words of plots and other people, and last, where nothing is called so, what is near in letters;
        but not to what no model knows of films.
        Among equals, genres and keywords come before others, and what more films have before what fewer do.
        """
        text = read_query(query).text
        if not text:
            return ()
        grades = {place: grade for place, key in enumerate(self._keys) if (grade := _grade(text, key)) is not None}
        order = sorted(grades, key=lambda place: (grades[place], self._kind(place), place))
        names = (self._wishes[at] for at in order if self._is_meant(text, at))
        leading = tuple(dict.fromkeys((*everyday_wishes(text, self._names), *names)))[:limit]
        others = [self._wishes[at] for at in order if not self._is_meant(text, at)][:limit]
        sure = {wish: self._match(wish, is_sure=True) for wish in (*leading, *others)}
        offered = [wish for wish in by_sense if wish.key in self._by_key and wish not in sure]
        sense = [self._match(wish, is_sure=False, is_by_sense=True) for wish in offered]
        letters = () if sure or unknown_words(text) else (self._wishes[at] for at in self._near(text)[:limit])
        near = [self._match(wish, is_sure=False) for wish in letters if wish not in offered]
        room = limit - min(len(others), LEAST_OTHERS)
        return (*(*(sure[wish] for wish in leading), *sense)[:room], *(sure[wish] for wish in others), *near)[:limit]

    def _is_meant(self, text: str, place: int) -> bool:
        """Return whether a name comes before all that is near in sense: any but a word, or a person's part."""
        kind = self._wishes[place].kind
        return kind != WORD and (kind in KINDS or f" {text} " in f" {self._keys[place]} ")

    def by_key(self, key: str) -> Wish | None:
        """Return the wish with a key; None where there is none."""
        return self._by_key.get(key)

    def _match(self, wish: Wish, *, is_sure: bool, is_by_sense: bool = False) -> WishMatch:
        return WishMatch(wish, len(self._model.films_with(wish)), is_sure, is_by_sense)

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
        keys = {plain_key(wish.name) for wish in self._names if wish.kind in INSTEAD_OF_WORDS}
        words = (word for word in sorted(counts, key=lambda word: (-counts[word], word)) if not is_function_word(word))
        return (*self._names, *(Wish(WORD, word) for word in words if plain_key(word) not in keys))

    @cached_property
    def _by_key(self) -> dict[str, Wish]:
        return {wish.key: wish for wish in self._wishes}

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
