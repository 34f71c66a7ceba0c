"""Atoms of a history around one atom of a film, as arrows of a dial, and one partition of it into buckets.

A space of hundreds of dimensions can't be drawn. The dial keeps what counts for one atom: how nearly the others point
its way, measured by how many buckets they share, and which of them share its bucket in the partition that is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.atom_detail import atom_label
from emde_core.data.catalogue import Film
from emde_core.explain.values import AtomValue, RegionValue

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
NEAREST = 3  # atoms of the history that are drawn, besides one that is as near as most
ACROSS = 90.0  # degrees at which an atom is drawn that shares as many buckets as any two do
FARTHEST, CLOSEST = 150.0, 34.0  # degrees: no arrow is drawn farther off, or nearer, where it would hide another
APART = 30.0  # degrees between two arrows on one side, at least
FEW = 8  # buckets that are drawn
TRIALS = 200  # partitions, of which one is drawn


@dataclass(frozen=True, eq=False)
class Neighbour:
    """An atom of the history.

    Attributes:
        atom: of a film of the history.
        film: that it is from.
        meetings: [D], whether it is in the atom's bucket, partition by partition.
        angle: degrees from the atom, to the right of it; negative to the left.
        together: whether both are in one bucket of the partition that is drawn.
    """

    atom: AtomValue
    film: Film
    meetings: Bools
    angle: float = 0.0
    together: bool = False

    @property
    def name(self) -> str:
        """The atom in words."""
        return atom_label(self.atom)

    @property
    def is_region(self) -> bool:
        """True for a patch of a poster, whose name says only where it is."""
        return isinstance(self.atom, RegionValue)

    @property
    def shared(self) -> int:
        """The number of partitions in which it is in the atom's bucket."""
        return int(self.meetings.sum())


@dataclass(frozen=True)
class Dial:
    """An atom, which points upwards, and its neighbours.

    Attributes:
        neighbours: the nearest ones, and last one that is as near as most.
        partition: number of the partition that is drawn, from 0.
        cuts: where the atom's bucket ends, right and left, and where the others do, in degrees; () where no
            flat picture can show that.
        usual: how many buckets any two atoms share: the median.
    """

    neighbours: tuple[Neighbour, ...]
    partition: int
    cuts: tuple[float, ...]
    usual: float

    @property
    def nearest(self) -> Neighbour | None:
        """The neighbour that points most nearly the same way."""
        return self.neighbours[0] if self.neighbours else None


def dial(atoms: Sequence[tuple[AtomValue, Film]], meetings: Bools, width: int, usual: float) -> Dial:
    """Return the dial of an atom.

    Args:
        atoms: each atom of the history, and its film.
        meetings: [atoms, D], whether each is in the bucket of the atom that is looked at.
        width: W, the number of buckets.
        usual: how many buckets any two atoms share: the median.
    """
    if not atoms:
        return Dial((), 0, (), usual)
    shared = meetings.sum(axis=1).astype(float)
    numbers = _selection(atoms, shared, meetings.shape[1], usual)
    angles = _angles(shared[numbers], meetings.shape[1], usual)
    partition = _partition(angles, meetings[numbers])
    neighbours = tuple(
        Neighbour(*atoms[n], meetings[n], float(angle), bool(meetings[n, partition]))
        for n, angle in zip(numbers, angles, strict=True)
    )
    right, left = (_edge(neighbours, side) for side in (1, -1))
    is_flat = _is_flat(angles, meetings[numbers][:, partition])
    return Dial(neighbours, partition, _cuts(right, left, width) if is_flat else (), usual)


def _selection(atoms: Sequence[tuple[AtomValue, Film]], shared: Floats, depth: int, usual: float) -> list[int]:
    """Return the nearest atoms, each word and each film once, and last one that is as near as most.

    The very atom that is looked at is returned of each film that has it. Where there are too few films, more of one
    film follow.
    """
    order = np.argsort(-shared, kind="stable").tolist()
    words, films = [atom_label(atom).casefold() for atom, _ in atoms], [film.id for _, film in atoms]
    nearest: list[int] = []
    for allows_former_films in (False, True):
        for number in order:
            if len(nearest) == NEAREST:
                break
            is_new = words[number] not in {words[n] for n in nearest}
            is_the_same = shared[number] == depth and number not in nearest
            if (is_new or is_the_same) and (allows_former_films or films[number] not in {films[n] for n in nearest}):
                nearest.append(number)
    nearest.sort(key=lambda n: -shared[n])
    rest = [number for number in order if number not in nearest]
    return [*nearest, min(rest, key=lambda n: abs(shared[n] - usual))] if rest else nearest


def _angles(shared: Floats, depth: int, usual: float) -> Floats:
    """Return signed degrees, right and left in turn: 0 for atoms that share all, ACROSS for what any two share.

    On each side an arrow keeps off the nearer one, so that both can be read.
    """
    away = np.clip(ACROSS * (depth - shared) / max(depth - usual, 1e-9), CLOSEST, FARTHEST)
    for place in range(2, len(away)):
        away[place] = max(away[place], away[place - 2] + APART)
    return np.asarray(away * np.where(np.arange(len(away)) % 2 == 0, 1.0, -1.0))


def _partition(angles: Floats, same: Bools) -> int:
    """Return the first partition that a flat picture can show: on each side, who shares the bucket is nearer.

    Of these one is preferred in which the nearest shares it and the last, which is as near as most, does not.
    """
    flat = [p for p in range(min(TRIALS, same.shape[1])) if _is_flat(angles, same[:, p])]
    usual = (p for p in flat if same[0, p] and not same[-1, p])
    return next(usual, flat[0] if flat else 0)


def _is_flat(angles: Floats, inside: Bools) -> bool:
    return all(_is_nested(np.abs(angles[angles * side > 0]), inside[angles * side > 0]) for side in (1, -1))


def _is_nested(away: Floats, inside: Bools) -> bool:
    return bool(not inside.any() or inside.all() or away[inside].max() < away[~inside].min())


def _edge(neighbours: Sequence[Neighbour], side: int) -> float:
    """Return the angle of the cut on one side, between who shares the bucket and who does not."""
    own = [n for n in neighbours if n.angle * side > 0]
    inner = max((abs(n.angle) for n in own if n.together), default=0.0)
    outer = min((abs(n.angle) for n in own if not n.together), default=max(inner + 40, 60.0))
    return side * (inner + outer) / 2


def _cuts(right: float, left: float, width: int) -> tuple[float, ...]:
    """Return the ends of the atom's bucket, right and left, and of few others, which share the rest evenly."""
    rest = 360 - (right - left)
    others = width - 1 if width <= FEW else 1
    return (right, left, *(right + rest * k / others for k in range(1, others)))
