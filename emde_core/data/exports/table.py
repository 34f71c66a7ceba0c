"""Tables as sites and spreadsheets write them: any usual encoding, separator, number and date."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from io import StringIO

from emde_core.data.exports.dates import Order, is_ambiguous, iso_date, order_of
from emde_core.errors import DataError
from emde_core.limits import LIMITS

SEPARATORS = (",", ";", "\t", "|")
LONGEST = 300  # characters of a title
SCALES = (5.0, 10.0, 100.0)  # the best ratings that there are
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_OF = re.compile(r"(?P<value>\d+(?:\.\d+)?)\s*/\s*(?P<most>\d+)")
_STARS = re.compile(r"(?P<stars>★*)(?P<half>½?)")


def column_key(name: str) -> str:
    """Return a column's name without case, spaces and punctuation: "TMDb ID" and "tmdbID" are one.

    >>> column_key("TMDb ID") == column_key("tmdb_id")
    True
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def decode(content: bytes) -> str:
    """Read a file's text: UTF-8, UTF-16 with its mark, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


@dataclass(frozen=True)
class Table:
    """A table out of a file.

    Attributes:
        name: of the file.
        header: the columns, as the file writes them.
        lines: the number of each row's line in the file.
        rows: the cells, as many as there are columns.
        problems: sentences about rows that are left out.
        unit: the word for a row's place in the file.
    """

    name: str
    header: tuple[str, ...]
    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    problems: tuple[str, ...] = ()
    unit: str = "line"
    _orders: dict[str, Order | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def keys(self) -> frozenset[str]:
        """The columns' keys."""
        return frozenset(map(column_key, self.header))

    def __iter__(self) -> Iterator[Row]:
        keys = [column_key(name) for name in self.header]
        for line, cells in zip(self.lines, self.rows, strict=True):
            yield Row(self, f"{self.name}, {self.unit} {line}", dict(zip(keys, cells, strict=True)))

    def column(self, name: str) -> list[str]:
        """Return a column's cells, those that are not empty; none where there is no such column."""
        keys = [column_key(each) for each in self.header]
        place = keys.index(column_key(name)) if column_key(name) in keys else None
        return [] if place is None else [cells[place] for cells in self.rows if cells[place].strip()]

    def order(self, name: str) -> Order | None:
        """Return the order of days and months in a column; None where it can't be told."""
        if name not in self._orders:
            self._orders[name] = order_of(self.column(name))
        return self._orders[name]

    def doubt_about_dates(self, name: str) -> str:
        """Return a sentence where a column's days might be its months; "" where they can be told."""
        cells = [cell for cell in self.column(name) if is_ambiguous(cell)]
        if not cells or self.order(name):
            return ""
        return f"{self.name}: dates such as {cells[0]:.20} are read as month/day, for nothing says which comes first"

    def scale(self, name: str) -> float:
        """Return the best rating of a column's scale, as its highest rating lets expect: 5, 10 or 100."""
        values = [value for cell in self.column(name) if (value := _number(cell)) is not None]
        highest = max(values, default=0.0)
        return next((scale for scale in SCALES if highest <= scale), SCALES[-1])


@dataclass(frozen=True)
class Row:
    """A row of a table.

    Attributes:
        table: that it is of.
        where: the words that say where it stands.
        cells: by the columns' keys.
    """

    table: Table
    where: str
    cells: Mapping[str, str]

    def text(self, *columns: str) -> str:
        """Return the first of some columns' cells that is not empty; "" where all are, or are not there."""
        return next((text for name in columns if (text := self.cells.get(column_key(name), "").strip())), "")

    def title(self, *columns: str) -> str:
        """Read a title.

        Raises:
            DataError: it is empty or far too long; the message names where it stands.
        """
        title = " ".join(unescape(self.text(*columns)).split())  # some exports write "&amp;"
        if not 1 <= len(title) <= LONGEST:
            raise self._error(columns[0], f"a title of 1 to {LONGEST} characters", title)
        return title

    def year(self, *columns: str) -> int | None:
        """Read a year, or that of a date; None for an empty cell.

        Raises:
            DataError: there is no year in it.
        """
        text = self.text(*columns)
        match = _YEAR.search(text)
        if text and not match:
            raise self._error(columns[0], "a year such as 1979", text)
        return int(match.group()) if match else None

    def stars(self, highest: float, *columns: str) -> float | None:
        """Read a rating from 0 to ``highest`` as stars, 0 to 5; None for an empty cell.

        Stars may be written as such (★★★½), with a comma, or as "8/10".

        Raises:
            DataError: it is no number, or out of range.
        """
        text = self.text(*columns)
        if not text:
            return None
        value = _number(text)
        if match := _OF.fullmatch(text):
            value, highest = float(match["value"]), float(match["most"]) or highest
        elif (match := _STARS.fullmatch(text)) and text:
            value, highest = len(match["stars"]) + (0.5 if match["half"] else 0.0), SCALES[0]
        if value is None or not 0 <= value <= highest:
            raise self._error(columns[0], f"a rating from 0 to {highest:g}", text)
        return value * SCALES[0] / highest

    def date(self, *columns: str) -> str:
        """Read a date as ISO 8601; "" where there is none that can be read: dates only put films in order."""
        name = next((name for name in columns if self.text(name)), "")
        return iso_date(self.text(name), self.table.order(name)) if name else ""

    def imdb_id(self, *columns: str) -> str | None:
        """Return the digits of an id of IMDb, or of an address with one in it; None where there is none."""
        match = re.search(r"(?:tt|^)0*([1-9]\d*)(?!\d)", self.text(*columns))
        return match[1] if match else None

    def tmdb_id(self, *columns: str) -> str | None:
        """Return an id of TMDB; None where there is none."""
        match = re.fullmatch(r"0*([1-9]\d*)(?:\.0)?", self.text(*columns))
        return match[1] if match else None

    def names(self, *columns: str) -> tuple[str, ...]:
        """Return the names of a list, separated by comma, semicolon or bar."""
        return tuple(name for each in re.split(r"[,;|]", self.text(*columns)) if (name := each.strip()))

    def _error(self, column: str, expected: str, text: str) -> DataError:
        return DataError(f"{self.where}: column {column!r}: expected {expected}, found {text!r:.60}")


def _number(cell: str) -> float | None:
    text = cell.strip().replace(",", ".")
    return float(text) if re.fullmatch(r"\d+(?:\.\d*)?|\.\d+", text) else None


def read_cells(name: str, text: str, separator: str, most: int) -> list[tuple[int, list[str]]]:
    """Split a text into rows of cells, each with the number of its last line; empty rows are left out.

    Raises:
        DataError: it can't be split, or has more than ``most`` rows.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
            if len(rows) > most + 1:
                raise DataError(f"{name} has more than {most:,} rows; give a part of it")
    except csv.Error as error:
        raise DataError(f"{name} can't be read: {error}") from error
    return rows


def table_of(name: str, rows: Sequence[tuple[int, list[str]]]) -> Table:
    """Make a table of rows, the first of which is the header; rows of another length are left out, and named.

    Raises:
        DataError: it has too many columns.
    """
    _, header = rows[0]
    columns = len(header)
    if columns > LIMITS.columns.most:
        raise DataError(f"{name} has {columns:,} columns; give a table of at most {LIMITS.columns}")
    good, problems = [], []
    for line, cells in rows[1:]:
        surplus = [cell for cell in cells[columns:] if cell.strip()]
        if len(cells) < columns or surplus:
            number = "more" if surplus else "fewer"
            problems.append(f"{name}, line {line}: {number} cells than the {columns} columns of the header")
        else:
            good.append((line, tuple(cells[:columns])))
    return Table(
        name,
        tuple(name.strip() for name in header),
        tuple(line for line, _ in good),
        tuple(cells for _, cells in good),
        tuple(problems),
    )
