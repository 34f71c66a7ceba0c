"""What people put on their heads, feet, hands and breasts."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("crown")
def crown(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 20 L37 52 L18 28 L12 86 L50 86")))
    pen.polygon(path("M50 20 L63 52 L82 28 L88 86 L68 86 C68 66 58 50 50 20"), "shade")
    for x, y, radius in ((0.5, 0.155, 0.065), (0.165, 0.24, 0.055), (0.835, 0.24, 0.055)):
        pen.ellipse(x, y, radius, tone="accent")
        pen.ellipse(x - radius * 0.3, y - radius * 0.3, radius * 0.25, tone="light")
    pen.rectangle(0.1, 0.74, 0.9, 0.9, radius=0.03)
    pen.line([(0.13, 0.75), (0.87, 0.75)], 0.016, "light")
    pen.line([(0.13, 0.89), (0.87, 0.89)], 0.016, "light")
    for x in (0.24, 0.76):
        pen.ellipse(x, 0.82, 0.035, tone="light")
    for x in (0.37, 0.63):
        pen.ellipse(x, 0.82, 0.024, tone="shade")
    pen.polygon(path("M50 77 L56 82 L50 87 L44 82"), "accent")
    pen.line([(0.23, 0.45), (0.205, 0.68)], 0.018, "light")


@motif("ring")
def finger_ring(pen: Pen) -> None:
    band = pen.within(-0.02, -0.02, 1.02, 1.02, turn=-22)
    band.ellipse(0.5, 0.5, 0.46, 0.4)
    band.ellipse(0.5, 0.42, 0.4, 0.27, "shade")
    band.polygon([*path("M10.2 42 C11 10 89 10 89.8 42"), *path("M89.8 42 C82 22 18 22 10.2 42")], "light")
    band.polygon([*path("M14 50 C24 75 76 75 86 50"), *path("M86 50 C78 26 22 26 14 50")], "paper")
    for angle, reach in (
        (36, 0.02),
        (27, -0.02),
        (18, 0.02),
        (9, 0.0),
        (0, -0.02),
        (-9, 0.02),
        (-18, 0.0),
        (-27, 0.02),
        (-36, -0.02),
    ):
        rune = band.within(0, -0.07, 1, 0.93, turn=angle)
        rune.line([(0.5, 0.83), (0.5, 0.91)], 0.016, "accent")
        rune.line([(0.5, 0.87 - reach), (0.5 + reach * 1.4, 0.87)], 0.014, "accent")
    band.curve([(0.08, 0.55), (0.12, 0.65), (0.2, 0.74)], 0.022, "light")


@motif("wedding-rings")
def wedding_rings(pen: Pen) -> None:
    pen.ring(0.35, 0.62, 0.27, 0.075)
    pen.ring(0.64, 0.56, 0.27, 0.075, "shade")
    pen.arc(0.35, 0.62, 0.27, -50, 25, 0.075, "ink")
    pen.arc(0.35, 0.62, 0.285, 150, 235, 0.018, "light")
    pen.arc(0.64, 0.56, 0.285, 295, 350, 0.018, "light")
    pen.polygon(path("M64 33 L52 18 L57 9 L71 9 L76 18"), "accent")
    pen.polygon(path("M52 18 L76 18 L70 23 L58 23"), "light")
    pen.polygon(path("M57 9 L64 18 L71 9"), "light")


@motif("diamond")
def diamond(pen: Pen) -> None:
    pen.polygon(path("M22 14 L78 14 L96 38 L50 92 L4 38"))
    pen.polygon(path("M4 38 L32 38 L50 92"), "shade")
    pen.polygon(path("M32 38 L68 38 L50 92"), "light")
    pen.polygon(path("M22 14 L36 14 L32 38 L4 38"), "light")
    pen.polygon(path("M36 14 L64 14 L50 30"), "shade")
    pen.polygon(path("M64 14 L78 14 L96 38 L68 38"), "shade")
    pen.polygon(path("M50 38 L68 38 L50 92"), "accent")
    pen.polygon(path("M12 10 L14 5 L16 10 L21 12 L16 14 L14 19 L12 14 L7 12"), "light")


@motif("mask")
def mask(pen: Pen) -> None:
    for mirror_image in (False, True):
        ribbon = pen.within(0, 0, 1, 1, mirror=mirror_image)
        ribbon.polygon(
            path("M10 40 C2 46 4 58 10 64 C16 72 10 82 4 90 L14 87 L19 95 C26 84 24 70 17 61 C13 55 12 50 15 44"),
            "accent",
        )
    pen.polygon(mirrored(path("M50 30 C42 22 24 16 5 22 C3 40 8 62 26 68 C38 71 44 64 50 50")))
    pen.polygon(path("M50 30 C58 22 76 16 95 22 C97 40 92 62 74 68 C62 71 56 64 50 50"), "shade")
    for mirror_image in (False, True):
        face = pen.within(0, 0, 1, 1, mirror=mirror_image)
        face.polygon(path("M14 40 C22 31 36 34 43 47 C38 58 20 58 14 40"), "light")
        face.polygon(path("M16 41 C23 34 35 37 40.5 47 C36 55 22 55 16 41"), "paper")
        face.curve([(0.09, 0.27), (0.2, 0.255), (0.32, 0.275), (0.44, 0.34)], 0.018, "light")
        for x, y in ((0.22, 0.62), (0.29, 0.635), (0.36, 0.615)):
            face.ellipse(x, y, 0.014, tone="light")
    for turn in (-32, 0, 32):
        plume = pen.within(0, -0.18, 1, 0.82, turn=turn)
        plume.polygon(path("M50 48 C42 40 42 28 50 20 C58 28 58 40 50 48"), "accent" if turn else "light")
    pen.ellipse(0.5, 0.3, 0.045)
    pen.ellipse(0.5, 0.3, 0.026, tone="accent")


@motif("fedora")
def fedora(pen: Pen) -> None:
    pen.polygon(path("M22 66 C22 44 27 26 36 20 C42 16 47 22 51 23 C58 18 68 16 73 22 C79 32 79 48 80 66"))
    pen.polygon(path("M58 21 C66 17 71 18 73 22 C79 32 79 48 80 66 L66 66 C68 48 66 32 58 21"), "shade")
    pen.polygon(path("M51 23 C46 30 45 38 48 46 C52 38 55 30 58 21"), "shade")
    pen.polygon(path("M22.5 56 C40 62 62 62 79.5 55 L80 69 C62 74 40 74 22 69"), "accent")
    pen.polygon(
        path("M3 62 C2 56 10 56 18 60 C36 70 66 70 82 59 C90 53 99 54 97 61 C94 74 72 84 50 84 C28 84 6 76 3 62")
    )
    pen.polygon(path("M3 62 C22 78 76 78 97 61 C94 74 72 84 50 84 C28 84 6 76 3 62"), "shade")
    pen.curve([(0.29, 0.48), (0.31, 0.37), (0.36, 0.28)], 0.024, "light")


@motif("top-hat")
def top_hat(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 10 L20 10 C24 30 25 50 24 78 L50 84")))
    pen.polygon(path("M62 10 L80 10 C76 30 75 50 76 78 L60 82 C64 60 65 34 62 10"), "shade")
    pen.ellipse(0.5, 0.11, 0.3, 0.055)
    pen.ellipse(0.5, 0.11, 0.25, 0.035, "shade")
    pen.polygon(path("M24.6 58 Q50 66 75.4 58 L76 76 Q50 84 24 76"), "accent")
    pen.polygon(
        path("M3 70 C4 65 12 66 24 74 C40 81 60 81 76 74 C88 66 96 65 97 70 C98 84 74 93 50 93 C26 93 2 84 3 70")
    )
    pen.polygon(path("M3 71 C20 90 80 90 97 71 C97 84 74 93 50 93 C26 93 3 84 3 71"), "shade")
    pen.line([(0.31, 0.22), (0.325, 0.52)], 0.028, "light")


@motif("helmet")
def helmet(pen: Pen) -> None:
    pen.line(path("M20 60 C22 78 32 94 48 94 C66 94 76 78 80 58"), 0.03, "shade")
    pen.rectangle(0.41, 0.9, 0.53, 0.97, "accent", radius=0.015)
    pen.polygon(
        path("M10 60 C6 28 26 7 52 7 C78 7 94 28 90 59 Q95 62 95 67 C82 61 66 59 50 59 C34 59 18 62 5 69 Q5 63 10 60")
    )
    pen.polygon(path("M64 9 C84 14 93 32 90 59 Q95 62 95 67 C87 63 79 61 70 60 C78 44 76 22 64 9"), "shade")
    pen.polygon(
        path("M5 69 C18 62 34 59 50 59 C66 59 82 61 95 67 L94 70.5 C80 65 66 63 50 63 C34 63 20 66 6 72.5"), "shade"
    )
    pen.curve([(0.095, 0.5), (0.3, 0.455), (0.5, 0.445), (0.7, 0.455), (0.905, 0.5)], 0.04, "light")
    pen.rectangle(0.54, 0.28, 0.67, 0.465, "light", radius=0.01)
    pen.polygon(
        path(
            "M60.5 31 C64 36 65.5 37 65 40 Q63.5 43 61 41 L62 44.5 L59 44.5 L60 41 Q57.5 43 56 40"
            " C55.5 37 57 36 60.5 31"
        ),
        "accent",
    )
    pen.curve([(0.19, 0.37), (0.25, 0.25), (0.36, 0.165)], 0.026, "light")


@motif("high-heel")
def high_heel(pen: Pen) -> None:
    pen = pen.within(0, -0.07, 1, 0.93)
    pen.polygon(path("M72 50 L86 44 L90 92 L84 92 C83 76 80 64 72 58"), "shade")
    pen.polygon(
        path(
            "M90 22 C94 34 92 48 86 56 C78 56 70 60 62 70 C54 80 44 88 30 90 L8 90 Q3 88 4 83 C8 77 18 76 27 73"
            " C40 68 48 54 58 42 C68 30 80 30 90 22"
        )
    )
    pen.polygon(path("M90 22 C94 34 92 48 86 56 C82 56 79 57 76 58 C84 46 84 36 82 27"), "shade")
    pen.polygon(path("M27 73 C40 68 48 54 58 42 C64 35 70 32 76 30 C70 44 54 66 40 74 Q33 77 27 73"), "light")
    pen.polygon(
        path(
            "M4 86 L28 87 C44 86 54 78 62 68 C70 58 78 54 86 54 L86 59 C76 59 70 64 64 73 C55 86 44 93 30 93 L8 93"
            " Q3 91 4 86"
        ),
        "accent",
    )
    pen.curve([(0.1, 0.82), (0.2, 0.79), (0.3, 0.775)], 0.018, "light")


@motif("bow-tie")
def bow_tie(pen: Pen) -> None:
    for mirror_image in (False, True):
        wing = pen.within(0, 0, 1, 1, mirror=mirror_image)
        wing.polygon(path("M50 44 C38 34 24 26 10 23 Q4 22 5 28 C9 42 9 58 5 72 Q4 78 10 77 C24 74 38 66 50 56"))
        wing.polygon(path("M50 52 C38 52 24 60 6 68 L5 72 Q4 78 10 77 C24 74 38 66 50 56"), "shade")
        wing.polygon(path("M42 46 C36 43 30 41 22 40 C29 44 35 47 42 48"), "shade")
        wing.curve([(0.13, 0.3), (0.22, 0.325), (0.33, 0.385)], 0.022, "light")
    pen.rectangle(0.415, 0.39, 0.585, 0.61, "accent", radius=0.05)
    pen.line([(0.46, 0.44), (0.46, 0.54)], 0.016, "light")


@motif("dress")
def dress(pen: Pen) -> None:
    pen.line([(0.4, 0.06), (0.4, 0.2)], 0.026, "shade")
    pen.line([(0.6, 0.06), (0.6, 0.2)], 0.026, "shade")
    pen.polygon(mirrored(path("M50 20 Q44 12 36 15 C37 26 38 32 40 42 L50 42")))
    pen.polygon(
        path(
            "M40 42 L60 42 C66 60 78 76 92 86 C86 94 76 90 70 93 C62 97 54 92 48 94 C40 97 34 92 26 93"
            " C20 94 12 92 8 86"
            " C22 76 34 60 40 42"
        )
    )
    pen.polygon(path("M60 42 C66 60 78 76 92 86 C86 94 76 90 70 93 C68 74 60 58 55 44"), "shade")
    pen.polygon(path("M47 45 C44 62 38 80 36 93.5 C32 92 29 92.5 26 93 C32 78 40 62 43 45"), "light")
    pen.polygon(path("M53 46 C56 62 58 78 57 93 L52 93.2 C53 78 53 62 51 46"), "light")
    pen.polygon(path("M39 39 Q50 43 61 39 L61.5 45 Q50 49 38.5 45"), "accent")
    pen.polygon(path("M58 43 L66 54 L62 54 L61 58 L56 46"), "accent")


@motif("badge")
def badge(pen: Pen) -> None:
    pen = pen.within(0.02, 0.01, 0.98, 0.97)
    pen.star(0.5, 0.51, 0.44, 0.24, 6)
    for turn in range(0, 360, 60):
        point = pen.within(0, 0.01, 1, 1.01, turn=turn)
        point.polygon(path("M50 6 L62 29.2 L50 50"), "shade")
        point.ellipse(0.5, 0.06, 0.05)
        point.ellipse(0.49, 0.055, 0.018, tone="light")
    pen.ellipse(0.5, 0.51, 0.215)
    pen.ring(0.5, 0.51, 0.2, 0.018, "light")
    pen.star(0.5, 0.515, 0.15, 0.062, 5, "accent")
