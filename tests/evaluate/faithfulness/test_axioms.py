from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest

from emde_core.data.interactions import Reactions
from emde_core.evaluate.faithfulness import axioms
from emde_core.evaluate.faithfulness.bootstrap import Interval
from emde_core.evaluate.faithfulness.folds import rehash
from emde_core.explain.case import Case
from emde_core.explain.query import Query
from emde_core.model.trained import learn
from tests import toy


@pytest.fixture(scope="module")
def reseeded(small_model, small_prepared, small_config):
    interactions = small_prepared.interactions
    reactions = Reactions.of(interactions, small_model.catalogue, 4, 3)
    return learn(rehash(small_prepared.encoded), interactions, reactions, small_config)


def test_our_model_holds_to_the_axioms(case):
    found = dict(axioms.measure_axioms(case, case.query.trained))
    assert found["completeness residual"] < 1e-12
    assert found["sensitivity-n"] == pytest.approx(1)
    assert found["agreement with another hash seed"] == pytest.approx(1), "it is the same model"
    assert found["agreement with another hash seed, film x part"] == pytest.approx(1)


def test_another_hash_is_another_hash_of_the_same_films(small_prepared):
    other = rehash(small_prepared.encoded)
    for modality, atoms in small_prepared.encoded.atoms.items():
        assert atoms.places.tolist() == other.atoms[modality].places.tolist()
        assert (atoms.codes != other.atoms[modality].codes).mean() > 0.2


def test_with_another_hash_explanations_agree_but_are_not_the_same(case, reseeded):
    found = dict(axioms.measure_axioms(case, reseeded))
    for name in ("agreement with another hash seed", "agreement with another hash seed, film x part"):
        assert 0.5 < found[name] < 1 - 1e-9


def test_sensitivity_notices_a_map_of_something_else(case, monkeypatch):
    wrong = np.random.default_rng(0).normal(size=case.size)
    monkeypatch.setattr(axioms, "score_contributions", lambda *_: wrong)
    assert axioms.sensitivity(case) < 0.9


def test_randomising_moves_every_weight_and_leaves_content_alone(small_model):
    model = small_model.trained.model
    other = axioms.randomise(model, np.random.default_rng(1))
    assert sorted(other.matrix.ravel()) == sorted(model.matrix.ravel())
    assert (other.matrix != model.matrix).mean() > 0.9
    assert sorted(other.gains.ravel()) == sorted(model.gains.ravel())
    assert other.units == model.units


def test_random_weights_do_not_agree(case):
    trained = case.query.trained

    def randomise(seed):
        return axioms.randomise(trained.model, np.random.default_rng(seed))

    found = [
        axioms.film_agreement(case, axioms.put_to(case, replace(trained, model=randomise(seed)))) for seed in range(40)
    ]
    interval = Interval.of(found)
    assert interval.low < 0 < interval.high


def test_the_published_recipe_is_measured_alike():
    trained = toy.recommender(recipe="published").trained
    case = Case.of_best(Query.of_positions(trained, np.array([0, 1, 2, 4, 6, 10, 13]), np.array([3, 8, 5])))
    found = dict(axioms.measure_axioms(case, trained))
    assert found["completeness residual"] < 1e-3
    assert found["agreement with another hash seed"] == pytest.approx(1)
    assert found["agreement with random weights"] < 1 - 1e-6
    random = axioms.randomise(trained.model, np.random.default_rng(2))
    for one, other in zip(trained.model.network.parameters(), random.network.parameters(), strict=True):
        assert sorted(one.flatten().tolist()) == sorted(other.flatten().tolist())


def test_an_interval_by_its_properties():
    interval = Interval.of([0.0, 1.0] * 200 + [float("nan")])
    assert (interval.mean, interval.n) == (0.5, 400)
    assert interval.low == pytest.approx(0.5 - 1.96 * 0.5 / 20, abs=0.005)
    assert interval.high == pytest.approx(0.5 + 1.96 * 0.5 / 20, abs=0.005)
    assert Interval.of([2.0] * 5) == Interval(2.0, 2.0, 2.0, 5)
    assert Interval.of([float("nan")]).to_dict() == {"mean": None, "low": None, "high": None, "n": 0}


def test_an_interval_of_cases_that_all_hold_is_not_of_no_width():
    interval = Interval.of([True] * 150)
    scipys = binomtest(150, 150).proportion_ci(method="wilson")
    assert (interval.mean, interval.high, interval.n) == (1.0, 1.0, 150)
    assert interval.low == pytest.approx(scipys.low, abs=1e-4)
