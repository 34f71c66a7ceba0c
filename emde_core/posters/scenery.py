"""The background of the motifs: gradients, glows, rays, land and city blocks."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
from PIL import Image

from emde_core.posters.colour import Colour, mix
from emde_core.posters.scene import Box, Scene


def sky(scene: Scene, top: Colour | None = None, bottom: Colour | None = None) -> None:
    """Fill the picture with the palette's gradient from top to bottom, or with the given one."""
    first, last = top or scene.palette.sky[0], bottom or scene.palette.sky[1]
    share = np.linspace(0, 1, scene.image.height)[:, None]
    column = np.asarray(first) * (1 - share) + np.asarray(last) * share
    strip = Image.fromarray(column.round().astype(np.uint8)[:, None, :])
    scene.image.paste(strip.resize(scene.image.size))


def sky_at(scene: Scene, y: float) -> Colour:
    """The gradient's colour at the height ``y``."""
    return mix(*scene.palette.sky, min(1.0, max(0.0, y / scene.height)))


def glow(scene: Scene, x: float, y: float, radius: float, colour: Colour, strength: float = 1.0) -> None:
    """Add a soft light about (x, y)."""
    unit = scene.image.width
    side = round(2 * radius * unit)
    fade = np.asarray(Image.radial_gradient("L"), dtype=np.float64) / 255  # 0 in the middle, 1 far out
    amount = np.clip(1 - fade * 2**0.5 * 0.72, 0, 1) ** 1.3 * np.clip((1 - fade) * 6, 0, 1) * 255 * strength
    mask = Image.fromarray(amount.astype(np.uint8)).resize((side, side), Image.Resampling.BICUBIC)
    scene.image.paste(colour, (round((x - radius) * unit), round((y - radius) * unit)), mask)


def land(scene: Scene, y: float, colour: Colour | None = None) -> None:
    """Fill everything below ``y``, by default with the palette's ground."""
    scene.brush(colour or scene.palette.ground).rectangle(-0.1, y, 1.1, scene.height + 0.1)


def rays(scene: Scene, x: float, y: float, colour: Colour, count: int, *, turn: float = 0.0) -> None:
    """``count`` wedges that fan out from (x, y) over the whole picture."""
    brush, step = scene.brush(colour), 360 / count
    for k in range(count):
        edges = (radians(turn + k * step), radians(turn + (k + 0.5) * step))
        brush.polygon([(x, y), *((x + 3 * cos(angle), y + 3 * sin(angle)) for angle in edges)])


def blocks(scene: Scene, base: float, heights: tuple[float, float], colour: Colour, lamp: Colour | None = None) -> None:
    """A row of city blocks standing on ``base``; higher at the sides than in the middle, some windows lit."""
    brush = scene.brush(colour)
    x = -0.03
    while x < 1.03:
        width = float(scene.generator.uniform(0.09, 0.16))
        side = abs(x + width / 2 - 0.5) * 2
        height = heights[0] + (heights[1] - heights[0]) * (0.35 * float(scene.generator.random()) + 0.65 * side**1.4)
        brush.rectangle(x, base - height, x + width, base + 0.02)
        crown = int(scene.generator.integers(0, 4))
        if crown == 0:
            eaves = base - height + 0.003
            brush.polygon([(x, eaves), (x + width * 0.5, base - height - 0.05), (x + width, eaves)])
        elif crown == 1:
            brush.rectangle(x + width * 0.22, base - height - 0.03, x + width * 0.78, base - height + 0.01)
            brush.rectangle(x + width * 0.47, base - height - 0.09, x + width * 0.53, base - height)
        if lamp:
            _windows(scene, Box(x, base - height, x + width, base), lamp)
        x += width + float(scene.generator.choice((0.0, 0.012, 0.02)))


def _windows(scene: Scene, wall: Box, lamp: Colour) -> None:
    brush = scene.brush(lamp)
    columns = max(2, round(wall.width / 0.036))
    step = wall.width / columns
    y = wall.top + 0.03
    while y < wall.bottom - 0.04:
        for k in range(columns):
            if scene.generator.random() < 0.3:
                left = wall.left + (k + 0.28) * step
                brush.rectangle(left, y, left + step * 0.44, y + 0.018)
        y += 0.04


def hills(scene: Scene, y: float, height: float, colour: Colour) -> None:
    """Rolling far land whose three crests reach ``height`` above ``y``."""
    rises = np.array(
        [float(scene.generator.uniform(0.6, 1.0) if k % 2 else scene.generator.uniform(0, 0.3)) for k in range(7)]
    )
    at = np.linspace(0, 6, 97)
    before = np.minimum(at.astype(int), 5)
    share = (1 - np.cos(np.pi * (at - before))) / 2
    crest = y - height * (rises[before] * (1 - share) + rises[before + 1] * share)
    line = zip((0.2 * at - 0.1).tolist(), crest.tolist(), strict=True)
    scene.brush(colour).polygon([*line, (1.1, y + 0.3), (-0.1, y + 0.3)])


def glimmer(scene: Scene, x: float, y: float, width: float, colour: Colour, bottom: float) -> None:
    """Bars of light that narrow as they come nearer: a low sun on water or wet ground."""
    brush, step, k = scene.brush(colour), 0.018, 0
    while y + step < bottom and width > 0.06:
        offset = 0.02 * (-1) ** k
        brush.rectangle(x - width / 2 + offset, y, x + width / 2 + offset, y + 0.0085, radius=0.004)
        y, width, step, k = y + step, width * 0.86, step * 1.12, k + 1
