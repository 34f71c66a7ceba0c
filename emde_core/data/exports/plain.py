"""A table of one's own, or of another site, whose columns have usual names; the form that Letterboxd imports, too.

The dashboard's own list for Letterboxd is one: an apostrophe before what looks like a formula comes off.
"""

from __future__ import annotations

from dataclasses import replace

from emde_core.data.csv_text import original_text
from emde_core.data.exports.base import PassedOver, Site
from emde_core.data.exports.kinds import WATCHLIST, is_on_tv, kind_passed_over
from emde_core.data.exports.table import Row
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.text.catalogue_titles import read_title

TITLES = ("title", "name", "film", "movie", "film title", "movie title", "titel", "titre", "titulo", "titolo")
RATINGS = ("rating", "my rating", "your rating", "user rating", "stars", "score", "my score", "note", "bewertung")
DATES = ("watched date", "date watched", "watched at", "last watched at", "rated at", "date rated", "date", "created")
YEARS = ("year", "release year", "released", "release date", "jahr", "annee", "anno", "ano")
YES = ("yes", "true", "1", "y", "x", "like", "liked", "❤", "♥")


def _read(row: Row) -> WatchedFilm | PassedOver:
    row = replace(row, cells={name: original_text(cell) for name, cell in row.cells.items()})
    title_type = row.text("type", "title type", "media type", "kind")
    if kind := kind_passed_over(title_type):
        return PassedOver(kind)
    ratings = next((name for name in RATINGS if row.text(name)), RATINGS[0])
    stars = row.stars(10.0, "rating10") if row.text("rating10") else row.stars(row.table.scale(ratings), ratings)
    if stars is None and "watchlist" in row.table.name.lower():
        return PassedOver(WATCHLIST)
    title = read_title(row.title(*TITLES))
    return WatchedFilm(
        title=title.title,
        year=row.year(*YEARS) or title.year,
        stars=stars,
        liked=row.text("liked", "like", "favorite", "favourite", "loved").lower() in YES,
        when=row.date(*DATES),
        imdb_id=row.imdb_id("imdb id", "imdb", "const", "tconst", "imdb url"),
        tmdb_id=row.tmdb_id("tmdb id", "tmdb", "movie tmdb id"),
        original_title=row.text("original title"),
        directors=row.names("directors", "director"),
        on_tv=is_on_tv(title_type),
    )


def plain_site(title: str) -> Site:
    """Return what reads a table whose column of titles has this name."""
    return Site("a table of your own", (title,), _read, DATES, scale="rating")


PLAIN = tuple(map(plain_site, TITLES))
