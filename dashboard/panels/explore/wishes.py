"""Wishes: more or less of a name, a word or of what is popular; rows of the history, and a small form."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.browser import session
from dashboard.browser.page import draw_html
from dashboard.components.history_list import Deed, Row
from dashboard.service.service import Service
from dashboard.state.focus import Focus
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.markup import fine, warning
from emde_core.data.catalogue import Catalogue
from emde_core.errors import EmdeError
from emde_core.explain.values import AtomValue, CategoryValue, WordValue
from emde_core.history import REGION, WORD, History, Wish
from emde_core.modalities.categorical import FIELDS
from emde_core.schema import POPULARITY
from emde_core.text.words import words_of

KINDS = (*FIELDS, WORD, POPULARITY)
KIND, NAME, SIDE, REFUSED = "wish-kind", "wish-name", "wish-side", "wish-refused"
SIDES = {1.0: "more", -1.0: "less"}
FINE = "A wish is one more entry of the history: it has a bar of its own, and can be taken back like a film."


def wish_row(wish: Wish, catalogue: Catalogue) -> Row:
    """Return a wish as a row of the history's list."""
    times = "" if abs(wish.weight) == 1 else f" · ×{abs(wish.weight):g}"
    return Row(
        key=wish.key,
        token=str(Focus("wish", wish.key)),
        title=_wish_title(wish, catalogue),
        detail=f"a wish · {wish.kind}{times}",
        picture=None,
        standing="more" if wish.weight > 0 else "less",
    )


def _wish_title(wish: Wish, catalogue: Catalogue) -> str:
    if wish.kind != REGION:
        return wish.name or wish.kind
    film = wish.name.rpartition(":")[0]
    title = isolate(catalogue[film].title) if film in catalogue.index else film
    return f"a part of the poster of {title}"


def state_after(state: State, wish: Wish, deed: Deed) -> State:
    """Return the state after a click on a wish's row."""
    if deed == "remove":
        return state.take_back(wish.key)
    weight = abs(wish.weight) * (-1 if deed == "less" else 1)
    return state.wish(replace(wish, weight=weight)) if deed in ("more", "less") else state


def draw_wish_buttons(atom: AtomValue) -> None:
    """Draw buttons that wish for more, or less, of an atom; nothing for what can't be wished for."""
    wish = wish_for(atom)
    if wish is None:
        return
    for side, weight in (("More", 1.0), ("Less", -1.0)):
        args = (replace(wish, weight=weight),)
        st.button(f"{side} of this", key=f"wish-{side.lower()}", on_click=_make, args=args)


def wish_for(atom: AtomValue) -> Wish | None:
    """Return a wish for more of a category or a single word; None for other atoms."""
    if isinstance(atom, CategoryValue):
        return Wish(atom.field, atom.name)
    return Wish(WORD, atom.text) if isinstance(atom, WordValue) and len(words_of(atom.text)) == 1 else None


def _make(wish: Wish) -> None:
    session.replace_state(session.state().wish(wish))


@st.fragment
def draw_wish_form(service: Service, state: State) -> None:
    """Draw the form once somebody opens it; for a model that reads atoms."""
    if not service.reads_content:
        return
    if session.state() != state:
        st.rerun()  # a wish was made in here, and the whole page shows it
    box = st.popover("More of … less of …", width="stretch", key="wish-open", on_change="rerun")
    if box.open:
        with box:
            _form(service)


def _form(service: Service) -> None:
    with st.form("wish", border=False):
        st.segmented_control("I want", list(SIDES), format_func=SIDES.__getitem__, default=1.0, key=SIDE)
        st.selectbox("of a", KINDS, key=KIND)
        st.text_input(
            "Name", key=NAME, max_chars=100, help="As in the film’s categories or plot; popularity needs none."
        )
        st.form_submit_button("Wish", on_click=_take, args=(service,))
    if message := st.session_state.pop(REFUSED, ""):
        draw_html(warning(message, role="alert"))
    draw_html(fine(FINE))


def _take(service: Service) -> None:
    kind, weight = st.session_state[KIND], st.session_state[SIDE] or 1.0
    name = "" if kind == POPULARITY else st.session_state[NAME].strip()
    try:
        wish = Wish(kind, name, weight)
        service.model.query(History(wishes=(wish,)))
    except EmdeError as error:
        st.session_state[REFUSED] = str(error)
        return
    _make(wish)
