"""What stands about a house and on its table."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("cocktail")
def cocktail(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 50 L7 10 L5 6 L50 6")))
    pen.polygon(path("M16 13 L84 13 L81 16 L50 45 L19 16"), "paper")
    pen.polygon(path("M23 20 L77 20 L50 45"), "accent")
    pen.polygon(mirrored(path("M50 48 L46 48 L48 58 L48 84 C46 89 38 91 24 92 L24 96 L50 96")))
    pen.line([(0.9, 0.02), (0.5, 0.36)], 0.018, "light")
    pen.ellipse(0.6, 0.275, 0.06, 0.055, "shade", turn=-40)
    pen.ellipse(0.575, 0.295, 0.018, tone="light")
    pen.line([(0.25, 0.235), (0.37, 0.345)], 0.02, "light")
    pen.line([(0.36, 0.93), (0.5, 0.93)], 0.014, "light")


@motif("bottle")
def bottle(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 11 L42 11 L42 28 C41 36 26 38 26 52 L26 92 Q26 96 31 96 L50 96")))
    pen.polygon(
        path(
            "M58 14 L58 28 C59 36 74 38 74 52 L74 92 Q74 96 69 96 L61 96 C66 90 67 70 66 56 C65 42 53 40 53 28 L53 14"
        ),
        "shade",
    )
    pen.rectangle(0.405, 0.04, 0.595, 0.16, "accent", radius=0.02)
    pen.rectangle(0.4, 0.19, 0.6, 0.225, "shade", radius=0.01)
    pen.rectangle(0.26, 0.55, 0.74, 0.83, "light")
    pen.rectangle(0.26, 0.575, 0.74, 0.59, "accent")
    pen.rectangle(0.26, 0.79, 0.74, 0.805, "accent")
    pen.star(0.5, 0.695, 0.085, 0.036, 5, "shade")
    pen.curve([(0.31, 0.52), (0.33, 0.45), (0.42, 0.38)], 0.024, "light")


@motif("coffee-cup")
def coffee_cup(pen: Pen) -> None:
    steam = path("M0 32 C-7 26 7 20 0 14 C-4 10 -2 7 1 5")
    pen.line([(u + 0.44, v) for u, v in steam], 0.026, "accent")
    for x in (0.32, 0.56):
        pen.line([(u + x, v + 0.03) for u, v in steam], 0.026, "shade")
    pen.line(path("M72 48 C94 44 96 72 70 72"), 0.06)
    pen.ellipse(0.45, 0.89, 0.42, 0.06, "shade")
    pen.polygon(path("M10 41 L78 41 C79 64 72 78 62 86 L26 86 C16 78 9 64 10 41"))
    pen.polygon(path("M70 42 L78 41 C79 64 72 78 62 86 L50 86 C64 78 70 60 70 42"), "shade")
    pen.ellipse(0.44, 0.41, 0.34, 0.055, "light")
    pen.ellipse(0.44, 0.42, 0.29, 0.038, "shade")
    pen.curve([(0.17, 0.54), (0.2, 0.66), (0.27, 0.77)], 0.028, "light")


@motif("cake")
def cake(pen: Pen) -> None:
    for x in (0.34, 0.5, 0.66):
        pen.rectangle(x - 0.02, 0.17, x + 0.02, 0.32, "light")
        pen.line([(x - 0.015, 0.25), (x + 0.015, 0.22)], 0.014, "accent")
        pen.polygon([(px + x - 0.5, py) for px, py in path("M50 4 C57 11 55 16 50 17 C45 16 43 11 50 4")], "accent")
    pen.rectangle(0.22, 0.3, 0.78, 0.58, radius=0.04)
    pen.rectangle(0.1, 0.55, 0.9, 0.88, radius=0.04)
    _icing(pen, 0.22, 0.3, 0.56)
    _icing(pen, 0.1, 0.55, 0.8)
    pen.rectangle(0.1, 0.77, 0.9, 0.81, "shade")
    for k in range(8):
        pen.ellipse(0.15 + 0.1 * k, 0.79, 0.026, tone="accent")
    pen.rectangle(0.03, 0.88, 0.97, 0.93, "shade", radius=0.02)


def _icing(pen: Pen, left: float, top: float, width: float) -> None:
    pen.rectangle(left, top, left + width, top + 0.06, "light", radius=0.03)
    drops = round(width / 0.08)
    for k in range(drops):
        x = left + (k + 0.5) * width / drops
        pen.line([(x, top + 0.05), (x, top + 0.07 + 0.035 * (k % 2))], width / drops * 0.98, "light")


@motif("candle")
def candle(pen: Pen) -> None:
    pen.polygon(path("M50 3 C64 17 63 31 50 33 C37 31 36 17 50 3"), "accent")
    pen.polygon(path("M50 15 C57 23 56 30 50 32 C44 30 43 23 50 15"), "light")
    pen.line([(0.5, 0.29), (0.5, 0.38)], 0.018, "shade")
    pen.rectangle(0.39, 0.37, 0.61, 0.82, "light")
    pen.polygon(path("M54 37 L61 37 L61 82 L54 82"), "shade")
    pen.polygon(
        path(
            "M37 37 Q50 34 63 37 L63 46 Q61 51 59 46 L57 42 L54 44 L54 55 Q51.5 60 49 55 L48 44 L45 43 L44 62"
            " Q41 67 38.5 62"
        )
    )
    pen.line(path("M74 86 C92 84 92 66 76 70"), 0.034)
    pen.polygon(mirrored(path("M50 80 L36 80 L34 85 L16 86 Q20 95 32 95 L50 95")))
    pen.line([(0.26, 0.895), (0.5, 0.895)], 0.016, "light")


@motif("lantern")
def lantern(pen: Pen) -> None:
    pen.line(path("M27 42 C20 12 34 5 50 5 C66 5 80 12 73 42"), 0.028, "shade")
    for x in (0.25, 0.75):
        pen.line([(x, 0.34), (x, 0.84)], 0.03)
    pen.polygon(mirrored(path("M50 14 L44 14 L43 19 L38 22 L35 32 L31 35 L31 39 L50 39")))
    pen.polygon(mirrored(path("M50 39 L35 39 C28 50 28 64 36 74 L50 74")), "light")
    pen.polygon(path("M50 45 C61 56 60 69 50 72 C40 69 39 56 50 45"), "accent")
    pen.polygon(path("M50 57 C55 63 55 69 50 71 C45 69 45 63 50 57"), "light")
    for y in (0.5, 0.62):
        pen.line([(0.31, y), (0.69, y)], 0.012, "shade")
    pen.polygon(mirrored(path("M50 73 L33 73 L31 78 L24 82 L20 92 Q20 96 25 96 L50 96")))
    pen.line([(0.24, 0.9), (0.76, 0.9)], 0.016, "shade")
    pen.ellipse(0.5, 0.82, 0.026, tone="accent")
    pen.line([(0.39, 0.27), (0.41, 0.23)], 0.016, "light")


@motif("mirror")
def mirror(pen: Pen) -> None:
    pen = pen.within(0.02, 0.03, 0.98, 0.99)
    pen.polygon(mirrored(path("M50 66 L44 68 L45.5 74 L44 90 Q44 97 50 97")))
    pen.ellipse(0.5, 0.37, 0.32, 0.345)
    for x, y in ((0.5, 0.03), (0.175, 0.37), (0.825, 0.37)):
        pen.ellipse(x, y, 0.03)
    pen.ellipse(0.5, 0.37, 0.255, 0.285, "light")
    pen.ellipse(0.5, 0.37, 0.235, 0.265, "shade")
    pen.polygon(path("M29 43 L54 11 Q60 12 65 15.5 L34 55.5 Q30 50 29 43"), "light")
    pen.polygon(path("M38 59 L69 20.5 L71 25 L42 62"), "light")
    pen.polygon(mirrored(path("M50 68 L40 70 Q44 76 50 78")), "shade")
    pen.ellipse(0.5, 0.73, 0.024, tone="accent")
    pen.line([(0.48, 0.81), (0.48, 0.91)], 0.014, "light")


@motif("chair")
def chair(pen: Pen) -> None:
    for x in (0.24, 0.76):
        pen.polygon([(x - 0.03, 0.6), (x + 0.03, 0.6), (x + 0.022, 0.86), (x - 0.022, 0.86)], "shade")
    pen.rectangle(0.2, 0.05, 0.27, 0.6, radius=0.03)
    pen.rectangle(0.73, 0.05, 0.8, 0.6, radius=0.03)
    pen.polygon(path("M22 10 Q50 2 78 10 L78 21 Q50 14 22 21"))
    for x in (0.36, 0.5, 0.64):
        pen.rectangle(x - 0.022, 0.14, x + 0.022, 0.56, "shade")
    pen.rectangle(0.22, 0.47, 0.78, 0.51)
    pen.polygon(path("M22 56 L78 56 L88 66 L12 66"), "accent")
    pen.rectangle(0.11, 0.65, 0.89, 0.72, radius=0.02)
    for side in (0.16, 0.84):
        pen.polygon([(side - 0.035, 0.7), (side + 0.035, 0.7), (side + 0.024, 0.96), (side - 0.024, 0.96)])
    pen.line([(0.17, 0.82), (0.83, 0.82)], 0.026, "shade")
    pen.line([(0.32, 0.115), (0.5, 0.09)], 0.016, "light")


@motif("bed")
def bed(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 6 C36 6 32 14 20 16 L20 50 L50 50")))
    pen.polygon(mirrored(path("M50 12 C40 12 36 18 27 20 L27 44 L50 44")), "shade")
    for x in (0.17, 0.83):
        pen.rectangle(x - 0.035, 0.1, x + 0.035, 0.6, radius=0.01)
        pen.ellipse(x, 0.085, 0.042, tone="accent")
    for mirror_image in (False, True):
        pillow = pen.within(0, 0, 1, 1, mirror=mirror_image)
        pillow.polygon(path("M24 29 Q36 25 47 29 Q50 37 47 46 L24 46 Q21 37 24 29"), "light")
        pillow.line(path("M29 34 Q32 36 32 40"), 0.012, "shade")
    pen.polygon(mirrored(path("M50 43 L19 43 L8 84 L50 84")), "accent")
    pen.polygon(mirrored(path("M50 42 L19.5 42 L16 55 Q32 59 50 56")), "light")
    pen.polygon(path("M66 57 L68 82 L60 82"), "shade")
    pen.polygon(path("M36 57.5 L38 82 L30 82"), "shade")
    for x in (0.09, 0.91):
        pen.rectangle(x - 0.035, 0.74, x + 0.035, 0.96, radius=0.01)
        pen.ellipse(x, 0.73, 0.042, tone="accent")
    pen.polygon(mirrored(path("M50 79 Q28 78 10 81 L10 91 L50 91")))
    pen.line(mirrored(path("M18 86 L50 86")), 0.016, "light")


@motif("gift")
def gift(pen: Pen) -> None:
    for mirror_image in (False, True):
        bow = pen.within(0, 0, 1, 1, mirror=mirror_image)
        bow.polygon(path("M50 32 C42 8 24 2 18 12 C13 22 28 32 50 34"), "accent")
        bow.polygon(path("M46 28 C40 16 30 11 26 16 C24 22 34 27 46 30"), "shade")
    pen.rectangle(0.12, 0.48, 0.88, 0.95, radius=0.02)
    pen.rectangle(0.12, 0.48, 0.88, 0.53, "shade")
    pen.polygon(path("M70 53 L88 53 L88 93 Q88 95 86 95 L70 95"), "shade")
    pen.rectangle(0.06, 0.32, 0.94, 0.49, radius=0.02)
    pen.rectangle(0.42, 0.32, 0.58, 0.95, "accent")
    pen.rectangle(0.42, 0.49, 0.58, 0.52, "light")
    pen.rectangle(0.44, 0.27, 0.56, 0.37, "light", radius=0.03)
    pen.line([(0.11, 0.365), (0.34, 0.365)], 0.018, "light")


@motif("umbrella")
def umbrella(pen: Pen) -> None:
    pen.line([(0.5, 0.05), (0.5, 0.12)], 0.03, "shade")
    pen.line(path("M50 48 L50 84 C50 97 32 97 32 85"), 0.04, "shade")
    pen.polygon(
        path(
            "M4 54 C4 28 24 10 50 10 C76 10 96 28 96 54 Q88 46 80.5 54 Q73 46 65.5 54 Q58 46 50 54"
            " Q42 46 34.5 54 Q27 46 19.5 54 Q12 46 4 54"
        )
    )
    pen.polygon(path("M50 10 C28 16 19 34 19.5 54 Q27 46 34.5 54 C35 36 40 20 50 10"), "accent")
    pen.polygon(path("M50 10 C72 16 81 34 80.5 54 Q73 46 65.5 54 C65 36 60 20 50 10"), "accent")
    pen.polygon(path("M50 10 C76 10 96 28 96 54 Q88 46 80.5 54 C81 34 72 16 50 10"), "shade")
    pen.curve([(0.105, 0.4), (0.16, 0.29), (0.24, 0.21)], 0.02, "light")


@motif("briefcase")
def briefcase(pen: Pen) -> None:
    pen.line(path("M36 28 L36 20 Q36 15 41 15 L59 15 Q64 15 64 20 L64 28"), 0.045, "shade")
    pen.rectangle(0.05, 0.26, 0.95, 0.86, radius=0.06)
    pen.polygon(path("M5 32 Q5 26 11 26 L89 26 Q95 26 95 32 L95 48 Q50 66 5 48"), "shade")
    pen.line([(0.11, 0.305), (0.89, 0.305)], 0.012, "light")
    for x in (0.25, 0.75):
        pen.rectangle(x - 0.055, 0.46, x + 0.055, 0.6, "accent", radius=0.015)
        pen.ellipse(x, 0.55, 0.018, tone="light")
    pen.line([(0.1, 0.8), (0.9, 0.8)], 0.012, "light")
