"""IMDb's own tables: people and other titles, which stand in rows of their own, as the fields of films."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from emde_core.data import cells
from emde_core.data.faults import Faults
from emde_core.data.tables import Record, read_records
from emde_core.errors import DataError

NAMES = ("name.basics.tsv", "name.basics.tsv.gz")
_PRINCIPALS = ("tconst", "ordering", "nconst", "category")
_CREW = ("tconst", "directors", "writers")
_AKAS = ("titleId", "ordering", "title", "region")
_NAMES = ("nconst", "primaryName")
_BASICS = ("tconst", "titleType", "primaryTitle")
_FIELDS = {  # by title.principals' category
    "director": "directors",
    "writer": "writers",
    "composer": "composers",
    **dict.fromkeys(("actor", "actress", "self"), "cast"),
}
HasFilm = Callable[[str], bool]


def imdb_table(path: Path, has_film: HasFilm, faults: Faults) -> Iterator[tuple[str, Record]] | None:
    """Return the rows of one of IMDb's tables that are of the catalogue's films; None for any other file.

    Args:
        path: the file. Beside title.principals and title.crew, which name people by ids, name.basics is expected.
        has_film: tells whether a film of the catalogue has an IMDb id, given without its tt and zeros.
        faults: takes rows that can't be read.

    Raises:
        DataError: the file holds people's names alone, or name.basics is not there.
    """
    header = _header(path)
    if header[: len(_NAMES)] == _NAMES:
        raise DataError(f"{path} holds names of people alone: leave it beside title.principals, which is read with it")
    for columns, reader in ((_PRINCIPALS, _people), (_CREW, _people), (_AKAS, _other_titles), (_BASICS, _films)):
        if header[: len(columns)] == columns:
            return reader(path, has_film, faults)
    return None


def _header(path: Path) -> tuple[str, ...]:
    if ".tsv" not in path.name.lower():
        return ()
    return next((tuple(row) for _, row in read_records(path, Faults())), ())


def _rows_of_films(path: Path, column: str, has_film: HasFilm, faults: Faults) -> Iterator[tuple[str, Record]]:
    for where, row in read_records(path, faults):
        if has_film(row[column].removeprefix("tt").lstrip("0")):
            yield where, row


def _films(path: Path, has_film: HasFilm, faults: Faults) -> Iterator[tuple[str, Record]]:
    yield from _rows_of_films(path, "tconst", has_film, faults)


def _other_titles(path: Path, has_film: HasFilm, faults: Faults) -> Iterator[tuple[str, Record]]:
    for where, row in _rows_of_films(path, "titleId", has_film, faults):
        yield where, {"tconst": row["titleId"], "aliases": [row["title"]]}


def _people(path: Path, has_film: HasFilm, faults: Faults) -> Iterator[tuple[str, Record]]:
    films = _rows_of_films(path, "tconst", has_film, faults)
    rows = [(where, row["tconst"], field, ids) for where, row in films for field, ids in _people_ids(row)]
    names = _names(path, {person for *_, ids in rows for person in ids})
    for where, tconst, field, ids in rows:
        people = [names[person] for person in ids if person in names]
        if people:
            yield where, {"tconst": tconst, field: people}


def _people_ids(row: Record) -> Iterator[tuple[str, list[str]]]:
    """Yield the fields that a row's people are for, each with the people's ids."""
    if "category" in row:
        if row["category"] in _FIELDS:
            yield _FIELDS[row["category"]], [row["nconst"]]
        return
    for field in ("directors", "writers"):
        if not cells.is_empty(row[field]):
            yield field, row[field].split(",")


def _names(path: Path, ids: set[str]) -> dict[str, str]:
    tables = [path.with_name(name) for name in NAMES if path.with_name(name).is_file()]
    if not tables:
        raise DataError(f"{path} names people by ids alone; put {NAMES[0]} beside it")
    if _header(tables[0])[: len(_NAMES)] not in (_NAMES, ()):
        raise DataError(f"{tables[0]}: expected the columns {', '.join(_NAMES)} first, as IMDb writes them")
    rows = (row for _, row in read_records(tables[0], Faults()))
    return {row["nconst"]: row["primaryName"] for row in rows if row["nconst"] in ids}
