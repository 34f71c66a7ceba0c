"""Which words, phrases, categories and poster regions put a film into the buckets that the model wants.

By occlusion: the feature is taken out, the film is encoded and hashed again, and the score is read again; the
viewer's logits stay, so reading is a table look-up. Buckets are taken softly, because a hard code makes one word's
effect all or nothing (DESIGN.md, Explain 3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from emde_core.data.catalogue import Film
from emde_core.encoders.categorical import CategoricalEncoder, Category, categories_of
from emde_core.encoders.image import COLUMNS, ROWS
from emde_core.explain.words import Span
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.sketch.dlsh import DLSH

Floats = NDArray[np.float64]
SOFTNESS: Mapping[str, float] = {TEXT: 0.02, CATEGORICAL: 0.1, IMAGE: 0.03}
"""Of a bit, in standard deviations of the projections; measured in the README beside this file."""


@dataclass(frozen=True)
class WordValue:
    """A word or phrase of the plot and what it adds to the score, in nats."""

    start: int
    end: int
    text: str
    value: float = 0.0


@dataclass(frozen=True)
class CategoryValue:
    """A category and what it adds to the score, in nats."""

    field: str
    name: str
    value: float = 0.0


@dataclass(frozen=True)
class RegionValue:
    """A rectangle of the poster, in fractions of its width and height, and what it adds to the score."""

    x: float
    y: float
    width: float
    height: float
    value: float = 0.0


Feature = TypeVar("Feature", WordValue, CategoryValue, RegionValue)


@dataclass(frozen=True)
class SoftReader:
    """Reads a film's score in one modality from soft buckets.

    Attributes:
        dlsh: the modality's hash.
        table: [D, W], what being in a bucket adds to the score.
        softness: of a bit, in standard deviations of the projections.
    """

    dlsh: DLSH
    table: Floats
    softness: float

    def read(self, embeddings: Floats) -> Floats:
        """[n], the expected sum over partitions of the table at the films' buckets."""
        values: Floats = np.einsum("ndw,dw->n", self.dlsh.soft_codes(embeddings, self.softness), self.table)
        return values

    def effects(self, whole: Floats, variants: Floats) -> Floats:
        """[n], how much lower the score reads for each variant [n, dim] than for the whole film [dim]."""
        read = self.read(np.concatenate([whole[None], variants]))
        return read[0] - read[1:]


@dataclass(frozen=True)
class Occluded(Generic[Feature]):
    """A film in one modality, whole and less each of its features.

    Attributes:
        features: n of them, without values.
        whole: [dim], the film's embedding.
        variants: [n, dim], its embedding without each.
        possible: [n], whether anything is left without it; an only category can't be taken out.
    """

    features: tuple[Feature, ...]
    whole: Floats
    variants: Floats
    possible: NDArray[np.bool_]

    def values(self, reader: SoftReader) -> tuple[Feature, ...]:
        """The features with what each adds to the score; 0 for one that can't be taken out."""
        if not self.features:
            return ()
        values = np.where(self.possible, reader.effects(self.whole, self.variants), 0.0)
        return tuple(replace(feature, value=float(v)) for feature, v in zip(self.features, values, strict=True))

    def changes(self, dlsh: DLSH, softness: float) -> Floats:
        """[n, D, W], how much more the film is in each bucket with a feature than without it."""
        soft = dlsh.soft_codes(np.concatenate([self.whole[None], self.variants]), softness)
        return (soft[0] - soft[1:]) * self.possible[:, None, None]


def word_features(plot: str, spans: Sequence[Span], variants: Floats, whole: Floats) -> Occluded[WordValue]:
    """Words or phrases of a plot, with the plot's embedding without each [spans, dim]."""
    words = tuple(WordValue(s.start, s.end, plot[s.start : s.end]) for s in spans)
    return Occluded(words, whole, variants, np.ones(len(words), dtype=bool))


def category_features(encoder: CategoricalEncoder, film: Film) -> Occluded[CategoryValue]:
    """The categories of a film that has at least one."""
    categories = categories_of(film)
    variants = encoder.encode_categories([_but(categories, k) for k in range(len(categories))])
    whole = encoder.encode_categories([categories]).vectors[0]
    features = tuple(CategoryValue(*category) for category in categories)
    return Occluded(features, whole, variants.vectors, variants.present)


def _but(categories: tuple[Category, ...], gone: int) -> tuple[Category, ...]:
    return categories[:gone] + categories[gone + 1 :]


def region_features(variants: Floats, whole: Floats) -> Occluded[RegionValue]:
    """The patches of a poster, row by row, with its embedding without each [patches, dim]."""
    features = tuple(
        RegionValue(column / COLUMNS, row / ROWS, 1 / COLUMNS, 1 / ROWS) for row, column in np.ndindex(ROWS, COLUMNS)
    )
    return Occluded(features, whole, variants, np.ones(len(features), dtype=bool))
