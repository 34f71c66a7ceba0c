from __future__ import annotations

import numpy as np
import pytest

from emde_core.evaluate.faithfulness import captum_rivals, methods
from emde_core.evaluate.faithfulness.removal import measures

NEEDS_CAPTUM = {"Integrated Gradients", "sampled Shapley", "LIME"}


@pytest.mark.parametrize("name", [*methods.OURS, *methods.RIVALS])
def test_every_method_gives_one_number_a_film_and_the_same_again(case, context, name):
    if name in NEEDS_CAPTUM:
        pytest.importorskip("captum")
    method = (methods.OURS | methods.RIVALS)[name]
    values = method(case, context)
    assert values.shape == (case.size,)
    assert np.isfinite(values).all()
    np.testing.assert_array_equal(values, method(case, context))


def test_on_the_linear_model_those_that_ask_it_for_the_score_agree(case, context):
    """Leave-one-out, Integrated Gradients and sampled Shapley values are one and the same for a sum."""
    pytest.importorskip("captum")
    ours = methods.score(case, context)
    np.testing.assert_allclose(methods.leave_one_out(case, context), ours, atol=1e-9)
    np.testing.assert_allclose(captum_rivals.integrated_gradients(case, context), ours, atol=1e-4)
    np.testing.assert_allclose(captum_rivals.sampled_shapley(case, context), ours, atol=1e-4)


def test_our_scores_are_the_explanations_own(small_model, case, context):
    from emde_core import History

    ids = [small_model.catalogue.films[film].id for film in case.pool.films]
    why = small_model.explain(History(ids[:7], ids[7:]), small_model.catalogue.films[case.film].id, words=False)
    np.testing.assert_allclose(methods.score(case, context), [why.by_film[each] for each in ids], atol=1e-9)


def test_popularity_and_cosine_by_hand(small_model, case, context):
    assert methods.popularity(case, context).tolist() == case.pool.films.tolist()
    codes = small_model.trained.readout.codes
    own, other = codes[case.film].ravel(), codes[case.pool.films[8]].ravel()
    same = sum(a == b != -1 for a, b in zip(own, other, strict=True))
    expected = -same / np.sqrt((own >= 0).sum() * (other >= 0).sum())  # a dislike speaks against
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


def test_the_margin_map_costs_the_film_more_than_the_score_does_here(case, context):
    ours, plain = (measures(case, method(case, context)) for method in (methods.margin, methods.score))
    assert ours["CDCG@3"] <= plain["CDCG@3"]
