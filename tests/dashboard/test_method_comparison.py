"""Methods on one case: their values, their agreement, and what taking films out does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.method_comparison import (
    LEAVE_ONE_OUT,
    PUBLISHED,
    RANK,
    SCORE,
    Contender,
    Fall,
    alike,
    compare_methods,
    verdict,
)
from emde_core import History, Recommender
from emde_core.errors import HistoryError
from emde_core.history import more


@pytest.fixture
def trial(service, history):
    return service.trial(history, service.recommend(history, 1)[0].film.id)


def contender(name, scores, ranks):
    return Contender(name, {"1": 1.0}, 1.0, Fall(scores, ranks))


BOTH = f"{SCORE} and {LEAVE_ONE_OUT}"


def test_leave_one_out_of_a_sum_is_ours(trial):
    assert [c.name for c in trial.contenders] == [BOTH, RANK]
    assert set(trial.agreement) == {(BOTH, RANK)}
    assert all(-1 <= rho <= 1 for rho in trial.agreement.values())
    assert "a score is a sum over the history" in alike(trial)


def test_a_model_of_the_published_recipe_has_its_own_method_and_every_one_stands_alone(small_prepared, small_config):
    pytest.importorskip("torch")
    encoded = small_prepared.encoded
    config = small_config.model_copy(update={"recipe": "published"})
    model = Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded)
    history = History(liked=("1", "2", "8"), disliked=("7", "16"))
    film = model.recommend(history, 1)[0].film.id
    trial = compare_methods(model, history, film)
    assert [c.name for c in trial.contenders] == [SCORE, RANK, LEAVE_ONE_OUT, PUBLISHED]
    assert len(trial.agreement) == 6
    assert alike(trial) == ""
    read = model.explain(history, film, method="published").by_entry
    assert trial.contenders[-1].values == pytest.approx(read)


def test_wishes_stay_and_are_in_the_score(service, history):
    wished = replace(history, wishes=(more("genre", "Drama"),))
    film = service.recommend(wished, 1)[0].film.id
    trial = compare_methods(service.model, wished, film)
    ours, wish = trial.contenders[0], service.model.explain(wished, film).by_entry["genre:Drama"]
    assert set(ours.values) == {each for each, _ in history}
    assert sum(ours.values.values()) + wish == pytest.approx(ours.explains)
    assert ours.fall.scores[0] == pytest.approx(ours.explains)


def test_ours_for_the_rank_adds_up_to_the_margin_to_the_films_behind(trial, service, history):
    ours = next(c for c in trial.contenders if c.name == RANK)
    ranking = service.ranking(history)
    labels = {film.label: ranking.scores[k] for k, film in enumerate(service.model.catalogue)}
    own = labels[trial.film.label]
    rivals = [labels[rival] for rival in trial.rivals]
    assert rivals
    assert max(rivals) < own
    assert ours.explains == pytest.approx(own - np.mean(rivals))
    assert sum(ours.values.values()) == pytest.approx(ours.explains)


def test_of_a_film_in_the_middle_the_rivals_stand_behind_it(service, history):
    picks = service.recommend(history, 5)
    trial = service.trial(history, picks[4].film.id)
    assert not {pick.film.label for pick in picks} & set(trial.rivals)


def test_the_last_film_has_no_place_to_lose(service, history):
    last = service.recommend(history, 100)[-1].film
    with pytest.raises(HistoryError, match="the last in the ranking and has no place to lose"):
        compare_methods(service.model, history, last.id)


def test_the_fall_is_what_the_model_says_of_shorter_histories(trial, service, history):
    ours = trial.contenders[0]
    order = sorted(ours.values, key=lambda film: -ours.values[film])
    for taken in range(trial.taken):
        left = history.without(*order[:taken])
        assert ours.fall.scores[taken] == pytest.approx(service.model.explain(left, trial.film.id).score)
    scores = service.ranking(history.without(order[0])).scores
    outside = [k for k, film in enumerate(service.model.catalogue) if film.id not in history]
    own = scores[service.model.catalogue.index[trial.film.id]]
    assert ours.fall.ranks[1] == 1 + sum(scores[k] > own for k in outside)


def test_no_order_falls_faster_than_ours_in_score(trial):
    """Where a score is a sum, the sum of the strongest is the largest that any order takes."""
    ours, *others = trial.contenders
    for other in (*(c.fall for c in others), trial.chance):
        assert np.all(np.array(ours.fall.scores) <= np.array(other.scores) + 1e-12)


def test_a_winner_and_a_tie_are_called_so(trial):
    fast, slow = contender("ours", (1, 0.2, 0.1), (1, 11, 30)), contender("published", (1, 0.8, 0.5), (1, 4, 12))
    won = verdict(replace(trial, top=10, contenders=(slow, fast)))
    assert won.startswith("Ours needs 1 film to push it out of the top 10, published 2.")
    assert "falls fastest by ours" in won
    tied = verdict(replace(trial, top=10, contenders=(fast, replace(fast, name="published"))))
    assert tied.startswith("A tie on rank")
    assert "equally fast" in tied
    stays = contender("published", (1, 0.9, 0.8), (1, 1, 1))
    middle = contender("leave-one-out", (1, 0.5, 0.4), (1, 2, 14))
    three = verdict(replace(trial, top=10, contenders=(stays, middle, fast)))
    assert three.startswith(
        "Ours needs 1 film to push it out of the top 10, leave-one-out 2, published does not manage it."
    )
    assert "published does not manage it" in verdict(replace(trial, top=10, contenders=(fast, stays)))
    assert verdict(replace(trial, top=10, contenders=(stays, stays))).startswith("No method pushes it out")


def test_what_cannot_be_tried_says_why(service, history):
    with pytest.raises(HistoryError, match="is in the history and has no rank"):
        compare_methods(service.model, history, "1")
    with pytest.raises(HistoryError, match="three at least"):
        compare_methods(service.model, History(("1", "2")), "3")
