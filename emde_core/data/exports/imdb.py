"""IMDb's export: one ratings.csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from emde_core.data.exports.base import Site
from emde_core.data.exports.watched_film import STARS, WatchedFilm, date_in, rating_in, title_in, year_in
from emde_core.data.tables import Record

HIGHEST = 10.0
FILMS = ("movie", "tvmovie", "tvspecial", "video", "short", "tvshort")  # of Title Type; older files say "TV Movie"


def _films(rows: Iterable[tuple[str, Record]], name: str) -> Iterator[WatchedFilm]:  # noqa: ARG001 - as in Site
    """Read the films of the file; series, episodes and games are passed over."""
    for where, row in rows:
        kind = row.get("Title Type", "movie").replace(" ", "").lower()
        if kind not in FILMS:
            continue
        rating = rating_in(row["Your Rating"], HIGHEST, where, "Your Rating")
        yield WatchedFilm(
            title=title_in(row["Title"], where, "Title"),
            year=year_in(row["Year"], where, "Year"),
            stars=None if rating is None else rating * STARS / HIGHEST,
            when=date_in(row.get("Date Rated", "")),
            imdb_id=row["Const"].strip().removeprefix("tt").lstrip("0") or None,
        )


IMDB = Site("IMDb", ("Const", "Your Rating", "Title", "Year"), _films)
