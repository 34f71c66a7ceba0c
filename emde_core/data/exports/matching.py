"""Somebody's films looked up in a catalogue: by id, or by title and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from emde_core.checks import at_least
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.history import History
from emde_core.schema import DISLIKE, LIKE, Reaction

MOST = 60  # films of a history: more say little that is new, and are slow to look at


@dataclass(frozen=True)
class Ambiguous:
    """A film that may be any of several."""

    watched: WatchedFilm
    choices: tuple[Film, ...]


@dataclass(frozen=True)
class Matching:
    """The films of an export, sorted by what the catalogue knows of them; each list in the order of their dates.

    Attributes:
        matches: films found that somebody liked, or that were not for them.
        lukewarm: films found that say neither: a middling rating, or none.
        ambiguous: films with an opinion that may be any of several.
        unknown: films that are not in the catalogue.
    """

    matches: tuple[tuple[WatchedFilm, Film], ...]
    lukewarm: tuple[tuple[WatchedFilm, Film], ...]
    ambiguous: tuple[Ambiguous, ...]
    unknown: tuple[WatchedFilm, ...]

    def history(self, choices: Mapping[int, str] | None = None, most: int = MOST) -> History:
        """Return the latest films as a history, oldest first.

        Args:
            choices: ids of films for ambiguous ones, by their place among them; the others are left out.
            most: how many films at most, at least 1.

        Raises:
            ConfigError: ``most`` is out of its range.
        """
        at_least("most", most, 1)
        choice_entries = [(self.ambiguous[place].watched, film) for place, film in (choices or {}).items()]
        entries = [*((watched, film.id) for watched, film in self.matches), *choice_entries]
        latest: dict[str, Reaction | None] = {}
        for watched, film in sorted(entries, key=lambda entry: entry[0].when, reverse=True):
            latest.setdefault(film, watched.reaction)
        history_entries = list(latest.items())[:most][::-1]
        return History(
            tuple(film for film, reaction in history_entries if reaction == LIKE),
            tuple(film for film, reaction in history_entries if reaction == DISLIKE),
        )


def match(watched: Iterable[WatchedFilm], catalogue: Catalogue) -> Matching:
    """Look somebody's films up in a catalogue.

    An id of IMDb decides. Else titles are compared without case, accents, punctuation and leading article, and years
    must agree; where none does, one that is a year off will do, since sites disagree on films that opened around New
    Year.
    """
    by_imdb_id = {film.imdb_id: film for film in catalogue if film.imdb_id}
    matches, lukewarm, ambiguous, unknown = [], [], [], []
    for each in watched:
        films = (by_imdb_id[each.imdb_id],) if each.imdb_id in by_imdb_id else _same_title(each, catalogue)
        if not films:
            unknown.append(each)
        elif each.reaction is None:
            lukewarm.append((each, films[0]))
        elif len(films) == 1:
            matches.append((each, films[0]))
        else:
            ambiguous.append(Ambiguous(each, films))
    return Matching(tuple(matches), tuple(lukewarm), tuple(ambiguous), tuple(unknown))


def _same_title(watched: WatchedFilm, catalogue: Catalogue) -> tuple[Film, ...]:
    """Return the films of its title that are nearest in year."""
    namesakes = catalogue.titles.namesakes(watched.title)
    for off in (0, 1):
        near = tuple(film for film in namesakes if _years_apart(film.year, watched.year) == off)
        if near:
            return near
    return tuple(film for film in namesakes if film.year is None or watched.year is None)


def _years_apart(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else abs(one - other)
