"""Letterboxd's export: a zip with ratings.csv, watched.csv and likes/films.csv."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from emde_core.data.exports.base import Site
from emde_core.data.exports.watched_film import STARS, WatchedFilm, date_in, rating_in, title_in, year_in
from emde_core.data.tables import Record
from emde_core.errors import DataError

FILES = ("ratings.csv", "watched.csv", "likes/films.csv")
LIKES = "films.csv"  # it has the columns of the others: only its name says that its films are liked


def _films(rows: Iterable[tuple[str, Record]], name: str) -> Iterator[WatchedFilm]:
    """Read the films of one of the files, called ``name``."""
    liked = name.rsplit("/", 1)[-1].lower() == LIKES
    for where, row in rows:
        yield WatchedFilm(
            title=title_in(row["Name"], where, "Name"),
            year=year_in(row["Year"], where, "Year"),
            stars=rating_in(row.get("Rating", ""), STARS, where, "Rating"),
            liked=liked,
            when=date_in(row.get("Date", "")),
        )


def unpack(name: str, content: bytes, most: int) -> list[tuple[str, bytes]]:
    """Read the files of the zip that matter, each of at most ``most`` bytes, whatever the zip says of its sizes.

    Raises:
        DataError: it is no zip, none of the files is in it, or one is too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            inside = set(archive.namelist())
            files = [(each, _member(archive, each, most)) for each in FILES if each in inside]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise DataError(f"{name} is no zip that can be read ({error}); download the export again") from error
    if not files:
        raise DataError(f"{name} holds none of {', '.join(FILES)}; give Letterboxd's export as it came")
    return files


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise DataError(f"{name} in the zip is larger than {most // 10**6} MB; give the export as it came")
    return data


LETTERBOXD = Site("Letterboxd", ("Name", "Year", "Letterboxd URI"), _films)
