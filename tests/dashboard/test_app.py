"""Flows through the whole app without a browser."""

import sys

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.browser.session import STATE
from dashboard.panels.explore.explanation import expected_changes
from dashboard.panels.explore.recommendations import BADGES, catalogue_words
from dashboard.reasons.edit_sentences import RANKING_NOTE
from dashboard.reasons.entries import parts_of
from dashboard.state.state import State
from dashboard.text.grammar import NO_BREAK
from emde_core import History
from emde_core.workspace import HOME_VARIABLE

from .conftest import APP
from .screens import drawn_with, everything


def open_with(app, history, **more):
    app.session_state[STATE] = State(history=history, **more)
    return app.run()


def button(app, key):
    return app.button(key=key)


def test_the_first_page_invites(app):
    app.run()
    assert not app.exception
    assert "Which films did you love?" in everything(app)
    assert not app.get("plotly_chart")


def test_films_to_begin_with_stay_until_somebody_goes_on(app, service):
    first = service.popular(1)[0].id
    app.session_state["beginning"] = True
    open_with(app, History(liked=(first,)))
    assert not app.exception
    assert "Any more that you love?" in everything(app)
    chosen = [tile["id"] for tile in drawn_with(app, "poster_grid")["tiles"] if tile["selected"]]
    assert chosen == [first]
    button(app, "begin-done").click().run()
    assert "Any more that you love?" not in everything(app)
    assert app.session_state[STATE].history == History(liked=(first,))


def test_the_first_page_says_how_many_films_there_are_and_leads_to_the_import(app, service):
    app.run()
    years = [film.year for film in service.model.catalogue if film.year]
    words = f"{len(service.model.catalogue)} films, from {min(years)} to {max(years)}"
    assert words == catalogue_words(service.model.catalogue)
    assert f"here are {words}." in everything(app)
    button(app, "go-import").click().run()
    assert app.file_uploader


def test_a_history_is_explained(app, service, history):
    open_with(app, history)
    assert not app.exception
    why = service.explain(history, service.recommend(history, 1)[0].film.id)
    page = everything(app)
    assert f'data-film="{why.film.id}"' in page
    assert f'data-score="{why.score!r}"' in page
    assert drawn_with(app, "reason_bars")["verdict"].endswith("the parts add up to the score")


def test_bars_are_the_apis_numbers(app, service, history):
    open_with(app, history)
    why = service.explain(history, service.recommend(history, 1)[0].film.id)
    drawn = drawn_with(app, "reason_bars")
    bars = {(row["token"], part["part"]): part["value"] for row in drawn["rows"] for part in row["segments"]}
    assert bars == {(f"film:{p.entry}", p.part): p.value for p in why.contributions if p.value}
    assert [column["value"] for column in drawn["columns"]][1:] == [*parts_of(why).values(), why.score]


def test_undo_redo_and_clear(app, history):
    open_with(app, history)
    button(app, "clear").click().run()
    assert "Which films did you love?" in everything(app)
    button(app, "undo").click().run()
    assert app.session_state[STATE].history == history
    button(app, "redo").click().run()
    assert app.session_state[STATE].history.is_empty


def test_liking_from_the_explanation(app, service, history):
    open_with(app, history)
    first = service.recommend(history, 1)[0].film.id
    button(app, "react-like").click().run()
    assert app.session_state[STATE].history == history.with_film(first, "like")
    assert f'data-film="{first}"' not in everything(app)


def test_a_what_if_is_applied_and_the_film_stays(app, service, history):
    film, gone = next(
        (pick.film.id, changes[0])
        for pick in service.recommend(history, 11)
        if (
            changes := expected_changes(service.removals(history, pick.film.id), service.explain(history, pick.film.id))
        )
    )
    open_with(app, history, selected=film)
    assert f"from {gone.rank} to {gone.after}" in button(app, "without-0").label.replace(NO_BREAK, " ")
    assert button(app, "without-0").label.startswith("Take out "), "what a click does is said before it"
    assert RANKING_NOTE in everything(app)
    button(app, "without-0").click().run()
    page = everything(app)
    assert "was taken out of your history. Undo brings it back." in page
    assert any(tile["badge"] for tile in drawn_with(app, "poster_grid")["tiles"])
    assert BADGES in page
    state = app.session_state[STATE]
    assert state.history == history.without(gone.key)
    assert state.selected == film
    ranking, position = service.ranking(state.history), service.model.catalogue.index
    back = ranking.rank(position[gone.key]) < ranking.rank(position[film])  # the film taken out is recommended again
    assert f"rank {gone.after + back} of" in everything(app)


def test_a_film_without_a_plot_says_so(app, history):
    open_with(app, history, selected="14")
    assert not app.exception
    assert "This film has no plot" in everything(app)


@pytest.mark.parametrize("film", [str(k) for k in range(3, 16)])
def test_every_film_can_be_explained(app, history, film):
    open_with(app, history.without("7", "8"), selected=film)
    assert not app.exception
    assert "<script>" not in everything(app)


def test_no_model_is_said_plainly(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["app.py", "--model", str(tmp_path)])
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not app.exception
    assert "The model can't be opened" in everything(app) or "The model can&#39;t be opened" in everything(app)


def test_without_a_demo_the_page_says_how_to_make_it(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["app.py"])
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    page = everything(AppTest.from_file(str(APP), default_timeout=60).run())
    assert "there is no prepared demo" in page
    assert "emde demo --prepare-only" in page
    assert "emde train" not in page


def test_a_history_that_holds_every_film_is_told_so(app, service):
    open_with(app, History(tuple(film.id for film in service.model.catalogue)))
    assert not app.exception
    assert "No film is left to recommend" in everything(app)
