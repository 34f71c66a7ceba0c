"""Methods on one case: their values, their agreement, and what taking films out does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboard.trial import Contender, Fall, try_methods, verdict
from emde_core import History
from emde_core.errors import HistoryError


@pytest.fixture
def trial(service, history):
    return service.trial(history, service.recommend(history, 1)[0].film.id)


def contender(name, scores, ranks):
    return Contender(name, {"1": 1.0}, Fall(scores, ranks))


def test_a_linear_models_leave_one_out_is_ours(trial):
    assert [c.name for c in trial.contenders] == ["ours and leave-one-out", "published"]
    assert trial.agreement["ours", "leave-one-out"] == pytest.approx(1)
    assert -1 <= trial.agreement["ours", "published"] <= 1


def test_the_fall_is_what_the_model_says_of_shorter_histories(trial, service, history):
    ours = trial.contenders[0]
    order = sorted(ours.values, key=lambda film: -ours.values[film])
    for taken in range(trial.taken):
        left = history.without(*order[:taken])
        assert ours.fall.scores[taken] == pytest.approx(service.model.explain(left, trial.film.id, words=False).score)
    scores = service.ranking(history.without(order[0])).scores
    outside = [k for k, film in enumerate(service.model.catalogue) if film.id not in history]
    own = scores[service.model.catalogue.index[trial.film.id]]
    assert ours.fall.ranks[1] == 1 + sum(scores[k] > own for k in outside)


def test_no_order_falls_faster_than_ours_in_score(trial):
    """On a linear model the sum of the strongest is the largest that any order takes."""
    ours, *others = trial.contenders
    for other in (*(c.fall for c in others), trial.chance):
        assert np.all(np.array(ours.fall.scores) <= np.array(other.scores) + 1e-12)


def test_a_winner_and_a_tie_are_called_so(trial):
    fast, slow = contender("ours", (1, 0.2, 0.1), (1, 11, 30)), contender("published", (1, 0.8, 0.5), (1, 4, 12))
    won = verdict(replace(trial, top=10, contenders=(slow, fast)))
    assert won.startswith("Ours needs 1 film to push it out of the top 10, published needs 2.")
    assert "falls faster by ours" in won
    tied = verdict(replace(trial, top=10, contenders=(fast, replace(fast, name="published"))))
    assert tied.startswith("A tie on rank")
    assert "equally fast" in tied
    stays = contender("published", (1, 0.9, 0.8), (1, 1, 1))
    assert "published does not manage it" in verdict(replace(trial, top=10, contenders=(fast, stays)))
    assert verdict(replace(trial, top=10, contenders=(stays, stays))).startswith("No method pushes it out")


def test_what_cannot_be_tried_says_why(service, history):
    with pytest.raises(HistoryError, match="is in the history and has no rank"):
        try_methods(service.model, history, "1")
    with pytest.raises(HistoryError, match="three at least"):
        try_methods(service.model, History(("1", "2")), "3")
