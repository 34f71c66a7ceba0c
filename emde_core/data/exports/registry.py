r"""The sites whose exports can be read. Adding one is one file beside this, and one line here.

>>> ratings = b"Date,Name,Year,Letterboxd URI,Rating\n2024-05-01,Alien,1979,https://boxd.it/2awY,4.5"
>>> [film.title for film in read_export("ratings.csv", ratings)]
['Alien']

``emde_core.data.exports.matching.match`` then looks them up in a catalogue.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from emde_core.data.exports.base import Site
from emde_core.data.exports.imdb import IMDB
from emde_core.data.exports.letterboxd import LETTERBOXD, unpack
from emde_core.data.exports.watched_film import WatchedFilm, merge
from emde_core.data.tables import Record, checked_rows
from emde_core.errors import DataError

SITES: tuple[Site, ...] = (
    LETTERBOXD,
    IMDB,
)
MOST_BYTES = 20_000_000  # of a file; a life of films needs less than one million
MOST_ROWS = 50_000
ZIP = b"PK\x03\x04"


def read_export(name: str, content: bytes) -> tuple[WatchedFilm, ...]:
    """Read the films of an export, each once, in the order of their dates.

    Args:
        name: the file's name, which tells Letterboxd's likes from its other files.
        content: Letterboxd's zip, or its ratings.csv, watched.csv or likes/films.csv; or IMDb's ratings.csv.

    Raises:
        DataError: the file is none of these, is too large, or a row can't be read; the message names file, line,
            column and what was expected.
    """
    if len(content) > MOST_BYTES:
        raise DataError(f"{name} is larger than {MOST_BYTES // 10**6} MB; give the export as the site made it")
    files = unpack(name, content, MOST_BYTES) if content.startswith(ZIP) else [(name, content)]
    return merge(film for inner, data in files for film in _films(inner, data))


def _films(name: str, content: bytes) -> tuple[WatchedFilm, ...]:
    try:
        table = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
        header = set(table.fieldnames or ())
        for site in SITES:
            if header.issuperset(site.columns):
                return tuple(site.films(_limited(checked_rows(table, name), name), name))
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is not UTF-8 text ({error.reason}); give the export as the site made it") from error
    except csv.Error as error:
        raise DataError(f"{name} can't be read: {error}") from error
    expected = " or ".join(f"{', '.join(site.columns)} ({site.name})" for site in SITES)
    raise DataError(
        f"{name}: expected the columns {expected}; found {', '.join(table.fieldnames or ()) or 'none':.200}"
    )


def _limited(rows: Iterator[tuple[str, Record]], name: str) -> Iterator[tuple[str, Record]]:
    yield from islice(rows, MOST_ROWS)
    if next(rows, None) is not None:
        raise DataError(f"{name} has more than {MOST_ROWS:,} rows; give a part of it")
