"""Trakt's exports as CSV and JSON, and Simkl's as JSON, which has the same form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from emde_core.data.exports.base import PassedOver, Site
from emde_core.data.exports.kinds import WATCHLIST, is_on_tv, kind_passed_over
from emde_core.data.exports.table import Row, Table
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.errors import DataError
from emde_core.limits import LIMITS
from emde_core.strict_json import parse_json

HIGHEST = 10.0
COLUMNS = ("title", "year", "type", "trakt_id", "imdb_id", "tmdb_id", "rating", "status")
DATES = ("rated_at", "last_watched_at", "watched_at", "listed_at")
RATINGS = ("rating", "user_rating")
KINDS = ("episode", "season", "show", "anime", "person", "movie")  # an episode stands beside its show
PLANS = ("plantowatch", "hold")  # of Simkl's status


def _read(row: Row) -> WatchedFilm | PassedOver:
    if kind := kind_passed_over(row.text("type")):
        return PassedOver(kind)
    stars = row.stars(HIGHEST, "rating")
    name = row.table.name.lower()
    if stars is None and ("watchlist" in name or row.text("status").lower() in PLANS):
        return PassedOver(WATCHLIST)
    return WatchedFilm(
        title=row.title("title"),
        year=row.year("year"),
        stars=stars,
        liked="favorite" in name,
        when=row.date(*DATES),
        imdb_id=row.imdb_id("imdb_id"),
        tmdb_id=row.tmdb_id("tmdb_id"),
        on_tv=is_on_tv(row.text("type")),
    )


TRAKT = Site("Trakt", COLUMNS[:-2], _read, DATES)


def table_of_json(name: str, text: str) -> Table:
    """Return the entries of a JSON file as the table that Trakt's CSV is.

    Raises:
        DataError: it is no JSON, or holds no list of entries, or too many.
    """
    try:
        document = parse_json(text)
    except ValueError as error:
        raise DataError(f"{name} is no JSON that can be read ({error}); download the export again") from error
    rows = [_cells(entry, kind) for entry, kind in islice(_entries(document), LIMITS.export_rows.most + 1)]
    if len(rows) > LIMITS.export_rows.most:
        raise DataError(f"{name} has more than {LIMITS.export_rows}; give a part of it")
    if not rows and document != []:
        raise DataError(f"{name}: expected Trakt's or Simkl's list of films, each with a title; found none")
    return Table(name, (*COLUMNS, *DATES), tuple(range(1, len(rows) + 1)), tuple(rows), unit="entry")


def _entries(document: Any) -> Iterator[tuple[dict[str, Any], str]]:  # noqa: ANN401 - any JSON document
    """Yield the entries, each with the kind that the list around it states, "" where it states none."""
    lists = document.items() if isinstance(document, dict) else [("", document)]
    for name, entries in lists:
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                yield entry, str(name).removesuffix("s")


def _cells(entry: dict[str, Any], list_kind: str) -> tuple[str, ...]:
    kind = next((kind for kind in KINDS if isinstance(entry.get(kind), dict)), "")
    about = entry[kind] if kind else entry
    ids = about["ids"] if isinstance(about.get("ids"), dict) else {}
    if kind == "show" and list_kind == "anime":
        kind = str(entry.get("anime_type", "anime"))  # "movie" for a film
    own_kind = str(entry.get("type") or "")
    cells = (
        about.get("title"),
        about.get("year"),
        (kind if kind != "movie" else "") or own_kind or kind or list_kind,
        ids.get("trakt"),
        ids.get("imdb"),
        ids.get("tmdb"),
        next((entry[name] for name in RATINGS if entry.get(name) is not None), None),
        entry.get("status"),
        *(entry.get(name) for name in DATES),
    )
    return tuple("" if cell is None else str(cell) for cell in cells)
