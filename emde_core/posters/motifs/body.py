"""Parts of bodies, human and winged."""

from __future__ import annotations

from math import cos, pi, sin

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif

_HALF_HEART = path("M50 26 C45 12 36 7 27 7 C14 7 4 17 4 33 C4 55 24 72 50 93")
_CRACK = path("M50 93 L43 76 L57 65 L41 53 L57 42 L50 26")


@motif("skull")
def skull(pen: Pen) -> None:
    pen.polygon(
        mirrored(path("M50 4 C23 4 8 21 8 43 C8 52 12 55 12 62 C12 70 20 73 27 74 L31 79 L31 90 Q32 96 38 96 L50 96"))
    )
    pen.polygon(
        path(
            "M64 6 C83 12 92 25 92 43 C92 52 88 55 88 62 C88 70 80 73 73 74 L69 79 L69 90 Q68 96 62 96 L59 96 L60 74"
            " C74 70 82 52 80 36 C78 22 72 12 64 6"
        ),
        "shade",
    )
    for mirror_image in (False, True):
        face = pen.within(0, 0, 1, 1, mirror=mirror_image)
        face.polygon(path("M17 48 C17 41 33 39 44 49 C46 57 41 65 31 65 C21 65 17 56 17 48"), "paper")
        face.polygon(path("M49 60 L49 73 Q45 74 42 71 Q43 64 49 60"), "paper")
    for x in (0.38, 0.46, 0.54, 0.62):
        pen.rectangle(x - 0.033, 0.805, x + 0.033, 0.875, "light", radius=0.015)
        pen.rectangle(x - 0.033, 0.885, x + 0.033, 0.95, "light", radius=0.015)
    pen.line([(0.6, 0.05), (0.56, 0.14), (0.62, 0.19), (0.58, 0.28)], 0.016, "accent")
    pen.curve([(0.16, 0.36), (0.21, 0.23), (0.32, 0.14)], 0.032, "light")


@motif("eye")
def eye(pen: Pen) -> None:
    for x, y in path("M2 58 C22 20 78 20 98 58")[2:16:2]:
        tip = (0.5 + (x - 0.5) * 1.22, 0.95 + (y - 0.95) * 1.3)
        pen.polygon([(x - 0.035, y + 0.02), tip, (x + 0.035, y + 0.02)])
    pen.polygon(path("M2 58 C22 20 78 20 98 58 C78 90 22 90 2 58"))
    pen.polygon(path("M8 59 C28 31 72 31 92 59 C74 83 26 83 8 59"), "light")
    pen.ellipse(0.5, 0.565, 0.205, tone="shade")
    pen.ellipse(0.5, 0.565, 0.18, tone="accent")
    for k in range(16):
        pen.within(0, 0.065, 1, 1.065, turn=k * 22.5).line([(0.5, 0.345), (0.5, 0.4)], 0.01, "shade")
    pen.ellipse(0.5, 0.565, 0.095, tone="shade")
    pen.ellipse(0.44, 0.505, 0.042, tone="light")
    pen.polygon(path("M8 59 C28 31 72 31 92 59 C72 42 28 42 8 59"))


@motif("hand")
def hand(pen: Pen) -> None:
    pen = pen.within(0.05, 0, 1.05, 1)
    for root, tip, width in (
        ((0.36, 0.52), (0.29, 0.19), 0.105),
        ((0.475, 0.5), (0.455, 0.11), 0.11),
        ((0.59, 0.5), (0.62, 0.15), 0.105),
        ((0.69, 0.56), (0.77, 0.27), 0.09),
    ):
        pen.line([root, tip], width)
        pen.line(
            [
                (root[0] * 0.45 + tip[0] * 0.55 - 0.03, root[1] * 0.45 + tip[1] * 0.55),
                (root[0] * 0.45 + tip[0] * 0.55 + 0.03, root[1] * 0.45 + tip[1] * 0.55),
            ],
            0.012,
            "shade",
        )
    pen.polygon(
        path(
            "M30 50 L74 52 C76 68 70 78 66 84 L66 92 L36 92 L36 84 C28 80 22 72 14 62 C8 56 6 51 10 48"
            " C15 45 21 50 31 60"
        )
    )
    pen.polygon(path("M74 52 C76 68 70 78 66 84 L66 92 L56 92 C60 80 66 70 64 53"), "shade")
    pen.curve([(0.34, 0.58), (0.43, 0.66), (0.43, 0.8)], 0.016, "light")
    pen.curve([(0.37, 0.56), (0.47, 0.6), (0.57, 0.66)], 0.016, "light")
    pen.curve([(0.43, 0.54), (0.53, 0.57), (0.63, 0.555)], 0.016, "light")
    pen.rectangle(0.31, 0.88, 0.71, 0.97, "accent", radius=0.02)


@motif("heart")
def heart(pen: Pen) -> None:
    pen.polygon(mirrored(_HALF_HEART))
    inner = pen.within(0.075, 0.065, 0.925, 0.915)
    inner.polygon(mirrored(_HALF_HEART), "accent")
    inner.polygon(path("M77 8 C88 9 96 18 96 33 C96 55 76 72 50 93 C58 78 84 60 84 34 C84 22 82 14 77 8"), "shade")
    inner.curve([(0.14, 0.36), (0.16, 0.25), (0.24, 0.18)], 0.045, "light")
    inner.ellipse(0.17, 0.46, 0.024, tone="light")


@motif("broken-heart")
def broken_heart(pen: Pen) -> None:
    left = pen.within(0.0, 0.07, 0.86, 0.93, turn=-6)
    left.polygon([*_HALF_HEART, *_CRACK], "accent")
    left.curve([(0.13, 0.37), (0.15, 0.25), (0.23, 0.175)], 0.04, "light")
    right = pen.within(0.14, 0.04, 1.0, 0.9, turn=7)
    right.polygon([*((1 - x, y) for x, y in _HALF_HEART), *_CRACK])
    right.polygon(path("M77 8 C88 9 96 18 96 33 C96 55 76 72 50 93 C58 78 84 60 84 34 C84 22 82 14 77 8"), "shade")


@motif("lips")
def lips(pen: Pen) -> None:
    pen.polygon(
        path(
            "M2 50 C16 40 28 20 40 20 Q46 20 50 27 Q54 20 60 20 C72 20 84 40 98 50 C86 66 70 82 50 82 C30 82 14 66 2 50"
        ),
        "accent",
    )
    pen.polygon(path("M2 50 C18 66 34 77 50 77 C66 77 82 66 98 50 C86 66 70 82 50 82 C30 82 14 66 2 50"), "shade")
    pen.polygon(path("M6 50 C30 46 40 40 50 44 C60 40 70 46 94 50 C76 55 66 61 50 61 C34 61 24 55 6 50"), "ink")
    pen.polygon(
        path("M20 48.5 C34 45 42 41 50 45 C58 41 66 45 80 48.5 C68 53 60 55 50 55 C40 55 32 53 20 48.5"), "light"
    )
    for x in (0.34, 0.42, 0.5, 0.58, 0.66):
        pen.line([(x, 0.455), (x, 0.525)], 0.007, "shade")
    pen.curve([(0.36, 0.675), (0.44, 0.69), (0.52, 0.685)], 0.026, "light")
    pen.curve([(0.3, 0.35), (0.36, 0.29), (0.41, 0.27)], 0.02, "light")


@motif("brain")
def brain(pen: Pen) -> None:
    pen.polygon(path("M54 70 C60 78 60 88 66 96 L78 94 C72 86 72 78 72 68"), "shade")
    pen.ellipse(0.76, 0.71, 0.17, 0.125, "shade")
    for y in (0.68, 0.735, 0.79):
        pen.curve([(0.64, y), (0.76, y + 0.02), (0.88, y - 0.02)], 0.012, "light")
    for x, y, radius in (
        (0.2, 0.46, 0.16),
        (0.28, 0.3, 0.17),
        (0.48, 0.21, 0.165),
        (0.68, 0.26, 0.17),
        (0.81, 0.42, 0.155),
        (0.8, 0.54, 0.13),
        (0.5, 0.46, 0.27),
        (0.26, 0.57, 0.13),
        (0.46, 0.66, 0.13),
        (0.6, 0.62, 0.13),
    ):
        pen.ellipse(x, y, radius)
    for fold in (
        "M30 66 C40 54 50 62 58 54 C64 48 74 50 78 56",
        "M10 44 C20 40 24 46 22 54",
        "M24 20 C32 26 26 36 34 40 C40 44 38 52 32 54",
        "M48 8 C44 16 50 22 46 30 C42 38 50 44 58 40",
        "M64 12 C70 20 62 26 66 32 C70 38 78 34 84 38",
        "M92 50 C86 44 78 46 72 44",
    ):
        pen.line(path(fold), 0.03, "shade")
    pen.line(path("M16 34 C18 28 22 24 25 24"), 0.024, "light")
    pen.line(path("M36 24 C36 18 40 13 44 12"), 0.024, "light")
    pen.line(path("M50 33 C54 30 56 24 54 20"), 0.03, "accent")


@motif("footprints")
def footprints(pen: Pen) -> None:
    _sole(pen.within(0.06, 0.36, 0.52, 0.97, turn=-8, mirror=True))
    _sole(pen.within(0.48, 0.03, 0.94, 0.64, turn=8))


def _sole(pen: Pen) -> None:
    pen.polygon(
        path(
            "M15 42 C11 29 26 24 45 25 C66 24 84 32 85 46 C87 60 77 68 74 80 C72 92 62 99 51 99 C39 99 33 91 33 80"
            " C34 66 20 56 15 42"
        )
    )
    for x, y, rx, ry in (
        (0.25, 0.13, 0.125, 0.115),
        (0.47, 0.11, 0.085, 0.085),
        (0.63, 0.145, 0.075, 0.075),
        (0.765, 0.2, 0.066, 0.066),
        (0.875, 0.285, 0.06, 0.058),
    ):
        pen.ellipse(x, y, rx, ry)
    pen.polygon(path("M33 80 C34 66 20 56 15 42 C22 54 40 62 44 74 C47 86 46 94 51 99 C39 99 33 91 33 80"), "shade")


@motif("wings")
def wings(pen: Pen) -> None:
    for mirror_image in (False, True):
        side = pen.within(0.03, 0.03, 0.97, 0.97, mirror=mirror_image)
        _feathers(side, 7, (0.2, 0.8), "ink")
        _feathers(side, 7, (0.13, 0.5), "light")
        _feathers(side, 7, (0.09, 0.27), "ink")
        side.polygon(path("M49 66 C47 48 42 34 30 18 C22 8 10 4 5 12 C2 20 6 28 14 32 C28 38 38 52 43 68 Q47 71 49 66"))
        side.curve([(0.12, 0.13), (0.22, 0.17), (0.32, 0.29)], 0.022, "light")
    pen.ellipse(0.5, 0.66, 0.04, tone="accent")


def _feathers(pen: Pen, count: int, lengths: tuple[float, float], tone: Tone) -> None:
    for k in range(count):
        t = k / (count - 1)
        x, y, length = 0.435 - 0.345 * t**1.05, 0.64 - 0.48 * t**0.85, lengths[0] + (lengths[1] - lengths[0]) * t
        angle = 92 + 4 * t
        middle = x + cos(angle * pi / 180) * length / 2, y + sin(angle * pi / 180) * length / 2
        pen.ellipse(*middle, length / 2 + 0.012, 0.052, "shade", turn=angle)
        pen.ellipse(*middle, length / 2, 0.036, tone, turn=angle)
