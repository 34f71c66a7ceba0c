"""A history for screens that are alive without one: the session's own, or a borrowed one until there is one."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import session
from dashboard.browser.page import draw_html
from dashboard.panels.common.history_strip import draw_history_strip
from dashboard.panels.common.panel import panel
from dashboard.panels.data import model_facts
from dashboard.panels.explore.what_if import what_if_words
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.markup import fine, warning
from emde_core.history import History

POPULAR = 6  # well-known films that are liked where a catalogue has no presets


def history_and_owner(service: Service) -> tuple[History, str]:
    """Return the history, and the owner of a sample: "" for the session's own."""
    own = session.state().history
    if not own.is_empty:
        return own, ""
    for start in service.start_histories[:1]:
        return start.history, f"“{start.name}”"
    return History(tuple(film.id for film in service.popular(POPULAR))), "somebody who likes what is well known"


@panel("The history")
def draw_sample_history(history: History, owner: str, service: Service, posters: Posters) -> None:
    """Draw a strip of its posters, and the way to change it."""
    with st.container(key="borrowed", horizontal=True, vertical_alignment="center", gap="medium"):
        words = f"You have no history yet. This one is an example: {owner}." if owner else "Your history"
        draw_html(fine(words), width="content")
        draw_history_strip(history, service, posters, owner)


@panel("The notes on the ranks")
def draw_rank_notes(service: Service) -> None:
    """Say whether people gave the ratings, and, on a screen that follows no what-if, that it does not follow one."""
    model_facts.draw_simulation_note(service)
    state = session.state()
    if reading := what_if_words(state.weights) or (
        "Films are read by content alone on Explore" if state.content_alone else ""
    ):
        draw_html(warning(f"{reading}. This screen does not follow it: it shows the model’s own ranks."))
