"""Dates in whatever order a column writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Literal

Order = Literal["day first", "month first"]
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<other>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?!\d)")
_DAY_WORD = re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<month>[A-Za-z]{3})[a-z]*\.?,?\s+(?P<year>\d{4})")
_WORD_DAY = re.compile(
    r"(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?:[\d:]+\s+)?(?P<year>\d{4})"
)
_SECONDS = re.compile(r"\d{9,10}(?:\.0)?|\d{12,13}")
MONTH_WORDS = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {word: number for number, word in enumerate(MONTH_WORDS.split(), start=1)}


def order_of(cells: Iterable[str]) -> Order | None:
    """Return the order in which a column writes days and months; None where it can't be told.

    A number above 12 is a day; dots are written between days and months, in that order. Else an order in which the
    column goes steadily up or down is the column's.
    """
    matches = [match for cell in cells if (match := _NUMBERS.match(cell.strip()))]
    if any(match["mark"] == "." or int(match["one"]) > 12 for match in matches):
        return "day first"
    if any(int(match["other"]) > 12 for match in matches):
        return "month first"
    orders: tuple[Order, ...] = ("day first", "month first")
    steady = [order for order in orders if _is_steady(_iso_of(match, order) for match in matches)]
    return steady[0] if len(steady) == 1 else None


def iso_date(cell: str, order: Order | None) -> str:
    """Return a cell's date as ISO 8601, by which films are put in order; "" where there is none.

    Args:
        cell: a date, a date and a time, or seconds since 1970.
        order: of days and months written as numbers; None is read as month first.
    """
    text = cell.strip()
    if match := _ISO.match(text):
        return _iso(match["year"], match["month"], match["day"])
    if match := _NUMBERS.match(text):
        return _iso_of(match, order or "month first")
    if match := _DAY_WORD.search(text) or _WORD_DAY.search(text):
        return _iso(match["year"], _MONTHS.get(match["month"].lower(), 0), match["day"])
    if _SECONDS.fullmatch(text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    return ""


def is_ambiguous(cell: str) -> bool:
    """Tell whether a cell is a date whose day might be its month."""
    match = _NUMBERS.match(cell.strip())
    return match is not None and match["one"] != match["other"]


def _is_steady(dates: Iterator[str]) -> bool:
    column = list(dates)
    return "" not in column and column in (sorted(column), sorted(column, reverse=True))


def _iso_of(match: re.Match[str], order: Order) -> str:
    day, month = (match["one"], match["other"]) if order == "day first" else (match["other"], match["one"])
    year = match["year"]
    return _iso(f"20{year}" if len(year) == 2 else year, month, day)


def _iso(year: str, month: str | int, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
