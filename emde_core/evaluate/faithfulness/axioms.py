"""What any explanation must hold to: it adds up, it answers to removals, it depends on what the model learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.evaluate.faithfulness.methods import score
from emde_core.explain.contributions import contributions
from emde_core.explain.pool import Pool
from emde_core.trained import TrainedModel

if TYPE_CHECKING:
    from emde_core.model.network import SketchNetwork

Floats = NDArray[np.float64]
SUBSET_SIZES = (1, 3, 10)
SUBSETS = 50


def residual(case: Case) -> float:
    """The completeness residual of the recommended film's contributions, relative."""
    trained = case.pool.trained
    (parts,) = contributions(trained.model, case.pool.positions, trained.readout.direction(case.film)[None])
    return parts.residual


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


def agreement(case: Case, other: TrainedModel, context: Context) -> float:
    """Rank correlation of a case's contributions with those that another model gives for the same film."""
    elsewhere = replace(case, pool=Pool(other, case.pool.films, case.pool.blocks))
    return float(spearmanr(score(case, context), score(elsewhere, context)).statistic)


def randomised(trained: TrainedModel, generator: np.random.Generator) -> TrainedModel:
    """The model with every weight it learned in another's place (arXiv 1810.03292); hashes and codes stay."""
    model = trained.model
    linear = None
    if model.linear is not None:
        shuffled = generator.permutation(model.linear.core.ravel()).reshape(model.linear.core.shape)
        linear = replace(model.linear, core=shuffled)
    network = None if model.network is None else _shuffled(model.network, generator)
    return replace(trained, model=replace(model, linear=linear, network=network))


def _shuffled(network: SketchNetwork, generator: np.random.Generator) -> SketchNetwork:
    from copy import deepcopy

    import torch

    other = deepcopy(network)
    with torch.no_grad():
        for weights in other.parameters():
            order = torch.from_numpy(generator.permutation(weights.numel()))
            weights.copy_(weights.flatten()[order].reshape(weights.shape))
    return other


def against_random_weights(cases: Sequence[Case], context: Context) -> list[float]:
    """For each case the agreement with a model whose weights were shuffled for it alone."""
    found = []
    for case in cases:
        generator = np.random.default_rng(context.seed_of(case))
        found.append(agreement(case, randomised(case.pool.trained, generator), context))
    return found
