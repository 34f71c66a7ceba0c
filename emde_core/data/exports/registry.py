r"""The sites whose exports can be read. Adding one is one file beside this, and one line here.

>>> ratings = b"Date,Name,Year,Letterboxd URI,Rating\n2024-05-01,Alien,1979,https://boxd.it/2awY,4.5"
>>> [film.title for film in read_export("ratings.csv", ratings).films]
['Alien']

``emde_core.data.exports.matching.match`` then looks them up in a catalogue.
"""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

from emde_core.data.exports.archive import ZIP, unpack, zip_folder
from emde_core.data.exports.base import PassedOver, Site
from emde_core.data.exports.contents import ExportContents, together
from emde_core.data.exports.imdb import IMDB
from emde_core.data.exports.letterboxd import LETTERBOXD, LETTERBOXD_LIST
from emde_core.data.exports.movielens_org import MOVIELENS_ORG
from emde_core.data.exports.plain import PLAIN
from emde_core.data.exports.simkl import SIMKL
from emde_core.data.exports.table import SEPARATORS, Table, column_key, decode, read_cells, table_of
from emde_core.data.exports.tmdb import TMDB
from emde_core.data.exports.trakt import TRAKT, table_of_json
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.errors import DataError
from emde_core.limits import LIMITS

SITES: tuple[Site, ...] = (
    LETTERBOXD,
    LETTERBOXD_LIST,
    IMDB,
    TMDB,
    TRAKT,
    SIMKL,
    MOVIELENS_ORG,
    *PLAIN,
)
MOST_BYTES = LIMITS.upload.most  # of a file; a life of films needs less than one million
MOST_ROWS = LIMITS.export_rows.most
FIRST_LINES = 12  # among which the header stands; Letterboxd's lists say before it what they are


def read_export_file(path: Path) -> ExportContents:
    """Read the films of an export from a file, or from the folder that its zip was unpacked into.

    Raises:
        DataError: as for ``read_export``; or it is not there.
    """
    try:
        if path.is_dir():
            return read_export(path.name, zip_folder(path))
        return read_export(path.as_posix(), path.read_bytes())
    except OSError as error:
        raise DataError(f"{path} can't be opened: {error}") from error


def read_export(name: str, content: bytes) -> ExportContents:
    """Read the films of an export, each once, in the order of their dates.

    Args:
        name: the file's name, which tells likes and watchlists from other files.
        content: a zip as a site made it, or one of its files.

    Raises:
        DataError: the file is of no known site, or too large, or damaged; the message says what was found, and what was
            expected. A row that can't be read is left out, and named in the contents.
    """
    if len(content) > MOST_BYTES:
        raise DataError(f"{name} is larger than {LIMITS.upload}; give the export as the site made it")
    if not content.startswith(ZIP):
        return _contents(name, content)
    contents, errors = [], []
    for inner, data in unpack(name, content, MOST_BYTES):
        try:
            contents.append(_contents(inner, data))
        except DataError as error:
            errors.append(error)
    if not contents:
        raise DataError(f"{name}: no file in it can be read; the first: {errors[0]}")
    return together(contents)


def _contents(name: str, content: bytes) -> ExportContents:
    text = decode(content)
    if text.lstrip()[:1] in ("[", "{"):
        return _read(TRAKT, table_of_json(name, text))
    header = _find_header(text)
    if header is None:
        raise DataError(f"{name}: {_expectation(text)}")
    site, separator, place = header
    return _read(site, table_of(name, read_cells(name, text, separator, MOST_ROWS)[place:]))


def _find_header(text: str) -> tuple[Site, str, int] | None:
    """Return the site whose columns stand in one of the first lines, the separator, and the header's place."""
    heads = {separator: _first_rows(text, separator) for separator in SEPARATORS}
    for site in SITES:
        columns = set(map(column_key, site.columns))
        for separator, rows in heads.items():
            for place, cells in enumerate(rows):
                if columns.issubset(map(column_key, cells)):
                    return site, separator, place
    return None


def _first_rows(text: str, separator: str) -> list[list[str]]:
    lines = text[:100_000].splitlines(keepends=True)[:FIRST_LINES]
    try:
        return [cells for cells in csv.reader(StringIO("".join(lines), newline=""), delimiter=separator) if any(cells)]
    except csv.Error:
        return []


def _expectation(text: str) -> str:
    tables = [site for site in SITES if site not in PLAIN]
    expected = " or ".join(f"{', '.join(site.columns)} ({site.name})" for site in tables)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return (
        f"expected the columns {expected}, or a table of your own with the columns title, year and rating; "
        f"found {first or 'none':.200}"
    )


def _read(site: Site, table: Table) -> ExportContents:
    films: list[WatchedFilm] = []
    problems = list(table.problems)
    passed_over: Counter[str] = Counter()
    for row in table:
        try:
            entry = site.read(row)
        except DataError as error:
            problems.append(str(error))
            continue
        if isinstance(entry, PassedOver):
            passed_over[entry.kind] += 1
        else:
            films.append(entry)
    notes = [note for name in site.dates if (note := table.doubt_about_dates(name))][:1]
    if site.scale and table.column(site.scale):
        notes.append(f"{table.name}: ratings are read as of {table.scale(site.scale):g}, as the highest is")
    return together([ExportContents(tuple(films), dict(passed_over), tuple(problems), tuple(notes))])
