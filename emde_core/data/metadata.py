"""Metadata: fields that another file adds to the films, joined on film id, IMDb id or TMDB id."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.tables import Record, read_records
from emde_core.errors import DataError
from emde_core.schema import FilmId

KEYS = {"id": "id", "film_id": "id", "imdb_id": "imdb_id", "tmdb_id": "tmdb_id"}  # column -> Film's field
_EXAMPLES = 3
_FIELDS = frozenset(Film.model_fields) - {"id", "also_ids"}


class Join(NamedTuple):
    """A catalogue with all that a file or a folder adds to it.

    Attributes:
        catalogue: the films, in their order.
        matches: how many rows, or files, belong to a film.
        unmatched: the rows, or files, that belong to none.
    """

    catalogue: Catalogue
    matches: int
    unmatched: tuple[str, ...]

    def line(self, source: Path) -> str:
        """Return the counts in words."""
        if not self.unmatched:
            return f"{source}: all {self.matches:,} joined"
        strays = f"{len(self.unmatched):,} belong to no film {examples(self.unmatched)}"
        return f"{source}: {self.matches:,} joined, {strays}"


def examples(names: tuple[str, ...]) -> str:
    """Return the first names of a list, in brackets, for a sentence that has counted them."""
    return f"({', '.join(names[:_EXAMPLES])}{', ...' if len(names) > _EXAMPLES else ''})"


def join_metadata(catalogue: Catalogue, path: Path) -> Join:
    """Add a .csv, .jsonl or .parquet file's fields to the films that its rows name.

    A row names its film by ``id`` (or ``film_id``), ``imdb_id`` or ``tmdb_id``, tried in that order; where several
    films share the id, each gets the row. Fields that are not empty replace what was known. A ``poster`` is
    relative to the file's folder.

    Raises:
        DataError: no row has one of those columns, or a row's field is of the wrong kind (with file and line).
    """
    films = {film.id: film for film in catalogue}
    owners = _owners(catalogue)
    matches, has_key, unmatched = 0, False, []
    for where, row in read_records(path):
        has_key = has_key or not KEYS.keys().isdisjoint(row)
        ids = _film_ids(row, owners, where)
        for film_id in ids:
            films[film_id] = _with_fields(films[film_id], row, where, path.parent)
        matches += bool(ids)
        if not ids:
            unmatched.append(where)
    if unmatched and not has_key:
        raise DataError(f"{path}: no row names its film; expected one of the columns {', '.join(KEYS)}")
    return Join(Catalogue(tuple(films.values()), catalogue.posters), matches, tuple(unmatched))


def _owners(catalogue: Catalogue) -> dict[tuple[str, str], list[FilmId]]:
    """Return the ids of the films with each (field, value). IMDb and TMDB ids may be shared."""
    owners: dict[tuple[str, str], list[FilmId]] = {}
    for film in catalogue:
        for name in dict.fromkeys(KEYS.values()):
            for value in film.ids(name):
                owners.setdefault((name, value), []).append(film.id)
    return owners


def _film_ids(row: Record, owners: dict[tuple[str, str], list[FilmId]], where: str) -> list[FilmId]:
    for column, name in KEYS.items():
        if not _is_empty(row.get(column)):
            # Through a film, so that ids are read in one way only: "tt0114709" is 114709.
            probe = film_from({"id": "-", "title": "-", name: row[column]}, where)
            film_ids = owners.get((name, getattr(probe, name)))
            if film_ids:
                return film_ids
    return []


def _with_fields(film: Film, row: Record, where: str, folder: Path) -> Film:
    fields = {name: value for name, value in row.items() if name in _FIELDS and not _is_empty(value)}
    if "poster" in fields:
        fields["poster"] = str((folder / str(fields["poster"])).resolve())
    return film_from(film.model_dump() | fields, where)


def _is_empty(value: Any) -> bool:  # noqa: ANN401 - whatever a file holds
    if isinstance(value, str):
        return not value.strip()
    return value is None or value != value or value == []
