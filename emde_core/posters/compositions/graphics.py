"""Compositions of pure form: pattern, split, letterform and diagonal."""

from __future__ import annotations

from PIL import Image

from emde_core.posters.canvas import Brush
from emde_core.posters.colour import contrast, mix
from emde_core.posters.figures import place
from emde_core.posters.scene import Box, Scene
from emde_core.posters.scenery import land, sky, sky_at
from emde_core.posters.typography import draw_initial


def pattern(scene: Scene) -> None:
    """The motif as a wallpaper; one copy differs, or is the second motif."""
    area = scene.full_width_stage
    sky(scene)
    scene.lay_texture(scene.image)
    columns = 4
    rows = max(3, round(area.height / 0.26))
    odd = (int(scene.generator.integers(1, columns - 1)), int(scene.generator.integers(1, rows - 1)))
    cell_height = area.height / rows
    quiet = sky_at(scene, area.middle[1])
    for row in range(rows):
        inset = 0.125 if row % 2 else 0.0
        for column in range(columns + row % 2):
            if (column, row) == odd:
                continue
            x = 0.125 + column / columns - inset
            y = area.top + (row + 0.5) * cell_height
            cell = Box(x - 0.095, y - cell_height * 0.4, x + 0.095, y + cell_height * 0.4)
            place(scene, scene.motif, cell, quiet, mirror=bool((row + column) % 2))
    x = 0.125 + odd[0] / columns - (0.125 if odd[1] % 2 else 0.0)
    y = area.top + (odd[1] + 0.5) * cell_height
    back = scene.palette.accent
    scene.brush(back).disc(x, y, min(0.15, cell_height * 0.62))
    cell = Box(x - 0.105, y - 0.105, x + 0.105, y + 0.105)
    place(scene, scene.second_motif or scene.motif, cell, back)
    _band(scene)


def _band(scene: Scene) -> None:
    """The ground-coloured field of the lettering, with a rule along its edge."""
    palette = scene.palette
    if scene.title_below:
        land(scene, scene.stage.bottom)
        scene.brush(palette.accent).rectangle(-0.1, scene.stage.bottom, 1.1, scene.stage.bottom + 0.012)
    else:
        scene.brush(palette.ground).rectangle(-0.1, -0.1, 1.1, scene.stage.top)
        scene.brush(palette.accent).rectangle(-0.1, scene.stage.top - 0.012, 1.1, scene.stage.top)


def split(scene: Scene) -> None:
    """Two fields in two colours: a motif in each, or one motif that changes colour where they meet."""
    stage, palette = scene.stage, scene.palette
    one = palette.sky[0]
    other = palette.counter(one)
    steep = bool(scene.generator.integers(0, 2))
    edge = [(0.5, -0.1), (0.5, scene.height + 0.1)]
    if scene.second_motif or steep:
        edge = [(1.1, stage.top + stage.height * 0.22), (-0.1, stage.top + stage.height * 0.78)]
    sky(scene, one, one)
    scene.lay_texture(scene.image)
    far = scene.with_image(Image.new("RGB", scene.image.size, other))
    scene.lay_texture(far.image)
    if scene.second_motif:
        place(scene, scene.motif, stage.part(0.05, 0.0, 0.67, 0.5), one)
        place(far, scene.second_motif, stage.part(0.36, 0.52, 0.95, 1.0), other)
    else:
        room = stage.part(0.08, 0.04, 0.92, 0.96)
        place(scene, scene.motif, room, one)
        place(far, scene.motif, room, other)
    mask = Image.new("L", scene.image.size)
    corners = [*edge, (1.2, scene.height + 0.1), (1.2, edge[0][1])]
    if edge[0][0] > 1:
        corners = [*edge, (-0.1, scene.height + 0.1), (1.1, scene.height + 0.1)]
    Brush(mask, 255).polygon(corners)
    scene.image.paste(far.image, mask=mask)
    if edge[0][0] < 1:
        _band(scene)


def letterform(scene: Scene) -> None:
    """The title's initial as large as the stage, with the motif cut into it."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    scene.lay_texture(scene.image)
    backdrop = sky_at(scene, stage.middle[1])
    letter = palette.field(backdrop)
    if contrast(letter, backdrop) < 2:
        letter = max((palette.ink, palette.light, palette.ground), key=lambda colour: contrast(colour, backdrop))
    glyph = draw_initial(scene.image, scene.initial, stage, letter)
    size = min(0.62, stage.height * 0.62)
    x = min(max(glyph.middle[0] + glyph.width * 0.12, size / 2 + 0.03), 0.97 - size / 2)
    room = Box(x - size / 2, stage.bottom - size, x + size / 2, stage.bottom)
    place(scene, scene.motif, room, backdrop, anchor="bottom", halo=0.03)
    if scene.second_motif:
        seat = Box(0.05, stage.top, 0.3, stage.top + 0.25)
        place(scene, scene.second_motif, seat, backdrop, halo=0.015)


def diagonal(scene: Scene) -> None:
    """A slanting band with the motif leaping along it."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    scene.lay_texture(scene.image)
    y = stage.middle[1]
    slope = -0.38
    band = palette.field(palette.ink)
    half = stage.height * 0.22
    for offset, thickness, colour in (
        (0.0, half, band),
        (-half - 0.035, 0.012, band),
        (half + 0.035, 0.012, band),
        (half + 0.075, 0.006, mix(band, palette.sky[1], 0.4)),
        (-half - 0.075, 0.006, mix(band, palette.sky[0], 0.4)),
    ):
        left, right = y + offset - slope * 0.6, y + offset + slope * 0.6
        upper, lower = [(-0.1, left - thickness), (1.1, right - thickness)], [(1.1, right + thickness)]
        scene.brush(colour).polygon([*upper, *lower, (-0.1, left + thickness)])
    streak = scene.brush(mix(band, palette.sky[0], 0.3))
    for k, length in enumerate((0.3, 0.42, 0.24, 0.34)):
        start = y + half * (-0.55 + 0.36 * k) - slope * 0.5
        streak.line((0.0, start), (length, start + slope * length), 0.007)
    reach = min(0.46, stage.height / 2)
    room = Box(0.08, y - reach, 0.96, y + reach)
    place(scene, scene.motif, room, band, turn=-16, halo=0.014)
    if scene.second_motif:
        corner = Box(0.04, stage.top, 0.34, stage.top + 0.26)
        place(scene, scene.second_motif, corner, palette.sky[0], turn=-10)
