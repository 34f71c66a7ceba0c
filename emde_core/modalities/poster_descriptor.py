"""The poster descriptor, which needs no weights: colours in CIELAB and oriented gradients of each patch of a poster."""

from __future__ import annotations

import numpy as np
from PIL import Image

from emde_core.arrays import Floats

COLUMNS, ROWS = 6, 9  # the grid of patches on a poster
PATCH = 16  # pixels along a patch's side

LIGHTNESS_BINS, CHROMA_BINS, HUES, ORIENTATIONS = 8, 4, 8, 8
CHROMA_FULL = 80.0  # CIELAB chroma of a vivid colour
_PATCH_OF = np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS).repeat(PATCH, axis=0).repeat(PATCH, axis=1)  # each pixel's
_D65 = np.array([0.95047, 1.0, 1.08883])
_RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def patch_features(image: Image.Image) -> Floats:
    """Return the mean features of each patch's pixels, [ROWS, COLUMNS, 28 colours + 3 means + 8 gradients]."""
    small = image.resize((COLUMNS * PATCH, ROWS * PATCH), Image.Resampling.BOX)
    lab = _to_lab(np.asarray(small, dtype=float) / 255)
    means = (lab / 100).reshape(ROWS, PATCH, COLUMNS, PATCH, 3).mean(axis=(1, 3))
    return np.concatenate([*_colours(lab), means, _gradients(lab[..., 0] / 100)], axis=-1)


def _to_lab(rgb: Floats) -> Floats:
    """Turn sRGB in 0..1 into CIELAB, white point D65."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ _RGB_TO_XYZ.T / _D65
    cube = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    x, y, z = np.moveaxis(cube, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _colours(lab: Floats) -> tuple[Floats, ...]:
    """Return histograms of lightness and of chroma, and of the hues of light and of dark pixels."""
    lightness = np.clip(lab[..., 0] / 100, 0, 1)
    chroma = np.minimum(np.hypot(lab[..., 1], lab[..., 2]) / CHROMA_FULL, 1)
    hue = np.arctan2(lab[..., 2], lab[..., 1]) / (2 * np.pi) * HUES
    return (
        _histograms(lightness * (LIGHTNESS_BINS - 1), LIGHTNESS_BINS, np.ones_like(lightness)),
        _histograms(chroma * (CHROMA_BINS - 1), CHROMA_BINS, np.ones_like(chroma)),
        _histograms(hue, HUES, chroma * lightness),
        _histograms(hue, HUES, chroma * (1 - lightness)),
    )


def _gradients(lightness: Floats) -> Floats:
    """Return histograms of directions, weighted by how strongly lightness changes there."""
    down, across = np.gradient(lightness)
    direction = np.arctan2(down, across) / np.pi * ORIENTATIONS
    return _histograms(direction, ORIENTATIONS, np.hypot(down, across))


def _histograms(values: Floats, bins: int, weights: Floats) -> Floats:
    """Return a histogram of each patch, [ROWS, COLUMNS, bins], over its number of pixels.

    A pixel's weight is shared between the two nearest bins; the bin after the last is the first, as on a circle.
    """
    below = np.floor(values).astype(np.int64)
    above = values - below
    counts = np.zeros(ROWS * COLUMNS * bins)
    for bin_, share in ((below, 1 - above), (below + 1, above)):
        counts += np.bincount((_PATCH_OF * bins + bin_ % bins).ravel(), (weights * share).ravel(), len(counts))
    histograms: Floats = counts.reshape(ROWS, COLUMNS, bins) / PATCH**2
    return histograms
