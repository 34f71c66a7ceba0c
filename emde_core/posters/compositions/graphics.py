"""Compositions of pure form: pattern, split, letterform and diagonal."""

from __future__ import annotations

from PIL import Image, ImageDraw

from emde_core.posters.colour import contrast, mix
from emde_core.posters.compositions.registry import composition
from emde_core.posters.figures import place
from emde_core.posters.scene import Box, Scene
from emde_core.posters.scenery import land, sky, sky_at
from emde_core.posters.typography import draw_initial


@composition("pattern")
def pattern(scene: Scene) -> None:
    """The motif as a wallpaper; one copy differs, or is the second motif."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    scene.weave(scene.image)
    area = Box(0.0, 0.0 if scene.title_below else stage.top, 1.0, stage.bottom if scene.title_below else scene.height)
    columns = 4
    rows = max(3, round(area.height / 0.26))
    odd = (int(scene.dice.integers(1, columns - 1)), int(scene.dice.integers(1, rows - 1)))
    cell_height = area.height / rows
    quiet = palette.tones(sky_at(scene, area.middle[1]))
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
    back = palette.accent
    scene.brush(back).ellipse(x, y, min(0.15, cell_height * 0.62))
    cell = Box(x - 0.105, y - 0.105, x + 0.105, y + 0.105)
    place(scene, scene.second or scene.motif, cell, palette.tones(back))
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


@composition("split")
def split(scene: Scene) -> None:
    """Two fields in two colours: a motif in each, or one motif that changes colour where they meet."""
    stage, palette = scene.stage, scene.palette
    one = palette.sky[0]
    other = palette.counter(one)
    steep = bool(scene.dice.integers(0, 2))
    edge = [(0.5, -0.1), (0.5, scene.height + 0.1)]
    if scene.second or steep:
        edge = [(1.1, stage.top + stage.height * 0.22), (-0.1, stage.top + stage.height * 0.78)]
    sky(scene, one, one)
    scene.weave(scene.image)
    far = scene.on(Image.new("RGB", scene.image.size, other))
    scene.weave(far.image)
    if scene.second:
        place(scene, scene.motif, stage.part(0.05, 0.0, 0.67, 0.5), palette.tones(one))
        place(far, scene.second, stage.part(0.36, 0.52, 0.95, 1.0), palette.tones(other))
    else:
        room = stage.part(0.08, 0.04, 0.92, 0.96)
        place(scene, scene.motif, room, palette.tones(one))
        place(far, scene.motif, room, palette.tones(other))
    mask = Image.new("L", scene.image.size)
    unit = scene.image.width
    corners = [*edge, (1.2, scene.height + 0.1), (1.2, edge[0][1])]
    if edge[0][0] > 1:
        corners = [*edge, (-0.1, scene.height + 0.1), (1.1, scene.height + 0.1)]
    ImageDraw.Draw(mask).polygon([(x * unit, y * unit) for x, y in corners], fill=255)
    scene.image.paste(far.image, mask=mask)
    if edge[0][0] < 1:
        _band(scene)


@composition("letterform")
def letterform(scene: Scene) -> None:
    """The title's initial as large as the stage, with the motif cut into it."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    scene.weave(scene.image)
    backdrop = sky_at(scene, stage.middle[1])
    letter = palette.field(backdrop)
    if contrast(letter, backdrop) < 2:
        letter = max((palette.ink, palette.light, palette.ground), key=lambda colour: contrast(colour, backdrop))
    drawn = draw_initial(scene.image, scene.initial, stage, letter)
    size = min(0.62, stage.height * 0.62)
    x = min(max(drawn.middle[0] + drawn.width * 0.12, size / 2 + 0.03), 0.97 - size / 2)
    room = Box(x - size / 2, stage.bottom - size, x + size / 2, stage.bottom)
    place(scene, scene.motif, room, palette.tones(backdrop), anchor="bottom", halo=(backdrop, 0.03))
    if scene.second:
        seat = Box(0.05, stage.top, 0.3, stage.top + 0.25)
        place(scene, scene.second, seat, palette.tones(backdrop), halo=(backdrop, 0.015))


@composition("diagonal")
def diagonal(scene: Scene) -> None:
    """A slanting band with the motif leaping along it."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    scene.weave(scene.image)
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
        scene.brush(colour).polygon(
            [
                (-0.1, y + offset - thickness - slope * 0.6),
                (1.1, y + offset - thickness + slope * 0.6),
                (1.1, y + offset + thickness + slope * 0.6),
                (-0.1, y + offset + thickness - slope * 0.6),
            ]
        )
    streak = scene.brush(mix(band, palette.sky[0], 0.3))
    for k, length in enumerate((0.3, 0.42, 0.24, 0.34)):
        start = y + half * (-0.55 + 0.36 * k) - slope * 0.5
        streak.line([(0.0, start), (length, start + slope * length)], 0.007)
    reach = min(0.46, stage.height / 2)
    room = Box(0.08, y - reach, 0.96, y + reach)
    place(scene, scene.motif, room, palette.tones(band), turn=-16, halo=(band, 0.014))
    if scene.second:
        corner = Box(0.04, stage.top, 0.34, stage.top + 0.26)
        place(scene, scene.second, corner, palette.tones(palette.sky[0]), turn=-10)
