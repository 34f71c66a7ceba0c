"""Rows that can't be used: left out one by one, so that none loses the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from emde_core.errors import DataError

T = TypeVar("T")


class Faults:
    """The faults of rows, each in words that say where the row stands.

    Attributes:
        rows: those that are left out.
        posters: those whose poster is not used, since its path leads elsewhere.

    >>> faults = Faults()
    >>> with faults.left_out():
    ...     raise DataError("films.csv, line 3: no title")
    >>> faults.rows
    ['films.csv, line 3: no title']
    """

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.posters: list[str] = []

    def add(self, where: str, reason: str) -> None:
        """Leave out the row that stands at ``where``."""
        self.rows.append(f"{where}: {reason}")

    @contextmanager
    def left_out(self) -> Iterator[None]:
        """Leave out the row that the block reads where it raises a DataError."""
        try:
            yield
        except DataError as error:
            self.rows.append(str(error))

    def read(self, rows: Iterable[tuple[str, T]], make: Callable[[T, str], object]) -> None:
        """Do something with each row and where it stands; rows for which it raises a DataError are left out."""
        for where, row in rows:
            with self.left_out():
                make(row, where)

    def refuse_all(self) -> DataError:
        """Return the error for a file of which every row is left out; it says why the first one was."""
        more = f" (and so {len(self.rows) - 1:,} more)" if len(self.rows) > 1 else ""
        return DataError(f"no row can be used. {self.rows[0] if self.rows else 'All are empty.'}{more}")
