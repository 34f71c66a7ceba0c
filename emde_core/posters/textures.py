"""The twelve surfaces a poster may have: some lie behind the motifs, some over everything but the title.

Those of even pattern are drawings in ``assets/posters/textures``; the others are strewn by a generator
seeded by the film alone. All are gentle: a texture must not drown the picture, nor make its file large.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from emde_core.assets_dir import ASSETS
from emde_core.posters.canvas import Brush
from emde_core.posters.colour import WHITE, Colour, Tones, luminance, mix
from emde_core.posters.palettes import Palette
from emde_core.posters.svg import rasterise

Weave = Callable[[Image.Image, Palette, np.random.Generator], None]
_DRAWINGS = ASSETS / "posters" / "textures"
_WIDTH, _HEIGHT = 100, 150  # of the drawings, in their units


@dataclass(frozen=True, slots=True)
class Texture:
    """A texture, whether it lies ``over`` the motifs or behind them, and whether it is made of ``specks``.

    A speck beside a letter looks like a dot of the writing, so specks keep clear of the title.
    """

    weave: Weave
    over: bool
    specks: bool = False


def _plain(_image: Image.Image, _palette: Palette, _generator: np.random.Generator) -> None:
    """Nothing at all."""


def _print(name: str) -> Weave:
    """A weave that lays a drawing over the whole picture."""

    def weave(image: Image.Image, palette: Palette, _generator: np.random.Generator) -> None:
        scale = max(image.width / _WIDTH, image.height / _HEIGHT)
        layer = rasterise(_DRAWINGS / f"{name}.svg", _tones(palette), image.size, f"scale({scale})")
        image.paste(layer, mask=layer)

    return weave


def _tones(palette: Palette) -> Tones:
    dots = palette.dark if luminance(palette.sky[1]) > 0.06 else palette.shade
    return Tones(palette.dark, dots, _airy(palette), palette.accent, mix(palette.light, palette.sky[0], 0.08))


def _grain(image: Image.Image, _palette: Palette, generator: np.random.Generator) -> None:
    """Film grain, coarse and faint."""
    _add(image, generator.normal(0, 1, (image.height // 5, image.width // 5)), 5.0)


def _paper(image: Image.Image, palette: Palette, generator: np.random.Generator) -> None:
    """Uneven, slightly worn paper with a pale margin."""
    _add(image, generator.normal(0, 1, (image.height // 24, image.width // 24)), 3.0)
    _print("paper")(image, palette, generator)


def _dust(image: Image.Image, palette: Palette, generator: np.random.Generator) -> None:
    """Specks and a few scratches, as on an old print."""
    mask, height = Image.new("L", image.size), image.height / image.width
    for x, y, radius in generator.random((70, 3)):
        Brush(mask, 150).disc(x, y * height, 0.0012 + 0.0028 * radius**3)
    for x, y, length in generator.random((5, 3)):
        Brush(mask, 70).line((x, y * height), (x + 0.0044, (y + 0.08 + 0.2 * length) * height), 0.0033)
    image.paste(mix(palette.light, WHITE, 0.3), mask=mask)


def _rain(image: Image.Image, palette: Palette, generator: np.random.Generator) -> None:
    """Slanting strokes of rain."""
    mask, height = Image.new("L", image.size), image.height / image.width
    for x, y, length in generator.random((95, 3)):
        left, top, size = x * 1.2 - 0.05, (y * 1.1 - 0.1) * height, 0.04 + 0.09 * length
        Brush(mask, 95).line((left, top), (left - size * 0.24, top + size), 0.0033)
    image.paste(_airy(palette), mask=mask)


def _snow(image: Image.Image, palette: Palette, generator: np.random.Generator) -> None:
    """Flakes, near and far."""
    mask, height = Image.new("L", image.size), image.height / image.width
    for x, y, radius in generator.random((110, 3)):
        Brush(mask, round(235 - 70 * radius)).disc(x, y * height, 0.0025 + 0.0085 * radius**3)
    image.paste(_airy(palette), mask=mask)


def _stars(image: Image.Image, palette: Palette, generator: np.random.Generator) -> None:
    """A sky of stars, a few of them bright."""
    mask, height = Image.new("L", image.size), image.height / image.width
    for x, y, radius in generator.random((130, 3)):
        Brush(mask, 220).disc(x, y * height, 0.0014 + 0.0042 * radius**6)
    for x, y, length in generator.random((5, 3)):
        size = 0.014 + 0.014 * length
        for long, wide in ((size, size * 0.15), (size * 0.15, size)):
            corners = ((-long, 0.0), (0.0, -wide), (long, 0.0), (0.0, wide))
            Brush(mask, 255).polygon([(x + u, y * height + v) for u, v in corners])
    image.paste(_airy(palette), mask=mask)


TEXTURES: dict[str, Texture] = {
    "plain": Texture(_plain, over=False),
    "grain": Texture(_grain, over=True),
    "paper": Texture(_paper, over=True),
    "dust": Texture(_dust, over=True, specks=True),
    "scanlines": Texture(_print("scanlines"), over=True),
    "rain": Texture(_rain, over=True, specks=True),
    "snow": Texture(_snow, over=True, specks=True),
    "stars": Texture(_stars, over=False, specks=True),
    **{name: Texture(_print(name), over=False) for name in ("halftone", "stripes", "waves", "checks")},
}


def _airy(palette: Palette) -> Colour:
    """Return the colour of things that fall or shine: pale on a dark sky, white on a pale one."""
    return mix(palette.light, WHITE, 0.4)


def _add(image: Image.Image, noise: np.ndarray[tuple[int, ...], np.dtype[np.float64]], strength: float) -> None:
    """Lighten and darken the picture by coarse noise of the given strength (in levels of 255), dark parts less."""
    levels = Image.fromarray(np.clip(128 + noise * strength * 2, 0, 255).astype(np.uint8))
    smooth = np.asarray(levels.resize(image.size, Image.Resampling.BICUBIC), dtype=np.int16)
    picture = np.asarray(image, dtype=np.int16)
    shifted = picture + (smooth - 128)[:, :, None] * (picture // 4 + 64) // 256
    image.paste(Image.fromarray(np.clip(shifted, 0, 255).astype(np.uint8)))
