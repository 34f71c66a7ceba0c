"""Evidence threads as they are drawn: a few parts on either side, and what passes between them, adding up.

Two films have thousands of threads, each of them slight. So on either side the strongest phrases, categories and
ninths of the poster stand by themselves and all others of a modality together; what passes between two of these is the
sum of its threads. Nothing is left out: lines drawn + weaker ones + the remainder = the history film's contribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dashboard.focus import Focus, Part, of_part
from dashboard.palette import LABELS
from emde_core.explain.features import CategoryValue, RegionValue, WordValue
from emde_core.explain.threads import FilmThreads
from emde_core.schema import TEXT

NAMED = 3  # parts of a modality that stand by themselves
CELLS = 3  # the poster is cut into CELLS x CELLS
STRONGEST = 8  # lines between named parts
SLIGHT = 0.02  # of the strongest line: bundles below this are not drawn
ROWS, COLUMNS = ("top", "middle", "bottom"), ("left", "centre", "right")
Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Knot:
    """Parts of a film in which lines end.

    Attributes:
        name: as people read it.
        modality: whose accent it bears.
        weight: the sum of its threads, in nats.
        parts: how many parts it stands for.
        named: whether it stands by itself; otherwise it is "the others".
        token: what is in focus once it is chosen: a part of the explained film, of several regions the strongest, the
            modality for the others; the history film for its parts.
        box: where on the poster it is (x, y, width, height in fractions), for a region.
    """

    name: str
    modality: str
    weight: float
    parts: int
    named: bool
    token: str
    box: Box | None = None


@dataclass(frozen=True)
class Line:
    """What passes between a knot of the explained film and one of the history film, by their numbers."""

    left: int
    right: int
    weight: float


@dataclass(frozen=True)
class Weave:
    """Two films and what joins them: lines + bundles + weaker + remainder = contribution.

    Attributes:
        left, right: knots of the explained film, and of the history film.
        lines: the strongest between named parts.
        bundles: those that end in "the others" on at least one side.
        weaker: the sum of what is not drawn; how many such there are is ``uncounted``.
        remainder: what no pair of parts accounts for.
        contribution: what the history film adds to the score, in nats.
    """

    left: tuple[Knot, ...]
    right: tuple[Knot, ...]
    lines: tuple[Line, ...]
    bundles: tuple[Line, ...]
    weaker: float
    uncounted: int
    remainder: float
    contribution: float

    @property
    def named(self) -> float:
        """The sum of the lines between named parts."""
        return sum(line.weight for line in self.lines)

    @property
    def bundled(self) -> float:
        """The sum of the bundles."""
        return sum(line.weight for line in self.bundles)


def weave(threads: FilmThreads) -> Weave:
    """The threads between two films, gathered for drawing."""
    rows, left = _knots(threads.parts, threads.weights)
    columns, right = _knots(threads.watched, threads.weights.T)
    passing = rows @ threads.weights @ columns.T  # [left, right]
    every = [Line(j, i, float(passing[j, i])) for j, i in np.ndindex(*passing.shape) if passing[j, i]]
    every.sort(key=lambda line: -abs(line.weight))
    between = [line for line in every if left[line.left].named and right[line.right].named]
    others = [line for line in every if line not in between]
    least = SLIGHT * abs(every[0].weight) if every else 0.0
    lines, bundles = between[:STRONGEST], [line for line in others if abs(line.weight) >= least]
    drawn = sum(line.weight for line in (*lines, *bundles))
    return Weave(
        left=left,
        right=tuple(replace(knot, token=str(Focus("film", threads.film.id))) for knot in right),
        lines=tuple(lines),
        bundles=tuple(bundles),
        weaker=float(passing.sum()) - drawn,
        uncounted=len(every) - len(lines) - len(bundles),
        remainder=threads.remainder,
        contribution=threads.contribution,
    )


def _knots(parts: Sequence[Part], threads: Floats) -> tuple[Floats, tuple[Knot, ...]]:
    """Which parts belong to which knot, [knots, parts] of 0 and 1, and the knots; parts without threads have none."""
    members: list[list[int]] = []
    knots: list[Knot] = []
    weights, woven = threads.sum(axis=1), np.flatnonzero(threads.any(axis=1)).tolist()
    for modality, numbers in groupby(woven, key=lambda k: str(of_part(parts[k]).modality)):
        units = _units(list(numbers), parts)
        units.sort(key=lambda unit: -abs(weights[unit].sum()))
        rest = [k for unit in units[NAMED:] for k in unit]
        for unit in [*units[:NAMED], *([rest] if rest else [])]:
            named = unit is not rest
            best = parts[max(unit, key=lambda k: abs(weights[k]))]
            name = _name(best) if named else _others(modality, len(rest))
            box = _cell(best)[1] if named and isinstance(best, RegionValue) else None
            token = str(of_part(best) if named else Focus("modality", modality))
            members.append(unit)
            knots.append(Knot(name, modality, float(weights[unit].sum()), len(unit), named, token, box))
    return _membership(members, len(parts)), tuple(knots)


def _membership(members: Sequence[Sequence[int]], parts: int) -> Floats:
    belongs = np.zeros((len(members), parts))
    for knot, unit in enumerate(members):
        belongs[knot, unit] = 1.0
    return belongs


def _units(numbers: Sequence[int], parts: Sequence[Part]) -> list[list[int]]:
    """Phrases and categories one by one; regions by the ninth of the poster that they lie in."""
    units: dict[Focus | str, list[int]] = {}
    for k in numbers:
        part = parts[k]
        unit = _cell(part)[0] if isinstance(part, RegionValue) else of_part(part)
        units.setdefault(unit, []).append(k)
    return list(units.values())


def _cell(region: RegionValue) -> tuple[str, Box]:
    """Which ninth of the poster a region lies in, in words and in fractions."""
    column = min(CELLS - 1, int((region.x + region.width / 2) * CELLS))
    row = min(CELLS - 1, int((region.y + region.height / 2) * CELLS))
    where = "the centre" if row == column == 1 else f"{ROWS[row]} {COLUMNS[column]}"
    return where, (column / CELLS, row / CELLS, 1 / CELLS, 1 / CELLS)


def _name(part: Part) -> str:
    if isinstance(part, WordValue):
        return f"“{part.text}”"
    return part.name if isinstance(part, CategoryValue) else f"poster, {_cell(part)[0]}"


def _others(modality: str, count: int) -> str:
    if modality == TEXT:
        return f"{count} other phrases" if count > 1 else "1 other phrase"
    if modality in LABELS and LABELS[modality] == "poster":
        return "the rest of the poster"
    return f"{count} other categories" if count > 1 else "1 other category"
