"""Places people build to live, pray and rule in."""

from __future__ import annotations

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.registry import motif


def _arch(pen: Pen, x: float, foot: float, width: float, height: float, tone: Tone = "shade") -> None:
    """A round-headed door or window that stands on ``foot``."""
    half = width / 2
    pen.rectangle(x - half, foot - height + half, x + half, foot, tone)
    pen.wedge(x, foot - height + half, half, 180, 360, tone)


def _columns(pen: Pen, left: float, right: float, top: float, foot: float, count: int) -> None:
    """A row of columns in light on a shaded wall."""
    pen.rectangle(left, top, right, foot, "shade")
    step = (right - left) / count
    for k in range(count):
        x = left + (k + 0.5) * step
        pen.rectangle(x - step * 0.24, top, x + step * 0.24, foot, "light")
        pen.rectangle(x - step * 0.34, top, x + step * 0.34, top + 0.022, "ink")
        pen.rectangle(x - step * 0.34, foot - 0.022, x + step * 0.34, foot, "ink")


@motif("skyscraper")
def skyscraper(pen: Pen) -> None:
    pen.line([(0.5, 0.02), (0.5, 0.2)], 0.014)
    for half, top in ((0.035, 0.1), (0.075, 0.17), (0.13, 0.26), (0.2, 0.4), (0.27, 0.62)):
        pen.rectangle(0.5 - half, top, 0.5 + half, 0.97)
        pen.rectangle(0.5 + half * 0.35, top, 0.5 + half, 0.97, "shade")
    for half, top, bottom in ((0.1, 0.29, 0.39), (0.17, 0.43, 0.61), (0.24, 0.65, 0.86)):
        for k in range(round(half / 0.028)):
            x = 0.5 - half + k * 0.058
            pen.rectangle(x, top, x + 0.022, bottom, "light")
    pen.rectangle(0.44, 0.88, 0.56, 0.97, "accent")


@motif("house")
def house(pen: Pen) -> None:
    pen.rectangle(0.67, 0.16, 0.77, 0.4, "shade")
    pen.rectangle(0.14, 0.46, 0.86, 0.92)
    pen.polygon([(0.5, 0.1), (0.98, 0.5), (0.9, 0.55), (0.5, 0.215), (0.1, 0.55), (0.02, 0.5)], "shade")
    pen.polygon([(0.5, 0.215), (0.86, 0.52), (0.14, 0.52)])
    pen.ellipse(0.5, 0.4, 0.055, tone="light")
    _arch(pen, 0.5, 0.92, 0.15, 0.3, "shade")
    pen.ellipse(0.545, 0.79, 0.012, tone="light")
    for x in (0.21, 0.65):
        pen.rectangle(x, 0.61, x + 0.14, 0.77, "accent")
        pen.rectangle(x + 0.062, 0.61, x + 0.078, 0.77)
        pen.rectangle(x, 0.682, x + 0.14, 0.698)
        pen.rectangle(x - 0.02, 0.77, x + 0.16, 0.79, "light")
    pen.rectangle(0.06, 0.91, 0.94, 0.94, "shade")


@motif("mansion")
def mansion(pen: Pen) -> None:
    pen.rectangle(0.1, 0.5, 0.9, 0.94)
    pen.polygon([(0.05, 0.52), (0.14, 0.36), (0.86, 0.36), (0.95, 0.52)], "shade")
    pen.rectangle(0.37, 0.22, 0.63, 0.94)
    pen.polygon([(0.34, 0.25), (0.41, 0.05), (0.59, 0.05), (0.66, 0.25)], "shade")
    for x in (0.41, 0.5, 0.59):
        pen.line([(x, 0.06), (x, 0.015)], 0.012)
    for x in (0.17, 0.8):
        pen.rectangle(x - 0.03, 0.27, x + 0.03, 0.42)
        pen.rectangle(x - 0.042, 0.265, x + 0.042, 0.285, "shade")
    for x in (0.245, 0.755):
        pen.polygon([(x - 0.075, 0.5), (x, 0.38), (x + 0.075, 0.5)])
        _arch(pen, x, 0.495, 0.05, 0.075, "light")
    _arch(pen, 0.5, 0.4, 0.085, 0.13, "accent")
    for x in (0.18, 0.29, 0.71, 0.82):
        _arch(pen, x, 0.73, 0.06, 0.13, "light")
    for x in (0.44, 0.56):
        _arch(pen, x, 0.58, 0.06, 0.13, "light")
    pen.rectangle(0.1, 0.77, 0.9, 0.79, "shade")
    for x in (0.12, 0.24, 0.37, 0.63, 0.76, 0.88):
        pen.rectangle(x - 0.01, 0.79, x + 0.01, 0.94, "shade")
    _arch(pen, 0.5, 0.94, 0.1, 0.14, "shade")
    pen.polygon([(0.36, 0.97), (0.41, 0.93), (0.59, 0.93), (0.64, 0.97)], "light")


@motif("farm")
def farm(pen: Pen) -> None:
    pen.rectangle(0.72, 0.3, 0.92, 0.92, "shade")
    pen.wedge(0.82, 0.305, 0.1, 180, 360, "light")
    for y in (0.42, 0.56, 0.7, 0.84):
        pen.rectangle(0.72, y, 0.92, y + 0.012)
    pen.polygon([(0.06, 0.92), (0.06, 0.5), (0.16, 0.32), (0.38, 0.2), (0.6, 0.32), (0.7, 0.5), (0.7, 0.92)])
    pen.line([(0.03, 0.53), (0.15, 0.31), (0.38, 0.185), (0.61, 0.31), (0.73, 0.53)], 0.035, "shade")
    pen.rectangle(0.31, 0.36, 0.45, 0.48, "light")
    pen.line([(0.31, 0.36), (0.45, 0.48)], 0.014)
    pen.line([(0.45, 0.36), (0.31, 0.48)], 0.014)
    pen.rectangle(0.22, 0.6, 0.54, 0.92, "light")
    for left, right in ((0.24, 0.37), (0.39, 0.52)):
        pen.rectangle(left, 0.62, right, 0.9, "shade")
        pen.line([(left, 0.62), (right, 0.9)], 0.018, "light")
        pen.line([(right, 0.62), (left, 0.9)], 0.018, "light")
    pen.line([(0.38, 0.19), (0.38, 0.08)], 0.014)
    pen.polygon([(0.3, 0.07), (0.46, 0.07), (0.5, 0.095), (0.46, 0.12), (0.3, 0.12)], "accent")
    pen.rectangle(0.0, 0.915, 1.0, 0.945, "shade")


@motif("castle")
def castle(pen: Pen) -> None:
    for x, top, half in ((0.5, 0.24, 0.1), (0.3, 0.36, 0.075), (0.7, 0.36, 0.075)):
        pen.rectangle(x - half, top, x + half, 0.8, "shade")
        pen.polygon([(x - half - 0.025, top), (x, top - half * 1.95), (x + half + 0.025, top)])
    pen.line([(0.5, 0.06), (0.5, 0.03)], 0.01)
    pen.polygon([(0.5, 0.0), (0.62, 0.03), (0.5, 0.06)], "accent")
    pen.rectangle(0.13, 0.6, 0.87, 0.95)
    for k in range(7):
        x = 0.22 + 0.085 * k
        pen.rectangle(x, 0.555, x + 0.05, 0.61)
    for x in (0.13, 0.87):
        pen.rectangle(x - 0.09, 0.46, x + 0.09, 0.95)
        pen.rectangle(x - 0.11, 0.43, x + 0.11, 0.5)
        for k in range(3):
            pen.rectangle(x - 0.11 + 0.085 * k, 0.385, x - 0.06 + 0.085 * k, 0.44)
        _arch(pen, x, 0.66, 0.045, 0.1, "light")
    for x, y in ((0.5, 0.42), (0.3, 0.5), (0.7, 0.5)):
        _arch(pen, x, y, 0.05, 0.11, "light")
    _arch(pen, 0.5, 0.95, 0.24, 0.27, "shade")
    for x in (0.43, 0.5, 0.57):
        pen.rectangle(x - 0.008, 0.72, x + 0.008, 0.95, "light")


@motif("church")
def church(pen: Pen) -> None:
    pen.rectangle(0.46, 0.56, 0.94, 0.95, "shade")
    pen.polygon([(0.4, 0.58), (0.46, 0.38), (0.88, 0.38), (0.98, 0.58)])
    for x in (0.66, 0.78, 0.89):
        _arch(pen, x, 0.84, 0.06, 0.18, "light")
    pen.rectangle(0.16, 0.42, 0.48, 0.95)
    pen.polygon([(0.13, 0.44), (0.32, 0.12), (0.51, 0.44)], "shade")
    pen.rectangle(0.31, 0.01, 0.33, 0.16)
    pen.rectangle(0.275, 0.045, 0.365, 0.065)
    pen.ellipse(0.32, 0.53, 0.062, tone="light")
    pen.ellipse(0.32, 0.53, 0.04, tone="accent")
    _arch(pen, 0.32, 0.95, 0.15, 0.26, "shade")
    _arch(pen, 0.32, 0.95, 0.1, 0.21, "light")
    pen.rectangle(0.315, 0.74, 0.325, 0.95, "shade")
    pen.rectangle(0.06, 0.945, 0.99, 0.97)


@motif("courthouse")
def courthouse(pen: Pen) -> None:
    pen.polygon([(0.5, 0.14), (0.97, 0.36), (0.03, 0.36)])
    pen.polygon([(0.5, 0.2), (0.82, 0.335), (0.18, 0.335)], "shade")
    pen.ellipse(0.5, 0.285, 0.035, tone="accent")
    pen.rectangle(0.05, 0.36, 0.95, 0.43)
    _columns(pen, 0.1, 0.9, 0.43, 0.76, 6)
    for k in range(3):
        pen.rectangle(0.08 - 0.03 * k, 0.76 + 0.05 * k, 0.92 + 0.03 * k, 0.8 + 0.05 * k)
        pen.rectangle(0.08 - 0.03 * k, 0.797 + 0.05 * k, 0.92 + 0.03 * k, 0.812 + 0.05 * k, "shade")


@motif("white-house")
def white_house(pen: Pen) -> None:
    pen.line([(0.5, 0.06), (0.5, 0.24)], 0.012, "shade")
    pen.polygon([(0.5, 0.06), (0.64, 0.08), (0.62, 0.115), (0.64, 0.15), (0.5, 0.14)], "accent")
    pen.rectangle(0.02, 0.44, 0.98, 0.86)
    pen.rectangle(0.0, 0.41, 1.0, 0.445, "light")
    for x in (0.06, 0.15, 0.24, 0.71, 0.8, 0.89):
        for y in (0.51, 0.69):
            pen.rectangle(x, y, x + 0.05, y + 0.11, "shade")
            pen.polygon([(x - 0.01, y), (x + 0.025, y - 0.03), (x + 0.06, y)], "light")
    pen.polygon([(0.5, 0.22), (0.7, 0.38), (0.3, 0.38)])
    pen.polygon([(0.5, 0.27), (0.62, 0.36), (0.38, 0.36)], "shade")
    pen.rectangle(0.3, 0.38, 0.7, 0.43)
    _columns(pen, 0.32, 0.68, 0.43, 0.82, 4)
    pen.rectangle(0.28, 0.82, 0.72, 0.86)
    pen.polygon([(0.24, 0.9), (0.28, 0.855), (0.72, 0.855), (0.76, 0.9)], "light")
    pen.blob([(0.0, 0.92), (0.04, 0.84), (0.14, 0.82), (0.22, 0.87), (0.25, 0.92)], "shade")
    pen.blob([(1.0, 0.92), (0.96, 0.84), (0.86, 0.82), (0.78, 0.87), (0.75, 0.92)], "shade")


@motif("diner")
def diner(pen: Pen) -> None:
    pen.rectangle(0.44, 0.12, 0.47, 0.42, "shade")
    pen.rectangle(0.24, 0.08, 0.76, 0.3, "accent", radius=0.04)
    for k in range(4):
        pen.rectangle(0.3 + 0.11 * k, 0.14, 0.37 + 0.11 * k, 0.24, "light", radius=0.02)
        pen.rectangle(0.32 + 0.11 * k, 0.165, 0.35 + 0.11 * k, 0.215, "accent")
    pen.rectangle(0.02, 0.42, 0.98, 0.88, radius=0.09)
    pen.rectangle(0.0, 0.4, 1.0, 0.47, "shade", radius=0.035)
    pen.rectangle(0.06, 0.52, 0.94, 0.69, "light")
    for x in (0.2, 0.35, 0.65, 0.8):
        pen.rectangle(x - 0.008, 0.52, x + 0.008, 0.69)
    pen.rectangle(0.42, 0.5, 0.58, 0.88, "shade")
    pen.rectangle(0.445, 0.53, 0.555, 0.72, "light")
    for y in (0.73, 0.77, 0.81):
        for left, right in ((0.02, 0.42), (0.58, 0.98)):
            pen.rectangle(left, y, right, y + 0.014, "shade")
    pen.rectangle(0.0, 0.87, 1.0, 0.92, "shade")


@motif("theatre")
def theatre(pen: Pen) -> None:
    pen.rectangle(0.04, 0.08, 0.96, 0.92, "shade")
    pen.rectangle(0.16, 0.2, 0.84, 0.84, "light")
    pen.ellipse(0.5, 0.8, 0.24, 0.05, "accent")
    for mirror in (False, True):
        side = pen.within(0.0, 0.0, 1.0, 1.0, mirror=mirror)
        side.blob(
            [(0.04, 0.14), (0.4, 0.14), (0.4, 0.3), (0.3, 0.5), (0.2, 0.6), (0.22, 0.72), (0.24, 0.87), (0.04, 0.88)]
        )
        for start, bow, end in (
            ((0.12, 0.2), (0.12, 0.5), (0.09, 0.84)),
            ((0.22, 0.2), (0.2, 0.42), (0.14, 0.58)),
            ((0.32, 0.2), (0.28, 0.4), (0.18, 0.57)),
        ):
            side.curve([start, bow, end], 0.014, "shade")
        side.rectangle(0.1, 0.585, 0.23, 0.625, "accent", radius=0.02)
    pen.rectangle(0.04, 0.06, 0.96, 0.2)
    for k in range(5):
        pen.wedge(0.132 + 0.184 * k, 0.19, 0.092, 0, 180)
        pen.arc(0.132 + 0.184 * k, 0.19, 0.085, 10, 170, 0.014, "accent")
    pen.rectangle(0.0, 0.86, 1.0, 0.95)
    for k in range(7):
        pen.wedge(0.14 + 0.12 * k, 0.95, 0.04, 180, 360, "light")


@motif("stadium")
def stadium(pen: Pen) -> None:
    for x in (0.1, 0.9):
        pen.line([(x, 0.18), (x, 0.62)], 0.02)
        pen.rectangle(x - 0.085, 0.08, x + 0.085, 0.2, "ink", radius=0.015)
        for k in range(3):
            for y in (0.115, 0.165):
                pen.ellipse(x - 0.05 + 0.05 * k, y, 0.019, tone="accent")
    pen.ellipse(0.5, 0.6, 0.48, 0.27)
    pen.ellipse(0.5, 0.56, 0.48, 0.24, "shade")
    tiers: tuple[tuple[float, float, Tone], ...] = ((0.44, 0.205, "ink"), (0.385, 0.17, "shade"), (0.33, 0.14, "ink"))
    for rx, ry, tone in tiers:
        pen.ellipse(0.5, 0.565, rx, ry, tone)
    pen.ellipse(0.5, 0.575, 0.27, 0.105, "light")
    pen.line([(0.5, 0.475), (0.5, 0.675)], 0.01)
    pen.ellipse(0.5, 0.575, 0.07, 0.035)
    pen.ellipse(0.5, 0.575, 0.056, 0.025, "light")
    for k in range(9):
        x = 0.14 + 0.09 * k
        pen.rectangle(x - 0.012, 0.775 + 0.06 * (1 - abs(k - 4) / 4), x + 0.012, 0.86 - 0.02 * abs(k - 4) / 4, "light")
