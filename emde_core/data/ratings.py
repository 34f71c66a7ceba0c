"""Ratings in files: delimited text or Parquet, without a Python loop, so that tens of millions of rows are fine."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from emde_core.arrays import Ints
from emde_core.data.columns import ratings_columns
from emde_core.data.faults import Faults
from emde_core.data.interactions import Interactions, row_faults
from emde_core.data.tables import PARQUET_FAILURES
from emde_core.errors import DataError
from emde_core.limits import LIMITS
from emde_core.schema import FILM, RATING, TIME, VIEWER

LIKED = 5.0  # what an interaction counts as where a data set holds no ratings
SHORTEST_ROW = 4  # bytes: two names of a letter, what parts them, and the line's end
_PIECE = 2**24  # bytes of a text that are looked through at once
_BYTES = "latin-1"  # which has a letter for every byte
_TOKENS = pa.dictionary(pa.int32(), pa.string())  # each id is stored once, however many ratings name it
_TYPES = {VIEWER: _TOKENS, FILM: _TOKENS, RATING: pa.float64(), TIME: pa.float64()}


@dataclass(frozen=True)
class RatingsFile:
    """A file of ratings, and how it is written.

    Attributes:
        path: a .parquet file, or text with one rating a line.
        separator: one character; a comma may be a semicolon or a tab as well, as the header shows.
        header: the columns' names where the file has no header line.
        may_lack_ratings: a file without a rating column holds interactions, each of which counts as a like.
    """

    path: Path
    separator: str = ","
    header: tuple[str, ...] | None = None
    may_lack_ratings: bool = False

    def read(self, faults: Faults | None = None, *, simulated: bool = False) -> Interactions:
        """Read the ratings; names of columns are those of README's table.

        Args:
            faults: takes rows that can't be used; without it such a row is an error.
            simulated: no person gave these ratings.

        Raises:
            DataError: the file can't be read, a column is missing, no row can be used; or, without ``faults``, a row
                can't be.
        """
        self._check_size()
        names = self._names()
        if len(names) == 1 and self.separator == ",":
            others = [replace(self, separator=each) for each in ";\t" if each in names[0]]
            if others:
                return others[0].read(faults, simulated=simulated)
        columns = ratings_columns(str(self.path), names, may_lack_ratings=self.may_lack_ratings)
        table = self._frame(columns)
        with suppress(DataError):  # the second reading knows the line of every row
            if table is not None:
                return Interactions.from_frame(table, str(self.path), simulated=simulated)
        table = self._good_rows(names, columns, Faults() if faults is None else faults, strict=faults is None)
        return Interactions.from_frame(table, str(self.path), simulated=simulated)

    def note(self) -> tuple[str, ...]:
        """Return the report's line on a file without ratings; none on any other."""
        columns = ratings_columns(str(self.path), self._names(), may_lack_ratings=self.may_lack_ratings)
        lacks = RATING not in columns.values()
        return (f"{self.path} holds no ratings: every interaction counts as a like",) if lacks else ()

    def _check_size(self) -> None:
        """Refuse a file of more rows or bytes than ``LIMITS`` allows, before it takes memory.

        Raises:
            DataError: it has more, or can't be read.
        """
        try:
            rows, size = _parquet_size(self.path) if self.path.suffix == ".parquet" else _text_size(self.path)
        except PARQUET_FAILURES as error:
            raise DataError(f"{self.path} can't be read: {error}") from error
        if rows > LIMITS.ratings.most:
            raise DataError(f"{self.path} has {rows:,} rows; give at most {LIMITS.ratings}, those of fewer viewers")
        if size > LIMITS.ratings_file.most:
            raise DataError(f"{self.path} has more than {LIMITS.ratings_file}; give the ratings of fewer viewers")

    def _check_cells(self, table: pa.Table) -> None:
        """Refuse cells so long that they would take all memory: Parquet has a word once, however often it is said.

        Raises:
            DataError: a cell is longer than ``LIMITS`` allows.
        """
        if any(_longest(column) > LIMITS.rating_cell.most for column in table.columns):
            raise DataError(f"{self.path} has a cell of more than {LIMITS.rating_cell}; give ids and numbers alone")

    def _names(self) -> list[str]:
        """Return the names of the file's columns."""
        if self.header is not None:
            return list(self.header)
        try:
            if self.path.suffix == ".parquet":
                return list(pa_parquet.read_schema(self.path).names)
            with self.path.open("rb") as file:
                line = file.readline(LIMITS.line.most).decode("utf-8-sig", "replace").strip("\r\n")
        except PARQUET_FAILURES as error:
            raise DataError(f"{self.path} can't be read: {error}") from error
        if not line.strip():
            raise DataError(f"{self.path} is empty; expected a header line and a rating a line")
        if line.count(self.separator) >= LIMITS.columns.most:
            raise DataError(f"{self.path} has too many columns; give a table of at most {LIMITS.columns}")
        return [name.strip().strip('"') for name in line.split(self.separator)]

    def _frame(self, columns: Mapping[str, str]) -> pd.DataFrame | None:
        """Return the ratings, by our columns' names; None where a row of text is not as it should be."""
        if self.path.suffix == ".parquet":
            return self._parquet(columns)
        try:
            table = self._parse({theirs: _TYPES[ours] for theirs, ours in columns.items()})
        except pa.ArrowException:
            return None
        self._check_cells(table)
        return _renamed(table.to_pandas(), columns)

    def _good_rows(self, names: list[str], columns: Mapping[str, str], faults: Faults, *, strict: bool) -> pd.DataFrame:
        """Return the rows that can be used, and have ``faults`` take the others, each with its line."""
        before = len(faults.rows)
        table, lines = self._text_rows(names, columns, faults)
        bad = row_faults(table)
        unit = "row" if self.path.suffix == ".parquet" else "line"
        for row, reason in bad.items():
            faults.add(f"{self.path}, {unit} {lines[row]}", reason)
        if strict and len(faults.rows) > before:
            raise DataError(faults.rows[before])
        good = table.drop(index=list(bad)).reset_index(drop=True)
        if not len(good):
            raise faults.refuse_all()
        return good

    def _text_rows(self, names: list[str], columns: Mapping[str, str], faults: Faults) -> tuple[pd.DataFrame, Ints]:
        """Read every cell as text, and the line of every row; lines with too many or too few cells are faults."""
        if self.path.suffix == ".parquet":
            table = self._parquet(columns)
            return table, np.arange(1, len(table) + 1)
        ragged = _RaggedRows(self.separator)
        try:
            cells = self._parse(dict.fromkeys(names, pa.binary()), ragged.skip)
        except pa.ArrowException as error:
            raise DataError(f"{self.path} can't be read: {error}") from error
        self._check_cells(cells.select(list(columns)))
        table = cells.to_pandas()
        first = 1 if self.header else 2
        numbers = np.arange(first, first + len(table) + len(ragged.numbers))
        lines = ragged.lines(numbers[~np.isin(numbers, ragged.numbers)])
        for line, reason in ragged.faults:
            faults.add(f"{self.path}, line {line}", reason)
        if ragged.rows:
            more = pd.DataFrame([[cell.encode() for cell in row] for _, row in ragged.rows], columns=names)
            table = pd.concat([table, more], ignore_index=True)
            lines = np.append(lines, [line for line, _ in ragged.rows])
        empty = (table == b"").all(axis=1).to_numpy()
        table = _renamed(table[list(columns)], columns)[~empty].reset_index(drop=True)
        return table.apply(_decoded), lines[~empty]

    def _parquet(self, columns: Mapping[str, str]) -> pd.DataFrame:
        try:
            words = [name for name, kind in _parquet_types(self.path) if kind == "BYTE_ARRAY" and name in columns]
            table = pa_parquet.read_table(self.path, columns=list(columns), read_dictionary=words)
            self._check_cells(table)
            return _renamed(table.to_pandas(), columns)
        except PARQUET_FAILURES as error:
            raise DataError(f"{self.path} can't be read: {error}") from error

    def _parse(self, types: Mapping[str, Any], skip: Any = None) -> pa.Table:  # noqa: ANN401
        try:
            return pa_csv.read_csv(
                self.path,
                read_options=self._read_options() if skip is None else self._byte_options(types),
                parse_options=pa_csv.ParseOptions(
                    delimiter=self.separator,
                    quote_char='"' if self.separator in ",;" else False,
                    ignore_empty_lines=skip is None,
                    invalid_row_handler=skip,
                ),
                convert_options=pa_csv.ConvertOptions(column_types=types, include_columns=list(types)),
            )
        except OSError as error:
            raise DataError(f"{self.path} can't be opened: {error}") from error

    def _read_options(self) -> pa_csv.ReadOptions:
        return pa_csv.ReadOptions(column_names=self.header)

    def _byte_options(self, names: Iterable[str]) -> pa_csv.ReadOptions:
        """Return how cells are read that may be no UTF-8: each byte as the letter of its number, see ``_text``."""
        skip_header = 0 if self.header else 1
        return pa_csv.ReadOptions(column_names=names, skip_rows=skip_header, use_threads=False, encoding=_BYTES)


def _text_size(path: Path) -> tuple[int, int]:
    """Return the lines and the bytes of a text; lines are counted only where there may be too many."""
    size = path.stat().st_size
    if size < SHORTEST_ROW * LIMITS.ratings.most or size > LIMITS.ratings_file.most:
        return 0, size
    with path.open("rb") as file:
        pieces = iter(lambda: file.read(_PIECE), b"")
        ends = [(piece.count(b"\n"), piece.count(b"\r")) for piece in pieces]
    return max(map(sum, zip(*ends, strict=True))), size


def _parquet_size(path: Path) -> tuple[int, int]:
    """Return the rows of a Parquet file, and the bytes that it has once it is unpacked."""
    metadata = pa_parquet.read_metadata(path)
    if metadata.num_columns > LIMITS.columns.most:
        raise ValueError(f"{metadata.num_columns:,} columns, and a table has at most {LIMITS.columns}")
    groups = (metadata.row_group(k) for k in range(metadata.num_row_groups))
    return metadata.num_rows, sum(group.total_byte_size for group in groups)


def _parquet_types(path: Path) -> list[tuple[str, str]]:
    """Return each column's name, and how its values are written."""
    metadata = pa_parquet.read_metadata(path)
    columns = (metadata.schema.column(k) for k in range(metadata.num_columns))
    return [(column.path, column.physical_type) for column in columns]


def _longest(column: pa.ChunkedArray) -> int:
    """Return the bytes of the longest text in a column; 0 for numbers."""
    texts = (chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk for chunk in column.chunks)
    kinds = (pa.types.is_string, pa.types.is_binary, pa.types.is_large_string, pa.types.is_large_binary)
    lengths = (pc.max(pc.binary_length(text)).as_py() for text in texts if any(kind(text.type) for kind in kinds))
    return max((length or 0 for length in lengths), default=0)


class _RaggedRows:
    """Rows with too many or too few cells, and the rows that a quotation mark left open has taken into them.

    Attributes:
        numbers: of the rows, as pyarrow counts them.
        faults: the line and the reason of each row that is left out.
        rows: the line and the cells of each row that was taken into another and is whole.
    """

    def __init__(self, separator: str) -> None:
        self._separator = separator
        self._inside: list[tuple[int, int]] = []  # a row's number, and how many lines it has taken
        self.numbers: list[int] = []
        self.faults: list[tuple[int, str]] = []
        self.rows: list[tuple[int, list[str]]] = []

    def skip(self, row: Any) -> str:  # noqa: ANN401 - pyarrow's InvalidRow
        """Take a row, and tell pyarrow to go on."""
        line = row.number + sum(count for _, count in self._inside)
        rest = row.text.splitlines()[1:]
        self.numbers.append(row.number)
        self.faults.append((line, f"{row.actual_columns} cells, and not {row.expected_columns} as the header has"))
        self._inside.append((row.number, len(rest)))
        for further, cells in enumerate(csv.reader(rest, delimiter=self._separator), start=line + 1):
            if len(cells) == row.expected_columns:
                self.rows.append((further, cells))
            elif cells:
                self.faults.append((further, f"{len(cells)} cells, and not {row.expected_columns} as the header has"))
        return "skip"

    def lines(self, numbers: Ints) -> Ints:
        """Return the lines of other rows, by their numbers."""
        counts = np.cumsum([0, *(count for _, count in self._inside)])
        return numbers + counts[np.searchsorted([number for number, _ in self._inside], numbers)]


def _renamed(table: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Name the columns as ours, and count every interaction as a like where there is no rating."""
    table = table.rename(columns=dict(columns))
    return table if RATING in table.columns else table.assign(**{RATING: LIKED})


def _decoded(column: pd.Series) -> pd.Series:
    """Return the text of bytes; bytes that are no UTF-8 stay, for ``row_faults`` to name."""
    if column.dtype != object:  # the likes of a file without ratings
        return column
    codes, values = pd.factorize(column)
    texts = np.empty(len(values), dtype=object)
    texts[:] = [_text(value) for value in values]
    return pd.Series(texts[codes], index=column.index, name=column.name)


def _text(value: bytes) -> str | bytes:
    """Return the text whose bytes were read as letters; the bytes themselves where they are no UTF-8."""
    raw = value.decode().encode(_BYTES)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw
