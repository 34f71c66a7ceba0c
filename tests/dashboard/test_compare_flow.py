"""Flows through Compare without a browser."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dashboard.browser.screens import COMPARE
from dashboard.browser.session import MODEL, STATE
from dashboard.panels.common.sample_history import history_and_owner
from dashboard.panels.compare.two_explanations import NUMBERS, RANKS, WHOLE_BARS
from dashboard.state.state import State, Version
from emde_core import History, Recommender
from emde_core.history import more

from .screens import everything, turn_to


@pytest.fixture
def compare(app, history):
    """The screen with a history, asked one of its questions."""

    def opened(question="films", **more):
        app.session_state[STATE] = State(**{"history": history, "question": question} | more)
        app.session_state[NUMBERS] = True  # as somebody has opened them
        return turn_to(app, COMPARE)

    return opened


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """No models of this machine's own."""
    monkeypatch.setenv("EMDE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def published_home(home, small_prepared, small_config):
    """The published network, trained on the same films and ratings, where the dashboard looks for models."""
    pytest.importorskip("torch")
    encoded = small_prepared.encoded
    config = small_config.model_copy(update={"recipe": "published"})
    model = Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded)
    model.save(home / "small-published" / "model")
    return home


def specs(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("question", ["films", "histories", "methods"])
def test_without_a_history_it_shows_an_example_and_says_so(compare, service, question):
    example, owner = history_and_owner(service)
    app = compare(question, history=History(), past=(Version(History(("1", "2"))),))
    assert not app.exception
    assert f"You have no history yet. This one is an example: {owner}." in everything(app)
    assert app.selectbox(key="compare-left").value == service.recommend(example, 1)[0].film.id
    assert app.get("plotly_chart")
    assert app.session_state[STATE].history.is_empty, "it is borrowed, not taken over"


def test_of_an_example_nothing_is_called_the_persons_own(compare, service):
    _, owner = history_and_owner(service)
    app = compare("histories", history=History(), past=(Version(History(("1", "2"))),))
    options = app.selectbox(key="compare-other").options
    assert "This history before its last edit" not in options, "that edit was of another history"
    page = everything(app)
    assert "Your history" not in page
    assert page.count(owner) > 1, "the side bears its name"


def test_two_films_are_the_best_two_at_first(compare, service, history):
    app = compare()
    assert not app.exception
    first, second = service.recommend(history, 2)
    assert [app.selectbox(key=f"compare-{side}").value for side in ("left", "right")] == [
        first.film.id,
        second.film.id,
    ]
    sides, left, right = (spec["layout"] for spec in specs(app))
    assert left["yaxis"]["range"] == right["yaxis"]["range"]
    low, high = sides["xaxis"]["range"]
    assert low == -high, "either film has as much room"
    assert all(float(tick) >= 0 for tick in sides["xaxis"]["ticktext"]), "what speaks for either film is no minus"
    assert len(specs(app)) == 3, "what each adds is said once"
    gap = first.score - second.score
    assert f" as likely to be liked as {second.film.title}." in everything(app)
    assert f"The scores differ by {gap:.2f}" in everything(app)


def test_choosing_films_is_remembered(compare, service, history):
    app = compare()
    third, fourth = (pick.film.id for pick in service.recommend(history, 4)[2:])
    app.selectbox(key="compare-left").select(third).run()
    app.selectbox(key="compare-right").select(fourth).run()
    assert not app.exception
    state = app.session_state[STATE]
    assert (state.selected, state.pinned) == (third, fourth)
    app.selectbox(key="compare-left").select(fourth).run()
    assert not app.exception
    assert app.selectbox(key="compare-right").value not in (None, fourth)


def test_the_lists_say_what_is_compared_whatever_they_said_before(compare, service, history):
    """A list that was drawn once keeps what it said unless it is told otherwise."""
    first, second, third = (pick.film.id for pick in service.recommend(history, 3))
    app = compare()
    app.selectbox(key="compare-left").select(second).run()
    assert [app.selectbox(key=f"compare-{side}").value for side in ("left", "right")] == [second, first]
    app.session_state[STATE] = State(history=history, selected=third, pinned=second, question="films")
    app.run()
    assert [app.selectbox(key=f"compare-{side}").value for side in ("left", "right")] == [third, second]


def test_the_question_is_the_states_after_back(compare, history):
    app = compare("films", past=(Version(History(("1", "2"))), Version(History(("8",)))))
    control = app.get("button_group")[0]
    assert control.value == "films"
    for question in ("histories", "models", "methods", "films"):
        app.session_state[STATE] = State(history=history, question=question)
        app.run()
        assert app.get("button_group")[0].value == question


def test_where_no_film_is_left_to_recommend(compare, service):
    everything_seen = History(tuple(film.id for film in service.model.catalogue))
    for question in ("films", "histories", "models", "methods"):
        app = compare(question, history=everything_seen)
        assert not app.exception
        assert "No film is left to recommend" in everything(app)


def test_two_histories_for_one_film(compare, service, history):
    app = compare("histories", past=(Version(History(("1", "2"))),))
    assert not app.exception
    assert app.selectbox(key="compare-other").value == "before"
    theirs = service.explain(History(("1", "2")), service.recommend(history, 1)[0].film.id)
    page = everything(app)
    assert "not in it" in page
    assert RANKS in page, "Explore does not count a film that would be taken out"
    assert WHOLE_BARS in page, "and its bars are net"
    assert f"{theirs.score:.2f}" in page


def test_methods_are_tried_on_this_case(compare):
    app = compare("methods")
    assert not app.exception
    page = everything(app)
    assert "ours for the rank" in page
    assert "Leave-one-out gives the same values as ours for the score, so the two are drawn once" in page
    assert "count-min" not in page, "that method is the published recipe's"
    charts = len(app.get("plotly_chart"))
    assert charts == 4, "two falls and two methods"
    assert page.count('class="twin"') == charts
    assert "Spearman rank correlation over 5 history films" in page
    watched = app.session_state[STATE].history.liked[0]
    app = compare("methods", selected=watched)
    assert not app.exception
    assert "has no rank to lose" in everything(app)


def test_methods_say_what_wishes_add_beside_the_films(compare, history):
    page = everything(compare("methods", history=replace(history, wishes=(more("genre", "Drama"),))))
    assert "All of this is of films alone: wishes stay whichever films are taken out, and add +" in page
    assert "wishes stay whichever" not in everything(compare("methods"))


def test_without_another_model_it_is_not_offered_and_a_link_says_how_to_make_one(compare, small_folder):
    assert compare("films").get("button_group")[0].options == ["Two films", "Two histories", "Methods"]
    app = compare("models")
    assert not app.exception
    page = everything(app)
    assert "emde train --recipe published" in page
    assert "no other model" in page
    assert str(small_folder) not in page, "a path of the server is nobody's business"


def test_the_published_network_is_another_model(compare, published_home, service, history):
    app = compare("models")
    assert not app.exception
    page = everything(app)
    film = service.recommend(history, 1)[0].film.id
    other = Recommender.load(published_home / "small-published" / "model").explain(history, film)
    for said in ("Ratings and content together", "The published network", f"{other.score:.2f}", "not in it"):
        assert said in page
    for claim in ("too few people have rated the film", "is closest to that of"):
        assert claim not in page.partition("The published network")[2], "its codes have neither likeness nor counts"
    assert app.selectbox(key="compare-model").value == published_home / "small-published" / "model"


def test_on_the_published_network_its_own_method_is_tried(compare, published_home):
    app = compare("methods")
    app.session_state[MODEL] = published_home / "small-published" / "model"
    app.run()
    assert not app.exception
    page = everything(app)
    assert "count-min" in page
    assert len(app.get("plotly_chart")) == 6, "two falls and four methods"


def test_explore_leads_here_and_back(app, history):
    app.session_state[STATE] = State(history=history, question="methods")
    app.run()
    app.button(key="go-compare").click().run()
    assert not app.exception
    assert app.session_state[STATE].question == "films"
    assert "What to compare" in [control.label for control in app.get("button_group")]
    app.button(key="change-history").click().run()
    assert not app.exception
    assert "Your history" in everything(app)
