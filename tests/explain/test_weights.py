"""What if posters mattered more: weights on the readout, under which everything still adds up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emde_core import History
from emde_core.errors import ConfigError
from emde_core.sketch.codes import MISSING
from tests import toy

from .test_contributions import films, histories

MODALITIES = ("text", "categorical", "image")
weights = st.fixed_dictionaries({modality: st.sampled_from([0.25, 0.5, 1.0, 1.75, 2.0]) for modality in MODALITIES})
HISTORY = History(("f0", "f3", "f2"), ("f4",))


@pytest.fixture(scope="module")
def model():
    return toy.recommender()


def by_hand(model, history, weights):
    """[films], each film's weighted mean logit less the mean over the films that have one; code by code."""
    trained, logits = model.trained, model.trained.model.logits(model.sketch(history))
    rows, means = trained.readout.layout.rows(logits), {}
    for film, codes in enumerate(trained.readout.codes):
        read = [
            (weights[MODALITIES[m]], rows[m, d, codes[m, d]])
            for m, d in np.ndindex(codes.shape)
            if codes[m, d] != MISSING and weights[MODALITIES[m]]
        ]
        if read:
            means[film] = sum(w * value for w, value in read) / sum(w for w, _ in read)
    return {film: mean - np.mean(list(means.values())) for film, mean in means.items()}


@settings(max_examples=40, deadline=None)
@given(histories(), weights)
def test_a_score_is_the_weighted_mean_over_a_films_codes(model, history, weights):
    scores, wanted = model.weighing(weights).rank(history).scores, by_hand(model, history, weights)
    assert set(np.flatnonzero(np.isfinite(scores))) == set(wanted)
    np.testing.assert_allclose(scores[list(wanted)], list(wanted.values()), atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(histories(), films, weights)
def test_parts_add_up_under_any_weights(model, history, film, weights):
    weighed = model.weighing(weights)
    why = weighed.explain(history, film, words=False)
    size = 1e-9 * (1 + sum(abs(part.value) for part in why.contributions))
    assert why.completeness_residual <= 1e-9
    assert why.score == pytest.approx(weighed.rank(history).scores[model.catalogue.index[film]], abs=size)
    assert sum(why.by_modality.values()) == pytest.approx(why.score, abs=size)
    assert sum(why.matched.values()) == pytest.approx(why.score, abs=size)
    assert why.weights == weights


@pytest.mark.parametrize("scale", [1.0, 0.5, 2.0])
def test_equal_weights_change_nothing(model, scale):
    weighed = model.weighing(dict.fromkeys(MODALITIES, scale))
    assert (weighed.rank(HISTORY).order == model.rank(HISTORY).order).all()
    np.testing.assert_allclose(weighed.rank(HISTORY).scores, model.rank(HISTORY).scores, atol=1e-12)
    assert weighed.model_hash == model.model_hash


def test_a_modality_that_weighs_nothing_is_not_read(model):
    weighed = model.weighing({"categorical": 0})
    why = weighed.explain(HISTORY, "f1", words=False)
    assert why.matched["categorical"] == 0
    assert why.matched["text"] != 0
    assert why.by_modality["categorical"] != 0  # what the history's categories say of the film's plot and poster
    assert weighed.rank(HISTORY).scores[model.catalogue.index[toy.ONLY_CATEGORIES]] == -np.inf


def test_the_weights_of_a_what_if_stand_in_its_record(model):
    assert model.explain(HISTORY, "f1", words=False).to_dict()["weights"] == {}
    told = model.weighing({"image": 2}).explain(HISTORY, "f1", words=False).to_dict()
    assert told["weights"] == {"text": 1, "categorical": 1, "image": 2}


def test_leaving_a_film_out_agrees_with_its_bar(model):
    weighed = model.weighing({"image": 2, "text": 0.5})
    bars = weighed.explain(HISTORY, "f1", words=False).by_film
    for left_out in weighed.leave_one_out(HISTORY, "f1"):
        assert left_out.score_change == pytest.approx(-bars[left_out.film.id], abs=1e-9)


def test_features_and_threads_follow_the_weights(small_model):
    """A category's value is read in its modality alone, so that it grows as a code of that modality counts more."""
    history, weighed = History(("1", "2")), small_model.weighing({"categorical": 2})
    old, new = (m.explain(history, "3", words=False).categories for m in (small_model, weighed))
    assert any(category.value for category in old)
    assert [c.value for c in new] == pytest.approx([c.value * 2 * 3 / 4 for c in old])  # 2 of 2 + 1 + 1, not 1 of 3
    parts = weighed.explain(history, "3", words=False).by_film
    for each in weighed.evidence(history, "3"):
        total = sum(thread.weight for thread in each.threads) + each.unlisted + each.remainder
        assert each.contribution == pytest.approx(parts[each.film.id], abs=1e-9)
        assert total == pytest.approx(each.contribution, abs=1e-9)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"smell": 1}, "no modality 'smell'"),
        ({"text": -1}, "at least 0"),
        ({"text": float("nan")}, "at least 0"),
        (dict.fromkeys(MODALITIES, 0), "nothing is left"),
    ],
)
def test_weights_that_make_no_sense(model, weights, said):
    with pytest.raises(ConfigError, match=said):
        model.weighing(weights)
