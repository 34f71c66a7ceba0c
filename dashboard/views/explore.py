"""Explore: a history, what is recommended for it, and why."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import screens, session, theme
from dashboard.panels.common import keep, notes
from dashboard.panels.common.trouble import trouble
from dashboard.panels.compare import sides
from dashboard.panels.data import loaded
from dashboard.panels.explore import (
    explanation,
    focusing,
    history,
    reading,
    recommendations,
    replay,
    smallest_edit,
    weights,
)
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.state import State
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    state = session.state()
    loaded.simulated(service)
    if state.history.is_empty:
        _invite(service, posters)
    else:
        _columns(service, posters, state)


def _invite(service: Service, posters: Posters) -> None:
    with st.container(horizontal=True, gap=None, key="begin"):
        with st.container(key="history-panel"):
            history.draw(service, posters)
        with st.container(key="begin-panel"):
            recommendations.begin(service, posters)


def _columns(service: Service, posters: Posters, state: State) -> None:
    with st.container(horizontal=True, gap=None, key="explore"):
        history_panel = st.container(key="history-panel")
        grid_panel = st.container(key="grid-panel")
        why_panel = st.container(key="why-panel")

    def told(what: str, error: EmdeError) -> None:
        with history_panel:
            history.draw(service, posters)
        with why_panel:
            trouble(what, str(error))

    with grid_panel:
        reading.draw(service, state)
        weights.draw(service, state)
    try:
        service = service.reading(state.weights, content_alone=state.content_alone)
        picks = service.recommend(state.history, recommendations.shown(state), state.before)
        film = sides.chosen_film(state, service)
    except EmdeError as error:
        told("Nothing can be recommended for this history", error)
        return
    with grid_panel:
        recommendations.draw(picks, film, posters, state)
    try:
        why = service.explain(state.history, film)
    except EmdeError as error:
        told("This film can’t be explained", error)
        return
    view = focusing.look(why, service)
    with why_panel:
        _tools(why, service, posters, state)
        weights.notice(state.weights)
        explanation.draw(why, view, service, posters)
    with history_panel:
        history.draw(service, posters, why, view.shown)
    with why_panel:
        _beyond(why, service, posters, state)


def _tools(why: Explanation, service: Service, posters: Posters, state: State) -> None:
    """What can be done with the explanation, in one quiet line."""
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="tools"):
        screens.way("Present", screens.PRESENT, on_click=lambda: session.become(state.turn_to(0)))
        keep.draw(why, service, posters)
        notes.ask(why, service)


def _beyond(why: Explanation, service: Service, posters: Posters, state: State) -> None:
    """What is below the explanation."""
    smallest_edit.draw(why, service, state.history)
    replay.draw(why, service, posters, state.history, theme.current())
    st.html(explanation.foot(why))
