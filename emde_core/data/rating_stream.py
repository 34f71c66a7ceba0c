"""Ratings in a Parquet file that is read a part at a time: memory does not grow with their number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute, parquet
from scipy import sparse

from emde_core.arrays import Ints
from emde_core.data.catalogue import Catalogue
from emde_core.data.interactions import Reactions, latest_rows
from emde_core.data.tables import PARQUET_FAILURES
from emde_core.errors import DataError
from emde_core.schema import FILM, RATING, TIME, VIEWER, plain_id

ROWS_AT_ONCE = 1_000_000
BYTES_AT_ONCE = 1 << 20


@dataclass(frozen=True, eq=False)
class ViewerPart:
    """All ratings by some viewers.

    Attributes:
        viewers: a hash of each viewer's id, [viewers].
        reactions: of these viewers to the catalogue's films; their ids are left out.
    """

    viewers: Ints
    reactions: Reactions


@dataclass(frozen=True)
class RatingStream:
    """Ratings in a Parquet file with columns viewer, film, rating and, where there is one, time.

    The rows of a viewer stand together, in any order. Ratings of films that the catalogue lacks are left out; of
    several ratings by one viewer of one film the last one holds.

    Attributes:
        path: of the file.
        catalogue: of the films.
        like_at_least, dislike_at_most: ratings that are likes, and those that are "not for me".
        rows_at_once: that are read together, about; a row group of the file is held besides.
    """

    path: Path
    catalogue: Catalogue
    like_at_least: float
    dislike_at_most: float
    rows_at_once: int = ROWS_AT_ONCE

    @cached_property
    def data_hash(self) -> str:
        """Sixteen hex digits that stand for the file's bytes."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while block := file.read(BYTES_AT_ONCE):
                digest.update(block)
        return digest.hexdigest()[:16]

    def parts(self) -> Iterator[ViewerPart]:
        """Yield the ratings of some viewers after another.

        Raises:
            DataError: the file can't be read, a column is missing, a value is none, or a viewer's rows stand apart.
        """
        viewers: list[Ints] = []
        for table in self._tables():
            part = self._part(table)
            viewers.append(part.viewers)
            yield part
        every = np.concatenate(viewers) if viewers else np.zeros(0, dtype=np.int64)
        if len(np.unique(every)) < len(every):
            raise DataError(f"{self.path}: the rows of a viewer stand apart; sort the file by viewer")

    def _tables(self) -> Iterator[pa.Table]:
        """Yield tables that hold whole viewers."""
        batches: list[pa.Table] = []
        for batch in self._batches():
            batches.append(batch)
            if sum(map(len, batches)) < self.rows_at_once:
                continue
            table = pa.concat_tables(batches)
            last = _last_start(table)
            batches = [table.slice(last)]
            if last:
                yield table.slice(0, last)
        if batches and len(table := pa.concat_tables(batches)):
            yield table

    def _batches(self) -> Iterator[pa.Table]:
        try:
            with parquet.ParquetFile(self.path) as file:
                names = set(file.schema_arrow.names)
                if missing := [name for name in (VIEWER, FILM, RATING) if name not in names]:
                    raise DataError(f"{self.path}: there is no column {missing[0]!r}")
                columns = [name for name in (VIEWER, FILM, RATING, TIME) if name in names]
                for group in range(file.num_row_groups):  # read together, they take ever more memory
                    for batch in file.iter_batches(self.rows_at_once, row_groups=[group], columns=columns):
                        yield pa.table(batch)
        except PARQUET_FAILURES as error:
            raise DataError(f"{self.path} can't be read as Parquet ({error})") from error

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        """Every film's position by all of its ids."""
        index = self.catalogue.index
        places: dict[str, int] = {other: index[film.id] for film in self.catalogue for other in film.also_ids}
        places.update(index.items())
        return places

    def _position(self, name: str) -> int:
        """Return a film's position by its id as it stands in the file; -1 for one that the catalogue lacks."""
        position = self._positions.get(name)
        return self._positions.get(plain_id(name), -1) if position is None else position

    def _part(self, table: pa.Table) -> ViewerPart:
        viewers, ids = _codes(table[VIEWER], f"{self.path}: {VIEWER}")
        films, names = _codes(table[FILM], f"{self.path}: {FILM}")
        films = np.array([self._position(name) for name in names], dtype=np.int64)[films]
        ratings = table[RATING].to_numpy().astype(np.float64)
        if not np.isfinite(ratings).all():
            raise DataError(f"{self.path}: a {RATING} is not a number; leave its row out")
        times = table[TIME].to_numpy() if TIME in table.column_names else np.zeros(len(table))
        some, shape = np.flatnonzero(films >= 0), (len(ids), len(self.catalogue))
        if _matrix(viewers[some], films[some], shape).nnz < len(some):  # a viewer rated a film again
            some = some[latest_rows(viewers[some] * len(self.catalogue) + films[some], times[some])]
        viewers, films, ratings = viewers[some], films[some], ratings[some]
        masks = (ratings >= self.like_at_least, ratings <= self.dislike_at_most, np.full(len(some), True))
        likes, dislikes, rated = (_matrix(viewers[mask], films[mask], shape) for mask in masks)
        hashes = pd.util.hash_array(np.array(ids, dtype=object)).view(np.int64)
        return ViewerPart(hashes, Reactions(likes, dislikes, rated, ()))


def _last_start(table: pa.Table) -> int:
    """Return where the rows of the last viewer begin."""
    column = table[VIEWER].combine_chunks()
    others = compute.fill_null(compute.not_equal(column, column[-1]), True).to_numpy(zero_copy_only=False)
    return int(np.flatnonzero(others).max(initial=-1)) + 1


def _codes(column: pa.ChunkedArray, name: str) -> tuple[Ints, list[str]]:
    """Return ids as whole numbers from 0, and the text of each number."""
    if column.null_count:
        raise DataError(f"{name} is empty in a row; every rating needs one")
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), list(map(str, encoded.dictionary.to_pylist()))


def _matrix(viewers: Ints, films: Ints, shape: tuple[int, int]) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(films)), (viewers, films)), shape=shape)
