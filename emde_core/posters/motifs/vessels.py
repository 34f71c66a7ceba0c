"""What goes by water."""

from __future__ import annotations

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


def _ripple(pen: Pen, left: float, right: float, y: float, tone: Tone = "light") -> None:
    step = (right - left) / 8
    pen.curve([(left + step * k, y + (0.012 if k % 2 else -0.012)) for k in range(9)], 0.018, tone)


@motif("ship")
def ship(pen: Pen) -> None:
    pen.line([(0.5, 0.03), (0.5, 0.3)], 0.014, "shade")
    pen.line([(0.43, 0.08), (0.57, 0.08)], 0.01, "shade")
    pen.polygon(path("M39 13 Q50 10 61 13 L62 34 L38 34"), "accent")
    pen.polygon(path("M39 13 Q50 10 61 13 L61.3 18 Q50 15 38.7 18"), "shade")
    pen.rectangle(0.3, 0.27, 0.7, 0.42, "light", radius=0.01)
    pen.rectangle(0.21, 0.36, 0.79, 0.46, "light", radius=0.01)
    pen.rectangle(0.27, 0.25, 0.73, 0.28, radius=0.01)
    pen.rectangle(0.5, 0.25, 0.73, 0.28, "shade", radius=0.01)
    for k in range(7):
        pen.rectangle(0.325 + 0.053 * k, 0.3, 0.357 + 0.053 * k, 0.332, "shade")
    hull = path("M50 39 Q74 41 93 45 C82 58 74 70 66 93 L50 93")
    pen.polygon(mirrored(hull))
    pen.polygon(hull, "shade")
    pen.polygon(mirrored(path("M50 80 L71 80 L66 93 L50 93")), "accent")
    pen.curve([(0.09, 0.475), (0.28, 0.44), (0.5, 0.425), (0.72, 0.44), (0.91, 0.475)], 0.012, "light")
    pen.line([(0.5, 0.44), (0.5, 0.92)], 0.012, "light")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.line([(0.645, 0.54), (0.645, 0.63)], 0.016, "light")
        side.arc(0.645, 0.585, 0.042, 20, 160, 0.016, "light")
        side.polygon(path("M50 97 L50 93 C53 86 60 86 66 89 Q73 84 81 89 Q90 86 97 93 Q91 97 80 97"), "light")


@motif("sailboat")
def sailboat(pen: Pen) -> None:
    pen.line([(0.5, 0.04), (0.5, 0.78)], 0.02, "shade")
    pen.polygon(path("M53 6 C72 24 86 46 90 70 Q72 66 53 69"))
    pen.polygon(path("M80.5 42 C85 51 88.5 60 90 70 Q72 66 53 69 L53 61 C66 59 76 52 80.5 42"), "shade")
    pen.polygon(path("M47 12 C42 34 30 56 12 70 Q30 66 47 69"), "light")
    pen.polygon(path("M52 4 L66 8 L52 13"), "accent")
    for y, x in ((0.3, 0.655), (0.46, 0.76)):
        pen.line([(0.535, y), (x, y + 0.005)], 0.008, "shade")
    pen.polygon(path("M6 76 Q50 80 95 74 C92 84 86 90 78 92 L24 92 C15 89 9 84 6 76"))
    pen.polygon(path("M10 83 Q50 87 92.4 81 C89 87 84 91 78 92 L24 92 C18 90 13 87 10 83"), "accent")
    pen.curve([(0.12, 0.775), (0.5, 0.795), (0.9, 0.765)], 0.012, "light")
    _ripple(pen, 0.08, 0.92, 0.94)


@motif("submarine")
def submarine(pen: Pen) -> None:
    pen.line([(0.56, 0.4), (0.56, 0.09), (0.63, 0.09)], 0.024, "shade")
    pen.ellipse(0.64, 0.09, 0.022, tone="accent")
    pen.line([(0.48, 0.4), (0.48, 0.16)], 0.012, "shade")
    _ripple(pen, 0.08, 0.92, 0.245)
    pen.polygon(path("M40 58 L43 37 Q44 34 47 34 L64 34 Q67 34 68 37 L70 58"))
    pen.polygon(path("M61 34 L64 34 Q67 34 68 37 L70 58 L64 58"), "shade")
    pen.polygon(path("M16 66 L7 47 L14 47 L30 58 L30 78 L14 89 L7 89"), "shade")
    pen.polygon(path("M5 68 C18 58 32 54 48 54 L76 54 C89 54 98 60 98 68 C98 77 89 83 76 83 L48 83 C32 83 18 78 5 68"))
    pen.polygon(path("M5 68 C24 73 78 74 98 68 C98 77 89 83 76 83 L48 83 C32 83 18 78 5 68"), "shade")
    pen.ellipse(0.045, 0.6, 0.016, 0.07, "light")
    pen.ellipse(0.045, 0.76, 0.016, 0.07, "light")
    pen.polygon(path("M42 46 L60 46 L56 50 L38 50"), "light")
    for k in range(7):
        pen.ellipse(0.36 + 0.075 * k, 0.645, 0.016, tone="accent" if k == 6 else "light")
    pen.curve([(0.28, 0.595), (0.48, 0.57), (0.76, 0.57), (0.88, 0.595)], 0.012, "light")
    pen.line([(0.7, 0.775), (0.82, 0.765)], 0.018)


@motif("canoe")
def canoe(pen: Pen) -> None:
    limb(pen, "M56 20 L85 76", (2, 2), "shade")
    pen.polygon(path("M81 70 L86 67.5 C92 72 97 82 94 90 C88 89 82 80 81 70"), "light")
    pen.polygon(path("M30 70 C29 58 32 46 40 38 Q47 34 52 38 C56 44 52 56 50 70"))
    pen.polygon(path("M30 64 Q44 58 62 62 L68 72 L30 72"), "shade")
    pen.ellipse(0.52, 0.27, 0.062, 0.072, turn=12)
    pen.polygon(path("M43 23 C44 14 53 11 58 15 L60 22 L65 25 Q52 22 43 28"), "accent")
    limb(pen, "M43 42 Q50 58 56 58 L72 52", (7.5, 6, 4.4))
    limb(pen, "M49 41 Q58 42 61 31", (6.5, 5.5, 4))
    pen.polygon(
        path(
            "M4 50 C8 48 11 50 13 56 C18 68 32 70 50 70 C68 70 82 68 87 56 C89 50 92 48 96 50"
            " C97 68 90 86 70 87 L30 87 C10 86 3 68 4 50"
        )
    )
    pen.polygon(path("M4 62 C12 78 28 79 50 79 C72 79 88 78 96 62 C94 76 87 86 70 87 L30 87 C13 86 6 76 4 62"), "shade")
    pen.curve(
        [(0.075, 0.56), (0.14, 0.68), (0.3, 0.735), (0.5, 0.742), (0.7, 0.735), (0.86, 0.68), (0.925, 0.56)],
        0.014,
        "light",
    )
    _ripple(pen, 0.05, 0.95, 0.9)
