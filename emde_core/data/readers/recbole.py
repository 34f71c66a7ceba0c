"""RecBole's atomic files: tables whose header gives each column's name and type (``rating:float``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.dataset import Dataset
from emde_core.data.interactions import Interactions
from emde_core.data.readers.base import Reader
from emde_core.data.readers.movielens import merge_twins, movielens_film
from emde_core.data.tables import Record, read_ratings, read_records
from emde_core.errors import DataError
from emde_core.schema import FILM, RATING, TIME, VIEWER

_MOVIELENS_100K = "ml-100k.item"  # which has films under several ids
_INTERACTION_NAMES = {"user_id": VIEWER, "item_id": FILM, "rating": RATING, "timestamp": TIME}
_ITEM_NAMES = {  # RecBole's data sets don't agree on what these are called
    "id": ("item_id", "movie_id"),
    "title": ("movie_title", "title", "name"),
    "year": ("release_year", "year"),
    "genres": ("class", "genre", "genres", "categories"),
}


def _is_recbole(folder: Path) -> bool:
    return bool(_files(folder, ".inter") and _files(folder, ".item"))


def read_recbole(folder: Path) -> Dataset:
    """Read the .inter and .item files of a folder.

    Raises:
        DataError: one of them is not there, or there are several; a column is missing; a row can't be read.
    """
    path = _single_file(folder, ".item")
    films = merge_twins(_films(path)) if path.name == _MOVIELENS_100K else tuple(_films(path))
    return Dataset.of(Catalogue(films), _ratings(_single_file(folder, ".inter")))


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


def _ratings(path: Path) -> Interactions:
    columns = {cell.split(":")[0]: cell for cell in _header(path)}
    # A column that is not there keeps its plain name, for the error that then names it.
    return read_ratings(path, {columns.get(n, n): ours for n, ours in _INTERACTION_NAMES.items()}, separator="\t")


def _films(path: Path) -> Iterator[Film]:
    header = {cell.split(":")[0]: cell for cell in _header(path)}
    columns = {ours: next((header[n] for n in names if n in header), "") for ours, names in _ITEM_NAMES.items()}
    for required in ("id", "title"):
        if not columns[required]:
            names = " or ".join(_ITEM_NAMES[required])
            raise DataError(f"{path}: column {names} is missing; found {', '.join(header)}")
    for where, row in read_records(path):
        yield _film({ours: row.get(theirs, "") for ours, theirs in columns.items()}, where)


def _film(cells: Record, where: str) -> Film:
    """Make a film. RecBole splits MovieLens' raw title into title and year, which are put together again here."""
    year = cells["year"].strip()
    title = f"{cells['title']} ({year})" if year.isdecimal() else cells["title"]
    return movielens_film({"id": cells["id"], "movielens_title": title, "genres": cells["genres"].split()}, where)


RECBOLE = Reader("RecBole", "one .inter with one .item file", _is_recbole, read_recbole)
