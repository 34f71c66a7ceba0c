"""The ratings that movielens.org gives its members to take along."""

from __future__ import annotations

from emde_core.data.exports.base import Site
from emde_core.data.exports.table import Row
from emde_core.data.exports.watched_film import STARS, WatchedFilm
from emde_core.text.catalogue_titles import read_title


def _read(row: Row) -> WatchedFilm:
    title = read_title(row.title("title"))
    return WatchedFilm(
        title=title.title,
        year=title.year,
        stars=row.stars(STARS, "rating"),
        imdb_id=row.imdb_id("imdb_id"),
        tmdb_id=row.tmdb_id("tmdb_id"),
        original_title=title.aliases[-1] if title.aliases else "",
    )


MOVIELENS_ORG = Site("movielens.org", ("movie_id", "imdb_id", "rating", "average_rating", "title"), _read)
