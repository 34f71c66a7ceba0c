"""RecBole's atomic files: tables whose header gives each column's name and type (``rating:float``)."""

from __future__ import annotations

from pathlib import Path

from emde_core.data import cells
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.dataset import Dataset
from emde_core.data.faults import Faults
from emde_core.data.film_rows import films_of
from emde_core.data.ratings import RatingsFile
from emde_core.data.readers.base import Reader
from emde_core.data.readers.movielens import merge_twins, movielens_film
from emde_core.data.tables import Record, read_records
from emde_core.errors import DataError

_MOVIELENS_100K = "ml-100k.item"  # which has films under several ids
_ITEM_NAMES = {  # RecBole's data sets don't agree on what these are called
    "id": ("item_id", "movie_id"),
    "title": ("movie_title", "title", "name"),
    "year": ("release_year", "year", "movie_year"),
    "genres": ("class", "genre", "genres", "categories"),
}


def _is_recbole(folder: Path) -> bool:
    return bool(_files(folder, ".inter") and _files(folder, ".item"))


def read_recbole(folder: Path) -> Dataset:
    """Read the .inter and .item files of a folder. Without ratings, every interaction counts as a like.

    Raises:
        DataError: one of them is not there, or there are several; a column is missing; no row can be used.
    """
    path, faults = _single_file(folder, ".item"), Faults()
    films = _films(path, faults)
    if path.name == _MOVIELENS_100K:
        films = merge_twins(films)
    interactions = _single_file(folder, ".inter")
    _header(interactions)
    ratings = RatingsFile(interactions, "\t", may_lack_ratings=True)
    return Dataset.of(Catalogue(films), ratings.read(faults), ratings.note(), left_out=faults.rows)


def _files(folder: Path, suffix: str) -> list[Path]:
    return sorted(path for path in folder.glob(f"*{suffix}") if path.is_file())


def _single_file(folder: Path, suffix: str) -> Path:
    paths = _files(folder, suffix)
    if len(paths) != 1:
        names = ", ".join(path.name for path in paths) or "none"
        raise DataError(f"{folder}: expected one {suffix} file of RecBole's, found {names}")
    return paths[0]


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:  # reading the rows will tell what is wrong
        header = file.readline().rstrip("\r\n").split("\t")
    untyped = [cell for cell in header if ":" not in cell]
    if untyped:
        raise DataError(f"{path}, line 1: column {untyped[0]!r} has no type; expected name:type, as in rating:float")
    return header


def _films(path: Path, faults: Faults) -> tuple[Film, ...]:
    header = {cell.split(":")[0]: cell for cell in _header(path)}
    columns = {ours: next((header[n] for n in names if n in header), "") for ours, names in _ITEM_NAMES.items()}
    for required in ("id", "title"):
        if not columns[required]:
            names = " or ".join(_ITEM_NAMES[required])
            raise DataError(f"{path}: column {names} is missing; found {', '.join(header)}")
    rows = read_records(path, faults)
    return films_of(
        rows, lambda row, where: _film({ours: row.get(name, "") for ours, name in columns.items()}, where), faults
    )


def _film(record: Record, where: str) -> Film:
    """Make a film. RecBole splits MovieLens' raw title into title and year, which are put together again here."""
    try:
        year = cells.year(record["year"])
    except ValueError:  # "V", where MovieLens' title ends in (1995) (V)
        year = None
    title = f"{record['title']} ({year})" if year else record["title"]
    return movielens_film({"id": record["id"], "movielens_title": title, "genres": record["genres"].split()}, where)


RECBOLE = Reader("RecBole", "one .inter with one .item file", _is_recbole, read_recbole)
