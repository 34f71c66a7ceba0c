"""Films' sketches in one modality, counted from their atoms when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray
from scipy import sparse

from emde_core.arrays import Bools, Floats, Ints
from emde_core.sketch.atoms import Atoms

FILMS_AT_ONCE = 256  # whose sketches are spread out in memory together
MULTIPLIED_AT_ONCE = 32  # so few that they stay in the processor's cache
ROWS_KEPT = 500  # of numbers for all films, such as one film's likeness to them
WHOLE_MOST = 2**24  # up to this, single precision holds all whole numbers
BYTES_OF_AN_ENTRY = 12  # of a sparse array: a number and its column


@dataclass(frozen=True, eq=False)
class FilmSketches:
    """Films' sketches in one modality, divided by their lengths: F / l, [films, D * W].

    Some of them are taken by position, as rows of an array: ``sketches[[3, 5]]``, ``sketches[:]``. Counts are kept in
    whichever form is smaller: a sparse array, where names fill a few of very many buckets; or whole numbers, in a byte
    each, where tokens and patches fill most of them.

    Attributes:
        atoms: of the films.
    """

    atoms: Atoms

    def __len__(self) -> int:
        """Return the number of films."""
        return len(self.atoms)

    @property
    def size(self) -> int:
        """D * W."""
        return self.atoms.depth * self.atoms.width

    def __getitem__(self, films: Any) -> Floats:  # noqa: ANN401 - whatever selects rows of an array
        """Return sketches of some films, [n, D * W], by position; 0 for a film without atoms."""
        counts = self.counts(films)
        counts /= self.lengths(films)[..., None]
        return counts

    def __matmul__(self, others: Floats) -> Floats:
        """Return products with all films' sketches, [films] or [films, n]; others are [D * W] or [D * W, n]."""
        return self.times(others, slice(None))

    def times(self, others: Floats, films: Ints | slice) -> Floats:
        """Return products with some films' sketches, by position, [n] or [n, columns]; others are as for ``@``."""
        products = self._entries[films] @ others if self.is_sparse else self._multiply(others, films)
        scaled: Floats = (products.T / self.lengths(films)).T
        return scaled

    def _multiply(
        self, others: NDArray[np.floating[Any]], films: Ints | slice = slice(None)
    ) -> NDArray[np.floating[Any]]:
        """Return products of some films' counts, in the precision of the others."""
        self._count(films)
        counts = self._counts[films]
        blocks = film_blocks(max(len(counts), 1), MULTIPLIED_AT_ONCE)  # of no films, one block that has none
        return np.concatenate([counts[block].astype(others.dtype) @ others for block in blocks])

    def products(self, films: Ints) -> Floats:
        """Return products of all films' sketches with those of some films, by position, [films, n].

        Counts are multiplied in single precision where they are whole numbers whose sums of products it holds exactly.
        """
        if self.is_sparse:
            return self._sparse_products(films)
        if self._type.kind == "f" or self.lengths(slice(None)).max() ** 2 > WHOLE_MOST:
            return self @ self[films].T
        products = self._multiply(self._counts[films].T.astype(np.float32))
        return np.asarray(products / np.outer(self._lengths, self._lengths[films]))

    def _sparse_products(self, films: Ints) -> Floats:
        products = np.empty((len(self), len(films)))
        for block in film_blocks(len(films)):
            sums = (self._entries @ self._entries[films[block]].T).toarray()
            products[:, block] = sums / np.outer(self._lengths, self._lengths[films[block]])
        return products

    def by_partition(self, other: Floats, films: Ints) -> Floats:
        """Return products with some films' sketches in each partition, [n, D], by position; other is [D * W]."""
        depth, width = self.atoms.depth, self.atoms.width
        if not self.is_sparse:
            rows = self[films].reshape(len(films), depth, width)
            products: Floats = np.einsum("ndw,dw->nd", rows, other.reshape(depth, width))
            return products
        entries = self._entries[films]
        owners = np.repeat(np.arange(len(films)), np.diff(entries.indptr))
        places = owners * depth + entries.indices // width
        sums = np.bincount(places, entries.data * other[entries.indices], len(films) * depth)
        return sums.reshape(len(films), depth) / self._lengths[films, None]

    def partition(self, number: int) -> sparse.csr_array:
        """Return sketches in one partition, [films, W], sparse."""
        width = self.atoms.width
        return self._entries[:, number * width : (number + 1) * width].multiply(1 / self._lengths[:, None]).tocsr()

    def reorder(self, films: Ints) -> FilmSketches:
        """Return the sketches of films by position, in that order."""
        return FilmSketches(self.atoms.reorder(films))

    def combine(self, weights: Floats, films: Ints) -> Floats:
        """Return sums of some films' sketches, by position, each times its weight in the sum, [n, D * W].

        Args:
            weights: of the films in each sum, [n, films].
            films: by position, each once.
        """
        scaled = weights / self.lengths(films)
        if self.is_sparse:
            return np.asarray((self._entries[films].T @ scaled.T).T)
        sums = np.zeros((len(weights), self.size))
        for block in film_blocks(len(films), MULTIPLIED_AT_ONCE):
            sums += scaled[:, block] @ self.counts(films[block])
        return sums

    @property
    def having(self) -> Bools:
        """The films that have atoms, [films]."""
        return self.atoms.sizes > 0

    def counts(self, films: Any) -> Floats:  # noqa: ANN401
        """Return F, [n, D * W]: weighted counts of some films' atoms in the buckets, by position."""
        if not self.is_sparse:
            self._count(films)
            return self._counts[films].astype(np.float64)
        positions = np.arange(len(self))[films]
        return self._entries[np.atleast_1d(positions)].toarray().reshape(*positions.shape, self.size)

    def lengths(self, films: Any) -> Floats:  # noqa: ANN401
        """Return l, [n], the lengths of F of some films, by position; 1 for a film without atoms."""
        if not self.is_sparse:
            self._count(films)
        lengths: Floats = self._lengths[films]
        return lengths

    @cached_property
    def shortest(self) -> float:
        """The length of the shortest sketch of a film that has atoms."""
        return float(self.lengths(slice(None))[self.having].min())

    def count_all(self) -> None:
        """Count all films' atoms now, which multiplying with all of them would do first."""
        self.lengths(slice(None))

    def _count(self, films: Any) -> None:  # noqa: ANN401
        """Count the atoms of those films that were not counted yet."""
        if self._lengths[films].all():
            return
        positions = np.atleast_1d(np.arange(len(self))[films])
        missing = positions[self._lengths[positions] == 0]
        for film in missing.tolist():
            counts = self.atoms.count_of(film)
            self._counts[film] = counts
            self._lengths[film] = np.linalg.norm(counts) or 1.0

    @cached_property
    def mean(self) -> Floats:
        """The mean sketch of the films that have atoms, [D * W]."""
        return mean_sketch(self, np.ones(len(self)), np.arange(len(self)))

    @cached_property
    def is_sparse(self) -> bool:
        """True where a sparse array of the counts is the smaller one."""
        entries = self.atoms.count * self.atoms.depth
        return entries * BYTES_OF_AN_ENTRY < len(self) * self.size * self._type.itemsize

    @cached_property
    def _type(self) -> np.dtype[Any]:
        """The smallest type that every count fits in."""
        if (self.atoms.weights == 1).all():
            return np.min_scalar_type(int(self.atoms.sizes.max(initial=0)))
        return np.dtype(np.float64)

    @cached_property
    def _counts(self) -> NDArray[Any]:
        """F, as far as it has been counted; pages of memory are taken when they are written."""
        return np.zeros((len(self), self.size), self._type)

    @cached_property
    def _lengths(self) -> Floats:
        """l, as far as F has been counted; 0 elsewhere."""
        if not self.is_sparse:
            return np.zeros(len(self))
        squares = self._entries.power(2).sum(axis=1)
        return np.where(self.having, np.sqrt(squares), 1.0)

    @cached_property
    def _entries(self) -> sparse.csr_array:
        """F, sparse."""
        flat = self.atoms.flat()
        weights = np.repeat(self.atoms.weights, flat.shape[1])
        shape = (len(self), self.size)
        entries = sparse.csr_array((weights, flat.ravel(), self.atoms.offsets * flat.shape[1]), shape=shape)
        entries.sum_duplicates()
        return entries


Units = Floats | FilmSketches
"""Sketches divided by their lengths, [films, D * W]: spread out in memory, or counted when they are asked for."""


def spread_out(units: Units, films: Ints, precision: DTypeLike) -> NDArray[Any]:
    """Return some films' sketches, by position, as one array in memory, [n, D * W], in this precision."""
    if not isinstance(units, FilmSketches):
        return units[films].astype(precision, copy=False)
    array = np.empty((len(films), units.size), precision)
    for block in film_blocks(len(films)):
        array[block] = units[films[block]]
    return array


def film_blocks(films: int, size: int = FILMS_AT_ONCE) -> Iterator[slice]:
    """Yield slices of so many films that cover all of them."""
    for start in range(0, films, size):
        yield slice(start, start + size)


def mean_sketch(units: Units, gains: Floats, films: Ints) -> Floats:
    """Return the mean [D * W] over some films, those that have the modality; 0 where no film counts.

    Args:
        units: every film's sketch divided by its length.
        gains: the weights, [films].
        films: by position.
    """
    weights = gains[films] * _having(units)[films]
    sums: Floats = units.combine(weights[None], films)[0] if isinstance(units, FilmSketches) else weights @ units[films]
    return sums / weights.sum() if weights.any() else sums


def _having(units: Units) -> Bools:
    return units.having if isinstance(units, FilmSketches) else np.asarray(units.any(axis=1))


class LatestRows:
    """Rows of numbers that were asked for last, each by the number of what it is about; more are made when needed."""

    def __init__(self) -> None:
        self._rows: dict[int, Floats] = {}

    def take(self, numbers: Ints, make: Callable[[Ints], Floats]) -> Floats:
        """Return rows by their numbers, [n, columns]; those that are missing are made together."""
        rows = dict(self._rows)
        if missing := sorted(set(numbers.tolist()) - set(rows)):
            new = dict(zip(missing, make(np.array(missing)), strict=True))
            if len(self._rows) > ROWS_KEPT:
                self._rows.clear()
            self._rows.update(new)
            rows |= new
        return np.array([rows[number] for number in numbers.tolist()])


@dataclass(frozen=True, eq=False)
class CentredSketches:
    """s: films' sketches divided by their lengths, less their mean; 0 for a film without atoms, [films, D * W].

    Some are taken by position, ``sketches[[3, 5]]``, and all are multiplied as an array is, ``sketches @ vector``.

    Attributes:
        units: F / l, [films, D * W].
        mean: mu, [D * W].
    """

    units: Units
    mean: Floats

    def __len__(self) -> int:
        """Return the number of films."""
        return len(self.units)

    def __getitem__(self, films: Any) -> Floats:  # noqa: ANN401 - whatever selects rows of an array
        """Return s of some films, [n, D * W], by position."""
        rows = self.units[films]
        rows = np.subtract(rows, self.mean, out=rows if isinstance(self.units, FilmSketches) else None)
        rows[~self._having[films]] = 0
        return rows

    def __matmul__(self, others: Floats) -> Floats:
        """Return <s, other> of all films, [films] or [films, n]; others are [D * W] or [D * W, n]."""
        return self.times(others, slice(None))

    def times(self, others: Floats, films: Ints | slice) -> Floats:
        """Return <s, other> of some films, by position, [n] or [n, columns]; others are as for ``@``."""
        units = self.units
        products: Floats = units.times(others, films) if isinstance(units, FilmSketches) else units[films] @ others
        products -= self.mean @ others
        products[~self._having[films]] = 0
        return products

    def by_partition(self, other: Floats, films: Ints, depth: int) -> Floats:
        """Return <s(i), other> of some films in each of D partitions, [n, D], by position; other is [D * W]."""
        units = self.units
        if isinstance(units, FilmSketches):
            products = units.by_partition(other, films)
        else:
            products = (units[films] * other).reshape(len(films), depth, -1).sum(axis=2)
        products -= (self.mean * other).reshape(depth, -1).sum(axis=1)
        products[~self._having[films]] = 0
        return products

    def partitions(self, depth: int) -> Sequence[Partition]:
        """Return each of the D partitions by itself."""
        if isinstance(self.units, FilmSketches) and self.units.is_sparse:
            means = self.mean.reshape(depth, -1)
            return [Partition.of_sparse(self.units.partition(d), means[d], self._having) for d in range(depth)]
        by_partition = np.ascontiguousarray(self[:].reshape(len(self), depth, -1).transpose(1, 0, 2))
        return [Partition(rows) for rows in by_partition]

    def combine(self, weights: Floats, films: Ints) -> Floats:
        """Return sums of some films' s, by position, each times its weight in the sum, [n, films] to [n, D * W]."""
        having = self._having[films]
        combine = self.units.combine if isinstance(self.units, FilmSketches) else self._combine
        return combine(weights, films) - np.outer(weights @ having, self.mean)

    def _combine(self, weights: Floats, films: Ints) -> Floats:
        sums: Floats = weights @ self.units[films]
        return sums

    def likeness(self, films: Ints) -> Floats:
        """Return <s, s(i)> of all films to some films i, [films, n], by position."""
        return self._likenesses.take(films, lambda missing: self._likeness(missing).T).reshape(-1, len(self)).T

    def _likeness(self, films: Ints) -> Floats:
        if not isinstance(self.units, FilmSketches):
            return self @ self[films].T
        to_mean = self._to_mean - self.mean @ self.mean / 2
        likeness = self.units.products(films) - to_mean[:, None] - to_mean[films]
        likeness[~self._having] = 0
        likeness[:, ~self._having[films]] = 0
        return likeness

    @cached_property
    def _to_mean(self) -> Floats:
        """<F / l, mu> of every film, [films]."""
        return self.units @ self.mean

    @cached_property
    def _likenesses(self) -> LatestRows:
        return LatestRows()

    @cached_property
    def _having(self) -> Bools:
        """The films that have atoms, [films]."""
        return _having(self.units)


@dataclass(frozen=True, eq=False)
class Partition:
    """Films' s in one partition; ``rows @ across(films)`` are products of all films' with those of some, [films, n].

    Of sparse sketches the mean is taken off the products, since it would fill them:
    <a - mu, b - mu> = <a, b> - (<a, mu> - <mu, mu> / 2) - (<b, mu> - <mu, mu> / 2), of films that have atoms.

    Attributes:
        rows: s, [films, W]; or sparse, [films, W + 2], F / l, whether a film has atoms, and what is taken off.
    """

    rows: Floats | sparse.csr_array

    @classmethod
    def of_sparse(cls, units: sparse.csr_array, mean: Floats, having: Bools) -> Partition:
        """Put what is taken off beside sketches, [films, W]; the mean is [W]."""
        off = (units @ mean - mean @ mean / 2) * having
        return cls(sparse.csr_array(sparse.hstack([units, np.column_stack([having, off])])))

    def across(self, films: Ints | Sequence[int]) -> Floats:
        """Return some films' other side of the products, [W, n] or [W + 2, n], by position."""
        if isinstance(self.rows, np.ndarray):
            return self.rows[films].T
        side: Floats = self.rows[films].toarray().T
        side[-2:] = -side[-1], -side[-2]
        return side


def centre(units: Mapping[str, Units], gains: Floats, films: Ints) -> dict[str, CentredSketches]:
    """Take off some films' mean sketch, weighted by the gains [M, films], by modality.

    So weighted, what content adds to a history's scores has mean 0 over these films.
    """
    both = zip(units.items(), gains, strict=True)
    return {m: CentredSketches(each, mean_sketch(each, of_modality, films)) for (m, each), of_modality in both}
