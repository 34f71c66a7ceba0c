"""The switch between everything and content alone, and what is known of how well the latter places films."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.measurements import Stored
from dashboard.browser import session
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.markup import text

SWITCH = "content-alone"
CHOICES = {False: "everything", True: "content alone"}
ALONE = "Plots, categories and posters carry the whole score, and who liked what together is left aside."
UNKNOWN = "How well that places films was not measured for this model: run “emde evaluate”."
OURS, WARM, COLD = "ours", "NDCG@20", "NDCG@10"


def draw_content_switch(service: Service, state: State) -> None:
    """The switch, for a model that can read content alone; below it what is lost by it while it is on."""
    if not service.reads_content:
        return
    st.session_state[SWITCH] = state.content_alone
    label = "Read films by"
    st.segmented_control(label, list(CHOICES), format_func=CHOICES.__getitem__, key=SWITCH, on_change=_take)
    if state.content_alone:
        known = accuracy(service.measured("accuracy"))
        st.html(f'<p class="note warn" role="status">{text(f"{ALONE} {known}")}</p>')


def _take() -> None:
    chosen, state = st.session_state[SWITCH], session.state()
    session.become(state.read(content_alone=state.content_alone if chosen is None else chosen))


def accuracy(found: Stored | None) -> str:
    """How well content alone places films, beside the whole model, so that nobody takes it for the better one."""
    cold, warm = (
        found.find(part, OURS, metric) if found else None for part, metric in (("cold", COLD), ("warm", WARM))
    )
    if cold is None or warm is None or cold.mean is None or warm.mean is None:
        return UNKNOWN
    return (
        f"That is how films without ratings are placed: {COLD} is {cold.mean:.2f} there; with ratings, by everything, "
        f"{WARM} is {warm.mean:.2f}. It is a way of looking, not the better recommender."
    )
