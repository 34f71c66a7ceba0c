"""Evidence: whether content counts, how accurate the model is, how true its explanations are, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.analysis.guidance import guidance
from dashboard.analysis.measurements import StoredResults, read_measurements
from dashboard.browser import session, theme
from dashboard.look.palette import Theme
from dashboard.panels.common.messages import error_message
from dashboard.panels.data import model_facts
from dashboard.panels.evidence import accuracy, cohorts, measurement_details, swap_test
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.markup import text
from emde_core.artifacts.results import ResultKind
from emde_core.errors import ArtifactError

SECTIONS: tuple[tuple[ResultKind, str, Callable[[StoredResults, Theme], None]], ...] = (
    ("content", "Does content count?", swap_test.draw_swap_test),
    ("accuracy", "How well it recommends", accuracy.draw_accuracy),
    ("faithfulness", "How true its explanations are", measurement_details.faithfulness),
)


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    model_facts.draw_simulation_note(service)
    found = {kind: _stored(service, kind) for kind, _, _ in SECTIONS}
    if sentences := guidance(found["accuracy"], found["faithfulness"], found["content"]):
        listed = "".join(f"<li>{text(sentence)}</li>" for sentence in sentences)
        st.html(f'<h2 class="title">What to trust, and what not</h2><ol class="trust">{listed}</ol>')
    for kind, title, draw in SECTIONS:
        st.html(f'<h2 class="title">{title}</h2>')
        known = found[kind]
        if known is not None:
            draw(known, theme.current_theme())
        else:
            measurement_details.missing(kind, session.model_path())
        if kind == "content" and (tastes := found["faithfulness"]):
            swap_test.known_tastes(tastes, theme.current_theme())
    st.html('<h2 class="title">What recommendations are made of</h2>')
    cohorts.draw_cohorts(service, posters, theme.current_theme())


def _stored(service: Service, kind: ResultKind) -> StoredResults | None:
    """What was measured; what can't be used is told."""
    try:
        return read_measurements(service.model, session.model_path(), kind)
    except ArtifactError as error:
        error_message(f"The stored {kind} can’t be shown", str(error))
        return None
