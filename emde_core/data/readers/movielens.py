"""MovieLens as GroupLens publishes it: 100K; 1M and 10M; 20M, 25M, 32M and latest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from emde_core.data import cells
from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.dataset import Dataset
from emde_core.data.faults import Faults
from emde_core.data.film_rows import films_of
from emde_core.data.ratings import RatingsFile
from emde_core.data.readers.base import Reader
from emde_core.data.tables import Record, read_records, text_lines
from emde_core.errors import DataError
from emde_core.schema import FILM, INTERACTION_COLUMNS, RATING, TIME, VIEWER
from emde_core.text.catalogue_titles import read_title
from emde_core.text.titles import split_year

_GENRE_NAMES = {"Children's": "Family", "Children": "Family"}
_NO_GENRE = ("(no genres listed)", "unknown", "")
_FLAGS_FROM = 5  # u.item: id, title, release date, video release date, address, then one 0/1 flag a genre
_YEAR_LAST = re.compile(r"(\d{4})$")
_FEWEST_TAGS, _MOST_KEYWORDS = 2, 20  # a tag that one viewer gave may mean something to them alone


@dataclass(frozen=True)
class _Layout:
    """The files of one generation of MovieLens, and how they are read."""

    ratings: str
    films: str
    separator: str
    header: tuple[str, ...] | None
    read_films: Callable[[Path, Faults], tuple[Film, ...]]

    @property
    def files(self) -> tuple[str, str]:
        return self.ratings, self.films


def read_movielens(folder: Path) -> Dataset:
    """Read a MovieLens folder of any generation, which its files' names tell.

    Titles become as people write them, with the raw one kept in ``movielens_title``. "Children's" is Family.
    A film that 100K has under several ids becomes one record; see ``merge_twins``. Tags that several viewers gave a
    film are its keywords.

    Raises:
        DataError: the files of no layout are complete, or no row of one can be used.
    """
    layout = _layout(folder)
    if layout is None:
        raise DataError(f"{folder}: no MovieLens data; expected {MOVIELENS.files}")
    faults = Faults()
    films = layout.read_films(folder / layout.films, faults)
    ratings = RatingsFile(folder / layout.ratings, layout.separator, layout.header)
    return Dataset.of(Catalogue(films), ratings.read(faults), left_out=faults.rows)


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


def _read_u_item(path: Path, faults: Faults) -> tuple[Film, ...]:
    genres = _u_genre(path.with_name("u.genre"))
    return merge_twins(films_of(text_lines(path), lambda line, where: _u_item_film(line, genres, where), faults))


def _u_genre(path: Path) -> list[str]:
    """Return the genres in the order of u.item's flags."""
    return [line.split("|")[0] for _, line in text_lines(path)]


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


def _read_movies_dat(path: Path, faults: Faults) -> tuple[Film, ...]:
    films = films_of(text_lines(path), _movies_dat_film, faults)
    tags = path.with_name("tags.dat")
    return _with_keywords(films, _dat_tags(tags, faults) if tags.is_file() else ())


def _dat_tags(path: Path, faults: Faults) -> Iterable[tuple[str, str, str]]:
    for where, line in text_lines(path):
        cells_of_line = line.split("::")
        if len(cells_of_line) == 4:  # viewer, film, tag, time
            yield cells_of_line[0], cells_of_line[1], cells_of_line[2]
        else:
            faults.add(where, f"expected viewer::film::tag::time, found {line!r:.80}")


def _movies_dat_film(line: str, where: str) -> Film:
    cells = line.split("::")
    if len(cells) != 3:  # id, title, genres
        raise DataError(f"{where}: expected id::title::genres, found {line!r:.80}")
    return movielens_film({"id": cells[0], "movielens_title": cells[1], "genres": cells[2].split("|")}, where)


def _read_movies_csv(path: Path, faults: Faults) -> tuple[Film, ...]:
    links = read_links(path.with_name("links.csv"), faults)
    films = films_of(read_records(path, faults), lambda row, where: _movies_csv_film(row, links, where), faults)
    tags = path.with_name("tags.csv")
    return _with_keywords(films, _csv_tags(tags, faults) if tags.is_file() else ())


def _csv_tags(path: Path, faults: Faults) -> Iterable[tuple[str, str, str]]:
    for where, row in read_records(path, faults):
        require(row, ("userId", "movieId", "tag"), where)
        yield row["userId"], row["movieId"], row["tag"]


def _with_keywords(films: tuple[Film, ...], tags: Iterable[tuple[str, str, str]]) -> tuple[Film, ...]:
    """Give each film the tags that several viewers gave it, those of most viewers first."""
    viewers = Counter((film, tag) for _, film, tag in {(v, cells.film_id(f), t.strip().lower()) for v, f, t in tags})
    by_film: dict[str, list[str]] = {}
    for (film_id, tag), count in sorted(viewers.items(), key=lambda each: (-each[1], each[0])):
        if count >= _FEWEST_TAGS and tag:
            by_film.setdefault(film_id, []).append(tag)
    keywords = {film_id: tuple(each[:_MOST_KEYWORDS]) for film_id, each in by_film.items()}
    return tuple(f.model_copy(update={"keywords": keywords[f.id]}) if f.id in keywords else f for f in films)


def _movies_csv_film(row: Record, links: Mapping[str, Record], where: str) -> Film:
    require(row, ("movieId", "title", "genres"), where)
    raw = {"id": row["movieId"], "movielens_title": row["title"], "genres": row["genres"].split("|")}
    return movielens_film(raw | links.get(cells.film_id(row["movieId"]), {}), where)


def read_links(path: Path, faults: Faults) -> dict[str, Record]:
    """Return the IMDb and TMDB ids by MovieLens' film id; nothing where the file is not there.

    Raises:
        DataError: a column is missing.
    """
    if not path.is_file():
        return {}
    links: dict[str, Record] = {}
    for where, row in read_records(path, faults):
        require(row, ("movieId", "imdbId", "tmdbId"), where)
        try:
            ids = {"imdb_id": cells.identifier(row["imdbId"]), "tmdb_id": cells.identifier(row["tmdbId"])}
        except ValueError as error:
            faults.add(where, str(error))
        else:
            links[cells.film_id(row["movieId"])] = ids
    return links


def require(row: Record, columns: tuple[str, ...], where: str) -> None:
    """Refuse a row that lacks a column.

    Raises:
        DataError: it does; the message names the column.
    """
    missing = [name for name in columns if name not in row]
    if missing:
        raise DataError(f"{where}: column {missing[0]!r} is missing; expected {', '.join(columns)}")


# Between the two colons of 1M and 10M lies an empty column: pyarrow takes separators of one character only.
_DOUBLE_COLONS = (VIEWER, "_1", FILM, "_2", RATING, "_3", TIME)
_LAYOUTS = (
    _Layout("u.data", "u.item", "\t", INTERACTION_COLUMNS, _read_u_item),
    _Layout("ratings.dat", "movies.dat", ":", _DOUBLE_COLONS, _read_movies_dat),
    _Layout("ratings.csv", "movies.csv", ",", None, _read_movies_csv),
    _Layout("ratings.parquet", "movies.csv", ",", None, _read_movies_csv),
)

MOVIELENS = Reader(
    name="MovieLens",
    files=", or ".join(" with ".join(each.files) for each in _LAYOUTS),
    recognises=lambda folder: _layout(folder) is not None,
    read=read_movielens,
)
