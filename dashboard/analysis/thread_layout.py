"""Evidence threads as they are drawn: a few atoms on either side, and what passes between them, adding up.

Two films have thousands of threads, each of them slight. So on either side the strongest phrases, categories and
ninths of the poster stand by themselves and all others of a modality together, function words among them; what passes
between two of these is the sum of its threads. Nothing is left out: lines drawn + weaker ones + company = what the
history film adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dashboard.look.palette import plural
from dashboard.state.focus import Focus, of_atom
from emde_core.data.catalogue import Film
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue
from emde_core.text.phrases import phrases

NAMED = 3  # atoms of a modality that stand by themselves
CELLS = 3  # the poster is cut into CELLS x CELLS
STRONGEST = 8  # lines between named atoms
SLIGHT = 0.02  # of the strongest line: bundles below this are not drawn
ROWS, COLUMNS = ("top", "middle", "bottom"), ("left", "centre", "right")
Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Node:
    """Atoms of a film in which lines end.

    Attributes:
        name: as people read it.
        modality: whose accent it bears.
        weight: the sum of its threads, in nats.
        atoms: how many it stands for.
        named: whether it stands by itself; otherwise it is "the others".
        token: what is in focus once it is chosen: an atom of the explained film, of several regions the strongest, the
            modality for the others; the history film for its atoms.
        box: where on the poster it is (x, y, width, height in fractions), for a region.
    """

    name: str
    modality: str
    weight: float
    atoms: int
    named: bool
    token: str
    box: Box | None = None


@dataclass(frozen=True)
class Link:
    """What passes between a knot of the explained film and one of the history film, by their numbers."""

    left: int
    right: int
    weight: float


@dataclass(frozen=True)
class ThreadLayout:
    """Two films and what joins them: lines + bundles + weaker + company = contribution.

    Attributes:
        left, right: knots of the explained film, and of the history film.
        lines: the strongest between named atoms.
        bundles: those that end in "the others" on at least one side.
        weaker: the sum of what is not drawn; how many such there are is ``uncounted``.
        company: what of the contribution is no likeness in content.
        contribution: what the history film adds to the score, in nats.
    """

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    lines: tuple[Link, ...]
    bundles: tuple[Link, ...]
    weaker: float
    uncounted: int
    company: float
    contribution: float

    @property
    def named(self) -> float:
        """The sum of the lines between named atoms."""
        return sum(line.weight for line in self.lines)

    @property
    def bundled(self) -> float:
        """The sum of the bundles."""
        return sum(line.weight for line in self.bundles)


@dataclass(frozen=True)
class _Unit:
    """Atoms that are drawn together.

    Attributes:
        numbers: which.
        name: as people read it; "" for what never stands by itself.
        token: the focus on it.
        box: where on the poster.
    """

    numbers: tuple[int, ...]
    name: str
    token: str
    box: Box | None = None


def layout_threads(film: Film, threads: FilmThreads) -> ThreadLayout:
    """The threads between the explained film and a history film, gathered for drawing."""
    rows, left = _knots(film, threads.parts, threads.weights)
    columns, right = _knots(threads.film, threads.watched, threads.weights.T)
    passing = rows @ threads.weights @ columns.T  # [left, right]
    every = [Link(j, i, float(passing[j, i])) for j, i in np.ndindex(*passing.shape) if passing[j, i]]
    every.sort(key=lambda line: -abs(line.weight))
    between = [line for line in every if left[line.left].named and right[line.right].named]
    others = [line for line in every if line not in between]
    least = SLIGHT * abs(every[0].weight) if every else 0.0
    lines, bundles = between[:STRONGEST], [line for line in others if abs(line.weight) >= least]
    drawn = sum(line.weight for line in (*lines, *bundles))
    return ThreadLayout(
        left=left,
        right=tuple(replace(knot, token=str(Focus("film", threads.film.id))) for knot in right),
        lines=tuple(lines),
        bundles=tuple(bundles),
        weaker=float(passing.sum()) - drawn,
        uncounted=len(every) - len(lines) - len(bundles),
        company=threads.company,
        contribution=threads.contribution,
    )


def _knots(film: Film, atoms: Sequence[AtomValue], threads: Floats) -> tuple[Floats, tuple[Node, ...]]:
    """Which atoms belong to which knot, [knots, atoms] of 0 and 1, and the knots; atoms without threads have none."""
    members: list[tuple[int, ...]] = []
    knots: list[Node] = []
    weights, woven = threads.sum(axis=1), np.flatnonzero(threads.any(axis=1)).tolist()
    for modality, numbers in groupby(woven, key=lambda k: atoms[k].modality):
        units = _units(film, list(numbers), atoms, weights)
        own = sorted((u for u in units if u.name), key=lambda u: -abs(weights[list(u.numbers)].sum()))
        rest = tuple(k for unit in (*own[NAMED:], *(u for u in units if not u.name)) for k in unit.numbers)
        others = [_Unit(rest, _others(atoms[rest[0]], len(rest)), str(Focus("part", modality)))] if rest else []
        for unit in (*own[:NAMED], *others):
            total, named = float(weights[list(unit.numbers)].sum()), unit not in others
            members.append(unit.numbers)
            knots.append(Node(unit.name, modality, total, len(unit.numbers), named, unit.token, unit.box))
    return _membership(members, len(atoms)), tuple(knots)


def _membership(members: Sequence[Sequence[int]], atoms: int) -> Floats:
    belongs = np.zeros((len(members), atoms))
    for knot, unit in enumerate(members):
        belongs[knot, list(unit)] = 1.0
    return belongs


def _units(film: Film, numbers: Sequence[int], atoms: Sequence[AtomValue], weights: Floats) -> list[_Unit]:
    """Words by the phrase that they stand in, categories one by one, regions by the ninth of the poster."""
    groups: dict[str, list[int]] = {}
    spans = phrases(film.plot) if any(isinstance(atoms[k], WordValue) for k in numbers) else ()
    phrase = {start: span for span in spans for start in range(span.start, span.end)}
    for k in numbers:
        atom = atoms[k]
        if isinstance(atom, WordValue):
            span = phrase.get(atom.start)
            key = f"{span.start}-{span.end}" if span else ""
        else:
            key = _cell(atom)[0] if isinstance(atom, RegionValue) else str(of_atom(atom))
        groups.setdefault(key, []).append(k)
    return [_unit(film, key, group, atoms, weights) for key, group in groups.items()]


def _unit(film: Film, key: str, group: Sequence[int], atoms: Sequence[AtomValue], weights: Floats) -> _Unit:
    best = atoms[max(group, key=lambda k: abs(weights[k]))]
    if isinstance(best, WordValue):
        start, end = map(int, key.split("-")) if key else (0, 0)
        return _Unit(tuple(group), f"“{film.plot[start:end]}”" if key else "", str(Focus("phrase", key)))
    if isinstance(best, CategoryValue):
        return _Unit(tuple(group), best.name, str(of_atom(best)))
    where, box = _cell(best)
    return _Unit(tuple(group), f"poster, {where}", str(of_atom(best)), box)


def _cell(region: RegionValue) -> tuple[str, Box]:
    """Which ninth of the poster a region lies in, in words and in fractions."""
    column = min(CELLS - 1, int((region.x + region.width / 2) * CELLS))
    row = min(CELLS - 1, int((region.y + region.height / 2) * CELLS))
    where = "the centre" if row == column == 1 else f"{ROWS[row]} {COLUMNS[column]}"
    return where, (column / CELLS, row / CELLS, 1 / CELLS, 1 / CELLS)


def _others(atom: AtomValue, count: int) -> str:
    if isinstance(atom, WordValue):
        return f"{count} other words" if count > 1 else "1 other word"
    if isinstance(atom, RegionValue):
        return "the rest of the poster"
    return f"{count} other {plural(atom.modality)}" if count > 1 else f"1 other of the {plural(atom.modality)}"
