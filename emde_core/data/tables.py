"""Tables of records in files, a row each, with words that name the file and the line."""

from __future__ import annotations

import codecs
import csv
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast

import pyarrow as pa

from emde_core.data.faults import Faults
from emde_core.data.parquet_rows import parquet_rows
from emde_core.errors import DataError
from emde_core.limits import LIMITS
from emde_core.strict_json import parse_json

Record = dict[str, Any]
Rows = Iterator[tuple[str, Record]]
ENDINGS = (".csv", ".tsv", ".jsonl", ".json", ".parquet")
_DELIMITERS = ",;\t"
_IMDB_HEADER = re.compile(r"(?:tconst|nconst|titleId)\t")  # IMDb's tables have quotation marks that quote nothing
_NO_UTF8 = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as Python reads them through
PARQUET_FAILURES = (pa.ArrowException, OSError, ValueError, OverflowError)  # of a damaged file, and of odd values in it
_LARGEST_CELL = LIMITS.line.most  # characters; Kaggle's credits have more than the 128 KB that Python expects


def read_records(path: Path, faults: Faults | None = None) -> Rows:
    """Yield each row of a table, with the words that say where it stands.

    Args:
        path: a .csv, .tsv, .jsonl, .json, .parquet or (RecBole's) .item file; all but the last two also as .gz. A .csv
            has its cells between commas, semicolons or tabs, as its header shows.
        faults: takes rows that can't be read; without it such a row is an error.

    Raises:
        DataError: the file is not there or of another kind; or, without ``faults``, a row can't be read.
    """
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    reader = _READERS.get(suffixes[-1] if suffixes else "")
    if reader is None:
        raise DataError(f"{path}: expected a file that ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}")
    try:
        for where, row in reader(path, faults):
            if _is_utf8(row):
                yield where, row
            else:
                _refuse(where, "not UTF-8 text; save the file as UTF-8", faults)
    except OSError as error:
        raise DataError(f"{path} can't be opened: {error}") from error
    except (csv.Error, EOFError, zlib.error, UnicodeError) as error:
        raise DataError(f"{path} can't be read: {error}") from error


def _refuse(where: str, reason: str, faults: Faults | None) -> None:
    if faults is None:
        raise DataError(f"{where}: {reason}")
    faults.add(where, reason)


def _is_utf8(row: Record) -> bool:
    return not any(isinstance(cell, str) and not cell.isascii() and _NO_UTF8.search(cell) for cell in row.values())


def _open(path: Path) -> TextIO:
    """Open a text file, through gzip where its name says so. Bytes that are not UTF-8 get through, to be named."""
    settings = {"encoding": "utf-8-sig", "errors": "surrogateescape", "newline": ""}
    if path.suffix.lower() == ".gz":
        return cast(TextIO, gzip.open(path, "rt", **settings))  # type: ignore[call-overload]
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            settings["encoding"] = "utf-16"
    return path.open(**settings)  # type: ignore[call-overload]


@contextmanager
def _large_cells() -> Iterator[None]:
    usual = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _csv_records(path: Path, faults: Faults | None) -> Rows:
    with _open(path) as file:
        header = next(_Lines(file, path), "")
        file.seek(0)
        lines = _Lines(file, path)
        rows = csv.reader(
            lines,
            delimiter=max(_DELIMITERS, key=header.count),
            quoting=csv.QUOTE_NONE if _IMDB_HEADER.match(header) else csv.QUOTE_MINIMAL,
        )
        with _large_cells():
            yield from _csv_rows(rows, lines, path, faults)


class _Lines:
    """The lines of a file, some of which can be read again.

    Attributes:
        number: of the last line that was read, from 1.

    Raises:
        DataError: on a line, or on the lines of a row together, of more characters than ``LIMITS`` allows.
    """

    def __init__(self, file: TextIO, path: Path) -> None:
        self._file, self._path = file, path
        self._again: list[str] = []  # the next one last
        self._row: list[str] = []  # the lines of the row that is being read
        self._size = 0  # characters of these
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._file.readline(LIMITS.line.most + 1)
        if not line:
            raise StopIteration
        self._row.append(line)
        self._size += len(line)
        self.number += 1
        if self._size > LIMITS.line.most:
            raise DataError(f"{self._path}, line {self.number}: a row of more than {LIMITS.line}; leave it out")
        return line

    def end_row(self) -> None:
        """Let the next row begin with the next line."""
        self._row, self._size = [], 0

    def end_row_early(self) -> bool:
        """Let the next row begin with the second line of this one, if it has several; tell whether it has."""
        rest = self._row[1:]
        self._again += reversed(rest)
        self.number -= len(rest)
        self.end_row()
        return bool(rest)


def _csv_rows(rows: Iterator[list[str]], lines: _Lines, path: Path, faults: Faults | None) -> Rows:
    """Yield each row; a quotation mark that is never closed takes no other line away."""
    header = next(rows, [])
    if len(header) > LIMITS.columns.most:
        raise DataError(f"{path} has {len(header):,} columns; give a table of at most {LIMITS.columns}")
    lines.end_row()
    for row in rows:
        if len(row) in (0, len(header)):
            if row:
                yield f"{path}, line {lines.number}", dict(zip(header, row, strict=True))
            lines.end_row()
            continue
        amount = "more" if len(row) > len(header) else "fewer"
        is_open = lines.end_row_early()
        reason = f"{amount} cells than the {len(header)} columns of the header"
        also = ", or a quotation mark that is not closed" if is_open else ""
        _refuse(f"{path}, line {lines.number}", reason + also, faults)


def _item_records(path: Path, faults: Faults | None) -> Rows:
    with _open(path) as file:
        yield from checked_rows(
            csv.DictReader(_each_line(file, path), delimiter="\t", quoting=csv.QUOTE_NONE), path, faults
        )


def _each_line(file: TextIO, path: Path) -> Iterator[str]:
    """Yield the lines of a file where each is a row."""
    lines = _Lines(file, path)
    for line in lines:
        lines.end_row()
        yield line


def checked_rows(rows: csv.DictReader[str], name: object, faults: Faults | None = None) -> Rows:
    """Yield each row, with the words that say where it stands in the file called ``name``.

    Raises:
        DataError: it is no table; or, without ``faults``, a row has more or fewer cells than the header.
    """
    for row in _rows(rows, name):
        where = f"{name}, line {rows.line_num}"
        columns = len(rows.fieldnames or ())
        if None in row:
            _refuse(where, f"more cells than the {columns} columns of the header", faults)
        elif None in row.values():
            _refuse(where, f"fewer cells than the {columns} columns of the header", faults)
        else:
            yield where, row


def _rows(rows: csv.DictReader[str], name: object) -> Iterator[dict[str | Any, str | Any]]:
    try:
        yield from rows
    except csv.Error as error:
        raise DataError(f"{name}, line {rows.line_num}: no row of a table ({error})") from error


def text_lines(path: Path) -> list[tuple[str, str]]:
    """Return the lines that are not empty, each with where it stands, of a file in UTF-8 or, as old ones are, Latin-1.

    Raises:
        DataError: the file is not there, or is larger than any data set's.
    """
    if not path.is_file():
        raise DataError(f"{path} is not there; it belongs to the data set")
    if path.stat().st_size > LIMITS.document.most:
        raise DataError(f"{path} has more than {LIMITS.document.most:,} bytes; the data set's own has far fewer")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    lines = enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
    return [(f"{path}, line {number}", line) for number, line in lines if line.strip()]


def _json_lines(path: Path, faults: Faults | None) -> Rows:
    with _open(path) as file:
        for number, line in enumerate(_each_line(file, path), start=1):
            if line.strip():
                yield from _json_row(line, f"{path}, line {number}", faults)


def _json_row(line: str, where: str, faults: Faults | None) -> Rows:
    try:
        record = parse_json(line)
    except json.JSONDecodeError as error:
        reason = "not UTF-8 text; save the file as UTF-8" if _NO_UTF8.search(line) else f"not JSON: {error.msg}"
        _refuse(where, f"{reason} at column {error.colno}; one object a line", faults)
    except ValueError as error:
        _refuse(where, f"not JSON: {error}; one object a line", faults)
    else:
        if isinstance(record, dict):
            yield where, record
        else:
            _refuse(where, f"expected a JSON object, found {line.strip()!r:.60}", faults)


def _json_records(path: Path, faults: Faults | None) -> Rows:
    """Yield each object of a JSON document: a list of them, one alone, or the answer of a SPARQL service."""
    with _open(path) as file:
        text = file.read(LIMITS.document.most + 1)
        if len(text) > LIMITS.document.most:
            raise DataError(f"{path}: more than {LIMITS.document}; give it as .jsonl, one object a line")
        try:
            document = parse_json(text)
        except ValueError as error:
            raise DataError(f"{path}: not JSON ({error}); expected a list of objects") from error
    objects = document if isinstance(document, list) else _list_in(document) or [document]
    for number, record in enumerate(objects, start=1):
        if isinstance(record, dict):
            yield f"{path}, object {number}", {name: _sparql_value(cell) for name, cell in record.items()}
        else:
            _refuse(f"{path}, object {number}", f"expected a JSON object, found {record!r:.60}", faults)


def _list_in(document: Any) -> list[Any]:  # noqa: ANN401 - any JSON document
    """Return the first list of objects that stands somewhere in a document, which is no film itself; [] for none."""
    if not isinstance(document, dict) or {"id", "title", "Title", "imdb_id", "imdbID", "tmdb_id"} & document.keys():
        return []
    inside = (each if isinstance(each, list) else _list_in(each) for each in document.values())
    return next((each for each in inside if each and isinstance(each[0], dict)), [])


def _sparql_value(cell: Any) -> Any:  # noqa: ANN401
    """Return the value of a cell, which a SPARQL service wraps into an object."""
    return cell["value"] if isinstance(cell, dict) and {"type", "value"} <= cell.keys() else cell


def _parquet_records(path: Path, faults: Faults | None) -> Rows:  # noqa: ARG001 - every row of Parquet can be read
    try:
        for number, record in enumerate(parquet_rows(path), start=1):
            yield f"{path}, row {number}", record
    except PARQUET_FAILURES as error:
        raise DataError(f"{path} can't be read: {error}") from error


_READERS: Mapping[str, Callable[[Path, Faults | None], Rows]] = {
    ".csv": _csv_records,
    ".tsv": _csv_records,
    ".jsonl": _json_lines,
    ".json": _json_records,
    ".parquet": _parquet_records,
    ".item": _item_records,
}
