"""What flies, by air or in space."""

from __future__ import annotations

from math import cos, pi, sin

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("spaceship")
def spaceship(pen: Pen) -> None:
    for x, length in ((0.3, 0.9), (0.5, 0.98), (0.7, 0.9)):
        pen.polygon([(x - 0.05, 0.78), (x, length), (x + 0.05, 0.78)], "accent")
        pen.polygon([(x - 0.022, 0.78), (x, length - 0.08), (x + 0.022, 0.78)], "light")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M50 46 C64 48 76 46 84 34 C87 28 87 16 86 4 C94 16 99 34 96 52 C93 68 82 80 68 80 L50 76"))
        side.polygon(
            path("M86 4 C94 16 99 34 96 52 C93 68 82 80 68 80 L62 79 C78 74 88 64 90 48 C91 34 89 18 86 4"), "shade"
        )
        side.rectangle(0.635, 0.7, 0.765, 0.82, "shade", radius=0.02)
        side.line([(0.6, 0.62), (0.73, 0.6)], 0.014, "light")
    pen.polygon(mirrored(path("M50 6 C58 22 62 42 62 60 L59 84 L50 86")))
    pen.polygon(path("M50 6 C58 22 62 42 62 60 L59 84 L50 86"), "shade")
    pen.polygon(mirrored(path("M50 30 C55 36 56 44 55 52 Q53 56 50 56")), "light")
    pen.polygon(path("M50 30 C55 36 56 44 55 52 Q53 56 50 56"), "accent")
    pen.rectangle(0.43, 0.76, 0.57, 0.86, "light", radius=0.02)
    pen.line([(0.45, 0.64), (0.55, 0.64)], 0.012, "light")


@motif("saucer")
def saucer(pen: Pen) -> None:
    pen.polygon(path("M36 56 L64 56 L86 97 L14 97"), "light")
    pen.polygon(path("M44 56 L56 56 L66 97 L34 97"), "accent")
    pen.polygon(path("M28 34 C28 14 38 5 50 5 C62 5 72 14 72 34"), "shade")
    pen.polygon(path("M28 34 C28 14 38 5 50 5 C46 10 42 20 42 34"), "light")
    pen.polygon(mirrored(path("M50 12 C58 12 60 20 57 26 L53 31 L53 35 L50 35")))
    for x, turn in ((0.47, 30), (0.53, -30)):
        pen.ellipse(x, 0.215, 0.014, 0.026, "light", turn=-turn)
    pen.polygon(path("M3 44 C12 34 30 29 50 29 C70 29 88 34 97 44 C88 54 70 59 50 59 C30 59 12 54 3 44"))
    pen.polygon(path("M3 44 C12 48 30 51 50 51 C70 51 88 48 97 44 C88 56 70 62 50 62 C30 62 12 56 3 44"), "shade")
    pen.curve([(0.16, 0.375), (0.32, 0.335), (0.5, 0.325)], 0.014, "light")
    for x, y in ((0.17, 0.43), (0.335, 0.46), (0.5, 0.47), (0.665, 0.46), (0.83, 0.43)):
        pen.ellipse(x, y, 0.035, 0.026, "accent" if x != 0.335 and x != 0.665 else "light")


@motif("rocket")
def rocket(pen: Pen) -> None:
    flown = pen.within(-0.03, -0.03, 1.03, 1.03, turn=38)
    flown.polygon(path("M40 78 C36 86 44 92 50 104 C56 92 64 86 60 78"), "accent")
    flown.polygon(path("M45 78 C44 84 47 88 50 94 C53 88 56 84 55 78"), "light")
    flown.polygon(mirrored(path("M50 52 L66 50 C76 56 82 68 80 88 C74 78 68 74 60 74 L50 74")), "shade")
    flown.polygon(mirrored(path("M50 -6 C62 6 69 22 69 42 C69 56 66 66 61 76 L50 76")))
    flown.polygon(path("M50 -6 C62 6 69 22 69 42 C69 56 66 66 61 76 L53 76 C59 56 61 24 50 -6"), "shade")
    flown.polygon(mirrored(path("M50 -6 C57 1 62 9 65 17 Q57 21 50 21")), "accent")
    flown.polygon(path("M39.5 74 L60.5 74 L58 80 L42 80"), "light")
    flown.ellipse(0.5, 0.36, 0.1, tone="light")
    flown.ellipse(0.5, 0.36, 0.068, tone="shade")
    flown.arc(0.5, 0.36, 0.042, 180, 260, 0.016, "light")
    flown.polygon(path("M48 56 L52 56 L52 86 Q50 89 48 86"), "light")


@motif("aeroplane")
def aeroplane(pen: Pen) -> None:
    flown = pen.within(0.05, 0.03, 0.99, 0.97, turn=45)
    for x in (0.31, 0.69):
        flown.rectangle(x - 0.032, 0.34, x + 0.032, 0.54, "shade", radius=0.03)
    flown.polygon(mirrored(path("M50 31 L57 35 L99 62 Q103 65 102 71 L57 58 L50 58")))
    flown.polygon(path("M57 35 L99 62 Q103 65 102 71 L84 65.5 L57 44"), "shade")
    flown.polygon(mirrored(path("M50 80 L55 82 L72 92 Q74 95 73 99 L50 94")))
    flown.polygon(path("M50 82 L55 82 L72 92 Q74 95 73 99 L54 94.5"), "shade")
    flown.polygon(mirrored(path("M50 -8 C55 -5 58 4 58 14 L58 62 C57 76 54 90 51.5 102 L50 103")))
    flown.polygon(path("M52 -7 C56 -3 58 6 58 14 L58 62 C57 76 54 90 51.5 102 L50 103 C53 76 56 22 52 -7"), "shade")
    flown.polygon(path("M43.8 4 Q50 -1 56.2 4 L57 9 Q50 5 43 9"), "light")
    flown.polygon(path("M48.6 76 L51.4 76 L52 107 L48 107"), "accent")
    for x, y, w, z in ((0.06, 0.655, 0.38, 0.5), (0.94, 0.655, 0.62, 0.5)):
        flown.line([(x, y), (w, z)], 0.012, "light")
    for k in range(9):
        flown.ellipse(0.452, 0.16 + 0.055 * k, 0.008, tone="light")


@motif("helicopter")
def helicopter(pen: Pen) -> None:
    pen.polygon(path("M3 24 L50 20 L97 17 L97 20 L60 25 L4 27"), "light")
    pen.rectangle(0.52, 0.21, 0.565, 0.36, "shade")
    pen.polygon(path("M46 30 L64 30 L71 38 L38 40"), "shade")
    pen.polygon(
        path(
            "M52 71 C40 71 35 61 33 52 L13 46 L9 51 L5 51 L7 42 L3 27 L10 27 L17 39 L42 39 C50 35 58 34 68 35"
            " C82 37 93 48 95 58 C96 66 88 71 76 71"
        )
    )
    pen.polygon(path("M35.5 59 C54 62 78 62 95 60 C95 67 87 71 76 71 L52 71 C42 71 38 66 35.5 59"), "shade")
    pen.polygon(path("M70 40 C80 42 88 49 90.5 56.5 L70 57.5"), "light")
    pen.rectangle(0.5, 0.41, 0.66, 0.57, "light", radius=0.02)
    pen.rectangle(0.575, 0.41, 0.585, 0.66, "shade")
    pen.ellipse(0.09, 0.4, 0.085, tone="shade")
    pen.star(0.09, 0.4, 0.08, 0.012, 4, "light", turn=20)
    pen.polygon(path("M20 40.5 L35 41 L36 48 L22 44.5"), "accent")
    for x in (0.5, 0.74):
        pen.line([(x, 0.7), (x - 0.03, 0.81)], 0.022)
    pen.curve([(0.32, 0.81), (0.5, 0.815), (0.84, 0.815), (0.92, 0.77)], 0.028)
    pen.ellipse(0.542, 0.215, 0.028, tone="accent")


@motif("hot-air-balloon")
def hot_air_balloon(pen: Pen) -> None:
    for x in (0.4, 0.46, 0.54, 0.6):
        pen.line([(0.5 + (x - 0.5) * 1.4, 0.68), (x, 0.86)], 0.009, "shade")
    pen.polygon(mirrored(path("M50 3 C72 3 87 18 87 37 C87 54 70 64 62 74 L50 74")))
    pen.polygon(mirrored(path("M50 3 C64 6 73 20 73 37 C73 54 62 64 57 74 L50 74")), "light")
    pen.polygon(mirrored(path("M50 3 C56 8 59 20 59 37 C59 54 55 64 53 74 L50 74")), "accent")
    pen.polygon(path("M50 3 C72 3 87 18 87 37 C87 54 70 64 62 74 L58 74 C66 62 80 54 80 37 C80 20 70 8 50 3"), "shade")
    pen.polygon(path("M38 73 Q50 76 62 73 L60.5 77 Q50 80 39.5 77"), "shade")
    pen.polygon(path("M39 84 L61 84 L59 95 Q58 97 55 97 L45 97 Q42 97 41 95"))
    pen.rectangle(0.38, 0.83, 0.62, 0.86, "shade", radius=0.014)
    for y in (0.89, 0.93):
        pen.line([(0.42, y), (0.58, y)], 0.009, "light")


@motif("space-station")
def space_station(pen: Pen) -> None:
    hung = pen.within(0.09, 0.09, 0.91, 0.91, turn=-24)
    limb(hung, "M2 50 L98 50", (6, 6), "shade")
    for left in (-0.06, 0.9):
        for top in (0.24, 0.56):
            hung.rectangle(left, top, left + 0.16, top + 0.2, "shade")
            hung.line([(left + 0.08, top + 0.01), (left + 0.08, top + 0.19)], 0.01, "light")
            hung.line([(left + 0.01, top + 0.1), (left + 0.15, top + 0.1)], 0.01, "light")
        limb(hung.within(left, 0, left + 0.16, 1), "M50 40 L50 60", (4, 4), "shade")
    _station_wheel(hung.within(0.38, 0.08, 0.86, 0.92), "shade", 0)
    limb(hung, "M14 50 L70 50", (9, 9), "shade")
    limb(hung, "M14 48 L70 48", (2.4, 2.4), "light")
    wheel = hung.within(0.15, 0.02, 0.67, 0.98)
    _station_wheel(wheel, "ink", 4)
    for k in range(20):
        angle = (k + 0.5) * pi / 10
        wheel.ellipse(
            0.5 + 0.44 * cos(angle), 0.5 + 0.44 * sin(angle), 0.024, 0.016, "accent" if k % 5 == 2 else "light"
        )
    hung.ellipse(0.41, 0.5, 0.08, 0.12)
    hung.ellipse(0.41, 0.5, 0.052, 0.085, "shade")
    hung.ellipse(0.41, 0.5, 0.028, 0.045, "accent")


@motif("parachute")
def parachute(pen: Pen) -> None:
    for x in (0.06, 0.21, 0.4, 0.6, 0.79, 0.94):
        pen.line([(x, 0.41), (0.47 if x < 0.5 else 0.53, 0.76)], 0.008, "shade")
    pen.polygon(
        path("M4 43 C5 18 24 4 50 4 C76 4 95 18 96 43 Q88 36 80 42 Q70 35 60 42 Q50 35 40 42 Q30 35 20 42 Q12 36 4 43")
    )
    pen.polygon(path("M50 4 C34 8 22 22 20 42 Q30 35 40 42 C41 24 44 12 50 4"), "light")
    pen.polygon(path("M50 4 C66 8 78 22 80 42 Q70 35 60 42 C59 24 56 12 50 4"), "light")
    pen.polygon(path("M50 4 C44 12 41 24 40 42 Q50 35 60 42 C59 24 56 12 50 4"), "accent")
    pen.polygon(path("M50 4 C76 4 95 18 96 43 Q88 36 80 42 C78 22 66 8 50 4"), "shade")
    pen.ellipse(0.5, 0.735, 0.032)
    pen.polygon(path("M46 77 L54 77 L55 87 L45 87"))
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M46 78 L42.5 74 L46 69", (2.6, 2))
        limb(side, "M47.5 86 Q44 90 46 96", (3.8, 2.6), "shade")
    pen.line([(0.465, 0.77), (0.535, 0.85)], 0.01, "accent")
    pen.line([(0.535, 0.77), (0.465, 0.85)], 0.01, "accent")


def _station_wheel(pen: Pen, rim: Tone, spokes: int) -> None:
    for k in range(spokes):
        angle = (k + 0.5) * pi / 2
        pen.line([(0.5, 0.5), (0.5 + 0.42 * cos(angle), 0.5 + 0.42 * sin(angle))], 0.05, rim)
    pen.ring(0.5, 0.5, 0.44, 0.12, rim)
