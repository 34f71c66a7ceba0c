"""The twelve surfaces a poster may have: some lie behind the motifs, some over everything but the title.

Each draws from a generator seeded by the film alone, and gently: a texture must not drown the
picture, nor make its file large.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sin

import numpy as np
from PIL import Image, ImageDraw

from emde_core.posters.canvas import Colour
from emde_core.posters.colour import WHITE, luminance, mix
from emde_core.posters.palettes import Palette

Weave = Callable[[Image.Image, Palette, np.random.Generator], None]


@dataclass(frozen=True, slots=True)
class Texture:
    """A texture, whether it lies ``over`` the motifs or behind them, and whether it is made of ``specks``.

    A speck beside a letter looks like a dot of the writing, so specks keep clear of the title.
    """

    weave: Weave
    over: bool
    specks: bool


TEXTURES: dict[str, Texture] = {}


def _texture(name: str, *, over: bool, specks: bool = False) -> Callable[[Weave], Weave]:
    def register(weave: Weave) -> Weave:
        TEXTURES[name] = Texture(weave, over, specks)
        return weave

    return register


@_texture("plain", over=False)
def _plain(_image: Image.Image, _palette: Palette, _dice: np.random.Generator) -> None:
    """Nothing at all."""


@_texture("grain", over=True)
def _grain(image: Image.Image, _palette: Palette, dice: np.random.Generator) -> None:
    """Film grain, coarse and faint."""
    _add(image, dice.normal(0, 1, (image.height // 5, image.width // 5)), 5.0)


@_texture("paper", over=True)
def _paper(image: Image.Image, palette: Palette, dice: np.random.Generator) -> None:
    """Uneven, slightly worn paper with a pale margin."""
    _add(image, dice.normal(0, 1, (image.height // 24, image.width // 24)), 3.0)
    edge = round(image.width * 0.028)
    draw = ImageDraw.Draw(image)
    margin = mix(palette.light, palette.sky[0], 0.08)
    for box in (
        (0, 0, image.width, edge),
        (0, image.height - edge, image.width, image.height),
        (0, 0, edge, image.height),
        (image.width - edge, 0, image.width, image.height),
    ):
        draw.rectangle(box, fill=margin)


@_texture("dust", over=True, specks=True)
def _dust(image: Image.Image, palette: Palette, dice: np.random.Generator) -> None:
    """Specks and a few scratches, as on an old print."""
    mask = Image.new("L", image.size)
    draw, unit = ImageDraw.Draw(mask), image.width
    for x, y, radius in dice.random((70, 3)):
        _dot(draw, x * unit, y * image.height, (0.0012 + 0.0028 * radius**3) * unit, 150)
    for x, y, length in dice.random((5, 3)):
        draw.line((x * unit, y * image.height, x * unit + 4, (y + 0.08 + 0.2 * length) * image.height), 70, 3)
    image.paste(mix(palette.light, WHITE, 0.3), mask=mask)


@_texture("scanlines", over=True)
def _scanlines(image: Image.Image, palette: Palette, _dice: np.random.Generator) -> None:
    """The lines of a cathode-ray tube."""
    mask = Image.new("L", image.size)
    draw, step = ImageDraw.Draw(mask), image.width // 50
    for y in range(0, image.height, step):
        draw.rectangle((0, y, image.width, y + step // 2 - 1), fill=34)
    image.paste(palette.dark, mask=mask)


@_texture("rain", over=True, specks=True)
def _rain(image: Image.Image, palette: Palette, dice: np.random.Generator) -> None:
    """Slanting strokes of rain."""
    mask = Image.new("L", image.size)
    draw, unit = ImageDraw.Draw(mask), image.width
    for x, y, length in dice.random((95, 3)):
        size = (0.04 + 0.09 * length) * unit
        left, top = (x * 1.2 - 0.05) * unit, (y * 1.1 - 0.1) * image.height
        draw.line((left, top, left - size * 0.24, top + size), 95, 3)
    image.paste(_airy(palette), mask=mask)


@_texture("snow", over=True, specks=True)
def _snow(image: Image.Image, palette: Palette, dice: np.random.Generator) -> None:
    """Flakes, near and far."""
    mask = Image.new("L", image.size)
    draw, unit = ImageDraw.Draw(mask), image.width
    for x, y, radius in dice.random((110, 3)):
        _dot(draw, x * unit, y * image.height, (0.0025 + 0.0085 * radius**3) * unit, round(235 - 70 * radius))
    image.paste(_airy(palette), mask=mask)


@_texture("stars", over=False, specks=True)
def _stars(image: Image.Image, palette: Palette, dice: np.random.Generator) -> None:
    """A sky of stars, a few of them bright."""
    mask = Image.new("L", image.size)
    draw, unit = ImageDraw.Draw(mask), image.width
    for x, y, radius in dice.random((130, 3)):
        _dot(draw, x * unit, y * image.height, (0.0014 + 0.0042 * radius**6) * unit, 220)
    for x, y, length in dice.random((5, 3)):
        _sparkle(draw, x * unit, y * image.height, (0.014 + 0.014 * length) * unit)
    image.paste(_airy(palette), mask=mask)


@_texture("halftone", over=False)
def _halftone(image: Image.Image, palette: Palette, _dice: np.random.Generator) -> None:
    """Printer's dots that grow towards the lower edge."""
    mask = Image.new("L", image.size)
    draw, step = ImageDraw.Draw(mask), image.width / 34
    rows = int(image.height / step) + 2
    for row in range(rows):
        radius = step * 0.56 * max(0.0, row / rows - 0.12) ** 0.8
        for column in range(36):
            if radius > 1:
                _dot(draw, (column + (row % 2) / 2) * step, row * step, radius, 60)
    image.paste(palette.dark if luminance(palette.sky[1]) > 0.06 else palette.shade, mask=mask)


@_texture("stripes", over=False)
def _stripes(image: Image.Image, palette: Palette, _dice: np.random.Generator) -> None:
    """Broad slanting stripes, barely lighter or darker than the ground."""
    mask = Image.new("L", image.size)
    draw, step = ImageDraw.Draw(mask), image.width / 9
    for k in range(-9, 18):
        x = k * step
        draw.polygon(
            [
                (x, 0),
                (x + step / 2, 0),
                (x + step / 2 - image.height * 0.6, image.height),
                (x - image.height * 0.6, image.height),
            ],
            fill=30,
        )
    image.paste(_airy(palette), mask=mask)


@_texture("waves", over=False)
def _waves(image: Image.Image, palette: Palette, _dice: np.random.Generator) -> None:
    """Bands of calm waves."""
    mask = Image.new("L", image.size)
    draw, unit = ImageDraw.Draw(mask), image.width
    height = 0.016 * unit
    for row, y in enumerate(np.arange(0.03, image.height / unit + 0.06, 0.075) * unit):
        crest = [(x, y + height * sin(x / unit * 20 + row * 1.9)) for x in range(0, unit + 12, 12)]
        draw.line(crest, 46, round(unit * 0.011), joint="curve")
    image.paste(_airy(palette), mask=mask)


@_texture("checks", over=False)
def _checks(image: Image.Image, palette: Palette, _dice: np.random.Generator) -> None:
    """A faint chequerboard."""
    mask = Image.new("L", image.size)
    draw, step = ImageDraw.Draw(mask), image.width / 8
    for row in range(int(image.height / step) + 1):
        for column in range(row % 2, 9, 2):
            draw.rectangle((column * step, row * step, (column + 1) * step, (row + 1) * step), fill=26)
    image.paste(_airy(palette), mask=mask)


def _airy(palette: Palette) -> Colour:
    """What falls or shines: pale on a dark sky, white on a pale one."""
    return mix(palette.light, WHITE, 0.4)


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, strength: int) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=strength)


def _sparkle(draw: ImageDraw.ImageDraw, x: float, y: float, size: float) -> None:
    thin = size * 0.13
    draw.polygon(
        [
            (x, y - size),
            (x + thin, y - thin),
            (x + size, y),
            (x + thin, y + thin),
            (x, y + size),
            (x - thin, y + thin),
            (x - size, y),
            (x - thin, y - thin),
        ],
        fill=255,
    )


def _add(image: Image.Image, noise: np.ndarray[tuple[int, ...], np.dtype[np.float64]], strength: float) -> None:
    """Lighten and darken the picture by coarse noise of the given strength (in levels of 255), dark parts less."""
    levels = Image.fromarray(np.clip(128 + noise * strength * 2, 0, 255).astype(np.uint8))
    smooth = np.asarray(levels.resize(image.size, Image.Resampling.BICUBIC), dtype=np.int16)
    picture = np.asarray(image, dtype=np.int16)
    shifted = picture + (smooth - 128)[:, :, None] * (picture // 4 + 64) // 256
    image.paste(Image.fromarray(np.clip(shifted, 0, 255).astype(np.uint8)))
