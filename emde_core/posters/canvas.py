"""A pen that draws flat vector shapes in a unit square, wherever that square lies on the picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Literal

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]
Tone = Literal["ink", "shade", "light", "accent", "paper"]

_STEPS_PER_SEGMENT = 12  # points on a smooth curve between two of its anchors: fine at poster size
_STEPS_PER_TURN = 72


@dataclass(frozen=True, slots=True)
class Tones:
    """The five colours a motif may use.

    ink is the motif's body, shade its darker parts, light its highlights, accent the one loud
    detail, and paper what lies behind it (for holes and gaps).
    """

    ink: Colour
    shade: Colour
    light: Colour
    accent: Colour
    paper: Colour


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on ``image`` in coordinates of a unit square: x to the right, y down, both 0 to 1.

    ``origin``, ``across`` and ``down`` are the square's corner and edges in pixels, so that a
    square may be moved, scaled, turned or mirrored without the drawing knowing.
    """

    image: Image.Image
    origin: Point
    across: Point
    down: Point
    tones: Tones

    @classmethod
    def on(cls, image: Image.Image, box: tuple[float, float, float, float], tones: Tones) -> Pen:
        """A pen whose unit square is ``box`` = (left, top, right, bottom) in pixels."""
        left, top, right, bottom = box
        return cls(image, (left, top), (right - left, 0.0), (0.0, bottom - top), tones)

    def within(
        self, left: float, top: float, right: float, bottom: float, *, turn: float = 0.0, mirror: bool = False
    ) -> Pen:
        """A pen for a part of this square, turned clockwise by ``turn`` degrees about its middle."""
        middle = ((left + right) / 2, (top + bottom) / 2)
        half_width, half_height = (right - left) / 2, (bottom - top) / 2
        angle = turn * pi / 180
        across = (2 * half_width * cos(angle), 2 * half_width * sin(angle))
        down = (-2 * half_height * sin(angle), 2 * half_height * cos(angle))
        if mirror:
            across = (-across[0], -across[1])
        corner = (middle[0] - (across[0] + down[0]) / 2, middle[1] - (across[1] + down[1]) / 2)
        return replace(self, origin=self._pixel(corner), across=self._direction(across), down=self._direction(down))

    def polygon(self, points: Iterable[Point], tone: Tone = "ink") -> None:
        """A filled polygon with straight edges."""
        self._draw.polygon([self._pixel(p) for p in points], fill=self._colour(tone))

    def blob(self, points: Sequence[Point], tone: Tone = "ink") -> None:
        """A filled closed curve that passes smoothly through every point (Catmull-Rom)."""
        self.polygon(_smooth(points, closed=True), tone)

    def line(self, points: Sequence[Point], width: float = 0.02, tone: Tone = "ink") -> None:
        """A stroke of straight parts with round joints and ends; ``width`` in units of the square."""
        # A quadrilateral for each part and a disc at each point: Pillow's own joints leave spikes in tight curves.
        pixels = [self._pixel(p) for p in points]
        radius = max(0.5, width * self._scale / 2)
        draw, colour = self._draw, self._colour(tone)
        for (x, y), (u, v) in pairwise(pixels):
            if length := hypot(u - x, v - y):
                across, down = -(v - y) * radius / length, (u - x) * radius / length
                corners = [
                    (x + across, y + down),
                    (u + across, v + down),
                    (u - across, v - down),
                    (x - across, y - down),
                ]
                draw.polygon(corners, fill=colour)
        for x, y in pixels:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def curve(self, points: Sequence[Point], width: float = 0.02, tone: Tone = "ink") -> None:
        """A stroke that passes smoothly through every point."""
        self.line(_smooth(points, closed=False), width, tone)

    def ellipse(
        self, x: float, y: float, rx: float, ry: float | None = None, tone: Tone = "ink", *, turn: float = 0.0
    ) -> None:
        """A filled ellipse about (x, y), a circle without ``ry``; ``turn`` in degrees clockwise."""
        self.polygon(_ellipse(x, y, rx, rx if ry is None else ry, 0, 360, turn), tone)

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, width: float = 0.02, tone: Tone = "ink"
    ) -> None:
        """A stroke along a circle, clockwise from ``start`` to ``end`` degrees; 0 is to the right."""
        self.line(_ellipse(x, y, radius, radius, start, end, 0), width, tone)

    def ring(self, x: float, y: float, radius: float, width: float = 0.02, tone: Tone = "ink") -> None:
        """A circle's outline."""
        self.arc(x, y, radius, 0, 360, width, tone)

    def wedge(self, x: float, y: float, radius: float, start: float, end: float, tone: Tone = "ink") -> None:
        """A slice of a disc, clockwise from ``start`` to ``end`` degrees; 0 is to the right."""
        self.polygon([(x, y), *_ellipse(x, y, radius, radius, start, end, 0)], tone)

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, tone: Tone = "ink", *, radius: float = 0.0
    ) -> None:
        """A filled rectangle, with rounded corners where ``radius`` is given."""
        if not radius:
            self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], tone)
            return
        corners = [
            (right - radius, top + radius, -90),
            (right - radius, bottom - radius, 0),
            (left + radius, bottom - radius, 90),
            (left + radius, top + radius, 180),
        ]
        self.polygon([p for x, y, a in corners for p in _ellipse(x, y, radius, radius, a, a + 90, 0)], tone)

    def star(
        self, x: float, y: float, outer: float, inner: float, points: int, tone: Tone = "ink", *, turn: float = 0.0
    ) -> None:
        """A star with its first point up, turned clockwise by ``turn`` degrees."""
        radii = (outer, inner)
        angles = [(turn - 90 + 180 * k / points) * pi / 180 for k in range(2 * points)]
        self.polygon([(x + radii[k % 2] * cos(a), y + radii[k % 2] * sin(a)) for k, a in enumerate(angles)], tone)

    @property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    @property
    def _scale(self) -> float:
        (ax, ay), (dx, dy) = self.across, self.down
        return float(abs(ax * dy - ay * dx) ** 0.5)

    def _colour(self, tone: Tone) -> Colour:
        colour: Colour = getattr(self.tones, tone)
        return colour

    def _direction(self, vector: Point) -> Point:
        (ax, ay), (dx, dy) = self.across, self.down
        return vector[0] * ax + vector[1] * dx, vector[0] * ay + vector[1] * dy

    def _pixel(self, point: Point) -> Point:
        x, y = self._direction(point)
        return self.origin[0] + x, self.origin[1] + y


def _ellipse(x: float, y: float, rx: float, ry: float, start: float, end: float, turn: float) -> list[Point]:
    steps = max(2, round(_STEPS_PER_TURN * abs(end - start) / 360))
    tilt = turn * pi / 180
    points = []
    for k in range(steps + 1):
        angle = (start + (end - start) * k / steps) * pi / 180
        u, v = rx * cos(angle), ry * sin(angle)
        points.append((x + u * cos(tilt) - v * sin(tilt), y + u * sin(tilt) + v * cos(tilt)))
    return points


def _smooth(points: Sequence[Point], *, closed: bool) -> list[Point]:
    count = len(points)

    def at(k: int) -> Point:
        return points[k % count if closed else min(max(k, 0), count - 1)]

    curve: list[Point] = []
    for k in range(count if closed else count - 1):
        before, here, there, after = at(k - 1), at(k), at(k + 1), at(k + 2)
        for step in range(_STEPS_PER_SEGMENT):
            t = step / _STEPS_PER_SEGMENT
            curve.append(tuple(_catmull_rom(t, *pair) for pair in zip(before, here, there, after, strict=True)))  # type: ignore[arg-type]
    return curve if closed else [*curve, points[-1]]


def _catmull_rom(t: float, before: float, here: float, there: float, after: float) -> float:
    cubic = -before + 3 * here - 3 * there + after
    square = 2 * before - 5 * here + 4 * there - after
    return 0.5 * (2 * here + (there - before) * t + square * t * t + cubic * t**3)
