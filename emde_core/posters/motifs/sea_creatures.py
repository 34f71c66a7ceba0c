"""What swims: shark, fish, whale, penguin."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import path
from emde_core.posters.motifs.registry import motif


@motif("shark")
def shark(pen: Pen) -> None:
    swum = pen.within(0.05, 0.02, 0.99, 0.96, turn=-24)
    swum.polygon(path("M60 62 C66 72 68 80 66 88 C60 84 52 74 48 62"), "shade")
    swum.polygon(
        path(
            "M101 43 C92 36 77 33 63 33 C59 22 52 13 42 8 C45 18 42 30 36 38 C28 42 20 46 15 48"
            " C10 42 4 34 -1 20"
            " C-3 34 0 46 6 52 C2 58 0 66 1 76 C8 72 13 63 17 56 C28 63 42 68 57 67 C68 67 78 65 84 61 L90 64"
            " Q94 61 93 57 L82 53 L96 52 Q103 49 101 43"
        )
    )
    swum.polygon(
        path("M17 56 C28 63 42 68 57 67 C68 67 78 65 84 61 L90 64 Q94 61 93 57 L82 53 C66 60 40 60 17 56"), "light"
    )
    swum.polygon(path("M79 53 L96 51.5 L97 51 L92 57 L82 56"), "accent")
    for x in (0.84, 0.872, 0.904, 0.936, 0.966):
        swum.polygon([(x - 0.016, 0.522), (x + 0.016, 0.515), (x + 0.002, 0.552)], "light")
    for x in (0.86, 0.89, 0.918):
        swum.polygon([(x - 0.012, 0.575), (x + 0.014, 0.58), (x + 0.002, 0.55)], "light")
    swum.polygon(path("M62 56 C64 68 58 84 44 95 C46 82 44 68 50 57"))
    swum.polygon(path("M62 56 C64 68 58 84 44 95 C54 80 58 68 56 57"), "shade")
    swum.polygon(path("M42 8 C52 13 59 22 63 33 L55 33.5 C54 24 50 15 42 8"), "shade")
    swum.polygon(path("M26 60 L24 70 L35 64"), "shade")
    swum.polygon(path("M27 43 L22 34 L20 46"))
    for k in range(5):
        swum.curve([(0.63 + 0.027 * k, 0.42), (0.615 + 0.027 * k, 0.48), (0.63 + 0.027 * k, 0.54)], 0.01, "shade")
    swum.ellipse(0.87, 0.43, 0.018, tone="light")
    swum.ellipse(0.873, 0.43, 0.01, tone="shade")
    swum.curve([(0.3, 0.44), (0.46, 0.385), (0.62, 0.37)], 0.011, "light")


@motif("fish")
def fish(pen: Pen) -> None:
    pen.polygon(path("M22 50 C16 40 10 30 2 26 C5 36 6 44 5 50 C6 56 5 64 2 74 C10 70 16 60 22 50"), "shade")
    pen.polygon(path("M34 32 C40 18 56 12 72 18 C70 24 70 28 72 33 L40 40"), "shade")
    pen.polygon(path("M40 66 C44 78 52 84 62 84 C60 78 62 74 64 68"), "shade")
    pen.polygon(path("M18 50 C28 34 44 25 62 26 C80 27 92 38 98 51 C92 62 80 73 62 74 C44 75 28 66 18 50"))
    pen.polygon(path("M72 27.5 C86 31 94 42 98 51 C92 62 84 69 72 73 C80 60 80 42 72 27.5"), "light")
    pen.polygon(path("M60 26 L68 26.7 C76 42 76 60 68 73.6 L60 74 C68 60 68 42 60 26"), "accent")
    for x, ys in ((0.52, (0.37, 0.5, 0.63)), (0.43, (0.435, 0.565)), (0.34, (0.42, 0.5, 0.58))):
        for y in ys:
            pen.arc(x, y, 0.05, -75, 75, 0.014, "light")
    pen.polygon(path("M66 54 C60 52 54 54 50 60 C56 64 62 64 68 61"), "shade")
    pen.ellipse(0.86, 0.455, 0.035)
    pen.ellipse(0.868, 0.45, 0.012, tone="light")
    pen.line([(0.975, 0.525), (0.91, 0.555)], 0.014, "shade")
    for y in (0.36, 0.43, 0.5, 0.57, 0.64):
        pen.line([(0.055 + abs(y - 0.5) * -0.15, y), (0.13, 0.5 + (y - 0.5) * 0.5)], 0.01, "light")


@motif("whale")
def whale(pen: Pen) -> None:
    pen.polygon(path("M72 52 C84 56 94 64 98 76 C90 78 78 72 70 64"), "shade")
    pen.polygon(path("M74 3 C80 5 84 10 86 18 C88 34 84 50 79 64 L74 90 L30 90 C31 72 34 54 42 38 C50 22 62 8 74 3"))
    pen.polygon(
        path("M74 3 C80 5 84 10 86 18 C88 34 84 50 79 64 L74 90 L56 90 C60 74 64 60 63 46 C62 30 66 14 74 3"), "light"
    )
    for drawn in (
        "M76 7 C71 24 72 38 71 50 C70 64 66 76 64 88",
        "M79 10 C76 26 77 40 75.5 52 C74 66 70 78 69 88",
        "M82 15 C81 30 81 42 79.5 54 C78 66 75 76 73.5 86",
    ):
        limb(pen, drawn, (1.4, 1.2), "shade")
    limb(pen, "M74 4 C64 20 60 30 59 40 Q58 46 54 47", (2.4, 1.8, 1.2), "shade")
    pen.polygon(path("M48 46 C36 44 18 48 3 62 C8 66 12 66 14 65 C16 68 20 68 22 66 C30 68 44 66 54 58"), "shade")
    limb(pen, "M12 62 C22 56 34 52 46 51", (1, 1.6), "light")
    pen.ellipse(0.545, 0.42, 0.016, tone="accent")
    for x, y in ((0.67, 0.1), (0.62, 0.15), (0.575, 0.205), (0.535, 0.265)):
        pen.ellipse(x, y + 0.02, 0.011, tone="light")
    pen.polygon(
        path(
            "M3 97 C6 86 14 86 20 90 C22 80 28 76 34 84 C40 88 44 90 50 89 C58 90 62 84 68 82"
            " C74 74 82 78 82 88 C88 84 95 88 97 97"
        ),
        "shade",
    )
    pen.polygon(
        path("M3 97 C10 90 16 92 22 95 C26 86 32 86 36 92 C44 96 56 96 64 91 C72 84 78 86 80 94 C86 90 93 92 97 97"),
        "light",
    )
    for x, y, r in (
        (0.2, 0.78, 0.018),
        (0.25, 0.7, 0.012),
        (0.9, 0.8, 0.016),
        (0.86, 0.88, 0.012),
        (0.13, 0.84, 0.012),
    ):
        pen.ellipse(x, y, r, tone="light")


@motif("penguin")
def penguin(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M51 92 C57 88 66 89 71 95 Q70 97 66 97 L52 97"), "accent")
    pen.polygon(path("M28 36 C20 44 15 56 14 74 Q16 78 19 75 C24 66 28 60 31 58"), "shade")
    pen.polygon(
        path(
            "M44 4 C53 2 60 6 63 12 L76 17 Q79 19 76 19.5 L64 21 C64 26 66 30 69 34 C77 46 79 66 75 79"
            " C71 90 62 94 50 94"
            " C38 94 29 90 25 79 C21 66 24 46 31 34 C35 28 33 24 33 17 C33 10 38 5 44 4"
        )
    )
    pen.polygon(
        path(
            "M44 33 C54 30 62 34 65 40 C71 52 71 70 67 80 C63 88 56 90 49 90 C40 90 33 87 31 78"
            " C28 64 30 50 35 42 Q38 35 44 33"
        ),
        "light",
    )
    pen.polygon(path("M64 21 C64 26 66 30 69 34 Q68 40 66 42 C62 36 54 33 46 33 C54 30 58 26 60 21"), "light")
    pen.polygon(path("M41 18 C44 25 42 32 37 38 C44 35 52 33 60 35 C52 30 47 24 46 18 Q43 15 41 18"), "accent")
    pen.polygon(
        path("M69 34 C77 46 79 66 75 79 C71 90 62 94 50 94 C62 90 71 80 70 62 C70 50 66 42 62 36 Q66 34 69 34"), "shade"
    )
    pen.polygon(path("M66 36 C76 42 85 56 86 74 Q84 78 81 75 C76 66 70 62 68 54"))
    pen.polygon(path("M62 18 L72 18.5 L64 20.4"), "accent")
    pen.ellipse(0.54, 0.125, 0.017, tone="light")
    pen.ellipse(0.543, 0.125, 0.009, tone="shade")
