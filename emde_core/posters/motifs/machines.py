"""Wheels, tools and hard metal."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.outline import path
from emde_core.posters.motifs.registry import motif


@motif("gear")
def gear(pen: Pen) -> None:
    _cog(pen.within(0.3, 0.3, 0.98, 0.98), 10)
    _cog(pen.within(0.02, 0.04, 0.46, 0.48, turn=11), 8)


def _cog(pen: Pen, teeth: int) -> None:
    for k in range(teeth):
        pen.within(0, 0, 1, 1, turn=360 * k / teeth).polygon(path("M40 20 L43 3 L57 3 L60 20"))
    pen.ellipse(0.5, 0.5, 0.38)
    pen.ring(0.5, 0.5, 0.28, 0.05, "shade")
    pen.arc(0.5, 0.5, 0.34, 190, 260, 0.03, "light")
    pen.ellipse(0.5, 0.5, 0.15, tone="accent")
    pen.ellipse(0.5, 0.5, 0.085, tone="paper")


@motif("hammer")
def hammer(pen: Pen) -> None:
    held = pen.within(-0.13, -0.1, 1.05, 1.08, turn=38)
    held.polygon(path("M46 24 L54 24 L55 60 L56 90 L44 90 L45 60"), "shade")
    held.polygon(path("M45 64 L55 64 C58 74 58 84 57 92 Q56 97 50 97 Q44 97 43 92 C42 84 42 74 45 64"), "accent")
    for y in (0.74, 0.8, 0.86):
        held.line([(0.46, y), (0.54, y)], 0.012, "light")
    held.polygon(
        path(
            "M42 12 L58 12 L60 15 L66 15 L66 12 L75 12 L75 33 L66 33 L66 30 L60 30 L58 33 L42 33 L40 30"
            " C34 29 29 31 24 39 Q21 26 30 18 Q35 14 42 12"
        )
    )
    held.polygon(path("M66 27 L75 27 L75 33 L66 33 L66 30 L60 30 L58 33 L42 33 L40 30 L41 27"), "shade")
    held.line([(0.4, 0.165), (0.56, 0.155)], 0.018, "light")


@motif("scissors")
def scissors(pen: Pen) -> None:
    for mirror in (True, False):
        blade = pen.within(0, 0, 1, 1, mirror=mirror)
        blade.polygon(path("M26 6 Q24 3 28 5 C42 22 51 40 58 58 L52 62 C40 46 30 28 26 6"), "ink")
        blade.polygon(path("M26 6 C30 28 40 46 52 62 L49 62 C38 48 29 30 26 6"), "light")
        blade.line([(0.55, 0.57), (0.62, 0.68)], 0.06, "accent")
        blade.line(path("M62 66 C72 62 86 72 82 86 C76 98 60 92 59 80 C58 73 59 69 62 66"), 0.058, "accent")
    pen.ellipse(0.5, 0.5, 0.034, tone="shade")
    pen.ellipse(0.5, 0.5, 0.014, tone="light")


@motif("key")
def key(pen: Pen) -> None:
    held = pen.within(-0.11, -0.06, 1.03, 1.08, turn=42)
    held.ring(0.5, 0.225, 0.085, 0.05)
    held.ring(0.39, 0.13, 0.07, 0.045)
    held.ring(0.61, 0.13, 0.07, 0.045)
    held.rectangle(0.465, 0.32, 0.535, 0.95, radius=0.02)
    held.rectangle(0.435, 0.32, 0.565, 0.365, "accent", radius=0.015)
    held.rectangle(0.445, 0.61, 0.555, 0.64, "shade", radius=0.012)
    held.polygon(path("M52 72 L68 72 L68 78 L62 78 L62 82 L68 82 L68 91 L52 91"))
    held.rectangle(0.57, 0.845, 0.62, 0.88, "paper")
    held.line([(0.483, 0.4), (0.483, 0.58)], 0.014, "light")
    held.arc(0.39, 0.13, 0.07, 170, 260, 0.014, "light")
