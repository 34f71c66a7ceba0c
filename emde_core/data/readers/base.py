"""A reader: the one thing that a form of data has to bring to be opened like the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from emde_core.data.dataset import Dataset


@dataclass(frozen=True)
class Reader:
    """One form in which films and ratings are published.

    Attributes:
        name: of the form, as people call it: "MovieLens".
        files: the files that a folder of this form holds, in words, for people whose folder is of no form.
        recognises: whether a folder is of this form, by the names of its files alone.
        read: reads such a folder. It raises a DataError where a file is not as it should be.
    """

    name: str
    files: str
    recognises: Callable[[Path], bool]
    read: Callable[[Path], Dataset]
