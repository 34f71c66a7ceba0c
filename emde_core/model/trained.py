"""A trained model: everything that was learned from a catalogue and its viewers, and its provenance."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from emde_core.config import Config
from emde_core.data.catalogue import Catalogue
from emde_core.data.interactions import Interactions, Reactions
from emde_core.data.rating_stream import RatingStream
from emde_core.errors import DataError
from emde_core.model.affinity import Affinity
from emde_core.model.choice import choose
from emde_core.model.exposure import Exposure
from emde_core.model.fitting import fit_affinity
from emde_core.model.prior import Products
from emde_core.model.published import Published
from emde_core.progress import Progress, silent
from emde_core.sketch.encoded_catalogue import EncodedCatalogue, encode_catalogue
from emde_core.summary import summary


@dataclass(frozen=True)
class Provenance:
    """The data that a model was trained on.

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
        encoded: the films, their atoms in the modalities that the model reads, and how others are read.
        model: from a history to every film's score.
        provenance: where it comes from.
    """

    config: Config
    encoded: EncodedCatalogue
    model: Affinity | Published
    provenance: Provenance

    @property
    def facts(self) -> tuple[str, ...]:
        """Sizes, modalities and recipe, which tell one model from another in a line of text."""
        films, viewers = len(self.encoded.catalogue), self.provenance.viewers
        simulated = " simulated" if self.provenance.simulated else ""
        sizes = (f"{films:,} films", f"{viewers:,}{simulated} viewers")
        return (*sizes, *self.model.modalities, f"recipe {self.config.recipe!r}")

    def __repr__(self) -> str:
        return summary(self, *self.facts)


def train(
    catalogue: Catalogue,
    interactions: Interactions,
    config: Config,
    encoded: EncodedCatalogue | None = None,
    progress: Progress = silent,
) -> TrainedModel:
    """Encode (unless that was done before) and learn; see ``Recommender.fit`` for arguments and errors."""
    if encoded and encoded.catalogue.data_hash != catalogue.data_hash:
        raise DataError("the atoms are of another catalogue; encode this one, or leave them out")
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
    """Learn from some of the viewers: ``reactions`` are theirs, out of the interactions.

    Raises:
        DataError: no film has any of the modalities that the settings name, or that the published recipe needs.
    """
    readable = select_modalities(config, encoded)
    provenance = Provenance(
        data_hash(encoded.catalogue, interactions),
        len(reactions.viewers),
        int(reactions.rated.nnz),
        interactions.simulated,
    )
    return TrainedModel(config, readable, learn_model(readable, reactions, config, progress), provenance)


def select_modalities(config: Config, encoded: EncodedCatalogue) -> EncodedCatalogue:
    """Return the films in the modalities that the settings read.

    Films of which nothing is known but their titles have none: then company alone tells who likes what.

    Raises:
        DataError: no film has any of those that the settings name, or that the published recipe needs.
    """
    selection = encoded.of(config.modalities)
    if not selection.modalities and (config.modalities or config.recipe == "published"):
        content = f"any of the modalities {', '.join(config.modalities)}" if config.modalities else "any content"
        raise DataError(f"no film has {content}: there is nothing to read")
    return selection


def learn_model(
    encoded: EncodedCatalogue, reactions: Reactions, config: Config, progress: Progress = silent
) -> Affinity | Published:
    """Learn the model of the settings' recipe: the same to the last bit on any number of threads."""
    with threadpool_limits(1):  # more of them would add up in another order
        if config.recipe == "published":
            return Published.fit(encoded.sketches, reactions, config, progress)
        head = Exposure.of(reactions).head(config.company_films)
        products = Products.multiply(encoded.sketches, head, np.float32)
        return fit_affinity(
            encoded.sketches, products, reactions, config, choose(products, reactions, config, progress)
        )


def data_hash(catalogue: Catalogue, interactions: Interactions | RatingStream) -> str:
    """Return sixteen hex digits that stand for the films and the ratings."""
    hashes = f"{catalogue.data_hash}{interactions.data_hash}".encode()
    return hashlib.sha256(hashes).hexdigest()[:16]
