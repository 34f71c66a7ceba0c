"""Simkl's export as CSV; its JSON is read as Trakt's is."""

from __future__ import annotations

from emde_core.data.exports.base import PassedOver, Site
from emde_core.data.exports.kinds import WATCHLIST, kind_passed_over
from emde_core.data.exports.table import Row
from emde_core.data.exports.watched_film import WatchedFilm

HIGHEST = 10.0
DATES = ("WatchedDate",)
PLANS = ("plantowatch", "plan to watch")  # of the column Watchlist, which is "completed" for what was watched


def _read(row: Row) -> WatchedFilm | PassedOver:
    if kind := kind_passed_over(row.text("Type")):
        return PassedOver(kind)
    stars = row.stars(HIGHEST, "Rating")
    if stars is None and row.text("Watchlist").lower() in PLANS:
        return PassedOver(WATCHLIST)
    return WatchedFilm(
        title=row.title("Title"),
        year=row.year("Year"),
        stars=stars,
        when=row.date(*DATES),
        imdb_id=row.imdb_id("IMDB"),
        tmdb_id=row.tmdb_id("TMDB"),
    )


SIMKL = Site("Simkl", ("SIMKL_ID", "Title", "Type"), _read, DATES)
