"""Scaled and crawling things: dinosaur, dragon, snake, spider, beetle."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("dinosaur")
def dinosaur(pen: Pen) -> None:
    limb(pen, "M46 58 Q60 66 59 74 L50 84 L54 92", (18, 13, 7, 6), "shade")
    pen.polygon(path("M48 90 L58 89 L67 95 L48 95"), "shade")
    limb(pen, "M64 50 L72 54 L76 50", (4, 3, 2), "shade")
    pen.polygon(
        path(
            "M2 40 C10 52 22 52 32 47 C42 42 50 40 55 34 C60 28 58 20 62 13 C66 6 74 5 82 8 L94 12"
            " C98 14 99 19 97 23"
            " L79 25 L78 28 L94 31 Q95 35 92 37 C85 39 79 38 76 41 C74 47 73 52 70 56 C64 66 54 70 46 70"
            " C34 70 20 66 10 56 Q4 50 2 40"
        )
    )
    pen.polygon(
        path(
            "M76 41 C74 47 73 52 70 56 C64 66 54 70 46 70 C34 70 20 66 10 56 C26 60 44 60 56 54"
            " C64 50 68 42 70 36 Q74 37 76 41"
        ),
        "light",
    )
    limb(pen, "M38 56 Q48 68 44 76 L32 84 L37 92", (24, 16, 8, 7))
    pen.polygon(path("M31 90 L42 89 L52 95 L31 95"))
    limb(pen, "M68 52 L74 58 L80 55", (5, 3.6, 2.4))
    pen.polygon(path("M79 25 L78 28 L94 31 L93 28 L81 27 L97 23 L96 21"), "accent")
    for x in (0.83, 0.87, 0.91, 0.95):
        pen.polygon([(x - 0.014, 0.245), (x + 0.014, 0.24), (x, 0.28)], "light")
    for x in (0.85, 0.89):
        pen.polygon([(x - 0.012, 0.3), (x + 0.012, 0.305), (x, 0.27)], "light")
    pen.ellipse(0.735, 0.135, 0.018, tone="light")
    pen.ellipse(0.74, 0.135, 0.008, tone="shade")
    pen.ellipse(0.945, 0.15, 0.008, tone="shade")
    for x, y, length in (
        (0.2, 0.515, 0.06),
        (0.29, 0.49, 0.08),
        (0.38, 0.45, 0.09),
        (0.47, 0.41, 0.09),
        (0.55, 0.36, 0.08),
    ):
        pen.line([(x, y), (x + 0.01, y + length)], 0.016, "shade")


@motif("dragon")
def dragon(pen: Pen) -> None:
    pen.polygon(
        path("M40 46 C36 26 42 12 56 3 C54 10 56 14 62 17 C56 20 56 26 62 32 C54 32 52 38 56 44 L48 54"), "shade"
    )
    limb(
        pen,
        "M70 25 C54 20 48 34 52 46 C58 64 44 74 32 68 C18 60 8 72 14 84 C18 92 28 92 32 86",
        (7, 9, 13, 17, 11, 7, 4, 1.5),
    )
    pen.polygon(path("M33 79 L42 86 L32 94 L29 85"), "accent")
    pen.polygon(
        path(
            "M50 52 C38 44 36 26 22 8 C16 12 6 18 2 30 C7 28 12 29 14 33 C16 36 15 40 12 44"
            " C18 40 24 42 26 46 C28 50 27 54 26 58"
            " C32 53 38 54 44 62"
        )
    )
    for drawn in ("M22 10 C25 22 18 26 14 32", "M22 10 C30 26 30 36 26 45", "M22 10 C34 30 38 44 46 56"):
        limb(pen, drawn, (1.4, 1.4), "shade")
    limb(pen, "M48 68 Q57 74 53 82 L60 86", (10, 7, 4))
    limb(pen, "M30 72 Q37 80 33 86 L39 90", (8, 5, 3.4), "shade")
    for x, y in ((0.6, 0.86), (0.57, 0.875)):
        pen.line([(x, y), (x + 0.035, y + 0.025)], 0.014, "light")
    pen.polygon(
        path(
            "M82 26 C92 30 97 36 96 46 C98 44 99 43 99 41 C100 54 98 62 92 68 C93 64 92 61 91 59"
            " C87 66 84 72 76 76"
            " C78 70 77 66 75 62 C72 66 70 67 66 67 C70 60 70 52 74 46 C78 40 82 36 82 26"
        ),
        "accent",
    )
    pen.polygon(path("M83 31 C90 38 92 46 88 54 C86 58 82 60 80 66 C80 60 76 58 77 52 C78 44 83 40 83 31"), "light")
    pen.polygon(
        path(
            "M58 21 C60 12 67 10 73 12 L86 18 C90 20 90 24 87 25 L75 25.5 L84 31 Q82 35 78 34 L66 31 C61 30 57 29 58 21"
        )
    )
    limb(pen, "M65 14 C59 12 55 8 55 2", (4, 1), "light")
    limb(pen, "M69 13 C66 10 64 6 65 1", (3.4, 1), "light")
    pen.polygon(path("M68 17.5 L74 17 L72 20.5 Q69 20.5 68 17.5"), "accent")
    pen.curve([(0.53, 0.3), (0.535, 0.4), (0.565, 0.5), (0.55, 0.62), (0.48, 0.7), (0.38, 0.72)], 0.014, "light")


@motif("snake")
def snake(pen: Pen) -> None:
    pen.ellipse(0.5, 0.85, 0.44, 0.12)
    pen.ellipse(0.5, 0.83, 0.3, 0.05, "shade")
    limb(pen, "M88 84 C94 92 97 86 97 78", (6, 1))
    pen.ellipse(0.48, 0.74, 0.34, 0.105, "shade")
    pen.ellipse(0.48, 0.73, 0.34, 0.1)
    pen.ellipse(0.48, 0.705, 0.2, 0.04, "shade")
    limb(pen, "M50 72 C66 66 66 56 56 50 C46 46 44 40 50 30", (16, 14, 13, 12, 12))
    pen.polygon(mirrored(path("M50 8 C58 8 64 12 70 22 C76 34 70 44 60 52 L50 54")))
    pen.polygon(path("M50 8 C58 8 64 12 70 22 C76 34 70 44 60 52 L54 54 C62 40 62 24 50 8"), "shade")
    pen.polygon(mirrored(path("M50 24 L56 26 C59 34 57 44 55 52 L50 54")), "light")
    for y in (0.3, 0.36, 0.42, 0.48):
        pen.line([(0.455, y), (0.545, y)], 0.01, "shade")
    pen.polygon(mirrored(path("M50 4 C57 4 61 8 61 14 C61 20 56 26 50 26")))
    for x in (0.44, 0.56):
        pen.ellipse(x, 0.135, 0.024, 0.018, "accent", turn=30 if x < 0.5 else -30)
        pen.ellipse(x, 0.135, 0.006, 0.014, "light")
    pen.line([(0.5, 0.255), (0.5, 0.32)], 0.012, "accent")
    pen.line([(0.47, 0.35), (0.5, 0.32), (0.53, 0.35)], 0.01, "accent")
    for x, y in (
        (0.2, 0.77),
        (0.34, 0.8),
        (0.62, 0.8),
        (0.76, 0.77),
        (0.14, 0.87),
        (0.3, 0.92),
        (0.5, 0.93),
        (0.7, 0.92),
        (0.86, 0.87),
    ):
        pen.polygon([(x - 0.035, y), (x, y - 0.02), (x + 0.035, y), (x, y + 0.02)], "light")


@motif("spider")
def spider(pen: Pen) -> None:
    pen.line([(0.5, 0.0), (0.5, 0.5)], 0.01, "light")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M54 62 L68 44 L76 60 L84 92", (3.6, 3.2, 2.6, 1), "ink")
        limb(side, "M54 60 L74 34 L88 54 L97 78", (3.6, 3.2, 2.6, 1), "ink")
        limb(side, "M54 66 L66 60 L68 78 L62 97", (3.6, 3.2, 2.6, 1), "shade")
        limb(side, "M53 58 L66 26 L84 26 L95 12", (3.6, 3.2, 2.6, 1), "shade")
        limb(side, "M53 72 L55 79 L52 84", (3.4, 2.6, 1.4), "shade")
    pen.ellipse(0.5, 0.64, 0.095, 0.1, "shade")
    pen.ellipse(0.5, 0.38, 0.175, 0.2)
    pen.polygon(path("M58 20 C66 26 70 36 66 46 C62 56 56 58 50 58 C60 48 62 34 58 20"), "shade")
    pen.polygon(mirrored(path("M50 30 L56 27 Q58 30 52 37 Q59 44 57 48 L50 45")), "accent")
    for x in (0.462, 0.538):
        pen.ellipse(x, 0.69, 0.02, tone="light")
    for x in (0.435, 0.48, 0.52, 0.565):
        pen.ellipse(x, 0.655, 0.009, tone="light")


@motif("beetle")
def beetle(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M62 36 L80 28 L88 12 L92 8", (4.6, 3.6, 2.2, 1.4), "shade")
        limb(side, "M64 52 L86 50 L96 62", (4.6, 3.6, 1.6), "shade")
        limb(side, "M62 68 L82 74 L86 90 L92 95", (5, 4, 2.2, 1.4), "shade")
        limb(side, "M53 16 C56 8 64 10 66 3", (3.6, 3, 1), "ink")
        limb(side, "M57 12 L61 13", (2.6, 1), "ink")
    pen.ellipse(0.5, 0.19, 0.105, 0.085, "shade")
    pen.polygon(mirrored(path("M50 20 C60 19 68 24 69 34 Q60 39 50 39")))
    pen.polygon(mirrored(path("M50.8 41 Q62 41 70 36 C78 50 76 82 50.8 95")))
    pen.polygon(path("M66 38.5 L70 36 C78 50 76 82 50.8 95 C68 80 72 58 66 38.5"), "shade")
    pen.polygon(path("M44 41 L56 41 L50 51"), "shade")
    pen.line([(0.5, 0.48), (0.5, 0.94)], 0.012, "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.blob([(0.56, 0.52), (0.63, 0.49), (0.655, 0.55), (0.6, 0.59)], "accent")
        side.blob([(0.55, 0.7), (0.62, 0.67), (0.63, 0.72), (0.57, 0.78)], "accent")
        side.ellipse(0.565, 0.165, 0.016, tone="light")
    pen.curve([(0.345, 0.5), (0.325, 0.6), (0.34, 0.7), (0.38, 0.8)], 0.014, "light")
    pen.curve([(0.38, 0.27), (0.43, 0.235), (0.5, 0.225)], 0.012, "light")
