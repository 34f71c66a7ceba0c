"""Colours, and arithmetic on them: mixing, shifting, and the WCAG contrast between two."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Tones:
    """The five colours of a drawing.

    ink is its body, shade its darker parts, light its highlights, accent the one loud detail, and
    paper what lies behind it (for holes and gaps).
    """

    ink: Colour
    shade: Colour
    light: Colour
    accent: Colour
    paper: Colour


def from_hex(text: str) -> Colour:
    """The colour that CSS writes as ``text``: ``#`` and six hexadecimal digits."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def to_hex(colour: Colour) -> str:
    """The colour as CSS writes it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` with ``share`` (0 to 1) of it replaced by ``other``."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def shift(colour: Colour, *, hue: float = 0.0, lightness: float = 0.0) -> Colour:
    """The colour turned by ``hue`` degrees on the colour wheel and lightened by ``lightness`` (0 to 1)."""
    h, light, s = rgb_to_hls(*(part / 255 for part in colour))
    light = min(1.0, max(0.0, light + lightness))
    red, green, blue = (round(part * 255) for part in hls_to_rgb((h + hue / 360) % 1.0, light, s))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """WCAG's relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG's contrast ratio, 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
