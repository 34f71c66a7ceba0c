"""What would it take? The smallest edit that brings the film out of the top, or into it: asked for, not pressed on."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import session
from dashboard.reasons.edit_sentences import AMONG, answer, assurance, question
from dashboard.service.service import TOP, Service
from dashboard.text.markup import text
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.history import History

ASKED = "smallest-asked"
KEPT = "Wishes stay as they are."
ALLOWED = "Taking films out, turning a rating round and adding well-known films were allowed."


@st.fragment
def draw_smallest_edit(why: Explanation, service: Service, history: History) -> None:
    """A question; its answer is worked out, without the rest of the page, once somebody asks."""
    if why.rank is None:
        return
    case = (history, why.film.id, why.weights)
    asking = question("out of" if why.rank <= TOP else "into", TOP)
    if st.button(asking, key="smallest-ask", width="stretch"):
        st.session_state[ASKED] = case
    if st.session_state.get(ASKED) == case:
        _answer(service.smallest_edit(history, why.film.id), history)


def _answer(found: Counterfactual, history: History) -> None:
    st.html(
        f'<div role="status"><p class="answer">{text(answer(found))}</p>'
        f'<p class="fine">{text(assurance(found))} {ALLOWED} {KEPT if history.wishes else ""} {AMONG}</p></div>'
    )
    if found.edits and st.button("Make this change", key="smallest-apply", on_click=_apply, args=(found, history)):
        st.rerun()  # the whole page, not this part of it alone


def _apply(found: Counterfactual, history: History) -> None:
    """Go on explaining the same film; undo leads back."""
    session.become(session.state().select(found.film.id).edit(found.apply(history)))
