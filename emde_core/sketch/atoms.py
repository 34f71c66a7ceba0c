"""Atoms in buckets: what films are made of in one modality, film after film in one list.

Codes of few buckets are kept several to a byte (four, where W = 4), as digits of base W: a quarter of the room, and
what a table says at four buckets is found by one look-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Cells = NDArray[np.integer]
BYTE = 256  # values that a byte can have


def codes_per_cell(width: int) -> int:
    """How many codes of W buckets go into a byte; 1 where not even two do."""
    count = 1
    while width ** (count + 1) <= BYTE:
        count += 1
    return count


@dataclass(frozen=True)
class Atoms:
    """The atoms of some films in one modality.

    Attributes:
        cells: [A, C], each atom's codes, ``codes_per_cell`` in each cell; the first is the lowest digit.
        weights: [A], above 0.
        places: [A, P], where each is in its film, as the modality's ``show`` reads it.
        offsets: [films + 1]; film i has the atoms offsets[i] to offsets[i + 1].
        depth, width: D and W.
    """

    cells: Cells
    weights: Floats
    places: Ints
    offsets: Ints
    depth: int
    width: int

    @classmethod
    def of_codes(cls, codes: NDArray[np.integer], weights: Floats, places: Ints, offsets: Ints, width: int) -> Atoms:
        """Of each atom's bucket in each partition, [A, D]."""
        depth, per = codes.shape[1], codes_per_cell(width)
        digits = np.zeros((len(codes), -(-depth // per) * per), dtype=np.int64)
        digits[:, :depth] = codes
        cells = digits.reshape(len(codes), digits.shape[1] // per, per) @ width ** np.arange(per)
        return cls(cells.astype(np.min_scalar_type(width**per - 1)), weights, places, offsets, depth, width)

    @classmethod
    def joined(cls, films: Sequence[Atoms]) -> Atoms:
        """Several lists of films as one."""
        sizes = np.concatenate([np.diff(each.offsets) for each in films])
        return cls(
            np.concatenate([each.cells for each in films]),
            np.concatenate([each.weights for each in films]),
            np.concatenate([each.places for each in films]),
            np.concatenate([[0], np.cumsum(sizes)]),
            films[0].depth,
            films[0].width,
        )

    def __len__(self) -> int:
        """How many films."""
        return len(self.offsets) - 1

    @property
    def count(self) -> int:
        """A, how many atoms."""
        return len(self.weights)

    @cached_property
    def sizes(self) -> Ints:
        """[films], how many atoms each film has."""
        return np.diff(self.offsets)

    @cached_property
    def owners(self) -> Ints:
        """[A], the film that each atom belongs to."""
        return np.repeat(np.arange(len(self)), self.sizes)

    @property
    def codes(self) -> NDArray[np.integer]:
        """[A, D], each atom's bucket in each partition."""
        return self.codes_of(self.depth)

    def codes_of(self, partitions: int) -> NDArray[np.integer]:
        """[A, partitions], each atom's bucket in each of the first partitions."""
        digits = _digits(self.width).astype(self.cells.dtype)
        cells = self.cells[:, : -(-partitions // digits.shape[1])]
        return digits[cells].reshape(self.count, cells.shape[1] * digits.shape[1])[:, :partitions]

    def of(self, film: int) -> Atoms:
        """One film's."""
        return self._some(slice(int(self.offsets[film]), int(self.offsets[film + 1])))

    def only(self, chosen: NDArray[np.bool_]) -> Atoms:
        """Some atoms of one film, by a mask [A]."""
        return self._some(chosen)

    def _some(self, chosen: slice | NDArray[np.bool_]) -> Atoms:
        weights = self.weights[chosen]
        offsets = np.array([0, len(weights)])
        return Atoms(self.cells[chosen], weights, self.places[chosen], offsets, self.depth, self.width)

    def flat(self) -> Ints:
        """[A, D], positions of the codes in a flat sketch [D * W]."""
        return self.codes.astype(np.int64) + np.arange(self.depth) * self.width

    def counts(self) -> Floats:
        """F: each film's weighted counts of its atoms in the buckets, [films, D * W]."""
        counts = np.zeros((len(self), self.depth * self.width))
        buckets = _buckets(self.width)
        values, several = len(buckets), buckets.shape[1] > self.width
        positions = np.arange(self.cells.shape[1]) * values
        for film in np.flatnonzero(self.sizes).tolist():
            one = self.of(film)
            weights = np.repeat(one.weights, len(positions))
            of_cells = np.bincount((one.cells + positions).ravel(), weights, len(positions) * values)
            of_buckets = of_cells.reshape(-1, values) @ buckets if several else of_cells
            counts[film] = of_buckets.ravel()[: counts.shape[1]]
        return counts

    def table(self, flat: Floats) -> Floats:
        """[C, values], a flat table [D * W] by cells: the sum of what it says at the buckets that each stands for."""
        per = codes_per_cell(self.width)
        padded = np.zeros((self.cells.shape[1] * per, self.width))
        padded[: self.depth] = flat.reshape(self.depth, self.width)
        *lower, sums = padded.reshape(-1, per, self.width).transpose(1, 0, 2)
        for digit in reversed(lower):  # a value is a number of base W, whose lowest digit runs fastest
            sums = (sums[:, :, None] + digit[:, None, :]).reshape(len(sums), -1)
        return np.asarray(sums)

    def read(self, table: Floats) -> Floats:
        """[A], what a ``table`` says at each atom's buckets, summed over the partitions: <h(a), flat>."""
        positions = np.arange(table.shape[0]) * table.shape[1]
        values: Floats = table.take(self.cells + positions).sum(axis=1)
        return values

    def shared(self, others: Atoms) -> Floats:
        """[A, others], in how many partitions two atoms share a bucket: <h(a), h(b)>."""
        shared: Floats = (self._one_hot() @ others._one_hot().T).astype(np.float64)  # small whole numbers: exact
        return shared

    def _one_hot(self) -> NDArray[np.float32]:
        """h, [A, D * W]: each atom's buckets as ones."""
        buckets = _buckets(self.width).astype(np.float32)
        return buckets[self.cells].reshape(self.count, -1)[:, : self.depth * self.width]


def _digits(width: int) -> Ints:
    """[values, codes per cell], the codes that each value of a cell stands for."""
    per = codes_per_cell(width)
    return np.arange(width**per)[:, None] // width ** np.arange(per) % width


@cache
def _buckets(width: int) -> Floats:
    """[values, codes per cell * W], the same codes as ones in their buckets."""
    digits = _digits(width)
    return np.eye(width)[digits].reshape(len(digits), -1)
