"""Parts of the score weighed otherwise, as a what-if, and the line that says so."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.look.palette import in_prose, label, plural
from dashboard.panels.common.panel import panel
from dashboard.service.service import Service
from dashboard.state.state import State, Weights
from dashboard.text.grammar import name_list
from dashboard.text.markup import fine, warning
from emde_core.schema import COMPANY

STEPS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)  # of a modality
COMPANY_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
QUESTION = "What if posters mattered more?"
FINE = (
    "How much likeness in {content} counts, and how much {company}: who liked what together. The model learned with 1 "
    "each and is not trained again; the parts still add up."
)
NOT_OURS = "These are not the model’s own ranks, and its scores are no likelihoods here."


@st.fragment
@panel("The what-if")
def draw_what_if(service: Service, state: State) -> None:
    """Draw a slider for each part of the score once somebody asks; everything on the screen follows."""
    if not service.reads_content:
        return
    if session.state() != state:
        st.rerun()  # a slider was moved, and the whole page shows it
    box = st.expander(what_if_words(state.weights) or QUESTION, key="weights-open", on_change="rerun")
    if box.open:
        with box:
            _sliders(service, state)


def _sliders(service: Service, state: State) -> None:
    for modality in service.model.modalities:
        _slider(modality, STEPS, state)
    if not state.content_alone:
        _slider(COMPANY, COMPANY_STEPS, state)
    content = name_list([plural(modality) for modality in service.model.modalities])
    draw_html(fine(FINE.format(content=content, company=in_prose(COMPANY))))
    _back("weights-reset", disabled=not state.weights)


@panel("The what-if")
def draw_what_if_notice(weights: Weights) -> None:
    """Say what is assumed while a what-if is on, beside the way back."""
    if not weights:
        return
    with st.container(key="what-if-on", horizontal=True, vertical_alignment="center", gap="small"):
        draw_html(warning(f"{what_if_words(weights)}. {NOT_OURS}"))
        _back("weights-back")


def what_if_words(weights: Weights) -> str:
    """Name the what-if in a few words; "" for none.

    >>> what_if_words((("image", 8.0), ("text", 0.0)))
    'What if: poster ×8, plot ×0'
    """
    parts = ", ".join(f"{label(part)} ×{weight:g}" for part, weight in weights)
    return f"What if: {parts}" if weights else ""


def _slider(part: str, steps: tuple[float, ...], state: State) -> None:
    key, weight = f"weight-{part}", dict(state.weights).get(part, 1.0)
    st.session_state[key] = min(steps, key=lambda step: abs(step - weight))
    name = label(part).capitalize()
    st.select_slider(
        name, steps, format_func=lambda step: f"×{step:g}", key=key, on_change=guard(_take), args=(part, key)
    )


def _take(part: str, key: str) -> None:
    session.replace_state(session.state().weigh(part, st.session_state[key]))


def _back(key: str, *, disabled: bool = False) -> None:
    def as_learned() -> None:
        session.replace_state(session.state().weigh_as_learned())

    st.button("Back to the model’s own", key=key, disabled=disabled, on_click=guard(as_learned))
