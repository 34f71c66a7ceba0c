"""Metadata: fields that another file adds to the films, joined by IMDb's, TMDB's or the catalogue's own ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from emde_core.data import cells
from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.columns import FILM_COLUMNS
from emde_core.data.faults import Faults
from emde_core.data.film_record import columns_of, is_address, record_from
from emde_core.data.id_spaces import LABELS, OWN, SPACES, Owners, SpaceVote, ids_of, read_id, same_title, titles_of
from emde_core.data.imdb_tables import imdb_table
from emde_core.data.poster_folders import PosterFolders
from emde_core.data.tables import Record, read_records
from emde_core.errors import DataError
from emde_core.schema import FilmId
from emde_core.text.title_keys import identity_key

_EXAMPLES = 3
_VOTING = frozenset((*SPACES, "title", "original_title"))
_LISTS = frozenset(
    ("aliases", "directors", "writers", "cast", "composers", "studios", "genres", "countries", "languages", "keywords")
)


class Join(NamedTuple):
    """A catalogue with all that a file or a folder adds to it.

    Attributes:
        catalogue: the films, in their order.
        matches: how many rows, or files, belong to a film.
        unmatched: the rows, or files, that belong to none.
        left_out: the rows, or files, that can't be used, each with the reason.
        details: further lines of the report.
    """

    catalogue: Catalogue
    matches: int
    unmatched: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    def lines(self, source: Path) -> list[str]:
        """Return the counts in words."""
        strays = f", {len(self.unmatched):,} belong to no film {examples(self.unmatched)}" if self.unmatched else ""
        faults = f", {len(self.left_out):,} left out" if self.left_out else ""
        every = "" if strays or faults else "all "
        return [f"{source}: {every}{self.matches:,} joined{strays}{faults}", *(f"  {each}" for each in self.details)]


def examples(names: tuple[str, ...]) -> str:
    """Return the first names of a list, in brackets, for a sentence that has counted them."""
    return f"({', '.join(names[:_EXAMPLES])}{', ...' if len(names) > _EXAMPLES else ''})"


def join_metadata(catalogue: Catalogue, path: Path) -> Join:
    """Add a file's fields to the films that its rows name.

    Columns are known by the names in ``FILM_COLUMNS``. A row names its film by IMDb's, TMDB's or the catalogue's own
    ids, and all that it has must mean the same film; where several films share an id, each gets the row. A row whose
    title and year are of another film is left out. Fields that are not empty replace what was known; lists of several
    rows for one film are put together. A ``poster`` is a path inside the file's folder; one that leads out is left out.

    Raises:
        DataError: the file can't be read, no row names its film, or every row is left out.
    """
    faults = Faults()
    joiner = _Joiner(catalogue, path, faults)
    for where, row in joiner.rows():
        with faults.left_out():
            joiner.add(row, where)
    if not joiner.has_ids:
        if faults.rows:
            raise DataError(f"{path}: {faults.refuse_all()}")
        names = ", ".join(name for space in SPACES for name in FILM_COLUMNS[space])
        raise DataError(f"{path}: no row names its film; expected one of the columns {names}")
    return joiner.join()


class _Joiner:
    """A file on its way into a catalogue, row by row."""

    def __init__(self, catalogue: Catalogue, path: Path, faults: Faults) -> None:
        self._catalogue, self._path, self._faults = catalogue, path, faults
        self._owners = Owners(catalogue)
        self._films = dict(self._owners.films)
        self._film_fields: dict[FilmId, set[str]] = {}  # the fields that this file has given each film
        self._by: dict[str, str] = {}  # id columns, and their spaces
        self._columns: dict[tuple[str, str], None] = {}  # columns that are used, each with a field
        self._others: dict[str, None] = {}  # columns that are not
        self._unmatched: list[str] = []
        self._matches = 0
        self._spaces: Mapping[str, str | None] = {}
        self._folder = path.parent.resolve()
        self._posters = PosterFolders(self._folder)
        self.has_ids = False

    def rows(self) -> Iterator[tuple[str, Record]]:
        """Yield the rows, once it is known whose ids its columns hold."""
        table = imdb_table(self._path, lambda number: bool(self._owners.of("imdb_id", number)), self._faults)
        if table is None:
            self._spaces = self._vote()
            table = read_records(self._path, self._faults)
        yield from table

    def _vote(self) -> Mapping[str, str | None]:
        """Return the space of each id column whose name leaves it open."""
        votes: dict[str, SpaceVote] = {}
        for where, row in read_records(self._path, Faults()):  # the second reading names the faults
            columns = columns_of(tuple(row))
            own = [name for name, field in columns if field == OWN and not cells.is_empty(row[name])]
            if own:
                vote = votes.setdefault(own[0], SpaceVote(self._owners, own[0], [field for _, field in columns]))
                try:
                    record = record_from(row, where, [(n, f) for n, f in columns if f in _VOTING])
                    others = [
                        self._owners.of(s, str(read_id(s, record[s]))) for s in SPACES if s != OWN and s in record
                    ]
                except (ValueError, DataError):
                    continue
                vote.count(row, row[own[0]], _titles(record), frozenset().union(*others))
        return {name: vote.result() for name, vote in votes.items()}

    def add(self, row: Record, where: str) -> None:
        """Give a row's fields to its film.

        Raises:
            DataError: its ids mean different films, its title and year are another film's, or a field is wrong.
        """
        meanings = columns_of(tuple(row))
        names = {name for name, _ in meanings}
        self._others |= dict.fromkeys(name for name in row if name not in names)
        columns = [(name, field) for name, field in meanings if not cells.is_empty(row[name])]
        spaced = [(name, self._spaces.get(name, field) if field == OWN else field) for name, field in columns]
        self._others |= dict.fromkeys(n for n, field in spaced if field is None or is_address(field, row[n]))
        record = record_from(row, where, [(name, field) for name, field in spaced if field is not None])
        ids = _ids(record, where)
        self.has_ids = self.has_ids or bool(ids)
        self._by |= {name: field for name, field in spaced if field in ids}
        films = self._films_of(ids, where)
        if not films:
            self._unmatched.append(where)
            return
        fields = record.keys() - {OWN, "also_ids"}
        new = self._with_own_poster(
            film_from({"id": "-", "title": "-"} | {name: record[name] for name in fields}, where), where
        )
        for film_id in films:
            self._refuse_another_film(self._owners.films[film_id], new, _titles(record), ids, where)
        self._columns |= {
            (n, f): None for n, f in spaced if f in fields and f not in SPACES and not is_address(f, row[n])
        }
        for film_id in films:
            self._films[film_id] = self._with_fields(film_id, {name: getattr(new, name) for name in fields})
        self._matches += 1

    def _with_own_poster(self, film: Film, where: str) -> Film:
        """Return the film without its poster where that is not inside the file's folder, which is told."""
        fault = self._posters.fault(film.poster)
        if fault:
            self._faults.add(where, fault)
        return film.model_copy(update={"poster": ""}) if fault else film

    def _refuse_another_film(
        self, film: Film, row: Film, titles: list[str], ids: Mapping[str, str], where: str
    ) -> None:
        """Refuse a row whose title and year are not those of the film that its ids mean.

        An id of IMDb or TMDB stands for a film whatever its title is called in another language, unless that is the
        title of another film here. A catalogue's own id is a bare number that may be another catalogue's.
        """
        theirs = titles_of(film)
        if not titles or not theirs or same_title(titles, theirs):
            return
        apart = None if row.year is None or film.year is None else abs(row.year - film.year)
        if apart in (None, 1) and same_title(titles, theirs, subtitles=True):
            return
        others = (other for title in titles for other in self._catalogue.titles.namesakes(title))
        is_anothers = any(row.year is None or other.year in (None, row.year) for other in others)
        is_known = "imdb_id" in ids or "tmdb_id" in ids
        if not is_anothers and (apart == 0 or (apart is None and is_known)):
            return
        raise DataError(f"{where}: the row is of {row.label}, its id of {film.label}; correct the id, title or year")

    def _films_of(self, ids: Mapping[str, str], where: str) -> frozenset[FilmId]:
        """Return the films that all of a row's ids mean.

        Raises:
            DataError: they mean different films.
        """
        films: frozenset[FilmId] = frozenset()
        strongest = ""
        for space in SPACES:
            owners = self._owners.of(space, ids[space]) if space in ids else frozenset()
            if owners and films and not owners & films:
                both = f"{strongest} {ids[strongest]} is {self._label(films)}, and {space} {ids[space]}"
                raise DataError(f"{where}: its ids disagree: {both} is {self._label(owners)}; leave out the wrong one")
            if owners:
                films, strongest = films & owners or owners, strongest or space
        for space, value in ids.items():
            theirs = [each for film_id in sorted(films) for each in ids_of(self._owners.films[film_id], space)]
            if theirs and value not in theirs:
                both = f"{self._label(films)} has the {space} {theirs[0]}, and not {value}"
                raise DataError(f"{where}: its ids disagree: {both}; leave out the wrong one")
        return films

    def _label(self, films: frozenset[FilmId]) -> str:
        return self._owners.films[min(films)].label

    def _with_fields(self, film_id: FilmId, update: Record) -> Film:
        film, earlier = self._films[film_id], self._film_fields.setdefault(film_id, set())
        update = {name: value for name, value in update.items() if value}
        fields = frozenset(update)
        for name in (
            earlier & update.keys()
        ):  # of several rows for one film, lists are put together; else the first holds
            old = getattr(film, name)
            update[name] = tuple(dict.fromkeys((*old, *update[name]))) if name in _LISTS else old
        if "poster" in update and "poster" not in earlier:
            name = str(update.pop("poster"))
            if self._posters.file(name) or not film.poster:  # a file that is not there takes nothing away
                update["poster"] = str(self._posters.path(name))
        for space in ("imdb_id", "tmdb_id"):
            if getattr(film, space):
                update.pop(space, None)
        if "title" in update and titles_of(film) and identity_key(str(update["title"])) != identity_key(film.title):
            update["aliases"] = tuple(dict.fromkeys((*film.aliases, *update.get("aliases", ()), film.title)))
        earlier |= fields
        return film.model_copy(update=update)

    def join(self) -> Join:
        """Return what came of it."""
        has_posters = any("poster" in fields for fields in self._film_fields.values())
        folders = (*self._catalogue.poster_folders, *([self._folder] if has_posters else []))
        return Join(
            replace(self._catalogue, films=tuple(self._films.values()), poster_folders=folders),
            self._matches,
            tuple(self._unmatched),
            tuple(self._faults.rows),
            tuple(self._details()),
        )

    def _details(self) -> Iterator[str]:
        by = [f"{name} ({LABELS[space]})" for name, space in self._by.items()]
        yield f"joined by {', '.join(by)}"
        yield from (f"{name} holds ids of another catalogue: not used" for name, s in self._spaces.items() if s is None)
        lacking = [LABELS[s].removesuffix("'s") for s in dict.fromkeys(self._by.values()) if not self._owners.have(s)]
        if lacking and not self._matches:
            yield f"no film has an id of {' or '.join(lacking)}: first join a file that has both ids"
        counts = Counter(field for fields in self._film_fields.values() for field in fields)
        columns = [
            f"{name}{f' as {field}' if name != field else ''} {counts[field]:,}" for name, field in self._columns
        ]
        if columns:
            yield f"used, with how many films got each: {', '.join(columns)}"
        names = {name for name, _ in self._columns}
        others = [name for name in self._others if name not in names]
        if others:
            yield f"not used: {', '.join(others)}"


def _ids(record: Record, where: str) -> dict[str, str]:
    """Return a row's ids by their space, the strongest first."""
    ids = {}
    for space in SPACES:
        try:
            value = read_id(space, record.get(space))
        except ValueError as error:
            raise DataError(f"{where}: field {space!r}: {error} (found {record.get(space)!r:.80})") from error
        if value:
            ids[space] = value
    return ids


def _titles(record: Record) -> list[str]:
    return [str(record[name]) for name in ("title", "original_title") if name in record]
