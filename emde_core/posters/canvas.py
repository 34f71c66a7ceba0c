"""A brush for flat shapes of one colour, in units of the picture's width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from emde_core.posters.colour import Colour

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Brush:
    """Paints on ``image`` in coordinates whose unit is its width: x to the right, y down."""

    image: Image.Image
    colour: Colour | int

    def polygon(self, points: Iterable[Point]) -> None:
        """A polygon with straight edges."""
        self._draw.polygon([(x * self._unit, y * self._unit) for x, y in points], fill=self.colour)

    def taper(self, x: float, top: float, half: float, bottom: float, other: float) -> None:
        """A shape about ``x`` that widens or narrows: ``half`` to each side at the top, ``other`` at the bottom."""
        self.polygon([(x - half, top), (x + half, top), (x + other, bottom), (x - other, bottom)])

    def line(self, start: Point, end: Point, width: float) -> None:
        """A straight stroke that ends round."""
        points = [(x * self._unit, y * self._unit) for x, y in (start, end)]
        self._draw.line(points, fill=self.colour, width=round(width * self._unit))
        self.disc(*end, width / 2)

    def rectangle(self, left: float, top: float, right: float, bottom: float, *, radius: float = 0.0) -> None:
        """A rectangle, with rounded corners where ``radius`` is given."""
        box = [edge * self._unit for edge in (left, top, right, bottom)]
        self._draw.rounded_rectangle(box, radius * self._unit, fill=self.colour)

    def disc(self, x: float, y: float, radius: float) -> None:
        """A full circle about (x, y)."""
        self._draw.circle((x * self._unit, y * self._unit), radius * self._unit, fill=self.colour)

    def ring(self, x: float, y: float, radius: float, width: float) -> None:
        """A circle's outline, half of its ``width`` on either side of ``radius``."""
        centre, outer = (x * self._unit, y * self._unit), (radius + width / 2) * self._unit
        self._draw.circle(centre, outer, outline=self.colour, width=round(width * self._unit))

    @property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    @property
    def _unit(self) -> int:
        return self.image.width
