"""One atom of a film as the sketch microscope shows it: its buckets, and what it adds through each history entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.explain.explanation import standard_error
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue
from emde_core.modalities.base import Region

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def atom_label(atom: AtomValue) -> str:
    """Return an atom in words: the word, the name, or the patch's place on the poster."""
    if isinstance(atom, WordValue):
        return atom.text
    if isinstance(atom, CategoryValue):
        return atom.name
    return patch_place(atom)


def atom_labels(atoms: Sequence[AtomValue]) -> list[str]:
    """Return some atoms of a film in words; a name that stands twice among them has its field with it.

    >>> atom_labels([CategoryValue("director", "Ann"), CategoryValue("writer", "Ann"), CategoryValue("cast", "Ben")])
    ['Ann, director', 'Ann, writer', 'Ben']
    """
    counts = Counter(atom_label(atom) for atom in atoms)
    return [
        f"{atom.name}, {atom.field}" if isinstance(atom, CategoryValue) and counts[atom.name] > 1 else atom_label(atom)
        for atom in atoms
    ]


def patch_place(patch: Region | RegionValue) -> str:
    """Return a patch's place on the poster, by row and column from 1."""
    return f"row {round(patch.y / patch.height) + 1}, column {round(patch.x / patch.width) + 1}"


@dataclass(frozen=True)
class EntryOverlap:
    """An entry of the history, with what the atom adds through it and the buckets that they share.

    Attributes:
        label, reaction: of the film or the wish.
        value: in nats; over a history's entries they add up to the atom's value.
        atoms: the history film's in the same modality; () for a wish.
        shared: [atoms], in how many partitions each is in the atom's bucket; for words of several pieces the mean.
    """

    label: str
    reaction: str
    value: float
    atoms: tuple[AtomValue, ...]
    shared: Floats

    @property
    def nearest(self) -> int | None:
        """The number of the atom that shares most; None where there are none."""
        return int(self.shared.argmax()) if len(self.shared) else None


@dataclass(frozen=True)
class AtomDetail:
    """One atom of a film beside a history's sketch.

    Attributes:
        modality: of the atom.
        atom: with its value, as the explanation has it.
        pieces: what of it is hashed: a word's tokens; a name or a patch is one piece.
        codes: [pieces, D], the bucket of each in each partition.
        sketch: x, [D, W], the atom's share of the film's sketch.
        history: u, [D, W], the history's sketch.
        gain: g; the value is g times the sum of the products of ``sketch`` and ``history``.
        overlaps: one for each entry of the history, the strongest first.
        usual_overlap: shared partitions below which 2.5 %, half and 97.5 % of the catalogue's atoms stay.
    """

    modality: str
    atom: AtomValue
    pieces: tuple[str, ...]
    codes: Ints
    sketch: Floats
    history: Floats
    gain: float
    overlaps: tuple[EntryOverlap, ...]
    usual_overlap: tuple[float, float, float]

    @property
    def depth(self) -> int:
        """D, the number of partitions."""
        return int(self.sketch.shape[0])

    @property
    def width(self) -> int:
        """W, the number of buckets in each."""
        return int(self.sketch.shape[1])

    @cached_property
    def products(self) -> Floats:
        """[D, W], what each bucket adds to the score, in nats."""
        products: Floats = self.gain * self.history * self.sketch
        return products

    @property
    def by_partition(self) -> Floats:
        """[D], what each partition adds."""
        sums: Floats = self.products.sum(axis=1)
        return sums

    @property
    def unlike_rounds(self) -> tuple[int, ...]:
        """The partition that adds most, a middle one, and the one that takes most away; of fewer than three, all."""
        order = np.argsort(-self.by_partition, kind="stable").tolist()
        return tuple(dict.fromkeys((order[0], order[len(order) // 2], order[-1])))

    @property
    def spread(self) -> float:
        """The value's standard error over the partitions; nan where there is but one."""
        return standard_error(self.by_partition)
