"""Sketch microscope: how one atom of a film becomes buckets, meets a history in them, and adds to a score."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import theme
from dashboard.panels.common import sample_history
from dashboard.panels.common.messages import error_boundary, notices
from dashboard.panels.sketch_microscope import film_sketch
from dashboard.service.posters import Posters
from dashboard.service.service import Service

ONLY_OURS = (
    "The model that is loaded is of the published recipe, which hashes whole films and has no words, names or patches "
    "to look at. The microscope shows the recipe “affinity”: choose such a model on Data."
)
NO_CONTENT = (
    "No film of this catalogue has a plot, a category or a poster, so that there are no words, names or patches to "
    "look at. Bring some with “emde prepare”, by --metadata and --posters, and train again."
)


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    history, owner = sample_history.history_and_owner(service)
    top = st.container(horizontal=True, vertical_alignment="center", gap="medium", key="microscope-top")
    with top:
        sample_history.draw_sample_history(history, owner, service, posters)
    sample_history.draw_rank_notes(service)
    if not service.reads_content:
        notices((ONLY_OURS,))
        return
    if not service.model.modalities:
        notices((NO_CONTENT,))
        return
    with error_boundary("There is nothing to look at for this history"), st.container(key="microscope"):
        film_sketch.draw_film_sketch(history, service, posters, theme.current_theme(), top)
