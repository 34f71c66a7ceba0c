"""Methods of explaining: what each gives, and that one is added by a function and a line."""

from __future__ import annotations

import builtins

import numpy as np
import pytest

from emde_core import History
from emde_core.errors import ConfigError, HistoryError, MissingExtraError
from emde_core.evaluate.faithfulness.removal import measures
from emde_core.evaluate.faithfulness.study import Measurements, ask_methods
from emde_core.explain.case import TOP, Case
from emde_core.explain.methods import registry
from emde_core.explain.methods.base import Attribution, Method
from emde_core.explain.query import Query
from emde_core.history import more
from tests import toy

HISTORY = History(("1", "2", "4", "7"), ("9",))
FILM = "3"


@pytest.fixture(scope="module")
def case(small_model) -> Case:
    """Seven likes and three dislikes; six films are left to rank."""
    query = Query.of_positions(small_model.trained, np.array([0, 1, 2, 4, 6, 7, 11]), np.array([3, 8, 9]))
    return Case.of_best(query, seed=3)


@pytest.fixture(scope="module")
def published():
    """A model whose scores are no sums over the history."""
    return toy.recommender(recipe="published")


@pytest.fixture(scope="module")
def published_case(published) -> Case:
    return Case.of_best(Query.of_positions(published.trained, np.array([0, 1, 2, 4, 6, 10]), np.array([3, 8])))


def method(name):
    return next(each for each in registry.METHODS if each.name == name)


def values(name, case):
    if method(name).extra:
        pytest.importorskip("captum")
    return method(name).attribute(case).values


@pytest.mark.parametrize("each", registry.METHODS, ids=lambda each: each.name)
def test_every_method_gives_one_number_a_film_and_the_same_again(case, published_case, each):
    for one in (case, published_case):
        if one.query.trained.config.recipe in each.recipes:
            found = values(each.name, one)
            assert found.shape == (one.size,)
            assert np.isfinite(found).all()
            np.testing.assert_array_equal(found, values(each.name, one))


@pytest.mark.parametrize("each", [each for each in registry.METHODS if each.adds_up], ids=lambda each: each.name)
def test_what_is_said_to_add_up_does(case, each):
    if each.extra:
        pytest.importorskip("captum")
    attribution = each.attribute(case)
    assert attribution.values.sum() == pytest.approx(attribution.total, abs=1e-5)


def test_in_our_model_those_that_ask_it_for_the_score_agree(case):
    """Leave-one-out, Integrated Gradients and sampled Shapley values are one and the same for a sum."""
    ours = values("additive", case)
    np.testing.assert_allclose(values("leave-one-out", case), ours, atol=1e-9)
    np.testing.assert_allclose(values("integrated-gradients", case), ours, atol=1e-9)
    np.testing.assert_allclose(values("sampled-shapley", case), ours, atol=1e-6)


def test_in_the_published_model_integrated_gradients_are_complete(published_case):
    gradients = values("integrated-gradients", published_case)
    whole, empty = published_case.scores(np.array([np.ones(published_case.size), np.zeros(published_case.size)]))
    assert gradients.sum() == pytest.approx(whole - empty, abs=1e-3)
    np.testing.assert_allclose(values("additive", published_case), gradients, atol=1e-3)


def test_popularity_and_cosine_by_hand(case):
    average = case.query.model.average
    assert values("popularity", case).tolist() == [average[position] for position in case.query.positions]
    expected = 0.0
    for sketches in case.query.trained.encoded.sketches.values():
        unit = sketches[:]
        if unit[case.film].any() and unit[case.query.positions[8]].any():
            mean = unit[unit.any(axis=1)].mean(axis=0)
            one, other = (unit[film] - mean for film in (case.film, case.query.positions[8]))
            expected -= one @ other / np.linalg.norm(one) / np.linalg.norm(other)  # a dislike speaks against
    assert values("cosine", case)[8] == pytest.approx(expected)


def test_greedy_takes_what_brings_the_rival_nearest_first(case):
    first = int(np.argmax(values("greedy-margin", case)))
    gaps = []
    for mask in case.leave_one_out_masks:
        standings = case.standings(mask[None])[0]
        others = np.sort(np.delete(standings, case.film))[::-1]
        gaps.append(standings[case.film] - others[TOP - 1])
    assert first == int(np.argmin(gaps))


def test_the_margin_costs_the_film_no_less_than_the_score_does_here(case):
    ours, plain = (measures(case, values(name, case)) for name in ("rank-margin", "additive"))
    assert ours["CDCG@3"] <= plain["CDCG@3"]


def test_no_case_depends_on_those_before_it(case):
    assert case.draw_seed == Case(case.query, case.film, seed=3).draw_seed
    assert case.draw_seed != Case(case.query, case.film, seed=4).draw_seed


@pytest.mark.parametrize("each", registry.methods_for("affinity"), ids=lambda each: each.name)
def test_an_explanation_by_every_method_has_a_bar_for_each_film(small_model, each):
    if each.extra:
        pytest.importorskip("captum")
    why = small_model.explain(HISTORY, FILM, method=each.name)
    assert list(why.by_entry) == [film_id for film_id, _ in HISTORY]
    assert (why.rank, why.score) == (small_model.explain(HISTORY, FILM).rank, small_model.explain(HISTORY, FILM).score)
    assert why.method == each.name
    if each.decompose is None:
        assert {part.part for part in why.contributions} == {"whole"}
        assert (why.atoms, why.history_atoms, why.company) == ((), (), ())
        assert len(why.to_frame()) == len(why.to_dict()["contributions"]) == len(HISTORY)


@pytest.mark.parametrize("name", ["additive", "published", "rank-margin"])
def test_an_explanation_of_the_published_recipe_has_its_methods_name(published, name):
    why = published.explain(History(("f0", "f2")), "f7", method=name)
    assert why.method == why.to_dict()["method"] == name
    assert published.explain(History(("f0", "f2")), "f7", method=why.method).by_entry == why.by_entry


def test_the_residual_says_that_a_method_does_not_add_up(small_model):
    assert small_model.explain(HISTORY, FILM, method="leave-one-out").completeness_residual < 1e-9
    assert small_model.explain(HISTORY, FILM, method="popularity").completeness_residual > 0.01
    wished = HISTORY.with_wish(more("genre", "Drama"))
    why = small_model.explain(wished, FILM, method="leave-one-out")
    assert why.completeness_residual < 1e-9
    assert why.baseline == pytest.approx(small_model.explain(wished, FILM).by_entry["genre:Drama"])


def test_parts_of_a_margin_add_up_to_the_margin(small_model, published):
    wished = HISTORY.with_wish(more("genre", "Drama"))
    for model, history, film in ((small_model, HISTORY, FILM), (small_model, wished, FILM)):
        why = model.explain(history, film, method="rank-margin")
        scores = [model.explain(history, rival.id).score for rival in why.margin.rivals]
        assert why.total == pytest.approx(why.score - np.mean(scores))
        assert why.baseline + sum(why.by_entry.values()) == pytest.approx(why.total)
        assert why.completeness_residual < 1e-9
    whole = small_model.explain(HISTORY, FILM)
    assert (whole.margin, whole.total) == (None, whole.score)
    assert published.explain(History(("f0", "f2")), "f7", method="rank-margin").completeness_residual < 1e-6


def test_against_a_rival_values_are_differences(small_model):
    own, other, difference = (
        np.array(list(small_model.explain(HISTORY, film, rival=rival, method="leave-one-out").by_entry.values()))
        for film, rival in ((FILM, None), ("5", None), (FILM, "5"))
    )
    np.testing.assert_allclose(difference, own - other, atol=1e-9)


def test_what_a_method_cannot_is_refused(small_model, published):
    with pytest.raises(ConfigError, match=r"method for recipe 'affinity' must be 'additive', .* not 'published'"):
        small_model.explain(HISTORY, FILM, method="published")
    assert published.explain(History(("f0", "f2")), "f7", method="published").method == "published"
    with pytest.raises(ConfigError, match="the baseline of method 'cosine' must be 'empty', not 'average'"):
        small_model.explain(HISTORY, FILM, method="cosine", baseline="average")
    with pytest.raises(ConfigError, match=r"comparing with a rival must be 'additive', 'leave-one-out'.* not 'cosine'"):
        small_model.explain(HISTORY, FILM, method="cosine", rival="5")
    with pytest.raises(HistoryError, match="is in the history and has no rank to lose"):
        small_model.explain(HISTORY, "1", method="rank-margin")


@pytest.mark.parametrize("name", [each.name for each in registry.METHODS if each.extra])
def test_a_method_whose_package_is_missing_names_the_extra(small_model, monkeypatch, name):
    real = builtins.__import__

    def without_captum(module, *rest):
        if module.split(".")[0] == "captum":
            raise ModuleNotFoundError(f"No module named {module!r}", name="captum")
        return real(module, *rest)

    monkeypatch.setattr(builtins, "__import__", without_captum)
    with pytest.raises(MissingExtraError, match=r'captum, .*pip install "emde-dashboard\[evaluate'):
        small_model.explain(HISTORY, FILM, method=name)
    assert small_model.explain(HISTORY, FILM, method="leave-one-out")


def test_a_method_is_a_function_and_a_line_in_the_registry(small_model, case, monkeypatch):
    early = Method(
        name="first-first",
        label="first is strongest",
        description="how early each film stands in the history",
        attribute=lambda case: Attribution(-np.arange(case.size, dtype=float)),
        unit="places",
    )
    monkeypatch.setattr(registry, "METHODS", (method("random"), method("rank-margin"), early))
    why = small_model.explain(HISTORY, FILM, method="first-first")
    assert [part.value for part in why.contributions] == [0, -1, -2, -3, -4]
    measurements = Measurements()
    ask_methods(case, measurements)
    assert set(measurements.history) == {"random", "ours for the rank", "first is strongest", "all pairs"}


def test_names_and_labels_are_their_own():
    for field in ("name", "label"):
        assert len({getattr(each, field) for each in registry.METHODS}) == len(registry.METHODS)
