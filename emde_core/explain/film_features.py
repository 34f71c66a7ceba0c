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
from emde_core.seen import SeenFilm, of_catalogue
from emde_core.trained import TrainedModel

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class FilmFeatures:
    """What a film is made of, one modality at a time; None where the film or the model lacks it."""

    trained: TrainedModel
    store: OcclusionStore
    seen: SeenFilm

    @classmethod
    def of(cls, trained: TrainedModel, store: OcclusionStore, film: int) -> FilmFeatures:
        """Of a film of the catalogue, by its position."""
        return cls(trained, store, of_catalogue(trained, film))

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
        encoder = self.trained.encoded.categorical
        return category_features(encoder, self.seen.film) if self.has(CATEGORICAL) else None

    @property
    def regions(self) -> Occluded[RegionValue] | None:
        """The patches of its poster; None also where the file is gone."""
        encoder, poster = self.trained.encoded.image, self.seen.poster
        if poster is None or not self.has(IMAGE):
            return None
        variants = _without_patches(encoder, poster) if isinstance(poster, Path) else encoder.without_patches(poster)
        return region_features(variants, self.seen.vectors[IMAGE])

    def has(self, modality: str) -> bool:
        """Whether the model uses the modality and the film has it."""
        return modality in self.seen.vectors

    def reader(self, modality: str, logits: Floats) -> SoftReader:
        """Reads the film's score in a modality that it has, for a viewer's logits [F]."""
        readout = self.trained.readout
        m = readout.layout.modalities.index(modality)
        table = readout.layout.rows(logits)[m] * readout.shares_of(self.seen.codes[None])[0, m]
        return SoftReader(self.trained.hashes[modality], table, SOFTNESS[modality])

    @property
    def _plot(self) -> str:
        return self.seen.film.plot

    def _spans(self, spans: Sequence[Span]) -> Occluded[WordValue]:
        return word_features(self._plot, spans, self.store.get(self._plot).of(spans), self.seen.vectors[TEXT])


@lru_cache(maxsize=512)
def _without_patches(encoder: ImageEncoder, poster: Path) -> Floats:
    """They do not depend on a history, so they are kept: [patches, dim]."""
    return encoder.without_patches(open_poster(poster))
