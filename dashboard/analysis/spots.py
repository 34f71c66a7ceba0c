"""Spots: atoms of one film as they are shown beside those of another, and what two of them add together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from emde_core.arrays import Floats
from emde_core.data.catalogue import Film
from emde_core.explain.values import RegionValue, WordValue

ALL_ELSE = "all else"
AROUND = 24  # letters of a plot on either side of a word
CELLS = 3  # the poster is cut into CELLS x CELLS
ROWS, COLUMNS = ("top", "middle", "bottom"), ("left", "centre", "right")
Box = tuple[float, float, float, float]
Ninth = tuple[int, int]  # a row and a column of the poster


@dataclass(frozen=True)
class Spot:
    """Atoms of one film: a name, a word in its sentence, or a part of the poster.

    Attributes:
        text: as people read it.
        before, after: what stands around it in the plot.
        box: its place on the poster (x, y, width, height in fractions), for a part of one.
    """

    text: str
    before: str = ""
    after: str = ""
    box: Box | None = None


@dataclass(frozen=True)
class Pair:
    """Atoms of the two films that meet in a band.

    Attributes:
        own, other: atoms of the explained film, and of the history film; None where one name says it all.
        weight: in nats.
    """

    own: Spot
    other: Spot | None
    weight: float


def with_rest(pairs: Sequence[Pair], weight: float) -> Iterator[Pair]:
    """Yield pairs, and what is left of the weight; nothing where there are none, since that is the band itself."""
    yield from pairs
    if pairs:
        yield Pair(Spot(ALL_ELSE), None, weight - sum(pair.weight for pair in pairs))


def excerpt(film: Film, word: WordValue) -> Spot:
    """Return a word of a plot, with a few words on either side."""
    before, after = film.plot[: word.start], film.plot[word.end :]
    if len(before) > AROUND:
        before = f"…{before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]}…"
    return Spot(film.plot[word.start : word.end], before, after)


def strongest_ninths(own: Sequence[RegionValue], other: Sequence[RegionValue], weights: Floats) -> Pair:
    """Return the ninths of two posters that add most together; ``weights`` is [regions of the one, of the other]."""
    mine, theirs = [_ninth(each) for each in own], [_ninth(each) for each in other]
    sums = _membership(mine) @ weights @ _membership(theirs).T  # [ninths of the one, of the other]
    i, j = divmod(int(np.abs(sums).argmax()), sums.shape[1])
    return Pair(_spot(list(dict.fromkeys(mine))[i]), _spot(list(dict.fromkeys(theirs))[j]), float(sums[i, j]))


def _ninth(region: RegionValue) -> Ninth:
    """Return the ninth of the poster that a region lies in."""
    x, y = region.x + region.width / 2, region.y + region.height / 2
    return min(CELLS - 1, int(y * CELLS)), min(CELLS - 1, int(x * CELLS))


def _membership(ninths: Sequence[Ninth]) -> Floats:
    """Return [ninths, regions] of 0 and 1: a row for each ninth, in the order of its first region."""
    return np.array([[float(each == ninth) for each in ninths] for ninth in dict.fromkeys(ninths)])


def _spot(ninth: Ninth) -> Spot:
    """Return a ninth of the poster in words and in fractions."""
    row, column = ninth
    name = "the centre" if row == column == 1 else f"{ROWS[row]} {COLUMNS[column]}"
    return Spot(name, box=(column / CELLS, row / CELLS, 1 / CELLS, 1 / CELLS))
