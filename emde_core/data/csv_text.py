"""Tables as CSV, the one place that writes it: a spreadsheet takes no cell for a formula.

Titles, names, ids and notes are text that somebody wrote, and ``=HYPERLINK(...)`` is a title. The rule: a number is
written as a number, -0.5 too; text that a spreadsheet would begin a formula with gets an apostrophe in front, which
spreadsheets read as "this is text". ``original_text`` takes it off again. What stands further on in a cell stays as it
was written: a quotation is not altered. The files part cells by commas, and are to be opened so.
"""

from __future__ import annotations

import re

import pandas as pd

_BLANKS = r"[\s\x00-\x1f\u200b\ufeff]*"  # before a sign, which some programs leave out
_FORMULA = rf"(?:{_BLANKS}[=+\-@＝＋－＠]|[\t\r\n])"
_TO_ESCAPE = re.compile(rf"\A(?='*{_FORMULA})")
_ESCAPED = re.compile(rf"\A'(?='*{_FORMULA})")


def plain_cell(text: str) -> str:
    """Return text that a spreadsheet shows as text.

    >>> plain_cell("=1+1"), plain_cell("'=1+1"), plain_cell("M*A*S*H"), plain_cell("A; =1+1")
    ("'=1+1", "''=1+1", 'M*A*S*H', 'A; =1+1')
    """
    return _TO_ESCAPE.sub("'", text)


def original_text(cell: str) -> str:
    """Return the text that ``plain_cell`` was given.

    >>> original_text("'=1+1"), original_text("'90s")
    ('=1+1', "'90s")
    """
    return _ESCAPED.sub("", cell)


def csv_text(table: pd.DataFrame) -> str:
    """Return a table as CSV (RFC 4180), without its index: text as text, numbers as numbers."""
    plain = table.rename(columns=_plain)
    for place, kind in enumerate(plain.dtypes):
        if not (pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_datetime64_any_dtype(kind)):
            plain.isetitem(place, plain.iloc[:, place].astype(object).map(_plain))
    # with another end of line pandas leaves a cell without quotation marks that holds a carriage return: it ends a row
    return str(plain.to_csv(index=False, lineterminator="\r\n"))


def _plain(cell: object) -> object:
    return plain_cell(cell) if isinstance(cell, str) else cell
