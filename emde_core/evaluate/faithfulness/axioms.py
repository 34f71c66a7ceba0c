"""Axioms of explanations: they add up, they answer to removals, they depend on what the model learned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import spearmanr

from emde_core.explain.case import Case
from emde_core.explain.explain import explain
from emde_core.explain.methods.score import ADDITIVE, score_contributions
from emde_core.model.affinity import Affinity, row_means
from emde_core.model.published import Published
from emde_core.model.trained import TrainedModel
from emde_core.sketch.film_sketches import centre

if TYPE_CHECKING:
    from emde_core.model.published.network import SketchNetwork

SUBSET_SIZES = (1, 3, 10)
SUBSETS = 50


def measure_axioms(case: Case, reseeded: TrainedModel) -> Iterator[tuple[str, float]]:
    """Measure how a case holds to each axiom; yields the axiom's name and the number.

    Args:
        case: a viewer and a film.
        reseeded: a model of the same viewers, whose films were read with another seed of the hash.
    """
    other, trained = put_to(case, reseeded), case.query.trained
    random = put_to(case, replace(trained, model=randomise(trained.model, case.generator())))
    why, why_reseeded = (explain(each.question, ADDITIVE) for each in (case, other))
    yield "completeness residual", why.completeness_residual
    yield "sensitivity-n", sensitivity(case)
    yield "agreement with random weights", film_agreement(case, random)
    yield "agreement with another hash seed", film_agreement(case, other)
    values, others = ([part.value for part in each.contributions] for each in (why, why_reseeded))
    yield "agreement with another hash seed, film x part", float(np.corrcoef(values, others)[0, 1])


def put_to(case: Case, trained: TrainedModel) -> Case:
    """Ask the same of another model of the same films."""
    return replace(case, query=replace(case.query, trained=trained))


def sensitivity(case: Case) -> float:
    """Correlate what sets of films are said to add with what removing them does (sensitivity-n, arXiv 1711.06104).

    Sets of 1, 3 and 10 films drawn at random, 50 each; nan where nothing varies.
    """
    values, generator, correlations = score_contributions(case), case.generator(), []
    for size in SUBSET_SIZES:
        subsets = np.zeros((SUBSETS, case.size))
        for row in subsets:
            row[generator.choice(case.size, min(size, case.size - 1), replace=False)] = 1
        drops = case.score - case.scores(1 - subsets)
        correlations.append(np.corrcoef(subsets @ values, drops)[0, 1])
    return float(np.mean(correlations))


def film_agreement(case: Case, other: Case) -> float:
    """Correlate by rank what the history's films add in two cases of the same film, by two models."""
    return float(spearmanr(score_contributions(case), score_contributions(other)).statistic)


def randomise(model: Affinity | Published, generator: np.random.Generator) -> Affinity | Published:
    """Put every weight that a model learned in another's place (arXiv 1810.03292); hashes and codes stay."""
    if isinstance(model, Published):
        return replace(model, network=_shuffle(model.network, generator))
    matrix, gains = (generator.permutation(each.ravel()).reshape(each.shape) for each in (model.matrix, model.gains))
    sketches = centre(model.units, gains, model.head)
    return replace(model, sketches=sketches, matrix=matrix, row_means=row_means(matrix), gains=gains)


def _shuffle(network: SketchNetwork, generator: np.random.Generator) -> SketchNetwork:
    from copy import deepcopy

    import torch

    other = deepcopy(network)
    with torch.no_grad():
        for weights in other.parameters():
            order = torch.from_numpy(generator.permutation(weights.numel()))
            weights.copy_(weights.flatten()[order].reshape(weights.shape))
    return other
