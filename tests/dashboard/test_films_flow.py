"""Films without a browser: the table as filters have it, and the page of one film."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.browser.screens import FILMS
from dashboard.browser.session import STATE
from dashboard.export.film_table import films_as_csv
from dashboard.look.palette import label
from dashboard.panels.films.film_columns import POSTER, loudest_parts, place_of
from dashboard.panels.films.film_page import UNIT
from dashboard.reasons.score_words import LIKED
from dashboard.reasons.sentence import likelihood_words
from dashboard.state.film_filter import FilmFilter
from dashboard.text.grammar import with_sign
from emde_core import History
from emde_core.history import more

from .screens import drawn_with, everything, opened


def rows(app) -> pd.DataFrame:
    assert not app.exception
    return app.dataframe[0].value


def state(app):
    return app.session_state[STATE]


def test_all_films_are_ranked_for_the_history(app, service, history):
    table = rows(opened(app, FILMS, history=history))
    best = service.recommend(history, 1)[0]
    assert table["title"].iloc[0] == best.film.title
    assert table["times"].iloc[0] == pytest.approx(np.exp(best.score))
    assert len(table) == len(service.model.catalogue)
    assert list(table["reaction"]).count("liked") == len(history.liked)
    app.toggle(key="films-numbers").set_value(True).run()
    numbers = rows(app).iloc[0]
    assert {part: numbers[part] for part, _ in best.by_part} == pytest.approx(dict(best.by_part), abs=0.005)
    assert numbers["score"] == pytest.approx(best.score, abs=0.005)


@pytest.mark.parametrize("every_number", [False, True])
def test_nothing_is_sent_that_is_not_drawn(app, history, every_number):
    opened(app, FILMS, history=history)
    app.toggle(key="films-numbers").set_value(every_number).run()
    assert set(rows(app)) <= set(json.loads(app.dataframe[0].proto.columns))


def test_the_main_point_and_the_first_posters_come_before_the_table(app, service, history):
    opened(app, FILMS, history=history)
    best = [pick.film for pick in service.recommend(history, 8)]
    count = len(service.ranking(history).order)
    assert count < len(service.model.catalogue), "films of the history have no rank"
    lead = (
        f"{count} other films, ranked for your {len(history)} films. At the top: <em><bdi>{best[0].title}</bdi></em>."
    )
    assert f'<div role="status"><h2 class="lead">{lead}</h2></div>' in everything(app)
    shelf = drawn_with(app, "poster_grid")
    assert [(tile["rank"], tile["id"]) for tile in shelf["tiles"][:8]] == [
        (k + 1, each.id) for k, each in enumerate(best)
    ]
    assert [tile["title"] for tile in shelf["tiles"]] == list(rows(app)["title"].iloc[:12])
    assert shelf["shelf"]


def test_the_main_point_names_another_order(app, history):
    opened(app, FILMS, history=history, films=FilmFilter(order="newest"))
    assert "films, newest first.</h2>" in everything(app)


def test_the_main_point_counts_wishes_and_the_films_that_a_search_finds(app, history):
    opened(app, FILMS, history=replace(history, wishes=(more("popularity"),)))
    assert f"ranked for your {len(history)} films and 1 wish." in everything(app)
    app.text_input(key="films-query").input("salt lantern").run()
    assert '<h2 class="lead">1 film found for “<bdi>salt lantern</bdi>”.</h2>' in everything(app)


def test_films_that_were_not_for_somebody_are_not_told_as_theirs(app):
    opened(app, FILMS, history=History((), ("1",)))
    assert "ranked for the 1 film marked “not for me”." in everything(app)


def test_without_a_history_the_main_point_leads_to_explore(app):
    opened(app, FILMS)
    assert "films, most ratings first.</h2>" in everything(app)
    app.button(key="go-begin").click().run()
    assert "Which films did you love?" in everything(app)


def test_the_table_has_words_at_first_and_every_number_when_asked(app, service, history):
    opened(app, FILMS, history=history)
    first = rows(app).iloc[0]
    parts = dict(service.recommend(history, 1)[0].by_part)
    loudest = sorted(parts, key=lambda part: -abs(parts[part]))[:2]
    assert first["most"] == ", ".join(f"{label(part)} {with_sign(parts[part])}" for part in loudest)
    assert list(rows(app)) == [POSTER, "rank", "title", "year", "times", "most", "directors", "genres", "reaction"]
    app.toggle(key="films-numbers").set_value(True).run()
    assert {"score", *service.model.parts, "ratings"} <= set(rows(app))


def test_a_film_of_the_history_has_no_loudest_part():
    frame = pd.DataFrame({"text": [0.4, np.nan, 0.0], "company": [-0.5, np.nan, 0.1]})
    assert list(loudest_parts(frame, ("text", "company"))) == ["audience −0.50, plot +0.40", None, "audience +0.10"]


def test_enter_opens_the_row_that_has_these_texts_in_whatever_order_the_rows_are():
    table = pd.DataFrame({"title": ["Heat", "Heat", "Alien"], "rank": [3, np.nan, 1], "year": [1995, 1986, np.nan]})
    assert place_of({"Title": "Heat", "Rank": "3", "Year": "1995", "Genres": "Crime"}, table) == 0
    assert place_of({"Title": "Heat", "Rank": "", "Year": "1986"}, table) == 1
    assert place_of({"Title": "Alien", "Rank": "1", "Year": ""}, table) == 2
    assert place_of({"Title": "Alien", "Rank": "2", "Year": ""}, table) is None
    assert place_of({"Picture": ""}, table) is None


def test_slices_are_buttons_that_say_what_they_mean(app, history):
    opened(app, FILMS, history=history)
    assert app.segmented_control(key="films-slice").options == ["All films", "Content and audience disagree"]
    app.segmented_control(key="films-slice").set_value("disagree").run()
    assert state(app).films.slice == "disagree"
    assert "one speaks for the film, the other against it" in everything(app)


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
    app.button(key="films-all").click().run()
    assert not rows(app).empty


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


def test_a_films_page_tells_its_facts_and_its_standing(app, service):
    film, history = service.film("1"), History(("2", "8"), ("7",))
    opened(app, FILMS, history=history, film_page=film.id)
    assert not app.exception
    page, why = everything(app), service.explain(history, film.id)
    assert "A lighthouse keeper on a bare island" in page
    assert f'href="https://letterboxd.com/tmdb/{film.tmdb_id}/" target="_blank" rel="noopener"' in page
    place = f"rank <b>{why.rank}</b> of {len(service.model.catalogue) - 3} films outside it: "
    assert UNIT in page
    assert "(a rating of 4 or more)" in page
    assert f"{place}<b>{likelihood_words(why.score, LIKED)}</b>" in page
    assert not app.dataframe


def test_people_and_genres_of_a_page_lead_to_their_films(app, service):
    person, positions = max(service.film_index.people.items(), key=lambda entry: len(entry[1]))
    assert len(positions) > 1
    film = service.model.catalogue.films[int(positions[0])]
    opened(app, FILMS, film_page=film.id)
    next(button for button in app.button if person in button.label).click().run()
    assert len(rows(app)) == len(positions)
    assert state(app).films.person == person
    app.button(key="films-person").click().run()
    assert len(rows(app)) == len(service.model.catalogue)


def test_keywords_of_a_page_lead_to_their_films(app, service):
    sea = service.film_index.keywords["sea"]
    film = service.model.catalogue.films[int(sea[0])]
    opened(app, FILMS, film_page=film.id)
    app.button(key=f"page-Keywords-{film.keywords.index('sea')}").click().run()
    assert 1 < len(rows(app)) == len(sea) < len(service.model.catalogue)
    assert app.button(key="films-keyword").label == "Films with the keyword **sea** ✕"
    app.button(key="films-keyword").click().run()
    assert len(rows(app)) == len(service.model.catalogue)


def test_the_trail_leads_back(app, service):
    opened(app, FILMS, film_page="3", trail=("1", "2"))
    app.button(key="trail-0").click().run()
    assert (state(app).film_page, state(app).steps) == ("1", ())
    app.button(key="trail-table").click().run()
    assert len(rows(app)) == len(service.model.catalogue)


def test_a_page_puts_its_film_into_the_history_and_explains_it(app, history):
    opened(app, FILMS, film_page="3")
    app.button(key="page-like").click().run()
    assert state(app).history == History(("3",))
    assert "It is in your history: <b>liked</b>." in everything(app)
    app.button(key="page-not").click().run()
    assert state(app).history == History((), ("3",))
    app.button(key="page-remove").click().run()
    assert state(app).history.is_empty
    opened(app, FILMS, film_page="3", history=history)
    app.button(key="go-page-explain").click().run()
    assert 'data-film="3"' in everything(app)
    app.button(key="go-page").click().run()
    assert state(app).film_page == "3"


def test_similar_films_are_the_models_with_their_counts(app, service):
    opened(app, FILMS, film_page="3")
    drawn = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    by_content, by_company = (each["tiles"] for each in drawn if "tiles" in each)
    content, company = (
        [each for each in service.similar("3", by, 12) if each.score > 0] for by in ("content", "company")
    )
    assert [tile["id"] for tile in by_content] == [each.film.id for each in content]
    assert 0 < len(content) < 12, "those that liking it speaks against are not like it"
    for tile, each in zip(by_company, company, strict=True):
        both, liked = service.liked_together("3", each.film.id)
        assert (tile["id"], tile["badge"]) == (each.film.id, f"{both} of {liked}")


def test_by_content_alone_there_is_no_company_on_the_page_nor_in_the_table(app, history):
    opened(app, FILMS, history=history, content_alone=True)
    assert "company" not in rows(app)
    opened(app, FILMS, history=history, content_alone=True, film_page="3")
    assert not app.exception
    assert "Liked by the same audience" not in everything(app)
