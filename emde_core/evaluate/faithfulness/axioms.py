"""What any explanation must hold to: it adds up, it answers to removals, it depends on what the model learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.evaluate.faithfulness.methods import score
from emde_core.model.affinity import Affinity
from emde_core.model.published import Published
from emde_core.model.scores import ScoreModel
from emde_core.model.trained import TrainedModel

if TYPE_CHECKING:
    from emde_core.model.published.network import SketchNetwork

Floats = NDArray[np.float64]
SUBSET_SIZES = (1, 3, 10)
SUBSETS = 50


def measured(case: Case, reseeded: TrainedModel, context: Context) -> Iterator[tuple[str, float]]:
    """Every axiom's name, and how a case holds to it.

    Args:
        case: a viewer and a film.
        reseeded: a model of the same viewers, whose films were read with another seed of the hash.
        context: with the model itself.
    """
    told = case.explained(context.trained)
    random = randomised(context.trained.model, np.random.default_rng(context.seed_of(case)))
    yield "completeness residual", told.completeness_residual
    yield "sensitivity-n", sensitivity(case, context)
    yield "agreement with random weights", film_agreement(case, random, context)
    yield "agreement with another hash seed", film_agreement(case, reseeded.model, context)
    values, others = ([part.value for part in each.contributions] for each in (told, case.explained(reseeded)))
    yield "agreement with another hash seed, film x part", float(np.corrcoef(values, others)[0, 1])


def sensitivity(case: Case, context: Context) -> float:
    """Sensitivity-n (arXiv 1711.06104): correlation of what sets of films are said to add with what removing them does.

    Sets of 1, 3 and 10 films drawn at random, 50 each; nan where nothing varies.
    """
    values = score(case, context)
    generator = np.random.default_rng(context.seed_of(case))
    found = []
    for size in SUBSET_SIZES:
        removed = np.zeros((SUBSETS, case.size))
        for row in removed:
            row[generator.choice(case.size, min(size, case.size - 1), replace=False)] = 1
        change = case.own_score(np.ones((1, case.size))) - case.own_score(1 - removed)
        found.append(np.corrcoef(removed @ values, change)[0, 1])
    return float(np.mean(found))


def film_agreement(case: Case, other: ScoreModel, context: Context) -> float:
    """Rank correlation of what the history's films add with what they add by another model, for the same film."""
    elsewhere = replace(case, pool=replace(case.pool, model=other))
    return float(spearmanr(score(case, context), score(elsewhere, context)).statistic)


def randomised(model: Affinity | Published, generator: np.random.Generator) -> Affinity | Published:
    """The model with every weight it learned in another's place (arXiv 1810.03292); hashes and codes stay."""
    if isinstance(model, Published):
        return replace(model, network=_shuffled(model.network, generator))
    matrix, gains = (generator.permutation(each.ravel()).reshape(each.shape) for each in (model.matrix, model.gains))
    return replace(model, matrix=matrix, gains=gains)


def _shuffled(network: SketchNetwork, generator: np.random.Generator) -> SketchNetwork:
    from copy import deepcopy

    import torch

    other = deepcopy(network)
    with torch.no_grad():
        for weights in other.parameters():
            order = torch.from_numpy(generator.permutation(weights.numel()))
            weights.copy_(weights.flatten()[order].reshape(weights.shape))
    return other
