"""Compositions with a place: skyline, horizon, road, window and tower."""

from __future__ import annotations

from PIL import Image, ImageDraw

from emde_core.posters.canvas import Pen, Tones
from emde_core.posters.colour import WHITE, mix
from emde_core.posters.compositions.registry import composition
from emde_core.posters.figures import place
from emde_core.posters.scene import Box, Scene
from emde_core.posters.scenery import blocks, glimmer, glow, hills, land, rays, sky, sky_at


@composition("skyline")
def skyline(scene: Scene) -> None:
    """City blocks in two depths on both sides, the motif large between them before a disc of light."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    base = stage.bottom - 0.02
    disc = palette.field(palette.ink)
    centre_y = stage.top + stage.height * 0.46
    scene.brush(disc).ellipse(0.5, centre_y, 0.36)
    scene.weave(scene.image)
    backdrop = sky_at(scene, centre_y)
    blocks(scene, base, (stage.height * 0.14, stage.height * 0.86), mix(backdrop, palette.ground, 0.42))
    near = mix(backdrop, palette.ground, 0.8)
    blocks(scene, base, (stage.height * 0.05, stage.height * 0.46), near, mix(palette.accent, near, 0.25))
    land(scene, base)
    if scene.second:
        place(scene, scene.second, Box(0.62, stage.top, 0.94, stage.top + 0.2), palette.tones(backdrop))
    room = Box(0.14, stage.top + stage.height * 0.2, 0.86, base + 0.035)
    place(scene, scene.motif, room, palette.tones(disc), anchor="bottom", halo=(disc, 0.012))


@composition("horizon")
def horizon(scene: Scene) -> None:
    """A wide ground line with a low sun, its light on the ground, and the motif upon it."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    base = stage.bottom - (0.1 if scene.title_below else 0.2)
    side = float(scene.dice.choice((-1.0, 1.0)))
    sun_x, radius = 0.5 + side * 0.17, 0.3
    sun = palette.field(palette.ink)
    behind = sky_at(scene, base)
    glow(scene, sun_x, base - radius * 0.5, 0.75, mix(sun, behind, 0.4), 0.55)
    scene.weave(scene.image)
    scene.brush(sun).ellipse(sun_x, base - radius * 0.55, radius)
    hills(scene, base + 0.02, 0.11, mix(behind, palette.ground, 0.5))
    land(scene, base)
    glimmer(scene, sun_x, base + 0.03, 0.5, mix(palette.ground, sun, 0.4), scene.height if not scene.title_below
            else scene.title.top - 0.01)
    if scene.second:
        left = 0.06 if side > 0 else 0.66
        place(scene, scene.second, Box(left, stage.top + 0.02, left + 0.28, stage.top + 0.3), palette.tones(behind))
    room = Box(0.1, base - stage.height * 0.62, 0.9, base + 0.035)
    place(scene, scene.motif, room, palette.tones(behind), anchor="bottom")


@composition("road")
def road(scene: Scene) -> None:
    """A road that runs to a point on the horizon, where the motif stands before the sun."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    base = stage.top + stage.height * 0.62
    sun = palette.field(palette.ink)
    scene.brush(mix(sun, sky_at(scene, base), 0.72)).ellipse(0.5, base - 0.2, 0.47)
    scene.brush(sun).ellipse(0.5, base - 0.2, 0.35)
    scene.weave(scene.image)
    verge = mix(palette.ground, sky_at(scene, base), 0.3)
    land(scene, base, verge)
    bottom = scene.height + 0.05
    spread = (bottom - base) * 0.72
    scene.brush(mix(palette.dark, palette.ground, 0.5)).polygon(
        [(0.485, base), (0.515, base), (0.5 + spread, bottom), (0.5 - spread, bottom)])
    edge = scene.brush(mix(palette.bright, verge, 0.25))
    for sign in (-1, 1):
        edge.polygon([(0.5 + sign * 0.013, base), (0.5 + sign * 0.016, base),
                      (0.5 + sign * spread * 0.93, bottom), (0.5 + sign * spread * 0.86, bottom)])
    near, dash = 0.05, scene.brush(palette.accent)
    while near < 1:
        far = near * 1.42
        top, end = base + near * (bottom - base), base + far * (bottom - base)
        dash.polygon([(0.5 - near * 0.03, top), (0.5 + near * 0.03, top), (0.5 + far * 0.03, end),
                      (0.5 - far * 0.03, end)])
        near *= 2.0
    if not scene.title_below and scene.second:
        place(scene, scene.second, Box(0.04, base, 0.3, base + 0.2), palette.tones(verge), anchor="bottom")
    elif scene.second:
        place(scene, scene.second, Box(0.04, stage.top, 0.3, stage.top + 0.22), palette.tones(palette.sky[0]))
    room = Box(0.16, stage.top + 0.04, 0.84, base + 0.05)
    place(scene, scene.motif, room, palette.tones(sun), anchor="bottom", halo=(sun, 0.01))


@composition("window")
def window(scene: Scene) -> None:
    """A dark wall with an arch, a keyhole, a porthole or a paned window, and the motif seen through it."""
    stage, palette = scene.stage, scene.palette
    wall = mix(palette.dark, palette.ground, 0.35)
    bright = max(palette.sky, key=sum)
    outside = scene.on(scene.image.copy())
    sky(outside, mix(bright, palette.sky[0], 0.6), mix(bright, WHITE, 0.12))
    scene.weave(outside.image)
    opening = stage.part(0.5, 0.02, 0.5, 0.98)
    half = min(0.38, opening.height * 0.42)
    frame = Box(0.5 - half, opening.top, 0.5 + half, opening.bottom)
    kind = str(scene.dice.choice(("arch", "keyhole", "porthole", "panes")))
    if kind in ("keyhole", "porthole"):
        half = min(0.43, opening.height / 2)
        frame = Box(0.5 - half, frame.middle[1] - half, 0.5 + half, frame.middle[1] + half)
    glow(outside, 0.5, frame.middle[1], 0.7, mix(palette.light, bright, 0.3), 0.7)
    tones = palette.tones(bright)
    room = frame.part(0.1, 0.14, 0.9, 0.86) if kind != "keyhole" else frame.part(0.16, 0.04, 0.84, 0.62)
    if kind in ("arch", "panes"):
        land(outside, frame.bottom - 0.14, mix(palette.ground, bright, 0.25))
        room = Box(room.left, room.top, room.right, frame.bottom - 0.09)
    place(outside, scene.motif, room, tones, anchor="middle" if kind in ("keyhole", "porthole") else "bottom")
    mask = Image.new("L", scene.image.size)
    _opening(scene, mask, frame, kind, 0.0)
    rim = Image.new("L", scene.image.size)
    _opening(scene, rim, frame, kind, 0.022)
    sky(scene, mix(wall, palette.ground, 0.4), wall)
    scene.image.paste(palette.accent if kind == "porthole" else mix(wall, palette.light, 0.55), mask=rim)
    scene.image.paste(outside.image, mask=mask)
    if kind == "panes":
        bars = scene.brush(mix(wall, palette.light, 0.55))
        bars.rectangle(0.493, frame.top, 0.507, frame.bottom)
        bars.rectangle(frame.left, frame.top + frame.height * 0.36, frame.right, frame.top + frame.height * 0.36 + 0.014)
    if scene.second:
        seat = Box(frame.right - 0.17, frame.bottom - 0.2, frame.right + 0.1, frame.bottom + 0.02)
        place(scene, scene.second, seat, palette.tones(wall), anchor="bottom", halo=(wall, 0.012))


def _opening(scene: Scene, mask: Image.Image, frame: Box, kind: str, grow: float) -> None:
    pen = Pen.on(mask.convert("L"), (0, 0, mask.width, mask.width), Tones(*((255, 255, 255),) * 5))
    box = Box(frame.left - grow, frame.top - grow, frame.right + grow, frame.bottom + grow)
    draw, unit = ImageDraw.Draw(mask), pen.across[0]
    pixels = [edge * unit for edge in box]
    if kind == "panes":
        draw.rectangle(pixels, fill=255)
    elif kind == "porthole":
        draw.ellipse(pixels, fill=255)
    elif kind == "arch":
        middle = pixels[1] + box.width / 2 * unit
        draw.ellipse((pixels[0], pixels[1], pixels[2], pixels[1] + box.width * unit), fill=255)
        draw.rectangle((pixels[0], middle, pixels[2], pixels[3]), fill=255)
    else:
        x = box.middle[0] * unit
        radius = box.width * 0.36 * unit
        draw.ellipse((x - radius, pixels[1], x + radius, pixels[1] + 2 * radius), fill=255)
        neck = pixels[1] + 1.7 * radius
        draw.polygon([(x - radius * 0.42, neck), (x + radius * 0.42, neck), (x + radius * 0.95, pixels[3]),
                      (x - radius * 0.95, pixels[3])], fill=255)


@composition("tower")
def tower(scene: Scene) -> None:
    """The motif high up, something tiny far below it, and much air between the two."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    top = stage.top + 0.02
    rays(scene, 0.5, top + 0.2, mix(palette.sky[0], palette.sky[1], 0.3), 2, turn=62)
    scene.weave(scene.image)
    base = stage.bottom - 0.03
    land(scene, base)
    behind = sky_at(scene, top + 0.25)
    place(scene, scene.motif, Box(0.2, top, 0.8, top + stage.height * 0.52), palette.tones(behind), anchor="top")
    low = palette.tones(sky_at(scene, base))
    place(scene, scene.second or scene.motif, Box(0.4, base - 0.17, 0.6, base + 0.008), low, anchor="bottom")
