"""The native folder, the project's own form: ``films.jsonl``, ``ratings.csv`` and ``posters/``."""

from __future__ import annotations

from pathlib import Path

from emde_core.data.catalogue import Catalogue, Film, film_from
from emde_core.data.dataset import Dataset
from emde_core.data.faults import Faults
from emde_core.data.film_record import record_from
from emde_core.data.film_rows import films_of
from emde_core.data.interactions import Interactions
from emde_core.data.posters import poster_files
from emde_core.data.ratings import RatingsFile
from emde_core.data.readers.base import Reader
from emde_core.data.tables import Record, read_records
from emde_core.errors import DataError

FILMS = ("films.jsonl", "films.csv", "films.parquet")
RATINGS = ("ratings.csv", "ratings.parquet")
POSTERS = "posters"
TRUTH = "truth.csv"
"""Beside the ratings: what simulated viewers were made to like. Its presence says that they are simulated."""


def _is_native(folder: Path) -> bool:
    return any((folder / name).is_file() for name in FILMS)


def read_native(folder: Path) -> Dataset:
    """Read films, ratings (which may be left out) and posters from a folder.

    A film's ``poster`` is a path inside the folder; one that leads out is not used, and reported. Where a film names
    none, ``posters/<id>`` with the suffix of a picture is its poster. Columns may have any of the names in README's
    table.

    Raises:
        DataError: there is no file of films, or two; or no row of a file can be used.
    """
    films_file = _one_of(folder, FILMS)
    if films_file is None:
        raise DataError(f"{folder}: no films; expected one of {', '.join(FILMS)}")
    own, faults = poster_files(folder / POSTERS), Faults()

    def make(row: Record, where: str) -> Film:
        return _with_own_poster(film_from(record_from(row, where), where), own)

    films = films_of(read_records(films_file, faults), make, faults, folder)
    interactions = _ratings(folder, faults)
    return Dataset.of(Catalogue(films, folder), interactions, outside=faults.posters, left_out=faults.rows)


def _with_own_poster(film: Film, files: dict[str, Path]) -> Film:
    name = next((files[film_id].name for film_id in film.ids("id") if film_id in files), None)
    if film.poster or name is None:
        return film
    return film.model_copy(update={"poster": f"{POSTERS}/{name}"})


def _ratings(folder: Path, faults: Faults) -> Interactions | None:
    path = _one_of(folder, RATINGS)
    if path is None:
        return None
    return RatingsFile(path).read(faults, simulated=(folder / TRUTH).is_file())


def _one_of(folder: Path, names: tuple[str, ...]) -> Path | None:
    """Return the one of these files that is there; None where none is."""
    paths = [folder / name for name in names if (folder / name).is_file()]
    if len(paths) > 1:
        raise DataError(f"{folder} holds both {paths[0].name} and {paths[1].name}; keep the one that is meant")
    return paths[0] if paths else None


NATIVE = Reader("native folder", " or ".join(FILMS), _is_native, read_native)
