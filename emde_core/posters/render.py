"""Draws a poster from its recipe and saves it small."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import numpy as np
from PIL import Image

from emde_core.disk import write_file
from emde_core.posters.colour import BLACK, WHITE, Colour, contrast, luminance, mix
from emde_core.posters.compositions import COMPOSITIONS
from emde_core.posters.palettes import PALETTES, Palette
from emde_core.posters.recipe import PosterRecipe
from emde_core.posters.scene import Box, Scene
from emde_core.posters.textures import TEXTURES, Texture
from emde_core.posters.typography import Lettering, draw_title, set_title

_OVERSAMPLING = 3
_EDGE = 0.075  # between the lettering and the picture's edge, in units of the width
_AIR = 0.06  # between the lettering and the stage
_READABLE = 4.7  # WCAG AA asks for 4.5; the rest is for what reducing and compressing blur
_QUALITIES = (92, 86, 80, 74, 68, 60, 52, 44, 36, 28, 20, 10, 0)


def render_poster(recipe: PosterRecipe, title: str, credit: str, size: tuple[int, int] = (300, 450)) -> Image.Image:
    """The poster of a film: the same picture for the same arguments, always."""
    width, height = size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING
    image = Image.new("RGB", (width, height))
    palette, texture = PALETTES[recipe.palette], TEXTURES[recipe.texture]
    lettering = set_title(title, credit, recipe.type, width)
    zone, stage = _layout(lettering, height / width, recipe.title_at)

    def lay_texture(ground: Image.Image) -> None:
        if not texture.over:
            _lay(texture, ground, palette, zone, recipe.film)

    scene = Scene(
        image,
        palette,
        recipe.motif,
        recipe.second,
        _initial(title),
        stage,
        zone,
        _generator(recipe.film, "composition"),
        lay_texture,
    )
    COMPOSITIONS[recipe.composition](scene)
    if texture.over:
        _lay(texture, image, palette, zone, recipe.film)
    _letter(scene, lettering)
    return image.resize(size, Image.Resampling.LANCZOS)


def save_poster(image: Image.Image, path: Path, limit: int = 14 * 1024) -> int:
    """Write the poster as WebP in the best quality that keeps it within ``limit`` bytes; return its size.

    Raises:
        ValueError: Even the poorest quality takes more.
        StorageError: the file can't be written.
    """
    for quality in _QUALITIES:
        data = _encoded(image, quality)
        if len(data) <= limit:
            write_file(path, data)
            return len(data)
    raise ValueError(f"{path.name} cannot be kept within {limit} bytes")


def _encoded(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=6)
    return buffer.getvalue()


def _lay(texture: Texture, image: Image.Image, palette: Palette, title: Box, film: str) -> None:
    around = round(0.012 * image.width)
    left, top, right, bottom = (round(edge * image.width) for edge in title)
    corners = (left - around, top - around, right + around, bottom + around)
    clear = image.crop(corners) if texture.specks else None
    texture.weave(image, palette, _generator(film, "texture"))
    if clear:
        image.paste(clear, corners[:2])


def _generator(film: str, use: str) -> np.random.Generator:
    digest = hashlib.sha256(f"{film}/{use}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _initial(title: str) -> str:
    words = title.split()
    if len(words) > 1 and words[0].lower() in {"a", "an", "the"}:
        words = words[1:]
    return next((letter for letter in "".join(words) if letter.isalnum()), "*").upper()


def _layout(lettering: Lettering, ratio: float, title_at: str) -> tuple[Box, Box]:
    """The lettering's zone and the stage, in units of the width."""
    block, half = lettering.height / lettering.width, lettering.widest / lettering.width / 2
    if title_at == "bottom":
        top = ratio - _EDGE - block
        return Box(0.5 - half, top, 0.5 + half, ratio - _EDGE), Box(0, 0.06, 1, top - _AIR)
    return Box(0.5 - half, _EDGE, 0.5 + half, _EDGE + block), Box(0, _EDGE + block + _AIR, 1, ratio - 0.06)


def _letter(scene: Scene, lettering: Lettering) -> None:
    """Draw the title in the first of the palette's colours that can be read there, on a veil if none can."""
    palette, unit = scene.palette, scene.image.width
    extremes = _extremes(scene, scene.title)
    deep = mix(palette.dark, BLACK, 0.5)
    choices = (palette.title, palette.light, palette.ink, palette.bright, palette.dark, deep)
    colour = max(choices, key=lambda choice: min(_READABLE + 0.01, _least(choice, extremes)))
    if _least(colour, extremes) < _READABLE:
        colour = _veil(scene, palette)
        extremes = _extremes(scene, scene.title)
    soft = mix(colour, extremes[0], 0.14)
    if _least(soft, extremes) < _READABLE:
        soft = colour
    draw_title(scene.image, lettering, scene.title.top * unit, colour, soft)


def _least(colour: Colour, extremes: tuple[Colour, Colour]) -> float:
    return min(contrast(colour, extreme) for extreme in extremes)


def _extremes(scene: Scene, zone: Box) -> tuple[Colour, Colour]:
    """The darkest and the brightest of the colours where the title will stand, single specks aside."""
    unit = scene.image.width
    part = scene.image.crop((round(0.06 * unit), round(zone.top * unit), round(0.94 * unit), round(zone.bottom * unit)))
    pixels = np.asarray(part.resize((60, 30), Image.Resampling.BOX)).reshape(-1, 3)
    order = np.argsort([luminance((int(r), int(g), int(b))) for r, g, b in pixels])
    picks = pixels[order[[len(order) // 50, -1 - len(order) // 50]]]
    darkest, brightest = ((int(r), int(g), int(b)) for r, g, b in picks)
    return darkest, brightest


def _veil(scene: Scene, palette: Palette) -> Colour:
    """Fade the title's end of the picture into a calm colour and say which lettering goes on it."""
    ground, colour = max(
        (
            (ground, colour)
            for ground in (palette.ground, *palette.sky, palette.dark)
            for colour in (palette.title, palette.light, palette.dark)
        ),
        key=lambda pair: min(contrast(*pair), 7.0),
    )
    if contrast(ground, colour) < _READABLE:
        ground, colour = mix(palette.dark, BLACK, 0.5), WHITE
    unit, height = scene.image.width, scene.image.height
    rows = np.arange(height) / unit
    fade = (rows - scene.title.top + _AIR) / _AIR if scene.title_below else (scene.title.bottom + _AIR - rows) / _AIR
    mask = Image.fromarray((np.clip(fade, 0, 1) * 245).astype(np.uint8)[:, None]).resize(scene.image.size)
    scene.image.paste(ground, mask=mask)
    return colour
