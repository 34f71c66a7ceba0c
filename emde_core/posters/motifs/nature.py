"""Places of nature: land, water and growth."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.registry import motif


@motif("mountain")
def mountain(pen: Pen) -> None:
    pen.polygon([(0.42, 0.9), (0.72, 0.36), (0.99, 0.9)], "shade")
    pen.polygon([(0.72, 0.36), (0.79, 0.5), (0.73, 0.47), (0.69, 0.55), (0.655, 0.478)], "light")
    pen.polygon([(0.01, 0.9), (0.4, 0.1), (0.8, 0.9)])
    pen.polygon([(0.4, 0.1), (0.8, 0.9), (0.52, 0.9), (0.44, 0.62), (0.5, 0.45)], "shade")
    pen.polygon(
        [(0.4, 0.1), (0.545, 0.39), (0.48, 0.36), (0.44, 0.47), (0.38, 0.37), (0.31, 0.43), (0.285, 0.33)], "light"
    )


def _fir(pen: Pen, x: float, foot: float, height: float) -> None:
    """A fir tree of four tiers, its right side in the shade."""
    half = height * 0.26
    pen.rectangle(x - height * 0.03, foot - height * 0.12, x + height * 0.03, foot, "shade")
    for k in range(4):
        top, wide = foot - height + k * height * 0.2, half * (0.44 + 0.19 * k)
        low = top + height * 0.31
        pen.polygon(
            [
                (x, top),
                (x + wide, low),
                (x + wide * 0.45, low - height * 0.03),
                (x, low),
                (x - wide * 0.45, low - height * 0.03),
                (x - wide, low),
            ]
        )
        pen.polygon([(x, top), (x + wide, low), (x + wide * 0.45, low - height * 0.03), (x + wide * 0.1, low)], "shade")


@motif("forest")
def forest(pen: Pen) -> None:
    for x, foot, height in (
        (0.13, 0.84, 0.56),
        (0.87, 0.84, 0.6),
        (0.68, 0.86, 0.72),
        (0.31, 0.87, 0.68),
        (0.5, 0.93, 0.88),
        (0.19, 0.95, 0.48),
        (0.82, 0.95, 0.5),
    ):
        _fir(pen, x, foot, height)
    pen.polygon([(0.02, 0.95), (0.1, 0.925), (0.9, 0.925), (0.98, 0.95)])


@motif("palm")
def palm(pen: Pen) -> None:
    pen.blob(
        [(0.43, 0.95), (0.47, 0.7), (0.51, 0.5), (0.53, 0.33), (0.58, 0.33), (0.57, 0.52), (0.545, 0.72), (0.54, 0.95)]
    )
    for k in range(7):
        y = 0.88 - 0.075 * k
        pen.line([(0.455 + 0.012 * k, y), (0.525 + 0.006 * k, y + 0.015)], 0.012, "shade")
    crown = (0.555, 0.31)
    for tip, bow in (
        ((0.06, 0.46), (0.22, 0.2)),
        ((0.12, 0.16), (0.33, 0.1)),
        ((0.42, 0.03), (0.5, 0.12)),
        ((0.82, 0.08), (0.68, 0.1)),
        ((0.97, 0.36), (0.85, 0.16)),
        ((0.86, 0.58), (0.78, 0.33)),
        ((0.24, 0.6), (0.33, 0.34)),
    ):
        _frond(pen, crown, bow, tip)
    for x, y in ((0.52, 0.36), (0.585, 0.37), (0.55, 0.4)):
        pen.ellipse(x, y, 0.032, tone="accent")
    pen.blob([(0.2, 0.97), (0.33, 0.925), (0.5, 0.91), (0.68, 0.925), (0.8, 0.97)], "shade")


def _frond(pen: Pen, root: tuple[float, float], bow: tuple[float, float], tip: tuple[float, float]) -> None:
    """A palm leaf: a crescent from its root over its bow to its hanging tip."""
    (x0, y0), (x1, y1), (x2, y2) = root, bow, tip
    inner = (x1 * 0.78 + (x0 + x2) / 2 * 0.22, y1 * 0.62 + (y0 + y2) / 2 * 0.38 + 0.03)
    pen.blob(
        [
            (x0, y0 - 0.025),
            ((x0 + x1) / 2, (y0 + y1) / 2 - 0.035),
            (x1, y1),
            ((x1 + x2) / 2, (y1 + y2) / 2 - 0.02),
            (x2, y2),
            ((inner[0] + x2) / 2, (inner[1] + y2) / 2 + 0.01),
            inner,
            (x0, y0 + 0.025),
        ]
    )
    pen.curve([(x0, y0), ((x1 + inner[0]) / 2, (y1 + inner[1]) / 2), ((x1 + x2) / 2, (y1 + y2) / 2)], 0.008, "shade")


@motif("cactus")
def cactus(pen: Pen) -> None:
    pen.rectangle(0.4, 0.07, 0.6, 0.95, radius=0.1)
    for mirror, lift in ((False, 0.0), (True, -0.11)):
        side = pen.within(0.0, lift, 1.0, 1.0 + lift, mirror=mirror)
        side.rectangle(0.15, 0.33, 0.29, 0.62, radius=0.07)
        side.wedge(0.33, 0.6, 0.18, 90, 180)
        side.rectangle(0.32, 0.64, 0.45, 0.78)
        side.ellipse(0.335, 0.61, 0.045, 0.03, "paper")
        side.rectangle(0.29, 0.45, 0.335, 0.62, "paper")
        for start, end in (((0.22, 0.42), (0.22, 0.6)), ((0.34, 0.71), (0.4, 0.71))):
            side.line([start, end], 0.014, "shade")
        side.star(0.22, 0.33, 0.065, 0.03, 6, "accent")
    for x in (0.455, 0.545):
        pen.line([(x, 0.17), (x, 0.9)], 0.014, "shade")
    pen.star(0.5, 0.075, 0.075, 0.035, 6, "accent")
    pen.blob([(0.1, 0.97), (0.28, 0.935), (0.5, 0.925), (0.74, 0.935), (0.9, 0.97), (0.5, 0.985)], "shade")


@motif("wave")
def wave(pen: Pen) -> None:
    pen.blob(
        [
            (0.0, 0.93),
            (0.02, 0.74),
            (0.12, 0.45),
            (0.3, 0.2),
            (0.53, 0.1),
            (0.75, 0.16),
            (0.87, 0.31),
            (0.86, 0.47),
            (0.76, 0.53),
            (0.79, 0.42),
            (0.72, 0.33),
            (0.6, 0.34),
            (0.5, 0.45),
            (0.49, 0.6),
            (0.57, 0.72),
            (0.74, 0.79),
            (0.93, 0.8),
            (1.0, 0.93),
            (0.5, 0.95),
        ]
    )
    pen.blob(
        [
            (0.09, 0.86),
            (0.14, 0.6),
            (0.28, 0.36),
            (0.47, 0.24),
            (0.57, 0.25),
            (0.42, 0.36),
            (0.36, 0.55),
            (0.42, 0.74),
            (0.55, 0.86),
            (0.3, 0.9),
        ],
        "shade",
    )
    pen.curve([(0.2, 0.84), (0.23, 0.62), (0.33, 0.43), (0.44, 0.33)], 0.022, "light")
    pen.curve([(0.31, 0.86), (0.3, 0.68), (0.35, 0.52)], 0.016, "light")
    pen.blob(
        [
            (0.3, 0.21),
            (0.53, 0.08),
            (0.76, 0.13),
            (0.9, 0.31),
            (0.9, 0.5),
            (0.77, 0.57),
            (0.755, 0.5),
            (0.81, 0.45),
            (0.8, 0.33),
            (0.7, 0.235),
            (0.54, 0.185),
        ],
        "light",
    )
    for x, y, radius in ((0.91, 0.55, 0.03), (0.83, 0.6, 0.022), (0.96, 0.44, 0.018), (0.9, 0.65, 0.014)):
        pen.ellipse(x, y, radius, tone="light")
    pen.curve([(0.5, 0.88), (0.66, 0.86), (0.8, 0.89), (0.95, 0.87)], 0.018, "light")


@motif("island")
def island(pen: Pen) -> None:
    pen.ellipse(0.5, 0.84, 0.48, 0.09, "shade")
    pen.blob([(0.12, 0.84), (0.24, 0.75), (0.45, 0.68), (0.64, 0.71), (0.84, 0.8), (0.88, 0.85), (0.5, 0.875)], "light")
    for frame, mirror in (((0.14, 0.05, 0.8, 0.79), False), ((0.48, 0.26, 0.92, 0.78), True)):
        _bare_palm(pen.within(*frame, mirror=mirror))
    for y, left, right in ((0.92, 0.16, 0.5), (0.95, 0.48, 0.8), (0.89, 0.62, 0.9)):
        pen.line([(left, y), (right, y)], 0.012, "light")


def _bare_palm(pen: Pen) -> None:
    """A slim leaning palm without the mound it grows from."""
    pen.blob(
        [(0.44, 0.97), (0.45, 0.7), (0.51, 0.46), (0.56, 0.33), (0.61, 0.33), (0.57, 0.5), (0.53, 0.72), (0.53, 0.97)]
    )
    for tip, bow in (
        ((0.1, 0.5), (0.26, 0.2)),
        ((0.2, 0.14), (0.4, 0.1)),
        ((0.6, 0.02), (0.62, 0.14)),
        ((0.95, 0.14), (0.78, 0.12)),
        ((0.98, 0.46), (0.86, 0.24)),
        ((0.3, 0.62), (0.4, 0.36)),
    ):
        _frond(pen, (0.58, 0.32), bow, tip)


@motif("volcano")
def volcano(pen: Pen) -> None:
    for x, y, radius in (
        (0.36, 0.2, 0.12),
        (0.52, 0.13, 0.12),
        (0.66, 0.2, 0.12),
        (0.5, 0.26, 0.12),
        (0.28, 0.12, 0.07),
    ):
        pen.ellipse(x, y, radius, tone="shade")
    pen.blob(
        [
            (0.42, 0.45),
            (0.44, 0.3),
            (0.38, 0.16),
            (0.47, 0.24),
            (0.5, 0.08),
            (0.54, 0.24),
            (0.63, 0.15),
            (0.57, 0.3),
            (0.59, 0.45),
        ],
        "accent",
    )
    pen.blob([(0.47, 0.44), (0.48, 0.33), (0.5, 0.2), (0.53, 0.33), (0.54, 0.44)], "light")
    pen.polygon(
        [
            (0.02, 0.94),
            (0.18, 0.76),
            (0.3, 0.58),
            (0.38, 0.42),
            (0.46, 0.44),
            (0.54, 0.44),
            (0.62, 0.42),
            (0.71, 0.6),
            (0.83, 0.77),
            (0.98, 0.94),
        ]
    )
    pen.polygon(
        [(0.62, 0.42), (0.71, 0.6), (0.83, 0.77), (0.98, 0.94), (0.66, 0.94), (0.58, 0.7), (0.56, 0.44)], "shade"
    )
    pen.blob(
        [
            (0.41, 0.42),
            (0.5, 0.435),
            (0.59, 0.42),
            (0.57, 0.52),
            (0.6, 0.62),
            (0.56, 0.66),
            (0.53, 0.55),
            (0.51, 0.68),
            (0.52, 0.82),
            (0.48, 0.86),
            (0.46, 0.7),
            (0.45, 0.56),
            (0.41, 0.6),
            (0.385, 0.54),
        ],
        "accent",
    )


@motif("iceberg")
def iceberg(pen: Pen) -> None:
    pen.polygon(
        [(0.2, 0.42), (0.29, 0.28), (0.37, 0.24), (0.47, 0.04), (0.58, 0.15), (0.65, 0.27), (0.75, 0.32), (0.82, 0.42)]
    )
    pen.polygon([(0.29, 0.28), (0.37, 0.24), (0.47, 0.04), (0.5, 0.22), (0.42, 0.42), (0.33, 0.42)], "light")
    pen.polygon(
        [
            (0.1, 0.46),
            (0.9, 0.46),
            (0.95, 0.57),
            (0.84, 0.68),
            (0.78, 0.8),
            (0.62, 0.86),
            (0.52, 0.97),
            (0.4, 0.86),
            (0.26, 0.8),
            (0.18, 0.66),
            (0.06, 0.57),
        ],
        "shade",
    )
    pen.polygon(
        [
            (0.1, 0.46),
            (0.58, 0.46),
            (0.64, 0.6),
            (0.54, 0.76),
            (0.52, 0.97),
            (0.4, 0.86),
            (0.26, 0.8),
            (0.18, 0.66),
            (0.06, 0.57),
        ]
    )
    pen.polygon([(0.2, 0.5), (0.42, 0.5), (0.33, 0.68)], "accent")
    for left, right in ((0.0, 0.14), (0.86, 1.0)):
        pen.line([(left, 0.44), (right, 0.44)], 0.018)


@motif("tornado")
def tornado(pen: Pen) -> None:
    bands = (
        (0.5, 0.1, 0.46),
        (0.52, 0.2, 0.39),
        (0.5, 0.3, 0.32),
        (0.45, 0.4, 0.26),
        (0.46, 0.495, 0.21),
        (0.5, 0.585, 0.165),
        (0.54, 0.67, 0.125),
        (0.54, 0.75, 0.09),
        (0.5, 0.825, 0.062),
        (0.47, 0.89, 0.04),
    )
    for k, (x, y, half) in enumerate(bands):
        pen.ellipse(x, y, half, 0.062 - 0.0034 * k, "shade" if k % 2 else "ink", turn=-4)
    for k, (x, y, half) in enumerate(bands[:8]):
        pen.curve(
            [(x - half * 0.75, y + 0.008), (x - half * 0.2, y + 0.03), (x + half * 0.35, y + 0.02)],
            0.012 - 0.0006 * k,
            "light",
        )
    pen.blob([(0.26, 0.95), (0.36, 0.905), (0.48, 0.89), (0.6, 0.905), (0.72, 0.95), (0.5, 0.97)])
    for x, y, turn in ((0.2, 0.62, 20), (0.76, 0.5, -25), (0.72, 0.82, 40), (0.27, 0.8, -15)):
        pen.within(x - 0.04, y - 0.04, x + 0.04, y + 0.04, turn=turn).rectangle(0.1, 0.3, 0.9, 0.7, "accent")


@motif("lightning")
def lightning(pen: Pen) -> None:
    pen.polygon([(0.6, 0.02), (0.2, 0.56), (0.44, 0.56), (0.3, 0.98), (0.8, 0.4), (0.54, 0.4), (0.74, 0.02)])
    pen.polygon([(0.6, 0.02), (0.2, 0.56), (0.29, 0.56), (0.66, 0.02)], "light")
    pen.polygon([(0.54, 0.4), (0.8, 0.4), (0.3, 0.98), (0.335, 0.875), (0.7, 0.45), (0.52, 0.45)], "shade")


@motif("snowflake")
def snowflake(pen: Pen) -> None:
    for k in range(6):
        arm = pen.within(0.0, 0.0, 1.0, 1.0, turn=60 * k)
        arm.line([(0.5, 0.5), (0.5, 0.06)], 0.052)
        for y, reach in ((0.16, 0.1), (0.28, 0.14)):
            arm.line([(0.5 - reach, y - reach * 0.6), (0.5, y), (0.5 + reach, y - reach * 0.6)], 0.036)
        arm.ellipse(0.5, 0.06, 0.036)
    pen.star(0.5, 0.5, 0.15, 0.09, 6, "shade")
    pen.star(0.5, 0.5, 0.085, 0.05, 6, "accent", turn=30)
