"""Landmarks, ways and thresholds."""

from __future__ import annotations

from math import pi, sin

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.registry import motif


@motif("prison-bars")
def prison_bars(pen: Pen) -> None:
    for x in (0.1, 0.3, 0.5, 0.7, 0.9):
        pen.rectangle(x - 0.035, 0.04, x + 0.035, 0.96, radius=0.02)
        pen.rectangle(x - 0.022, 0.05, x - 0.006, 0.95, "light")
    for y in (0.12, 0.82):
        pen.rectangle(0.02, y, 0.98, y + 0.06, "shade", radius=0.015)
        for x in (0.1, 0.3, 0.5, 0.7, 0.9):
            pen.ellipse(x, y + 0.03, 0.014, tone="light")
    _fist(pen.within(0.18, 0.4, 0.42, 0.64))
    _fist(pen.within(0.58, 0.4, 0.82, 0.64, mirror=True))


def _fist(pen: Pen) -> None:
    """A hand that grips an upright bar in the middle of its square, seen from outside."""
    pen.rectangle(0.12, 0.08, 0.5, 0.96, "shade", radius=0.18)
    for k in range(4):
        pen.rectangle(0.1, 0.04 + 0.22 * k, 0.86 - 0.05 * (k % 3), 0.23 + 0.22 * k, "accent", radius=0.09)
    pen.line([(0.2, 0.02), (0.52, -0.12)], 0.17, "accent")


@motif("lighthouse")
def lighthouse(pen: Pen) -> None:
    for mirror in (False, True):
        pen.within(0.0, 0.0, 1.0, 1.0, mirror=mirror).polygon([(0.5, 0.195), (0.02, 0.08), (0.02, 0.31)], "accent")
    pen.polygon([(0.41, 0.29), (0.59, 0.29), (0.66, 0.88), (0.34, 0.88)])
    for top, bottom in ((0.4, 0.51), (0.63, 0.75)):
        upper, lower = 0.09 + (top - 0.29) * 0.1186, 0.09 + (bottom - 0.29) * 0.1186
        pen.polygon([(0.5 - upper, top), (0.5 + upper, top), (0.5 + lower, bottom), (0.5 - lower, bottom)], "light")
    pen.polygon([(0.54, 0.29), (0.59, 0.29), (0.66, 0.88), (0.57, 0.88)], "shade")
    pen.rectangle(0.44, 0.13, 0.56, 0.26, "light")
    for x in (0.44, 0.5, 0.56):
        pen.line([(x, 0.13), (x, 0.26)], 0.012)
    pen.wedge(0.5, 0.14, 0.08, 180, 360)
    pen.line([(0.5, 0.07), (0.5, 0.03)], 0.014)
    pen.rectangle(0.37, 0.255, 0.63, 0.295)
    pen.rectangle(0.475, 0.55, 0.525, 0.6, "shade")
    pen.blob([(0.12, 0.96), (0.2, 0.87), (0.36, 0.84), (0.5, 0.86), (0.66, 0.83), (0.82, 0.88), (0.9, 0.96)], "shade")


@motif("bridge")
def bridge(pen: Pen) -> None:
    pen.rectangle(0.0, 0.66, 1.0, 0.71)
    pen.rectangle(0.0, 0.71, 1.0, 0.73, "shade")
    spans = (
        ((-0.02, 0.5), (0.1, 0.36), (0.23, 0.14)),
        ((0.23, 0.14), (0.5, 0.6), (0.77, 0.14)),
        ((0.77, 0.14), (0.9, 0.36), (1.02, 0.5)),
    )
    for k in range(31):
        x = 0.03 + 0.031 * k
        pen.line([(x, _cable(x)), (x, 0.67)], 0.006, "light")
    for start, _, end in spans:
        xs = [start[0] + (end[0] - start[0]) * k / 24 for k in range(25)]
        pen.line([(x, _cable(x)) for x in xs], 0.018)
    for x in (0.23, 0.77):
        for side in (-0.042, 0.042):
            pen.polygon(
                [
                    (x + side - 0.018, 0.08),
                    (x + side + 0.018, 0.08),
                    (x + side * 1.25 + 0.022, 0.93),
                    (x + side * 1.25 - 0.022, 0.93),
                ]
            )
        for y in (0.1, 0.25, 0.42, 0.58, 0.78):
            pen.rectangle(x - 0.05, y, x + 0.05, y + 0.03, "shade")
        pen.rectangle(x - 0.085, 0.9, x + 0.085, 0.95, "shade")
        pen.ellipse(x, 0.055, 0.018, tone="accent")


def _cable(x: float) -> float:
    """The height of a suspension bridge's cable at ``x``."""
    if 0.23 <= x <= 0.77:
        return 0.14 + 0.46 * (1 - ((x - 0.5) / 0.27) ** 2)
    away = (0.23 - x if x < 0.23 else x - 0.77) / 0.25
    return 0.14 + 0.44 * float(min(1.1, away) ** 0.8)


@motif("eiffel-tower")
def eiffel_tower(pen: Pen) -> None:
    pen.polygon([(0.49, 0.02), (0.51, 0.02), (0.525, 0.3), (0.57, 0.52), (0.43, 0.52), (0.475, 0.3)])
    pen.polygon([(0.43, 0.52), (0.57, 0.52), (0.63, 0.7), (0.37, 0.7)])
    for mirror in (False, True):
        side = pen.within(0.0, 0.0, 1.0, 1.0, mirror=mirror)
        side.blob(
            [
                (0.37, 0.69),
                (0.46, 0.7),
                (0.4, 0.78),
                (0.34, 0.87),
                (0.3, 0.965),
                (0.15, 0.965),
                (0.25, 0.86),
                (0.32, 0.76),
            ]
        )
        side.line([(0.2, 0.94), (0.34, 0.78)], 0.01, "light")
        side.line([(0.28, 0.94), (0.32, 0.82)], 0.01, "light")
    pen.arc(0.5, 0.9, 0.185, 200, 340, 0.03, "shade")
    pen.polygon([(0.46, 0.57), (0.54, 0.57), (0.565, 0.66), (0.435, 0.66)], "paper")
    for y, half in ((0.515, 0.09), (0.69, 0.155)):
        pen.rectangle(0.5 - half, y, 0.5 + half, y + 0.034, "shade")
        pen.rectangle(0.5 - half, y, 0.5 + half, y + 0.01, "light")
    for k in range(7):
        y = 0.2 + 0.045 * k
        half = 0.008 + 0.0046 * k
        pen.line([(0.5 - half, y), (0.5 + half, y + 0.04)], 0.007, "light")
        pen.line([(0.5 + half, y), (0.5 - half, y + 0.04)], 0.007, "light")
    pen.rectangle(0.475, 0.16, 0.525, 0.18, "shade")
    pen.ellipse(0.5, 0.03, 0.016, tone="accent")


@motif("pyramid")
def pyramid(pen: Pen) -> None:
    pen.polygon([(0.5, 0.88), (0.8, 0.46), (1.0, 0.88)])
    pen.polygon([(0.8, 0.46), (1.0, 0.88), (0.86, 0.88)], "shade")
    pen.polygon([(0.0, 0.88), (0.4, 0.14), (0.78, 0.88)])
    pen.polygon([(0.4, 0.14), (0.78, 0.88), (0.52, 0.88)], "shade")
    pen.polygon([(0.4, 0.14), (0.345, 0.242), (0.385, 0.228), (0.418, 0.245), (0.452, 0.241)], "accent")
    for y, start, length in (
        (0.42, 0.1, 0.16),
        (0.54, 0.0, 0.1),
        (0.63, 0.2, 0.14),
        (0.74, 0.04, 0.2),
        (0.82, 0.28, 0.12),
    ):
        left = 0.4 - 0.4 * (y - 0.14) / 0.74 + 0.03 + start
        pen.line([(left, y), (left + length, y)], 0.009, "shade")


@motif("circus-tent")
def circus_tent(pen: Pen) -> None:
    pen.line([(0.5, 0.05), (0.5, 0.2)], 0.014)
    pen.polygon([(0.5, 0.03), (0.68, 0.065), (0.5, 0.12)], "accent")
    ribs = [(0.04 + 0.92 * k / 8, 0.56 + 0.035 * sin(pi * k / 8)) for k in range(9)]
    for k in range(8):
        (x0, y0), (x1, y1) = ribs[k], ribs[k + 1]
        pen.blob([(0.5, 0.17), _sag(x0, y0), (x0, y0), (x1, y1), _sag(x1, y1)], "light" if k % 2 else "ink")
        pen.wedge((x0 + x1) / 2, (y0 + y1) / 2 - 0.005, 0.06, 0, 180, "accent")
    for k in range(8):
        left, right = 0.1 + 0.1 * k, 0.2 + 0.1 * k
        pen.rectangle(left, 0.62, right, 0.93, "shade" if k % 2 else "ink")
    for k in range(8):
        (x0, y0), (x1, y1) = ribs[k], ribs[k + 1]
        pen.wedge((x0 + x1) / 2, (y0 + y1) / 2, 0.06, 0, 180, "accent")
    pen.polygon([(0.5, 0.64), (0.6, 0.93), (0.4, 0.93)], "light")
    pen.polygon([(0.5, 0.68), (0.57, 0.93), (0.43, 0.93)], "shade")
    pen.rectangle(0.05, 0.92, 0.95, 0.95, "shade")


def _sag(x: float, y: float) -> tuple[float, float]:
    """Where the canvas hangs between the mast and the rim at (x, y)."""
    return 0.5 + (x - 0.5) * 0.42, 0.17 + (y - 0.17) * 0.56


@motif("windmill")
def windmill(pen: Pen) -> None:
    pen.polygon([(0.39, 0.42), (0.61, 0.42), (0.7, 0.95), (0.3, 0.95)])
    pen.polygon([(0.53, 0.42), (0.61, 0.42), (0.7, 0.95), (0.56, 0.95)], "shade")
    pen.wedge(0.5, 0.43, 0.135, 180, 360, "shade")
    pen.rectangle(0.28, 0.66, 0.72, 0.69, "light")
    pen.rectangle(0.45, 0.8, 0.55, 0.95, "accent")
    pen.ellipse(0.47, 0.57, 0.03, tone="light")
    for k in range(4):
        sail = pen.within(0.06, -0.06, 0.94, 0.82, turn=24 + 90 * k)
        sail.line([(0.5, 0.5), (0.5, 0.02)], 0.018)
        sail.rectangle(0.51, 0.03, 0.64, 0.38, "light")
        for y in (0.1, 0.17, 0.24, 0.31):
            sail.rectangle(0.51, y, 0.64, y + 0.01, "shade")
        sail.line([(0.64, 0.03), (0.64, 0.38)], 0.012)
        sail.line([(0.51, 0.03), (0.64, 0.03)], 0.012)
    pen.ellipse(0.5, 0.38, 0.035, tone="accent")


@motif("gate")
def gate(pen: Pen) -> None:
    for x in (0.1, 0.9):
        pen.rectangle(x - 0.085, 0.24, x + 0.085, 0.95)
        pen.rectangle(x + 0.02, 0.24, x + 0.085, 0.95, "shade")
        pen.rectangle(x - 0.105, 0.2, x + 0.105, 0.26, "light")
        pen.ellipse(x, 0.14, 0.065, tone="accent")
    for k in range(9):
        x = 0.236 + 0.066 * k
        top = 0.36 - 0.2 * (1 - ((x - 0.5) / 0.3) ** 2)
        pen.line([(x, top), (x, 0.93)], 0.022)
        pen.polygon([(x - 0.022, top), (x, top - 0.06), (x + 0.022, top)])
    for y in (0.44, 0.84):
        pen.rectangle(0.185, y, 0.815, y + 0.03)
    pen.rectangle(0.496, 0.2, 0.504, 0.93, "shade")
    for x in (0.34, 0.66):
        pen.ring(x, 0.64, 0.085, 0.02)
        pen.ellipse(x, 0.64, 0.035, tone="accent")
    pen.rectangle(0.475, 0.6, 0.525, 0.68, "light", radius=0.01)


@motif("staircase")
def staircase(pen: Pen) -> None:
    steps = 7
    for k in range(steps):
        left, top = 0.06 + 0.126 * k, 0.86 - 0.1 * k
        pen.rectangle(left, top, 0.95, top + 0.115, "ink")
        pen.rectangle(left, top, 0.95, top + 0.026, "light")
        pen.rectangle(left, top + 0.026, left + 0.022, top + 0.1, "shade")
    pen.polygon([(0.3, 0.95), (0.95, 0.95), (0.95, 0.42)], "shade")
    for k in range(steps):
        x, top = 0.12 + 0.126 * k, 0.86 - 0.1 * k
        pen.line([(x, top), (x, top - 0.2)], 0.016)
    pen.line([(0.08, 0.69), (0.9, 0.045)], 0.035, "accent")
    pen.ellipse(0.09, 0.68, 0.04, tone="accent")


@motif("door")
def door(pen: Pen) -> None:
    pen.rectangle(0.2, 0.03, 0.8, 0.95)
    pen.rectangle(0.26, 0.09, 0.74, 0.95, "light")
    pen.polygon([(0.26, 0.95), (0.74, 0.95), (0.96, 0.99), (0.4, 0.99)], "light")
    pen.polygon([(0.26, 0.09), (0.58, 0.16), (0.58, 0.99), (0.26, 0.95)], "shade")
    for top, bottom in ((0.2, 0.5), (0.58, 0.88)):
        pen.polygon([(0.31, top), (0.41, top + 0.018), (0.41, bottom + 0.006), (0.31, bottom)])
        pen.polygon([(0.44, top + 0.024), (0.535, top + 0.042), (0.535, bottom + 0.02), (0.44, bottom + 0.01)])
    pen.ellipse(0.552, 0.57, 0.022, tone="accent")


@motif("railway")
def railway(pen: Pen) -> None:
    for k in range(9):
        share = (k / 8.4) ** 1.9
        y, half = 0.14 + 0.78 * share, 0.06 + 0.42 * share
        pen.rectangle(0.5 - half, y, 0.5 + half, y + 0.012 + 0.055 * share, "shade")
    for mirror in (False, True):
        side = pen.within(0.0, 0.0, 1.0, 1.0, mirror=mirror)
        side.polygon([(0.472, 0.06), (0.486, 0.06), (0.3, 0.97), (0.2, 0.97)])
        side.polygon([(0.474, 0.06), (0.478, 0.06), (0.235, 0.97), (0.205, 0.97)], "light")
    pen.rectangle(0.82, 0.1, 0.845, 0.62)
    pen.rectangle(0.77, 0.05, 0.895, 0.27, "ink", radius=0.05)
    pen.ellipse(0.8325, 0.11, 0.036, tone="accent")
    pen.ellipse(0.8325, 0.2, 0.036, tone="shade")
