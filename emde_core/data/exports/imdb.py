"""IMDb's exports: ratings.csv, lists and watchlists, in any language, from 2011 on."""

from __future__ import annotations

from emde_core.data.exports.base import PassedOver, Site
from emde_core.data.exports.kinds import WATCHLIST, is_on_tv, kind_passed_over
from emde_core.data.exports.table import Row
from emde_core.data.exports.watched_film import WatchedFilm

HIGHEST = 10.0
RATINGS = ("Your Rating", "You rated")  # the second until 2016
DATES = ("Date Rated", "Created")


def _read(row: Row) -> WatchedFilm | PassedOver:
    title_type = row.text("Title Type")
    if kind := kind_passed_over(title_type):
        return PassedOver(kind)
    stars = row.stars(HIGHEST, *RATINGS)
    if stars is None and "watchlist" in row.table.name.lower():
        return PassedOver(WATCHLIST)
    return WatchedFilm(
        title=row.title("Title"),
        year=row.year("Year"),
        stars=stars,
        when=row.date(*DATES),
        imdb_id=row.imdb_id("Const"),
        original_title=row.text("Original Title"),
        directors=row.names("Directors"),
        on_tv=is_on_tv(title_type),
    )


IMDB = Site("IMDb", ("Const", "Title", "Year"), _read, DATES)
