"""The bounds of whatever people and files may give: beyond each of them stands an error that names it."""

from __future__ import annotations

from typing import NamedTuple

from emde_core.effort import size_words

MEGABYTE = 10**6


class Bound(NamedTuple):
    """The most that is taken of something.

    Attributes:
        most: the number.
        unit: what is counted.
        of: what it is a bound of.
    """

    most: int
    unit: str
    of: str

    def __str__(self) -> str:
        if self.unit == "bytes":
            return size_words(self.most)
        return f"{self.most:,} {self.unit}"


class Limits(NamedTuple):
    """Every bound, in the order of the table in SECURITY.md.

    A process that reads one input within these bounds takes less than ``memory`` beyond what it had: tests measure it
    (``tests/trust/memory.py``).
    """

    memory: Bound = Bound(1_500 * MEGABYTE, "bytes", "memory for one input, whatever it is")
    upload: Bound = Bound(20 * MEGABYTE, "bytes", "a file that is uploaded")
    upload_files: Bound = Bound(20, "files", "an import")
    session_uploads: Bound = Bound(60 * MEGABYTE, "bytes", "all files of an import together")
    zip_members: Bound = Bound(10_000, "files", "a zip, read or not")
    zip_files: Bound = Bound(100, "files", "a zip that are read")
    zip_unpacked: Bound = Bound(60 * MEGABYTE, "bytes", "all files of a zip together, unpacked")
    export_rows: Bound = Bound(50_000, "rows", "a table of an export")
    columns: Bound = Bound(2_000, "columns", "any table")
    line: Bound = Bound(2**24, "characters", "a row or a line of a file of films")
    document: Bound = Bound(32 * MEGABYTE, "characters", "a JSON document of films, or a table of an older data set")
    ratings: Bound = Bound(50_000_000, "rows", "a file of ratings")
    ratings_file: Bound = Bound(4_000 * MEGABYTE, "bytes", "a file of ratings, unpacked")
    rating_cell: Bound = Bound(1_000, "bytes", "a cell of a file of ratings")
    parquet_values: Bound = Bound(20_000_000, "cells", "a Parquet file of films")
    row_group: Bound = Bound(512 * MEGABYTE, "bytes", "a row group of a Parquet file of films, unpacked")
    picture: Bound = Bound(8 * MEGABYTE, "bytes", "a poster that is uploaded")
    pixels: Bound = Bound(40_000_000, "pixels", "a picture")
    study_file: Bound = Bound(500_000, "characters", "a study")
    answer: Bound = Bound(2_000, "characters", "a study’s answer")
    note: Bound = Bound(2_000, "characters", "a note")
    notes: Bound = Bound(200, "notes", "a browser")
    kept_text: Bound = Bound(400_000, "characters", "a text that the browser keeps")
    address: Bound = Bound(8_000, "characters", "the state in an address")
    imported_films: Bound = Bound(60, "films", "an imported history")
    history: Bound = Bound(20_000, "films", "a history")
    session_history: Bound = Bound(300, "films", "a history on the page")
    wishes: Bound = Bound(50, "wishes", "a history")
    sessions: Bound = Bound(100, "pages", "a server, open at once")
    title: Bound = Bound(500, "characters", "a film’s title")
    draft_title: Bound = Bound(120, "characters", "the title of a film that somebody writes")
    draft_plot: Bound = Bound(1_500, "characters", "the plot of a film that somebody writes")
    query: Bound = Bound(120, "characters", "a search")


LIMITS = Limits()
