"""The ways to take an explanation along: its address, and files."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import streamlit as st

from dashboard.browser import session
from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.components.copy_link import copy_link
from dashboard.components.figure_saver import figure_saver
from dashboard.export.figure_lines import UNIT, figure_lines
from dashboard.export.letterboxd import as_letterboxd_csv
from dashboard.export.records import (
    Provenance,
    as_json,
    explanation_document,
    explanation_table,
    file_name,
    used_settings,
)
from dashboard.export.report import MEGABYTES, report
from dashboard.panels.common.citing import draw_methods
from dashboard.panels.common.codebook import draw_codebook
from dashboard.panels.common.explained_film import explained_film_id, shown_explanation, shown_method
from dashboard.panels.common.panel import panel
from dashboard.panels.common.saved_page import interactive
from dashboard.panels.explore.recommendations import grid_size
from dashboard.panels.explore.what_if import what_if_words
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state import link
from dashboard.state.link_message import LinkError
from dashboard.state.state import State
from dashboard.text.markup import fine, note
from emde_core.data.csv_text import csv_text
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.score import ADDITIVE
from emde_core.history import History
from emde_core.recommender import Recommender

LINK, SAVER = "copy_link", "figure-saver"
FILES = (
    "The page, the data and the table name model, data, method and settings; the list for Letterboxd takes no other "
    "columns. Figures have buttons of their own."
)


@st.fragment
@panel("Sharing and saving")
def draw_share_and_save(why: Explanation, service: Service, posters: Posters) -> None:
    """A quiet button below the explanation. What it hides is drawn once it is open; files are made when asked for."""
    box = st.popover("Share or save …", key="keep-open", on_change="rerun")
    if box.open:
        with box:
            _draw_choices(why, service, posters)


def _draw_choices(why: Explanation, service: Service, posters: Posters) -> None:
    history, model = session.state().history, service.model
    by_method = shown_explanation(why, service, session.state())

    def document() -> str:
        return as_json(explanation_document(by_method, history, model, now(), service.evidence, service.hold_rates))

    def table() -> str:
        return csv_text(explanation_table(by_method, model, now(), service.evidence, service.hold_rates))

    _link(model)
    if words := _other_method(by_method, service):
        draw_html(note(words))
    with st.container(key="files", gap="small"):
        page = f"A page to keep (HTML, at most {MEGABYTES} MB)"
        _file(why, page, "html", "text/html", lambda: _page(why, history, service, posters))
        _file(why, "Everything as data (JSON)", "json", "application/json", document)
        _file(why, "The parts as a table (CSV)", "csv", "text/csv", table)
        _recommendations_file(service)
        draw_codebook("explanation", width="stretch")
        draw_methods(service, by_method, history)
    draw_html(fine(FILES))


def _other_method(by_method: Explanation, service: Service) -> str:
    """Say by which method data and table are, where that is not the model's own, and what they lack; "" for its own."""
    method = shown_method(session.state(), service)
    if by_method.method != method.name or method is ADDITIVE:
        return ""
    lacking = "" if by_method.atoms else ", without words, names or patches"
    return (
        f"Data and table are by “{method.label}”, chosen below the bars{lacking}; the page to keep is by "
        f"“{ADDITIVE.label}”."
    )


def _link(model: Recommender) -> None:
    """The address, where it can hold all that is on the screen."""
    try:
        link.encode(session.state(), model)
    except LinkError as error:
        draw_html(fine(str(error)))
        return
    copy_link(key=LINK)
    draw_html(fine("The address holds the history, its wishes and the film; it opens the same page anywhere."))


@panel("Saving figures")
def figures(service: Service, state: State | None, *, of_one_film: bool) -> None:
    """Two small buttons on every figure of the page, which save it with all that it is about.

    Args:
        service: of the model.
        state: that the page's figures follow; None where they are about the model alone.
        of_one_film: whether they are about the explained film.
    """
    facts = service.facts()
    source, about = f"Model {facts.model_hash}, data {facts.data_hash}, recipe {facts.recipe}", tuple[str, ...]()
    if state is not None:
        source += ". Films read by content alone" if state.content_alone else ""
        source += f". {what_if_words(state.weights)}" if state.weights else ""
        with suppress(EmdeError):  # a history that no film is explained for has no figures
            reading = service.variant(state.weights, content_alone=state.content_alone)
            film = service.film(explained_film_id(state, reading)) if of_one_film else None
            about = figure_lines(state.history, service.model.catalogue, film)
    figure_saver(source, json.dumps(used_settings(service.model)), about, UNIT if about else "", key=SAVER)


def _file(why: Explanation, label: str, ending: str, mime: str, write: Callable[[], str]) -> None:
    """A download; ``write`` is called when somebody clicks."""
    name = file_name(why, ending)
    draw_download(label, write, name, mime, key=f"save-{ending}", width="stretch")


def _recommendations_file(service: Service) -> None:
    state = session.state()

    def write() -> str:
        return as_letterboxd_csv(pick.film for pick in service.recommend(state.history, grid_size(state)))

    label = "The recommendations, for Letterboxd (CSV)"
    name = "recommendations-letterboxd.csv"
    draw_download(label, write, name, "text/csv", key="save-letterboxd", width="stretch")


def _page(why: Explanation, history: History, service: Service, posters: Posters) -> str:
    source = Provenance.of(why, service.model, now(), service.evidence)
    living = interactive(why, source, service, history)
    return report(why, source, posters.large(why.film), posters.small, living)


def now() -> str:
    """The time, as files name it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
