"""The colours of the posters: fifteen families of four variants each.

The variants of a family keep its sky, ground and ink to within a small turn of hue and a little
light, so that a histogram of colours finds them near each other; they differ in their accent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from emde_core.assets_dir import ASSETS
from emde_core.posters.colour import WHITE, Colour, Tones, contrast, from_hex, luminance, mix, shift

_VARIANTS = ((0.0, 0.0), (7.0, 0.025), (-7.0, -0.015), (3.0, -0.03))  # turn of hue, change of lightness
# Least contrasts, from 1 for none to 21 for black on white
_FIELD_CONTRAST = 1.8  # of a second field beside the first
_MOTIF_CONTRAST = 2.4  # of a motif: below this a flat shape sinks into its ground at thumbnail size
_LETTER_CONTRAST = 7.0  # of lettering on a wall
_DISC_CONTRAST = 1.3  # of a disc or a band behind a motif, on the sky
_ACCENT_ON_MOTIF, _ACCENT_BESIDE_MOTIF = 1.4, 1.15  # of a small detail on its motif; on what lies behind that
_LIGHT_CONTRAST = 1.12  # of a motif's light parts, on what lies behind it


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one poster.

    ``sky`` is the background's gradient from top to bottom, ``ground`` the second field (land,
    floor, title band), ``ink``, ``shade``, ``light`` and ``accent`` are a motif's, and ``title``
    is the lettering's first choice. ``lamp`` tints the suns and moons where the accent would hide a motif.
    """

    sky: tuple[Colour, Colour]
    ground: Colour
    ink: Colour
    shade: Colour
    light: Colour
    accent: Colour
    title: Colour
    lamp: Colour

    @property
    def dark(self) -> Colour:
        """The darkest of the colours."""
        return min((*self.sky, self.ground, self.ink, self.shade), key=luminance)

    @property
    def bright(self) -> Colour:
        """The brightest of the colours that is not quite white."""
        return max((*self.sky, self.ground, self.ink, self.light, self.title), key=luminance)

    def tones(self, on: Colour) -> Tones:
        """A motif's colours where it lies on ``on``: the palette's own if they can be seen there."""
        if contrast(self.ink, on) >= _MOTIF_CONTRAST:
            light = self.light if contrast(self.light, on) > _LIGHT_CONTRAST else mix(self.light, self.ink, 0.2)
            return Tones(self.ink, self.shade, light, self._accent(self.ink, on), on)
        body = max((self.light, self.dark, self.accent), key=lambda colour: contrast(colour, on))
        if luminance(body) > luminance(on):
            return Tones(body, mix(body, on, 0.45), mix(body, WHITE, 0.65), self._accent(body, on), on)
        return Tones(body, mix(body, on, 0.28), mix(body, on, 0.75), self._accent(body, on), on)

    def field(self, behind: Colour) -> Colour:
        """A colour for a disc or a band on which a motif whose body is ``behind`` can be seen."""
        middle = mix(*self.sky, 0.5)
        hazes = (mix(sky, self.lamp, share) for sky in (self.sky[1], self.sky[0]) for share in (0.42, 0.3))
        choices = (self.accent, self.light, *hazes, self.ground, self.shade, *self.sky)
        for colour in choices:
            if contrast(colour, behind) >= _MOTIF_CONTRAST and contrast(colour, middle) > _DISC_CONTRAST:
                return colour
        return max(choices, key=lambda colour: contrast(colour, behind))

    def counter(self, field: Colour) -> Colour:
        """A second field's colour beside ``field``: from the family's heart if it stands out enough."""
        choices = (self.sky[1], self.sky[0], self.ground, self.accent, self.ink, self.light)
        return next((colour for colour in choices if contrast(colour, field) >= _FIELD_CONTRAST), self.ink)

    def wall(self) -> Colour:
        """A dark calm colour that any lettering of the palette's title or light can be read on."""
        walls = (mix(self.dark, self.ground, share) for share in (0.35, 0.2, 0.1))
        return next((wall for wall in walls if contrast(wall, self.light) > _LETTER_CONTRAST), self.dark)

    def _accent(self, body: Colour, on: Colour) -> Colour:
        """The accent, or what takes its place where it would be lost on the motif or beside it."""
        if contrast(self.accent, body) >= _ACCENT_ON_MOTIF and contrast(self.accent, on) >= _ACCENT_BESIDE_MOTIF:
            return self.accent
        choices = (self.light, self.shade, self.ground, *self.sky)
        return max(choices, key=lambda colour: min(contrast(colour, body), contrast(colour, on)))


def _palette(family: dict[str, Any], variant: int) -> Palette:
    turn, change = _VARIANTS[variant]
    top, bottom = (shift(from_hex(sky), hue=turn, lightness=change) for sky in family["sky"])
    ground = shift(from_hex(family["ground"]), hue=turn, lightness=change / 2)
    ink, shade = (family.get(f"{tone}s", [family[tone]] * 4)[variant] for tone in ("ink", "shade"))
    return Palette(
        (top, bottom),
        ground,
        from_hex(ink),
        from_hex(shade),
        from_hex(family["light"]),
        from_hex(family["accents"][variant]),
        from_hex(family["title"]),
        from_hex(family.get("lamp", family["light"])),
    )


PALETTES: dict[str, Palette] = {
    f"{name}-{variant + 1}": _palette(family, variant)
    for name, family in json.loads((ASSETS / "posters" / "palettes.json").read_text(encoding="utf-8")).items()
    for variant in range(len(_VARIANTS))
}
