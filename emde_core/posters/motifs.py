"""The motifs: drawings in ``assets/posters/motifs``, one SVG file each, known by the file's name."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, floor, radians, sin
from pathlib import Path

from PIL import Image

from emde_core.assets_dir import ASSETS
from emde_core.posters.colour import BLACK, Tones
from emde_core.posters.scene import Box
from emde_core.posters.svg import rasterise

MOTIFS: dict[str, Path] = {path.stem: path for path in sorted((ASSETS / "posters" / "motifs").glob("*.svg"))}
_UNITS = 100  # a motif's square, in the units of its file
_MARGIN = 15  # motifs may reach a little beyond their square
_MEASURE = 240  # pixels
_BLACK = Tones(*[BLACK] * 5)


@lru_cache(maxsize=512)
def motif_box(name: str) -> Box:
    """The part that a motif covers, in units of its square."""
    scale = _MEASURE / (_UNITS + 2 * _MARGIN)
    place = f"scale({scale}) translate({_MARGIN} {_MARGIN})"
    layer = rasterise(MOTIFS[name], _BLACK, (_MEASURE, _MEASURE), place)
    bounds = layer.getchannel("A").getbbox()
    if bounds is None:
        raise ValueError(f"the motif {name!r} draws nothing")
    return Box(*((edge / scale - _MARGIN) / _UNITS for edge in bounds))


@lru_cache(maxsize=8)  # a wallpaper lays the same few layers many times
def motif_layer(
    name: str, tones: Tones, side: int, turn: float = 0.0, mirror: bool = False
) -> tuple[Image.Image, int, int]:
    """A motif on a transparent picture just large enough, its square ``side`` pixels wide.

    The numbers are the picture's left and top, in pixels from the middle of the square.
    """
    box, angle, flip = motif_box(name), radians(turn), -1 if mirror else 1
    corners = [(flip * side * (x - 0.5), side * (y - 0.5)) for x in box[::2] for y in box[1::2]]
    across = [x * cos(angle) - y * sin(angle) for x, y in corners]
    down = [x * sin(angle) + y * cos(angle) for x, y in corners]
    left, top = floor(min(across)) - 1, floor(min(down)) - 1
    size = (ceil(max(across)) + 1 - left, ceil(max(down)) + 1 - top)
    scale, half = side / _UNITS, _UNITS / 2
    place = f"translate({-left} {-top}) rotate({turn}) scale({flip * scale} {scale}) translate({-half} {-half})"
    return rasterise(MOTIFS[name], tones, size, place), left, top
