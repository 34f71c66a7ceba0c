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
    band.curve([(0.09, 0.62), (0.25, 0.77), (0.5, 0.825), (0.75, 0.77), (0.91, 0.62)], 0.012, "accent")
    for k, (x, y) in enumerate(((0.2, 0.685), (0.29, 0.735), (0.39, 0.765), (0.5, 0.775), (0.61, 0.765), (0.71, 0.735),
                                (0.8, 0.685))):
        band.line([(x, y), (x + 0.02, y + 0.03), (x + (0.045 if k % 2 else -0.02), y + 0.045)], 0.014, "accent")


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
        tie = pen.within(0, 0, 1, 1, mirror=mirror_image)
        tie.polygon(path("M22 38 C12 36 6 44 8 56 C9 66 5 74 3 80 L12 76 L14 84 C19 70 16 60 18 48"), "accent")
    pen.polygon(mirrored(path("M50 5 C30 5 18 16 18 38 C18 62 28 94 50 95")))
    pen.polygon(path("M50 5 C70 5 82 16 82 38 C82 62 72 94 50 95 C56 88 54 80 52 74 L55 60 C52 44 50 24 50 5"), "shade")
    for mirror_image in (False, True):
        face = pen.within(0, 0, 1, 1, mirror=mirror_image)
        face.polygon(path("M25 43 C30 34 40 36 45 46 C40 52 30 52 25 43"), "paper")
    pen.curve([(0.23, 0.34), (0.32, 0.27), (0.44, 0.35)], 0.024, "light")
    pen.curve([(0.77, 0.34), (0.68, 0.27), (0.56, 0.35)], 0.024, "light")
    pen.polygon(path("M47 46 L53 46 L57 63 Q50 67 43 63"), "light")
    pen.polygon(path("M36 76 Q43 71 50 74 Q57 71 64 76 Q57 84 50 84 Q43 84 36 76"), "accent")
    pen.line([(0.37, 0.76), (0.63, 0.76)], 0.01, "paper")
    pen.ellipse(0.3, 0.62, 0.035, tone="light")


@motif("fedora")
def fedora(pen: Pen) -> None:
    pen.polygon(path("M22 66 C22 44 27 26 36 20 C42 16 47 22 51 23 C58 18 68 16 73 22 C79 32 79 48 80 66"))
    pen.polygon(path("M58 21 C66 17 71 18 73 22 C79 32 79 48 80 66 L66 66 C68 48 66 32 58 21"), "shade")
    pen.polygon(path("M51 23 C46 30 45 38 48 46 C52 38 55 30 58 21"), "shade")
    pen.polygon(path("M22.5 56 C40 62 62 62 79.5 55 L80 69 C62 74 40 74 22 69"), "accent")
    pen.polygon(path("M3 62 C2 56 10 56 18 60 C36 70 66 70 82 59 C90 53 99 54 97 61 C94 74 72 84 50 84 C28 84 6 76 3 62"))
    pen.polygon(path("M3 62 C22 78 76 78 97 61 C94 74 72 84 50 84 C28 84 6 76 3 62"), "shade")
    pen.curve([(0.29, 0.48), (0.31, 0.37), (0.36, 0.28)], 0.024, "light")


@motif("top-hat")
def top_hat(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 10 L20 10 C24 30 25 50 24 78 L50 84")))
    pen.polygon(path("M62 10 L80 10 C76 30 75 50 76 78 L60 82 C64 60 65 34 62 10"), "shade")
    pen.ellipse(0.5, 0.11, 0.3, 0.055)
    pen.ellipse(0.5, 0.11, 0.25, 0.035, "shade")
    pen.polygon(path("M24.6 58 Q50 66 75.4 58 L76 76 Q50 84 24 76"), "accent")
    pen.polygon(path("M3 70 C4 65 12 66 24 74 C40 81 60 81 76 74 C88 66 96 65 97 70 C98 84 74 93 50 93 C26 93 2 84 3 70"))
    pen.polygon(path("M3 71 C20 90 80 90 97 71 C97 84 74 93 50 93 C26 93 3 84 3 71"), "shade")
    pen.line([(0.31, 0.22), (0.325, 0.52)], 0.028, "light")


@motif("helmet")
def helmet(pen: Pen) -> None:
    pen.line(path("M20 60 C22 78 32 94 48 94 C66 94 76 78 80 58"), 0.03, "shade")
    pen.rectangle(0.41, 0.9, 0.53, 0.97, "accent", radius=0.015)
    pen.polygon(path("M12 60 C8 30 26 9 52 9 C78 9 92 28 88 58 C95 60 98 64 96 67 C84 60 66 58 50 58 C34 58 18 62 5 69 C2 66 6 62 12 60"))
    pen.polygon(path("M62 10 C82 14 91 32 88 58 C95 60 98 64 96 67 C88 62 78 60 68 59 C76 44 74 22 62 10"), "shade")
    pen.polygon(path("M5 69 C18 62 34 58 50 58 C66 58 84 60 96 67 L94 71 C80 65 66 63 50 63 C34 63 20 67 7 73"), "light")
    pen.curve([(0.115, 0.5), (0.3, 0.455), (0.5, 0.445), (0.7, 0.455), (0.885, 0.5)], 0.04, "light")
    pen.rectangle(0.54, 0.3, 0.66, 0.465, "light", radius=0.01)
    pen.polygon(path("M60 33 C63 37 64.5 38 64 41 Q62.5 43.5 60.6 41.5 L61.5 44.5 L58.5 44.5 L59.4 41.5 Q57.5 43.5 56 41"
                     " C55.5 38 57 37 60 33"), "accent")
    pen.curve([(0.2, 0.38), (0.26, 0.26), (0.37, 0.18)], 0.026, "light")


@motif("high-heel")
def high_heel(pen: Pen) -> None:
    pen.polygon(path("M72 50 L86 44 L90 92 L84 92 C83 76 80 64 72 58"), "shade")
    pen.polygon(path("M90 22 C94 34 92 48 86 56 C78 56 70 60 62 70 C54 80 44 88 30 90 L8 90 Q3 88 4 83 C8 77 18 76 27 73"
                     " C40 68 48 54 58 42 C68 30 80 30 90 22"))
    pen.polygon(path("M90 22 C94 34 92 48 86 56 C82 56 79 57 76 58 C84 46 84 36 82 27"), "shade")
    pen.polygon(path("M27 73 C40 68 48 54 58 42 C64 35 70 32 76 30 C70 44 54 66 40 74 Q33 77 27 73"), "light")
    pen.polygon(path("M4 86 L28 87 C44 86 54 78 62 68 C70 58 78 54 86 54 L86 59 C76 59 70 64 64 73 C55 86 44 93 30 93 L8 93"
                     " Q3 91 4 86"), "accent")
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
    pen.polygon(path("M40 42 L60 42 C66 60 78 76 92 86 C86 94 76 90 70 93 C62 97 54 92 48 94 C40 97 34 92 26 93 C20 94 12 92 8 86"
                     " C22 76 34 60 40 42"))
    pen.polygon(path("M60 42 C66 60 78 76 92 86 C86 94 76 90 70 93 C68 74 60 58 55 44"), "shade")
    pen.polygon(path("M47 45 C44 62 38 80 36 93.5 C32 92 29 92.5 26 93 C32 78 40 62 43 45"), "light")
    pen.polygon(path("M53 46 C56 62 58 78 57 93 L52 93.2 C53 78 53 62 51 46"), "light")
    pen.polygon(path("M39 39 Q50 43 61 39 L61.5 45 Q50 49 38.5 45"), "accent")
    pen.polygon(path("M58 43 L66 54 L62 54 L61 58 L56 46"), "accent")


@motif("badge")
def badge(pen: Pen) -> None:
    pen.star(0.5, 0.51, 0.44, 0.24, 6)
    for turn in range(0, 360, 60):
        point = pen.within(0, 0.01, 1, 1.01, turn=turn)
        point.polygon(path("M50 6 L62 29.2 L50 50"), "shade")
        point.ellipse(0.5, 0.06, 0.05)
        point.ellipse(0.49, 0.055, 0.018, tone="light")
    pen.ellipse(0.5, 0.51, 0.215)
    pen.ring(0.5, 0.51, 0.2, 0.018, "light")
    pen.star(0.5, 0.515, 0.15, 0.062, 5, "accent")
