"""Outlines written as SVG paths are: commands and points, in hundredths of the unit square."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from emde_core.posters.canvas import Point

_POINTS_PER_PART = {"M": 1, "L": 1, "Q": 2, "C": 3}
_STEPS_PER_BEND = 16


def path(drawn: str) -> list[Point]:
    """The points along ``drawn``: M and L go straight, Q and C are Bezier curves; coordinates are absolute."""
    points: list[Point] = []
    for command, numbers in re.findall(r"([MLQC])([^MLQC]*)", drawn):
        values = [float(number) / 100 for number in numbers.split()]
        pairs = list(zip(values[::2], values[1::2], strict=True))
        size = _POINTS_PER_PART[command]
        for start in range(0, len(pairs), size):
            part = pairs[start : start + size]
            points += part if size == 1 else _bend([points[-1], *part])
    return points


def mirrored(half: Sequence[Point]) -> list[Point]:
    """``half`` of an outline and its reflection about the square's upright middle line."""
    return [*half, *((1 - x, y) for x, y in reversed(half))]


def _bend(controls: Sequence[Point]) -> list[Point]:
    return [_bezier(controls, step / _STEPS_PER_BEND) for step in range(1, _STEPS_PER_BEND + 1)]


def _bezier(controls: Sequence[Point], t: float) -> Point:
    while len(controls) > 1:
        controls = [(ax + (bx - ax) * t, ay + (by - ay) * t) for (ax, ay), (bx, by) in pairwise(controls)]
    return controls[0]
