from __future__ import annotations

import numpy as np
import pytest

from emde_core.evaluate.faithfulness import axioms
from emde_core.evaluate.faithfulness.intervals import Interval


def test_the_linear_model_holds_to_the_axioms(case, context):
    assert axioms.residual(case) < 1e-6
    assert axioms.sensitivity(case, context) == pytest.approx(1)
    assert axioms.agreement(case, case.pool.trained, context) == pytest.approx(1)


def test_sensitivity_notices_a_map_of_something_else(case, context, monkeypatch):
    wrong = np.random.default_rng(0).normal(size=case.size)
    monkeypatch.setattr(axioms, "score", lambda *_: wrong)
    assert axioms.sensitivity(case, context) < 0.9


def test_randomising_moves_every_weight_and_leaves_codes_alone(small_model):
    trained = small_model.trained
    other = axioms.randomised(trained, np.random.default_rng(1))
    assert sorted(other.model.linear.core.ravel()) == sorted(trained.model.linear.core.ravel())
    assert (other.model.linear.core != trained.model.linear.core).mean() > 0.9
    assert other.readout is trained.readout


def test_random_weights_do_not_agree(case, context):
    found = [axioms.against_random_weights([case], type(context)(context.popularity, seed))[0] for seed in range(40)]
    interval = Interval.of(found)
    assert interval.low < 0 < interval.high


def test_an_interval_by_its_properties():
    interval = Interval.of([0.0, 1.0] * 200 + [float("nan")])
    assert (interval.mean, interval.n) == (0.5, 400)
    assert interval.low == pytest.approx(0.5 - 1.96 * 0.5 / 20, abs=0.005)
    assert interval.high == pytest.approx(0.5 + 1.96 * 0.5 / 20, abs=0.005)
    assert Interval.of([2.0] * 5) == Interval(2.0, 2.0, 2.0, 5)
    assert Interval.of([float("nan")]).to_dict() == {"mean": None, "low": None, "high": None, "n": 0}
