"""Letterboxd's exports: a zip with ratings.csv, watched.csv, diary.csv and likes/films.csv; lists one by one."""

from __future__ import annotations

import re

from emde_core.data.exports.base import PassedOver, Site
from emde_core.data.exports.kinds import WATCHLIST
from emde_core.data.exports.table import Row
from emde_core.data.exports.watched_film import STARS, WatchedFilm

FILES = ("ratings.csv", "watched.csv", "diary.csv", "watchlist.csv", "likes/films.csv")
DATES = ("Watched Date", "Date")
# Only their names say that these files hold liked films, and films not watched yet.
_LIKES = re.compile(r"(?:.*/)?(?:likes[\W_]+)?films(?:[\W_].*)?\.csv", re.IGNORECASE)
_WATCHLIST = re.compile(r"(?:.*/)?watchlist(?:[\W_].*)?\.csv", re.IGNORECASE)


def _read(row: Row) -> WatchedFilm | PassedOver:
    if _WATCHLIST.fullmatch(row.table.name):
        return PassedOver(WATCHLIST)
    is_diary = not row.table.keys.isdisjoint(("rewatch", "watcheddate"))  # whose addresses are of its entries
    return WatchedFilm(
        title=row.title("Name"),
        year=row.year("Year"),
        stars=row.stars(STARS, "Rating"),
        liked=bool(_LIKES.fullmatch(row.table.name)),
        when=row.date(*DATES),
        address="" if is_diary else row.text("Letterboxd URI", "URL"),
    )


LETTERBOXD = Site("Letterboxd", ("Name", "Year", "Letterboxd URI"), _read, DATES)
LETTERBOXD_LIST = Site("Letterboxd list", ("Position", "Name", "Year", "URL"), _read)
