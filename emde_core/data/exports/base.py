"""A site where films are rated: the one thing that it has to bring for its exports to be read like the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.data.tables import Record


@dataclass(frozen=True)
class Site:
    """A site whose users can export what they have rated.

    Attributes:
        name: of the site.
        columns: by which a table of its export is recognised.
        films: reads the films of a table: its rows, each with the words that say where it stands, and its file's name.
            It raises a DataError where a row is not as it should be.
    """

    name: str
    columns: tuple[str, ...]
    films: Callable[[Iterable[tuple[str, Record]], str], Iterator[WatchedFilm]]
