"""What if the poster mattered more? Modalities weighed in the readout, and the line that says so."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.markup import text
from dashboard.palette import label
from dashboard.service import Service
from dashboard.state import State, Weights

MOST, STEP = 2.0, 0.25
QUESTION = "What if the poster mattered more?"


@st.fragment
def draw(service: Service, state: State) -> None:
    """A slider for each modality, drawn once somebody asks; everything on the screen follows."""
    if session.state() != state:
        st.rerun()  # a slider was moved, and the whole page shows it
    box = st.expander(said(state.weights) or QUESTION, key="weights-open", on_change="rerun")
    if box.open:
        with box:
            _sliders(service, state)


def _sliders(service: Service, state: State) -> None:
    for modality in service.model.modalities:
        _slider(modality, state)
    st.html(
        '<p class="fine">How much each side of a recommended film counts. The model learned with 1 each and is not '
        "trained again; the parts still add up.</p>"
    )
    _back("weights-reset", disabled=not state.weights)


def notice(weights: Weights) -> None:
    """While a what-if is on: what is assumed, and the way back."""
    if not weights:
        return
    with st.container(key="what-if-on", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="note warn" role="status">{text(said(weights))}. These are not the model’s own ranks.</p>')
        _back("weights-back")


def said(weights: Weights) -> str:
    """The what-if in a few words; "" for none.

    >>> said((("image", 2.0), ("text", 0.0)))
    'What if: poster ×2, text ×0'
    """
    listed = ", ".join(f"{label(modality)} ×{weight:g}" for modality, weight in weights)
    return f"What if: {listed}" if weights else ""


def _slider(modality: str, state: State) -> None:
    key = f"weight-{modality}"
    st.session_state[key] = dict(state.weights).get(modality, 1.0)
    name = label(modality).capitalize()
    st.slider(name, 0.0, MOST, step=STEP, format="×%.2f", key=key, on_change=_take, args=(modality, key))


def _take(modality: str, key: str) -> None:
    session.become(session.state().weigh(modality, st.session_state[key]))


def _back(key: str, *, disabled: bool = False) -> None:
    def as_learned() -> None:
        session.become(session.state().weigh_as_learned())

    st.button("Back to the model’s own", key=key, disabled=disabled, on_click=as_learned)
