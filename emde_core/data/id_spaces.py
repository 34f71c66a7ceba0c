"""The films that an id means, and whose ids a column holds: the catalogue's own, IMDb's or TMDB's.

Numbers of different databases look alike: 862 may be Toy Story at TMDB and Manny & Lo at MovieLens. So an id column
whose name leaves that open is compared with what else its rows say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from emde_core.data import cells
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.columns import plain_column
from emde_core.data.tables import Record
from emde_core.schema import FilmId
from emde_core.text.title_keys import title_keys

OWN, IMDB, TMDB = "id", "imdb_id", "tmdb_id"
SPACES = (IMDB, TMDB, OWN)  # the strongest first
LABELS = {IMDB: "IMDb's", TMDB: "TMDB's", OWN: "the catalogue's own"}
_IMDB_ID = re.compile(r"tt\d{7,}")
_FEWEST_CONFLICTS, _MOST_CONFLICTS = 5, 10  # a column of another catalogue agrees with hardly a row
_ID = "id"
_OPEN_NAMES = (_ID, "movie_id")
_TMDB_COLUMNS = frozenset(
    (
        *("backdroppath", "belongstocollection", "crew", "originallanguage", "overview", "popularity"),
        *("posterpath", "productioncountries", "spokenlanguages", "voteaverage"),
    )
)


class Owners:
    """The films of every id of every space. Films may share an IMDb or TMDB id."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.films: dict[FilmId, Film] = {film.id: film for film in catalogue}
        self._owners: dict[tuple[str, str], set[FilmId]] = {}
        for film in catalogue:
            for space in SPACES:
                for value in ids_of(film, space):
                    self._owners.setdefault((space, value), set()).add(film.id)

    def of(self, space: str, value: str) -> frozenset[FilmId]:
        """Return the ids of the films that an id of a space means."""
        return frozenset(self._owners.get((space, value), ()))

    def have(self, space: str) -> bool:
        """Tell whether any film has an id of a space."""
        return any(key[0] == space for key in self._owners)


def ids_of(film: Film, space: str) -> tuple[str, ...]:
    """Return a film's ids of a space. An own id such as tt0114709 is IMDb's as well."""
    ids = film.ids(space)
    if space == IMDB and not ids:
        return tuple(number for own in film.ids(OWN) if _IMDB_ID.fullmatch(own) and (number := cells.identifier(own)))
    return ids


def titles_of(film: Film) -> tuple[str, ...]:
    """Return a film's names; () for one that is called by its id, since no title of it is known."""
    return () if film.title in film.ids(OWN) else film.names


def read_id(space: str, cell: Any) -> str | None:  # noqa: ANN401 - whatever a file holds
    """Read an id of a space; None for an empty cell.

    Raises:
        ValueError: it is no id of that space.
    """
    if space == OWN:
        return cells.film_id(cell) or None
    if space == TMDB and cells.text(cell).startswith("tt"):
        raise ValueError("expected an id of TMDB's, such as 862")
    return cells.identifier(cell)


def same_title(names: Iterable[str], others: Iterable[str], *, subtitles: bool = False) -> bool:
    """Tell whether any of a film's names is one of another's; ``subtitles`` may be left out by one of them."""
    keys, other_keys = ([title_keys(name) for name in each if name] for each in (names, others))
    ours, theirs = (frozenset().union(*(key.whole for key in each)) for each in (keys, other_keys))
    if not ours.isdisjoint(theirs):
        return True
    pieces, other_pieces = (frozenset().union(*(key.pieces for key in each)) for each in (keys, other_keys))
    return subtitles and not (ours.isdisjoint(other_pieces) and theirs.isdisjoint(pieces))


@dataclass
class _Votes:
    """The rows that speak for and against a space, and the ids that it knows.

    Attributes:
        agree, conflict: how many rows speak for it, and against it.
        known_ids: the ids of the column that are some film's.
    """

    agree: int = 0
    conflict: int = 0
    known_ids: set[str] = field(default_factory=set)


class SpaceVote:
    """A vote of a file's rows on the space of one id column, whose name leaves it open."""

    def __init__(self, owners: Owners, column: str, by_name: Collection[str]) -> None:
        """Begin a vote on a column; ``by_name`` are the spaces whose ids others hold by their names.

        TMDB calls its ids ``id`` and ``movie_id``, as others do theirs; any other name is never TMDB's or IMDb's.
        """
        self._owners, self._column = owners, column.lower()
        others = [space for space in (IMDB, TMDB) if space not in by_name and self._column in _OPEN_NAMES]
        self._votes: Mapping[str, _Votes] = {space: _Votes() for space in (*others, OWN)}
        self._has_signs = False

    def count(self, row: Record, cell: Any, names: Sequence[str], others: frozenset[FilmId]) -> None:  # noqa: ANN401
        """Count a row: its cell of the column, the titles that it gives, and the films that its other ids mean."""
        self._has_signs = self._has_signs or _has_lists(row) or (self._column == _ID and _has_columns(row))
        for space, votes in self._votes.items():
            try:
                value = read_id(space, cell)
            except ValueError:
                value = None
            if value is None or (space == IMDB and not str(cell).strip().startswith("tt")):
                votes.conflict += 1
                continue
            films = self._owners.of(space, value)
            votes.known_ids |= {value} if films else set()
            if others:
                agrees, speaks = bool(films & others), bool(films) or self._have_another(others, space)
            else:
                titles = [theirs for film in films if (theirs := titles_of(self._owners.films[film]))]
                agrees, speaks = any(same_title(names, each, subtitles=True) for each in titles), bool(titles and names)
            votes.agree += speaks and agrees
            votes.conflict += speaks and not agrees

    def _have_another(self, films: Iterable[FilmId], space: str) -> bool:
        return any(ids_of(self._owners.films[film], space) for film in films)

    def result(self) -> str | None:
        """Return the space that the rows speak for; None where they are ids of a catalogue that is not known here."""
        own, tmdb = self._votes[OWN], self._votes.get(TMDB)
        usual = TMDB if self._has_signs and tmdb is not None else OWN
        best = max(self._votes, key=lambda space: (self._votes[space].agree, space == usual))
        if self._votes[best].conflict < _MOST_CONFLICTS * self._votes[best].agree:
            return best
        if own.conflict and tmdb is not None and not tmdb.conflict and (self._has_signs or not own.known_ids):
            return TMDB
        if own.conflict >= _FEWEST_CONFLICTS:
            return None
        if not own.conflict:
            return TMDB if tmdb is not None and self._has_signs else self._by_known()
        return OWN

    def _by_known(self) -> str:
        """Decide by the ids that are known alone: another space counts where it knows all that ours does, and more."""
        own = self._votes[OWN].known_ids
        return next((s for s, votes in self._votes.items() if s != OWN and votes.known_ids > own), OWN)


def _has_columns(row: Record) -> bool:
    """Tell whether a row has columns that tables of TMDB's films have."""
    return any(plain_column(name) in _TMDB_COLUMNS for name in row)


def _has_lists(row: Record) -> bool:
    """Tell whether a row has lists as Kaggle's tables of TMDB's films have."""
    return any(isinstance(cell, str) and re.match(r"\[\{['\"](?:id|cast_id|name)['\"]:", cell) for cell in row.values())
