"""Four-legged beasts, tame and wild."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


def _eye(pen: Pen, x: float, y: float, radius: float) -> None:
    pen.ellipse(x, y, radius, tone="light")
    pen.ellipse(x + radius * 0.15, y, radius * 0.55, tone="shade")


@motif("horse")
def horse(pen: Pen) -> None:
    limb(pen, "M24 52 C8 52 14 68 10 78 Q8 84 2 86", (5, 11, 9, 2), "shade")
    limb(pen, "M40 60 Q60 70 56 76 L45 84 L52 95", (24, 15, 8, 6, 5.5), "shade")
    limb(pen, "M62 48 Q74 58 79 55 Q82 63 74 70", (13, 8, 6, 4.5), "shade")
    pen.polygon(
        path(
            "M20 58 C20 46 34 42 44 37 C52 32 54 24 60 16 C63 12 66 9 70 8 L71 2 L75 8 C79 11 84 18 90 25"
            " C92 28 91 32 88 32 L81 30.5 C78 28 76 27 74 27 C72 33 72 40 71 46 C69 56 60 61 52 66"
            " C44 74 20 80 20 58"
        )
    )
    limb(pen, "M34 60 Q48 72 42 78 L27 85 L34 95", (29, 18, 9, 6, 5.5))
    limb(pen, "M64 46 C72 42 82 38 88 42 Q90 48 84 55", (15, 9, 6.5, 5, 4.5))
    pen.polygon(
        path("M70 6 C60 8 52 18 47 30 Q45 35 40 40 C50 40 56 34 59 27 C62 20 66 16 72 14 L76 17 Q75 9 70 6"), "accent"
    )
    pen.ellipse(0.775, 0.165, 0.013, tone="light")
    pen.ellipse(0.885, 0.285, 0.009, tone="shade")
    pen.curve([(0.745, 0.265), (0.77, 0.245), (0.785, 0.22)], 0.01, "shade")
    pen.curve([(0.36, 0.49), (0.45, 0.55), (0.49, 0.63)], 0.012, "shade")
    for x, y in ((0.345, 0.955), (0.525, 0.955)):
        pen.polygon(
            [(x - 0.028, y - 0.025), (x + 0.028, y - 0.025), (x + 0.05, y + 0.025), (x - 0.03, y + 0.025)], "light"
        )
    for x, y in ((0.835, 0.56), (0.735, 0.71)):
        pen.polygon([(x - 0.03, y - 0.02), (x + 0.025, y), (x + 0.01, y + 0.045), (x - 0.035, y + 0.035)], "light")


@motif("dog")
def dog(pen: Pen) -> None:
    limb(pen, "M26 88 C14 92 7 82 9 70", (8, 7, 3))
    pen.polygon(
        path(
            "M50 14 C56 6 66 6 71 12 L74 17 L86 20 C91 22 91 29 87 31 L77 34 C73 36 71 40 72 46"
            " C76 56 74 64 72 72"
            " L72 88 C77 88 80 91 79 95 L61 95 L59 82 L57 95 L30 95 C19 95 16 84 23 73 C30 62 40 54 43 42"
            " C44 32 45 20 50 14"
        )
    )
    pen.polygon(path("M72 46 C76 56 74 64 72 72 L72 78 C66 72 62 60 64 48"), "light")
    pen.polygon(path("M59 95 L30 95 C19 95 16 84 23 73 C34 66 50 70 52 82 L52 88 Q59 89 59 95"), "shade")
    pen.polygon(path("M43 34 L71.5 39 C70.5 42 71 44 72 47 L42 42"), "accent")
    pen.ellipse(0.66, 0.49, 0.028, tone="light")
    pen.polygon(path("M52 12 C44 12 38 22 37 32 C36 42 42 46 47 43 C53 38 56 24 58 16 Q56 12 52 12"), "shade")
    pen.ellipse(0.87, 0.225, 0.034, 0.03, "shade")
    pen.curve([(0.87, 0.255), (0.84, 0.285), (0.77, 0.285)], 0.012, "shade")
    pen.ellipse(0.68, 0.175, 0.018, tone="shade")
    pen.ellipse(0.685, 0.17, 0.006, tone="light")


@motif("cat")
def cat(pen: Pen) -> None:
    limb(pen, "M66 90 C88 98 98 84 91 72 C86 62 88 55 94 54", (9, 8, 7, 5))
    pen.polygon(mirrored(path("M50 36 L60 38 C64 50 73 60 74 78 C75 88 70 95 62 95 L50 95")))
    pen.polygon(path("M60 42 C66 52 73 62 74 78 C75 88 70 95 62 95 C70 80 68 60 60 42"), "shade")
    pen.polygon(mirrored(path("M50 13 L57 12.5 L69 2 C73 9 74 19 73 26 C71 37 61 42 50 42")))
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M62 13.5 L67.5 8 Q69.5 13 69 19"), "shade")
        side.polygon(path("M55 27 C57 20 66 19 69 22 C68 29 60 32 55 27"), "accent")
        side.ellipse(0.62, 0.247, 0.012, 0.036, "shade")
        for y in (0.31, 0.36):
            side.line([(0.6, 0.34), (0.83, y)], 0.006, "light")
        side.curve([(0.5, 0.365), (0.53, 0.378), (0.55, 0.362)], 0.01, "light")
    pen.polygon(path("M47 32 L53 32 L50 35.5"), "light")
    pen.polygon(path("M45 44 Q50 47 55 44 C56 54 53 60 50 63 C47 60 44 54 45 44"), "light")
    pen.line([(0.5, 0.72), (0.5, 0.94)], 0.012, "shade")
    for x in (0.4, 0.6):
        pen.curve([(x, 0.76), (x * 0.96 + 0.02, 0.86), (x, 0.93)], 0.012, "shade")


@motif("wolf")
def wolf(pen: Pen) -> None:
    limb(pen, "M28 86 C14 96 4 90 5 76", (9, 13, 2), "shade")
    pen.polygon(
        path(
            "M75 2 Q80 1 80.5 5 C80 9 77 13 75 16 L77 17 L83 9 Q86 9 86 12 C85 22 79 30 73 35"
            " C78 44 80 53 76 62 L73 70"
            " L73 88 C78 88 81 91 80 95 L63 95 L60 78 L58 95 L30 95 C18 95 16 82 23 70 C28 58 34 50 38 44"
            " L34 43 L39 38"
            " L34 36 L41 31 L36 27 C42 20 50 16 58 15 C64 12 70 7 75 2"
        )
    )
    pen.polygon(
        path("M73 35 C78 44 80 53 76 62 L73 70 L73 74 L67 68 L66 60 L61 56 L63 48 L58 42 L65 40 L67 33 L72 30"), "light"
    )
    pen.polygon(path("M59 95 L30 95 C18 95 16 82 23 70 C35 64 50 68 53 80 L52 87 Q59 89 59 95"), "shade")
    pen.polygon(path("M57 17 C48 17 41 21 35 28 C43 30 51 29 57 24"), "shade")
    pen.polygon(path("M75 2 Q80 1 80.5 5 L79 9 Q74 8 73 4"), "shade")
    pen.polygon(path("M75 16 L77 17 L83 9 L84.5 10 C82 17 78 21 74 22 L72 20"), "accent")
    pen.line([(0.635, 0.155), (0.67, 0.13)], 0.016, "light")
    for drawn in ("M44 42 C42 48 38 54 36 58", "M50 50 C49 54 46 58 44 60"):
        limb(pen, drawn, (0.6, 2, 0.4), "shade")
    for x in (0.67, 0.72, 0.77):
        pen.line([(x, 0.925), (x, 0.945)], 0.008, "shade")


@motif("lion")
def lion(pen: Pen) -> None:
    pen.star(0.5, 0.5, 0.48, 0.38, 22, "shade")
    pen.star(0.5, 0.5, 0.41, 0.33, 22, "accent", turn=8)
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.ellipse(0.7, 0.27, 0.085)
        side.ellipse(0.71, 0.265, 0.045, tone="shade")
    pen.polygon(mirrored(path("M50 17 C62 17 71 24 73 36 C75 46 72 54 69 62 C66 74 60 85 50 86")))
    pen.polygon(
        path("M64 22 C70 26 72 31 73 36 C75 46 72 54 69 62 L65 70 C66 62 62 58 60 52 C62 42 66 34 64 22"), "shade"
    )
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M56.5 44 C59 38 66 37 70 39 C69 45 62 47 56.5 44"), "light")
        side.ellipse(0.635, 0.415, 0.02, tone="shade")
        limb(side, "M55 38 C60 34 65 33 70 35", (1, 2, 0.6), "shade")
        side.polygon(path("M50 60 L57 57 C66 59 68 66 64 72 C60 76 53 75 50 70"), "light")
        for x, y in ((0.575, 0.645), (0.61, 0.67), (0.575, 0.69)):
            side.ellipse(x, y, 0.007, tone="shade")
    pen.polygon(mirrored(path("M50 28 L53.5 30 L55 46 L58.5 53 L50 54")))
    pen.polygon(mirrored(path("M50 52 L58 52 Q60 55 57 58 L50 64")), "shade")
    pen.line([(0.5, 0.63), (0.5, 0.71)], 0.012, "shade")
    pen.polygon(mirrored(path("M50 75 Q55 77.5 59 75.5 Q57 82 50 83")), "shade")


@motif("elephant")
def elephant(pen: Pen) -> None:
    limb(pen, "M9 42 C4 52 6 60 5 68", (3, 2), "shade")
    pen.ellipse(0.05, 0.69, 0.014, 0.024, "shade")
    for drawn in ("M21 60 L21 92 L33 92 L34 62", "M50 62 L51 92 L63 92 L64 60"):
        pen.polygon(path(drawn), "shade")
    pen.polygon(
        path(
            "M8 50 C8 32 22 22 38 22 C46 22 52 24 57 22 C62 14 72 12 79 16 C86 20 88 29 88 38 L84 48"
            " C76 54 72 60 70 64 L70 92 L56 92 L55 70 C48 73 38 73 29 69 L27 92 L12 92 L12 72"
            " C9 64 8 58 8 50"
        )
    )
    limb(pen, "M80 36 C82 50 80 62 80 72 C80 84 92 88 95 76", (16, 13, 11, 9, 7, 5.5))
    for y in (0.5, 0.56, 0.62, 0.68, 0.74):
        pen.line([(0.8, y), (0.845, y - 0.006)], 0.009, "shade")
    pen.polygon(path("M73 48 C76 58 86 62 95 55 Q97 53 95.5 52 C88 55 82 52 79 45"), "light")
    pen.polygon(path("M65 18 C54 17 46 26 47 41 C48 56 56 64 63 59 C69 55 73 44 73 34 Q72 22 65 18"), "shade")
    pen.curve([(0.53, 0.27), (0.515, 0.39), (0.55, 0.53)], 0.014, "light")
    _eye(pen, 0.79, 0.31, 0.017)
    for x in (0.14, 0.18, 0.22, 0.585, 0.625, 0.665):
        pen.wedge(x + 0.005, 0.92, 0.017, 180, 360, "light")
    pen.polygon(path("M20 27 Q32 19 44 23 L44 44 Q32 47 21 44"), "accent")
    pen.curve([(0.215, 0.415), (0.32, 0.44), (0.435, 0.415)], 0.014, "light")


@motif("pig")
def pig(pen: Pen) -> None:
    pen.arc(0.075, 0.38, 0.045, -60, 230, 0.022)
    for drawn in ("M24 60 L27 84 L36 84 L40 62", "M52 62 L55 84 L64 84 L66 62"):
        pen.polygon(path(drawn), "shade")
    pen.polygon(
        path(
            "M9 48 C8 30 24 20 44 21 C54 20 60 23 66 22 C76 21 84 28 88 38 L95 40 Q98 46 95 53 L88 55"
            " C86 62 82 67 78 69 L76 88 L66 88 L62 73 C50 76 40 76 30 73 L26 88 L16 88 L14 68"
            " C10 62 9 54 9 48"
        )
    )
    pen.polygon(
        path(
            "M11 58 C28 70 66 70 87 57 C85 63 82 67 78 69 L77 75 L62.5 75 L62 73 C50 76 40 76 30 73 L29 76"
            " L15 75"
            " L14 68 C12 65 11.5 61 11 58"
        ),
        "shade",
    )
    for drawn in ("M14 62 Q22 64 31 66 L26 88 L16 88", "M61 66 Q70 66 80 62 L76 88 L66 88"):
        pen.polygon(path(drawn))
    for drawn in ("M15.7 84 L27 84 L26 88 L16 88", "M65 84 L76.5 84 L76 88 L66 88"):
        pen.polygon(path(drawn), "light")
    pen.polygon(path("M91 39 L95 40 Q98 46 95 53 L91 54 Q94 46 91 39"), "accent")
    pen.polygon(path("M58 23 C58 14 66 10 75 12 C78 20 77 31 71 37 C63 36 58 30 58 23"), "accent")
    pen.curve([(0.635, 0.21), (0.67, 0.26), (0.7, 0.33)], 0.012, "light")
    _eye(pen, 0.815, 0.375, 0.018)
    pen.curve([(0.9, 0.55), (0.855, 0.535), (0.83, 0.505)], 0.012, "shade")
    pen.curve([(0.2, 0.31), (0.3, 0.265), (0.42, 0.255)], 0.014, "light")


@motif("mouse")
def mouse(pen: Pen) -> None:
    limb(pen, "M22 84 C2 84 -2 62 12 56 C24 50 26 36 16 30", (5, 4, 3, 1.6), "accent")
    pen.ellipse(0.635, 0.31, 0.13, 0.145, "shade")
    pen.polygon(
        path(
            "M94 62 C90 52 82 42 70 40 C58 38 50 42 44 44 C28 46 14 60 16 76 Q18 88 32 89 L78 89 Q84 86 78 83"
            " L70 82"
            " C76 78 79 74 84 72 C90 71 95 67 94 62"
        )
    )
    pen.polygon(path("M50 89 C56 80 66 76 84 72 C79 74 76 78 70 82 L78 83 Q84 86 78 89"), "light")
    pen.ellipse(0.5, 0.33, 0.155, 0.17, turn=-12)
    pen.ellipse(0.51, 0.34, 0.105, 0.12, "accent", turn=-12)
    pen.polygon(path("M33 60 C22 64 20 82 32 89 L52 89 Q56 85 50 83 C52 72 44 58 33 60"), "shade")
    limb(pen, "M64 68 C70 74 76 77 81 74", (7, 3.4), "shade")
    pen.ellipse(0.945, 0.62, 0.026, tone="accent")
    pen.ellipse(0.77, 0.525, 0.027, tone="shade")
    pen.ellipse(0.778, 0.517, 0.009, tone="light")
    for x, y in ((0.97, 0.5), (0.99, 0.72), (0.93, 0.79)):
        pen.line([(0.87, 0.64), (x, y)], 0.006, "light")


@motif("deer")
def deer(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M55 40 C60 30 80 32 84 18 Q85 10 80 4", (5, 4.6, 4, 1.4), "shade")
        limb(side, "M63 33 C64 24 62 18 64 10", (4, 1.2), "shade")
        limb(side, "M76 28 C74 20 71 16 72 8", (3.6, 1.2), "shade")
        limb(side, "M82 23 C88 22 93 18 94 12", (3.4, 1.2), "shade")
        side.polygon(path("M60 46 C68 38 80 38 89 44 C84 54 72 57 62 53"))
        side.polygon(path("M66 47 C72 43 79 43 84 45.5 C79 51 73 52 67 50.5"), "accent")
    pen.polygon(mirrored(path("M50 36 C59 36 66 41 66 50 C66 60 60 66 59 74 C59 84 57 93 50 95")))
    pen.polygon(path("M50 36 C59 36 66 41 66 50 C66 60 60 66 59 74 C59 84 57 93 50 95 L50 82 L56 68 L53 46"), "shade")
    pen.polygon(mirrored(path("M50 40 L53 43 L53.5 62 Q52 68 50 68")), "light")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.polygon(path("M56 58 C57 53 62 51 65 53 C64 57 60 60 56 58"), "light")
        side.ellipse(0.607, 0.555, 0.02, tone="shade")
        side.ellipse(0.614, 0.549, 0.006, tone="light")
    pen.polygon(mirrored(path("M50 74 L56 75 Q60 78 58 86 Q55 94 50 94")), "light")
    pen.polygon(mirrored(path("M50 77 L55 77 Q57 80 54.5 83 L50 86")), "shade")
    pen.line([(0.5, 0.85), (0.5, 0.9)], 0.01, "shade")


@motif("ape")
def ape(pen: Pen) -> None:
    pen.polygon(
        mirrored(
            path(
                "M50 12 C60 12 66 18 68 26 C80 28 92 36 94 52 C96 66 94 80 93 89 Q92 95 85 95 L77 95"
                " Q73 94 75 89 L76 66 L71 60 C70 72 73 80 76 88 Q77 95 70 95 L56 95 C54 88 55 80 50 78"
            )
        )
    )
    pen.polygon(
        path("M68 26 C80 28 92 36 94 52 C96 66 94 80 93 89 Q92 95 85 95 L84 95 C88 74 86 56 71 46 C72 38 71 32 68 26"),
        "shade",
    )
    pen.polygon(mirrored(path("M50 46 C58 50 66 48 70 44 C72 54 66 60 50 60")), "shade")
    pen.polygon(mirrored(path("M50 64 C58 64 64 62 67 60 C66 70 60 76 50 76")), "shade")
    pen.polygon(mirrored(path("M50 19 C55 19 61 20 62 25 C62 30 59 31 58 33 C63 36 63 46 50 47")), "light")
    pen.polygon(mirrored(path("M50 25 L60 22.5 L61 26 L50 28.5")), "shade")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        side.ellipse(0.555, 0.285, 0.014, tone="accent")
        side.ellipse(0.522, 0.355, 0.013, 0.01, "shade")
        for x in (0.79, 0.83, 0.87):
            side.line([(x, 0.925), (x, 0.95)], 0.012, "light")
    pen.curve([(0.435, 0.42), (0.5, 0.405), (0.565, 0.42)], 0.014, "shade")
