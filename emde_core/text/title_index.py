"""Things by their titles: those of a title in any spelling, those of a part of it, and those nearest to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from emde_core.text.title_keys import plain_key, search_key, title_keys

Titled = TypeVar("Titled", bound=Hashable)
LEAST_LIKENESS = 50.0  # of 100, of titles that are named as the nearest


class TitleIndex(Generic[Titled]):
    """Things, films for instance, by the titles that each goes by.

    >>> films = TitleIndex([("brian", ["Monty Python's Life of Brian"]), ("seven", ["Seven", "Se7en"])])
    >>> films.namesakes("SE7EN"), films.relatives("Life of Brian"), films.nearest("sevne", 1)
    (['seven'], ['brian'], ['seven'])
    """

    def __init__(self, things: Iterable[tuple[Titled, Iterable[str]]]) -> None:
        self._whole: dict[str, list[Titled]] = {}
        self._pieces: dict[str, list[Titled]] = {}
        self._plain: dict[str, list[Titled]] = {}
        self._sought: dict[str, str] = {}  # the search key of each plain one
        for thing, titles in things:
            names = tuple(titles)
            keys = [title_keys(title) for title in names]
            _add(self._plain, map(plain_key, names), thing)
            self._sought.update((plain_key(name), search_key(name)) for name in names)
            _add(self._whole, (key for each in keys for key in each.whole), thing)
            _add(self._pieces, (key for each in keys for key in each.pieces), thing)

    def namesakes(self, title: str) -> list[Titled]:
        """Return the things of a title, in whatever spelling: one title with both, or one that either names besides."""
        return _union(self._whole, title_keys(title).whole)

    def relatives(self, title: str) -> list[Titled]:
        """Return the things whose title is this one but for a subtitle, or for a name before it."""
        keys = title_keys(title)
        relatives = [*_union(self._pieces, keys.whole), *_union(self._whole, keys.pieces)]
        namesakes = set(self.namesakes(title))
        return [thing for thing in dict.fromkeys(relatives) if thing not in namesakes]

    def nearest(self, title: str, count: int, least: float = LEAST_LIKENESS) -> list[Titled]:
        """Return the things whose titles are most like one, best first: those that hold it, then those alike.

        A title holds another from the beginning of a word: "Corazón valiente" holds no "Alien". In a script without
        spaces each character begins one.
        """
        key = plain_key(title)
        holders = (each for each, sought in self._sought.items() if key and f" {key}" in f" {sought}")
        inside = sorted(holders, key=len)[:count]
        alike = process.extract(key, self._plain.keys(), scorer=fuzz.ratio, limit=count, score_cutoff=least)
        keys = dict.fromkeys([*inside, *(each for each, *_ in alike)])
        return list(dict.fromkeys(thing for each in keys for thing in self._plain[each]))[:count]


def _add(index: dict[str, list[Titled]], keys: Iterable[str], thing: Titled) -> None:
    for key in set(keys):
        index.setdefault(key, []).append(thing)


def _union(index: dict[str, list[Titled]], keys: Iterable[str]) -> list[Titled]:
    return list(dict.fromkeys(thing for key in sorted(keys) for thing in index.get(key, ())))
