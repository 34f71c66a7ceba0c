"""TMDB's exports: ratings, favourites and watchlists."""

from __future__ import annotations

from emde_core.data.exports.base import PassedOver, Site
from emde_core.data.exports.kinds import WATCHLIST, kind_passed_over
from emde_core.data.exports.table import Row
from emde_core.data.exports.watched_film import WatchedFilm

HIGHEST = 10.0
DATES = ("Date Rated", "Date Added")


def _read(row: Row) -> WatchedFilm | PassedOver:
    if kind := kind_passed_over(row.text("Type")):
        return PassedOver(kind)
    stars = row.stars(HIGHEST, "Your Rating")  # "Rating" is everybody's
    name = row.table.name.lower()
    if stars is None and "watchlist" in name:
        return PassedOver(WATCHLIST)
    return WatchedFilm(
        title=row.title("Name"),
        year=row.year("Release Date"),
        stars=stars,
        liked="favorite" in name or "favourite" in name,
        when=row.date(*DATES),
        imdb_id=row.imdb_id("IMDb ID"),
        tmdb_id=row.tmdb_id("TMDb ID"),
    )


TMDB = Site("TMDB", ("TMDb ID", "Type", "Name", "Release Date"), _read, DATES)
