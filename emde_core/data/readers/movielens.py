"""MovieLens as GroupLens publishes it: 100K; 1M and 10M; 20M, 25M, 32M and latest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.dataset import Dataset
from emde_core.data.interactions import Interactions
from emde_core.data.readers.base import Reader
from emde_core.data.tables import Record, read_ratings, read_records
from emde_core.errors import DataError
from emde_core.schema import FILM, INTERACTION_COLUMNS, RATING, TIME, VIEWER
from emde_core.text.catalogue_titles import read_title
from emde_core.text.titles import split_year

_GENRE_NAMES = {"Children's": "Family", "Children": "Family"}
_NO_GENRE = ("(no genres listed)", "unknown", "")
_FLAGS_FROM = 5  # u.item: id, title, release date, video release date, address, then one 0/1 flag a genre
_YEAR_LAST = re.compile(r"(\d{4})$")


@dataclass(frozen=True)
class _Layout:
    """The files of one generation of MovieLens, and how they are read."""

    ratings: str
    films: str
    read_ratings: Callable[[Path], Interactions]
    read_films: Callable[[Path], tuple[Film, ...]]

    @property
    def files(self) -> tuple[str, str]:
        return self.ratings, self.films


def read_movielens(folder: Path) -> Dataset:
    """Read a MovieLens folder of any generation, which its files' names tell.

    Titles become as people write them, with the raw one kept in ``movielens_title``. "Children's" is Family.
    A film that 100K has under several ids becomes one record; see ``merge_twins``.

    Raises:
        DataError: the files of no layout are complete, or one can't be read (with its line or row).
    """
    layout = _layout(folder)
    if layout is None:
        raise DataError(f"{folder}: no MovieLens data; expected {MOVIELENS.files}")
    films = layout.read_films(folder / layout.films)
    return Dataset.of(Catalogue(films), layout.read_ratings(folder / layout.ratings))


def _layout(folder: Path) -> _Layout | None:
    return next((each for each in _LAYOUTS if all((folder / name).is_file() for name in each.files)), None)


def movielens_film(raw: Record, where: str) -> Film:
    """Make a film from its MovieLens title, genres and ids; ``year`` counts only where the title has none.

    Raises:
        DataError: a field is missing or of the wrong kind.
    """
    title = read_title(raw["movielens_title"])
    genres = [_GENRE_NAMES.get(name, name) for name in raw["genres"] if name not in _NO_GENRE]
    year = title.year or raw.get("year")
    return film_from(raw | {"title": title.title, "aliases": title.aliases, "year": year, "genres": genres}, where)


def merge_twins(films: Iterable[Film]) -> tuple[Film, ...]:
    """Merge films of 100K with the same title and year into one record, the first, which takes the others' ids.

    A title without a year says too little. Later generations are no concern: there such films are different ones, as
    the two called War of the Worlds (2005).
    """
    records: dict[str, Film] = {}
    for film in films:
        key = film.movielens_title if split_year(film.movielens_title)[1] else film.id
        first = records.get(key)
        records[key] = first.model_copy(update={"also_ids": (*first.also_ids, film.id)}) if first else film
    return tuple(records.values())


def _read_u_data(path: Path) -> Interactions:
    return read_ratings(path, {c: c for c in INTERACTION_COLUMNS}, separator="\t", header=INTERACTION_COLUMNS)


def _read_u_item(path: Path) -> tuple[Film, ...]:
    genres = _u_genre(path.with_name("u.genre"))
    return merge_twins(_u_item_film(line, genres, where) for where, line in _lines(path))


def _u_genre(path: Path) -> list[str]:
    """Return the genres in the order of u.item's flags."""
    return [line.split("|")[0] for _, line in _lines(path)]


def _u_item_film(line: str, genres: list[str], where: str) -> Film:
    cells = line.split("|")
    flags = cells[_FLAGS_FROM:]
    if len(cells) != _FLAGS_FROM + len(genres):
        raise DataError(f"{where}: expected {_FLAGS_FROM + len(genres)} cells separated by |, found {len(cells)}")
    release_year = _YEAR_LAST.search(cells[2])
    raw = {
        "id": cells[0],
        "movielens_title": cells[1],
        "year": release_year.group(1) if release_year else None,
        "genres": [name for name, flag in zip(genres, flags, strict=True) if flag == "1"],
    }
    return movielens_film(raw, where)


def _read_ratings_dat(path: Path) -> Interactions:
    # Between two colons lies an empty column: pyarrow takes separators of one character only.
    header = (VIEWER, "_1", FILM, "_2", RATING, "_3", TIME)
    return read_ratings(path, {c: c for c in INTERACTION_COLUMNS}, separator=":", header=header)


def _read_movies_dat(path: Path) -> tuple[Film, ...]:
    return tuple(_movies_dat_film(line, where) for where, line in _lines(path))


def _movies_dat_film(line: str, where: str) -> Film:
    cells = line.split("::")
    if len(cells) != 3:  # id, title, genres
        raise DataError(f"{where}: expected id::title::genres, found {line!r:.80}")
    return movielens_film({"id": cells[0], "movielens_title": cells[1], "genres": cells[2].split("|")}, where)


def _read_ratings_csv(path: Path) -> Interactions:
    return read_ratings(path, {"userId": VIEWER, "movieId": FILM, "rating": RATING, "timestamp": TIME})


def _read_movies_csv(path: Path) -> tuple[Film, ...]:
    links = _links(path.with_name("links.csv"))
    return tuple(_movies_csv_film(row, links, where) for where, row in read_records(path))


def _movies_csv_film(row: Record, links: dict[str, Record], where: str) -> Film:
    _require(row, ("movieId", "title", "genres"), where)
    raw = {"id": row["movieId"], "movielens_title": row["title"], "genres": row["genres"].split("|")}
    return movielens_film(raw | links.get(row["movieId"], {}), where)


def _links(path: Path) -> dict[str, Record]:
    """Return the IMDb and TMDB ids by film id; nothing where the file is not there."""
    if not path.is_file():
        return {}
    links = {}
    for where, row in read_records(path):
        _require(row, ("movieId", "imdbId", "tmdbId"), where)
        links[row["movieId"]] = {"imdb_id": row["imdbId"], "tmdb_id": row["tmdbId"]}
    return links


def _require(row: Record, columns: tuple[str, ...], where: str) -> None:
    missing = [name for name in columns if name not in row]
    if missing:
        raise DataError(f"{where}: column {missing[0]!r} is missing; expected {', '.join(columns)}")


def _lines(path: Path) -> Iterable[tuple[str, str]]:
    """Return the lines that are not empty, each with where it stands. 100K and 1M are Latin-1, 10M is UTF-8."""
    if not path.is_file():
        raise DataError(f"{path} is not there; it belongs to the data set")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    lines = enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
    return [(f"{path}, line {number}", line) for number, line in lines if line.strip()]


_LAYOUTS = (
    _Layout("u.data", "u.item", _read_u_data, _read_u_item),
    _Layout("ratings.dat", "movies.dat", _read_ratings_dat, _read_movies_dat),
    _Layout("ratings.csv", "movies.csv", _read_ratings_csv, _read_movies_csv),
)

MOVIELENS = Reader(
    name="MovieLens",
    files=", or ".join(" with ".join(each.files) for each in _LAYOUTS),
    recognises=lambda folder: _layout(folder) is not None,
    read=read_movielens,
)
