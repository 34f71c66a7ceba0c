"""Compositions with a place: skyline, horizon, road, window and tower."""

from __future__ import annotations

from PIL import Image

from emde_core.posters.canvas import Brush
from emde_core.posters.colour import WHITE, Colour, contrast, luminance, mix
from emde_core.posters.figures import covered_box, place
from emde_core.posters.scene import Box, Scene
from emde_core.posters.scenery import blocks, glimmer, glow, hills, land, rays, sky, sky_at

_ROUND = ("keyhole", "porthole")  # windows with nothing to stand on


def skyline(scene: Scene) -> None:
    """City blocks in two depths on both sides, the motif large between them before a disc of light."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    base = stage.bottom - 0.02
    disc = palette.field(palette.ink)
    centre_y = stage.top + stage.height * 0.46
    scene.brush(disc).disc(0.5, centre_y, min(0.36, stage.height * 0.45))
    scene.lay_texture(scene.image)
    backdrop = sky_at(scene, centre_y)
    haze = palette.shade if luminance(backdrop) < 0.12 else palette.ground  # a dark town vanishes in the night
    blocks(scene, base, (stage.height * 0.14, stage.height * 0.86), mix(backdrop, haze, 0.3))
    near = mix(backdrop, palette.ground, 0.8)
    blocks(scene, base, (stage.height * 0.05, stage.height * 0.46), near, mix(palette.accent, near, 0.25))
    land(scene, base)
    if scene.second_motif:
        place(scene, scene.second_motif, Box(0.62, stage.top, 0.94, stage.top + 0.2), backdrop)
    room = Box(0.14, stage.top + stage.height * 0.2, 0.86, base + 0.035)
    place(scene, scene.motif, room, disc, anchor="bottom", halo=0.012)


def horizon(scene: Scene) -> None:
    """A wide ground line with a low sun, its light on the ground, and the motif upon it."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    base = stage.bottom - (0.1 if scene.title_below else 0.2)
    side = float(scene.generator.choice((-1.0, 1.0)))
    sun_x, radius = 0.5 + side * 0.17, min(0.3, (base - stage.top) * 0.6)
    sun = palette.field(palette.ink)
    behind = sky_at(scene, base)
    glow(scene, sun_x, base - radius * 0.5, 0.75, mix(sun, behind, 0.4), 0.55)
    scene.lay_texture(scene.image)
    scene.brush(sun).disc(sun_x, base - radius * 0.55, radius)
    hills(scene, base + 0.02, 0.11, mix(behind, palette.ground, 0.5))
    land(scene, base)
    shore = scene.title.top - 0.01 if scene.title_below else scene.height
    glimmer(scene, sun_x, base + 0.03, 0.5, mix(palette.ground, sun, 0.4), shore)
    top = base - stage.height * 0.62
    if scene.second_motif:
        top = max(top, stage.top + 0.2)
        _aloft(scene, Box(0.06, stage.top, 0.94, covered_box(scene.motif, Box(0.1, top, 0.9, base + 0.035)).top), side)
    place(scene, scene.motif, Box(0.1, top, 0.9, base + 0.035), behind, anchor="bottom")


def _aloft(scene: Scene, air: Box, side: float) -> None:
    """The second motif in the ``air`` above the first, away from the sun's ``side``."""
    if scene.second_motif is None:
        return
    size = min(0.28, air.height - 0.02)
    left = air.left if side > 0 else air.right - size
    seat = Box(left, air.top, left + size, air.top + size)
    place(scene, scene.second_motif, seat, sky_at(scene, air.top))


def road(scene: Scene) -> None:
    """A road that runs to a point on the horizon, where the motif stands before the sun."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    base = stage.top + stage.height * 0.66
    sun = palette.field(palette.ink)
    radius = min(0.35, (base - stage.top) * 0.62)
    scene.brush(mix(sun, sky_at(scene, base), 0.72)).disc(0.5, base - radius * 0.55, radius * 1.3)
    scene.brush(sun).disc(0.5, base - radius * 0.55, radius)
    scene.lay_texture(scene.image)
    verge = mix(palette.ground, sky_at(scene, base), 0.3)
    land(scene, base, verge)
    _tarmac(scene, base, verge)
    top = stage.top + (0.16 if scene.second_motif else 0.04)
    room = Box(0.16, top, 0.84, base + 0.05)
    if scene.second_motif:
        _aloft(scene, Box(0.06, stage.top, 0.94, max(covered_box(scene.motif, room).top, stage.top + 0.16)), 1.0)
    place(scene, scene.motif, room, sun, anchor="bottom", halo=0.01)


def _tarmac(scene: Scene, base: float, verge: Colour) -> None:
    """The road from ``base`` on; it widens until it fills the picture where the lettering stands."""
    palette = scene.palette
    bottom = scene.title.top - 0.035 if scene.title_below else scene.height
    tarmac = palette.wall()
    half = 0.66 if scene.title_below else 0.5
    brush = scene.brush(tarmac)
    brush.taper(0.5, base, 0.015, bottom, half)
    brush.rectangle(-0.1, bottom, 1.1, scene.height + 0.1)
    edge = scene.brush(mix(palette.bright, tarmac, 0.35 if contrast(palette.bright, verge) > 1.5 else 0.1))
    for sign in (-1, 1):
        spots = ((0.012, base), (0.014, base), (half * 0.9, bottom), (half * 0.84, bottom))
        edge.polygon([(0.5 + sign * x, y) for x, y in spots])
    near, dash = 0.09, scene.brush(palette.accent if contrast(palette.accent, tarmac) > 2 else palette.light)
    while near * 1.45 < 1:
        far = near * 1.45
        top, end = base + near * (bottom - base), base + far * (bottom - base)
        dash.taper(0.5, top, near * 0.026, end, far * 0.026)
        near *= 2.1


def window(scene: Scene) -> None:
    """A dark wall with an arch, a keyhole, a porthole or a paned window, and the motif seen through it."""
    stage, palette = scene.stage, scene.palette
    wall = palette.wall()
    kind = str(scene.generator.choice(("arch", "keyhole", "porthole", "panes")))
    frame = _frame(stage, kind)
    outside = scene.with_image(scene.image.copy())
    _view(outside, frame, kind)
    mask, rim = Image.new("L", scene.image.size), Image.new("L", scene.image.size)
    _opening(mask, frame, kind, 0.0)
    _opening(rim, frame, kind, 0.022)
    sky(scene, mix(wall, palette.sky[0], 0.1), wall)
    wood = mix(wall, palette.light, 0.55)
    scene.image.paste(palette.accent if kind == "porthole" else wood, mask=rim)
    scene.image.paste(outside.image, mask=mask)
    if kind == "panes":
        bars, rail = scene.brush(wood), frame.top + frame.height * 0.36
        bars.rectangle(0.493, frame.top, 0.507, frame.bottom)
        bars.rectangle(frame.left, rail, frame.right, rail + 0.014)
    if scene.second_motif:
        right = min(0.96, frame.right + 0.1)
        seat = Box(right - 0.27, frame.bottom - 0.2, right, frame.bottom + 0.02)
        place(scene, scene.second_motif, seat, wall, anchor="bottom", halo=0.012)


def _frame(stage: Box, kind: str) -> Box:
    """The opening's outer box."""
    opening = stage.part(0.5, 0.02, 0.5, 0.98)
    if kind in _ROUND:
        half = min(0.43, opening.height / 2)
        return Box(0.5 - half, opening.middle[1] - half, 0.5 + half, opening.middle[1] + half)
    half = min(0.38, opening.height * 0.42)
    return Box(0.5 - half, opening.top, 0.5 + half, opening.bottom)


def _view(scene: Scene, frame: Box, kind: str) -> None:
    """Paint the view through the opening."""
    palette = scene.palette
    bright = max(palette.sky, key=luminance)
    sky(scene, mix(bright, palette.sky[0], 0.6), mix(bright, WHITE, 0.12))
    scene.lay_texture(scene.image)
    glow(scene, 0.5, frame.middle[1], 0.7, mix(palette.light, bright, 0.3), 0.7)
    room = frame.part(0.1, 0.14, 0.9, 0.86)
    if kind == "keyhole":
        room = frame.part(0.16, 0.04, 0.84, 0.62)
    elif kind in ("arch", "panes"):
        land(scene, frame.bottom - 0.14, mix(palette.ground, bright, 0.25))
        room = Box(room.left, room.top, room.right, frame.bottom - 0.09)
    place(scene, scene.motif, room, bright, anchor="middle" if kind in _ROUND else "bottom")


def _opening(mask: Image.Image, frame: Box, kind: str, grow: float) -> None:
    """Paint the opening white on ``mask``, wider by ``grow`` on every side."""
    box = Box(frame.left - grow, frame.top - grow, frame.right + grow, frame.bottom + grow)
    brush, (x, y), radius = Brush(mask, 255), box.middle, box.width / 2
    if kind == "panes":
        brush.rectangle(*box)
    elif kind == "porthole":
        brush.disc(x, y, radius)
    elif kind == "arch":
        brush.disc(x, box.top + radius, radius)
        brush.rectangle(box.left, box.top + radius, box.right, box.bottom)
    else:
        head = radius * 0.72
        brush.disc(x, box.top + head, head)
        brush.taper(x, box.top + 1.7 * head, head * 0.42, box.bottom, head * 0.95)


def tower(scene: Scene) -> None:
    """The motif high up, something tiny far below it, and much air between the two."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    top = stage.top + 0.02
    rays(scene, 0.5, top + 0.2, mix(palette.sky[0], palette.sky[1], 0.3), 2, turn=62)
    scene.lay_texture(scene.image)
    base = stage.bottom - 0.03
    land(scene, base)
    behind = sky_at(scene, top + 0.25)
    place(scene, scene.motif, Box(0.2, top, 0.8, top + stage.height * 0.52), behind, anchor="top")
    low = sky_at(scene, base)
    place(scene, scene.second_motif or scene.motif, Box(0.4, base - 0.17, 0.6, base + 0.008), low, anchor="bottom")
