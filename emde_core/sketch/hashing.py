"""A catalogue's codes: every modality's embeddings through a hash of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from emde_core.config import SketchConfig
from emde_core.encoders.base import Embeddings
from emde_core.errors import DataError
from emde_core.schema import CATEGORICAL, MODALITIES
from emde_core.sketch.codes import MISSING, CodeLayout
from emde_core.sketch.dlsh import DLSH

# Its weights already say what a category is worth; a deviation of its own would make the rarest, an actor of one film,
# worth more than all genres together.
WEIGHTED_DIMENSIONS = {CATEGORICAL}


def fit_hashes(
    embeddings: Mapping[str, Embeddings], modalities: Sequence[str], config: SketchConfig
) -> tuple[dict[str, DLSH], CodeLayout]:
    """A hash for each of the modalities that at least one film has, and how their codes are laid out.

    Each modality draws from a generator of its own, so that adding one leaves the others' codes as they were.

    Raises:
        DataError: no film has any of the modalities.
    """
    used = tuple(m for m in modalities if embeddings[m].present.any())
    if not used:
        raise DataError(f"no film has a plot, a category or a poster for the modalities {', '.join(modalities)}")
    hashes = {}
    for modality in used:
        vectors = embeddings[modality].vectors[embeddings[modality].present]
        seed = (config.seed, MODALITIES.index(modality))
        hashes[modality] = DLSH.fit(
            vectors, config.depth, config.width, seed, each_dimension=modality not in WEIGHTED_DIMENSIONS
        )
    return hashes, CodeLayout(used, config.depth, config.width)


def codes_of(embeddings: Mapping[str, Embeddings], hashes: Mapping[str, DLSH], layout: CodeLayout) -> NDArray[np.int64]:
    """Codes [films, M, D]; MISSING where a film lacks a modality: a zero vector never goes through a hash."""
    films = len(next(iter(embeddings.values())).present)
    codes = np.full((films, len(layout.modalities), layout.depth), MISSING, dtype=np.int64)
    for m, modality in enumerate(layout.modalities):
        present = embeddings[modality].present
        codes[present, m] = hashes[modality].codes(embeddings[modality].vectors[present])
    return codes
