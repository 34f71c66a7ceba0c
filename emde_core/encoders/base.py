"""What every encoder gives: one embedding a film, and which films have none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Embeddings:
    """One modality of a catalogue.

    Attributes:
        vectors: [films, dim]; the rows of films without this modality are 0 and must not be read.
        present: [films], whether the film has this modality.
    """

    vectors: Floats
    present: NDArray[np.bool_]

    @classmethod
    def of_present(cls, rows: Floats, present: NDArray[np.bool_]) -> Embeddings:
        """Spread the vectors of the films that have the modality over all films, to single precision.

        That is how they are stored: a model is the same whether its embeddings were just made or read from a file.
        """
        vectors = np.zeros((len(present), rows.shape[1]))
        vectors[present] = rows.astype(np.float32)
        return cls(vectors, present)
