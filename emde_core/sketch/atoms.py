"""Atoms in their buckets: those of many films in one modality, film after film in one list.

Several codes of few buckets share a byte (four, where W = 4), as digits of base W. They take a quarter of the room, and
one look-up reads a table at four buckets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emde_core.arrays import Bools, Floats, Ints

Cells = NDArray[np.integer]
BYTE = 256  # values that a byte can have


def codes_per_cell(width: int) -> int:
    """Return how many codes of W buckets go into a byte; 1 where not even two do."""
    count = 1
    while width ** (count + 1) <= BYTE:
        count += 1
    return count


@dataclass(frozen=True, eq=False)
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
        """Pack the codes of atoms: each atom's bucket in each partition, [A, D]."""
        depth, per = codes.shape[1], codes_per_cell(width)
        digits = np.zeros((len(codes), -(-depth // per) * per), dtype=np.int64)
        digits[:, :depth] = codes
        cells = digits.reshape(len(codes), digits.shape[1] // per, per) @ width ** np.arange(per)
        return cls(cells.astype(np.min_scalar_type(width**per - 1)), weights, places, offsets, depth, width)

    @classmethod
    def concatenate(cls, films: Sequence[Atoms]) -> Atoms:
        """Put several lists of films into one."""
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
        """Return the number of films."""
        return len(self.offsets) - 1

    @property
    def count(self) -> int:
        """A, the number of atoms."""
        return len(self.weights)

    @cached_property
    def sizes(self) -> Ints:
        """The number of atoms of each film, [films]."""
        return np.diff(self.offsets)

    @cached_property
    def owners(self) -> Ints:
        """The position of the film that each atom belongs to, [A]."""
        return np.repeat(np.arange(len(self)), self.sizes)

    @property
    def codes(self) -> NDArray[np.integer]:
        """The bucket of each atom in each partition, [A, D]."""
        return self.codes_of(self.depth)

    def codes_of(self, partitions: int) -> NDArray[np.integer]:
        """Return each atom's bucket in each of the first partitions, [A, partitions]."""
        digits = _digits(self.width).astype(self.cells.dtype)
        cells = self.cells[:, : -(-partitions // digits.shape[1])]
        return digits[cells].reshape(self.count, cells.shape[1] * digits.shape[1])[:, :partitions]

    def of(self, position: int) -> Atoms:
        """Return the atoms of one film, by its position."""
        return self._some(slice(int(self.offsets[position]), int(self.offsets[position + 1])))

    def reorder(self, films: Ints) -> Atoms:
        """Return the atoms of films by position, in that order; a film may stand there more than once."""
        sizes = self.sizes[films]
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        rows = np.repeat(self.offsets[films] - offsets[:-1], sizes) + np.arange(offsets[-1])
        return Atoms(self.cells[rows], self.weights[rows], self.places[rows], offsets, self.depth, self.width)

    def only(self, mask: Bools) -> Atoms:
        """Return some atoms of one film, by a mask [A]."""
        return self._some(mask)

    def _some(self, selection: slice | Bools) -> Atoms:
        weights = self.weights[selection]
        offsets = np.array([0, len(weights)])
        return Atoms(self.cells[selection], weights, self.places[selection], offsets, self.depth, self.width)

    def flat(self) -> Ints:
        """Return the positions of the codes in a flat sketch [D * W], [A, D]."""
        return self.codes.astype(np.int64) + np.arange(self.depth) * self.width

    def counts(self) -> Floats:
        """Return F: each film's weighted counts of its atoms in the buckets, [films, D * W]."""
        counts = np.zeros((len(self), self.depth * self.width))
        for film in range(len(self)):
            counts[film] = self.count_of(film)
        return counts

    def count_of(self, position: int) -> NDArray[Any]:
        """Return one film's weighted counts by its position, [D * W]; whole numbers where no weight is other than 1."""
        atoms, size = slice(int(self.offsets[position]), int(self.offsets[position + 1])), self.depth * self.width
        cells, weights = self.cells[atoms], self.weights[atoms]
        if codes_per_cell(self.width) == 1:
            flat = cells + np.arange(self.depth) * self.width
            return np.bincount(flat.ravel(), np.repeat(weights, self.depth), size)
        buckets = _buckets(self.width)  # of a byte, looked up all at once
        ones = buckets.take(cells, axis=0).reshape(len(cells), cells.shape[1] * buckets.shape[1])[:, :size]
        if (weights == 1).all():
            return np.asarray(ones.sum(axis=0, dtype=np.min_scalar_type(len(cells))))
        return np.asarray(weights @ ones)

    def table(self, flat: Floats) -> Floats:
        """Return a flat table [D * W] by cells, [C, values]: the sum of its entries at the buckets in each cell."""
        per = codes_per_cell(self.width)
        if per == 1:
            return flat.reshape(self.depth, self.width)
        padded = np.zeros((self.cells.shape[1] * per, self.width))
        padded[: self.depth] = flat.reshape(self.depth, self.width)
        *lower, sums = padded.reshape(-1, per, self.width).transpose(1, 0, 2)
        for digit in reversed(lower):  # a value is a number of base W, whose lowest digit runs fastest
            sums = (sums[:, :, None] + digit[:, None, :]).reshape(len(sums), -1)
        return np.asarray(sums)

    def read(self, table: Floats) -> Floats:
        """Return <h(a), flat>, [A]: the entries of a ``table`` at each atom's buckets, summed over the partitions."""
        positions = np.arange(table.shape[0]) * table.shape[1]
        values: Floats = table.take(self.cells + positions).sum(axis=1)
        return values

    def overlaps(self, others: Atoms) -> Floats:
        """Return <h(a), h(b)>, [A, others]: the number of partitions in which two atoms share a bucket."""
        if codes_per_cell(self.width) == 1:  # few atoms and very many buckets
            return (self.cells[:, None] == others.cells).sum(axis=2, dtype=np.float64)
        overlaps: Floats = (self._one_hot() @ others._one_hot().T).astype(np.float64)  # small whole numbers: exact
        return overlaps

    def _one_hot(self) -> NDArray[np.float32]:
        """Return h, [A, D * W]: each atom's buckets as ones."""
        buckets = _buckets(self.width).astype(np.float32)
        return buckets[self.cells].reshape(self.count, -1)[:, : self.depth * self.width]


def _digits(width: int) -> Ints:
    """Return the codes that each value of a cell stands for, [values, codes per cell]."""
    per = codes_per_cell(width)
    return np.arange(width**per)[:, None] // width ** np.arange(per) % width


@cache
def _buckets(width: int) -> NDArray[np.uint8]:
    """Return the codes of each value of a cell as ones in their buckets, [values, codes per cell * W]."""
    digits = _digits(width)
    return np.eye(width, dtype=np.uint8)[digits].reshape(len(digits), -1)
