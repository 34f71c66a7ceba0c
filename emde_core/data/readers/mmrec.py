"""Folders as MMRec has them: interactions of numbered viewers and items, and tables of the numbers' own ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.columns import plain_column
from emde_core.data.dataset import Dataset
from emde_core.data.faults import Faults
from emde_core.data.film_record import columns_of, record_from
from emde_core.data.film_rows import films_of
from emde_core.data.interactions import Interactions
from emde_core.data.ratings import RatingsFile
from emde_core.data.readers.base import Reader
from emde_core.data.tables import Record, read_records
from emde_core.errors import DataError
from emde_core.schema import FILM, VIEWER, plain_id

VIEWER_IDS, ITEM_IDS = "u_id_mapping.csv", "i_id_mapping.csv"
_NUMBER = "itemid"  # the plain name of the column of items' numbers
_TABLES = (".csv", ".tsv", ".jsonl", ".json")


def _interactions_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.inter") if path.is_file())


def _is_mmrec(folder: Path) -> bool:
    return bool(_interactions_files(folder)) and not any(folder.glob("*.item"))


def read_mmrec(folder: Path) -> Dataset:
    """Read the one file of interactions, by the viewers' and items' own ids where the folder has them.

    Without ratings, every interaction counts as a like. Films are those of the first table that has ids and titles;
    where there is none, those of the interactions, called by their ids, which the report says.

    Raises:
        DataError: there are several files of interactions, a column is missing, or no row of a file can be used.
    """
    paths, faults = _interactions_files(folder), Faults()
    if len(paths) != 1:
        raise DataError(f"{folder}: expected one .inter file, found {', '.join(path.name for path in paths) or 'none'}")
    with paths[0].open(encoding="utf-8-sig", errors="replace") as file:
        numbers = file.readline().split()
    viewers, items = (_own_ids(folder / name, numbers, faults) for name in (VIEWER_IDS, ITEM_IDS))
    ratings = RatingsFile(paths[0], "\t", may_lack_ratings=True)
    interactions = _by_own_ids(ratings.read(faults), viewers, items)
    films, note = _films(folder, interactions, items, faults)
    notes = (*ratings.note(), *([note] if note else ()))
    return Dataset.of(Catalogue(films, folder), interactions, notes, faults.posters, faults.rows)


def _own_ids(path: Path, columns: Sequence[str], faults: Faults) -> dict[str, str]:
    """Return the own id of each number, whose column is one of the interactions'; nothing where there is no file."""
    own_ids: dict[str, str] = {}
    for where, row in read_records(path, faults) if path.is_file() else ():
        numbers = [name for name in row if name in columns]
        others = [name for name in row if name not in columns]
        if len(numbers) != 1 or not others:
            raise DataError(
                f"{where}: expected a column of the interactions' numbers and one of ids, found {', '.join(row)}"
            )
        own_ids[plain_id(str(row[numbers[0]]))] = plain_id(str(row[others[0]]))
    return own_ids


def _by_own_ids(ratings: Interactions, viewers: Mapping[str, str], items: Mapping[str, str]) -> Interactions:
    table = ratings.table
    columns = {
        name: table[name].map(own_ids).fillna(table[name]).astype(object)
        for name, own_ids in ((VIEWER, viewers), (FILM, items))
        if own_ids
    }
    return replace(ratings, table=table.assign(**columns))


def _films(
    folder: Path, interactions: Interactions, items: Mapping[str, str], faults: Faults
) -> tuple[tuple[Film, ...], str]:
    """Return the films, and the report's line on them where they have no titles."""
    path = next((path for path in sorted(folder.iterdir()) if _has_titles(path)), None)
    if path is not None:
        rows = read_records(path, faults)
        return films_of(rows, lambda row, where: _film(row, items, where), faults, folder), ""
    ids = sorted(set(interactions.table[FILM]))
    films = tuple(film_from({"id": film_id, "title": film_id}, str(folder)) for film_id in ids)
    return films, f"{folder} has no table of titles: films are called by their ids; --metadata may bring titles"


def _has_titles(path: Path) -> bool:
    if path.suffix.lower() not in _TABLES or path.name in (VIEWER_IDS, ITEM_IDS):
        return False
    first = next((row for _, row in read_records(path, Faults())), {})
    fields = {field for _, field in columns_of(tuple(first))}
    return {"id", "title"} <= (fields | {"id"} if _item_column(first) else fields)


def _item_column(row: Record) -> str | None:
    """Return the column of items' ids: a film's, or Amazon's."""
    ids = {name for name, field in columns_of(tuple(row)) if field == "id"}
    return next((name for name in row if name in ids or plain_column(name) == "asin"), None)


def _film(row: Record, items: Mapping[str, str], where: str) -> Film:
    name = _item_column(row)
    value = plain_id(str(row.get(name or "", "")).strip())
    is_number = name is not None and plain_column(name) == _NUMBER
    return film_from(record_from(row, where) | {"id": items.get(value, value) if is_number else value}, where)


MMREC = Reader("MMRec", f"one .inter file, with {ITEM_IDS} and {VIEWER_IDS} if there are", _is_mmrec, read_mmrec)
