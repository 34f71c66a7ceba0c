"""Data: what is loaded, films of one's own, and notes."""

from __future__ import annotations

import streamlit as st

from dashboard.panels.common import notes, way_in
from dashboard.panels.data import history_import, model_downloads, model_facts, tmdb_settings
from dashboard.service.posters import Posters
from dashboard.service.service import Service


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    with st.container(key="data"):
        model_facts.draw_main_point(service)
        left, right = st.columns(2, gap="large")
    with left, st.container(key="own-panel"):
        history_import.draw_history_import(service, posters)
        notes.draw_notes(service)
        tmdb_settings.draw_tmdb_settings()
        way_in.draw_way_out()
    with right, st.container(key="loaded-panel"):
        model_facts.draw_model_facts(service)
        model_downloads.draw_model_downloads(service)
        model_facts.draw_model_list(service)
