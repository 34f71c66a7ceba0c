"""A model for each fold of the viewers, and cases from the viewers that it has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from emde_core.artifacts.prepared import Prepared
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.evaluate.faithfulness.case import Case, Context, cases
from emde_core.model.trained import TrainedModel, learn
from emde_core.progress import Progress, silent
from emde_core.sketch.encoded import EncodedCatalogue, encode_catalogue

FOLDS = 5
OTHER_HASH = 7919  # a seed of the hash that nobody prepares with


@dataclass(frozen=True)
class Fold:
    """A model in its context, another of the same viewers with another seed of the hash, and cases of other viewers."""

    context: Context
    reseeded: TrainedModel
    cases: tuple[Case, ...]


def folds(
    prepared: Prepared, config: Config, viewers: int, seed: int = 0, progress: Progress = silent
) -> Iterator[Fold]:
    """Five folds; in each the model learns from the viewers of the other four.

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
    other, other_config = rehashed(encoded, progress), _rehashed(config)
    reactions = Reactions.of(prepared.interactions, encoded.catalogue, config.like_at_least, config.dislike_at_most)
    order = np.random.default_rng(seed).permutation(len(reactions.viewers))
    for fold in range(FOLDS):
        held_out = order[fold::FOLDS]
        train = reactions.rows(np.setdiff1d(order, held_out))
        trained = learn(encoded, prepared.interactions, train, config)
        wanted = viewers // FOLDS + (fold < viewers % FOLDS)
        asked = (case for case, _ in zip(cases(trained, reactions.rows(held_out)), range(wanted), strict=False))
        popularity = np.asarray(train.likes.sum(axis=0), dtype=np.float64)
        reseeded = learn(other, prepared.interactions, train, other_config)
        yield Fold(Context(trained, popularity, seed), reseeded, tuple(asked))


def rehashed(encoded: EncodedCatalogue, progress: Progress = silent) -> EncodedCatalogue:
    """The films read again, into the buckets of another hash."""
    modalities = [reader.modality for reader in encoded.readers.values()]
    return encode_catalogue(encoded.catalogue, modalities, seed=OTHER_HASH, progress=progress)


def _rehashed(config: Config) -> Config:
    """The same for the published recipe's hash of whole films."""
    sketch = config.sketch.model_copy(update={"seed": config.sketch.seed + 1})
    return config.model_copy(update={"sketch": sketch})
