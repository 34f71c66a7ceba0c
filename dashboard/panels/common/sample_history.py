"""A history for screens that are alive without one: the session's own, or a borrowed one until there is one."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import screens, session
from dashboard.panels.compare.history_strip import history_strip
from dashboard.panels.data import model_facts
from dashboard.panels.explore.what_if import said
from dashboard.service.posters import Posters
from dashboard.service.presets import presets_for
from dashboard.service.service import Service
from dashboard.text.markup import text
from emde_core.history import History

POPULAR = 6  # well-known films that are liked where a catalogue has no presets


def history_of(service: Service) -> tuple[History, str]:
    """The history, and whose it is: "" for the session's own."""
    own = session.state().history
    if not own.is_empty:
        return own, ""
    catalogue = service.model.catalogue
    for preset in presets_for(catalogue)[:1]:
        return preset.history(catalogue), f"“{preset.name}”"
    return History(tuple(film.id for film in service.popular(POPULAR))), "somebody who likes what is well known"


def draw_sample_history(history: History, whose: str, service: Service, posters: Posters) -> None:
    """A strip of its posters, and the way to change it; these screens follow no what-if, and say so."""
    with st.container(key="borrowed", horizontal=True, vertical_alignment="center", gap="medium"):
        owner = f"No history of yours yet: this is {whose}." if whose else "Your history."
        st.html(f'<p class="fine">{text(owner)}</p>', width="content")
        st.html(history_strip(history, service, posters), width="content")
        if st.button("Build your own on Explore" if whose else "Change it on Explore", key="change-history"):
            screens.go(screens.EXPLORE)
    model_facts.simulated(service)
    state = session.state()
    if reading := said(state.weights) or ("Films are read by content alone on Explore" if state.content_alone else ""):
        st.html(
            f'<p class="note warn" role="status">{text(reading)}. This screen does not follow it: it shows the model’s '
            "own ranks.</p>"
        )
