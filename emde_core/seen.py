"""A film as a model sees it: one of its catalogue, or one that nobody has made yet, encoded and hashed now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from emde_core.data.catalogue import Film
from emde_core.encoders.base import Embeddings
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.sketch.codes import MISSING
from emde_core.trained import TrainedModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class SeenFilm:
    """A film, its vectors and its codes.

    Attributes:
        film: what is known of it.
        vectors: by modality, [dim]; only those that the model uses and the film has.
        codes: [M, D], its bucket in each partition; MISSING in a modality that it lacks.
        poster: the picture, or the file that it is in; None where there is none.
    """

    film: Film
    vectors: Mapping[str, Floats]
    codes: Ints
    poster: Path | Image.Image | None


def of_catalogue(trained: TrainedModel, position: int) -> SeenFilm:
    """A film of the catalogue, by its position."""
    catalogue, readout = trained.encoded.catalogue, trained.readout
    embeddings = {m: trained.embeddings[m] for m in readout.layout.modalities}
    vectors = {m: each.vectors[position] for m, each in embeddings.items() if each.present[position]}
    film = catalogue.films[position]
    return SeenFilm(film, vectors, readout.codes[position], catalogue.poster_path(film))


def look_at(trained: TrainedModel, film: Film, poster: Image.Image | None = None) -> SeenFilm:
    """A film that is in no catalogue, encoded and hashed as the catalogue's films were; the model stays as it is.

    Modalities that only viewers can give (who watched it, which film it is) it lacks.

    Args:
        trained: the model.
        film: title, plot and categories; its ``poster`` file is not looked at.
        poster: the picture, in RGB.

    Raises:
        EncoderError: a model that an encoder needs is missing.
    """
    layout, encoded = trained.readout.layout, trained.encoded
    vectors: dict[str, Floats] = {}
    if TEXT in layout.modalities and film.plot:
        vectors[TEXT] = encoded.text.encode([film]).vectors[0]
    if CATEGORICAL in layout.modalities and (categories := encoded.categorical.encode([film])).present[0]:
        vectors[CATEGORICAL] = categories.vectors[0]
    if IMAGE in layout.modalities and poster is not None:
        seen = encoded.image.encode_images([poster])
        vectors[IMAGE] = Embeddings.of_present(seen, np.ones(1, dtype=bool)).vectors[0]
    return SeenFilm(film, vectors, codes_by(trained, vectors), poster)


def codes_by(trained: TrainedModel, vectors: Mapping[str, Floats]) -> Ints:
    """The codes [M, D] of a film by its vectors [dim] of each modality that it has; MISSING for the others."""
    layout = trained.readout.layout
    codes = np.full((len(layout.modalities), layout.depth), MISSING, dtype=np.int64)
    for m, modality in enumerate(layout.modalities):
        if modality in vectors:
            codes[m] = trained.hashes[modality].codes(vectors[modality][None])[0]
    return codes
