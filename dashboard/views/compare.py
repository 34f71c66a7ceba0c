"""Compare: two films, two histories, two models, or methods of explaining, side by side."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.browser import session, theme
from dashboard.panels.common import sample_history
from dashboard.panels.common.choosers import draw_segments
from dashboard.panels.common.messages import error_boundary
from dashboard.panels.compare import methods, models, two_explanations
from dashboard.panels.data import model_facts
from dashboard.panels.explore import what_if
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.state import Question, State

QUESTION = "compare-question"
QUESTIONS: dict[Question, str] = {
    "films": "Two films",
    "histories": "Two histories",
    "models": "Two models",
    "methods": "Methods",
}


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    state = session.state()
    history, owner = sample_history.history_and_owner(service)
    if owner:
        state = replace(state, history=history, past=())
    with st.container(horizontal=True, key="compare-top", vertical_alignment="center"):
        draw_segments(
            "What to compare",
            _answerable(state, service),
            state.question,
            key=QUESTION,
            label=QUESTIONS.__getitem__,
            take=_ask,
            required=True,
            label_visibility="collapsed",
        )
        sample_history.draw_sample_history(history, owner, service, posters)
    model_facts.draw_simulation_note(service)
    what_if.draw_what_if_notice(state.weights)
    with error_boundary("This can't be compared"):
        service = service.variant(state.weights, content_alone=state.content_alone)
        if state.question == "films":
            two_explanations.draw_films(state, service, posters, theme.current_theme())
        elif state.question == "histories":
            two_explanations.draw_histories(state, owner, service, posters, theme.current_theme())
        elif state.question == "models":
            models.draw_models(state, service, theme.current_theme())
        else:
            methods.draw_methods(state, service, theme.current_theme())


def _answerable(state: State, service: Service) -> list[Question]:
    """List the questions; two models are one only where there are two, or a link asks."""
    has_two = state.question == "models" or models.other_models(service)
    return [question for question in QUESTIONS if question != "models" or has_two]


def _ask(question: Question) -> None:
    session.replace_state(session.state().ask(question))
