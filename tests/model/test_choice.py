from __future__ import annotations

import numpy as np

from emde_core.model.choice import choose
from emde_core.model.prior import Products
from tests import toy


def products():
    return Products.multiply(toy.encoded().sketches, np.arange(toy.FILMS))


def test_settings_are_among_those_offered():
    settings = toy.config().prior
    chosen = choose(products(), toy.eager_reactions(0), toy.config())
    assert chosen.scale in settings.scales
    assert chosen.average_film in settings.average_film
    assert set(chosen.multipliers) == set(toy.WITHOUT)
    assert set(chosen.multipliers.values()) <= set(settings.multipliers)


def test_the_choice_is_the_same_each_time_and_does_not_follow_the_models_seed():
    several, reactions = products(), toy.eager_reactions(0)
    assert choose(several, reactions, toy.config(seed=1)) == choose(several, reactions, toy.config(seed=2))


def test_too_few_viewers_to_choose_by_leave_the_smallest():
    chosen = choose(products(), toy.reactions().rows([0, 1, 2]), toy.config())
    assert (chosen.scale, chosen.average_film) == (2.0, 1.0)
    assert set(chosen.multipliers.values()) == {1.0}


def test_a_modality_whose_exchange_loses_nothing_is_not_multiplied():
    """Sketches of noise: whatever they are multiplied by, they can't be needed."""
    generator = np.random.default_rng(0)
    noise = generator.normal(size=(toy.FILMS, 24))
    units = {**toy.encoded().sketches, "noise": noise / np.linalg.norm(noise, axis=1, keepdims=True)}
    settings = toy.config(prior={"scales": (2.0,), "average_film": (1.0,), "multipliers": (1.0, 8.0), "splits": 3})
    assert (
        choose(Products.multiply(units, np.arange(toy.FILMS)), toy.eager_reactions(0), settings).multipliers["noise"]
        == 1
    )
