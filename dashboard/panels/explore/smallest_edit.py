"""The smallest edit that brings the film out of the top, or into it: searched for on demand."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.panels.common.panel import panel
from dashboard.reasons.edit_sentences import RANKING_NOTE, edit_answer, goal_question, search_assurance
from dashboard.service.service import Service
from dashboard.service.what_ifs import TOP
from dashboard.text.markup import element, fine
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.history import History

ASKED = "smallest-asked"
WISHES_STAY = "Wishes stay as they are."
ALLOWED = "Taking films out, turning a rating round and adding well-known films were allowed."


@st.fragment
@panel("The smallest change")
def draw_smallest_edit(why: Explanation, service: Service, history: History) -> None:
    """Draw a question; its answer is worked out, without the rest of the page, once somebody asks."""
    if why.rank is None:
        return
    question = (history, why.film.id, why.weights)
    if st.button(goal_question("out of" if why.rank <= TOP else "into", TOP), key="smallest-ask", width="stretch"):
        st.session_state[ASKED] = question
    if st.session_state.get(ASKED) == question:
        _answer(service.smallest_edit(history, why.film.id), history)


def _answer(edit: Counterfactual, history: History) -> None:
    answer = element("p", edit_answer(edit), class_="answer")
    search = fine(f"{search_assurance(edit)} {ALLOWED} {WISHES_STAY if history.wishes else ''} {RANKING_NOTE}")
    draw_html(element("div", answer, search, role="status"))
    if edit.edits and st.button("Make this change", key="smallest-apply", on_click=guard(_apply), args=(edit, history)):
        st.rerun()  # the whole page, not this part of it alone


def _apply(edit: Counterfactual, history: History) -> None:
    """Go on explaining the same film; undo leads back."""
    session.replace_state(session.state().select(edit.film.id).edit(edit.apply(history)))
