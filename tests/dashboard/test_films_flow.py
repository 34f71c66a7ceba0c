"""Films without a browser: the table as filters have it, and the page of one film."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from dashboard.browser.screens import FILMS
from dashboard.browser.session import STATE
from dashboard.export.film_table import films_as_csv
from dashboard.state.film_filter import FilmFilter
from emde_core import History

from .screens import everything, opened


def rows(app) -> pd.DataFrame:
    assert not app.exception
    return app.dataframe[0].value


def state(app):
    return app.session_state[STATE]


def test_all_films_are_ranked_for_the_history(app, service, history):
    table = rows(opened(app, FILMS, history=history))
    best = service.recommend(history, 1)[0]
    assert table["title"].iloc[0] == best.film.title
    assert table["score"].iloc[0] == pytest.approx(best.score, abs=0.005)
    assert len(table) == len(service.model.catalogue)
    assert list(table["reaction"]).count("liked") == len(history.liked)
    assert {"times", *service.model.parts} <= set(table)


def test_filters_narrow_the_table_and_stand_in_the_state(app, service, history):
    opened(app, FILMS, history=history)
    genre = next(iter(service.film_index.genres))
    app.selectbox(key="films-genre").select(genre).run()
    films = [film.title for film in service.model.catalogue if genre in film.genres]
    assert sorted(rows(app)["title"]) == sorted(films)
    app.selectbox(key="films-order").select("oldest").run()
    assert rows(app)["year"].dropna().is_monotonic_increasing
    app.text_input(key="films-query").input("salt lantern").run()
    assert state(app).films == FilmFilter(query="salt lantern", genre=genre, order="oldest")
    assert set(rows(app)["title"]) <= {"The Salt Lantern"}


def test_a_filter_that_leaves_nothing_says_so(app, history):
    opened(app, FILMS, history=history, films=FilmFilter(query="zzyzx"))
    assert not app.exception
    assert not app.dataframe
    assert "No film is left by these filters." in everything(app)


def test_without_a_history_there_are_facts_to_search(app, service):
    table = rows(opened(app, FILMS))
    assert len(table) == len(service.model.catalogue)
    assert "rank" not in table
    assert table["ratings"].is_monotonic_decreasing


def test_the_chosen_film_leads_on(app, service, history):
    best = service.recommend(history, 1)[0].film
    opened(app, FILMS, history=history, selected=best.id)
    assert best.title in everything(app)
    app.button(key="chosen-pin").click().run()
    assert state(app).pinned == best.id
    app.button(key="go-explain").click().run()
    assert f'data-film="{best.id}"' in everything(app)


def test_the_file_says_where_its_numbers_come_from(service):
    history = History(("1", "2"), ("7",))
    table = service.film_table(history).select(FilmFilter())
    hostile = table.assign(title=["=HYPERLINK(1)", *table["title"].iloc[1:]])
    text = films_as_csv(hostile, history, service.model, "2026-01-01T00:00:00+00:00")
    assert text.splitlines()[1].split(",")[1] == "'=HYPERLINK(1)"
    from_file = pd.read_csv(io.StringIO(text), dtype={"film": str})
    assert list(from_file["film"]) == list(table["film"])
    assert set(from_file["model_hash"]) == {service.model.model_hash}
    assert set(from_file["data_hash"]) == {service.model.data_hash}
    assert set(from_file["history"]) == {'{"liked": ["1", "2"], "disliked": ["7"]}'}
    ranked = from_file.dropna(subset=["rank"])
    assert ranked["score"].to_numpy() == pytest.approx(ranked[list(service.model.parts)].sum(axis=1).to_numpy())
