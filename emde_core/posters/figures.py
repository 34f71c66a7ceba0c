"""Puts motifs into boxes of a scene: measured, so that they stand on the ground and fill their room."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from typing import Literal

from PIL import Image, ImageFilter

from emde_core.posters.canvas import Colour, Pen, Tones
from emde_core.posters.colour import luminance, mix
from emde_core.posters.motifs.registry import MOTIFS
from emde_core.posters.scene import Box, Scene

Anchor = Literal["bottom", "middle", "top"]
_MASK_SIZE = 240
_MASK_MARGIN = 0.15  # motifs may reach a little beyond their square
_WHITE_FACED = frozenset({"clown"})  # faces that are white whatever the palette
_STAMP = Tones(*((255, 255, 255),) * 5)


def place(
    scene: Scene,
    name: str,
    box: Box,
    tones: Tones,
    *,
    anchor: Anchor = "middle",
    turn: float = 0.0,
    mirror: bool = False,
    halo: tuple[Colour, float] | None = None,
) -> Box:
    """Draw a motif as large as ``box`` allows and return the box that it covers (before any turn).

    ``halo`` is a colour and a width: a rim around the whole motif that cuts it out of what lies behind.
    """
    square, covered = _fit(name, _shrunk(name, box, turn) if turn else box, anchor, mirror)
    if halo:
        _stencil(scene, name, square, halo[0], mirror=mirror, turn=turn, grow=halo[1])
    pen = scene.pen(_painted(name, tones)).within(*square, turn=turn, mirror=mirror)
    MOTIFS[name](pen)
    return covered


def _painted(name: str, tones: Tones) -> Tones:
    """The tones with pale and dark exchanged for white make-up, where the motif's body would be dark."""
    if name not in _WHITE_FACED or luminance(tones.ink) > 0.4:
        return tones
    return Tones(tones.light, mix(tones.light, tones.ink, 0.42), tones.ink, tones.accent, tones.paper)


def fitted(name: str, box: Box, anchor: Anchor = "bottom") -> Box:
    """What ``place`` would cover."""
    return _fit(name, box, anchor, False)[1]


def shadow(
    scene: Scene, name: str, box: Box, colour: Colour, limit: float, *, lean: float = 0.9, squash: float = 0.3
) -> None:
    """Lay the shadow that a motif at the bottom of ``box`` throws to the right, no lower than ``limit``."""
    square, covered = _fit(name, box, "bottom", False)
    unit = scene.image.width
    mask = motif_mask(name).resize((round(square.width * (1 + 2 * _MASK_MARGIN) * unit),) * 2)
    foot = (covered.bottom - square.top + _MASK_MARGIN * square.width) * unit
    squash = min(squash, max(0.05, (limit - covered.bottom) / covered.height))
    height = max(1, round(foot * squash))
    # Turns the mask upside down about its foot, squashed and leaning: the shadow falls towards us.
    fallen = mask.transform(
        (mask.width + round(foot * lean * squash * 2), height),
        Image.Transform.AFFINE,
        (1, -lean, 0, 0, -1 / squash, foot),
        Image.Resampling.BILINEAR,
    )
    corner = (round((square.left - _MASK_MARGIN * square.width) * unit), round(covered.bottom * unit) - 1)
    scene.image.paste(colour, corner, fallen)


@lru_cache(maxsize=512)
def motif_mask(name: str) -> Image.Image:
    """Where a motif draws at all, white on black, with a margin of ``_MASK_MARGIN`` about its square."""
    image = Image.new("RGB", (_MASK_SIZE, _MASK_SIZE))
    inner = _MASK_SIZE / (1 + 2 * _MASK_MARGIN)
    start = inner * _MASK_MARGIN
    MOTIFS[name](Pen.on(image, (start, start, start + inner, start + inner), _STAMP))
    return image.convert("L")


@lru_cache(maxsize=512)
def motif_box(name: str) -> Box:
    """The part of its unit square that a motif covers."""
    bounds = motif_mask(name).getbbox()
    if bounds is None:
        raise ValueError(f"the motif {name!r} draws nothing")
    span = 1 + 2 * _MASK_MARGIN
    left, top, right, bottom = (edge / _MASK_SIZE * span - _MASK_MARGIN for edge in bounds)
    return Box(left, top, right, bottom)


def _fit(name: str, box: Box, anchor: Anchor, mirror: bool) -> tuple[Box, Box]:
    """The unit square's place so that the motif proper fits ``box``, and the part it then covers."""
    drawn = motif_box(name)
    if mirror:
        drawn = Box(1 - drawn.right, drawn.top, 1 - drawn.left, drawn.bottom)
    scale = min(box.width / drawn.width, box.height / drawn.height)
    left = box.middle[0] - scale * drawn.width / 2
    slack = box.height - scale * drawn.height
    top = box.top + slack * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[anchor]
    covered = Box(left, top, left + scale * drawn.width, top + scale * drawn.height)
    corner = (left - scale * drawn.left, top - scale * drawn.top)
    return Box(corner[0], corner[1], corner[0] + scale, corner[1] + scale), covered


def _shrunk(name: str, box: Box, turn: float) -> Box:
    """The part of ``box`` that a motif must keep to, so that it stays in the box when turned."""
    drawn, angle = motif_box(name), abs(turn) * pi / 180
    scale = min(box.width / drawn.width, box.height / drawn.height)
    width, height = drawn.width * scale, drawn.height * scale
    share = min(
        1.0,
        box.width / (width * cos(angle) + height * sin(angle)),
        box.height / (width * sin(angle) + height * cos(angle)),
    )
    x, y = box.middle
    return Box(x - width * share / 2, y - height * share / 2, x + width * share / 2, y + height * share / 2)


def _stencil(scene: Scene, name: str, square: Box, colour: Colour, *, mirror: bool, turn: float, grow: float) -> None:
    side = square.width * (1 + 2 * _MASK_MARGIN)
    mask = motif_mask(name)
    radius = max(1, round(grow / side * _MASK_SIZE))
    mask = mask.filter(ImageFilter.MaxFilter(2 * radius + 1)).filter(ImageFilter.GaussianBlur(1.5))
    if mirror:
        mask = mask.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if turn:
        mask = mask.rotate(-turn, Image.Resampling.BILINEAR)
    pixels = max(1, round(side * scene.image.width))
    mask = mask.resize((pixels, pixels), Image.Resampling.BICUBIC).point(_HARDEN)
    x, y = square.middle
    unit = scene.image.width
    scene.image.paste(colour, (round((x - side / 2) * unit), round((y - side / 2) * unit)), mask)


_HARDEN = [max(0, min(255, (value - 96) * 4)) for value in range(256)]


def orbit(x: float, y: float, radius: float, degrees: float) -> tuple[float, float]:
    """The point at ``radius`` from (x, y) in the direction ``degrees``, clockwise from the right."""
    angle = degrees * pi / 180
    return x + radius * cos(angle), y + radius * sin(angle)
