"""The table of all films for the history: filters, the film that was chosen in it, and the rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.film_table import FilmTable
from dashboard.browser import session
from dashboard.browser.page import draw_html
from dashboard.export.film_table import films_as_csv
from dashboard.look.palette import label
from dashboard.panels.common.share_and_save import now
from dashboard.panels.films import chosen_film, film_filters
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.film_filter import FilmFilter
from dashboard.state.state import State
from dashboard.text.grammar import capital
from dashboard.text.markup import Markup, fine, heading, note, strong
from emde_core.schema import COMPANY

TABLE = "films-table"
HEIGHT, ROW_HEIGHT = 620, 34  # pixels
NONE = "No film is left by these filters."
UNIT = "a log score in nats: +0.69 is twice as likely"
HELP: Mapping[str, str] = {
    "rank": "Among the films outside your history, 1 for the best",
    "times": "How many times as likely as an average film you are said to like it",
    "score": f"All parts together, {UNIT} as an average film",
    "reaction": "Films of your history have no rank",
    "ratings": "How many viewers rated it",
    COMPANY: "What those who liked your films, and those who did not, add: it is in no plot, category or poster",
}


def draw_films(state: State, service: Service, posters: Posters) -> None:
    """Draw the table and everything around it."""
    table = service.film_table(state.history)
    draw_html(heading("All films"))
    film_filters.draw_filters(state.films, table)
    rows = table.select(state.films, _matches(state.films.query, service))
    draw_html(_count(rows, table, state))
    if rows.empty:
        everything = state.filter_films(FilmFilter(order=state.films.order))
        st.button("Show all films", key="films-all", on_click=lambda: session.replace_state(everything))
        return
    with st.container(key="films-line", horizontal=True, vertical_alignment="center", gap="small"):
        chosen_film.draw_chosen_film(state, service, posters)
        _download(rows, service, state)
    _draw_rows(rows, table, state.selected)


def _matches(query: str, service: Service) -> list[int] | None:
    if not query:
        return None
    index = service.model.catalogue.index
    return [index[match.film.id] for match in service.search.find(query, len(index))]


def _count(rows: pd.DataFrame, table: FilmTable, state: State) -> Markup:
    if rows.empty:
        return note(NONE, role="status")
    everything = len(table.frame)
    count = f"{len(rows):,}" if len(rows) == everything else f"{len(rows):,} of {everything:,}"
    if table.parts:
        films = "film" if len(state.history) == 1 else "films"
        rest = f" films, ranked for your history of {len(state.history)} {films}."
    else:
        rest = " films. With a history on Explore, each gets a rank, a score, and what adds to it."
    return fine(strong(count), rest, role="status")


def _download(rows: pd.DataFrame, service: Service, state: State) -> None:
    st.download_button(
        "These rows (CSV)",
        lambda: films_as_csv(rows, state.history, service.model, now()),
        "films.csv",
        "text/csv",
        key="save-films",
        on_click="ignore",
    )


def _draw_rows(rows: pd.DataFrame, table: FilmTable, selected_id: str | None) -> None:
    """Draw the rows; choosing one selects its film on every screen."""
    film_ids = rows["film"].tolist()

    def take() -> None:
        places = _chosen_places()
        session.replace_state(session.state().select(film_ids[places[0]] if places else None))

    places = [film_ids.index(selected_id)] if selected_id in film_ids else []
    if _chosen_places() != places:  # written without need, it would have Streamlit send all rows again
        st.session_state[TABLE] = {"selection": {"rows": places, "columns": [], "cells": []}}
    columns = _columns(table)
    numbers = [name for name in ("score", *table.parts) if name in rows]
    st.dataframe(
        rows.assign(**{name: rows[name].round(2) + 0.0 for name in numbers}),  # without a sign at 0
        key=TABLE,
        column_order=list(columns),
        column_config=columns,
        hide_index=True,
        height=min(HEIGHT, ROW_HEIGHT * (len(rows) + 1) + 3),
        row_height=ROW_HEIGHT,
        placeholder="",
        on_select=take,
        selection_mode="single-row",
        alt="All films with their ranks, scores and parts; the same as the CSV file",
    )


def _chosen_places() -> list[int]:
    return list(st.session_state[TABLE]["selection"]["rows"]) if TABLE in st.session_state else []


def _columns(table: FilmTable) -> dict[str, Any]:
    """Return how each column that is on the screen is named, explained and written, in their order."""
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    parts = {part: number(capital(label(part)), format="%+.2f", help=HELP.get(part), width=84) for part in table.parts}
    scores = {
        "rank": number("Rank", format="localized", help=HELP["rank"], width=62),
        "title": text("Title", width=248, pinned=True),
        "times": number("× average", format="×%.2f", help=HELP["times"], width=92),
        "score": number("Score", format="%+.2f", help=HELP["score"], width=78),
        **parts,
        "reaction": text("Your history", help=HELP["reaction"], width=92),
    }
    facts = {
        "title": text("Title", width=248, pinned=True),
        "year": number("Year", format="%d", width=62),
        "directors": text("Directors", width=150),
        "genres": text("Genres", width=196),
        "ratings": number("Ratings", format="localized", help=HELP["ratings"], width=72),
    }
    columns = (scores if table.parts else {}) | facts
    return {name: each for name, each in columns.items() if name in table.frame and table.frame[name].notna().any()}
