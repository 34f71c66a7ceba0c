"""HetRec 2011's MovieLens: MovieLens 10M's ratings, with people, countries and tags of IMDb and Rotten Tomatoes."""

from __future__ import annotations

import csv
from pathlib import Path

from emde_core.data import cells
from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.dataset import Dataset
from emde_core.data.faults import Faults
from emde_core.data.film_rows import films_of
from emde_core.data.ratings import RatingsFile
from emde_core.data.readers.base import Reader
from emde_core.data.readers.movielens import movielens_film, require
from emde_core.data.tables import Record, Rows, checked_rows, text_lines

FILMS = "movies.dat"
RATINGS = ("user_ratedmovies-timestamps.dat", "user_ratedmovies.dat")  # the first has times in one column
_LISTS = {  # field -> file, column of the name
    "genres": ("movie_genres.dat", "genre"),
    "directors": ("movie_directors.dat", "directorName"),
    "cast": ("movie_actors.dat", "actorName"),
    "countries": ("movie_countries.dat", "country"),
}
_TAGS, _FILM_TAGS = "tags.dat", "movie_tags.dat"


def _is_hetrec(folder: Path) -> bool:
    return (folder / FILMS).is_file() and any((folder / name).is_file() for name in RATINGS)


def read_hetrec(folder: Path) -> Dataset:
    """Read films, people, countries, tags as keywords, and ratings. The Spanish title is an alias.

    Raises:
        DataError: a file is not there, a column is missing, or no row of a file can be used.
    """
    faults = Faults()
    lists = {field: _by_film(folder / name, column, faults) for field, (name, column) in _LISTS.items()}
    lists["keywords"] = _keywords(folder, faults)
    films = films_of(_rows(folder / FILMS, faults), lambda row, where: _film(row, lists, where), faults)
    path = next(folder / name for name in RATINGS if (folder / name).is_file())
    return Dataset.of(Catalogue(films), RatingsFile(path, "\t").read(faults), left_out=faults.rows)


def _rows(path: Path, faults: Faults) -> Rows:
    lines = [line for _, line in text_lines(path)]
    yield from checked_rows(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), path, faults)


def _film(row: Record, lists: dict[str, dict[str, list[str]]], where: str) -> Film:
    require(row, ("id", "title", "year"), where)
    film_id = cells.film_id(row["id"])
    fields = {field: by_film.get(film_id, []) for field, by_film in lists.items()}
    raw = {"id": film_id, "movielens_title": row["title"], "year": row["year"], "imdb_id": row.get("imdbID")}
    film = movielens_film(raw | {"genres": fields.pop("genres")}, where)
    spanish = cells.text(row.get("spanishTitle"))
    aliases = (*film.aliases, *([spanish] if spanish and spanish != film.title else []))
    return film_from(film.model_dump() | fields | {"aliases": aliases, "movielens_title": ""}, where)


def _by_film(path: Path, column: str, faults: Faults) -> dict[str, list[str]]:
    """Return a column's names by film, in the file's order; nothing where the file is not there."""
    names: dict[str, list[str]] = {}
    for where, row in _rows(path, faults) if path.is_file() else ():
        require(row, ("movieID", column), where)
        names.setdefault(cells.film_id(row["movieID"]), []).append(row[column])
    return names


def _keywords(folder: Path, faults: Faults) -> dict[str, list[str]]:
    """Return the tags of each film, those of most weight first."""
    tags, film_tags = folder / _TAGS, folder / _FILM_TAGS
    if not (tags.is_file() and film_tags.is_file()):
        return {}
    words: dict[str, str] = {}
    for where, row in _rows(tags, faults):
        require(row, ("id", "value"), where)
        words[row["id"]] = row["value"]
    weights: dict[str, list[tuple[float, str]]] = {}
    for where, row in _rows(film_tags, faults):
        require(row, ("movieID", "tagID", "tagWeight"), where)
        try:
            weight = float(row["tagWeight"])
        except ValueError:
            faults.add(where, f"tagWeight {row['tagWeight']!r} is not a number")
            continue
        if row["tagID"] in words:
            weights.setdefault(cells.film_id(row["movieID"]), []).append((-weight, words[row["tagID"]]))
    return {film_id: [word for _, word in sorted(pairs)] for film_id, pairs in weights.items()}


HETREC = Reader("HetRec 2011 MovieLens", f"{FILMS} with {' or '.join(RATINGS)}", _is_hetrec, read_hetrec)
