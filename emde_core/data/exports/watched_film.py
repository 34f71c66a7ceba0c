"""A film that somebody has watched, as sites where films are rated export it, and the cells of such exports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from emde_core.errors import DataError
from emde_core.schema import DISLIKE, LIKE, Reaction

LIKED_FROM, NOT_UP_TO = 4.0, 2.5  # of 5 stars
STARS = 5.0
LONGEST = 300  # characters of a title
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class WatchedFilm:
    """A film that somebody has watched.

    Attributes:
        title, year: as the site writes them.
        stars: 0 to 5; None for a film that was watched and not rated.
        liked: whether it was marked as liked, besides or without a rating.
        when: the date of the entry, as ISO 8601; "" where the file has none.
        imdb_id: digits of the id, without leading zeros; None where the site has none.
    """

    title: str
    year: int | None = None
    stars: float | None = None
    liked: bool = False
    when: str = ""
    imdb_id: str | None = None

    @property
    def label(self) -> str:
        """The title and the year."""
        return f"{self.title} ({self.year})" if self.year else self.title

    @property
    def reaction(self) -> Reaction | None:
        """The reaction: liked from 4 stars up or where marked so, not for me up to 2.5; else None."""
        if self.liked or (self.stars is not None and self.stars >= LIKED_FROM):
            return LIKE
        return DISLIKE if self.stars is not None and self.stars <= NOT_UP_TO else None


def merge(films: Iterable[WatchedFilm]) -> tuple[WatchedFilm, ...]:
    """Make one entry of each film's entries: the latest rating, and liked if any says so. Orders them by date."""
    by_title: dict[tuple[str, int | None], WatchedFilm] = {}
    for film in films:
        key = (film.title, film.year)
        by_title[key] = _merge_two(by_title[key], film) if key in by_title else film
    return tuple(sorted(by_title.values(), key=lambda film: film.when))


def _merge_two(one: WatchedFilm, other: WatchedFilm) -> WatchedFilm:
    early, late = sorted((one, other), key=lambda film: film.when)
    stars = early.stars if late.stars is None else late.stars
    return replace(late, stars=stars, liked=one.liked or other.liked, imdb_id=one.imdb_id or other.imdb_id)


def title_in(cell: str, where: str, column: str) -> str:
    """Read a title's cell.

    Raises:
        DataError: it is empty or far too long; the message names ``where`` and ``column``.
    """
    title = " ".join(cell.split())
    if not 1 <= len(title) <= LONGEST:
        raise DataError(
            f"{where}: column {column!r}: expected a title of 1 to {LONGEST} characters, found {title!r:.60}"
        )
    return title


def year_in(cell: str, where: str, column: str) -> int | None:
    """Read a year's cell; None for an empty one.

    Raises:
        DataError: it is no year.
    """
    if not cell.strip():
        return None
    if not re.fullmatch(r"(18|19|20)\d\d", cell.strip()):
        raise DataError(f"{where}: column {column!r}: expected a year such as 1979, found {cell!r:.60}")
    return int(cell)


def rating_in(cell: str, most: float, where: str, column: str) -> float | None:
    """Read a rating's cell, from 0 to ``most``; None for an empty one.

    Raises:
        DataError: it is no number, or out of range.
    """
    if not cell.strip():
        return None
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise DataError(f"{where}: column {column!r}: expected a rating from 0 to {most:g}, found {cell!r:.60}")
    return value


def date_in(cell: str) -> str:
    """Read a date's cell, which only orders films; "" for a date in another form."""
    return cell.strip() if _DATE.fullmatch(cell.strip()) else ""
