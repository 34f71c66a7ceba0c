"""A catalogue with its embeddings, and the encoders that made them and can make more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from emde_core.data.catalogue import Catalogue
from emde_core.encoders.base import Embeddings
from emde_core.encoders.categorical import CategoricalEncoder
from emde_core.encoders.image import ClipEncoder, ImageEncoder, PosterDescriptor, encode_posters
from emde_core.encoders.text import TextEncoder
from emde_core.errors import DataError
from emde_core.progress import Progress, silent
from emde_core.schema import CATEGORICAL, IMAGE, TEXT


@dataclass(frozen=True)
class EncodedCatalogue:
    """Films and their vectors in the modalities that come from what is known of them.

    Attributes:
        catalogue: the films.
        categorical: the categories' encoder, fitted on these films.
        embeddings: by modality (text, categorical, image), each [films, dim].
        text_model: a name or path given by the user; None means the one that ``find_text_model`` finds.
        image_model: a CLIP model's name or path; None means the poster descriptor.
    """

    catalogue: Catalogue
    categorical: CategoricalEncoder
    embeddings: Mapping[str, Embeddings]
    text_model: str | None = None
    image_model: str | None = None

    @cached_property
    def text(self) -> TextEncoder:
        """The plots' encoder."""
        return TextEncoder(self.text_model)

    @cached_property
    def image(self) -> ImageEncoder:
        """The posters' encoder."""
        return _image_encoder(self.image_model)


def _image_encoder(model: str | None) -> ImageEncoder:
    return ClipEncoder(model) if model else PosterDescriptor()


def encode_catalogue(
    catalogue: Catalogue,
    *,
    text_model: str | None = None,
    image_model: str | None = None,
    progress: Progress = silent,
) -> EncodedCatalogue:
    """Encode every film's plot, categories and poster.

    Raises:
        EncoderError: a model could not be found.
        DataError: there are no films, or a poster file is not an image.
    """
    if not len(catalogue):
        raise DataError("the catalogue has no films: there is nothing to encode; check the file of films")
    categorical = CategoricalEncoder.fit(catalogue)
    embeddings = {
        TEXT: TextEncoder(text_model).encode(catalogue.films, progress),
        CATEGORICAL: categorical.encode(catalogue.films),
        IMAGE: encode_posters(_image_encoder(image_model), catalogue, progress),
    }
    return EncodedCatalogue(catalogue, categorical, embeddings, text_model, image_model)
