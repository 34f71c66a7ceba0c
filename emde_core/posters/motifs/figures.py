"""People in costume, whole figures: fighters, the devout, and those of tales."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.limbs import limb
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("soldier")
def soldier(pen: Pen) -> None:
    pen.polygon(path("M30 25 Q28 22 32 20 L42 20 L42 47 L31 47 Q27 36 30 25"), "shade")
    pen.rectangle(0.285, 0.155, 0.43, 0.215, "light", radius=0.03)
    limb(pen, "M46 54 Q40 70 34 76 L24 92", (13, 10, 8, 6), "shade")
    limb(pen, "M50 54 Q62 66 62 74 L62 92", (14, 11, 8, 7))
    pen.polygon(path("M19 90 L26 95 L30 97 L29 99 L17 96"), "shade")
    pen.polygon(path("M58 86 L66 86 L67 92 L75 94 L75 97 L58 97"), "shade")
    pen.polygon(path("M42 20 C48 17 58 18 60 24 C61 34 60 44 59 57 L40 58 C39 44 38 30 42 20"))
    pen.polygon(path("M39.5 48 L60 48 L59.6 52 L39.8 52"), "shade")
    for x in (0.42, 0.53):
        pen.rectangle(x, 0.51, x + 0.055, 0.57, "light", radius=0.008)
    rifle = pen.within(0.06, 0.02, 0.92, 0.88, turn=-20)
    rifle.polygon(path("M22 52 L38 47 L62 46 L62 44 L96 44 L110 45.5 L96 47 L64 50 L42 52 L24 60"), "shade")
    rifle.line([(0.62, 0.475), (0.88, 0.462)], 0.012, "light")
    limb(pen, "M45 25 Q35 40 41 44 L54 42", (9, 8, 7, 5))
    pen.polygon(path("M40 29 L48.5 31.5 L47 36 L38 33.5"), "accent")
    limb(pen, "M56 25 Q67 38 70 38 L74 33", (8, 7, 6, 5))
    limb(pen, "M50 22 L52 16", (7, 7))
    pen.polygon(path("M46 8 L60 8 L61 13 L62.5 15.5 L60.5 16.5 C60 20 54 21 50 19 C46 18 45 14 46 8"))
    pen.polygon(path("M41 13 C39 4 46 0.5 53 1 C61 1 64 6 64 10 L67 12 L66 13.5 L54 12 C52 15 48 16 43 16"), "shade")
    limb(pen, "M45 9 C46 6 49 4 53 4", (0.6, 1.6, 0.6), "light")


@motif("cowboy")
def cowboy(pen: Pen) -> None:
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M55 54 C62 66 66 80 66 92", (12, 10, 8, 7), "shade")
        side.polygon(path("M62 82 L70.5 82 L70 91 L78 95 L78 97 L62 97"), "ink")
        side.line([(0.625, 0.93), (0.6, 0.945)], 0.014, "light")
        limb(side, "M61 27 C74 32 76 42 70 54", (9, 8, 5.6))
        side.ellipse(0.695, 0.565, 0.03)
    pen.polygon(mirrored(path("M50 20 L56 20 C63 21 67 24 66 32 L61 54 L50 56")))
    pen.polygon(mirrored(path("M53 20 L57 20 C63 21 67 24 66 32 L61 54 L56 55 L57 36")), "shade")
    pen.polygon(path("M39 51 L62 54 L68 62 L63 63 L58 58 L38.5 55"), "accent")
    pen.polygon(path("M62 56 L69 58 L69 72 L64 72"), "ink")
    pen.polygon(path("M63.5 50 L69 52 L70 58 L65 57"), "light")
    pen.rectangle(0.475, 0.525, 0.525, 0.57, "light", radius=0.008)
    pen.polygon(mirrored(path("M50 20 L57 19 L58 24 L50 32")), "accent")
    pen.ellipse(0.5, 0.145, 0.062, 0.07)
    pen.polygon(mirrored(path("M50 16 Q54 15 56 17.5 Q54 21.5 50 21.5")), "shade")
    pen.polygon(
        path(
            "M24 11 C32 17 40 13 42 11 C42 4 44 1 47 2 L50 3.5 L53 2 C56 1 58 4 58 11 C60 13 68 17 76 11"
            " C70 20 62 17.5 50 17 C38 17.5 30 20 24 11"
        ),
        "shade",
    )
    pen.polygon(path("M42.1 9 Q50 12 57.9 9 L58 12 Q50 15 42 12"), "light")


@motif("boxer")
def boxer(pen: Pen) -> None:
    limb(pen, "M64 48 C76 52 84 62 80 72 Q76 66 70 48", (17, 15, 13, 12), "shade")
    pen.polygon(mirrored(path("M50 38 L58 39 C68 41 74 46 74 54 C72 64 66 70 65 80 L66 97 L50 97")))
    pen.polygon(path("M58 39 C68 41 74 46 74 54 C72 64 66 70 65 80 L66 97 L56 97 C62 80 64 56 54 40"), "shade")
    limb(pen, "M34 48 C24 54 16 66 20 74 Q26 72 34 52", (17, 15, 13, 12), "ink")
    pen.polygon(mirrored(path("M50 84 L66 83 L68 97 L50 97")), "accent")
    pen.rectangle(0.33, 0.825, 0.67, 0.875, "light")
    limb(pen, "M40 66 Q50 70 60 66", (0.8, 1.6, 0.8), "shade")
    limb(pen, "M50 68 L50 80", (1.4, 1.4), "shade")
    pen.polygon(path("M43 30 L57 30 L60 41 L40 41"))
    pen.polygon(mirrored(path("M50 6 C58 6 61 12 61 20 C61 28 58 35 50 36")))
    pen.polygon(path("M50 14 L58 10 C61 12 61 16 61 20 C61 28 58 35 50 36 L50 31 L53 28 L51 24 L54 23"), "shade")
    pen.polygon(
        path("M38.5 20 C36 8 42 3 50 3 C58 3 64 8 61.5 20 C60 15 58 12 55 11 C50 13 44 11 41 14 Q40 17 38.5 20"),
        "shade",
    )
    limb(pen, "M42.5 17.5 L48 18.5", (1.2, 2), "shade")
    limb(pen, "M52 18.5 L57.5 17.5", (2, 1.2), "light")
    limb(pen, "M46.5 28.5 L53 28.5", (1, 1.6), "light")
    for mirror, top in ((False, 0.36), (True, 0.3)):
        glove = pen.within(0.02, top, 0.98, top + 0.34, mirror=mirror)
        glove.polygon(
            path("M62 78 C56 64 56 34 62 18 C68 2 84 4 88 22 C91 42 90 62 84 82 C80 94 68 94 62 78"), "accent"
        )
        glove.polygon(path("M64 26 C58 30 56 50 62 56 C67 58 70 44 69 32"), "light")
        glove.polygon(path("M66 88 L83 86 L86 104 L68 106"), "light")


@motif("knight")
def knight(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 22 L64 24 C76 40 81 66 82 92 L50 92")), "accent")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M56 56 Q58 76 58.5 92", (12, 9, 7.4))
        side.ellipse(0.577, 0.735, 0.05, tone="light")
        side.polygon(path("M54 90 L63 90 L71 95 L71 97 L54 97"), "shade")
        limb(side, "M65 29 Q73 42 68 48 L54 53", (9, 8, 6), "shade")
        side.ellipse(0.695, 0.43, 0.042)
        side.ellipse(0.645, 0.28, 0.08, 0.07)
        limb(side, "M59 26 Q66 22 71 28", (1, 1.6, 1), "light")
    pen.polygon(mirrored(path("M50 22 L61 24 C66 34 62 42 59 50 L50 51")))
    pen.polygon(path("M50 22 L61 24 C66 34 62 42 59 50 L50 51"), "shade")
    pen.polygon(mirrored(path("M50 49 L60 48 L65 66 Q58 70 50 66")), "light")
    pen.polygon(path("M50 49 L60 48 L65 66 Q58 70 50 66"), "ink")
    helm = pen.within(0.125, 0.04, 0.875, 0.79)
    helm.polygon(mirrored(path("M50 3 C58 3 62 9 62 16 L60 25 L50 29")))
    helm.polygon(path("M50 3 C58 3 62 9 62 16 L60 25 L50 29"), "shade")
    helm.rectangle(0.39, 0.135, 0.61, 0.17, "light")
    helm.rectangle(0.487, 0.04, 0.513, 0.28, "light")
    for x in (0.425, 0.455, 0.545, 0.575):
        helm.ellipse(x, 0.215, 0.011, tone="light")
    helm.polygon(path("M49 6 C44 -6 58 -6 66 1 C77 9 82 22 74 34 C74 24 66 12 58 9 Q54 7 49 6"), "accent")
    pen.polygon(path("M47.5 54 L52.5 54 L52 90 L50 97 L48 90"), "light")
    pen.polygon(path("M50 54 L52.5 54 L52 90 L50 97"), "shade")
    pen.rectangle(0.39, 0.535, 0.61, 0.565, "shade", radius=0.012)
    pen.ellipse(0.5, 0.47, 0.024, tone="accent")
    for x in (0.475, 0.525):
        pen.ellipse(x, 0.52, 0.034)


@motif("monk")
def monk(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 26 C64 28 72 34 75 48 L82 92 Q66 98 50 97")))
    pen.polygon(path("M62 28 C70 32 73 38 75 48 L82 92 Q70 97 58 97 C66 80 68 52 62 28"), "shade")
    for drawn in ("M42 66 Q41 80 37 95", "M33 66 L27 92"):
        limb(pen, drawn, (0.6, 1.8), "shade")
    limb(pen, "M27 64 Q50 71 74 64", (2.6, 2.6), "light")
    limb(pen, "M57 68 Q59 80 57 92", (2, 2), "light")
    for y in (0.76, 0.82, 0.88):
        pen.ellipse(0.576, y, 0.017, tone="light")
    pen.polygon(mirrored(path("M50 46 L62 38 C72 40 77 48 76 56 C74 62 62 64 50 62")))
    pen.polygon(path("M50 46 L62 38 C72 40 77 48 76 56 C74 62 62 64 50 62"), "shade")
    pen.polygon(mirrored(path("M50 50 L55 49 Q58 55 55 61 L50 62")), "shade")
    pen.polygon(mirrored(path("M50 2 C60 5 69 14 70 28 C71 38 64 45 50 48")))
    pen.polygon(path("M50 2 C60 5 69 14 70 28 C71 38 64 45 50 48 C60 38 62 16 50 2"), "shade")
    pen.polygon(mirrored(path("M50 9 C59 11 64 18 64 27 C64 34 59 39 50 42")), "shade")
    pen.polygon(mirrored(path("M50 16 C55 16 58 20 58 26 C58 34 54 39 50 41")))
    pen.polygon(mirrored(path("M50 16 C55 16 58 19 58 24 L50 22")), "shade")
    pen.polygon(mirrored(path("M50 30 C53 29 56 30 58 27 C58.5 35 55 42 50 46")), "light")
    for x in (0.462, 0.538):
        pen.line([(x - 0.016, 0.25), (x + 0.016, 0.25)], 0.012, "shade")
    limb(pen, "M48 33 Q50 34 52 33", (0.8, 0.8), "shade")
    pen.line([(0.5, 0.51), (0.5, 0.6)], 0.02, "accent")
    pen.line([(0.475, 0.54), (0.525, 0.54)], 0.02, "accent")


@motif("bride")
def bride(pen: Pen) -> None:
    pen.polygon(
        path("M50 3 C62 3 66 12 67 24 C70 44 84 70 95 92 Q74 98 50 97 Q26 98 5 92 C16 70 30 44 33 24 C34 12 38 3 50 3"),
        "shade",
    )
    pen.polygon(mirrored(path("M50 32 L60 33 C61 40 58 45 57 50 C66 62 74 80 78 95 L50 97")), "light")
    for drawn in ("M47 54 Q42 74 36 94", "M53 54 Q58 74 64 94", "M50 60 L50 95"):
        limb(pen, drawn, (0.6, 1.6), "ink")
    for mirror in (False, True):
        side = pen.within(0, 0, 1, 1, mirror=mirror)
        limb(side, "M60 35 Q68 46 64 50 L53 53", (6, 5, 4))
        side.polygon(path("M52 8 C62 14 62 40 90 90 C72 66 64 46 60 30"), "ink")
    pen.rectangle(0.465, 0.25, 0.535, 0.34)
    pen.ellipse(0.5, 0.175, 0.078, 0.1)
    pen.polygon(path("M41 20 C39 10 44 6 50 6 C56 6 61 10 59 20 C58 14 55 12 50 11 C45 12 42 14 41 20"), "shade")
    for k in range(5):
        pen.ellipse(
            0.42 + 0.04 * k,
            0.075 - (0.012 if k in (1, 3) else 0.02 if k == 2 else 0),
            0.02,
            tone="accent" if k % 2 == 0 else "light",
        )
    for x, y in ((0.45, 0.54), (0.5, 0.515), (0.55, 0.54), (0.47, 0.585), (0.53, 0.585), (0.5, 0.56)):
        pen.ellipse(x, y, 0.032, tone="accent")
    for x, y in ((0.5, 0.515), (0.47, 0.585), (0.55, 0.54)):
        pen.ellipse(x, y, 0.012, tone="light")


@motif("ghost")
def ghost(pen: Pen) -> None:
    pen.polygon(
        path(
            "M50 4 C68 4 78 18 79 38 C84 40 92 42 96 36 C98 46 90 54 80 54 C80 68 84 80 92 92"
            " C84 90 80 86 76 84"
            " C74 92 70 96 64 97 C60 94 58 90 54 87 C50 92 46 96 40 96 C36 94 34 90 31 86 C26 92 20 94 14 93"
            " C19 82 21 68 20 54 C10 54 2 46 4 36 C8 42 16 40 21 38 C22 18 32 4 50 4"
        )
    )
    pen.polygon(
        path(
            "M62 7 C73 12 78 24 79 38 C84 40 92 42 96 36 C98 46 90 54 80 54 C80 68 84 80 92 92"
            " C84 90 80 86 76 84"
            " C74 92 70 96 64 97 C72 70 74 34 62 7"
        ),
        "shade",
    )
    for x, turn in ((0.41, -8), (0.57, 8)):
        pen.ellipse(x, 0.3, 0.05, 0.078, "shade", turn=turn)
        pen.ellipse(x + 0.012, 0.325, 0.018, 0.024, "accent")
    pen.ellipse(0.49, 0.47, 0.046, 0.07, "shade")
    for drawn in ("M30 60 Q31 74 27 86", "M44 66 Q45 78 41 90", "M58 64 Q60 78 63 90"):
        limb(pen, drawn, (0.6, 2, 1), "light")
    limb(pen, "M28 34 C29 22 34 14 42 11", (1, 2.2, 1), "light")


@motif("witch")
def witch(pen: Pen) -> None:
    broom = pen.within(0.0, 0.0, 1.0, 1.0, turn=-14)
    limb(broom, "M28 72 L95 72", (2.6, 2.2), "shade")
    broom.polygon(path("M30 69 C20 62 10 62 0 64 L6 68 L-2 72 L6 75 L0 80 C12 82 20 80 30 75"), "accent")
    for drawn in ("M27 71 L8 67", "M27 72 L6 72", "M27 73 L8 77"):
        limb(broom, drawn, (1, 1), "shade")
    broom.line([(0.285, 0.69), (0.285, 0.75)], 0.02, "light")
    pen.polygon(
        path("M56 36 C44 36 26 42 12 38 C18 44 18 48 8 54 C18 54 20 60 14 68 C28 66 36 74 50 74 L60 66"), "shade"
    )
    limb(pen, "M48 66 Q62 62 68 66 L62 82", (13, 10, 7, 4))
    pen.polygon(path("M60 80 L65 82 C70 84 74 84 77 80 C78 86 74 89 68 88 L59 86"), "shade")
    pen.polygon(path("M50 38 C56 32 64 34 66 40 C68 50 62 60 60 68 Q48 74 38 70 C40 58 42 46 50 38"))
    limb(pen, "M61 42 Q68 56 84 57", (8, 6, 3.4))
    limb(pen, "M46 44 C40 50 40 56 38 64", (1.2, 1.6, 1), "light")
    pen.polygon(path("M58 22 C50 26 48 34 42 38 C50 40 56 38 60 36"), "accent")
    pen.polygon(
        path("M60 20 L72 18 C73 21 73 23 73 25 L80 30 Q80 32 76 31 L73 32 L75 36 Q73 40 68 38 C62 38 58 32 60 20")
    )
    pen.ellipse(0.7, 0.25, 0.011, tone="light")
    pen.polygon(path("M46 25 C58 24 70 20 84 12 C86 16 80 20 74 22 C64 26 54 28 46 25"), "shade")
    pen.polygon(path("M54 23 C54 16 52 10 44 2 C56 4 68 8 76 16 C70 20 62 22 54 23"), "shade")
    pen.polygon(path("M54 23 C54 21 54 20 53.6 18 C60 18 68 15 72.5 12.5 L76 16 C70 20 62 22 54 23"), "accent")


@motif("puppet")
def puppet(pen: Pen) -> None:
    for start, end in (
        ((0.2, 0.1), (0.13, 0.5)),
        ((0.8, 0.08), (0.85, 0.34)),
        ((0.38, 0.1), (0.42, 0.24)),
        ((0.62, 0.1), (0.57, 0.24)),
        ((0.3, 0.1), (0.36, 0.76)),
        ((0.7, 0.1), (0.66, 0.72)),
    ):
        pen.line([start, end], 0.006, "light")
    pen.line([(0.14, 0.105), (0.86, 0.075)], 0.032, "shade")
    pen.line([(0.47, 0.03), (0.53, 0.15)], 0.032, "shade")
    for upper, lower, tip in (
        ("M41 46 L26 52", "M25 52 L14 50", (0.12, 0.5)),
        ("M59 46 L74 50", "M75 49 L84 37", (0.85, 0.35)),
    ):
        limb(pen, upper, (6, 5))
        limb(pen, lower, (5, 4))
        pen.ellipse(*tip, 0.034, tone="light")
    for upper, lower, foot in (
        ("M45 66 L37 76", "M36 77 L34 91", "M31 90 L37 90 L37 97 L22 97 Q23 93 31 93"),
        ("M55 66 L65 73", "M66 74 L66 90", "M63 90 L69 90 L69 93 Q77 93 78 97 L63 97"),
    ):
        limb(pen, upper, (8, 6))
        limb(pen, lower, (6.4, 5))
        pen.polygon(path(foot), "accent")
    for x, y in ((0.255, 0.52), (0.745, 0.5), (0.365, 0.765), (0.655, 0.735)):
        pen.ellipse(x, y, 0.028, tone="shade")
    pen.polygon(mirrored(path("M50 43 L60 43 L60 56 L62 68 L51 68 L50 65")), "shade")
    pen.polygon(mirrored(path("M50 43 L59 43 L58 55 L50 55")), "accent")
    for y in (0.47, 0.52):
        pen.ellipse(0.5, y, 0.012, tone="light")
    pen.ellipse(0.5, 0.325, 0.1, 0.115)
    pen.polygon(path("M39 30 C39 20 44 15 54 14 L66 9 L62 20 L62 29 Q50 23 39 30"), "shade")
    limb(pen, "M52 34 L72 32", (3.6, 2))
    for x in (0.46, 0.545):
        pen.ellipse(x, 0.31, 0.018, tone="light")
        pen.ellipse(x + 0.004, 0.312, 0.009, tone="shade")
    limb(pen, "M45 39 Q50 41.5 55 39", (1.2, 1.2), "accent")
    pen.polygon(mirrored(path("M50 44 L57 41 L57 47")), "light")
