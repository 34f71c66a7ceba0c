"""What flies by its own wings: birds, bat, butterfly."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("dove")
def dove(pen: Pen) -> None:
    pen.polygon(
        path("M56 50 C60 34 68 16 82 3 C85 11 86 17 84 23 Q88 22 91 21 C91 31 88 39 83 45 Q79 51 70 58"), "shade"
    )
    pen.polygon(path("M30 62 C22 68 14 76 3 80 C5 84 9 86 13 86 C10 90 10 93 12 96 C22 94 34 88 42 78"), "shade")
    pen.polygon(
        path(
            "M88 47 C85 43 80 42 76 44 C72 46 70 50 66 53 C56 58 40 54 28 64 C28 78 42 86 56 84"
            " C72 82 79 70 81 56 L88 51"
        )
    )
    pen.polygon(
        path(
            "M58 62 C48 46 32 43 21 31 C15 24 13 14 13 5 C22 11 29 14 36 18 C38 12 42 9 46 7"
            " C60 18 70 34 70 50 Q69 60 58 62"
        )
    )
    for drawn in ("M19 14 C28 28 42 34 53 47", "M44 14 C52 24 57 34 60 47", "M22 27 C32 37 42 41 50 51"):
        limb(pen, drawn, (0.8, 2.2), "light")
    limb(pen, "M32 74 C44 81 60 80 72 70", (0.8, 2, 0.8), "light")
    pen.polygon(path("M86.5 46 L94 50 L86 52"), "accent")
    pen.ellipse(0.805, 0.48, 0.014, tone="light")
    limb(pen, "M92 51 C94 60 92 70 94 82", (1.4, 1.2), "accent")
    for x, y, turn in ((0.89, 0.63, 35), (0.965, 0.62, -35), (0.885, 0.74, 30), (0.968, 0.73, -30)):
        pen.ellipse(x, y, 0.02, 0.045, "accent", turn=-turn)


@motif("raven")
def raven(pen: Pen) -> None:
    limb(pen, "M3 90 C30 84 66 94 97 86", (5, 5.4, 2.4), "shade")
    limb(pen, "M76 89 C82 82 88 80 93 72", (3, 1.2), "shade")
    for x in (0.5, 0.6):
        limb(pen.within(x - 0.5, 0, x + 0.5, 1), "M47 70 L50 88 M44 90 L57 89", (2.4, 2), "light")
    pen.polygon(
        path(
            "M99 27 C94 20 88 17 80 16 C76 9 66 6 58 11 C52 15 50 22 44 28 C32 38 22 50 14 66 L1 80 L9 80"
            " L5 87 L15 83 L15 89"
            " L36 77 C48 82 62 78 70 66 C74 58 75 50 74 44 L79 45 L76 39 L80 38 L77 33 C82 32 88 33 94 37"
            " C93 31 88 27 82 26 L92 25 Q96 25 99 27"
        )
    )
    pen.polygon(
        path(
            "M60 34 C48 36 36 46 30 56 C24 66 12 76 5 87 L20 78 L18 85 L32 74 L31 80 L44 70 L44 75 C58 68 66 52 60 34"
        ),
        "shade",
    )
    for drawn in ("M54 43 C46 48 40 56 34 64", "M57 50 C52 56 47 61 42 66"):
        limb(pen, drawn, (2, 0.8), "light")
    pen.polygon(path("M99 27 C94 20 88 17 80 16 Q77 21 81 26 L92 25 Q96 25 99 27"), "shade")
    pen.polygon(path("M82 26 L90 25.2 Q87 27 86 27.6"), "accent")
    pen.polygon(path("M77 33 C82 32 88 33 94 37 C93 31 88 27 82 26"), "shade")
    pen.ellipse(0.715, 0.175, 0.022, tone="accent")
    pen.ellipse(0.72, 0.175, 0.01, tone="light")
    for x, y in ((0.7, 0.33), (0.67, 0.4), (0.71, 0.42)):
        pen.line([(x, y), (x - 0.03, y + 0.04)], 0.01, "shade")


@motif("eagle")
def eagle(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(
            path(
                "M52 36 C60 26 70 20 84 4 L86 13 L92 6 L92 16 L98 13 L96 24 L99 25 L95 34 L97 37 L90 44"
                " L91 48 L82 53"
                " L82 58 L73 60 L71 65 L62 66 L54 62"
            )
        )
        side.polygon(path("M56 40 C66 34 76 28 88 18 L84 36 C78 46 68 54 58 56"), "shade")
        for drawn in ("M60 42 C70 38 80 30 87 22", "M60 47 C70 44 78 40 84 34", "M59 52 C66 51 72 48 78 44"):
            limb(side, drawn, (1.4, 1), "light")
        side.polygon(path("M51 68 L66 88 L60 89 L59 94 L54 91 L50 97"))
        limb(side, "M56 70 L60 79", (6, 3.4), "shade")
        for x in (0.575, 0.61, 0.645):
            limb(side, f"M60 79 Q{x * 100 + 1} 80 {x * 100} 86", (2.2, 1), "accent")
    pen.polygon(mirrored(path("M50 24 C58 26 62 36 61 50 C60 64 56 74 50 78")))
    pen.polygon(path("M54 30 C60 32 62 40 61 50 C60 64 56 74 50 78 C56 62 58 46 54 30"), "shade")
    pen.polygon(mirrored(path("M50 74 L54 76 L55 92 L50 97")), "light")
    pen.polygon(
        path(
            "M39 42 L37 34 C37 22 43 14 52 14 C58 14 63 17 64 21 L62 27 C59 32 60 36 62 41 L58 38 L55 45"
            " L51 39 L47 46 L43 39"
        ),
        "light",
    )
    pen.polygon(path("M62 18.5 C68 18 73 20 73.5 26 Q74 29 72 31 C71 27 67 26 61 27 L60 22"), "accent")
    limb(pen, "M51 17.5 L61 20.5", (0.8, 2), "shade")
    pen.ellipse(0.568, 0.22, 0.013, tone="shade")


@motif("bat")
def bat(pen: Pen) -> None:
    wing = path(
        "M50 40 L56 40 C62 34 68 28 72 20 C80 18 92 24 98 40 C97 50 96 58 94 64 C90 58 84 57 80 62"
        " C79 66 79 70 78 74"
        " C72 66 64 64 60 70 L54 82 L50 84"
    )
    pen.polygon(mirrored(wing))
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M72 20 C80 18 92 24 98 40 C97 50 96 58 94 64 C92 48 84 34 72 20"), "shade")
        side.polygon(
            path("M72 20 C78 36 81 50 80 62 C79 66 79 70 78 74 C75 70 72 68 68 67 C74 52 75 36 72 20"), "shade"
        )
        side.polygon(path("M51 34 L54 20 L60 30 Q61 36 58 40"))
        side.polygon(path("M54 30 L55 25 L58 31"), "accent")
        limb(side, "M72 20 L70 14", (1.6, 0.8))
    pen.ellipse(0.5, 0.38, 0.085, 0.09)
    pen.polygon(mirrored(path("M50 44 C58 44 62 50 60 60 C58 72 54 82 50 84")), "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.ellipse(0.535, 0.375, 0.018, 0.015, "accent")
        side.polygon(path("M51 43 L54 42.5 L52.5 48.5"), "light")


@motif("butterfly")
def butterfly(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M51 44 C58 24 76 8 93 8 C99 12 96 24 93 34 C91 44 86 50 80 53 C70 56 58 54 51 50"))
        side.polygon(
            path("M51 52 C60 53 72 54 80 58 C88 64 88 74 82 80 C78 84 76 92 70 94 C62 92 54 74 51 58"), "shade"
        )
        side.polygon(path("M55 43 C60 32 70 22 80 18 C78 28 74 36 66 42 Q60 46 55 46"), "accent")
        side.polygon(path("M58 48 C68 46 76 40 82 32 C88 36 84 46 78 49 Q68 52 58 50"), "light")
        side.polygon(path("M55 57 C62 57 70 60 74 64 C74 70 70 76 66 76 C60 72 57 65 55 57"), "accent")
        for x, y, r in (
            (0.9, 0.14, 0.018),
            (0.91, 0.2, 0.014),
            (0.89, 0.26, 0.012),
            (0.79, 0.66, 0.016),
            (0.775, 0.74, 0.014),
            (0.72, 0.82, 0.014),
        ):
            side.ellipse(x, y, r, tone="light")
        limb(side, "M50.5 34 C54 24 58 18 62 14", (1.4, 1.2))
        side.ellipse(0.625, 0.135, 0.015)
    limb(pen, "M50 34 L50 46 L50 78", (4, 5.6, 5, 1.6))
    pen.ellipse(0.5, 0.34, 0.03)
    for y in (0.54, 0.6, 0.66):
        pen.line([(0.483, y), (0.517, y)], 0.01, "light")
