"""Compositions of two: stack and duel."""

from __future__ import annotations

from itertools import pairwise

from emde_core.posters.colour import Tones, contrast, mix
from emde_core.posters.figures import place
from emde_core.posters.scene import Box, Scene
from emde_core.posters.scenery import land, sky, sky_at


def stack(scene: Scene) -> None:
    """Two or three fields of colour above each other, a motif on each, as in a totem."""
    stage, palette = scene.stage, scene.palette
    names = [scene.second_motif, scene.motif] if scene.second_motif else [scene.motif] * 3
    shares = (0.0, 0.42, 1.0) if scene.second_motif else (0.0, 1 / 3, 2 / 3, 1.0)
    first = palette.sky[0]
    colours = (first, palette.counter(first), first)
    sky(scene, first, first)
    tiers = [scene.full_width_stage.part(0.0, top, 1.0, end) for top, end in pairwise(shares)]
    for tier, colour in zip(tiers, colours, strict=False):
        scene.brush(colour).rectangle(-0.1, tier.top if tier.top > stage.top else -0.1, 1.1, tier.bottom + 0.1)
    if scene.title_below:
        land(scene, stage.bottom)
        if contrast(palette.ground, colours[len(tiers) - 1]) < 1.25:
            scene.brush(palette.accent).rectangle(-0.1, stage.bottom, 1.1, stage.bottom + 0.01)
    scene.lay_texture(scene.image)
    for k, (name, tier, colour) in enumerate(zip(names, tiers, colours, strict=False)):
        room = tier.part(0.12, 0.14 if tier.top else 0.2, 0.88, 0.9)
        place(scene, name, room, colour, mirror=k == 1 and not scene.second_motif)


def duel(scene: Scene) -> None:
    """Two figures face each other across a line: the motif and its twin, or the second motif."""
    stage, palette = scene.stage, scene.palette
    sky(scene)
    base = stage.bottom - 0.03
    disc = palette.field(palette.ink)
    scene.brush(disc).disc(0.5, base - stage.height * 0.38, min(0.34, stage.height * 0.36))
    scene.lay_texture(scene.image)
    land(scene, base)
    backdrop = sky_at(scene, base - 0.3)
    height = min(0.72, stage.height * 0.86)
    left = Box(-0.03, base - height, 0.485, base + 0.02)
    right = Box(0.515, base - height, 1.03, base + 0.02)
    place(scene, scene.motif, left, backdrop, anchor="bottom", halo=0.01)
    if scene.second_motif:
        place(scene, scene.second_motif, right, backdrop, anchor="bottom", halo=0.01)
    else:
        own = palette.tones(backdrop)
        tones = Tones(own.shade, mix(own.shade, own.paper, 0.35), own.light, own.accent, own.paper)
        place(scene, scene.motif, right, backdrop, tones=tones, anchor="bottom", mirror=True, halo=0.01)
