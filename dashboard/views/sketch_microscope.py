"""Sketch microscope: how one atom of a film becomes buckets, meets a history in them, and adds to a score."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import theme
from dashboard.panels.common import borrowed
from dashboard.panels.common.trouble import notice, trouble
from dashboard.panels.microscope import film_sketch
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from emde_core.errors import EmdeError

ONLY_OURS = (
    "The model that is loaded is of the published recipe, which hashes whole films and has no words, names or patches "
    "to look at. The microscope shows the recipe “affinity”: choose such a model on Data."
)


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    history, whose = borrowed.history_of(service)
    borrowed.draw(history, whose, service, posters)
    if not service.reads_content:
        notice((ONLY_OURS,))
        return
    try:
        with st.container(key="microscope"):
            film_sketch.draw(history, service, posters, theme.current())
    except EmdeError as error:
        trouble("There is nothing to look at for this history", str(error))
