"""Signs of faith, fortune, country and fate."""

from __future__ import annotations

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.outline import path
from emde_core.posters.motifs.registry import motif


@motif("coffin")
def coffin(pen: Pen) -> None:
    box = pen.within(-0.02, 0.03, 0.92, 0.97, turn=14)
    box.polygon(path("M37 3 L66 3 L82 30 L70 97 L38 97 L24 30"), "shade")
    box.polygon(path("M33 3 L62 3 L78 30 L66 97 L34 97 L20 30"))
    box.line([*path("M36 8 L59 8 L72 31 L61.5 91 L38.5 91 L26 31"), (0.36, 0.08)], 0.014, "light")
    box.rectangle(0.462, 0.2, 0.518, 0.64, "light")
    box.rectangle(0.36, 0.31, 0.62, 0.365, "light")
    for x, y in ((0.325, 0.14), (0.655, 0.14), (0.3, 0.56), (0.675, 0.56), (0.365, 0.88), (0.615, 0.88)):
        box.ellipse(x, y, 0.02, tone="accent")


@motif("treasure-chest")
def treasure_chest(pen: Pen) -> None:
    pen.polygon(path("M10 48 C8 22 14 8 22 6 L78 6 C86 8 92 22 90 48"))
    pen.polygon(path("M17 48 C15 28 19 16 26 14 L74 14 C81 16 85 28 83 48"), "shade")
    pen.polygon(path("M13 54 C18 40 30 40 36 33 C44 25 56 26 63 34 C70 40 82 40 87 54"), "light")
    for x, y in (
        (0.19, 0.46),
        (0.32, 0.45),
        (0.47, 0.46),
        (0.6, 0.46),
        (0.8, 0.46),
        (0.38, 0.37),
        (0.52, 0.38),
        (0.45, 0.3),
    ):
        pen.ellipse(x, y + 0.014, 0.058, 0.046, "shade")
        pen.ellipse(x, y, 0.058, 0.046, "light")
        pen.ellipse(x, y, 0.036, 0.026, "ink")
    for x, y in ((0.62, 0.33), (0.71, 0.44), (0.26, 0.37)):
        pen.polygon(
            [(x - 0.055, y), (x - 0.03, y - 0.045), (x + 0.03, y - 0.045), (x + 0.055, y), (x, y + 0.07)], "accent"
        )
        pen.polygon([(x - 0.055, y), (x + 0.055, y), (x, y + 0.02)], "light")
    pen.polygon(path("M6 52 L94 52 L90 92 Q90 95 87 95 L13 95 Q10 95 10 92"))
    pen.rectangle(0.05, 0.5, 0.95, 0.58, "shade", radius=0.015)
    for x in (0.23, 0.77):
        pen.rectangle(x - 0.04, 0.5, x + 0.04, 0.95, "shade")
        for y in (0.54, 0.68, 0.88):
            pen.ellipse(x, y, 0.014, tone="light")
    pen.line([(0.32, 0.8), (0.68, 0.8)], 0.014, "shade")
    pen.rectangle(0.42, 0.5, 0.58, 0.71, "light", radius=0.025)
    pen.ellipse(0.5, 0.59, 0.026, tone="shade")
    pen.polygon(path("M49 58 L51 58 L52.5 66.5 L47.5 66.5"), "shade")


@motif("flag")
def flag(pen: Pen) -> None:
    for k in range(7):
        tone: Tone = "light" if k % 2 else "accent"
        pen.polygon([*_ripple(0.1 + 0.5 * k / 7), *reversed(_ripple(0.1 + 0.5 * (k + 1) / 7))], tone)
    fly = _ripple(0.1)[:17]
    pen.polygon([*fly, *((x, y + 0.29) for x, y in reversed(fly))])
    for row in range(3):
        for column in range(4):
            x, y = fly[2 + 4 * column]
            pen.star(x + 0.01, y + 0.06 + 0.085 * row, 0.032, 0.013, 5, "light")
    pen.rectangle(0.08, 0.06, 0.13, 0.97, "shade", radius=0.02)
    pen.ellipse(0.105, 0.06, 0.042)


def _ripple(top: float) -> list[tuple[float, float]]:
    return [(x, y + top) for x, y in path("M12 0 C26 -9 38 -6 54 2 C70 10 82 9 96 1")]


@motif("cross")
def latin_cross(pen: Pen) -> None:
    pen.polygon(path("M41 6 L59 6 L59 27 L80 27 L80 45 L59 45 L59 95 L41 95 L41 45 L20 45 L20 27 L41 27"))
    pen.polygon(path("M50 36 L59 27 L59 6 L54.5 10.5 L54.5 31.5"), "shade")
    pen.polygon(
        path(
            "M59 6 L59 27 L80 27 L80 45 L59 45 L59 95 L54.5 90.5 L54.5 40.5 L75.5 40.5 L75.5 31.5 L54.5 31.5 L54.5 10.5"
        ),
        "shade",
    )
    pen.polygon(path("M41 95 L59 95 L54.5 90.5 L45.5 90.5"), "shade")
    pen.polygon(path("M20 45 L41 45 L45.5 40.5 L24.5 40.5"), "shade")
    pen.polygon(path("M41 6 L45.5 10.5 L45.5 31.5 L24.5 31.5 L20 27 L41 27"), "light")
    pen.polygon(path("M41 45 L45.5 40.5 L45.5 90.5 L41 95"), "light")
    pen.polygon(path("M50 30 L56 36 L50 42 L44 36"), "accent")


@motif("magic-lamp")
def magic_lamp(pen: Pen) -> None:
    pen.polygon(
        path(
            "M90 44 C82 36 96 30 88 22 C80 14 66 22 62 12 C60 6 66 3 70 4 C66 10 78 10 88 12 C100 16 99 28 95 34"
            " C92 38 95 41 94 44"
        ),
        "accent",
    )
    pen.line(path("M28 54 C4 38 0 72 34 72"), 0.045)
    pen.polygon(
        path("M22 52 L62 52 C74 56 80 46 88 44 L97 44 C92 50 90 58 84 66 C76 78 62 82 48 82 C32 82 20 72 22 52")
    )
    pen.polygon(path("M22 62 C34 76 66 76 88 58 C87 61 86 63 84 66 C76 78 62 82 48 82 C34 82 24 74 22 62"), "shade")
    pen.polygon(path("M26 53 C26 42 36 37 44 37 C52 37 60 42 61 53"), "light")
    pen.polygon(path("M44 37 C52 37 60 42 61 53 L50 53 C52 46 50 40 44 37"), "shade")
    pen.ellipse(0.435, 0.335, 0.042, tone="accent")
    pen.rectangle(0.2, 0.505, 0.65, 0.55, radius=0.02)
    pen.polygon(path("M42 80 L54 80 C54 88 60 90 68 92 L68 96 L28 96 L28 92 C36 90 42 88 42 80"))
    pen.line([(0.33, 0.94), (0.5, 0.94)], 0.014, "light")
    pen.curve([(0.28, 0.61), (0.32, 0.68), (0.4, 0.72)], 0.022, "light")


@motif("banknote")
def banknote(pen: Pen) -> None:
    _bill(pen.within(0.06, 0.27, 0.94, 0.71, turn=-24), "shade", "light")
    _bill(pen.within(0.06, 0.27, 0.94, 0.71, turn=-11), "light", "shade")
    _bill(pen.within(0.05, 0.32, 0.95, 0.77, turn=3), "ink", "light")


def _bill(pen: Pen, tone: Tone, inner: Tone) -> None:
    pen.rectangle(0, 0, 1, 1, tone, radius=0.03)
    pen.rectangle(0.035, 0.07, 0.965, 0.93, inner, radius=0.03)
    pen.rectangle(0.05, 0.1, 0.95, 0.9, tone, radius=0.03)
    for x, y in ((0.13, 0.24), (0.87, 0.24), (0.13, 0.76), (0.87, 0.76)):
        pen.ellipse(x, y, 0.045, 0.09, inner)
    for x in (0.24, 0.76):
        pen.ellipse(x, 0.5, 0.03, 0.06, "accent")
    pen.ellipse(0.5, 0.5, 0.17, 0.34, inner)
    pen.line(path("M57 37 C54 26 43 28 43 38 C43 50 57 48 57 60 C57 72 45 74 42 62"), 0.055, tone)
    pen.line([(0.5, 0.24), (0.5, 0.76)], 0.03, tone)


@motif("fire")
def fire(pen: Pen) -> None:
    pen = pen.within(0.02, 0.01, 0.98, 0.97)
    for turn in (-14, 14):
        log = pen.within(0, 0.36, 1, 1.36, turn=turn)
        log.rectangle(0.1, 0.46, 0.9, 0.55, "shade", radius=0.04)
        log.ellipse(0.13 if turn < 0 else 0.87, 0.505, 0.025, 0.03, "light")
    pen.polygon(
        path(
            "M48 3 C54 18 76 28 80 52 C83 46 83 42 81 37 C90 48 92 60 86 70 C80 82 66 88 50 88 C32 88 18 80 15 66"
            " C12 52 20 44 22 34 C27 38 29 42 30 47 C38 36 48 22 48 3"
        )
    )
    pen.polygon(
        path(
            "M50 28 C54 40 68 46 70 62 C71 60 72 57 71 54 C77 62 74 76 66 82 Q58 88 50 88 Q40 88 34 82"
            " C25 74 27 64 31 56"
            " C34 59 35 62 36 64 C42 54 50 44 50 28"
        ),
        "accent",
    )
    pen.polygon(path("M50 54 C56 64 62 68 61 77 C60 84 55 88 50 88 C44 88 39 84 39 77 C39 68 47 66 50 54"), "light")
    for x, y, radius in ((0.24, 0.2, 0.022), (0.73, 0.16, 0.018), (0.67, 0.07, 0.012)):
        pen.ellipse(x, y, radius, tone="accent")
