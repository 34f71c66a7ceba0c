"""Ratings in a Parquet file that is read a part at a time: memory does not grow with their number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
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
ROWS_IN_SHARE = 5_000_000
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
        positions: of the catalogue's films, by all of their ids.
        films: how many there are.
        like_at_least, dislike_at_most: ratings that are likes, and those that are "not for me".
        rows_at_once: that are read together, about; a row group of the file is held besides.
        rows_in_share: in a share of the file at least.
        groups: the row groups in which the viewers of this share of the file begin; None for all of it.
    """

    path: Path
    positions: Mapping[str, int]
    films: int
    like_at_least: float
    dislike_at_most: float
    rows_at_once: int = ROWS_AT_ONCE
    rows_in_share: int = ROWS_IN_SHARE
    groups: range | None = None

    @classmethod
    def of(cls, path: Path, catalogue: Catalogue, like_at_least: float, dislike_at_most: float) -> RatingStream:
        """Return the ratings of a catalogue's films in a file."""
        index = catalogue.index
        positions: dict[str, int] = {other: index[film.id] for film in catalogue for other in film.also_ids}
        positions.update(index.items())
        return cls(path, positions, len(catalogue), like_at_least, dislike_at_most)

    def shares(self) -> list[RatingStream]:
        """Divide the file by its row groups, in shares that have viewers of their own.

        Raises:
            DataError: the file can't be read.
        """
        with _parquet(self.path) as file:
            sizes = [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)]
        edges = [0]
        for group in range(1, len(sizes)):
            if sum(sizes[edges[-1] : group]) >= self.rows_in_share:
                edges.append(group)
        return [replace(self, groups=range(*edge)) for edge in pairwise([*edges, len(sizes)])]

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
            DataError: the file can't be read, a column is missing, or a value is none.
        """
        return map(self._part, self._tables())

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
        """Yield the rows of the viewers who begin in the row groups, to their ends."""
        with _parquet(self.path) as file:
            names = set(file.schema_arrow.names)
            if missing := [name for name in (VIEWER, FILM, RATING) if name not in names]:
                raise DataError(f"{self.path}: there is no column {missing[0]!r}")
            columns = [name for name in (VIEWER, FILM, RATING, TIME) if name in names]
            groups = range(file.num_row_groups) if self.groups is None else self.groups
            before, last = self._viewer_before(file, groups), None
            for group in range(groups.start, file.num_row_groups):  # read together, they take ever more memory
                for batch in file.iter_batches(self.rows_at_once, row_groups=[group], columns=columns):
                    table = pa.table(batch)
                    if last is None:
                        table = table.slice(_leading(table, before))
                    if group not in groups:
                        own = _leading(table, last)
                        yield table.slice(0, own)
                        if own < len(table):
                            return
                    elif len(table):
                        last = table[VIEWER][-1]
                        yield table

    def _viewer_before(self, file: parquet.ParquetFile, groups: range) -> pa.Scalar | None:
        """Return the viewer of the last row before the row groups, who belongs to the share before."""
        if groups.start == 0:
            return None
        return file.read_row_group(groups.start - 1, columns=[VIEWER])[VIEWER][-1]

    def _position(self, name: str) -> int:
        """Return a film's position by its id as it stands in the file; -1 for one that the catalogue lacks."""
        position = self.positions.get(name)
        return self.positions.get(plain_id(name), -1) if position is None else position

    def _part(self, table: pa.Table) -> ViewerPart:
        viewers, ids = _codes(table[VIEWER], f"{self.path}: {VIEWER}")
        films, names = _codes(table[FILM], f"{self.path}: {FILM}")
        films = np.array([self._position(name) for name in names], dtype=np.int64)[films]
        ratings = table[RATING].to_numpy().astype(np.float64)
        if not np.isfinite(ratings).all():
            raise DataError(f"{self.path}: a {RATING} is not a number; leave its row out")
        times = table[TIME].to_numpy() if TIME in table.column_names else np.zeros(len(table))
        some, shape = np.flatnonzero(films >= 0), (len(ids), self.films)
        if _matrix(viewers[some], films[some], shape).nnz < len(some):  # a viewer rated a film again
            some = some[latest_rows(viewers[some] * self.films + films[some], times[some])]
        viewers, films, ratings = viewers[some], films[some], ratings[some]
        masks = (ratings >= self.like_at_least, ratings <= self.dislike_at_most, np.full(len(some), True))
        likes, dislikes, rated = (_matrix(viewers[mask], films[mask], shape) for mask in masks)
        hashes = pd.util.hash_array(np.array(ids, dtype=object)).view(np.int64)
        return ViewerPart(hashes, Reactions(likes, dislikes, rated, ()))


@contextmanager
def _parquet(path: Path) -> Iterator[parquet.ParquetFile]:
    """Open a file, and tell of what fails while it is read."""
    try:
        with parquet.ParquetFile(path) as file:
            yield file
    except PARQUET_FAILURES as error:
        raise DataError(f"{path} can't be read as Parquet ({error})") from error


def _leading(table: pa.Table, viewer: pa.Scalar | None) -> int:
    """Return how many rows at the beginning are a viewer's."""
    if viewer is None or not viewer.is_valid:
        return 0
    others = compute.fill_null(compute.not_equal(table[VIEWER], viewer), True).to_numpy()
    return int(others.argmax()) if others.any() else len(table)


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
