"""Kaggle's Movies Dataset: films of TMDB's, and MovieLens' ratings, which a table of links joins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from emde_core.data import cells
from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.dataset import Dataset
from emde_core.data.faults import Faults
from emde_core.data.film_record import columns_of, record_from
from emde_core.data.film_rows import films_of
from emde_core.data.ratings import RatingsFile
from emde_core.data.readers.base import Reader
from emde_core.data.readers.movielens import read_links
from emde_core.data.tables import Record, read_records
from emde_core.errors import DataError

FILMS = "movies_metadata.csv"
RATINGS = (("ratings.csv", "links.csv"), ("ratings_small.csv", "links_small.csv"))
MORE = ("credits.csv", "keywords.csv")
Links = Mapping[tuple[str, str], list[str]]


def _is_kaggle(folder: Path) -> bool:
    return (folder / FILMS).is_file() and _files(folder) is not None


def _files(folder: Path) -> tuple[Path, Path] | None:
    """Return the file of ratings and the file of links that go together: the full ones, else the small ones."""
    pairs = ((folder / ratings, folder / links) for ratings, links in RATINGS)
    return next((pair for pair in pairs if all(path.is_file() for path in pair)), None)


def read_kaggle(folder: Path) -> Dataset:
    """Read the films, the ratings, and the credits and keywords that there are.

    A film is called by MovieLens' id, as its ratings know it; a film that MovieLens lacks by TMDB's, as "tmdb-862".

    Raises:
        DataError: ratings or links are not there, a column is missing, or no row of a file can be used.
    """
    pair = _files(folder)
    if pair is None:
        raise DataError(f"{folder}: expected {KAGGLE.files}")
    faults = Faults()
    links = _by_id(read_links(pair[1], faults))
    rows = read_records(folder / FILMS, faults)
    films = films_of(rows, lambda row, where: _film(row, links, where), faults, folder)
    ratings = RatingsFile(pair[0]).read(faults)
    dataset = Dataset.of(Catalogue(films, folder), ratings, outside=faults.posters, left_out=faults.rows)
    for name in MORE:
        if (folder / name).is_file():
            dataset = dataset.with_metadata(folder / name)
    return dataset


def _by_id(links: Mapping[str, Record]) -> Links:
    """Return MovieLens' ids of each id of IMDb and TMDB."""
    films: dict[tuple[str, str], list[str]] = {}
    for film_id, ids in links.items():
        for space, value in ids.items():
            if value:
                films.setdefault((space, value), []).append(film_id)
    return films


def _film(row: Record, links: Links, where: str) -> Film:
    columns = [(name, "tmdb_id" if field == "id" else field) for name, field in columns_of(tuple(row))]
    record = record_from(row, where, columns)
    film = film_from({"id": "-"} | record, where)
    by_imdb, by_tmdb = (links.get((s, value or ""), []) for s, value in _ids(film))
    if by_imdb and by_tmdb and set(by_imdb).isdisjoint(by_tmdb):
        raise DataError(f"{where}: its ids disagree: imdb_id is MovieLens' {by_imdb[0]}, and id is {by_tmdb[0]}")
    ids = list(dict.fromkeys((*by_tmdb, *by_imdb)))
    if not ids and not film.tmdb_id:
        raise DataError(f"{where}: no id; expected TMDB's in the column id")
    own = cells.film_id(ids[0]) if ids else cells.film_id(f"tmdb-{film.tmdb_id}")
    return film.model_copy(update={"id": own, "also_ids": tuple(map(cells.film_id, ids[1:]))})


def _ids(film: Film) -> tuple[tuple[str, str | None], tuple[str, str | None]]:
    return ("imdb_id", film.imdb_id), ("tmdb_id", film.tmdb_id)


KAGGLE = Reader(
    "Kaggle's Movies Dataset",
    f"{FILMS} with " + " or ".join(" and ".join(pair) for pair in RATINGS),
    _is_kaggle,
    read_kaggle,
)
