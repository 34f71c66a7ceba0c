"""Ratings of films by viewers: a checked table, and its likes and dislikes as sparse matrices."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from emde_core.checks import has_columns
from emde_core.data.catalogue import Catalogue
from emde_core.errors import DataError
from emde_core.schema import FILM, RATING, TIME, VIEWER, plain_id
from emde_core.summary import summary


def validate(table: pd.DataFrame, where: str) -> pd.DataFrame:
    """Return the four columns of interactions with their types, one row for each viewer and film.

    Without times, every time is 0. Of several ratings by one viewer of one film the last one holds.

    Raises:
        DataError: a column is missing or stands twice, a rating or time is no number, a viewer or film is empty; the
            message names ``where``, the row from 1, and the column.
    """
    has_columns(where, table.columns, (VIEWER, FILM, RATING), (TIME,))
    viewers, viewer_ids, no_viewer = _identifiers(table[VIEWER])
    films, film_ids, no_film = _identifiers(table[FILM])
    ratings = _numbers(table[RATING])
    times = _numbers(table[TIME]) if TIME in table.columns else np.zeros(len(table))
    if no_viewer.any() or no_film.any() or not (np.isfinite(ratings).all() and np.isfinite(times).all()):
        row, reason = min(row_faults(table).items())
        raise DataError(f"{where}: row {row + 1}: {reason}")
    times = times.astype("int64")
    rows = latest_rows(viewers * len(film_ids) + films, times)
    columns = {
        VIEWER: viewer_ids[viewers[rows]],
        FILM: film_ids[films[rows]],
        RATING: ratings.astype("float32")[rows],
        TIME: times[rows],
    }
    return pd.DataFrame({name: pd.Series(values, dtype=values.dtype) for name, values in columns.items()})


def row_faults(table: pd.DataFrame) -> dict[int, str]:
    """Return the reason for each row that is no rating, by its position: the first reason, from left to right.

    ``table`` has the columns of interactions; of the others nothing is said.
    """
    faults: dict[int, str] = {}
    for name in (TIME, RATING, FILM, VIEWER):
        if name in table.columns:
            column = table[name]
            is_number = name in (RATING, TIME)
            bad = ~np.isfinite(_numbers(column)) if is_number else _identifiers(column)[2]
            for row in np.flatnonzero(bad).tolist():
                faults[row] = _number_fault(name, column.iloc[row]) if is_number else _id_fault(name, column.iloc[row])
    return dict(sorted(faults.items()))


def _number_fault(name: str, value: object) -> str:
    fault = "is empty" if pd.isna(value) or value == "" else f"{str(value)!r:.80} is not a number"
    return f"{name} {fault}; give a number, or leave the row out"


def _id_fault(name: str, value: object) -> str:
    fault = (
        "is not UTF-8 text; save the file as UTF-8" if isinstance(value, bytes) else "is empty; every rating needs one"
    )
    return f"{name} {fault}"


def latest_rows(cells: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Return the positions, ascending, of each cell's latest row; of rows at one time, the last."""
    by_time = np.argsort(times, kind="stable")
    earlier = pd.Series(cells[by_time]).duplicated(keep="last").to_numpy()
    return np.sort(by_time[~earlier])


def _identifiers(column: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ids as whole numbers from 0, the text of each number, and a mask of the rows without an id.

    Each id is cleaned once, not once a row. Bytes are an id that is not UTF-8 text.
    """
    raw_codes, raw = pd.factorize(column)
    texts = np.array([plain_id(str(value).strip()) for value in raw], dtype=object)
    is_bad = np.array(
        [not text or isinstance(value, bytes) for text, value in zip(texts, raw, strict=True)], dtype=bool
    )
    codes, ids = pd.factorize(texts)
    missing = np.append(is_bad, True)[raw_codes]  # a code of -1 is a missing value
    return np.append(codes, -1)[raw_codes].astype(np.int64), np.asarray(ids, dtype=object), missing


def _numbers(column: pd.Series) -> np.ndarray:
    if isinstance(column.dtype, pd.CategoricalDtype):  # each text is read once, not once a row
        values = np.append(_numbers(pd.Series(column.cat.categories)), np.nan)
        return np.asarray(values[column.cat.codes])  # a code of -1 is a missing value
    return pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)


@dataclass(frozen=True, eq=False)
class Interactions:
    """A table of viewer, film, rating, time.

    Attributes:
        table: one row a viewer and film.
        simulated: no person ever gave these ratings.
        repeated: ratings that are not in the table, since the same viewer rated the same film again.
    """

    table: pd.DataFrame
    simulated: bool = False
    repeated: int = 0

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, where: str = "ratings", *, simulated: bool = False) -> Interactions:
        """Read ratings from a table with a row for each; ``table`` gives such a table back.

        Of several ratings by one viewer of one film the last one holds.

        Args:
            frame: columns viewer and film (ids), rating (a number) and, where there is one, time (seconds, a whole
                number). Others are left out.
            where: the table, as errors name it.
            simulated: no person gave these ratings.

        Raises:
            DataError: a column is missing or stands twice, a rating or time is no number, a viewer or film is empty;
                the message names the row, counted from 1, and the column.

        >>> Interactions.from_frame(pd.DataFrame({"viewer": ["ann", "bob"], "film": [1, 1], "rating": [5, 2.5]}))
        Interactions(2 ratings, 2 viewers, 1 films)
        """
        rows = validate(frame, where)
        return cls(rows, simulated, len(frame) - len(rows))

    def __repr__(self) -> str:
        films = self.table[FILM].nunique()
        sizes = (f"{len(self):,} ratings", f"{len(self.viewers):,} viewers", f"{films:,} films")
        return summary(self, *sizes, "simulated" if self.simulated else "")

    def __len__(self) -> int:
        return len(self.table)

    @cached_property
    def viewers(self) -> tuple[str, ...]:
        """The viewers, in order of first appearance."""
        return tuple(self.table[VIEWER].unique())

    @cached_property
    def data_hash(self) -> str:
        """Sixteen hex digits that stand for every row, whatever their order."""
        rows = pd.util.hash_pandas_object(self.table, index=False).to_numpy()
        return hashlib.sha256(np.sort(rows).tobytes()).hexdigest()[:16]

    def of(self, viewer: str) -> pd.DataFrame:
        """Return one viewer's rows, oldest first."""
        return self.table[self.table[VIEWER] == viewer].sort_values(TIME, kind="stable")

    def by_own_ids(self, catalogue: Catalogue) -> Interactions:
        """Count the ratings of a film's ``also_ids`` for the film itself; of a viewer's several, the last one holds."""
        own = {other: film.id for film in catalogue for other in film.also_ids}
        if not self.table[FILM].isin(own).any():
            return self
        table = validate(self.table.assign(**{FILM: self.table[FILM].replace(own)}), "ratings")
        return replace(self, table=table, repeated=self.repeated + len(self) - len(table))

    def within(self, catalogue: Catalogue) -> Interactions:
        """Return only the rows whose film is in the catalogue, by its own id."""
        table = self.by_own_ids(catalogue).table
        rows = table[table[FILM].isin(catalogue.index)].reset_index(drop=True)
        return Interactions(rows, self.simulated)


@dataclass(frozen=True, eq=False)
class Reactions:
    """Likes and dislikes of viewers, as 0/1 matrices.

    Attributes:
        likes, dislikes, rated: [viewers, films], sparse; a rating between the thresholds is in ``rated`` alone.
        viewers: the rows' viewer ids.
    """

    likes: sparse.csr_array
    dislikes: sparse.csr_array
    rated: sparse.csr_array
    viewers: tuple[str, ...]

    def __repr__(self) -> str:
        sizes = (f"{self.likes.nnz:,} likes", f"{self.dislikes.nnz:,} dislikes", f"{self.rated.nnz:,} ratings")
        return summary(self, *sizes, f"{len(self.viewers):,} viewers")

    @classmethod
    def of(
        cls, interactions: Interactions, catalogue: Catalogue, like_at_least: float, dislike_at_most: float
    ) -> Reactions:
        """Split ratings at the two thresholds; a rating between them is neither a like nor a dislike.

        Raises:
            DataError: no rating of a film in the catalogue is a like.
        """
        interactions = interactions.within(catalogue)
        table, viewers = interactions.table, interactions.viewers
        rows = pd.Index(viewers).get_indexer(table[VIEWER])
        columns = np.array([catalogue.index[f] for f in table[FILM]], dtype=int)
        ratings = table[RATING].to_numpy()

        def matrix(mask: np.ndarray) -> sparse.csr_array:
            ones = np.ones(int(mask.sum()), dtype=np.float64)
            cells = (rows[mask], columns[mask])
            return sparse.csr_array((ones, cells), shape=(len(viewers), len(catalogue)))

        likes = matrix(ratings >= like_at_least)
        if not likes.nnz:
            raise DataError(
                f"no rating of at least {like_at_least:g} for any of the catalogue's {len(catalogue)} films; "
                "check that ratings and films use the same ids and that the threshold fits the scale"
            )
        return cls(likes, matrix(ratings <= dislike_at_most), matrix(np.full(len(ratings), True)), viewers)

    def rows(self, selection: np.ndarray) -> Reactions:
        """Return the reactions of some of the viewers, by position or mask."""
        positions = np.arange(len(self.viewers))[selection]
        return Reactions(
            self.likes[positions],
            self.dislikes[positions],
            self.rated[positions],
            tuple(self.viewers[k] for k in positions),
        )

    def of_films(self, films: np.ndarray) -> Reactions:
        """Return the reactions to some of the films, by position."""
        likes, dislikes, rated = (sparse.csr_array(m[:, films]) for m in (self.likes, self.dislikes, self.rated))
        return Reactions(likes, dislikes, rated, self.viewers)

    def without(self, films: np.ndarray) -> Reactions:
        """Return the reactions without any rating of some films, by a mask [films]."""
        others = sparse.diags_array((~films).astype(np.float64))
        likes, dislikes, rated = (sparse.csr_array(m @ others) for m in (self.likes, self.dislikes, self.rated))
        for matrix in (likes, dislikes, rated):
            matrix.eliminate_zeros()
        return Reactions(likes, dislikes, rated, self.viewers)
