"""The codebook: what every column and key of every file means, in one table, ``codebook.csv``.

A row holds for each path in its files that ends in its name, unless a row with a longer name does: ``value`` is told
once, and ``wishes.weight`` apart from a what-if's ``weights``. PART stands for the name of any part of a score. Rows
without files tell what a name means where it is a value, ``part = text``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.look.palette import label
from emde_core.data.csv_text import csv_text
from emde_core.explain.methods.registry import METHODS

TABLE = Path(__file__).with_name("codebook.csv")
ADDS_UP = {True: "the values add up", False: "the values need not add up"}


@dataclass(frozen=True)
class Meaning:
    """A row: the meaning of a name in files.

    Attributes:
        name: a column's, or the end of a key's path; or "name = value" for a value.
        files: in which it is, as they are called when they are saved, with FILM, PART and GROUP for names; a space
            between two; "" for values.
        meaning: a sentence.
        unit, range: of its values; "" where it has none.
        on_screens: the word for it on screens; "" where it is not there, or the same.
        see: where it is defined: a paper, or a file of this project.
    """

    name: str
    files: str
    meaning: str
    unit: str
    range: str
    on_screens: str
    see: str


@cache
def codebook() -> tuple[Meaning, ...]:
    """Return every row: the table's, with what screens call the parts, and one for each method of explaining."""
    table = pd.read_csv(TABLE, dtype=str, keep_default_na=False)
    rows = [_on_screens(Meaning(**{str(name): cell for name, cell in row.items()})) for row in table.to_dict("records")]
    methods = (
        Meaning(
            name=f"method = {each.name}",
            files="",
            meaning=f"{each.description}; {ADDS_UP[each.adds_up]}",
            unit=each.unit,
            range="",
            on_screens=each.label,
            see="emde_core/explain/README.md",
        )
        for each in METHODS
    )
    return (*rows, *methods)


def meaning(name: str) -> str:
    """Return what a value means, as the end of a sentence; KeyError for one that the codebook does not know."""
    words = {row.name: row.meaning for row in codebook()}[name]
    return f"{words[0].lower()}{words[1:]}"


def _on_screens(row: Meaning) -> Meaning:
    """Return a row with the word that screens have for a part of a score."""
    kind, _, value = row.name.partition(" = ")
    return replace(row, on_screens=label(value)) if kind == "part" else row


def codebook_as_csv() -> str:
    """Return the codebook as a file."""
    return csv_text(pd.DataFrame(codebook(), columns=[field.name for field in fields(Meaning)]))
