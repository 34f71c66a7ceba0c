"""Sketch microscope: how films become buckets, how a history is counted in them, and how a score is read back."""

from __future__ import annotations

import streamlit as st

from dashboard import theme
from dashboard.panels import borrowed, microscope
from dashboard.panels.trouble import trouble
from dashboard.posters import Posters
from dashboard.service import Service
from emde_core.errors import EmdeError


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    history, whose = borrowed.history_of(service)
    borrowed.draw(history, whose, service, posters)
    try:
        with st.container(key="microscope"):
            microscope.draw(history, service, posters, theme.current())
    except EmdeError as error:
        trouble("There is nothing to look at for this history", str(error))
