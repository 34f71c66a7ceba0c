from __future__ import annotations

import numpy as np
import pytest

from emde_core import History
from emde_core.evaluate.faithfulness import captum_rivals, methods
from emde_core.evaluate.faithfulness.case import Case, Context, pool_of
from emde_core.evaluate.faithfulness.removal import measures
from tests import toy

NEEDS_CAPTUM = {"Integrated Gradients", "sampled Shapley", "LIME"}


@pytest.fixture(scope="module")
def published() -> tuple[Case, Context]:
    """A model whose scores are no sums over the history."""
    trained = toy.recommender(recipe="published").trained
    case = Case.of(pool_of(trained.model, np.array([0, 1, 2, 4, 6, 10]), np.array([3, 8])))
    return case, Context(trained, np.arange(toy.FILMS, dtype=float), 0)


@pytest.mark.parametrize("name", [*methods.OURS, *methods.RIVALS])
def test_every_method_gives_one_number_a_film_and_the_same_again(case, context, published, name):
    if name in NEEDS_CAPTUM:
        pytest.importorskip("captum")
    method = (methods.OURS | methods.RIVALS)[name]
    for asked in ((case, context), published):
        values = method(*asked)
        assert values.shape == (asked[0].size,)
        assert np.isfinite(values).all()
        np.testing.assert_array_equal(values, method(*asked))


def test_in_our_model_those_that_ask_it_for_the_score_agree(case, context):
    """Leave-one-out, Integrated Gradients and sampled Shapley values are one and the same for a sum."""
    pytest.importorskip("captum")
    ours = methods.score(case, context)
    np.testing.assert_allclose(methods.leave_one_out(case, context), ours, atol=1e-9)
    np.testing.assert_allclose(captum_rivals.integrated_gradients(case, context), ours, atol=1e-9)
    np.testing.assert_allclose(captum_rivals.sampled_shapley(case, context), ours, atol=1e-6)


def test_in_the_published_model_integrated_gradients_are_complete(published):
    pytest.importorskip("captum")
    case, context = published
    whole, empty = case.own_score(np.array([np.ones(case.size), np.zeros(case.size)]))
    assert captum_rivals.integrated_gradients(case, context).sum() == pytest.approx(whole - empty, abs=1e-3)
    np.testing.assert_allclose(
        methods.score(case, context), captum_rivals.integrated_gradients(case, context), atol=1e-3
    )


def test_our_scores_are_the_explanations_own(small_model, case, context):
    ids = [small_model.catalogue.films[film].id for film in case.pool.films]
    why = small_model.explain(History(ids[:7], ids[7:]), small_model.catalogue.films[case.film].id)
    np.testing.assert_allclose(methods.score(case, context), [why.by_entry[each] for each in ids], atol=1e-9)
    assert case.explained(small_model.trained).contributions == why.contributions
    assert case.explained(small_model.trained).score == pytest.approx(why.score)


def test_popularity_and_cosine_by_hand(case, context):
    assert methods.popularity(case, context).tolist() == case.pool.films.tolist()
    expected = 0.0
    for unit in context.trained.encoded.units.values():
        if unit[case.film].any() and unit[case.pool.films[8]].any():
            mean = unit[unit.any(axis=1)].mean(axis=0)
            one, other = (unit[film] - mean for film in (case.film, case.pool.films[8]))
            expected -= one @ other / np.linalg.norm(one) / np.linalg.norm(other)  # a dislike speaks against
    assert methods.cosine(case, context)[8] == pytest.approx(expected)


def test_greedy_takes_what_brings_the_rival_nearest_first(case, context):
    values = methods.greedy_on_margin(case, context)
    first = int(np.argmax(values))
    gaps = []
    for h in range(case.size):
        held = np.ones((1, case.size))
        held[0, h] = 0
        scores = case.scores(held)[0]
        others = np.sort(np.delete(scores, case.film))[::-1]
        gaps.append(scores[case.film] - others[methods.TOP - 1])
    assert first == int(np.argmin(gaps))


def test_the_margin_map_costs_the_film_no_less_than_the_score_does_here(case, context):
    ours, plain = (measures(case, method(case, context)) for method in (methods.margin, methods.score))
    assert ours["CDCG@3"] <= plain["CDCG@3"]
