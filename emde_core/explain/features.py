"""Which words, categories and poster regions put a film into the buckets that the model wants.

By occlusion: the feature is taken out, the film is encoded and hashed again, and the score is read again; the
viewer's logits stay, so reading is a table look-up. Buckets are taken softly, because a hard code makes one word's
effect all or nothing (DESIGN.md, Explain 3).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from emde_core.data.catalogue import Film
from emde_core.encoders.categorical import CategoricalEncoder, Category, categories_of
from emde_core.encoders.encoded import EncodedCatalogue
from emde_core.encoders.image import COLUMNS, ROWS
from emde_core.explain.words import occlusions
from emde_core.sketch.dlsh import DLSH

Floats = NDArray[np.float64]
SOFTNESS = 0.35  # of a bit, in standard deviations of the projections


@dataclass(frozen=True)
class WordValue:
    """A word of the plot and what it adds to the score, in nats."""

    start: int
    end: int
    text: str
    value: float


@dataclass(frozen=True)
class CategoryValue:
    """A category and what it adds to the score, in nats."""

    field: str
    name: str
    value: float


@dataclass(frozen=True)
class RegionValue:
    """A rectangle of the poster, in fractions of its width and height, and what it adds to the score."""

    x: float
    y: float
    width: float
    height: float
    value: float


@dataclass(frozen=True)
class SoftReader:
    """Reads a film's score in one modality from soft buckets.

    Attributes:
        dlsh: the modality's hash.
        table: [D, W], what being in a bucket adds to the score.
    """

    dlsh: DLSH
    table: Floats

    def read(self, embeddings: Floats) -> Floats:
        """[n], the expected sum over partitions of the table at the films' buckets."""
        values: Floats = np.einsum("ndw,dw->n", self.dlsh.soft_codes(embeddings, SOFTNESS), self.table)
        return values

    def effects(self, whole: Floats, variants: Floats) -> Floats:
        """[n], how much lower the score reads for each variant [n, dim] than for the whole film [dim]."""
        read = self.read(np.concatenate([whole[None], variants]))
        return read[0] - read[1:]


def word_values(reader: SoftReader, encoded: EncodedCatalogue, plot: str, whole: Floats) -> tuple[WordValue, ...]:
    """A value for every content word of a plot whose embedding is ``whole`` [dim]."""
    spans, variants = occlusions(encoded.text_model, plot)
    if not spans:
        return ()
    values = reader.effects(whole, variants)
    return tuple(WordValue(s.start, s.end, plot[s.start : s.end], float(v)) for s, v in zip(spans, values, strict=True))


def category_values(reader: SoftReader, encoder: CategoricalEncoder, film: Film) -> tuple[CategoryValue, ...]:
    """A value for every category of a film; the only one that a film has can't be taken out and gets 0."""
    categories = categories_of(film)
    variants = encoder.encode_categories([_but(categories, k) for k in range(len(categories))])
    whole = encoder.encode_categories([categories]).vectors[0]
    values = np.where(variants.present, reader.effects(whole, variants.vectors), 0.0)
    return tuple(CategoryValue(*c, float(v)) for c, v in zip(categories, values, strict=True))


def _but(categories: tuple[Category, ...], gone: int) -> tuple[Category, ...]:
    return categories[:gone] + categories[gone + 1 :]


def region_values(
    reader: SoftReader, encoded: EncodedCatalogue, poster: Image.Image, whole: Floats
) -> tuple[RegionValue, ...]:
    """A value for every patch of a poster, row by row."""
    values = reader.effects(whole, encoded.image.without_patches(poster)).reshape(ROWS, COLUMNS)
    return tuple(
        RegionValue(column / COLUMNS, row / ROWS, 1 / COLUMNS, 1 / ROWS, float(values[row, column]))
        for row, column in np.ndindex(ROWS, COLUMNS)
    )
