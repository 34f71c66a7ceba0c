"""Tables in files, read with errors that name the file and the line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from emde_core.checks import has_columns
from emde_core.data.interactions import Interactions
from emde_core.errors import DataError
from emde_core.schema import FILM, RATING, TIME, VIEWER

Record = dict[str, Any]
_TOKENS = pa.dictionary(pa.int32(), pa.string())  # each id is stored once, however many ratings name it
_TYPES = {VIEWER: _TOKENS, FILM: _TOKENS, RATING: pa.float64(), TIME: pa.float64()}


def read_records(path: Path) -> Iterator[tuple[str, Record]]:
    """Yield each row of a .csv, .jsonl, .parquet or (RecBole's) .item file, with the words that say where it stands.

    Raises:
        DataError: the file is not there, is of another kind, or a row can't be read.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise DataError(f"{path}: expected a file that ends in .csv, .jsonl or .parquet")
    try:
        yield from reader(path)
    except OSError as error:
        raise DataError(f"{path} can't be opened: {error}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 text ({error.reason}); save it as UTF-8") from error
    except (csv.Error, pa.ArrowException) as error:
        raise DataError(f"{path} can't be read: {error}") from error


def _csv_records(path: Path) -> Iterator[tuple[str, Record]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from checked_rows(csv.DictReader(file), path)


def _item_records(path: Path) -> Iterator[tuple[str, Record]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from checked_rows(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), path)


def checked_rows(rows: csv.DictReader[str], name: object) -> Iterator[tuple[str, Record]]:
    """Yield each row, with the words that say where it stands in the file called ``name``.

    Raises:
        DataError: a row has more or fewer cells than the header.
    """
    for row in rows:
        where = f"{name}, line {rows.line_num}"
        columns = len(rows.fieldnames or ())
        if None in row:
            raise DataError(f"{where}: more cells than the {columns} columns of the header")
        if None in row.values():
            raise DataError(f"{where}: fewer cells than the {columns} columns of the header")
        yield where, row


def _json_records(path: Path) -> Iterator[tuple[str, Record]]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield f"{path}, line {number}", _json_object(line, f"{path}, line {number}")


def _json_object(line: str, where: str) -> Record:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"{where}: not JSON: {error.msg} at column {error.colno}; one object a line") from error
    if not isinstance(record, dict):
        raise DataError(f"{where}: expected a JSON object, found {line.strip()!r:.60}")
    return record


def _parquet_records(path: Path) -> Iterator[tuple[str, Record]]:
    for number, record in enumerate(pa_parquet.read_table(path).to_pylist(), start=1):
        yield f"{path}, row {number}", record


_READERS: Mapping[str, Callable[[Path], Iterator[tuple[str, Record]]]] = {
    ".csv": _csv_records,
    ".jsonl": _json_records,
    ".parquet": _parquet_records,
    ".item": _item_records,
}


def read_ratings(
    path: Path,
    columns: Mapping[str, str],
    *,
    separator: str = ",",
    header: tuple[str, ...] | None = None,
    simulated: bool = False,
) -> Interactions:
    """Read ratings from a delimited file or parquet, without a Python loop: tens of millions of rows are fine.

    Args:
        path: the file.
        columns: the file's name for each of viewer, film, rating and (where it has one) time.
        separator: one character.
        header: the columns' names where the file has no header line.
        simulated: no person gave these ratings.

    Raises:
        DataError: the file can't be read, a column is missing, a rating is not a number (with its row).
    """
    table = _parquet(path) if path.suffix == ".parquet" else _delimited(path, columns, separator, header)
    times = [theirs for theirs, ours in columns.items() if ours == TIME]
    has_columns(str(path), table.columns, [name for name in columns if name not in times], times)
    return Interactions.from_frame(table.rename(columns=dict(columns)), str(path), simulated=simulated)


def _parquet(path: Path) -> pd.DataFrame:
    try:
        return pa_parquet.read_table(path).to_pandas()
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{path} can't be read: {error}") from error


def _delimited(path: Path, columns: Mapping[str, str], separator: str, header: tuple[str, ...] | None) -> pd.DataFrame:
    types = {theirs: _TYPES[ours] for theirs, ours in columns.items()}
    try:
        return _parse(path, types, separator, header)
    except pa.ArrowInvalid:
        # A cell that is no number. As text it gets through, and the validation then names its row.
        return _parse_as_text(path, types, separator, header)


def _parse_as_text(path: Path, columns: Iterable[str], separator: str, header: tuple[str, ...] | None) -> pd.DataFrame:
    try:
        return _parse(path, dict.fromkeys(columns, pa.string()), separator, header)
    except pa.ArrowInvalid as error:
        raise DataError(f"{path} can't be read as a table of {', '.join(columns)}: {error}") from error


def _parse(path: Path, types: Mapping[str, Any], separator: str, header: tuple[str, ...] | None) -> pd.DataFrame:
    try:
        return pa_csv.read_csv(
            path,
            read_options=pa_csv.ReadOptions(column_names=header),
            parse_options=pa_csv.ParseOptions(delimiter=separator, quote_char='"' if separator == "," else False),
            convert_options=pa_csv.ConvertOptions(column_types=types),
        ).to_pandas()
    except OSError as error:
        raise DataError(f"{path} can't be opened: {error}") from error
