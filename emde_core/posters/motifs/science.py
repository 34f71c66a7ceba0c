"""Instruments that measure, weigh, see and mend."""

from __future__ import annotations

from math import cos, pi, sin

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif

_STRANDS: tuple[tuple[int, Tone], ...] = ((1, "shade"), (-1, "ink"))


@motif("magnifier")
def magnifier(pen: Pen) -> None:
    pen.line([(0.63, 0.63), (0.72, 0.72)], 0.07, "accent")
    pen.line([(0.72, 0.72), (0.9, 0.9)], 0.115, "shade")
    pen.line([(0.73, 0.705), (0.87, 0.845)], 0.018, "light")
    pen.ring(0.4, 0.4, 0.305, 0.085)
    pen.arc(0.4, 0.4, 0.305, 115, 170, 0.02, "light")
    pen.arc(0.4, 0.4, 0.2, 190, 255, 0.036, "light")
    pen.arc(0.4, 0.4, 0.2, 270, 284, 0.036, "light")


@motif("flask")
def flask(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 9 L38 9 L38 38 L10 82 Q4 94 17 95 L50 95")))
    pen.polygon(mirrored(path("M50 13 L43 13 L43 40 L15 84 Q12 90 18 90 L50 90")), "paper")
    pen.polygon(path("M26 66 Q38 61 50 66 Q62 71 74 66 L85 84 Q88 90 82 90 L18 90 Q12 90 15 84"), "accent")
    pen.rectangle(0.34, 0.05, 0.66, 0.12, radius=0.03)
    for x, y, radius in (
        (0.4, 0.78, 0.045),
        (0.58, 0.8, 0.028),
        (0.5, 0.72, 0.022),
        (0.53, 0.56, 0.03),
        (0.48, 0.45, 0.02),
    ):
        pen.ellipse(x, y, radius, tone="light")
    pen.line([(0.63, 0.48), (0.7, 0.59)], 0.024, "light")
    pen.polygon(path("M74 66 L85 84 Q88 90 82 90 L60 90 C74 88 76 78 70 67"), "shade")


@motif("dna")
def dna(pen: Pen) -> None:
    twist = pen.within(0.03, 0.03, 0.97, 0.97, turn=24)
    for k in range(17):
        y, reach = 0.06 + 0.055 * k, 0.19 * cos(k * 0.055 / 0.88 * 3 * pi)
        if abs(reach) > 0.05:
            twist.line([(0.5 - reach, y), (0.5, y)], 0.024, "accent")
            twist.line([(0.5, y), (0.5 + reach, y)], 0.024, "light")
    for first, last in ((0.0, 0.5), (0.5, 1.5), (1.5, 2.5), (2.5, 3.0)):
        turns = [first + (last - first) * k / 16 for k in range(17)]
        over = 1 if round(first) % 2 else -1
        for side, tone in _STRANDS:
            twist.line([(0.5 + side * over * 0.19 * cos(t * pi), 0.06 + 0.88 * t / 3) for t in turns], 0.065, tone)


@motif("compass")
def compass(pen: Pen) -> None:
    pen.ring(0.5, 0.085, 0.05, 0.03, "shade")
    pen.ellipse(0.5, 0.55, 0.42)
    pen.ellipse(0.5, 0.55, 0.33, tone="light")
    pen.star(0.5, 0.55, 0.2, 0.06, 4, "ink", turn=45)
    pen.star(0.5, 0.55, 0.3, 0.065, 4, "shade")
    for turn in range(0, 360, 30):
        pen.within(0, 0.05, 1, 1.05, turn=turn).line([(0.5, 0.11), (0.5, 0.14)], 0.014, "paper")
    needle = pen.within(0, 0.05, 1, 1.05, turn=32)
    needle.polygon(path("M50 18 L57 50 L43 50"), "accent")
    needle.polygon(path("M50 82 L57 50 L43 50"), "ink")
    pen.ellipse(0.5, 0.55, 0.03, tone="light")


@motif("clock")
def clock(pen: Pen) -> None:
    pen.ellipse(0.5, 0.5, 0.46)
    pen.ellipse(0.5, 0.5, 0.41, tone="shade")
    pen.ellipse(0.5, 0.5, 0.38, tone="light")
    for hour in range(12):
        dial = pen.within(0, 0, 1, 1, turn=30 * hour)
        if hour % 3:
            dial.line([(0.5, 0.17), (0.5, 0.2)], 0.022, "shade")
        else:
            dial.rectangle(0.48, 0.155, 0.52, 0.24, "shade")
    pen.within(0, 0, 1, 1, turn=-30).polygon(path("M48 54 L47 30 L50 26 L53 30 L52 54"), "shade")
    pen.polygon(path("M48 56 L47.5 20 L50 15 L52.5 20 L52 56"), "shade")
    pen.within(0, 0, 1, 1, turn=140).line([(0.5, 0.58), (0.5, 0.2)], 0.012, "accent")
    pen.ellipse(0.5, 0.5, 0.035, tone="accent")


@motif("hourglass")
def hourglass(pen: Pen) -> None:
    glass = path("M26 14 C26 34 46 40 46 50 C46 60 26 66 26 86 L50 86")
    pen.polygon([*glass, *((1 - x, y) for x, y in reversed(glass))], "light")
    pen.polygon(mirrored(path("M50 34 Q40 31 30.5 29 C34 38 48 42 48.5 50 L50 50")), "accent")
    pen.polygon(mirrored(path("M50 62 C46 68 32 72 28 86 L50 86")), "accent")
    pen.line([(0.5, 0.48), (0.5, 0.7)], 0.014, "accent")
    for x in (0.18, 0.82):
        pen.rectangle(x - 0.025, 0.1, x + 0.025, 0.9, "shade")
        for y in (0.26, 0.5, 0.74):
            pen.ellipse(x, y, 0.04, 0.03, "shade")
    for top in (0.05, 0.85):
        pen.rectangle(0.1, top, 0.9, top + 0.1, radius=0.025)
        pen.line([(0.16, top + 0.03), (0.6, top + 0.03)], 0.014, "light")


@motif("scales")
def scales(pen: Pen) -> None:
    pen.polygon(path("M48 18 L52 18 L54 84 L46 84"))
    pen.polygon(path("M46 82 L54 82 Q56 88 70 90 L72 95 L28 95 L30 90 Q44 88 46 82"))
    beam = pen.within(0, -0.27, 1, 0.73, turn=-9)
    beam.polygon(path("M15 51 Q30 46 50 46 Q70 46 85 51 L85 54 Q70 51 50 52 Q30 51 15 54"))
    for x, y in ((0.16, 0.308), (0.84, 0.202)):
        pen.line([(x - 0.1, y + 0.36), (x, y), (x + 0.1, y + 0.36)], 0.014, "shade")
        pen.polygon([(x - 0.13 + 0.26 * k / 12, y + 0.36 + 0.085 * sin(pi * k / 12)) for k in range(13)])
        pen.line([(x - 0.13, y + 0.36), (x + 0.13, y + 0.36)], 0.024, "light")
        pen.ellipse(x, y, 0.025, tone="accent")
    pen.ellipse(0.5, 0.22, 0.055)
    pen.ellipse(0.5, 0.22, 0.026, tone="accent")
    pen.ellipse(0.5, 0.12, 0.04)
    pen.line([(0.49, 0.34), (0.482, 0.78)], 0.014, "light")


@motif("syringe")
def syringe(pen: Pen) -> None:
    held = pen.within(-0.11, -0.09, 1.07, 1.09, turn=42)
    held.line([(0.5, 0.74), (0.5, 0.96)], 0.014, "shade")
    held.polygon(path("M46 67 L54 67 L52 77 L48 77"), "shade")
    held.rectangle(0.475, 0.08, 0.525, 0.3, "shade")
    held.rectangle(0.4, 0.03, 0.6, 0.075, radius=0.02)
    held.rectangle(0.36, 0.2, 0.64, 0.24, radius=0.02)
    held.rectangle(0.41, 0.23, 0.59, 0.68, radius=0.02)
    held.rectangle(0.44, 0.25, 0.56, 0.655, "light")
    held.rectangle(0.44, 0.4, 0.56, 0.655, "accent")
    held.rectangle(0.44, 0.355, 0.56, 0.4, "shade")
    for y in (0.45, 0.5, 0.55, 0.6):
        held.line([(0.505, y), (0.555, y)], 0.01, "light")
    held.polygon(path("M50 97.5 Q53 101 50 102.5 Q47 101 50 97.5"), "accent")


@motif("spectacles")
def spectacles(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.curve([(0.07, 0.5), (0.1, 0.36), (0.2, 0.3), (0.27, 0.32)], 0.024, "shade")
        side.ring(0.27, 0.55, 0.185, 0.055)
        side.arc(0.27, 0.55, 0.12, 190, 250, 0.03, "light")
        side.arc(0.27, 0.55, 0.12, 268, 282, 0.03, "light")
    pen.curve([(0.44, 0.52), (0.5, 0.475), (0.56, 0.52)], 0.04, "accent")


@motif("satellite-dish")
def satellite_dish(pen: Pen) -> None:
    pen.polygon(path("M44 60 L60 62 L74 95 L34 95"), "shade")
    pen.rectangle(0.24, 0.92, 0.84, 0.97, radius=0.02)
    aimed = pen.within(-0.02, -0.02, 0.98, 0.98, turn=42)
    aimed.polygon(path("M12 46 C14 66 30 78 50 78 C70 78 86 66 88 46"))
    aimed.ellipse(0.5, 0.46, 0.38, 0.11, "light")
    aimed.polygon(path("M18 50 Q50 64 82 50 Q70 57 50 57 Q30 57 18 50"), "shade")
    for x in (0.2, 0.5, 0.8):
        aimed.line([(x, 0.5), (0.5, 0.2)], 0.016)
    aimed.ellipse(0.5, 0.2, 0.045, tone="accent")
    for radius in (0.1, 0.16):
        aimed.arc(0.5, 0.2, radius, 235, 305, 0.022, "accent")
