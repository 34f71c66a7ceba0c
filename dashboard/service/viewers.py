"""Histories of real viewers, where prepared ratings lie beside the model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from emde_core.artifacts.files import is_changed
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue
from emde_core.data.tables import PARQUET_FAILURES
from emde_core.errors import DataError
from emde_core.history import History
from emde_core.schema import FILM, RATING, TIME, VIEWER

FEWEST, LIKES, DISLIKES = 8, 14, 5  # films a viewer must have rated; the most of each that are shown


@dataclass(frozen=True)
class RealViewer:
    """A viewer's latest films.

    Attributes:
        name: the viewer's id in the data.
        rating_count: the number of this catalogue's films that the viewer has rated.
        history: the latest of them.
    """

    name: str
    rating_count: int
    history: History


class RealViewers:
    """A file of ratings to draw viewers from (columns viewer, film, rating, time); it is read when first needed."""

    def __init__(self, path: Path, catalogue: Catalogue, config: Config) -> None:
        self._path, self._catalogue, self._config = path, catalogue, config

    @cached_property
    def _ratings(self) -> pd.DataFrame:
        columns = [VIEWER, FILM, RATING, TIME]
        try:
            if is_changed(self._path):
                raise ValueError("it is damaged or was changed after it was written")
            rows = pd.read_parquet(self._path, columns=columns).astype({VIEWER: str, FILM: str})
        except PARQUET_FAILURES as error:
            raise DataError(
                f"{self._path} can't be read ({error}); if the data were prepared anew, open the dashboard again"
            ) from error
        in_catalogue = rows[rows[FILM].isin(self._catalogue.index.keys())]
        counts = in_catalogue.groupby(VIEWER)[FILM].transform("size")
        ratings = in_catalogue[RATING]
        opinions = (ratings >= self._config.like_at_least) | (ratings <= self._config.dislike_at_most)
        has_one = opinions.groupby(in_catalogue[VIEWER]).transform("any")
        return in_catalogue[(counts >= FEWEST) & has_one].sort_values([VIEWER, TIME, FILM], kind="stable")

    @property
    def is_empty(self) -> bool:
        """True where nobody rated enough films to be offered."""
        return not self._names

    @cached_property
    def _names(self) -> list[str]:
        return list(dict.fromkeys(self._ratings[VIEWER]))

    def draw(self, turn: int) -> RealViewer | None:
        """Return a viewer, another for every turn, the same for the same turn; None where there are none to offer."""
        if not self._names:
            return None
        order = np.random.default_rng(0).permutation(len(self._names))
        return self.viewer(self._names[int(order[turn % len(order)])])

    def viewer(self, name: str) -> RealViewer:
        """Return a viewer by id: the latest films that they liked, and the latest that were not for them."""
        rows = self._ratings[self._ratings[VIEWER] == name].drop_duplicates(FILM, keep="last")
        liked = rows.loc[rows[RATING] >= self._config.like_at_least, FILM].tail(LIKES)
        disliked = rows.loc[rows[RATING] <= self._config.dislike_at_most, FILM].tail(DISLIKES)
        return RealViewer(name, len(rows), History(tuple(liked), tuple(disliked)))
