"""Limbs: bent strokes whose width changes along the way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.outline import path


def limb(pen: Pen, drawn: str, widths: Sequence[float], tone: Tone = "ink") -> None:
    """Draw a round-ended stroke along the path ``drawn``; ``widths`` (hundredths) are spread evenly on it."""
    points = path(drawn)
    radii = [_at(widths, k / (len(points) - 1)) / 200 for k in range(len(points))]
    for (x, y), radius in zip(points, radii, strict=True):
        pen.ellipse(x, y, radius, tone=tone)
    for ((ax, ay), ra), ((bx, by), rb) in pairwise(zip(points, radii, strict=True)):
        length = hypot(bx - ax, by - ay) or 1.0
        u, v = -(by - ay) / length, (bx - ax) / length
        pen.polygon(
            [
                (ax + u * ra, ay + v * ra),
                (bx + u * rb, by + v * rb),
                (bx - u * rb, by - v * rb),
                (ax - u * ra, ay - v * ra),
            ],
            tone,
        )


def _at(widths: Sequence[float], share: float) -> float:
    where = share * (len(widths) - 1)
    k = min(int(where), len(widths) - 2)
    return widths[k] + (widths[k + 1] - widths[k]) * (where - k)
