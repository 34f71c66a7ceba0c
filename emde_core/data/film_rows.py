"""Films from rows of a table: rows that make none are left out, so that none loses the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from emde_core.data.catalogue import Film
from emde_core.data.faults import Faults
from emde_core.data.poster_folders import PosterFolders
from emde_core.errors import DataError

T = TypeVar("T")


def films_of(
    rows: Iterable[tuple[str, T]], make: Callable[[T, str], Film], faults: Faults, folder: Path | None = None
) -> tuple[Film, ...]:
    """Make a film of each row, by a function that takes the row and where it stands.

    A row for which it raises a DataError is left out, and so is a row whose film has an id that an earlier one has. A
    poster that is not inside ``folder``, which relative paths start from, is not used.

    Raises:
        DataError: there are rows, and none of them makes a film.
    """
    films: list[Film] = []
    by_id: dict[str, str] = {}
    posters = PosterFolders(folder)

    def add(row: T, where: str) -> None:
        film = make(row, where)
        for film_id in film.ids("id"):
            if film_id in by_id:
                raise DataError(f"{where}: film id {film_id!r} ({film.title}) stands twice, as {by_id[film_id]} before")
        by_id.update(dict.fromkeys(film.ids("id"), film.label))
        fault = posters.fault(film.poster)
        if fault:
            faults.posters.append(f"{where}: {fault}")
        films.append(film.model_copy(update={"poster": ""}) if fault else film)

    faults.read(rows, add)
    if faults.rows and not films:
        raise faults.refuse_all()
    return tuple(films)
