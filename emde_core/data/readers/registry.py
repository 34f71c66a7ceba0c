"""The forms of data that can be read. Adding one is one file beside this, and one line here."""

from __future__ import annotations

from pathlib import Path

from emde_core.data.dataset import Dataset
from emde_core.data.readers.base import Reader
from emde_core.data.readers.hetrec import HETREC
from emde_core.data.readers.kaggle import KAGGLE
from emde_core.data.readers.mmrec import MMREC
from emde_core.data.readers.movielens import MOVIELENS
from emde_core.data.readers.native import NATIVE
from emde_core.data.readers.recbole import RECBOLE
from emde_core.errors import DataError

READERS: tuple[Reader, ...] = (
    NATIVE,
    MOVIELENS,
    KAGGLE,
    RECBOLE,
    HETREC,
    MMREC,
)


def recognises(folder: Path) -> bool:
    """Tell whether a folder is of a form that a reader recognises."""
    return any(reader.recognises(folder) for reader in READERS)


def open_dataset(folder: Path) -> Dataset:
    """Read a folder by the first reader that recognises it.

    Raises:
        DataError: the folder is not there; no reader recognises it, and the message lists what each looks for; or a
            file in it is not as it should be.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder; give the folder that holds the films and ratings")
    for reader in READERS:
        if reader.recognises(folder):
            try:
                return reader.read(folder)
            except OSError as error:
                raise DataError(f"{folder} can't be read: {error}; make its files readable") from error
    forms = "\n".join(f"  {reader.name}: {reader.files}" for reader in READERS)
    raise DataError(f"{folder} holds no data set that can be read. Looked for:\n{forms}")
