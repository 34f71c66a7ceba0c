"""The typefaces of the posters and how each of them likes to be set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageFont

from emde_core.assets_dir import ASSETS

_FONTS = ASSETS / "fonts"


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: its key, the case it is set in, and its measures.

    ``leading`` is the distance of baselines in units of the size, ``largest`` the greatest size in
    units of the picture's width, ``stand_in`` the face that takes over where a letter is missing.
    """

    key: str
    case: Callable[[str], str]
    leading: float
    largest: float
    stand_in: str = "serif"


_ALL = (
    Face("grotesque", str.upper, 0.88, 0.21),
    Face("condensed", str.upper, 0.84, 0.34, "grotesque"),
    Face("serif", str, 1.08, 0.19, "grotesque"),
    Face("didone", str, 1.0, 0.22),
    Face("slab", str.upper, 0.95, 0.19),
    Face("script", str, 1.0, 0.27),
    Face("stencil", str.upper, 0.92, 0.28, "condensed"),
    Face("typewriter", str, 1.05, 0.17),
    Face("deco", str.upper, 0.95, 0.2, "didone"),
    Face("western", str.upper, 1.0, 0.19, "slab"),
    Face("tech", str.upper, 1.0, 0.18, "grotesque"),
    Face("horror", str.upper, 0.9, 0.27, "condensed"),
    Face("blackletter", str, 0.95, 0.29, "didone"),
    Face("rounded", str, 0.98, 0.24, "grotesque"),
    Face("marker", str.upper, 1.0, 0.2, "condensed"),
    Face("roman", str.upper, 1.02, 0.19),
)
FACES: dict[str, Face] = {face.key: face for face in _ALL}


@lru_cache(maxsize=512)
def face_font(key: str, size: int) -> ImageFont.FreeTypeFont:
    """The font of a face at ``size`` pixels."""
    return ImageFont.truetype(_FONTS / key / f"{key}.ttf", size)


@lru_cache(maxsize=4096)
def covers(key: str, letter: str) -> bool:
    """Return whether the face has a shape of its own for ``letter``, not only the sign for a missing one."""
    font = face_font(key, 40)
    return bytes(font.getmask(letter)) != _missing(key)


@lru_cache(maxsize=32)
def _missing(key: str) -> bytes:
    return bytes(face_font(key, 40).getmask("\ue0ff"))  # private use: no face has it
