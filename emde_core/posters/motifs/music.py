"""Instruments that make or keep music."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("piano")
def piano(pen: Pen) -> None:
    pen.polygon(path("M30 47 C36 30 48 34 58 26 C68 18 80 12 93 10 L88 52 L30 50"), "shade")
    pen.polygon(path("M36 46 C42 34 51 36 60 29 C69 22 79 17 89 15 L85 48 L36 48"), "accent")
    pen.line([(0.62, 0.5), (0.72, 0.24)], 0.018)
    for left, right in ((14, 20), (83, 89), (56, 61)):
        middle = (left + right) / 2
        pen.polygon(path(f"M{left} 66 L{right} 66 L{middle + 1.5} 91 L{middle - 1.5} 91"))
        pen.ellipse(middle / 100, 0.925, 0.024)
    pen.polygon(path("M6 58 L6 51 Q6 49 9 49 L22 49 L26 47 L92 47 Q95 47 95 51 L95 66 Q95 70 91 70 L12 70 Q7 70 7 65"))
    pen.rectangle(0.06, 0.56, 0.36, 0.61, "light")
    for x in range(9, 36, 3):
        pen.rectangle(x / 100 - 0.008, 0.56, x / 100 + 0.008, 0.59, "shade")
    pen.line([(0.42, 0.52), (0.9, 0.52)], 0.014, "light")
    pen.polygon(path("M36 70 L46 70 L43 88 L39 88"), "shade")


@motif("guitar")
def guitar(pen: Pen) -> None:
    held = pen.within(-0.05, -0.07, 1.08, 1.06, turn=38)
    held.polygon(mirrored(path("M50 54 C45 54 42 52 38 53 C31 55 31 63 35 68 C37 71 36 74 33 77 C26 84 29 97 50 97")))
    held.polygon(
        path(
            "M62 53 C69 55 69 63 65 68 C63 71 64 74 67 77 C74 84 71 97 50 97 C62 95 67 86 62 79"
            " C59 74 59 71 62 66 C65 61 65 57 62 53"
        ),
        "shade",
    )
    held.ellipse(0.5, 0.68, 0.07, tone="accent")
    held.ellipse(0.5, 0.68, 0.05, tone="shade")
    held.rectangle(0.468, 0.14, 0.532, 0.65, "shade")
    held.polygon(path("M45.5 3 Q50 5 54.5 3 L55 15 L53 17 L47 17 L45 15"))
    for y in (0.055, 0.095, 0.135):
        for x in (0.43, 0.57):
            held.ellipse(x, y, 0.018, 0.013, "accent")
    for k in range(10):
        held.line([(0.472, 0.2 + 0.04 * k), (0.528, 0.2 + 0.04 * k)], 0.007, "ink")
    held.rectangle(0.42, 0.84, 0.58, 0.865, "shade", radius=0.01)
    for x in (0.483, 0.5, 0.517):
        held.line([(x, 0.15), (x, 0.85)], 0.006, "light")


@motif("trumpet")
def trumpet(pen: Pen) -> None:
    blown = pen.within(0.03, 0.08, 0.97, 1.02, turn=-20)
    for x in (0.4, 0.5, 0.6):
        blown.rectangle(x - 0.035, 0.33, x + 0.035, 0.71, "shade", radius=0.02)
        blown.line([(x, 0.25), (x, 0.34)], 0.022, "shade")
        blown.rectangle(x - 0.04, 0.225, x + 0.04, 0.26, "accent", radius=0.015)
    loop = path("M26 43 C16 43 16 63 26 63 L70 63 C82 63 82 43 70 43")
    blown.line(loop, 0.05)
    blown.polygon(path("M7 40.5 L70 40.5 C84 40 91 34 97 21 Q99 43 97 66 C91 52 84 46 70 45.5 L7 45.5"))
    blown.polygon(path("M2 38 L5 38 Q7 41 12 41.5 L12 44.5 Q7 45 5 48 L2 48"))
    blown.ellipse(0.97, 0.435, 0.022, 0.225, "shade")
    blown.line([(0.14, 0.42), (0.68, 0.42)], 0.014, "light")
    blown.line([(0.26, 0.62), (0.7, 0.62)], 0.014, "light")


@motif("microphone")
def microphone(pen: Pen) -> None:
    pen.rectangle(0.455, 0.66, 0.545, 0.92, "shade")
    pen.rectangle(0.3, 0.9, 0.7, 0.96, radius=0.03)
    pen.polygon(path("M36 62 L64 62 L58 76 L42 76"))
    pen.polygon(mirrored(path("M50 4 C30 4 27 18 27 34 C27 52 30 66 38 68 L50 68")))
    pen.polygon(path("M62 6 C72 12 73 24 73 34 C73 52 70 66 62 68 C67 62 69.5 50 69.5 34 C69.5 20 68 12 62 6"), "shade")
    for x in (0.34, 0.415, 0.585, 0.66):
        top = 0.16 if 0.4 < x < 0.6 else 0.2
        pen.rectangle(x - 0.022, top, x + 0.022, 0.39, "light", radius=0.022)
        pen.rectangle(x - 0.022, 0.48, x + 0.022, top + 0.42, "light", radius=0.022)
    pen.rectangle(0.465, 0.05, 0.535, 0.66, "shade")
    pen.rectangle(0.25, 0.405, 0.75, 0.465, "accent", radius=0.02)
    pen.ellipse(0.5, 0.435, 0.05)


@motif("vinyl")
def vinyl(pen: Pen) -> None:
    pen.ellipse(0.5, 0.5, 0.46)
    for start in (205, 25):
        pen.wedge(0.5, 0.5, 0.44, start, start + 40, "light")
        pen.wedge(0.5, 0.5, 0.44, start + 12, start + 26, "ink")
    for radius in (0.4, 0.35, 0.3, 0.25):
        pen.ring(0.5, 0.5, radius, 0.012, "shade")
    pen.ellipse(0.5, 0.5, 0.175, tone="accent")
    pen.ring(0.5, 0.5, 0.13, 0.012, "light")
    pen.ellipse(0.5, 0.5, 0.03, tone="paper")


@motif("bell")
def bell(pen: Pen) -> None:
    pen.ring(0.5, 0.11, 0.055, 0.04, "shade")
    pen.ellipse(0.5, 0.87, 0.08, tone="accent")
    pen.polygon(mirrored(path("M50 14 C38 14 30 24 29 40 C28 58 24 66 12 76 Q8 82 14 84 L50 84")))
    pen.polygon(
        path("M58 18 C68 21 71 30 71 40 C72 58 76 66 88 76 Q92 82 86 84 L68 84 C74 76 63 64 62 46 C62 34 63 24 58 18"),
        "shade",
    )
    pen.polygon(path("M20 72 Q50 80 80 72 L83 76 Q50 85 17 76"), "light")
    pen.curve([(0.36, 0.5), (0.37, 0.36), (0.42, 0.25)], 0.028, "light")


@motif("radio")
def radio(pen: Pen) -> None:
    pen.line([(0.7, 0.3), (0.88, 0.06)], 0.02, "shade")
    pen.ellipse(0.88, 0.06, 0.025, tone="accent")
    pen.rectangle(0.05, 0.26, 0.95, 0.86, radius=0.1)
    pen.rectangle(0.13, 0.86, 0.23, 0.91, "shade")
    pen.rectangle(0.77, 0.86, 0.87, 0.91, "shade")
    pen.ellipse(0.31, 0.56, 0.2, tone="shade")
    for y, half in ((0.44, 0.13), (0.5, 0.165), (0.56, 0.175), (0.62, 0.165), (0.68, 0.13)):
        pen.line([(0.31 - half, y), (0.31 + half, y)], 0.02, "light")
    pen.rectangle(0.56, 0.36, 0.88, 0.52, "light", radius=0.03)
    for k in range(7):
        pen.line([(0.6 + 0.04 * k, 0.4), (0.6 + 0.04 * k, 0.43 + 0.02 * (k % 2))], 0.01, "shade")
    pen.line([(0.78, 0.385), (0.78, 0.5)], 0.016, "accent")
    for x in (0.63, 0.81):
        pen.ellipse(x, 0.67, 0.075, tone="shade")
        pen.line([(x, 0.67), (x + 0.03, 0.62)], 0.02, "light")
