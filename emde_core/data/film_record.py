"""A row of any table, as the fields of a film that it gives."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from emde_core.data import cells
from emde_core.data.catalogue import Film
from emde_core.data.columns import FILM_COLUMNS, film_columns, plain_column
from emde_core.data.tables import Record
from emde_core.errors import DataError
from emde_core.text.catalogue_titles import read_title
from emde_core.text.titles import split_year

ADDRESSES = ("http://", "https://")


@lru_cache(maxsize=256)
def columns_of(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return each column with a field that it means; see ``FILM_COLUMNS``."""
    own = [(name, name) for name in names if name in Film.model_fields and name not in FILM_COLUMNS]
    return (*film_columns(names), *own)


def record_from(row: Record, where: str, columns: Iterable[tuple[str, str]] | None = None) -> Record:
    """Return the fields that a row gives a film, by their names; empty cells give none.

    Of columns that mean the same, the first that is not empty counts. A title with its year behind it, as MovieLens
    writes them, gives both. A poster's address is left out: nothing is fetched.

    Raises:
        DataError: a list of a film's crew can't be read.
    """
    record: dict[str, Any] = {}
    for name, field in columns_of(tuple(row)) if columns is None else columns:
        cell = row.get(name)
        if field not in record and not cells.is_empty(cell) and not is_address(field, cell):
            record[field] = _crew(cell, field, where) if plain_column(name) == "crew" else cell
    return _with_year(record)


def is_address(field: str, cell: object) -> bool:
    """Tell whether a cell holds the address of a poster."""
    return field == "poster" and str(cell).startswith(ADDRESSES)


def _crew(cell: object, field: str, where: str) -> list[str]:
    try:
        return list(cells.crew(cell, field))
    except ValueError as error:
        raise DataError(f"{where}: field 'crew': {error} (found {cell!r:.80})") from error


def _with_year(record: Record) -> Record:
    if not isinstance(record.get("title"), str) or split_year(record["title"])[1] is None:
        return record
    title = read_title(record["title"])
    parts = {"title": title.title, "year": title.year, "aliases": list(title.aliases)}
    return {"year": title.year} | record | {name: value for name, value in parts.items() if name != "year" and value}
