"""The choice of the prior's settings against plain steps: the model is learned anew for each setting and each split."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import sparse

from emde_core.model.choice import SEED, TIE, choose
from emde_core.model.exposure import Exposure
from emde_core.model.prior import Products, content_prior, mix_by_exposure
from emde_core.model.ridge import Ridge
from emde_core.model.strengths import PriorScale, Strengths
from emde_core.sketch.film_sketches import CentredSketches, mean_sketch
from emde_core.validation.metrics import ndcg
from emde_core.validation.splits import cold_split, warm_split
from tests import toy

PRIOR = {"scales": (8.0, 0.5, 2.0), "average_film": (30.0, 1.0, 6.0), "multipliers": (1.0, 4.0), "splits": 2}
SEEDS = range(12)
RATED = toy.FILMS - len(toy.NOBODY_RATED)


def accuracy(units, split, config, setting, order, exchanged=None):
    """NDCG of the model of this split's ratings and this setting; of the exchanged modality, films swap content."""
    exposure, ridge, every = Exposure.of(split.train), Ridge.fit(split.train, config.ridge), np.arange(RATED)
    sketches = {m: CentredSketches(each, mean_sketch(each, exposure.popularity, every))[:] for m, each in units.items()}
    alike = {modality: sketch @ sketch.T for modality, sketch in sketches.items()}
    for likeness in alike.values():
        np.fill_diagonal(likeness, 0)
    strengths = setting.apply(Strengths.fit([(every, ridge.solve(every)[:RATED], alike)], exposure))
    if exchanged is not None:
        alike[exchanged] = alike[exchanged][order][:, order]
    prior = content_prior(alike, strengths.of, exposure, every)
    matrix = mix_by_exposure(exposure, every, ridge.solve(every, prior), prior, strengths.alpha)
    histories = sparse.hstack([split.likes, split.dislikes]).toarray()
    return ndcg(histories @ matrix, split.exclusions.toarray() > 0, split.relevant.toarray() > 0).mean()


def choose_plainly(units, reactions, config):
    seeds = range(SEED, SEED + config.prior.splits)
    orders = [np.random.default_rng(seed).permutation(RATED) for seed in seeds]
    warm = [(warm_split(reactions, seed), order) for seed, order in zip(seeds, orders, strict=True)]
    cold = [(cold_split(reactions, seed).whole, order) for seed, order in zip(seeds, orders, strict=True)]

    def mean(setting, splits, exchanged=None):
        return np.mean([accuracy(units, split, config, setting, order, exchanged) for split, order in splits])

    def first_of_the_best(settings, splits):
        means = [mean(setting, splits) for setting in settings]
        return next(setting for setting, each in zip(settings, means, strict=True) if each >= max(means) - TIE)

    neutral = PriorScale(0.0, dict.fromkeys(units, 1.0), min(config.prior.average_film))
    setting = first_of_the_best([replace(neutral, scale=c) for c in sorted(config.prior.scales)], warm)
    setting = first_of_the_best([replace(setting, average_film=a) for a in sorted(config.prior.average_film)], cold)
    multipliers = sorted(product(config.prior.multipliers, repeat=len(units)), key=np.prod)
    candidates = [replace(setting, multipliers=dict(zip(units, each, strict=True))) for each in multipliers]
    best = first_of_the_best(candidates, warm + cold)
    needed = {m: mean(best, warm + cold, exchanged=m) < mean(best, warm + cold) for m in units}
    return replace(best, multipliers={m: k if needed[m] else 1.0 for m, k in best.multipliers.items()})


@pytest.mark.parametrize("seed", SEEDS)
def test_the_choice_is_that_of_learning_anew_with_every_setting(seed):
    """Films that nobody has rated tell nothing of it."""
    units, config, reactions = toy.encoded().sketches, toy.config(prior=PRIOR), toy.eager_reactions(seed)
    rated = np.array([k for k in range(toy.FILMS) if f"f{k}" not in toy.NOBODY_RATED])
    of_rated = {m: each[rated] for m, each in units.items()}
    assert choose(Products.multiply(units, np.arange(toy.FILMS)), reactions, config) == choose_plainly(
        of_rated, reactions.of_films(rated), config
    )


def test_the_choices_differ_from_viewers_to_viewers():
    """Otherwise the comparison above would show little."""
    products, config = Products.multiply(toy.encoded().sketches, np.arange(toy.FILMS)), toy.config(prior=PRIOR)
    choices = [choose(products, toy.eager_reactions(seed), config) for seed in SEEDS]
    assert len({choice.scale for choice in choices}) > 1
    assert len({choice.average_film for choice in choices}) > 1
    assert len({tuple(choice.multipliers.values()) for choice in choices}) > 1
