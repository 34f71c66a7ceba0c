"""People of every day, whole figures: alone, together, at work and at play."""

from __future__ import annotations

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.creatures import horse
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


def _shoe(pen: Pen, x: float, y: float, length: float, tone: Tone = "shade") -> None:
    """A shoe with its heel at x, its toe ``length`` further on (to the left where that is negative)."""
    pen.polygon([(x, y), (x, y - 0.03), (x + length * 0.45, y - 0.032), (x + length, y - 0.01), (x + length, y)], tone)


@motif("man")
def man(pen: Pen) -> None:
    limb(pen, "M45 52 Q44 72 41 92", (11, 8.5, 6.5), "shade")
    limb(pen, "M55 52 Q58 72 61 92", (11, 8.5, 6.5), "shade")
    _shoe(pen, 0.445, 0.965, -0.115, "ink")
    _shoe(pen, 0.575, 0.965, 0.115, "ink")
    pen.polygon(
        path(
            "M45 17 L42 20 C35 21.5 31 24 30 31 L27 52 C26 58 29 60 33 59 L31 76 Q41 79 47 76 L50 44 L53 76"
            " Q60 79 70 76 L67 59 C71 60 74 58 73 52 L70 31 C69 24 65 21.5 58 20 L55 17"
        )
    )
    pen.polygon(path("M44 19 L56 19 L50 42"), "light")
    pen.polygon(path("M48.5 22 L51.5 22 L52.5 35 L50 40 L47.5 35"), "accent")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M56 18 L59 21 L58 28 L55 28 L50 42"), "shade")
        limb(side, "M63.5 34 C64 44 64 50 66.5 58", (0.8, 1.2), "shade")
        limb(side, "M57 54 L64 56", (1.4, 1.4), "shade")
    pen.ellipse(0.5, 0.105, 0.062, 0.075)
    pen.polygon(path("M43 12 C41 5 45 2 51 2 C57 2 59 6 57 12 C56 9 55 7.5 53 7 C49 8 45 8 43 12"), "shade")
    pen.polygon(path("M50 8.5 C52 8.5 54 9 54.5 11 C54.5 14 52.5 16.5 50 17"), "light")


@motif("woman")
def woman(pen: Pen) -> None:
    _woman(pen)
    limb(pen, "M70 52 L67 60 M70 52 L75 60", (1, 1), "shade")
    pen.polygon(path("M64 59 L78 59 L79.5 71 L62.5 71"), "accent")


@motif("child")
def child(pen: Pen) -> None:
    _child(pen)
    limb(pen, "M38 43 Q31 52 30 62", (8, 6, 5))
    limb(pen, "M62 43 Q70 50 73 60", (8, 6, 5))
    bear = pen.within(0.635, 0.57, 0.905, 0.87, turn=12)
    for x, y, r in (
        (0.3, 0.12, 0.11),
        (0.7, 0.12, 0.11),
        (0.5, 0.27, 0.23),
        (0.5, 0.62, 0.26),
        (0.22, 0.5, 0.12),
        (0.78, 0.5, 0.12),
        (0.3, 0.88, 0.14),
        (0.7, 0.88, 0.14),
    ):
        bear.ellipse(x, y, r, tone="accent")
    bear.ellipse(0.5, 0.33, 0.1, tone="light")
    bear.ellipse(0.5, 0.65, 0.13, tone="light")


@motif("family")
def family(pen: Pen) -> None:
    man(pen.within(-0.1, 0.02, 0.62, 0.98))
    _woman(pen.within(0.4, 0.1, 1.06, 0.98, mirror=True))
    boy = pen.within(0.25, 0.47, 0.77, 0.985)
    limb(boy, "M38 43 Q28 36 24 20", (8, 6, 5))
    limb(boy, "M62 43 Q70 36 71 22", (8, 6, 5))
    _child(boy)


@motif("friends")
def friends(pen: Pen) -> None:
    for x, top in ((0.205, 0.1), (0.795, 0.07)):
        _from_behind(pen.within(x - 0.45, top, x + 0.45, top + 0.9), "shade", "ink")
    pen.polygon(path("M14 20 C13 12 16 10.5 20.5 10.5 C25 10.5 28 12 27 20 Q20.5 22 14 20"), "accent")
    pen.ellipse(0.205, 0.1, 0.02, tone="light")
    pen.polygon(path("M76 18 C74 26 76 34 80 41 C84 34 85 26 83 18"))
    pen.rectangle(0.75, 0.2, 0.84, 0.225, "accent")
    _from_behind(pen.within(0.02, 0.02, 0.98, 0.98), "ink", "shade", arms=False)
    for mirror, reach in ((False, "M60 26 C66 23 74 24 82 28 L91 35"), (True, "M60 26 C66 24 74 26 82 31 L91 39")):
        limb(pen.within(0, 0, 1, 1, mirror=mirror), reach, (9, 8, 7, 5.4))
        limb(pen.within(0, 0, 1, 1, mirror=mirror), reach[: reach.index(" L")], (0.4, 1, 1.2, 0.4), "light")


def _from_behind(pen: Pen, coat: Tone, other: Tone, *, arms: bool = True) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M56 56 Q58 76 57 94", (12, 9.6, 7.6), other)
        side.polygon(path("M53 92 L61.5 92 L63 99 L52 99"), coat)
        side.ellipse(0.575, 0.115, 0.018, 0.024, other)
        if arms:
            limb(side, "M63 27 Q69 40 68 54", (8, 7, 5.4), coat)
            side.ellipse(0.68, 0.56, 0.026, tone=other)
    pen.rectangle(0.465, 0.14, 0.535, 0.24, other)
    pen.polygon(mirrored(path("M50 20 L56 20 Q66 21 67 28 L63 58 Q57 61 50 61")), coat)
    pen.line([(0.39, 0.54), (0.61, 0.54)], 0.01, other)
    pen.ellipse(0.5, 0.1, 0.074, 0.085, other)
    pen.polygon(mirrored(path("M50 0.5 C57 0.5 59 5 58.5 10 L56.5 15 L50 14")), coat)


@motif("dancer")
def dancer(pen: Pen) -> None:
    limb(pen, "M46 52 C34 54 20 48 4 34", (9, 8, 6, 2.4))
    limb(pen, "M49 52 Q52 72 49 88 L49 97", (9, 7, 4, 1.6))
    limb(pen, "M57 27 C66 28 76 22 94 12", (4.6, 4, 2))
    limb(pen, "M51 26 C40 24 32 16 34 5", (4.6, 4, 2), "shade")
    pen.polygon(path("M49 24 C53 22 57 23 60 26 C61 34 58 40 55 47 L45 46 C47 40 46 32 49 24"))
    pen.polygon(path("M49 24 L51 29 Q55 32 58 29 L60 26 C61 34 58 40 55 47 L45 46 C47 40 46 32 49 24"), "accent")
    pen.polygon(
        path(
            "M16 60 C24 50 38 44 50 44 C64 44 76 46 86 52 C80 54 82 56 77 57 C74 58 74 60 69 60"
            " C65 60 64 63 59 62"
            " C54 62 52 65 47 63 C42 62 40 65 35 63 C30 62 28 64 24 62 C20 60 20 62 16 60"
        ),
        "light",
    )
    pen.polygon(path("M30 56 C38 48 46 45 52 45 C60 46 66 50 70 54 Q50 48 30 56"), "accent")
    limb(pen, "M54 25 L56 18", (4, 4))
    pen.ellipse(0.575, 0.14, 0.05, 0.062, turn=12)
    pen.polygon(path("M52 14 C52 8 57 6 62 9 C60 12 56 12 55 18 Q52 17 52 14"), "shade")
    pen.ellipse(0.53, 0.085, 0.026, tone="shade")
    limb(pen, "M49.5 88 L49 97", (3.6, 1.6), "accent")
    limb(pen, "M10 38.5 L4 34", (3.2, 2.2), "accent")


@motif("runner")
def runner(pen: Pen) -> None:
    limb(pen, "M58 27 Q44 28 40 33 L32 46", (8, 7, 6, 4.5), "shade")
    limb(pen, "M46 52 Q40 66 36 70 L11 73", (14, 11, 8, 5), "shade")
    pen.polygon(path("M12 67 L6 66 L3 82 L7 83 L12 76"), "accent")
    limb(pen, "M50 52 Q66 54 73 59 L68 82", (15, 12, 9, 5.5))
    pen.polygon(path("M65 82 L71 83 L72 86 L83 89 L83 92 L64 92"), "accent")
    pen.polygon(path("M53 21 C60 18 68 21 68 28 C67 38 60 46 57 56 L42 52 C43 42 46 28 53 21"))
    pen.polygon(path("M56 33 L66 35 C64 40 61 45 59 50 L49 47"), "light")
    pen.polygon(path("M43 46 L58.5 50 C64 50 68 52 71 54.5 L64 64 Q54 63 49 62 L46 69 L36 63 Q42 54 43 46"), "shade")
    limb(pen, "M62 27 Q68 38 73 41 L88 32", (8, 7, 6, 4.5))
    pen.ellipse(0.89, 0.31, 0.03)
    limb(pen, "M64 22 L67 17", (6, 6))
    pen.ellipse(0.7, 0.115, 0.065, 0.075, turn=12)
    pen.polygon(path("M64 14 C62 6 68 2 74 4 C77 5 78 7 77.5 9 C73 8 70 9 69 12 Q66 16 64 14"), "shade")
    pen.polygon(path("M64.5 9.5 L77 8 L77.5 10 L64 12"), "accent")
    for y, left, right in ((0.24, 0.2, 0.38), (0.56, 0.1, 0.27), (0.4, 0.06, 0.22)):
        pen.line([(left, y), (right, y)], 0.014, "light")


@motif("horseman")
def horseman(pen: Pen) -> None:
    pen.polygon(path("M44 23 C32 28 22 36 6 36 C13 41 13 48 8 55 C20 56 30 54 40 47"), "accent")
    horse(pen.within(0.02, 0.14, 0.9, 0.99))
    limb(pen, "M45 46 Q56 50 57 56 L52 68", (10, 8, 6, 5), "shade")
    pen.polygon(path("M50 66 L54 67 L61 70 L60 73 L50 71"), "shade")
    pen.polygon(path("M42 24 C46 21 52 21 54 25 C56 34 54 42 51 49 L38 50 C38 42 38 30 42 24"), "shade")
    pen.line([(0.66, 0.37), (0.775, 0.4)], 0.011, "light")
    limb(pen, "M51 27 Q57 36 66 37", (6, 5, 3.6), "shade")
    limb(pen, "M44 27 C38 22 34 16 36 6", (6, 5, 3.6), "shade")
    pen.ellipse(0.5, 0.155, 0.045, 0.055, "shade")
    pen.polygon(path("M40 12 Q50 15 61 11 Q56 9 55 8 C54 4 47 4 46 9 Q44 11 40 12"), "accent")
    pen.line([(0.39, 0.455), (0.525, 0.445)], 0.016, "light")
    pen.polygon(path("M44 23 C48 21 51 21 53 23 L45 27"), "accent")


@motif("musician")
def musician(pen: Pen) -> None:
    limb(pen, "M32 56 Q27 76 22 94", (12, 9, 7), "shade")
    limb(pen, "M39 56 Q44 76 45 94", (12, 9, 7), "shade")
    _shoe(pen, 0.19, 0.975, 0.12, "ink")
    _shoe(pen, 0.42, 0.975, 0.12, "ink")
    pen.polygon(path("M27 27 C31 22 36 21 41 22 C46 23 49 25 50 30 C49 40 47 50 48 61 Q38 66 23 62 C25 50 22 36 27 27"))
    pen.polygon(path("M39 22 L45 23 L45 34"), "light")
    bass = pen.within(0.3, 0.02, 0.98, 0.99, turn=12)
    bass.polygon(path("M47 0 L53 0 L53.5 42 L46.5 42"), "shade")
    bass.polygon(path("M44 4 C43 -3 47 -5 50 -2 C53 -5 57 -3 56 4"), "shade")
    bass.polygon(
        mirrored(path("M50 36 C60 36 70 40 69 50 C68 56 66 58 66 61 C67 65 76 68 77 78 C78 90 66 94 50 94")), "accent"
    )
    bass.polygon(
        path("M50 36 C60 36 70 40 69 50 C68 56 66 58 66 61 C67 65 76 68 77 78 C78 90 66 94 50 94 C66 84 62 50 50 36"),
        "shade",
    )
    bass.polygon(path("M47 20 L53 20 L53 60 L47 60"), "shade")
    for x in (0.487, 0.513):
        bass.line([(x, 0.02), (x, 0.84)], 0.008, "light")
    bass.polygon(path("M40 75 L60 75 L57 79 L43 79"), "light")
    bass.curve([(0.38, 0.62), (0.36, 0.66), (0.39, 0.7), (0.37, 0.74)], 0.014, "light")
    limb(pen, "M30 31 C24 44 34 54 57 52", (8.4, 8, 4.6))
    limb(pen, "M33 38 Q31 46 36 50", (0.6, 1.4, 0.6), "shade")
    limb(pen, "M46 27 C52 32 60 28 70 19", (7.4, 6.4, 4.4))
    limb(pen, "M39 25 L40 17", (6, 6))
    pen.polygon(path("M34 9 L50 8 L51 12 L53.5 15 L51.5 16 L51 20 C47 22 40 22 37 19 C34 16 34 12 34 9"))
    pen.polygon(path("M28 11 Q42 12 56 8 Q53 6 51 5 C49 -1 37 -1 35 7 Q32 9 28 11"), "shade")
    pen.polygon(path("M35 6 Q43 7 50.5 4 L51.5 6.5 Q43 10 34.5 8.5"), "accent")


def _woman(pen: Pen) -> None:
    limb(pen, "M46 60 Q46 74 44 90 L41 95", (8, 7, 4, 3))
    limb(pen, "M54 60 Q56 74 57 90 L60 95", (8, 7, 4, 3))
    for x, toe in ((0.455, -0.075), (0.555, 0.075)):
        pen.polygon(
            [
                (x, 0.9),
                (x + toe * 0.4, 0.905),
                (x + toe, 0.965),
                (x + toe * 0.6, 0.968),
                (x + toe * 0.1, 0.94),
                (x, 0.968),
            ],
            "accent",
        )
    pen.polygon(
        path(
            "M50 2 C59 2 63 8 62 16 C62 22 64 25 67 27 C61 29 56 27 50 27 C44 27 39 29 33 27"
            " C36 25 38 22 38 16 C37 8 41 2 50 2"
        ),
        "shade",
    )
    pen.polygon(path("M46 16 L54 16 L54.5 22 L50 30 L45.5 22"))
    pen.polygon(
        path(
            "M45 21 C41 21 38 22 37 25 C38 32 41 37 42.5 42 C40 52 32 62 27 77 Q38 83 50 80 Q62 83 75 77"
            " C68 62 60 52 57.5 42 C59 37 62 32 63 25 C62 22 59 21 55 21 L50 29"
        ),
        "shade",
    )
    pen.polygon(
        path(
            "M45 21 C41 21 38 22 37 25 C38 32 41 37 42.5 42 C40 52 32 62 27 77 Q34 81 42 80.5"
            " C42 62 47 48 46.5 34 L48 25"
        )
    )
    limb(pen, "M39 25 Q32 34 33 42 L40 50", (6, 5, 3.6))
    limb(pen, "M61 25 Q67 38 70 52", (6, 5, 3.4))
    pen.polygon(path("M42 40.5 Q50 43 58 40.5 L58 44 Q50 46.5 42 44"), "accent")
    pen.ellipse(0.5, 0.115, 0.06, 0.08)
    pen.polygon(path("M43.5 11 C44 4 52 3 55 5 C58 7 58 12 57 14 C54 12 51 9 50 7 C48 9 46 10 43.5 11"), "shade")
    pen.polygon(path("M50 10 C54 12 55.5 12 55.5 13 C55 16.5 53 18.5 50 19"), "light")


def _child(pen: Pen) -> None:
    """A small child seen from behind, without its arms."""
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M57 66 L58 90", (9, 7.5))
        side.polygon(path("M54 88 L62 88 L66 97 L53 97"), "shade")
        side.line([(0.545, 0.9), (0.615, 0.9)], 0.016, "light")
        side.ellipse(0.65, 0.24, 0.028, 0.035)
    pen.polygon(mirrored(path("M50 38 L57 38 Q64 39 64 45 L64 66 L50 66")))
    for y in (0.44, 0.51, 0.58):
        pen.rectangle(0.36, y, 0.64, y + 0.03, "light")
    pen.polygon(mirrored(path("M50 63 L64.5 63 L66 79 L52.5 79 L50 70")), "shade")
    pen.rectangle(0.445, 0.32, 0.555, 0.4)
    pen.ellipse(0.5, 0.2, 0.15, 0.16)
    pen.polygon(
        path(
            "M35 24 C32 10 42 2 51 3 C62 3 68 11 65 24 C63 28 61 27 59 31 L55 29 L51 33 L47 29 L42 32 L40 28"
            " Q36 28 35 24"
        ),
        "shade",
    )
    limb(pen, "M46 16 C46 11 54 11 54 16 C54 20 49 20 49 17", (0.8, 1.4, 0.8), "ink")
