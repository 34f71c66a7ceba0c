"""Which films of a catalogue somebody's films are: by id, or by title and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from emde_core.checks import at_least
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.history import History
from emde_core.schema import DISLIKE, LIKE, Reaction
from emde_core.text.titles import match_key

MOST = 60  # films of a history: more say little that is new, and are slow to look at


@dataclass(frozen=True)
class Ambiguous:
    """A film that may be any of several."""

    watched: WatchedFilm
    choices: tuple[Film, ...]


@dataclass(frozen=True)
class Matching:
    """What became of each film, in the order of their dates.

    Attributes:
        matched: films found that somebody liked, or that were not for them.
        lukewarm: films found that say neither: a middling rating, or none.
        ambiguous: films with an opinion that may be any of several.
        unknown: films that are not in the catalogue.
    """

    matched: tuple[tuple[WatchedFilm, Film], ...]
    lukewarm: tuple[tuple[WatchedFilm, Film], ...]
    ambiguous: tuple[Ambiguous, ...]
    unknown: tuple[WatchedFilm, ...]

    def history(self, chosen: Mapping[int, str] | None = None, most: int = MOST) -> History:
        """The latest films as a history, oldest first.

        Args:
            chosen: ids of films for ambiguous ones, by their place among them; the others are left out.
            most: how many films at most, at least 1.

        Raises:
            ConfigError: ``most`` is out of its range.
        """
        at_least("most", most, 1)
        decided = [(self.ambiguous[place].watched, film) for place, film in (chosen or {}).items()]
        entries = [*((watched, film.id) for watched, film in self.matched), *decided]
        latest: dict[str, Reaction | None] = {}
        for watched, film in sorted(entries, key=lambda entry: entry[0].when, reverse=True):
            latest.setdefault(film, watched.reaction)
        kept = list(latest.items())[:most][::-1]
        return History(
            tuple(film for film, reaction in kept if reaction == LIKE),
            tuple(film for film, reaction in kept if reaction == DISLIKE),
        )


def match(watched: Iterable[WatchedFilm], catalogue: Catalogue) -> Matching:
    """Find somebody's films in a catalogue.

    An id of IMDb decides. Else titles are compared without case, accents, punctuation and leading article, and years
    must agree; where none does, one that is a year off will do, since sites disagree on films that opened around New
    Year.
    """
    finder = _Finder(catalogue)
    matched, lukewarm, ambiguous, unknown = [], [], [], []
    for each in watched:
        films = finder.find(each)
        if not films:
            unknown.append(each)
        elif each.reaction is None:
            lukewarm.append((each, films[0]))
        elif len(films) == 1:
            matched.append((each, films[0]))
        else:
            ambiguous.append(Ambiguous(each, films))
    return Matching(tuple(matched), tuple(lukewarm), tuple(ambiguous), tuple(unknown))


class _Finder:
    """A catalogue by ids of IMDb, and by what spellings of a title have in common."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_imdb = {film.imdb_id: film for film in catalogue if film.imdb_id}
        self._by_key: dict[str, list[Film]] = {}
        for film in catalogue:
            for key in {match_key(name) for name in film.names}:
                self._by_key.setdefault(key, []).append(film)

    def find(self, watched: WatchedFilm) -> tuple[Film, ...]:
        """The films that it may be; of those whose year is as near as any."""
        if watched.imdb_id in self._by_imdb:
            return (self._by_imdb[watched.imdb_id],)
        called = self._by_key.get(match_key(watched.title), [])
        for off in (0, 1):
            near = tuple(film for film in called if _years_apart(film.year, watched.year) == off)
            if near:
                return near
        return tuple(film for film in called if film.year is None or watched.year is None)


def _years_apart(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else abs(one - other)
