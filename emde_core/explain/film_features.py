"""A film's words, phrases, categories and poster regions, ready to be valued for any viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from emde_core.data.posters import open_poster
from emde_core.encoders.image import ImageEncoder
from emde_core.explain.features import (
    SOFTNESS,
    CategoryValue,
    Occluded,
    RegionValue,
    SoftReader,
    WordValue,
    category_features,
    region_features,
    word_features,
)
from emde_core.explain.occlusions import OcclusionStore
from emde_core.explain.phrases import phrases
from emde_core.explain.words import Span, content_words
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.trained import TrainedModel

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class FilmFeatures:
    """What a film is made of, one modality at a time; None where the film or the model lacks it."""

    trained: TrainedModel
    store: OcclusionStore
    film: int

    @property
    def words(self) -> Occluded[WordValue] | None:
        """The words of its plot that carry meaning."""
        return self._spans(content_words(self._plot)) if self.has(TEXT) else None

    @property
    def phrases(self) -> Occluded[WordValue] | None:
        """Names and phrases of its plot."""
        return self._spans(phrases(self._plot)) if self.has(TEXT) else None

    @property
    def categories(self) -> Occluded[CategoryValue] | None:
        """Its genres, people, countries, languages and decade."""
        film = self.trained.encoded.catalogue.films[self.film]
        return category_features(self.trained.encoded.categorical, film) if self.has(CATEGORICAL) else None

    @property
    def regions(self) -> Occluded[RegionValue] | None:
        """The patches of its poster; None also where the file is gone."""
        catalogue = self.trained.encoded.catalogue
        path = catalogue.poster_path(catalogue.films[self.film]) if self.has(IMAGE) else None
        if path is None:
            return None
        return region_features(_without_patches(self.trained.encoded.image, path), self._vector(IMAGE))

    def has(self, modality: str) -> bool:
        """Whether the model uses the modality and the film has it."""
        used = modality in self.trained.readout.layout.modalities
        return used and bool(self.trained.embeddings[modality].present[self.film])

    def reader(self, modality: str, logits: Floats) -> SoftReader:
        """Reads the film's score in a modality that it has, for a viewer's logits [F]."""
        readout = self.trained.readout
        m = readout.layout.modalities.index(modality)
        table = readout.layout.rows(logits)[m] * readout.shares[self.film, m]
        return SoftReader(self.trained.hashes[modality], table, SOFTNESS[modality])

    @property
    def _plot(self) -> str:
        return self.trained.encoded.catalogue.films[self.film].plot

    def _spans(self, spans: Sequence[Span]) -> Occluded[WordValue]:
        return word_features(self._plot, spans, self.store.get(self._plot).of(spans), self._vector(TEXT))

    def _vector(self, modality: str) -> Floats:
        return self.trained.embeddings[modality].vectors[self.film]


@lru_cache(maxsize=512)
def _without_patches(encoder: ImageEncoder, poster: Path) -> Floats:
    """They do not depend on a history, so they are kept: [patches, dim]."""
    return encoder.without_patches(open_poster(poster))
