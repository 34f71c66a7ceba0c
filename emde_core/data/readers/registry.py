"""Any folder of data: which kind it is shows in its files."""

from __future__ import annotations

from pathlib import Path

from emde_core.data.dataset import Dataset
from emde_core.data.readers.movielens import LAYOUTS, is_movielens, read_movielens
from emde_core.data.readers.native import FILMS, is_native, read_native
from emde_core.data.readers.recbole import is_recbole, read_recbole
from emde_core.errors import DataError

_KINDS = ((is_native, read_native), (is_movielens, read_movielens), (is_recbole, read_recbole))


def open_dataset(folder: Path) -> Dataset:
    """Read a folder in the native form, as MovieLens publishes it, or of RecBole's atomic files.

    Raises:
        DataError: the folder is not there or is none of these, with what was looked for; or a file in it is not as
            it should be.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder; give the folder that holds the films and ratings")
    for is_this, read in _KINDS:
        if is_this(folder):
            return read(folder)
    movielens = ", or ".join(" with ".join(each.files) for each in LAYOUTS)
    raise DataError(
        f"{folder} holds no data set that can be read. Looked for:\n"
        f"  films and ratings of your own: {' or '.join(FILMS)}\n"
        f"  MovieLens: {movielens}\n"
        f"  RecBole: one .inter with one .item file"
    )
