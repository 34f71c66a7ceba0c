"""Methods on one case: their values, their agreement, and what taking films out does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.method_comparison import (
    Fall,
    MethodResult,
    agreement_sentence,
    compare_methods,
    fall_sentence,
    same_values_note,
    verdict,
)
from dashboard.panels.compare.methods import methods_list, numbers
from dashboard.text.direction import isolate
from dashboard.text.grammar import with_sign
from emde_core import History, Recommender
from emde_core.errors import HistoryError
from emde_core.explain.methods import registry
from emde_core.explain.methods.base import Attribution, Method
from emde_core.history import more


@pytest.fixture
def comparison(service, history):
    return service.method_comparison(history, service.recommend(history, 1)[0].film.id)


def result(name, scores, ranks):
    return MethodResult((name,), {"1": 1.0}, Fall(scores, ranks), 1.0)


SCORE, RANK, LEAVE_ONE_OUT, PUBLISHED = (method.label for method in registry.METHODS[:4])
BOTH = f"{SCORE} and {LEAVE_ONE_OUT}"


def test_leave_one_out_of_a_sum_is_ours(comparison):
    assert [c.name for c in comparison.results] == [BOTH, RANK]
    assert set(comparison.agreement) == {(BOTH, RANK)}
    assert all(-1 <= rho <= 1 for rho in comparison.agreement.values())
    assert "a score is a sum over the history" in same_values_note(comparison)


def test_a_model_of_the_published_recipe_has_its_own_method_and_every_one_stands_alone(small_prepared, small_config):
    pytest.importorskip("torch")
    encoded = small_prepared.encoded
    config = small_config.model_copy(update={"recipe": "published"})
    model = Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded)
    history = History(liked=("1", "2", "8"), disliked=("7", "16"))
    film = model.recommend(history, 1)[0].film.id
    comparison = compare_methods(model, history, film)
    assert [c.name for c in comparison.results] == [SCORE, RANK, LEAVE_ONE_OUT, PUBLISHED]
    assert len(comparison.agreement) == 6
    assert same_values_note(comparison) == ""
    read = model.explain(history, film, method="published").by_entry
    assert comparison.results[-1].values == pytest.approx(read)


def test_wishes_stay_and_are_in_the_score(service, history):
    wished = replace(history, wishes=(more("genre", "Drama"),))
    film = service.recommend(wished, 1)[0].film.id
    comparison = compare_methods(service.model, wished, film)
    ours, wish = comparison.results[0], service.model.explain(wished, film).by_entry["genre:Drama"]
    assert set(ours.values) == {each for each, _ in history}
    assert sum(ours.values.values()) + wish == pytest.approx(ours.total)
    assert ours.fall.scores[0] == pytest.approx(ours.total)


def test_ours_for_the_rank_adds_up_to_the_margin_to_the_films_behind(comparison, service, history):
    ours = next(c for c in comparison.results if c.name == RANK)
    ranking = service.ranking(history)
    labels = {film.label: ranking.scores[k] for k, film in enumerate(service.model.catalogue)}
    own = labels[comparison.film.label]
    rivals = [labels[rival] for rival in ours.rivals]
    assert rivals
    assert max(rivals) < own
    assert ours.total == pytest.approx(own - np.mean(rivals))
    assert sum(ours.values.values()) == pytest.approx(ours.total)


def test_of_a_film_in_the_middle_the_rivals_stand_behind_it(service, history):
    picks = service.recommend(history, 5)
    comparison = service.method_comparison(history, picks[4].film.id)
    assert not {pick.film.label for pick in picks} & set(comparison.results[1].rivals)


def test_the_last_film_has_no_place_to_lose(service, history):
    last = service.recommend(history, 100)[-1].film
    with pytest.raises(HistoryError, match="the last in the ranking and has no place to lose"):
        compare_methods(service.model, history, last.id)


def test_the_fall_is_what_the_model_says_of_shorter_histories(comparison, service, history):
    ours = comparison.results[0]
    order = sorted(ours.values, key=lambda film: -ours.values[film])
    for taken in range(comparison.steps):
        left = history.without(*order[:taken])
        assert ours.fall.scores[taken] == pytest.approx(service.model.explain(left, comparison.film.id).score)
    scores = service.ranking(history.without(order[0])).scores
    outside = [k for k, film in enumerate(service.model.catalogue) if film.id not in history]
    own = scores[service.model.catalogue.index[comparison.film.id]]
    assert ours.fall.ranks[1] == 1 + sum(scores[k] > own for k in outside)


def test_no_order_falls_faster_than_ours_in_score(comparison):
    """Where a score is a sum, the sum of the strongest is the largest that any order takes."""
    ours, *others = comparison.results
    for other in (*(c.fall for c in others), comparison.chance):
        assert np.all(np.array(ours.fall.scores) <= np.array(other.scores) + 1e-12)


def test_a_winner_and_a_tie_are_called_so(comparison):
    film = isolate(comparison.film.title)
    fast, slow = result("ours", (1, 0.2, 0.1), (1, 11, 30)), result("published", (1, 0.8, 0.5), (1, 4, 12))
    won = replace(comparison, top=10, results=(slow, fast))
    assert verdict(won) == f"{film} leaves the top 10 after 1 film by ours, after 2 by published."
    assert "falls fastest by ours" in fall_sentence(won)
    tied = replace(comparison, top=10, results=(fast, replace(fast, labels=("published",))))
    assert verdict(tied) == f"{film} leaves the top 10 after 1 film, by every way."
    assert "equally fast" in fall_sentence(tied)
    stays = result("published", (1, 0.9, 0.8), (1, 1, 1))
    middle = result("leave-one-out", (1, 0.5, 0.4), (1, 2, 14))
    three = verdict(replace(comparison, top=10, results=(stays, middle, fast)))
    assert three == f"{film} leaves the top 10 after 1 film by ours, after 2 by leave-one-out, it stays by published."
    both = verdict(replace(comparison, top=10, results=(stays, stays)))
    assert both.startswith(f"{film} stays in the top 10 by every way, though ")


def test_the_first_sentence_says_what_is_compared_and_what_comes_out(comparison):
    """Whether the methods put the same film of the history first, which they name, and no more."""
    ways = f"Two ways to explain {isolate(comparison.film.title)}"
    one, two, three = list(comparison.titles)[:3]
    title = {film: isolate(comparison.titles[film]) for film in comparison.titles}
    ours, rank = (
        replace(each, values=dict(zip((one, two, three), values, strict=True)))
        for each, values in zip(comparison.results, ((0.3, 0.2, 0.1), (0.4, -0.2, 0.1)), strict=True)
    )

    def said(*results):
        return agreement_sentence(replace(comparison, results=results))

    signs = f"They differ on whether {title[two]} speaks for it or against it."
    assert said(ours, rank) == f"{ways} agree on which film matters most: {title[one]}. {signs}"
    same = replace(rank, values={film: 2 * value for film, value in ours.values.items()})
    assert said(ours, same) == f"{ways} agree on which film matters most: {title[one]}, and on the order of all others."
    turned = replace(rank, values={one: 0.1, two: 0.2, three: 0.0})
    sides = f"{title[one]} by {BOTH}; {title[two]} by {RANK}."
    assert said(ours, turned) == f"{ways} differ on which film matters most: {sides}"
    against = replace(rank, values={one: -0.1, two: -0.2, three: -0.3})
    assert said(ours, against).endswith(f"; no film of the history by {RANK}.")


def test_wishes_that_add_more_than_all_films_come_first(comparison):
    ours, *others = comparison.results
    wished = replace(comparison, wishes=1, results=(replace(ours, total=sum(ours.values.values()) + 9), *others))
    title = isolate(comparison.film.title)
    assert agreement_sentence(wished).startswith(f"Your wish adds more to {title} than all films of your history toget")
    assert agreement_sentence(replace(comparison, wishes=1)) == agreement_sentence(comparison)
    assert f"{with_sign(9.0)} is what wishes add" in numbers(wished).replace("\u00a0", " ")


def test_what_cannot_be_tried_says_why(service, history):
    with pytest.raises(HistoryError, match="is in the history and has no rank"):
        compare_methods(service.model, history, "1")
    with pytest.raises(HistoryError, match="three at least"):
        compare_methods(service.model, History(("1", "2")), "3")


def test_a_method_is_a_function_and_a_line_in_the_registry(service, history, monkeypatch):
    """It is compared without another word; ``tests/explain/test_methods.py`` explains and measures by it."""
    early = Method(
        name="first-first",
        label="first is strongest",
        description="how early each film stands in the history",
        attribute=lambda case: Attribution(-np.arange(case.size, dtype=float)),
        unit="places",
    )
    monkeypatch.setattr(registry, "METHODS", (*registry.METHODS, early))
    comparison = compare_methods(service.model, history, service.recommend(history, 1)[0].film.id)
    assert comparison.results[-1].labels == ("first is strongest",)
    assert list(comparison.results[-1].values.values()) == [-place for place in range(len(history))]
    assert "First is strongest</b>: how early each film stands in the history." in methods_list("affinity")
