"""A site where films are rated: the one thing that it has to bring for its exports to be read like the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from emde_core.data.exports.table import Row
from emde_core.data.exports.watched_film import WatchedFilm


class PassedOver(NamedTuple):
    """A row that is no film that somebody has watched.

    Attributes:
        kind: in the plural: "series", "games", "on a watchlist".
    """

    kind: str


@dataclass(frozen=True)
class Site:
    """A site whose users can export what they have rated.

    Attributes:
        name: of the site.
        columns: by which a table of its export is recognised, in whatever case and punctuation.
        read: reads a row. It raises a DataError, which names the row, where one is not as it should be.
        dates: the column of each row's date, the first that there is.
        scale: the column of ratings whose best one is not known but told from the column; "" where it is known.
    """

    name: str
    columns: tuple[str, ...]
    read: Callable[[Row], WatchedFilm | PassedOver]
    dates: tuple[str, ...] = ()
    scale: str = ""
