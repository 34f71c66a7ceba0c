"""Heads and busts, of people and of others."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


def _man_in_profile(pen: Pen) -> None:
    pen.polygon(
        path(
            "M8 97 C10 86 20 80 30 76 C32 70 31 64 29 58 C22 50 18 40 20 28 C22 12 36 4 49 5 C60 5 68 11 70 20"
            " C71 25 71 28 70 31 C73 35 77 40 80 44 C81 46 79 47.5 75 48 C76 49.5 77 50.5 76.5 52"
            " C76 53 74.5 53.2 74 53.5"
            " C75.5 54.5 76 56 75 57.5 C73 59 73 60 74 62 C75 65 74.5 69 71 70.5 C66 72 62 71 58 72"
            " C57 76 58 80 61 82"
            " C74 85 86 88 92 97"
        )
    )
    pen.polygon(
        path(
            "M30 62 C22 52 18 40 20 28 C22 12 36 4 49 5 C60 5 68 11 70 20 C64 18 58 20 56 26"
            " C55 32 53 35 51 36 L51 46"
            " L47 41 C42 40 41 50 46 52 C42 58 36 62 30 62"
        ),
        "shade",
    )
    pen.polygon(path("M59 38 C62 36 65 36 67 37.5 C66 39.5 62 40 59 38"), "light")
    limb(pen, "M57 34 Q63 31 67.5 33", (1, 2, 1), "shade")
    limb(pen, "M67 53.5 L73.5 53.5", (0.6, 1.2), "shade")
    limb(pen, "M50 62 C54 68 62 69 67 68", (0.4, 1.6, 0.4), "shade")
    pen.polygon(path("M8 97 C10 86 20 80 30 76 L36 80 L52 97"), "shade")
    pen.polygon(path("M92 97 C86 88 74 85 61 82 L60 86 L70 97"), "shade")
    pen.polygon(path("M30 76 L34 74 C40 82 48 88 56 90 L58 81 L61 82 L66 97 L50 97"), "light")


def _woman_in_profile(pen: Pen) -> None:
    pen.polygon(
        path(
            "M14 97 C18 88 32 86 40 82 C44 76 43 68 40 62 L34 40 C36 20 52 10 62 14 C67 18 69 24 69 29"
            " C69 31.5 68 33 68 34.5"
            " C71 38.5 75 42 76.4 45 C76.8 46.8 75 47.8 72.4 48.2 C73 49.5 74.4 50.3 74.2 51.8"
            " C74 53 73 53.4 72.2 53.6"
            " C73.4 54.4 74 56 73 57.4 C71.6 58.6 71.4 60 72 62 C73.4 67 71 71 66 71.6 C60 72 57 70 54 71"
            " C53 76 54 80 58 83 C70 86 80 89 84 97"
        )
    )
    pen.polygon(
        path(
            "M41 66 C30 62 22 52 22 38 C21 18 38 6 52 8 C62 9 67 16 68.6 25 C62 24 58 28 56 34"
            " C55 38 53 40 51 41"
            " C46 40 44 48 49 52 C48 58 46 64 41 66"
        ),
        "shade",
    )
    pen.ellipse(0.235, 0.32, 0.135, 0.15, "shade", turn=-30)
    for drawn in (
        "M62 16 C48 16 34 26 32 40",
        "M56 28 C46 32 36 42 36 54",
        "M30 24 Q20 24 15 32",
        "M32 32 Q24 33 20 40",
    ):
        limb(pen, drawn, (0.4, 1.6, 0.6), "ink")
    pen.polygon(path("M59.5 40 C61.5 37.5 65 37 67 38.5 L69 37.4 L67.5 40 C65 41.6 62 41.6 59.5 40"), "light")
    limb(pen, "M58 35 Q63 31.5 67.5 33", (0.8, 1.6, 0.8), "shade")
    pen.polygon(
        path(
            "M69 53.2 C70.6 51.4 72 50.6 74.2 51.8 C74 53 73 53.4 72.2 53.6 C73.4 54.4 74 56 73 57.4"
            " C71 57.4 70 55.6 69 53.2"
        ),
        "accent",
    )
    limb(pen, "M52 63 C56 69 60 70 66 69.4", (0.4, 1.4, 0.4), "shade")


@motif("profile-man")
def profile_man(pen: Pen) -> None:
    _man_in_profile(pen)
    pen.polygon(path("M54 89 L59 87 L62 91 L61 97 L54 97"), "accent")


@motif("profile-woman")
def profile_woman(pen: Pen) -> None:
    _woman_in_profile(pen)
    pen.polygon(path("M14 97 C18 88 32 86 40 82 C46 90 62 92 70 87 C78 89 82 92 84 97"), "shade")
    pen.ellipse(0.475, 0.585, 0.017, tone="light")
    pen.polygon(path("M47.5 60 L50 67 L47.5 71 L45 67"), "accent")
    for k in range(6):
        pen.ellipse(0.415 + 0.031 * k, 0.79 + (0.03, 0.05, 0.06, 0.062, 0.056, 0.042)[k], 0.015, tone="light")


@motif("couple")
def couple(pen: Pen) -> None:
    her = pen.within(0.345, 0.12, 1.06, 1.0, mirror=True)
    _woman_in_profile(her)
    her.polygon(path("M4 97 C12 88 32 86 40 82 C46 90 62 92 70 87 C80 89 86 92 90 97"), "accent")
    her.ellipse(0.475, 0.6, 0.022, tone="light")
    _man_in_profile(pen.within(-0.06, 0.0, 0.74, 1.0))


@motif("detective")
def detective(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 66 L64 62 C80 66 92 74 96 97 L50 97")))
    pen.polygon(path("M64 62 C80 66 92 74 96 97 L62 97"), "shade")
    pen.polygon(mirrored(path("M50 74 L60 66 L57 97 L50 97")), "light")
    pen.polygon(mirrored(path("M50 78 L53.5 77 L54.5 82 L53 97 L50 97")), "accent")
    pen.polygon(mirrored(path("M50 24 L68 28 C70 40 68 52 64 58 C60 66 55 70 50 70")))
    pen.polygon(path("M50 24 L68 28 C70 40 68 52 64 58 C60 66 55 70 50 70 L52 56 L57 54 L51 44"), "shade")
    pen.polygon(path("M31 34 Q50 30 69 34 L69 46 C60 42 40 42 31 46"), "shade")
    for x in (0.415, 0.585):
        pen.polygon([(x - 0.04, 0.425), (x + 0.04, 0.425), (x + 0.02, 0.452), (x - 0.025, 0.452)], "light")
    limb(pen, "M43 61.5 Q50 60 57 61.5", (1.6, 2, 1.6), "shade")
    limb(pen, "M55 61.5 L70 65", (2.2, 1.8), "light")
    pen.ellipse(0.705, 0.652, 0.014, tone="accent")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M64 52 C72 56 76 62 77 68 L66 97 L57 97 L59 80"))
        side.polygon(path("M59 80 L70 72 L77 68 L72 82 L62 97 L57 97"), "shade")
    pen.polygon(
        path(
            "M4 33 C20 28 26 27 30 27 C30 14 34 4 42 4 C46 4 47 7 50 7 C53 7 55 3 60 4 C67 6 70 15 70 26"
            " C76 26 84 27 96 30"
            " C88 38 70 40 50 40 C30 40 14 40 4 33"
        )
    )
    pen.polygon(path("M30 22 Q50 27 70 21 L70 28 Q50 33 30 28"), "accent")
    pen.polygon(path("M60 4 C67 6 70 15 70 26 C76 26 84 27 96 30 C88 38 70 40 56 40 C66 30 66 14 60 4"), "shade")
    pen.polygon(path("M65 23 L70 21 L70 28 L65.5 29"), "accent")


@motif("astronaut")
def astronaut(pen: Pen) -> None:
    pen.rectangle(0.14, 0.46, 0.86, 0.9, "shade", radius=0.06)
    pen.polygon(mirrored(path("M50 58 L66 60 C82 62 92 72 95 97 L50 97")))
    pen.polygon(path("M66 60 C82 62 92 72 95 97 L76 97 C76 82 72 68 66 60"), "shade")
    limb(pen, "M24 74 Q25 86 24 97", (1.4, 1.4), "shade")
    pen.rectangle(0.36, 0.77, 0.64, 0.94, "light", radius=0.02)
    for x in (0.42, 0.5, 0.58):
        pen.ellipse(x, 0.82, 0.022, tone="shade" if x == 0.5 else "accent")
    pen.rectangle(0.4, 0.87, 0.6, 0.905, "shade")
    pen.ellipse(0.5, 0.38, 0.35)
    pen.polygon(path("M68 8 C80 16 85 26 85 38 C85 58 70 73 50 73 C46 73 42 72 38 71 C62 70 82 46 68 8"), "shade")
    pen.rectangle(0.33, 0.69, 0.67, 0.755, "shade", radius=0.03)
    for x in (0.145, 0.855):
        pen.rectangle(x - 0.035, 0.3, x + 0.035, 0.48, "accent", radius=0.03)
    pen.ellipse(0.5, 0.4, 0.265, 0.235, "light")
    pen.ellipse(0.5, 0.4, 0.235, 0.205, "shade")
    pen.polygon(path("M30 38 C31 28 38 22 48 21 C42 26 38 34 37 46 Q31 44 30 38"), "light")
    pen.polygon(path("M52 21 L57 21.5 C50 28 46 38 45 50 L41.5 48 C42 36 46 27 52 21"), "light")
    pen.ellipse(0.64, 0.48, 0.05, tone="accent")
    limb(pen, "M24 22 C28 14 34 9 42 7", (0.6, 2, 0.6), "light")


@motif("nun")
def nun(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 4 C70 4 78 20 78 38 C78 56 84 70 92 82 L95 97 L50 97")))
    pen.polygon(path("M62 6 C74 12 78 25 78 38 C78 56 84 70 92 82 L95 97 L70 97 C74 70 76 30 62 6"), "shade")
    pen.polygon(mirrored(path("M50 15 C64 15 70 27 70 40 C70 56 72 62 74 70 C68 78 60 81 50 81")), "light")
    pen.polygon(mirrored(path("M50 24 C59 24 62 30 62 40 C62 52 57 62 50 63")))
    pen.polygon(path("M50 24 C59 24 62 30 62 40 C62 52 57 62 50 63 L50 58 L52 56 L50 50 L53.5 49 L51 38"), "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M53.5 40.5 Q57 43 60 40", (0.8, 1.4, 0.8), "shade" if mirror else "light")
        limb(side, "M53 35.5 Q57 33.5 60 36", (0.8, 1.6, 0.6), "shade" if mirror else "light")
    pen.polygon(mirrored(path("M50 54 Q53 53 54.5 54.8 Q53 57.4 50 57.4")), "accent")
    pen.line([(0.5, 0.81), (0.5, 0.95)], 0.03, "accent")
    pen.line([(0.455, 0.855), (0.545, 0.855)], 0.03, "accent")
    for drawn in ("M26 70 Q30 80 46 80", "M74 70 Q70 80 54 80"):
        limb(pen, drawn, (0.6, 1.2), "shade")


@motif("queen")
def queen(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 74 C70 74 90 80 96 97 L50 97")))
    pen.polygon(mirrored(path("M50 84 L58 82 L64 97 L50 97")), "accent")
    pen.star(0.5, 0.56, 0.38, 0.33, 26, "shade")
    pen.star(0.5, 0.56, 0.35, 0.29, 26, "light")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        for drawn in ("M58 64 L78 72", "M60 58 L83 60", "M60 50 L81 46", "M55 70 L67 82"):
            limb(side, drawn, (0.6, 1.4), "shade")
    pen.polygon(mirrored(path("M50 22 C64 20 74 26 72 38 C72 46 66 48 63 52 L50 52")), "shade")
    pen.polygon(mirrored(path("M50 28 C60 28 64 35 64 44 C64 56 58 68 50 70")))
    pen.polygon(path("M50 28 C60 28 64 35 64 44 C64 56 58 68 50 70 L50 64 L52 62 L50 55 L54 54 L51 44"), "shade")
    pen.polygon(path("M36 44 C36 34 42 30 50 34 C58 30 64 34 64 44 C62 38 56 36 50 38 C44 36 38 38 36 44"), "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M53.5 47 C55 44.5 59 44.5 61 46.5 C59 49 55.5 49 53.5 47"), "light")
        side.ellipse(0.573, 0.467, 0.011, tone="shade")
        side.ellipse(0.66, 0.62, 0.02, tone="accent")
    pen.polygon(mirrored(path("M50 59 Q53 57.6 55 59.4 Q53 62.6 50 62.6")), "accent")
    pen.polygon(mirrored(path("M50 3 L54 12 L63 6 L64 15 L74 11 L70 27 Q60 24 50 24")))
    pen.polygon(path("M50 24 L54 12 L63 6 L64 15 L74 11 L70 27 Q60 24 50 24"), "shade")
    for x, y in ((0.5, 0.04), (0.37, 0.065), (0.63, 0.065), (0.26, 0.11), (0.74, 0.11), (0.5, 0.19)):
        pen.ellipse(x, y, 0.021, tone="accent")
    limb(pen, "M31.5 23.5 Q50 18 68.5 23.5", (1.4, 1.4), "light")


@motif("clown")
def clown(pen: Pen) -> None:
    ruff = pen.within(0.1, 0.68, 0.9, 0.98)
    ruff.star(0.5, 0.5, 0.49, 0.4, 22, "shade")
    ruff.star(0.5, 0.48, 0.42, 0.33, 22, "light")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        for x, y, r in ((0.77, 0.4, 0.1), (0.86, 0.48, 0.1), (0.82, 0.6, 0.095), (0.74, 0.54, 0.09)):
            side.ellipse(x, y, r, tone="accent")
    pen.polygon(mirrored(path("M50 24 C66 24 74 36 74 52 C74 70 64 86 50 86")))
    pen.polygon(path("M60 26 C70 31 74 41 74 52 C74 70 64 86 50 86 C66 76 68 46 60 26"), "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.blob([(0.6, 0.33), (0.66, 0.46), (0.6, 0.55), (0.54, 0.46)], "light")
        side.ellipse(0.6, 0.45, 0.026, tone="shade")
        limb(side, "M54 33 Q59 27 66 31", (0.8, 2, 0.8), "shade")
    pen.polygon(mirrored(path("M50 66 C58 66 62 62 67 61 C67 74 60 81 50 81")), "light")
    pen.polygon(mirrored(path("M50 70 C57 70 60 67 63 66 C62 73 57 76 50 76")), "accent")
    limb(pen, "M38 68 Q50 74 62 68", (0.8, 1.4, 0.8), "shade")
    pen.ellipse(0.5, 0.56, 0.068, tone="accent")
    pen.ellipse(0.478, 0.54, 0.018, tone="light")
    hat = pen.within(0.3, 0.0, 0.7, 0.32)
    hat.polygon(path("M50 4 L78 84 Q50 98 22 84"), "shade")
    hat.polygon(path("M43 26 L57 26 L64 44 L37 44"), "light")
    hat.polygon(path("M30 62 L70 62 L76 80 L24 80"), "light")
    pen.ellipse(0.5, 0.035, 0.036, tone="accent")


@motif("robot")
def robot(pen: Pen) -> None:
    pen.line([(0.5, 0.05), (0.5, 0.16)], 0.02, "shade")
    pen.ellipse(0.5, 0.05, 0.038, tone="accent")
    for x in (0.19, 0.81):
        pen.rectangle(x - 0.05, 0.27, x + 0.05, 0.46, "shade", radius=0.02)
    pen.rectangle(0.4, 0.55, 0.6, 0.7, "shade")
    for y in (0.6, 0.64):
        pen.line([(0.4, y), (0.6, y)], 0.012, "light")
    pen.polygon(mirrored(path("M50 66 L74 66 Q92 68 94 84 L95 97 L50 97")))
    pen.polygon(path("M74 66 Q92 68 94 84 L95 97 L78 97 L78 80"), "shade")
    pen.rectangle(0.34, 0.75, 0.66, 0.97, "shade", radius=0.02)
    pen.ellipse(0.43, 0.85, 0.055, tone="light")
    pen.line([(0.43, 0.85), (0.46, 0.82)], 0.014, "accent")
    for y in (0.8, 0.85, 0.9):
        pen.rectangle(0.53, y - 0.012, 0.62, y + 0.012, "light" if y != 0.85 else "accent")
    pen.polygon(mirrored(path("M50 14 L70 14 Q77 15 78 22 L78 50 Q77 58 70 59 L50 59")))
    pen.polygon(path("M66 14 L70 14 Q77 15 78 22 L78 50 Q77 58 70 59 L66 59"), "shade")
    for x in (0.375, 0.605):
        pen.ellipse(x, 0.3, 0.088, tone="shade")
        pen.ellipse(x, 0.3, 0.062, tone="light")
        pen.ellipse(x, 0.3, 0.034, tone="accent")
    pen.polygon(path("M49 37 L52 43 L46 43"), "shade")
    pen.rectangle(0.32, 0.46, 0.66, 0.545, "shade", radius=0.02)
    for k in range(6):
        pen.rectangle(0.345 + 0.05 * k, 0.475, 0.375 + 0.05 * k, 0.53, "light")
    for x, y in ((0.26, 0.18), (0.26, 0.55), (0.73, 0.18), (0.73, 0.55), (0.13, 0.85), (0.87, 0.85)):
        pen.ellipse(x, y, 0.013, tone="light")


@motif("alien-head")
def alien_head(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 80 L58 82 C60 90 72 92 80 97 L50 97")), "shade")
    pen.polygon(mirrored(path("M50 3 C76 3 90 20 89 40 C88 60 68 80 60 88 Q55 92 50 92")))
    pen.polygon(path("M62 5 C80 9 90 23 89 40 C88 60 68 80 60 88 Q55 92 50 92 C62 76 80 40 62 5"), "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M54 58 C54 44 68 34 82 36 C84 52 72 66 60 66 Q54 65 54 58"), "light")
        side.polygon(path("M56 57 C57 46 68 37.5 80 38.5 C81 51 71 63.5 61 63.5 Q56 62.5 56 57"), "shade")
        side.line([(0.525, 0.73), (0.53, 0.75)], 0.012, "shade")
    for x, y in ((0.7, 0.45), (0.37, 0.45)):
        pen.ellipse(x, y, 0.035, 0.022, "light", turn=-30)
    for x, y in ((0.62, 0.57), (0.29, 0.57)):
        pen.ellipse(x + 0.02, y - 0.01, 0.012, tone="accent")
    limb(pen, "M44 82 Q50 84 56 82", (0.8, 1.8, 0.8), "accent")
    limb(pen, "M18 34 C20 22 28 13 38 10", (0.6, 2.4, 0.6), "light")


@motif("vampire")
def vampire(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M50 97 L52 80 C62 72 74 54 78 30 C88 40 96 48 97 54 C92 64 92 82 97 97"), "shade")
        side.polygon(path("M53 82 C64 74 75 58 79 38 C84 44 88 48 91 53 C86 66 80 82 64 97 L52 97"), "accent")
    pen.polygon(mirrored(path("M50 78 L60 76 L62 97 L50 97")), "light")
    pen.polygon(mirrored(path("M50 88 L61 82 L61 94 L50 90")), "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M72 38 L78 32 L76 47 L70 50"), "shade" if mirror else "ink")
    pen.polygon(mirrored(path("M50 6 C66 6 74 18 74 36 C74 52 68 66 62 74 Q56 82 50 82")))
    pen.polygon(path("M64 16 C71 20 74 26 74 36 C74 52 68 66 62 74 Q56 82 50 82 C62 72 68 54 64 16"), "shade")
    pen.polygon(mirrored(path("M50 4 C68 2 78 16 75 44 C72 36 71 28 66 20 C60 19 54 22 50 32")), "shade")
    limb(pen, "M34 10 C42 6 52 6 60 9", (0.6, 1.6, 0.6), "light")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M54 44 L66 39 C66 44 63 47 60 47 Q56 47 54 44"), "light")
        side.ellipse(0.603, 0.437, 0.02, tone="accent")
        limb(side, "M53 40 L67 33", (2.4, 0.8), "shade")
        side.polygon(path("M50 50 L51.5 50 L53.5 56 L50 58"), "shade")
    pen.polygon(mirrored(path("M50 64 Q55 62 61 63.5 Q58 72 50 72")), "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M54 64 L58 64 L56.4 71"), "light")
    limb(pen, "M43.6 70 L43.2 78", (0.8, 2.2), "accent")
    pen.ellipse(0.5, 0.89, 0.022, tone="accent")


@motif("samurai")
def samurai(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M62 62 L86 58 Q95 60 96 66 L97 92 L72 92"), "shade")
        for y in (0.68, 0.75, 0.82, 0.89):
            side.line([(0.7, y), (0.96, y)], 0.012, "light")
    pen.polygon(mirrored(path("M50 66 L64 64 L72 74 L72 97 L50 97")))
    for y in (0.8, 0.86, 0.92):
        pen.line([(0.3, y), (0.7, y)], 0.014, "accent")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M64 32 L74 34 C80 44 84 54 90 62 C84 66 76 68 68 68 C66 60 65 50 64 44"))
        side.polygon(path("M72 36 C79 46 84 54 90 62 C84 66 76 68 68 68 L70 64 C74 56 74 46 72 36"), "shade")
        for drawn in ("M67 45 L77 42", "M67 53 L82 50", "M68 61 L86 58"):
            limb(side, drawn, (1.2, 1.2), "light")
        side.polygon(path("M70 36 C74 32 82 32 86 26 C87 34 82 42 74 43"), "accent")
    pen.polygon(mirrored(path("M50 34 L65 34 L65 50 C64 60 58 69 50 70")), "shade")
    pen.polygon(mirrored(path("M50 38 L62 36 L62 44 L50 47")))
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M53 43 L61 39.5 L61 43 L55 45"), "light")
        limb(side, "M52 55 Q58 52 62 54 L63 58", (1.6, 2.2, 0.6), "light")
    pen.polygon(mirrored(path("M50 44 L53 51 L50 53")))
    pen.polygon(mirrored(path("M50 58 L56 58 L54 62 L50 62")), "accent")
    pen.polygon(mirrored(path("M50 12 C64 12 72 22 73 34 Q62 31 50 31")))
    pen.polygon(path("M60 14 C68 18 72 26 73 34 Q68 32.4 62 31.6 C64 26 63 20 60 14"), "shade")
    limb(pen, "M50 14 L50 30 M42 16 Q38 22 37 31", (1, 1), "shade")
    pen.polygon(mirrored(path("M50 29 Q64 29 76 35 L74 39 Q62 35 50 35")), "shade")
    pen.polygon(mirrored(path("M50 26 C62 24 70 14 69 2 C76 16 66 32 50 33")), "accent")
    pen.ellipse(0.5, 0.29, 0.03, tone="light")
