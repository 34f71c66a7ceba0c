"""Puts motifs into boxes of a scene: measured, so that they stand on the ground and fill their room."""

from __future__ import annotations

from math import ceil, cos, radians, sin
from typing import Literal

from PIL import Image, ImageFilter, ImageOps

from emde_core.posters.colour import Colour, Tones, luminance, mix
from emde_core.posters.motifs import motif_box, motif_layer
from emde_core.posters.scene import Box, Scene

Anchor = Literal["bottom", "middle", "top"]
_WHITE_FACED = frozenset({"clown"})  # faces that are white whatever the palette
_LEAN, _SQUASH = 0.9, 0.3  # of a shadow: how far it goes to the right, and its length, in heights of the motif
_RIM = 3  # pixels
_HARDEN = [max(0, min(255, (value - 96) * 4)) for value in range(256)]


def place(
    scene: Scene,
    name: str,
    box: Box,
    behind: Colour,
    *,
    tones: Tones | None = None,
    anchor: Anchor = "middle",
    turn: float = 0.0,
    mirror: bool = False,
    halo: float = 0.0,
) -> Box:
    """Draw a motif as large as ``box`` allows and return the box that it covers (before any turn).

    Its ``tones`` are those of the palette that can be seen on the colour ``behind`` it, unless given.
    ``halo`` is the width of a rim of that colour around the whole motif.
    """
    tones = _painted(name, tones or scene.palette.tones(behind))
    square, covered = _fit(name, _shrunk(name, box, turn) if turn else box, anchor, mirror)
    unit = scene.image.width
    layer, left, top = motif_layer(name, tones, round(square.width * unit), turn, mirror)
    left, top = left + round(square.middle[0] * unit), top + round(square.middle[1] * unit)
    if halo:
        margin = ceil(2 * halo * unit)
        rim = _rim(layer.getchannel("A"), halo * unit, margin)
        scene.image.paste(behind, (left - margin, top - margin), rim)
    scene.image.paste(layer, (left, top), layer)
    return covered


def _painted(name: str, tones: Tones) -> Tones:
    """The tones with pale and dark exchanged for white make-up, where the motif's body would be dark."""
    if name not in _WHITE_FACED or luminance(tones.ink) > 0.4:
        return tones
    return Tones(tones.light, mix(tones.light, tones.ink, 0.42), tones.ink, tones.accent, tones.paper)


def covered_box(name: str, box: Box, anchor: Anchor = "bottom") -> Box:
    """Return the box that ``place`` would cover."""
    return _fit(name, box, anchor, False)[1]


def shadow(scene: Scene, name: str, box: Box, colour: Colour, limit: float) -> None:
    """Lay the shadow that a motif at the bottom of ``box`` throws to the right, no lower than ``limit``."""
    square, covered = _fit(name, box, "bottom", False)
    unit = scene.image.width
    mask = motif_layer(name, Tones(*(colour,) * 5), round(square.width * unit))[0].getchannel("A")
    squash = min(_SQUASH, max(0.05, (limit - covered.bottom) / covered.height))
    # Turns the mask upside down about its foot, squashed and leaning: the shadow falls towards us.
    fallen = mask.transform(
        (mask.width + round(mask.height * _LEAN * squash * 2), max(1, round(mask.height * squash))),
        Image.Transform.AFFINE,
        (1, -_LEAN, 0, 0, -1 / squash, mask.height),
        Image.Resampling.BILINEAR,
    )
    scene.image.paste(colour, (round(covered.left * unit), round(covered.bottom * unit) - 1), fallen)


def _fit(name: str, box: Box, anchor: Anchor, mirror: bool) -> tuple[Box, Box]:
    """The unit square's place so that the motif proper fits ``box``, and the part it then covers."""
    motif = motif_box(name)
    if mirror:
        motif = Box(1 - motif.right, motif.top, 1 - motif.left, motif.bottom)
    scale = min(box.width / motif.width, box.height / motif.height)
    left = box.middle[0] - scale * motif.width / 2
    slack = box.height - scale * motif.height
    top = box.top + slack * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[anchor]
    covered = Box(left, top, left + scale * motif.width, top + scale * motif.height)
    corner = (left - scale * motif.left, top - scale * motif.top)
    return Box(corner[0], corner[1], corner[0] + scale, corner[1] + scale), covered


def _shrunk(name: str, box: Box, turn: float) -> Box:
    """The part of ``box`` that a motif must keep to, so that it stays in the box when turned."""
    motif, angle = motif_box(name), radians(abs(turn))
    scale = min(box.width / motif.width, box.height / motif.height)
    width, height = motif.width * scale, motif.height * scale
    share = min(
        1.0,
        box.width / (width * cos(angle) + height * sin(angle)),
        box.height / (width * sin(angle) + height * cos(angle)),
    )
    x, y = box.middle
    return Box(x - width * share / 2, y - height * share / 2, x + width * share / 2, y + height * share / 2)


def _rim(shape: Image.Image, width: float, margin: int) -> Image.Image:
    """The shape with a ``margin`` on every side, grown into it by ``width`` pixels and with its corners rounded."""
    mask = ImageOps.expand(shape, margin)
    shrink = _RIM / width  # growing it small is quick
    small = mask.resize((max(1, round(mask.width * shrink)), max(1, round(mask.height * shrink))))
    grown = small.filter(ImageFilter.MaxFilter(2 * _RIM + 1)).filter(ImageFilter.GaussianBlur(1.5))
    return grown.resize(mask.size, Image.Resampling.BICUBIC).point(_HARDEN)
