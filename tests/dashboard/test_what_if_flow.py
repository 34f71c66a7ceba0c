"""What-ifs through the whole app without a browser: weights, and the smallest edit."""

import pytest

from dashboard.browser.session import STATE
from dashboard.panels.explore.what_if import what_if_words
from dashboard.reasons.edit_sentences import RANKING_NOTE, edit_answer
from dashboard.state import link
from dashboard.state.state import State
from emde_core.errors import ConfigError

from .screens import drawn_with, everything, opened
from .test_app import button, open_with

POSTERS = (("image", 8.0),)


def unfolded(app, history, **more):
    """With the sliders, which are drawn for whoever unfolds them."""
    app.session_state["weights-open"] = True
    return open_with(app, history, **more)


def test_the_screen_follows_the_weights(app, service, history):
    unfolded(app, history)
    assert "These are not the model" not in everything(app)
    app.select_slider(key="weight-image").set_value(8.0).run()
    assert app.session_state[STATE].weights == POSTERS
    weighed = service.variant(POSTERS)
    why = weighed.explain(history, weighed.recommend(history, 1)[0].film.id)
    page = everything(app)
    assert f'data-film="{why.film.id}"' in page
    assert f'data-score="{why.score!r}"' in page
    assert drawn_with(app, "reason_bars")["columns"][-1]["value"] == why.score
    assert "What if: poster ×8." in page


@pytest.mark.parametrize("path", ["screen-test", "sketch-microscope"])
def test_screens_that_do_not_follow_say_so(app, history, path):
    opened(app, path, history=history, weights=POSTERS)
    assert not app.exception
    assert "What if: poster ×8. This screen does not follow it: it shows the model’s own ranks." in everything(app)
    opened(app, path, history=history)
    assert "What if" not in everything(app)


def test_a_presentation_that_follows_says_so(app, history):
    opened(app, "present", history=history, weights=POSTERS)
    assert "What if: poster ×8. These are not the model’s own ranks." in everything(app)
    opened(app, "present", history=history)
    assert "What if" not in everything(app)


def test_the_way_back(app, history):
    unfolded(app, history, weights=POSTERS)
    assert app.select_slider(key="weight-image").value == 8
    button(app, "weights-back").click().run()
    assert app.session_state[STATE] == State(history=history)
    assert app.select_slider(key="weight-image").value == 1


def test_weighing_everything_nothing_is_said_and_can_be_undone(app, history):
    nothing = tuple((modality, 0.0) for modality in ("categorical", "company", "image", "text"))
    unfolded(app, history, weights=nothing)
    assert not app.exception
    assert "nothing is left to rank by" in everything(app)
    app.select_slider(key="weight-text").set_value(1.0).run()
    assert drawn_with(app, "reason_bars")["verdict"].endswith("the parts add up to the score")


def test_rank_changes_are_against_the_model_as_learned(service, history):
    learned = {pick.film.id: pick.rank for pick in service.recommend(history, 11)}
    picks = service.variant(POSTERS).recommend(history, 11, history.without("8"))
    assert {pick.film.id: pick.before for pick in picks} == learned
    assert any(pick.climbed for pick in picks)


def test_a_way_of_weighing_is_kept_ready(service):
    assert service.variant(()) is service
    weighed = service.variant(POSTERS)
    assert service.variant(POSTERS) is weighed
    assert weighed.variant() is service
    with pytest.raises(ConfigError):
        service.variant((("smell", 2.0),))


def test_weights_of_one_are_no_what_if():
    state = State().weigh("image", 2).weigh("text", 0.5)
    assert state.weights == (("image", 2), ("text", 0.5))
    assert state.weigh("image", 1).weights == (("text", 0.5),)
    assert what_if_words(state.weights) == "What if: poster ×2, plot ×0.5"
    assert not state.weigh_as_learned().weights


@pytest.fixture
def movable(service, history):
    """A film that an edit moves out of the top, or into it."""
    picks = service.recommend(history, 11)
    return next(p.film.id for p in picks if service.smallest_edit(history, p.film.id).edits)


def test_the_smallest_edit_is_told_when_asked_for_and_applied_by_one_click(app, service, history, movable):
    found = service.smallest_edit(history, movable)
    open_with(app, history, selected=movable)
    assert edit_answer(found) not in everything(app)
    button(app, "smallest-ask").click().run()
    assert edit_answer(found) in everything(app)
    assert RANKING_NOTE in everything(app)
    button(app, "smallest-apply").click().run()
    state = app.session_state[STATE]
    assert (state.history, state.selected) == (found.apply(history), movable)
    position = service.model.catalogue.index[movable]
    assert found.rank_after == service.ranking(state.history, history).rank(position)
    assert f"rank {service.ranking(state.history).rank(position)} of" in everything(app)
    button(app, "undo").click().run()
    assert app.session_state[STATE].history == history


def test_the_smallest_edit_follows_the_weights(service, history):
    weighed = service.variant(POSTERS)
    film = weighed.recommend(history, 1)[0].film.id
    found = weighed.smallest_edit(history, film)
    position = service.model.catalogue.index[film]
    assert found.rank_before == weighed.ranking(history).rank(position) == 1
    if found.edits:
        assert found.rank_after == weighed.ranking(found.apply(history), history).rank(position)


def test_a_link_carries_weights_and_refuses_nonsense(service, history):
    state = State(history=history, weights=POSTERS)
    assert link.decode(link.encode(state, service.model), service.model).over(State()).weights == POSTERS
    nonsense = State(history=history, weights=(("image", 30.0),))
    assert link.decode(link.encode(nonsense, service.model), service.model).over(State()).weights == ()
