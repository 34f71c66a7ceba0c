"""A model for each fold of the viewers, and cases from the viewers that it has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from emde_core.artifacts.prepared_catalogue import PreparedCatalogue
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.explain.case import Case
from emde_core.explain.query import Query
from emde_core.model.trained import TrainedModel, learn
from emde_core.progress import Progress, silent
from emde_core.sketch.encoded_catalogue import EncodedCatalogue, encode_catalogue

FOLDS = 5
OTHER_HASH = 7919  # a seed of the hash that nobody prepares with
SHORTEST = 10  # films in a history; from fewer, too little is left to ask about
FEWEST_OUTSIDE = 2  # films outside it: the best one needs a rival


@dataclass(frozen=True)
class Fold:
    """Cases of held-out viewers by a model, and another model of the same viewers with another seed of the hash."""

    reseeded: TrainedModel
    cases: tuple[Case, ...]


def folds(
    prepared: PreparedCatalogue, config: Config, viewers: int, seed: int = 0, progress: Progress = silent
) -> Iterator[Fold]:
    """Train a model in each of five folds, on the viewers of the other four.

    Args:
        prepared: films and ratings.
        config: the model's settings.
        viewers: how many held-out viewers are asked about, over all folds; fewer where there are not so many with
            histories that are long enough.
        seed: of the folds and of whatever methods draw.
        progress: shows how far reading the films with another hash has come.

    Raises:
        EncoderError: a model that a reader needs is missing.
    """
    encoded = prepared.encoded
    other, other_config = rehash(encoded, progress), _rehash_films(config)
    reactions = Reactions.of(prepared.interactions, encoded.catalogue, config.like_at_least, config.dislike_at_most)
    order = np.random.default_rng(seed).permutation(len(reactions.viewers))
    for fold in range(FOLDS):
        held_out = order[fold::FOLDS]
        train = reactions.rows(np.setdiff1d(order, held_out))
        trained = learn(encoded, prepared.interactions, train, config)
        count = viewers // FOLDS + (fold < viewers % FOLDS)
        reseeded = learn(other, prepared.interactions, train, other_config)
        yield Fold(reseeded, tuple(islice(cases(trained, reactions.rows(held_out), seed), count)))


def cases(trained: TrainedModel, reactions: Reactions, seed: int) -> Iterator[Case]:
    """Make a case of the best recommendation of each viewer with enough history, in the viewers' order."""
    for viewer in range(len(reactions.viewers)):
        liked, disliked = reactions.likes[[viewer]].indices, reactions.dislikes[[viewer]].indices
        history = len(liked) + len(disliked)
        if len(liked) and SHORTEST <= history <= reactions.likes.shape[1] - FEWEST_OUTSIDE:
            yield Case.of_best(Query.of_positions(trained, liked, disliked), seed=seed)


def rehash(encoded: EncodedCatalogue, progress: Progress = silent) -> EncodedCatalogue:
    """Read the films again, into the buckets of another hash."""
    modalities = [reader.modality for reader in encoded.readers.values()]
    return encode_catalogue(encoded.catalogue, modalities, seed=OTHER_HASH, progress=progress)


def _rehash_films(config: Config) -> Config:
    """Change the seed of the published recipe's hash of whole films."""
    sketch = config.sketch.model_copy(update={"seed": config.sketch.seed + 1})
    return config.model_copy(update={"sketch": sketch})
