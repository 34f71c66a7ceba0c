"""Evidence: questions that people have of the model, each with an answer, a picture, and figures folded away."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.guidance import guidance
from dashboard.analysis.measurements import StoredResults, read_measurements
from dashboard.analysis.short_answers import short_answers
from dashboard.browser import session, theme
from dashboard.browser.boundary import boundary
from dashboard.browser.page import draw_html
from dashboard.panels.common.citing import draw_methods
from dashboard.panels.common.messages import error_message
from dashboard.panels.data import model_facts
from dashboard.panels.evidence import cohorts
from dashboard.panels.evidence.questions import QUESTIONS, draw_question
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.markup import element, items, join, note, section_title
from emde_core.artifacts.results import ResultKind
from emde_core.errors import EmdeError

PROOF = "Each answer is from a test on people whom the model had never met. Below is each test, in the same order."
TRUST = "For which question to trust which number"


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    model_facts.draw_simulation_note(service)
    by_kind = {question.kind: _read(service, question.kind) for question in QUESTIONS}
    if answers := short_answers(by_kind):
        asked = {question.kind: question.words for question in QUESTIONS}
        pairs = (join(element("dt", asked[kind]), element("dd", words)) for kind, words in answers.items())
        draw_html(element("dl", *pairs, class_="answers"), note(PROOF))
    with st.container(key="questions"):
        for question in QUESTIONS:
            draw_question(question, by_kind, service, theme.current_theme())
    draw_html(section_title("What recommendations are made of"))
    cohorts.draw_cohorts(service, posters, theme.current_theme())
    draw_html(section_title("For those who want to know more"))
    if sentences := guidance(by_kind["accuracy"], by_kind["faithfulness"], by_kind["content"]):
        box = st.expander(TRUST, key="trust", on_change="rerun")
        if box.open:
            with box:
                draw_html(items(sentences, "ol", class_="trust"))
    draw_methods(service)


def _read(service: Service, kind: ResultKind) -> StoredResults | None:
    """Return what was measured; say so where it can't be used."""
    try:
        with boundary():
            return read_measurements(service.model, session.model_path(), kind)
    except EmdeError as error:
        error_message(f"The stored {kind} can’t be shown", str(error))
        return None
