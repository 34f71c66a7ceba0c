"""Atoms in buckets: what films are made of in one modality, film after film in one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = NDArray[np.integer]
CELLS_AT_ONCE = 4_000_000  # codes that are counted together


@dataclass(frozen=True)
class Atoms:
    """The atoms of some films in one modality.

    Attributes:
        codes: [A, D], each atom's bucket in each partition.
        weights: [A], above 0.
        places: [A, P], where each is in its film, as the modality's ``show`` reads it.
        offsets: [films + 1]; film i has the atoms offsets[i] to offsets[i + 1].
        width: W.
    """

    codes: Codes
    weights: Floats
    places: Ints
    offsets: Ints
    width: int

    @classmethod
    def joined(cls, films: Sequence[Atoms]) -> Atoms:
        """Several lists of films as one."""
        sizes = np.concatenate([np.diff(each.offsets) for each in films])
        return cls(
            np.concatenate([each.codes for each in films]),
            np.concatenate([each.weights for each in films]),
            np.concatenate([each.places for each in films]),
            np.concatenate([[0], np.cumsum(sizes)]),
            films[0].width,
        )

    def __len__(self) -> int:
        """How many films."""
        return len(self.offsets) - 1

    @property
    def depth(self) -> int:
        """D."""
        return int(self.codes.shape[1])

    @cached_property
    def sizes(self) -> Ints:
        """[films], how many atoms each film has."""
        return np.diff(self.offsets)

    @cached_property
    def owners(self) -> Ints:
        """[A], the film that each atom belongs to."""
        return np.repeat(np.arange(len(self)), self.sizes)

    def of(self, film: int) -> Atoms:
        """One film's."""
        here = slice(int(self.offsets[film]), int(self.offsets[film + 1]))
        offsets = np.array([0, here.stop - here.start])
        return Atoms(self.codes[here], self.weights[here], self.places[here], offsets, self.width)

    def flat(self) -> Ints:
        """[A, D], positions of the codes in a flat sketch [D * W]."""
        return self.codes.astype(np.int64) + np.arange(self.depth) * self.width

    def counts(self) -> Floats:
        """F: each film's weighted counts of its atoms in the buckets, [films, D * W]."""
        size = self.depth * self.width
        counts = np.zeros((len(self), size))
        most = max(1, CELLS_AT_ONCE // self.depth)
        start = 0
        while start < len(self):  # as many films at once as fit
            stop = max(start + 1, int(np.searchsorted(self.offsets, self.offsets[start] + most, side="right")) - 1)
            some = self.between(start, stop)
            cells = some.flat() + (some.owners * size)[:, None]
            weights = np.repeat(some.weights, self.depth)
            counts[start:stop] = np.bincount(cells.ravel(), weights, (stop - start) * size).reshape(stop - start, size)
            start = stop
        return counts

    def between(self, start: int, stop: int) -> Atoms:
        """The films from ``start`` to before ``stop``."""
        here = slice(int(self.offsets[start]), int(self.offsets[stop]))
        offsets = self.offsets[start : stop + 1] - self.offsets[start]
        return Atoms(self.codes[here], self.weights[here], self.places[here], offsets, self.width)

    def read(self, table: Floats) -> Floats:
        """[A], what a flat table [D * W] says at each atom's buckets, summed over the partitions: <h(a), table>."""
        values: Floats = table.take(self.flat()).sum(axis=1)
        return values

    def one_hot(self) -> NDArray[np.float32]:
        """h: each atom's buckets as ones, [A, D * W]."""
        rows = np.zeros((len(self.codes), self.depth * self.width), dtype=np.float32)
        np.put_along_axis(rows, self.flat(), 1, axis=1)
        return rows
