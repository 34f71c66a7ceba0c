"""Arms, and what binds people."""

from __future__ import annotations

from math import cos, pi, sin

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.outline import path
from emde_core.posters.motifs.registry import motif

_STRANDS: tuple[tuple[float, Tone], ...] = ((0.0, "shade"), (pi, "ink"))


@motif("revolver")
def revolver(pen: Pen) -> None:
    pen.polygon(path("M58 24 L93 24 L93 21 L97 21 L97 34 L94 35 L94 37 L80 37 L78 42 L58 42"))
    pen.arc(0.475, 0.54, 0.115, -20, 190, 0.035)
    pen.curve([(0.47, 0.48), (0.46, 0.55), (0.49, 0.6)], 0.03)
    pen.polygon(
        path(
            "M32 24 L64 24 L64 46 Q63 51 56 51 L42 51 C37 53 36 58 35 63 C33 71 33 78 31 85 Q29 90 24 89"
            " L9 85 Q4 83 6 77 C10 65 16 52 19 43 C20 37 15 34 17 29 Q19 25 24 27 L32 24"
        )
    )
    pen.polygon(path("M24 28 L22 22 Q22 15 28 12 Q31 12 30 16 Q29 20 34 25 L30 34"))
    pen.polygon(path("M21 45 L31 49 C30 58 27 68 25 81 Q24 85 20 84 L13 82 Q9 81 11 76 C14 66 18 55 21 45"), "shade")
    pen.ellipse(0.205, 0.66, 0.02, tone="accent")
    pen.rectangle(0.385, 0.215, 0.605, 0.455, "shade", radius=0.03)
    for top, bottom in ((0.235, 0.285), (0.31, 0.36), (0.385, 0.435)):
        pen.rectangle(0.4, top, 0.57, bottom, "ink", radius=0.02)
    pen.line([(0.64, 0.27), (0.91, 0.27)], 0.018, "light")
    pen.line([(0.64, 0.37), (0.78, 0.37)], 0.018, "shade")


@motif("rifle")
def rifle(pen: Pen) -> None:
    slung = pen.within(-0.11, -0.14, 1.12, 1.09, turn=-38)
    slung.curve([(0.15, 0.6), (0.3, 0.68), (0.52, 0.66), (0.68, 0.54)], 0.022, "shade")
    slung.polygon(path("M50 43 L97 44 L97 47 L50 49"))
    slung.polygon(path("M92 44 L92 40 L95 44"))
    slung.polygon(path("M82 44 L84 44 L84 50 L82 50"), "shade")
    slung.polygon(
        path(
            "M3 52 C16 50 24 47 31 44 Q34 42 38 43 L44 45 L78 45 Q81 48 78 51 L48 54 L42 55"
            " C36 55 33 58 29 60 L6 68 Q4 69 4 66"
        )
    )
    slung.polygon(path("M3 52 L8 51.3 L9 67 L6 68 Q4 69 4 66"), "shade")
    slung.arc(0.415, 0.54, 0.04, -10, 190, 0.016)
    slung.line([(0.415, 0.54), (0.405, 0.57)], 0.014)
    slung.polygon(path("M37 42 L55 42 L56 47 L38 48"), "shade")
    slung.line([(0.42, 0.45), (0.4, 0.5)], 0.018, "accent")
    slung.ellipse(0.398, 0.505, 0.016, tone="accent")
    slung.line([(0.57, 0.445), (0.9, 0.453)], 0.01, "light")
    slung.curve([(0.12, 0.545), (0.22, 0.515), (0.32, 0.47)], 0.012, "light")


@motif("knife")
def knife(pen: Pen) -> None:
    held = pen.within(-0.12, -0.12, 1.12, 1.12, turn=38)
    held.polygon(path("M44 63 L43 12 Q43 5 46 5 C56 20 62 38 60 63"), "ink")
    held.polygon(path("M51 63 L50 19 C56 32 58 46 57 63"), "light")
    held.line([(0.465, 0.14), (0.475, 0.6)], 0.008, "shade")
    held.rectangle(0.425, 0.63, 0.605, 0.665, "accent", radius=0.01)
    held.polygon(path("M44 66 L58 66 C58 74 55 80 58 88 Q60 96 52 96 Q43 96 44 88"), "shade")
    for y in (0.72, 0.8, 0.88):
        held.ellipse(0.508, y, 0.017, tone="light")


@motif("sword")
def sword(pen: Pen) -> None:
    raised = pen.within(-0.15, -0.15, 1.15, 1.15, turn=40)
    raised.polygon(path("M44.5 70 L45 12 L50 3 L55 12 L55.5 70"))
    raised.polygon(path("M50 70 L50 3 L55 12 L55.5 70"), "light")
    raised.rectangle(0.489, 0.2, 0.511, 0.68, "shade")
    raised.polygon(path("M31 65 Q50 70 69 65 L71 71 Q60 76 50 76 Q40 76 29 71"))
    raised.ellipse(0.295, 0.685, 0.036)
    raised.ellipse(0.705, 0.685, 0.036)
    raised.rectangle(0.465, 0.75, 0.535, 0.89, "shade")
    for y in (0.78, 0.815, 0.85):
        raised.line([(0.472, y + 0.012), (0.528, y - 0.012)], 0.012, "light")
    raised.ellipse(0.5, 0.915, 0.052)
    raised.ellipse(0.5, 0.915, 0.026, tone="accent")
    raised.ellipse(0.5, 0.715, 0.022, tone="accent")


@motif("light-blade")
def light_blade(pen: Pen) -> None:
    raised = pen.within(-0.16, -0.16, 1.16, 1.16, turn=42)
    raised.line([(0.5, 0.08), (0.5, 0.68)], 0.1, "accent")
    raised.line([(0.5, 0.085), (0.5, 0.68)], 0.05, "light")
    raised.polygon(path("M44 66 L56 66 L57 70 L55 72 L55 94 Q50 97 45 94 L45 72 L43 70"))
    raised.rectangle(0.45, 0.715, 0.55, 0.74, "shade")
    raised.rectangle(0.55, 0.745, 0.575, 0.79, "shade", radius=0.008)
    raised.ellipse(0.5, 0.768, 0.017, tone="accent")
    for x in (0.468, 0.49, 0.512, 0.534):
        raised.rectangle(x - 0.006, 0.81, x + 0.006, 0.91, "shade")
    raised.rectangle(0.455, 0.665, 0.475, 0.7, "light")


@motif("bow")
def bow(pen: Pen) -> None:
    drawn = pen.within(-0.08, -0.06, 1.04, 1.06, turn=-40)
    drawn.line([(0.5, 0.05), (0.2, 0.5), (0.5, 0.95)], 0.014, "shade")
    drawn.line([(0.1, 0.5), (0.94, 0.5)], 0.024, "shade")
    drawn.polygon(
        path(
            "M50 3 C51 7 54 9 58 14 C70 26 76 40 75 50 C76 60 70 74 58 86 C54 91 51 93 50 97"
            " C46 93 47 89 51 84 C61 72 66 60 66 50 C66 40 61 28 51 16 C47 11 46 7 50 3"
        )
    )
    drawn.polygon(path("M65 42 L76 41 Q78 50 76 59 L65 58"), "light")
    drawn.polygon(path("M89 42 L103 50 L89 58 L92 50"), "accent")
    drawn.polygon(path("M5 42 L16 42 L23 50 L16 58 L5 58 L12 50"), "accent")
    drawn.line([(0.1, 0.5), (0.6, 0.5)], 0.022, "shade")


@motif("axe")
def axe(pen: Pen) -> None:
    raised = pen.within(-0.1, -0.02, 1.04, 1.12, turn=35)
    raised.polygon(
        path("M40 10 L46 8 L47 40 C47 60 44 76 48 90 Q50 96 45 97 L41 97 Q36 97 37 92 C40 80 39 60 39 45"), "shade"
    )
    raised.polygon(path("M32 15 L50 15 C56 15 62 12 69 5 C77 18 77 36 70 48 C64 40 58 36 50 35 L32 34 Q29 25 32 15"))
    raised.polygon(path("M69 5 C77 18 77 36 70 48 L67 44 C72 33 72 20 66 9"), "light")
    raised.ellipse(0.43, 0.25, 0.022, tone="accent")
    raised.line([(0.43, 0.42), (0.425, 0.84)], 0.012, "light")


@motif("bomb")
def bomb(pen: Pen) -> None:
    pen.curve([(0.65, 0.27), (0.72, 0.15), (0.82, 0.13), (0.86, 0.2)], 0.028, "shade")
    pen.star(0.87, 0.2, 0.125, 0.05, 8, "accent")
    pen.ellipse(0.87, 0.2, 0.035, tone="light")
    pen.polygon(path("M52 28 L61 19 L78 34 L70 44"), "shade")
    pen.ellipse(0.42, 0.6, 0.36)
    pen.polygon(path("M74 44 C80 62 72 82 52 92 C40 98 26 96 16 86 C34 92 50 88 61 76 C70 66 74 56 74 44"), "shade")
    pen.curve([(0.14, 0.57), (0.17, 0.46), (0.24, 0.38)], 0.045, "light")
    pen.ellipse(0.315, 0.33, 0.025, tone="light")


@motif("handcuffs")
def handcuffs(pen: Pen) -> None:
    held = pen.within(-0.05, -0.06, 1.05, 1.04, turn=-38)
    for x in (0.435, 0.5, 0.565):
        held.ellipse(x, 0.5, 0.036, 0.036, "shade")
        held.ellipse(x, 0.5, 0.016, 0.014, "paper")
    for mirror in (False, True):
        side = held.within(0, 0, 1, 1, mirror=mirror)
        for angle in range(55, 125, 10):
            tooth = angle * pi / 180
            side.ellipse(0.2 + 0.19 * cos(tooth), 0.5 + 0.19 * sin(tooth), 0.016, tone="shade")
        side.ring(0.2, 0.5, 0.165, 0.05)
        side.arc(0.2, 0.5, 0.165, 150, 235, 0.016, "light")
        side.polygon(path("M30 39 Q33 36 37 40 L42 46 L42 54 L37 60 Q33 64 30 61 L33 50"))
        side.polygon(path("M32 42 L37 46 L37 54 L32 58 L35 50"), "shade")
        side.ellipse(0.39, 0.5, 0.016, tone="accent")


@motif("crosshair")
def crosshair(pen: Pen) -> None:
    pen.ring(0.5, 0.5, 0.36, 0.05)
    pen.ring(0.5, 0.5, 0.19, 0.018, "shade")
    for turn in (0, 90, 180, 270):
        arm = pen.within(0, 0, 1, 1, turn=turn)
        arm.line([(0.5, 0.05), (0.5, 0.24)], 0.045)
        arm.line([(0.5, 0.24), (0.5, 0.42)], 0.016)
        for y in (0.28, 0.35):
            arm.line([(0.475, y), (0.525, y)], 0.012)
        arm.arc(0.5, 0.5, 0.36, 205, 245, 0.016, "light")
    pen.ellipse(0.5, 0.5, 0.035, tone="accent")


@motif("chain")
def chain(pen: Pen) -> None:
    hung = pen.within(-0.09, -0.09, 1.09, 1.09, turn=45)
    for top in (0.03, 0.37, 0.71):
        _link(hung, top)
    for top in (0.225, 0.565):
        hung.rectangle(0.465, top, 0.535, top + 0.21, "shade", radius=0.035)
        hung.line([(0.492, top + 0.05), (0.492, top + 0.15)], 0.014, "light")


def _link(pen: Pen, top: float) -> None:
    loop = path("M38 12 C38 -1 62 -1 62 12 L62 16 C62 29 38 29 38 16 L38 12")
    pen.line([(x, y + top) for x, y in loop], 0.065)
    pen.line([(0.37, top + 0.08), (0.37, top + 0.19)], 0.018, "light")


@motif("barbed-wire")
def barbed_wire(pen: Pen) -> None:
    fence = pen.within(0.07, 0.07, 0.93, 0.93, turn=-14)
    for y, knots in ((0.28, (0.25, 0.73)), (0.72, (0.27, 0.75))):
        for phase, tone in _STRANDS:
            fence.line([(k / 60, y + 0.022 * sin(k / 60 * 28 + phase)) for k in range(61)], 0.034, tone)
        for x in knots:
            for side in (-1, 1):
                fence.polygon([(x - 0.05, y), (x - 0.005, y), (x - 0.02, y - 0.05 * side), (x - 0.12, y - 0.22 * side)])
                fence.polygon([(x + 0.005, y), (x + 0.05, y), (x + 0.11, y - 0.2 * side), (x + 0.02, y - 0.05 * side)])
            for step in (-0.045, 0.0, 0.045):
                fence.line([(x + step - 0.01, y + 0.05), (x + step + 0.01, y - 0.05)], 0.036, "accent")
