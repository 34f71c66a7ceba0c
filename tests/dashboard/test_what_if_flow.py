"""Weights through the whole app without a browser."""

import pytest

from dashboard.panels.weights import said
from dashboard.session import STATE
from dashboard.state import State
from emde_core.errors import ConfigError

from .test_app import button, everything, open_with

POSTERS = (("image", 2.0),)


def test_the_screen_follows_the_weights(app, service, history):
    open_with(app, history)
    assert "These are not the model" not in everything(app)
    app.slider(key="weight-image").set_value(2.0).run()
    assert app.session_state[STATE].weights == POSTERS
    weighed = service.weighing(POSTERS)
    why = weighed.explain(history, weighed.recommend(history, 1)[0].film.id)
    page = everything(app)
    assert f'data-film="{why.film.id}"' in page
    assert f'data-score="{why.score!r}"' in page
    assert "The parts add up to the score" in page
    assert "What if: poster ×2." in page


def test_the_way_back(app, history):
    open_with(app, history, weights=POSTERS)
    assert app.slider(key="weight-image").value == 2
    button(app, "weights-back").click().run()
    assert app.session_state[STATE] == State(history=history)
    assert app.slider(key="weight-image").value == 1


def test_weighing_everything_nothing_is_said_and_can_be_undone(app, history):
    nothing = tuple((modality, 0.0) for modality in ("categorical", "image", "text"))
    open_with(app, history, weights=nothing)
    assert not app.exception
    assert "nothing is left to rank by" in everything(app)
    app.slider(key="weight-text").set_value(1.0).run()
    assert "The parts add up to the score" in everything(app)


def test_rank_changes_are_against_the_model_as_learned(service, history):
    learned = {pick.film.id: pick.rank for pick in service.recommend(history, 11)}
    picks = service.weighing(POSTERS).recommend(history, 11, history.without("8"))
    assert {pick.film.id: pick.before for pick in picks} == learned
    assert any(pick.climbed for pick in picks)


def test_a_way_of_weighing_is_kept_ready(service):
    assert service.weighing(()) is service
    weighed = service.weighing(POSTERS)
    assert service.weighing(POSTERS) is weighed
    assert weighed.weighing(()) is service
    with pytest.raises(ConfigError):
        service.weighing((("smell", 2.0),))


def test_weights_of_one_are_no_what_if():
    state = State().weigh("image", 2).weigh("text", 0.5)
    assert state.weights == (("image", 2), ("text", 0.5))
    assert state.weigh("image", 1).weights == (("text", 0.5),)
    assert said(state.weights) == "What if: poster ×2, text ×0.5"
    assert not state.weigh_as_learned().weights
