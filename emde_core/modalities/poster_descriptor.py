"""The poster descriptor, which needs no weights: colours in CIELAB and oriented gradients of each patch of a poster."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float64]

COLUMNS, ROWS = 6, 9  # the grid of patches on a poster
PATCH = 16  # pixels along a patch's side

LIGHTNESS_BINS, CHROMA_BINS, HUES, ORIENTATIONS = 8, 4, 8, 8
CHROMA_FULL = 80.0  # CIELAB chroma of a vivid colour
_D65 = np.array([0.95047, 1.0, 1.08883])
_RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def patch_features(image: Image.Image) -> Floats:
    """The mean features of each patch's pixels, [ROWS, COLUMNS, 28 colours + 3 means + 8 gradients]."""
    small = image.resize((COLUMNS * PATCH, ROWS * PATCH), Image.Resampling.BOX)
    lab = _to_lab(np.asarray(small, dtype=float) / 255)
    pixels = np.concatenate([_colours(lab), lab / 100, _gradients(lab[..., 0] / 100)], axis=-1)
    return pixels.reshape(ROWS, PATCH, COLUMNS, PATCH, -1).mean(axis=(1, 3))


def _to_lab(rgb: Floats) -> Floats:
    """SRGB in 0..1 to CIELAB, white point D65."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _RGB_TO_XYZ.T / _D65
    cube = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    x, y, z = np.moveaxis(cube, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _soft_bins(values: Floats, bins: int) -> Floats:
    """Values in 0..1 shared between the two nearest of ``bins`` centres; the last axis sums to 1."""
    distance = np.abs(np.clip(values, 0, 1)[..., None] * (bins - 1) - np.arange(bins))
    return np.maximum(0, 1 - distance)


def _around(angle: Floats, bins: int, turn: float) -> Floats:
    """Angles shared between the two nearest of ``bins`` directions on a circle of length ``turn``."""
    distance = np.abs((angle / turn * bins)[..., None] - np.arange(bins)) % bins
    return np.maximum(0, 1 - np.minimum(distance, bins - distance))


def _colours(lab: Floats) -> Floats:
    lightness = lab[..., 0] / 100
    chroma = np.minimum(np.hypot(lab[..., 1], lab[..., 2]) / CHROMA_FULL, 1)
    hue = _around(np.arctan2(lab[..., 2], lab[..., 1]), HUES, 2 * np.pi) * chroma[..., None]
    return np.concatenate(
        [
            _soft_bins(lightness, LIGHTNESS_BINS),
            _soft_bins(chroma, CHROMA_BINS),
            hue * lightness[..., None],
            hue * (1 - lightness)[..., None],
        ],
        axis=-1,
    )


def _gradients(lightness: Floats) -> Floats:
    down, across = np.gradient(lightness)
    strength = np.hypot(down, across)
    return _around(np.arctan2(down, across), ORIENTATIONS, np.pi) * strength[..., None]
