"""Data: what is loaded and how it decides, films of one's own; below them files, keys and other catalogues."""

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
        above, below = (st.columns(2, gap="large") for _ in range(2))
    with above[0], st.container(key="loaded-panel"):
        model_facts.draw_model_facts(service)
    with above[1], st.container(key="own-panel"):
        history_import.draw_history_import(service, posters)
        notes.draw_notes(service)
        way_in.draw_way_out()
    with below[0], st.container(key="files-panel"):
        model_downloads.draw_model_downloads(service)
        model_facts.draw_model_settings(service)
        model_facts.draw_model_list(service)
    with below[1], st.container(key="keys-panel"):
        tmdb_settings.draw_tmdb_settings()
