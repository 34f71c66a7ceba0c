"""Compositions about one figure: silhouette, object, portrait and radial."""

from __future__ import annotations

from emde_core.posters.colour import BLACK, WHITE, Tones, contrast, luminance, mix
from emde_core.posters.figures import covered_box, place, shadow
from emde_core.posters.scene import Box, Scene
from emde_core.posters.scenery import glow, land, rays, sky, sky_at

_FACES = frozenset({"couple", "profile-man", "profile-woman", "queen", "bride", "woman"})


def silhouette(scene: Scene) -> None:
    """One very large dark motif against light, as seen at dusk; the second stands small before it."""
    stage, palette = scene.stage, scene.palette
    dark = mix(palette.dark, BLACK, 0.25)
    brightest = max(palette.sky, key=luminance)
    glows = (mix(brightest, palette.ink, share) for share in (0.0, 0.2, 0.35, 0.5, 0.7, 0.9))
    lit = next((colour for colour in glows if contrast(colour, dark) >= 5), palette.light)
    sky(scene, mix(palette.sky[0], lit, 0.15), mix(palette.sky[1], lit, 0.6))
    glow(scene, 0.5, stage.top + stage.height * 0.5, 0.95, lit, 0.95)
    scene.lay_texture(scene.image)
    calm = mix(dark, lit, 0.42)
    accent = calm if scene.motif in _FACES else palette.accent  # a face in the dark has no bright lips
    tones = Tones(dark, mix(dark, lit, 0.16), calm, accent, mix(lit, dark, 0.1))
    base = stage.bottom + (0.015 if scene.title_below else 0.0)
    land(scene, base if scene.title_below else base - 0.02, dark)
    covered = place(scene, scene.motif, Box(-0.04, stage.top, 1.04, base), lit, tones=tones, anchor="bottom")
    if scene.second_motif:
        x = covered.middle[0]
        seat = Box(x - 0.14, base - 0.21, x + 0.14, base)
        place(scene, scene.second_motif, seat, dark, anchor="bottom", halo=0.014)


def still_life(scene: Scene) -> None:
    """One motif on a plain table before a plain wall, with the shadow it throws."""
    stage, palette = scene.stage, scene.palette
    wall = mix(*palette.sky, 0.35)
    sky(scene, wall, wall)
    scene.lay_texture(scene.image)
    edge = stage.bottom - stage.height * 0.2
    tables = (palette.ground, palette.wall(), mix(wall, palette.ink, 0.25))
    table = next((colour for colour in tables if contrast(colour, wall) > 1.25), palette.ground)
    land(scene, edge, table)
    foot = edge + stage.height * 0.07
    room = Box(0.15, stage.top + stage.height * 0.08, 0.85, foot)
    limit = scene.title.top - 0.03 if scene.title_below else scene.height
    shadow(scene, scene.motif, room, mix(table, BLACK, 0.4), limit)
    place(scene, scene.motif, room, wall, anchor="bottom")
    if scene.second_motif:
        seat = Box(0.68, foot - 0.24, 0.95, foot + 0.07)
        place(scene, scene.second_motif, seat, wall, tones=palette.tones(table), anchor="bottom", halo=0.01)


def portrait(scene: Scene) -> None:
    """A head or bust that fills the frame, a circle behind it."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    scene.lay_texture(scene.image)
    disc = palette.field(palette.ink)
    y = stage.top + stage.height * 0.47
    radius = min(0.46, stage.height * 0.47)
    scene.brush(mix(disc, sky_at(scene, y), 0.45)).ring(0.5, y, radius + 0.035, 0.008)
    scene.brush(disc).disc(0.5, y, radius)
    room = Box(0.07, stage.top + stage.height * 0.07, 0.93, stage.bottom)
    flat = covered_box(scene.motif, room).height < stage.height * 0.6  # spectacles, lips: no bust to stand on the edge
    covered = place(scene, scene.motif, room, disc, anchor="middle" if flat else "bottom", halo=0.012)
    if scene.title_below:
        land(scene, stage.bottom - 0.012)
        scene.brush(palette.accent).rectangle(-0.1, stage.bottom - 0.012, 1.1, stage.bottom - 0.002)
    if scene.second_motif:
        left = 0.04 if covered.left > 0.1 else 0.7
        seat = Box(left, stage.bottom - 0.27, left + 0.26, stage.bottom - 0.03)
        place(scene, scene.second_motif, seat, disc, anchor="bottom", halo=0.014)


def radial(scene: Scene) -> None:
    """Rays that burst from behind the motif."""
    stage, palette = scene.stage, scene.palette
    x, y = 0.5, stage.middle[1]
    first = palette.sky[0]
    ray = palette.sky[1] if contrast(*palette.sky) > 1.35 else mix(palette.sky[1], palette.accent, 0.3)
    sky(scene, first, first)
    rays(scene, x, y, ray, 18, turn=5)
    scene.lay_texture(scene.image)
    disc = palette.field(palette.ink)
    radius = min(0.36, stage.height * 0.4)
    scene.brush(mix(disc, WHITE, 0.35)).disc(x, y, radius + 0.018)
    scene.brush(disc).disc(x, y, radius)
    half = min(0.44, stage.height * 0.48)
    room = Box(x - half, y - half, x + half, y + half)
    place(scene, scene.motif, room, disc, halo=0.014)
    if scene.second_motif:
        seat = Box(x - 0.13, y + radius - 0.1, x + 0.13, min(y + radius + 0.14, stage.bottom))
        place(scene, scene.second_motif, seat, disc, halo=0.018)
