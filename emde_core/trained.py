"""A trained model: everything that was learned from a catalogue and its viewers, and where it comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from emde_core.config import Config
from emde_core.data.catalogue import Catalogue
from emde_core.data.interactions import Interactions, Reactions
from emde_core.encoders.audience import encode_audience, encode_identity
from emde_core.encoders.base import Embeddings
from emde_core.encoders.encoded import EncodedCatalogue, encode_catalogue
from emde_core.errors import DataError
from emde_core.model.readout import Readout
from emde_core.model.sketch_model import SketchModel
from emde_core.progress import Progress, silent
from emde_core.schema import AUDIENCE, IDENTITY
from emde_core.sketch.dlsh import DLSH
from emde_core.sketch.hashing import codes_of, fit_hashes


@dataclass(frozen=True)
class Provenance:
    """Where a model comes from.

    Attributes:
        data_hash: of films and ratings.
        viewers, ratings: how many it learned from.
        simulated: whether no person ever gave those ratings.
    """

    data_hash: str
    viewers: int
    ratings: int
    simulated: bool


@dataclass(frozen=True)
class TrainedModel:
    """The parts of a trained model.

    Attributes:
        config: the settings.
        encoded: the films and the encoders of what is known of them.
        embeddings: by modality, [films, dim]; those of ``encoded`` and the optional ones.
        hashes: by modality.
        readout: the films' codes, and how logits become scores.
        model: from input sketch to output logits.
        provenance: where it comes from.
    """

    config: Config
    encoded: EncodedCatalogue
    embeddings: Mapping[str, Embeddings]
    hashes: Mapping[str, DLSH]
    readout: Readout
    model: SketchModel
    provenance: Provenance


def train(
    catalogue: Catalogue,
    interactions: Interactions,
    config: Config,
    encoded: EncodedCatalogue | None = None,
    progress: Progress = silent,
) -> TrainedModel:
    """Encode (unless that was done before), hash and learn; ``Recommender.fit`` says what of and what is raised."""
    if encoded and encoded.catalogue.data_hash != catalogue.data_hash:
        raise DataError("the embeddings are of another catalogue; encode this one, or leave them out")
    reactions = Reactions.of(interactions, catalogue, config.like_at_least, config.dislike_at_most)
    encoded = encoded or encode_catalogue(catalogue, progress=progress)
    return learn(encoded, interactions, reactions, config, progress)


def learn(
    encoded: EncodedCatalogue,
    interactions: Interactions,
    reactions: Reactions,
    config: Config,
    progress: Progress = silent,
) -> TrainedModel:
    """Hash and learn from some of the viewers: ``reactions`` are theirs, out of the interactions."""
    hashed = hash_films(encoded, reactions, config)
    model = SketchModel.fit(reactions, hashed.readout, config, progress)
    provenance = Provenance(
        data_hash(encoded.catalogue, interactions),
        len(reactions.viewers),
        int(reactions.rated.nnz),
        interactions.simulated,
    )
    return TrainedModel(config, encoded, *hashed, model, provenance)


class HashedFilms(NamedTuple):
    """The films as a model sees them; attributes as in ``TrainedModel``."""

    embeddings: Mapping[str, Embeddings]
    hashes: Mapping[str, DLSH]
    readout: Readout


def hash_films(encoded: EncodedCatalogue, reactions: Reactions, config: Config) -> HashedFilms:
    """Hash every film's embeddings; only the audience modality reads the reactions.

    Raises:
        DataError: no film has any of the modalities.
        EncoderError: an optional modality needs a package that is not installed.
    """
    embeddings = embeddings_of(encoded, reactions, config)
    hashes, layout = fit_hashes(embeddings, config.modalities, config.sketch)
    return HashedFilms(embeddings, hashes, Readout(layout, codes_of(embeddings, hashes, layout)))


def embeddings_of(encoded: EncodedCatalogue, reactions: Reactions, config: Config) -> dict[str, Embeddings]:
    """The content's embeddings, and those of the optional modalities that the settings ask for."""
    embeddings = dict(encoded.embeddings)
    if AUDIENCE in config.modalities:
        embeddings[AUDIENCE] = encode_audience(reactions.likes)
    if IDENTITY in config.modalities:
        embeddings[IDENTITY] = encode_identity(len(encoded.catalogue), config.seed)
    return embeddings


def data_hash(catalogue: Catalogue, interactions: Interactions) -> str:
    """Sixteen hex digits that stand for the films and the ratings."""
    joined = f"{catalogue.data_hash}{interactions.data_hash}".encode()
    return hashlib.sha256(joined).hexdigest()[:16]
