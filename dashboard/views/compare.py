"""Compare: two films, two histories, two models, or methods of explaining, side by side."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import session, theme
from dashboard.panels.common import history_strip
from dashboard.panels.common.messages import error_message
from dashboard.panels.compare import methods, models, two_explanations
from dashboard.panels.data import model_facts
from dashboard.panels.explore import what_if
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from emde_core.errors import EmdeError

QUESTION = "compare-question"
QUESTIONS = {"films": "Two films", "histories": "Two histories", "models": "Two models", "methods": "Methods"}
PURPOSE = (
    "Two films, histories, models, or ways of explaining can be set side by side once there is something to explain."
)


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    state = session.state()
    if state.history.is_empty:
        history_strip.draw_history_invitation(service, PURPOSE)
        return
    st.session_state[QUESTION] = state.question
    with st.container(horizontal=True, key="compare-top", vertical_alignment="center"):
        st.segmented_control(
            "What to compare",
            list(QUESTIONS),
            format_func=QUESTIONS.__getitem__,
            required=True,
            label_visibility="collapsed",
            key=QUESTION,
            on_change=_take_question,
        )
        with st.container(horizontal=True, key="watched", vertical_alignment="center", gap="medium"):
            history_strip.draw_history_strip(state.history, service, posters)
    model_facts.draw_simulation_note(service)
    what_if.draw_what_if_notice(state.weights)
    try:
        service = service.variant(state.weights, content_alone=state.content_alone)
        if state.question == "films":
            two_explanations.draw_films(state, service, posters, theme.current_theme())
        elif state.question == "histories":
            two_explanations.draw_histories(state, service, posters, theme.current_theme())
        elif state.question == "models":
            models.draw_models(state, service, theme.current_theme())
        else:
            methods.draw_methods(state, service, theme.current_theme())
    except EmdeError as error:
        error_message("This can't be compared", str(error))


def _take_question() -> None:
    session.replace_state(session.state().ask(st.session_state[QUESTION]))
