"""A model for each fold of the viewers, and cases from the viewers that it has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from emde_core.artifacts.prepared import Prepared
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.evaluate.faithfulness.case import Case, Context, cases
from emde_core.trained import TrainedModel, learn

FOLDS = 5


@dataclass(frozen=True)
class Fold:
    """A model, another with the same viewers and another seed of the hash, and cases of held-out viewers."""

    trained: TrainedModel
    reseeded: TrainedModel
    cases: tuple[Case, ...]
    context: Context


def folds(prepared: Prepared, config: Config, viewers: int, seed: int = 0) -> Iterator[Fold]:
    """Five folds; in each the model learns from the viewers of the other four.

    Args:
        prepared: films and ratings.
        config: the model's settings.
        viewers: how many held-out viewers are asked about, over all folds; fewer where there are not so many with
            histories that are long enough.
        seed: of the folds and of whatever methods draw.
    """
    catalogue = prepared.encoded.catalogue
    reactions = Reactions.of(prepared.interactions, catalogue, config.like_at_least, config.dislike_at_most)
    order = np.random.default_rng(seed).permutation(len(reactions.viewers))
    for fold in range(FOLDS):
        held_out = order[fold::FOLDS]
        train = reactions.rows(np.setdiff1d(order, held_out))
        trained = learn(prepared.encoded, prepared.interactions, train, config)
        other_seed = config.sketch.model_copy(update={"seed": config.sketch.seed + 1})
        reseeded = learn(
            prepared.encoded, prepared.interactions, train, config.model_copy(update={"sketch": other_seed})
        )
        wanted = viewers // FOLDS + (fold < viewers % FOLDS)
        asked = tuple(case for case, _ in zip(cases(trained, reactions.rows(held_out)), range(wanted), strict=False))
        popularity = np.asarray(train.likes.sum(axis=0), dtype=np.float64)
        yield Fold(trained, reseeded, asked, Context(popularity, seed))
