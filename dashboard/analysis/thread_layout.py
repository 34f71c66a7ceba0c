"""Layout of evidence threads: a few atoms on either side, and lines between them that add up.

Two films have thousands of threads, each of them slight. On either side the strongest phrases, categories and ninths of
the poster stand alone, and all others of a modality together, function words and whatever is slight beside the
strongest among them; a line between two of these is the sum of its threads. Either side holds all of them: its nodes +
company = what the history film adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dashboard.look.palette import plural
from dashboard.reasons.credits import is_person
from dashboard.state.focus import Focus, atom_focus
from emde_core.data.catalogue import Film
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue
from emde_core.text.phrases import phrases

TITLE = "What joins the two films"
ALONE = 3  # nodes of a modality that stand alone
LEAST = 0.03  # of the strongest node: one below this stands among the others
CELLS = 3  # the poster is cut into CELLS x CELLS
STRONGEST = 8  # lines between nodes that stand alone
SLIGHT = 0.02  # of the strongest line: a bundle below this is not drawn
ROWS, COLUMNS = ("top", "middle", "bottom"), ("left", "centre", "right")
Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Node:
    """Atoms of a film at which lines end.

    Attributes:
        name: as people read it.
        modality: the one whose accent it bears.
        weight: the sum of its threads, in nats.
        atoms: the number of atoms that it stands for.
        stands_alone: whether it has a name of its own; otherwise it is "the others".
        token: the focus on it, as text: an atom of the explained film, of several regions the strongest, the modality
            for the others; the history film for its atoms.
        box: its place on the poster (x, y, width, height in fractions), for a region.
    """

    name: str
    modality: str
    weight: float
    atoms: int
    stands_alone: bool
    token: str
    box: Box | None = None


@dataclass(frozen=True)
class Line:
    """The sum of the threads between two nodes, in nats.

    Attributes:
        left, right: numbers of the nodes on either side.
        weight: in nats.
    """

    left: int
    right: int
    weight: float


@dataclass(frozen=True)
class ThreadLayout:
    """Two films and the threads between them, but for the slightest.

    Attributes:
        left, right: nodes of the explained film, and of the history film.
        lines: the strongest lines between nodes that stand alone.
        bundles: lines that end in "the others" on at least one side.
    """

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    lines: tuple[Line, ...]
    bundles: tuple[Line, ...]


@dataclass(frozen=True)
class _Unit:
    """Atoms that are drawn together.

    Attributes:
        numbers: of the atoms.
        name: as people read it; "" for what never stands alone.
        token: the focus on it, as text.
        box: its place on the poster.
    """

    numbers: tuple[int, ...]
    name: str
    token: str
    box: Box | None = None


def layout_threads(film: Film, threads: FilmThreads) -> ThreadLayout:
    """Return the layout of the threads between the explained film and a history film."""
    rows, left = _nodes(film, threads.parts, threads.weights)
    columns, right = _nodes(threads.film, threads.watched, threads.weights.T)
    sums = rows @ threads.weights @ columns.T  # [left, right]
    every = [Line(j, i, float(sums[j, i])) for j, i in np.ndindex(*sums.shape) if sums[j, i]]
    every.sort(key=lambda line: -abs(line.weight))
    between = [line for line in every if left[line.left].stands_alone and right[line.right].stands_alone]
    others = [line for line in every if line not in between]
    least = SLIGHT * abs(every[0].weight) if every else 0.0
    lines, bundles = between[:STRONGEST], [line for line in others if abs(line.weight) >= least]
    return ThreadLayout(
        left=left,
        right=tuple(replace(node, token=str(Focus("film", threads.film.id))) for node in right),
        lines=tuple(lines),
        bundles=tuple(bundles),
    )


def _nodes(film: Film, atoms: Sequence[AtomValue], threads: Floats) -> tuple[Floats, tuple[Node, ...]]:
    """Return the atoms of each node, [nodes, atoms] of 0 and 1, and the nodes; atoms without threads have none."""
    members: list[tuple[int, ...]] = []
    nodes: list[Node] = []
    weights, threaded = threads.sum(axis=1), np.flatnonzero(threads.any(axis=1)).tolist()
    by_modality = {
        modality: _units(film, list(numbers), atoms, weights)
        for modality, numbers in groupby(threaded, key=lambda k: atoms[k].modality)
    }

    def strength(unit: _Unit) -> float:
        return abs(float(weights[list(unit.numbers)].sum()))

    least = LEAST * max((strength(unit) for units in by_modality.values() for unit in units), default=0.0)
    for modality, units in by_modality.items():
        alone = sorted((u for u in units if u.name and strength(u) > least), key=strength, reverse=True)[:ALONE]
        rest = tuple(k for unit in units if unit not in alone for k in unit.numbers)
        name = _others(atoms[rest[0]], len(rest), among=bool(alone)) if rest else ""
        others = [_Unit(rest, name, str(Focus("part", modality)))] if rest else []
        for unit in (*alone, *others):
            total, stands_alone = float(weights[list(unit.numbers)].sum()), unit not in others
            members.append(unit.numbers)
            nodes.append(Node(unit.name, modality, total, len(unit.numbers), stands_alone, unit.token, unit.box))
    return _membership(members, len(atoms)), tuple(nodes)


def _membership(members: Sequence[Sequence[int]], atoms: int) -> Floats:
    belongs = np.zeros((len(members), atoms))
    for node, unit in enumerate(members):
        belongs[node, list(unit)] = 1.0
    return belongs


def _units(film: Film, numbers: Sequence[int], atoms: Sequence[AtomValue], weights: Floats) -> list[_Unit]:
    """Gather words by their phrase, categories one by one but for a person's, regions by the ninth of the poster."""
    groups: dict[str, list[int]] = {}
    spans = phrases(film.plot) if any(isinstance(atoms[k], WordValue) for k in numbers) else ()
    phrase = {start: span for span in spans for start in range(span.start, span.end)}
    for k in numbers:
        atom = atoms[k]
        if isinstance(atom, WordValue):
            span = phrase.get(atom.start)
            key = f"{span.start}-{span.end}" if span else ""
        elif isinstance(atom, CategoryValue):
            key = f"person {atom.name}" if is_person(atom) else str(atom_focus(atom))
        else:
            key = _cell(atom)[0]
        groups.setdefault(key, []).append(k)
    return [_unit(film, key, group, atoms, weights) for key, group in groups.items()]


def _unit(film: Film, key: str, group: Sequence[int], atoms: Sequence[AtomValue], weights: Floats) -> _Unit:
    best = atoms[max(group, key=lambda k: abs(weights[k]))]
    if isinstance(best, WordValue):
        start, end = map(int, key.split("-")) if key else (0, 0)
        return _Unit(tuple(group), f"“{film.plot[start:end]}”" if key else "", str(Focus("phrase", key)))
    if isinstance(best, CategoryValue):
        return _Unit(tuple(group), best.name, str(atom_focus(best)))
    name, box = _cell(best)
    return _Unit(tuple(group), f"poster, {name}", str(atom_focus(best)), box)


def _cell(region: RegionValue) -> tuple[str, Box]:
    """Return the ninth of the poster that a region lies in, in words and in fractions."""
    column = min(CELLS - 1, int((region.x + region.width / 2) * CELLS))
    row = min(CELLS - 1, int((region.y + region.height / 2) * CELLS))
    name = "the centre" if row == column == 1 else f"{ROWS[row]} {COLUMNS[column]}"
    return name, (column / CELLS, row / CELLS, 1 / CELLS, 1 / CELLS)


def _others(atom: AtomValue, count: int, *, among: bool) -> str:
    """Name what does not stand alone; ``among``: whether something else of its modality does."""
    if isinstance(atom, RegionValue):
        return "the rest of the poster" if among else "the poster"
    other = "other " if among else ""
    if isinstance(atom, WordValue):
        return f"{count} {other}words" if count > 1 else f"1 {other}word"
    return f"{count} {other}{plural(atom.modality)}" if count > 1 else f"1 {other}of the {plural(atom.modality)}"
