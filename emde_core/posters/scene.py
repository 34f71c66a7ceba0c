"""The picture a composition works on: its colours, its motifs, and the room left beside the title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from PIL import Image

from emde_core.posters.canvas import Brush
from emde_core.posters.colour import Colour
from emde_core.posters.palettes import Palette


class Box(NamedTuple):
    """A rectangle in units of the picture's width: x from 0 to 1, y from 0 down to the scene's height."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def part(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A part of the box, given in shares of its width and height."""
        return Box(
            self.left + left * self.width,
            self.top + top * self.height,
            self.left + right * self.width,
            self.top + bottom * self.height,
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """One poster in the making.

    Attributes:
        image: the picture so far; backgrounds cover all of it.
        palette: its colours.
        motif, second_motif: the names of what is shown; a poster may have one motif alone.
        initial: the title's first letter.
        stage: the room for motifs.
        title: the room for the lettering.
        generator: of whatever a composition draws at random; the same film always gets the same.
        lay_texture: lays the texture that belongs behind the motifs. Every composition calls it once, when its
            background stands.
    """

    image: Image.Image
    palette: Palette
    motif: str
    second_motif: str | None
    initial: str
    stage: Box
    title: Box
    generator: np.random.Generator
    lay_texture: Callable[[Image.Image], None]

    @property
    def height(self) -> float:
        """The picture's height in units of its width."""
        return self.image.height / self.image.width

    @property
    def title_below(self) -> bool:
        """True where the lettering stands under the stage."""
        return self.title.top > self.stage.top

    @property
    def full_width_stage(self) -> Box:
        """The stage widened to the picture's edges."""
        return Box(0, 0, 1, self.stage.bottom) if self.title_below else Box(0, self.stage.top, 1, self.height)

    def brush(self, colour: Colour) -> Brush:
        """A brush of one colour for the whole picture."""
        return Brush(self.image, colour)

    def with_image(self, image: Image.Image) -> Scene:
        """The same scene on another picture of the same size."""
        return replace(self, image=image)
