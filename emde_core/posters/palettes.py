"""The colours of the posters: fifteen families of four variants each.

The variants of a family keep its sky, ground and ink to within a small turn of hue and a little
light, so that a histogram of colours finds them near each other; they differ in their accent.
"""

from __future__ import annotations

from dataclasses import dataclass

from emde_core.posters.canvas import Colour, Tones
from emde_core.posters.colour import WHITE, contrast, from_hex, luminance, mix, shift

_FIELD_CONTRAST = 1.8
_MOTIF_CONTRAST = 2.4  # below this a flat shape sinks into its ground at thumbnail size


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
            light = self.light if contrast(self.light, on) > 1.12 else mix(self.light, self.ink, 0.2)
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
            if contrast(colour, behind) >= _MOTIF_CONTRAST and contrast(colour, middle) > 1.3:
                return colour
        return max(choices, key=lambda colour: contrast(colour, behind))

    def counter(self, field: Colour) -> Colour:
        """A second field's colour beside ``field``: from the family's heart if it stands out enough."""
        choices = (self.sky[1], self.sky[0], self.ground, self.accent, self.ink, self.light)
        return next((colour for colour in choices if contrast(colour, field) >= _FIELD_CONTRAST), self.ink)

    def wall(self) -> Colour:
        """A dark calm colour that any lettering of the palette's title or light can be read on."""
        walls = (mix(self.dark, self.ground, share) for share in (0.35, 0.2, 0.1))
        return next((wall for wall in walls if contrast(wall, self.light) > 7), self.dark)

    def _accent(self, body: Colour, on: Colour) -> Colour:
        """The accent, or what takes its place where it would be lost on the motif or beside it."""
        if contrast(self.accent, body) >= 1.4 and contrast(self.accent, on) >= 1.15:
            return self.accent
        choices = (self.light, self.shade, self.ground, *self.sky)
        return max(choices, key=lambda colour: min(contrast(colour, body), contrast(colour, on)))


@dataclass(frozen=True, slots=True)
class _Family:
    """``base``: sky top, sky bottom, ground, ink, shade, light, title; one accent a variant."""

    base: str
    accents: str
    inks: str = ""  # where given: ink and shade of each variant instead of the base's
    lamp: str = ""  # where given: instead of the base's light


_FAMILIES: dict[str, _Family] = {
    "noir": _Family("17181c 3c3e45 0c0c0e e6e2da 8f8d8a fbfaf6 f4f1ea", "d9263c f2b705 58b8e0 e4572e"),
    "ember": _Family("b92f16 f59a38 2a1918 35150f 1d0b08 ffdca6 fff0d6", "ffe14d fff3d0 ffd166 ffc23d"),
    "midnight": _Family("0a1742 2c4c9e 070d26 dfe6f5 8497cc fff8dc f3f6ff", "f8d66d ff7f6b 7fd8e8 f4a6c0"),
    "neon": _Family(
        "1b0a38 541a80 12061f ff4fae a31a72 ffe3f7 fdeaff",
        "22e4f2 ff4fae 2af0c8 ffe45e",
        "ff4fae a31a72 2ee6f2 1583a8 ff5aa0 a01d6b 36e0f5 1a7fa8",
    ),
    "forest": _Family("1d3c2a 4c7d57 13261b efe7c6 a98d5f fffbe6 f7f1d8", "e5873c d8b13a e0693e f0c75e"),
    "desert": _Family("f7dca6 eaaa66 8a3a1e 5c2416 3a140c fff3d6 fff0d0", "1d7c7c c8321f 2f6690 d9481c"),
    "pastel": _Family("fde2e8 d3efe5 f6c6d2 5f4a70 41314f fffaf0 4a3859", "3fa58c e8607d 5b8fd0 f08a5d"),
    "candy": _Family(
        "fff6dc ffe7a8 ffcb2e 1a4ccb 0f2f86 ffffff 16358f",
        "e5262c 1a4ccb 0d9a5c e5262c",
        "1a4ccb 0f2f86 d81f2a 8c0f1a 1a4ccb 0f2f86 0a7d4b 06492d",
    ),
    "sepia": _Family("f1e3c7 d4b68b 74512f 4b3220 2d1c11 fcf5e3 fbf1da", "a63f24 5f7038 8f2f2f b8791f"),
    "ocean": _Family("07415d 27a3aa 042c42 ecf8f3 7dbfc6 ffffff f0fbf8", "ff7a52 ffd15c ff9f80 f4f06b"),
    "blood": _Family("860d19 c8182a 150608 f1e6d2 b58a78 fffaf0 f6ecdb", "f3a93a 190507 ffd36b 1a0709", lamp="ff7a2e"),
    "gold": _Family("15110b 41310f 0a0806 dcae45 8c671e fdf1cb f8e9bd", "fff4d6 c0281f 3f9a86 e9e2d0"),
    "winter": _Family("e3edf3 a8c5d8 f5f9fb 2d4459 1a2937 ffffff 1f3548", "d84343 2f7fc4 e58a2e b03a5b"),
    "violet": _Family("431a61 8554b0 27113b f3e6fd b690da ffffff f8effd", "ffb545 ff77a8 8bf0c8 ffe06a"),
    "spring": _Family("86cff3 e6f7d6 85c653 17603b 0c3d25 fffce2 0b3a22", "ffd02e ff7350 ffe14d f2569b"),
}
_VARIANTS = ((0.0, 0.0), (7.0, 0.025), (-7.0, -0.015), (3.0, -0.03))  # turn of hue, change of lightness


def _palette(family: _Family, variant: int) -> Palette:
    turn, change = _VARIANTS[variant]
    top, bottom, ground, ink, shade, light, title = (from_hex(text) for text in family.base.split())
    if family.inks:
        ink, shade = (from_hex(text) for text in family.inks.split()[2 * variant : 2 * variant + 2])
    top, bottom = (shift(colour, hue=turn, lightness=change) for colour in (top, bottom))
    ground = shift(ground, hue=turn, lightness=change / 2)
    accent = from_hex(family.accents.split()[variant])
    lamp = from_hex(family.lamp) if family.lamp else light
    return Palette((top, bottom), ground, ink, shade, light, accent, title, lamp)


PALETTES: dict[str, Palette] = {
    f"{name}-{variant + 1}": _palette(family, variant)
    for name, family in _FAMILIES.items()
    for variant in range(len(_VARIANTS))
}
