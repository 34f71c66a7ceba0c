"""Posters as vectors: a descriptor that needs no weights, or a CLIP model through sentence-transformers.

The descriptor is additive over a grid of patches, so that what a patch adds can be taken out exactly.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from emde_core.data.catalogue import Catalogue
from emde_core.data.posters import open_poster
from emde_core.encoders.base import Embeddings, Floats
from emde_core.encoders.sentence_model import load_sentence_model
from emde_core.errors import EncoderError
from emde_core.progress import Progress, silent

COLUMNS, ROWS = 6, 9  # the grid of patches on a poster
PATCH = 16  # pixels along a patch's side
CELLS = 3  # the layout sees the poster in 3 x 3 cells, gradients in 3 bands

LIGHTNESS_BINS, CHROMA_BINS, HUES, ORIENTATIONS = 8, 4, 8, 8
REMEDY = "for posters give the name or path of a CLIP model, or leave it out to use the poster descriptor"
CHROMA_FULL = 80.0  # CIELAB chroma of a vivid colour
_COLOURS = LIGHTNESS_BINS + CHROMA_BINS + 2 * HUES
_D65 = np.array([0.95047, 1.0, 1.08883])
_RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


Groups = Sequence[Sequence[int]]
"""Sets of patches, numbered row by row."""
EACH: Groups = tuple((k,) for k in range(ROWS * COLUMNS))


class ImageEncoder(Hashable, Protocol):
    """A poster encoder. Both kinds give [n, dim] vectors of posters and of a poster less each patch."""

    def encode_images(self, images: Sequence[Image.Image]) -> Floats:
        """Embeddings [images, dim]."""

    def without_patches(self, image: Image.Image, groups: Groups = EACH) -> Floats:
        """Embeddings [groups, dim] of the poster with each group of patches taken out; by default each alone."""


def encode_posters(encoder: ImageEncoder, catalogue: Catalogue, progress: Progress = silent) -> Embeddings:
    """Embeddings of a catalogue's posters; a film without a poster file has none."""
    paths = [catalogue.poster_path(film) for film in catalogue]
    present = np.array([path is not None for path in paths])
    have = [path for path in paths if path is not None]
    rows = [encoder.encode_images([open_poster(have[k])])[0] for k in progress(range(len(have)), "Seeing posters")]
    return Embeddings.of_present(np.array(rows) if rows else np.zeros((0, 0)), present)


class PosterDescriptor:
    """Colour histograms in CIELAB, oriented gradients and layout, summed over patches."""

    def encode_images(self, images: Sequence[Image.Image]) -> Floats:
        """Embeddings [images, 79]."""
        return np.array([combine(patch_features(image)) for image in images])

    def without_patches(self, image: Image.Image, groups: Groups = EACH) -> Floats:
        """Embeddings [groups, 79]; a patch that is taken out is replaced by the poster's average patch."""
        patches = patch_features(image)
        average = patches.mean(axis=(0, 1))
        variants = np.repeat(patches[None], len(groups), axis=0)
        for variant, group in zip(variants, groups, strict=True):
            variant[np.divmod(np.array(group, dtype=int), COLUMNS)] = average
        return combine(variants)


def combine(patches: Floats) -> Floats:
    """Patches' features [..., ROWS, COLUMNS, features] to embeddings [..., dim]: a linear map."""
    *lead, rows, columns, _ = patches.shape
    cells = patches.reshape(*lead, CELLS, rows // CELLS, CELLS, columns // CELLS, -1).mean(axis=(-4, -2))
    colours = cells[..., :_COLOURS].mean(axis=(-3, -2))
    layout = cells[..., _COLOURS : _COLOURS + 3].reshape(*lead, CELLS * CELLS * 3)
    gradients = cells[..., _COLOURS + 3 :].mean(axis=-2).reshape(*lead, CELLS * ORIENTATIONS)
    return np.concatenate([colours, layout, gradients], axis=-1)


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


class ClipEncoder:
    """A CLIP model by name or local path. A patch is taken out by painting it in the poster's mean colour."""

    def __init__(self, name: str) -> None:
        self.name = name

    def encode_images(self, images: Sequence[Image.Image]) -> Floats:
        """Embeddings [images, dim] of unit length.

        Raises:
            EncoderError: the model is nowhere to be found, or is none for images.
        """
        model = load_sentence_model(self.name, REMEDY)
        try:
            vectors: NDArray[np.float32] = model.encode(list(images), normalize_embeddings=True)
        except ValueError as error:
            raise EncoderError(f"the model {self.name!r} can't encode images ({error}); name a CLIP model") from error
        return vectors.astype(float)

    def without_patches(self, image: Image.Image, groups: Groups = EACH) -> Floats:
        """Embeddings [groups, dim]."""
        mean = tuple(int(c) for c in np.asarray(image, dtype=float).mean(axis=(0, 1)))
        variants = []
        for group in groups:
            variant = image.copy()
            for row, column in (divmod(patch, COLUMNS) for patch in group):
                left, right = (image.width * column // COLUMNS, image.width * (column + 1) // COLUMNS)
                top, bottom = (image.height * row // ROWS, image.height * (row + 1) // ROWS)
                variant.paste(mean, (left, top, right, bottom))
            variants.append(variant)
        return self.encode_images(variants)
