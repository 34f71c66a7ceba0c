"""All films for the history: the main point, the first as posters, and the table with its filters."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.analysis.film_table import FilmTable
from dashboard.browser import screens, session
from dashboard.browser.boundary import guard
from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.components.row_keys import opened_row, row_keys
from dashboard.export.film_table import films_as_csv
from dashboard.panels.common.codebook import draw_codebook
from dashboard.panels.common.share_and_save import now
from dashboard.panels.films import chosen_film, film_columns, film_filters, first_films
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.film_filter import FilmFilter
from dashboard.state.state import State
from dashboard.text.grammar import count_words
from dashboard.text.markup import element, isolated, lead
from emde_core.history import History

TABLE, EVERY_NUMBER, KEYS = "films-table", "films-numbers", "films-keys"
HEIGHT, HEAD_HEIGHT = 660, 38  # pixels
ROW_HEIGHT, LOW_ROW_HEIGHT = 60, 34  # with and without posters
NONE = "No film is left by these filters."
BEGIN = "Choose films that you like, and all are ranked for you"
NUMBERS = "Every number"


def draw_films(state: State, service: Service, posters: Posters) -> None:
    """Draw the main point, the first films as posters, and the table with everything around it."""
    table = service.film_table(state.history)
    rows = table.select(state.films, _matches(state.films.query, service))
    draw_html(element("div", lead(*_main_point(rows, table, state)), role="status"))
    if state.history.is_empty:
        screens.screen_button(BEGIN, screens.EXPLORE, key="go-begin")
    first_films.draw_first_films(rows, table, state.history, service, posters)
    film_filters.draw_filters(state.films, table)
    if rows.empty:
        everything = state.filter_films(FilmFilter(order=state.films.order))
        st.button("Show all films", key="films-all", on_click=guard(lambda: session.replace_state(everything)))
        return
    with st.container(key="films-line", horizontal=True, vertical_alignment="center", gap="small"):
        chosen_film.draw_chosen_film(state, service, posters)
        every_number = bool(table.parts) and st.toggle(NUMBERS, key=EVERY_NUMBER)
        _download(rows, service, state)
    film_ids = rows["film"].tolist()

    def open_page() -> None:
        if (place := film_columns.clicked_row()) is not None:
            session.replace_state(session.state().open_page(film_ids[place]))

    def open_row() -> None:
        if (cells := opened_row(KEYS)) and (place := film_columns.place_of(cells, rows)) is not None:
            session.replace_state(session.state().open_page(film_ids[place]))

    choice = film_columns.every_number if every_number else film_columns.few_words
    columns = choice(table, open_page)
    drawing = film_columns.as_drawn(rows, columns, table, service, posters)
    _draw_rows(drawing, film_ids, columns, state.selected)
    row_keys(TABLE, key=KEYS, on_open=guard(open_row))


def _matches(query: str, service: Service) -> list[int] | None:
    if not query:
        return None
    index = service.model.catalogue.index
    return [index[match.film.id] for match in service.search.find(query, len(index))]


def _main_point(rows: pd.DataFrame, table: FilmTable, state: State) -> tuple[str, ...]:
    """Say how many films there are, in which order, and which is the first for the history."""
    if rows.empty:
        return (NONE,)
    everything = len(table.frame)
    if state.films.query:
        return f"{count_words(len(rows), 'film')} found for “", isolated(state.films.query), "”."
    count = f"{len(rows):,}" if len(rows) == everything else f"{len(rows):,} of {everything:,}"
    order = film_filters.order_words(state.films.order, table)
    if not table.parts or order != film_filters.ORDERS["score"]:
        return (f"{count} films, {order[0].lower()}{order[1:]}.",)
    alone = ", by their content alone" if state.content_alone else ""
    ranking = f"{_ranked_films(rows, table, state)}, ranked for {_entries(state.history)}{alone}."
    if pd.isna(rows["rank"].iloc[0]):
        return (ranking,)
    return f"{ranking} At the top: ", element("em", isolated(rows["title"].iloc[0])), "."


def _ranked_films(rows: pd.DataFrame, table: FilmTable, state: State) -> str:
    """Count the films that have a rank, as Explore does; those of the history, which are in the table, have none."""
    count, everything = (int(frame["rank"].notna().sum()) for frame in (rows, table.frame))
    name = "other film" if len(state.history) else "film"
    return count_words(everything, name) if count == everything else f"{count:,} of {count_words(everything, name)}"


def _entries(history: History) -> str:
    """Count what the films are ranked for: "your 5 films and 1 wish", "the 2 films marked “not for me”"."""
    if history.disliked and not (history.liked or history.wishes):
        return f"the {count_words(len(history.disliked), 'film')} marked “not for me”"
    counts = {"film": len(history), "wish": len(history.wishes)}
    return "your " + " and ".join(count_words(number, name) for name, number in counts.items() if number)


def _download(rows: pd.DataFrame, service: Service, state: State) -> None:
    table = lambda: films_as_csv(rows, state.history, service.model, now())  # noqa: E731 - written when it is asked for
    draw_download("These rows (CSV)", table, "films.csv", "text/csv", key="save-films")
    draw_codebook("films")


def _draw_rows(
    rows: pd.DataFrame, film_ids: Sequence[str], columns: film_columns.Columns, selected_id: str | None
) -> None:
    """Draw the rows, each of which is a film; choosing one selects its film on every screen."""

    def take() -> None:
        places = _chosen_places()
        session.replace_state(session.state().select(film_ids[places[0]] if places else None))

    places = [film_ids.index(selected_id)] if selected_id in film_ids else []
    if _chosen_places() != places:  # written without need, it would have Streamlit send all rows again
        st.session_state[TABLE] = {"selection": {"rows": places, "columns": [], "cells": []}}
    row_height = ROW_HEIGHT if film_columns.POSTER in rows else LOW_ROW_HEIGHT
    st.dataframe(
        rows,
        key=TABLE,
        column_config={name: columns[name] for name in rows},
        hide_index=True,
        height=min(HEIGHT, row_height * len(rows) + HEAD_HEIGHT),
        row_height=row_height,
        placeholder="",
        on_select=guard(take),
        selection_mode="single-row",
        alt="All films with their ranks, scores and parts; the same as the CSV file",
    )


def _chosen_places() -> list[int]:
    return list(st.session_state[TABLE]["selection"]["rows"]) if TABLE in st.session_state else []
