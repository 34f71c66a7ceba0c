"""Places of the sky: moon, planet and comet."""

from __future__ import annotations

from math import cos, pi, sin

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.registry import motif

_RING_TONES: tuple[Tone, Tone] = ("shade", "light")


@motif("moon")
def moon(pen: Pen) -> None:
    pen.ellipse(0.5, 0.5, 0.46)
    craters = (
        (0.34, 0.32, 0.1),
        (0.62, 0.24, 0.065),
        (0.68, 0.56, 0.12),
        (0.36, 0.66, 0.075),
        (0.5, 0.48, 0.045),
        (0.22, 0.5, 0.045),
        (0.55, 0.8, 0.06),
        (0.8, 0.36, 0.04),
    )
    for x, y, radius in craters:
        pen.ellipse(x, y, radius, tone="shade")
        pen.ellipse(x + radius * 0.16, y + radius * 0.18, radius * 0.8)
    pen.polygon(_crescent(), "shade")
    pen.arc(0.5, 0.5, 0.425, 170, 265, 0.014, "light")


def _crescent() -> list[tuple[float, float]]:
    """The moon's dark rim at the lower right."""
    outer = [(0.5 + 0.46 * cos(a * pi / 180), 0.5 + 0.46 * sin(a * pi / 180)) for a in range(-40, 131, 5)]
    inner = [(0.455 + 0.455 * cos(a * pi / 180), 0.455 + 0.455 * sin(a * pi / 180)) for a in range(120, -31, -5)]
    return outer + inner


@motif("planet")
def planet(pen: Pen) -> None:
    tilted = pen.within(0.0, 0.0, 1.0, 1.0, turn=-18)
    for rx, ry, k in ((0.5, 0.15, 0), (0.45, 0.122, 1), (0.41, 0.1, 0)):
        tilted.ellipse(0.5, 0.5, rx, ry, _RING_TONES[k])
    tilted.ellipse(0.5, 0.5, 0.37, 0.078, "paper")
    tilted.ellipse(0.5, 0.5, 0.29)
    tilted.blob(
        [
            (0.225, 0.42),
            (0.4, 0.39),
            (0.6, 0.41),
            (0.775, 0.4),
            (0.785, 0.45),
            (0.6, 0.465),
            (0.4, 0.445),
            (0.212, 0.47),
        ],
        "shade",
    )
    tilted.blob(
        [
            (0.3, 0.3),
            (0.45, 0.275),
            (0.62, 0.29),
            (0.7, 0.3),
            (0.72, 0.325),
            (0.55, 0.325),
            (0.4, 0.315),
            (0.285, 0.335),
        ],
        "light",
    )
    tilted.blob([(0.25, 0.64), (0.5, 0.66), (0.75, 0.64), (0.71, 0.7), (0.5, 0.715), (0.29, 0.7)], "shade")
    tilted.ellipse(0.6, 0.57, 0.055, 0.03, "accent")
    for radius, width, k in ((0.475, 0.05, 0), (0.43, 0.028, 1), (0.39, 0.02, 0)):
        front = [(0.5 + radius * x, 0.5 + radius * 0.29 * y) for x, y in _front_half()]
        tilted.line(front, width, _RING_TONES[k])
    pen.star(0.14, 0.2, 0.035, 0.012, 4, "light")
    pen.star(0.86, 0.82, 0.045, 0.015, 4, "light")


def _front_half() -> list[tuple[float, float]]:
    """The near half of a unit circle seen from above."""
    return [(cos(a * pi / 180), sin(a * pi / 180)) for a in range(2, 179, 4)]


@motif("comet")
def comet(pen: Pen) -> None:
    pen.polygon([(0.97, 0.03), (0.16, 0.58), (0.42, 0.84)], "shade")
    pen.polygon([(0.9, 0.16), (0.18, 0.62), (0.38, 0.82)])
    pen.polygon([(0.82, 0.27), (0.22, 0.66), (0.34, 0.78)], "light")
    for start, end in (
        ((0.7, 0.06), (0.26, 0.38)),
        ((0.95, 0.34), (0.6, 0.72)),
        ((0.56, 0.08), (0.36, 0.22)),
        ((0.9, 0.52), (0.76, 0.68)),
    ):
        pen.line([start, end], 0.012)
    pen.ellipse(0.27, 0.73, 0.2)
    pen.ellipse(0.27, 0.73, 0.15, tone="light")
    pen.ellipse(0.27, 0.73, 0.1, tone="accent")
