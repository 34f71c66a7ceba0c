"""What goes by land, on wheels or tracks."""

from __future__ import annotations

from math import cos, pi, sin

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


def _wheel(pen: Pen, x: float, y: float, radius: float, hub: Tone = "light") -> None:
    pen.ellipse(x, y, radius, tone="shade")
    pen.ellipse(x, y, radius * 0.62, tone=hub)
    pen.ellipse(x, y, radius * 0.42, tone="ink")
    pen.ellipse(x, y, radius * 0.16, tone=hub)


def _spoked_wheel(pen: Pen, x: float, y: float, radius: float, rim: float, spokes: int, tone: Tone = "ink") -> None:
    for k in range(spokes):
        angle = 2 * pi * k / spokes
        reach = radius - rim
        pen.line([(x, y), (x + reach * cos(angle), y + reach * sin(angle))], rim * 0.32, "shade")
    pen.ring(x, y, radius - rim / 2, rim, tone)
    pen.ellipse(x, y, rim * 0.95, tone=tone)
    pen.ellipse(x, y, rim * 0.4, tone="accent")


@motif("car")
def car(pen: Pen) -> None:
    pen.polygon(
        path(
            "M2 53 L4 46.5 Q5 44.5 9 44.5 L17 44 C27 36 35 32 45 31.5 C55 31 60 34 69 44 L92 47.5"
            " Q97 48.5 97.5 53"
            " L98 58 L96.5 64 L90 67 L8 67 L3.5 63 Q2 58 2 53"
        )
    )
    pen.polygon(path("M2.3 58 L98 57 L96.5 64 L90 67 L8 67 L3.5 63 Q2.5 60 2.3 58"), "shade")
    pen.polygon(path("M29 43.5 C34 39 39 36 44.5 35.2 L44.5 43.5"), "light")
    pen.polygon(path("M47.5 35 C55 34.5 58 37 64 44 L47.5 43.5"), "light")
    for x in (0.215, 0.785):
        pen.ellipse(x, 0.645, 0.118)
        _wheel(pen, x, 0.66, 0.102)
    pen.line([(0.46, 0.455), (0.46, 0.64)], 0.006, "shade")
    pen.line([(0.495, 0.485), (0.535, 0.485)], 0.013, "light")
    pen.polygon(path("M97 49.5 L91.5 49 L91 54.5 L97.6 55"), "light")
    pen.polygon(path("M2.6 51 L4 47.5 L8 47.5 L8 54 L2 54"), "accent")
    pen.polygon(path("M12 50.5 L88 52 L88 53.5 L12 54"), "accent")


@motif("vintage-car")
def vintage_car(pen: Pen) -> None:
    pen.polygon(path("M12 66 L11 46 C11 30 17 22 26 21 L52 21 Q57 21 58 26 L61 43 L87 42 Q91 42 91 47 L91 68 L12 70"))
    pen.polygon(path("M19 43 L19.5 35 Q20 27 27 27 L34 27 L34 43"), "light")
    pen.polygon(path("M38 27 L51 27 Q53 27 53.5 30 L56.5 43 L38 43"), "light")
    pen.polygon(path("M61 46 L91 45 L91 50 L61.5 52"), "shade")
    for k in range(4):
        pen.line([(0.64 + 0.035 * k, 0.555), (0.64 + 0.035 * k, 0.62)], 0.01, "shade")
    pen.rectangle(0.885, 0.4, 0.925, 0.66, "light", radius=0.012)
    pen.polygon(
        path(
            "M2 78 C2 60 12 54 22 54 C36 54 40 64 45 72 L62 72 C67 62 68 52 80 52 C92 52 98 62 98 74 L92 76"
            " L68 78 L38 78 L8 78"
        ),
        "shade",
    )
    for x in (0.22, 0.8):
        pen.ellipse(x, 0.74, 0.125, tone="shade")
        pen.ellipse(x, 0.74, 0.092, tone="light")
        _spoked_wheel(pen, x, 0.74, 0.094, 0.022, 12, "ink")
    pen.rectangle(0.4, 0.715, 0.62, 0.735, "light")
    pen.ellipse(0.915, 0.49, 0.042, tone="ink")
    pen.ellipse(0.93, 0.49, 0.028, tone="accent")
    pen.line([(0.4, 0.475), (0.44, 0.475)], 0.012, "light")
    pen.line([(0.365, 0.27), (0.365, 0.66)], 0.007, "shade")
    pen.rectangle(0.11, 0.445, 0.61, 0.457, "shade")


@motif("racing-car")
def racing_car(pen: Pen) -> None:
    pen.polygon(path("M2 34 L20 32 L20 37 L16 37.5 L19 56 L10 56 L9 38.5 L2 39"), "shade")
    pen.polygon(
        path("M8 60 L14 50 C22 48 30 46 35 40 L41 33 Q45 31 46 36 L48 47 L60 48 C74 50 88 57 98 65 L98 69 L10 69")
    )
    pen.polygon(path("M28 58 C40 52 58 53 67 59 L68 71 L28 71"), "shade")
    pen.polygon(path("M82 66 L98 66 L99 71 L80 71"), "accent")
    pen.ellipse(0.525, 0.42, 0.058, tone="accent")
    pen.polygon(path("M52 39 L58.5 40 Q58.5 43 57.5 44.5 L52 44"), "light")
    pen.polygon(path("M57 48 L64 43 L67 49.5"), "light")
    for x, r in ((0.19, 0.14), (0.8, 0.12)):
        y = 0.73 - r
        pen.ellipse(x, y, r, tone="shade")
        pen.ring(x, y, r * 0.76, 0.012, "light")
        pen.ellipse(x, y, r * 0.5, tone="light")
        pen.star(x, y, r * 0.44, r * 0.2, 5, "ink")
        pen.ellipse(x, y, r * 0.14, tone="accent")
    pen.ellipse(0.465, 0.615, 0.058, tone="light")
    pen.polygon(path("M45.5 58 L48 57 L48 66 L46 66 L46 60 L45 60.4"), "shade")
    pen.line([(0.3, 0.475), (0.42, 0.43)], 0.014, "light")


@motif("bus")
def bus(pen: Pen) -> None:
    pen.polygon(path("M4 32 Q4 24 12 24 L84 24 Q92 24 94 32 L97 54 L97 70 Q97 74 93 74 L8 74 Q4 74 4 70"))
    pen.polygon(path("M4 62 L97 62 L97 70 Q97 74 93 74 L8 74 Q4 74 4 70"), "shade")
    pen.rectangle(0.04, 0.545, 0.97, 0.58, "accent")
    for k in range(5):
        pen.rectangle(0.075 + 0.132 * k, 0.32, 0.185 + 0.132 * k, 0.49, "light", radius=0.018)
    pen.rectangle(0.735, 0.32, 0.835, 0.7, "shade", radius=0.012)
    pen.rectangle(0.748, 0.335, 0.78, 0.685, "light")
    pen.rectangle(0.79, 0.335, 0.822, 0.685, "light")
    pen.polygon(path("M86.5 32 L91 32 L94 50 L86.5 50"), "light")
    pen.rectangle(0.2, 0.215, 0.6, 0.24, "shade", radius=0.01)
    for x in (0.22, 0.62):
        pen.ellipse(x, 0.735, 0.105)
        _wheel(pen, x, 0.75, 0.085)
    pen.ellipse(0.95, 0.665, 0.026, tone="light")
    pen.rectangle(0.04, 0.64, 0.06, 0.69, "accent")


@motif("train")
def train(pen: Pen) -> None:
    for x, y, r in ((0.52, 0.16, 0.075), (0.62, 0.11, 0.085), (0.75, 0.13, 0.1), (0.88, 0.1, 0.07)):
        pen.ellipse(x, y, r, tone="light")
    pen.polygon(path("M42 30 L45 14 L43 14 L43 10 L57 10 L57 14 L55 14 L58 30"))
    pen.rectangle(0.16, 0.36, 0.84, 0.76, "shade", radius=0.02)
    pen.polygon(mirrored(path("M50 33 L86 33 L84 29 Q68 24 50 24")), "shade")
    for x in (0.2, 0.7):
        pen.rectangle(x, 0.4, x + 0.1, 0.52, "light")
    pen.ellipse(0.5, 0.5, 0.27)
    pen.ring(0.5, 0.5, 0.235, 0.012, "light")
    for k in range(12):
        pen.ellipse(0.5 + 0.21 * cos(k * pi / 6), 0.5 + 0.21 * sin(k * pi / 6), 0.011, tone="shade")
    pen.ellipse(0.5, 0.5, 0.15, tone="shade")
    pen.ellipse(0.5, 0.48, 0.085, tone="light")
    pen.ellipse(0.5, 0.48, 0.058, tone="accent")
    pen.rectangle(0.12, 0.735, 0.88, 0.79, radius=0.01)
    for x in (0.2, 0.8):
        pen.ellipse(x, 0.7, 0.034, tone="light")
    pen.polygon(mirrored(path("M50 79 L80 79 L90 97 L50 97")), "shade")
    for k in range(-3, 4):
        pen.line([(0.5 + 0.075 * k, 0.8), (0.5 + 0.12 * k, 0.96)], 0.018)
    pen.line([(0.11, 0.965), (0.89, 0.965)], 0.03)


@motif("truck")
def truck(pen: Pen) -> None:
    for x in (0.1, 0.9):
        pen.rectangle(x - 0.03, 0.06, x + 0.03, 0.7, "light", radius=0.015)
        pen.rectangle(x - 0.035, 0.24, x + 0.035, 0.46, "shade", radius=0.015)
    pen.polygon(mirrored(path("M50 10 L74 10 Q80 10 81 16 L84 44 L50 44")))
    pen.polygon(mirrored(path("M51.5 20 L73 20 L76 40 L51.5 40")), "light")
    for x in (0.3, 0.4, 0.5, 0.6, 0.7):
        pen.rectangle(x - 0.022, 0.075, x + 0.022, 0.1, "accent", radius=0.01)
    for x in (0.2, 0.8):
        pen.rectangle(x - 0.085, 0.74, x + 0.085, 0.95, "shade", radius=0.03)
    pen.polygon(mirrored(path("M50 44 L70 44 L72 56 Q88 55 91 64 L92 82 L50 82")))
    pen.polygon(mirrored(path("M50 44 L68 44 Q69 46 69 80 L50 80")), "shade")
    pen.rectangle(0.34, 0.47, 0.66, 0.8, "light", radius=0.02)
    for k in range(9):
        pen.rectangle(0.362 + 0.0325 * k, 0.49, 0.378 + 0.0325 * k, 0.78, "shade")
    for x in (0.21, 0.79):
        pen.ellipse(x, 0.685, 0.062, tone="light")
        pen.ellipse(x, 0.685, 0.036, tone="accent")
    pen.rectangle(0.05, 0.81, 0.95, 0.89, "light", radius=0.02)
    pen.rectangle(0.42, 0.825, 0.58, 0.875, "shade", radius=0.008)


@motif("motorcycle")
def motorcycle(pen: Pen) -> None:
    for x in (0.205, 0.795):
        _spoked_wheel(pen, x, 0.68, 0.18, 0.05, 12)
    pen.line([(0.205, 0.68), (0.42, 0.7)], 0.03, "shade")
    limb(pen, "M79.5 68 L66 32", (3.2, 3.2), "light")
    limb(pen, "M66 33 Q62 24 53 26", (2.6, 2.4), "shade")
    pen.line([(0.535, 0.26), (0.49, 0.27)], 0.034, "accent")
    pen.polygon(path("M60 44 L65 42 L72 60 L66 72 L58 74"), "shade")
    pen.polygon(path("M37 56 L63 52 L64 72 L58 79 L40 79 L35 70"), "shade")
    for k in range(4):
        pen.line([(0.435 + k * 0.008, 0.575 + 0.03 * k), (0.58, 0.555 + 0.03 * k)], 0.011, "light")
    pen.ellipse(0.5, 0.735, 0.05, tone="light")
    pen.ellipse(0.5, 0.735, 0.022)
    limb(pen, "M60 62 C66 84 56 83 46 83 L12 82", (2.6, 3, 4.4), "light")
    pen.polygon(path("M40 54 C44 40 56 34 65 38 Q68 41 66 46 C60 54 50 56 40 54"))
    pen.polygon(path("M45 50 C49 43 56 40 62 41.5 C60 46 53 50 45 50"), "accent")
    pen.polygon(path("M7 58 C10 46 24 44 30 50 L43 55 L40 62 L30 62 C24 52 12 52 7 58"))
    pen.polygon(path("M18 46 C24 44 30 50 38 49 Q43 49 45 54 L38 57 C28 58 22 52 15 50 Q13 46 18 46"), "shade")
    pen.polygon(path("M64 58 C66 46 84 42 96 56 C88 50 74 50 67 60"))
    pen.ellipse(0.705, 0.36, 0.052)
    pen.polygon(path("M71 31 Q77 36 71 41.5"), "light")


@motif("bicycle")
def bicycle(pen: Pen) -> None:
    back, front, crank, seat, head = (0.215, 0.655), (0.785, 0.655), (0.45, 0.665), (0.375, 0.385), (0.69, 0.375)
    for x, y in (back, front):
        for k in range(16):
            angle = k * pi / 8
            pen.line([(x, y), (x + 0.18 * cos(angle), y + 0.18 * sin(angle))], 0.006, "shade")
        pen.ring(x, y, 0.185, 0.028)
        pen.ellipse(x, y, 0.026)
    for start, end in ((back, crank), (back, seat), (seat, crank)):
        pen.line([start, end], 0.022)
    pen.line([seat, head], 0.03, "accent")
    pen.line([crank, (0.705, 0.43)], 0.03, "accent")
    limb(pen, "M67 30 L71 46 Q74 60 78.5 65.5", (3, 3, 2.4), "accent")
    pen.line([(0.375, 0.39), (0.36, 0.31)], 0.022, "shade")
    pen.polygon(path("M26 28 C32 26 38 29 46 28 Q47 30 44 31 C40 32 38 34 34 34 C30 34 26 33 26 28"))
    limb(pen, "M67 31 L66 25 L74 23 C82 22 82 32 75 32", (2.6, 2.6), "ink")
    pen.ring(*crank, 0.052, 0.018, "light")
    pen.line([(0.405, 0.745), (0.495, 0.585)], 0.018, "shade")
    pen.line([(0.375, 0.75), (0.435, 0.75)], 0.024)
    pen.line([(0.465, 0.58), (0.525, 0.58)], 0.024)


@motif("tank")
def tank(pen: Pen) -> None:
    pen.polygon(path("M62 37 L94 30 L94 28 L98 28 L98 36 L95 35 L63 43"))
    pen.polygon(path("M24 50 L29 34 Q30 30 36 29 L58 29 Q64 30 66 35 L71 50"))
    pen.polygon(path("M34 29 L36 24 L50 24 L52 29"), "shade")
    pen.line([(0.3, 0.32), (0.22, 0.12)], 0.01, "shade")
    pen.polygon(path("M24 50 L26 43 L69 44 L71 50"), "shade")
    pen.star(0.47, 0.375, 0.052, 0.02, 5, "accent")
    pen.polygon(path("M3 58 L12 49 L84 49 L97 57 L94 64 L6 64"))
    pen.line([(0.14, 0.525), (0.83, 0.525)], 0.012, "light")
    pen.polygon(path("M4 66 Q4 60 12 60 L88 60 Q97 60 97 67 Q96 74 84 80 L18 80 Q5 76 4 66"), "shade")
    for k in range(6):
        pen.ellipse(0.2 + 0.12 * k, 0.715, 0.052, tone="light")
        pen.ellipse(0.2 + 0.12 * k, 0.715, 0.03)
    for x in (0.095, 0.905):
        pen.ellipse(x, 0.66, 0.032, tone="light")
    pen.rectangle(0.06, 0.585, 0.95, 0.63)


@motif("wheelchair")
def wheelchair(pen: Pen) -> None:
    pen.polygon(path("M28 14 L35 14 L38 54 L30 54"), "shade")
    limb(pen, "M18 12 L31 12 Q33 12 33.5 16 L38 58", (3, 3), "ink")
    pen.line([(0.14, 0.12), (0.22, 0.12)], 0.045, "accent")
    limb(pen, "M34 38 L62 38 Q66 38 66 42 L67 58", (3, 3))
    pen.line([(0.44, 0.365), (0.62, 0.365)], 0.04, "shade")
    pen.polygon(path("M34 54 L68 54 Q71 54 71 58 L70 61 L35 61"), "shade")
    limb(pen, "M68 59 C74 60 75 72 78 84 L90 84", (3, 3))
    pen.line([(0.79, 0.84), (0.93, 0.84)], 0.034, "shade")
    limb(pen, "M66 60 L66 84", (2.6, 2.6))
    pen.ring(0.675, 0.88, 0.06, 0.026)
    pen.ellipse(0.675, 0.88, 0.02, tone="light")
    pen.ellipse(0.38, 0.655, 0.09, tone="ink")
    _spoked_wheel(pen, 0.38, 0.655, 0.29, 0.034, 14)
    pen.ring(0.38, 0.655, 0.225, 0.014, "light")


@motif("carriage")
def carriage(pen: Pen) -> None:
    pen.curve([(0.08, 0.6), (0.2, 0.74), (0.5, 0.76), (0.76, 0.72), (0.93, 0.58)], 0.03, "shade")
    pen.polygon(path("M20 33 C18 22 26 15 34 14 Q48 11 62 14 C70 15 78 22 76 33"), "shade")
    pen.polygon(path("M19 33 L77 33 L75 46 C77 60 66 70 56 71 L40 71 C30 70 18 60 21 46"))
    pen.polygon(path("M20.5 52 Q48 56 75.5 52 C75 63 66 70 56 71 L40 71 C30 70 21 63 20.5 52"), "shade")
    pen.rectangle(0.37, 0.2, 0.59, 0.68, "shade", radius=0.02)
    pen.rectangle(0.385, 0.215, 0.575, 0.665, radius=0.015)
    for left, right in ((0.24, 0.35), (0.41, 0.55), (0.61, 0.72)):
        pen.rectangle(left, 0.3, right, 0.46, "light", radius=0.03)
        pen.polygon([(left, 0.31), (left, 0.44), ((left + right) / 2, 0.3)], "accent")
    pen.ellipse(0.48, 0.58, 0.05, tone="accent")
    pen.ellipse(0.535, 0.5, 0.012, tone="light")
    pen.polygon(path("M40 13 L42 7 L45 10 L48 4 L51 10 L54 7 L56 13"), "accent")
    limb(pen, "M74 60 C86 60 90 50 95 38", (4, 2.6), "shade")
    limb(pen, "M79 47 L92 46", (4, 4))
    pen.line([(0.75, 0.4), (0.82, 0.4)], 0.014, "shade")
    pen.ellipse(0.825, 0.345, 0.028, 0.045, "light")
    _spoked_wheel(pen, 0.235, 0.755, 0.2, 0.034, 12)
    _spoked_wheel(pen, 0.8, 0.805, 0.15, 0.03, 10)


@motif("tractor")
def tractor(pen: Pen) -> None:
    pen.rectangle(0.7, 0.2, 0.735, 0.44, "shade", radius=0.01)
    pen.polygon(path("M69 20 L72 14 L78 12 L76 16 L74 20"), "shade")
    pen.polygon(path("M22 15 L27 15 L25 46 L19 46"))
    pen.polygon(path("M53 15 L57 15 L62 46 L57 46"))
    pen.polygon(path("M27 15.5 L53 15.5 L57 44 L25 44"), "light")
    pen.rectangle(0.18, 0.1, 0.62, 0.155, "shade", radius=0.02)
    pen.line([(0.5, 0.44), (0.53, 0.33)], 0.02, "shade")
    pen.line([(0.49, 0.31), (0.57, 0.35)], 0.02, "shade")
    pen.polygon(path("M30 44 L30 33 Q30 30 33 30 L36 44"), "shade")
    pen.polygon(path("M16 46 L58 42 L88 44 Q94 45 94 52 L94 70 L40 74 L16 66"))
    pen.polygon(path("M58 60 L94 58 L94 70 L40 74"), "shade")
    for k in range(4):
        pen.line([(0.72 + 0.045 * k, 0.5), (0.72 + 0.045 * k, 0.56)], 0.014, "light")
    pen.ellipse(0.945, 0.52, 0.025, tone="accent")
    for k in range(20):
        angle = k * pi / 10
        pen.line(
            [
                (0.315 + 0.2 * cos(angle), 0.71 + 0.2 * sin(angle)),
                (0.315 + 0.238 * cos(angle + 0.12), 0.71 + 0.238 * sin(angle + 0.12)),
            ],
            0.032,
            "shade",
        )
    _wheel(pen, 0.315, 0.71, 0.225)
    pen.polygon(
        path("M3 62 C5 46 18 39 32 40 C48 41 58 50 61 66 L54 66 C50 54 42 49 32 49 C21 49 13 52 9 63"), "accent"
    )
    _wheel(pen, 0.825, 0.82, 0.135)
