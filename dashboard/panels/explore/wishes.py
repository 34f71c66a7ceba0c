"""Wishes: more or less of a name, a word or of what is popular; rows of the history, and a small form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.components.history_list import Deed, Row
from dashboard.look.palette import label
from dashboard.panels.common.panel import panel
from dashboard.reasons.credits import keys_of
from dashboard.reasons.entries import EVERYBODY
from dashboard.service.service import Service
from dashboard.state.focus import Focus
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list
from dashboard.text.markup import fine, warning
from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import EmdeError, FilmNameError, HistoryError
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue
from emde_core.history import REGION, WORD, Wish
from emde_core.text.words import words_of

OPEN, WHAT, SIDE, STRENGTH, REFUSED = "wish-open", "wish-what", "wish-side", "wish-strength", "wish-refused"
STRENGTHS = (0.5, 1.0, 2.0, 4.0)
MOST_WORDS = 3  # that are suggested for one that stands in no plot
SIDES = {1.0: "more", -1.0: "less"}
FINE = "A wish is one more entry of the history: it has a bar of its own, and can be taken back like a film."


def wish_row(wish: Wish, catalogue: Catalogue) -> Row:
    """Return a wish as a row of the history's list."""
    kind = f" · {label(wish.kind)}" if wish.name and wish.kind != REGION else ""
    times = "" if abs(wish.weight) == 1 else f" · ×{abs(wish.weight):g}"
    return Row(
        key=wish.key,
        token=str(Focus("wish", wish.key)),
        title=wish_title(wish, catalogue),
        detail=f"a wish{kind}{times}",
        picture=None,
        standing="more" if wish.weight > 0 else "less",
    )


def wish_title(wish: Wish, catalogue: Catalogue) -> str:
    """Name what is wished for, without its kind."""
    if wish.kind != REGION:
        return wish.name or EVERYBODY
    film = wish.name.rpartition(":")[0]
    title = isolate(catalogue[film].title) if film in catalogue.index else film
    return f"a part of the poster of {title}"


def state_after(state: State, wish: Wish, deed: Deed) -> State:
    """Return the state after a click on a wish's row."""
    if deed == "remove":
        return state.take_back(wish.key)
    weight = abs(wish.weight) * (-1 if deed == "less" else 1)
    return state.wish(replace(wish, weight=weight)) if deed in ("more", "less") else state


def draw_wish_buttons(atom: AtomValue, film: Film) -> None:
    """Draw buttons that wish for more, or less, of an atom of a film; nothing for what can't be wished for."""
    wish = wish_for(atom, film)
    if wish is None:
        return
    for side, weight in (("More", 1.0), ("Less", -1.0)):
        args = (replace(wish, weight=weight),)
        st.button(f"{side} of this", key=f"wish-{side.lower()}", on_click=guard(_make), args=args)


def wish_for(atom: AtomValue, film: Film) -> Wish | None:
    """Return a wish for more of a category, a single word or a region of the film's poster; None for a phrase."""
    if isinstance(atom, CategoryValue):
        return Wish(*keys_of(atom)[0])
    if isinstance(atom, RegionValue):
        return Wish(REGION, f"{film.id}:{round(atom.y / atom.height)}-{round(atom.x / atom.width)}")
    return Wish(WORD, atom.text) if isinstance(atom, WordValue) and len(words_of(atom.text)) == 1 else None


def _make(wish: Wish) -> None:
    session.replace_state(session.state().wish(wish))


@st.fragment
@panel("The form for a wish")
def draw_wish_form(service: Service, state: State) -> None:
    """Draw the form once somebody opens it; for a model that reads atoms."""
    if not service.reads_content:
        return
    if session.state() != state:
        st.rerun()  # a wish was made in here, and the whole page shows it
    box = st.popover("More of … less of …", width="stretch", key=OPEN, on_change="rerun")
    if box.open:
        with box:
            _form(service)


def _form(service: Service) -> None:
    choices = service.wish_choices
    if message := st.session_state.pop(REFUSED, ""):
        draw_html(warning(message, role="alert"))
    with st.form("wish", border=False):
        st.segmented_control("I want", list(SIDES), format_func=SIDES.__getitem__, default=1.0, key=SIDE)
        st.selectbox(
            "of",
            choices,
            index=None,
            format_func=lambda choice: choice if isinstance(choice, str) else choice_words(choice),
            accept_new_options=True,
            placeholder="a person, a genre, a word …",
            help="What is not in the list is looked for among the words of the plots.",
            key=WHAT,
        )
        st.select_slider("how much", STRENGTHS, value=1.0, format_func=lambda times: f"×{times:g}", key=STRENGTH)
        st.form_submit_button("Wish", on_click=guard(_take), args=(service,))
    draw_html(fine(FINE))


def _typed_wish(text: str, service: Service) -> Wish:
    """Return the name that was typed, the one that most films have; a word of the plots where there is no such name."""
    names = (each for each in service.wish_choices if each.name.casefold() == text.casefold())
    return next(names, Wish(WORD, text))


def choice_words(wish: Wish) -> str:
    """Name what can be wished for in a list: "Ridley Scott · director"."""
    return f"{wish.name} · {label(wish.kind)}" if wish.name else EVERYBODY


def _take(service: Service) -> None:
    weight = (st.session_state[SIDE] or 1.0) * st.session_state[STRENGTH]
    try:
        _make(wish_of(st.session_state[WHAT], weight, service))
        st.session_state[OPEN] = False  # the form lies over the recommendations that it changed
    except FilmNameError as error:
        st.session_state[REFUSED] = refusal(str(st.session_state[WHAT]).strip(), error, service)
    except EmdeError as error:
        st.session_state[REFUSED] = str(error)


def refusal(word: str, error: FilmNameError, service: Service) -> str:
    """Say that no plot has a word, and what to wish for instead: another spelling, words of its sense, a genre."""
    words, spellings = service.words_near(word), error.candidates[:MOST_WORDS]
    genres = [each.name for each in service.wish_choices if each.kind == "genre"][:MOST_WORDS]
    advice = [f"Did you mean {_or_list(spellings)}?"] if spellings else []
    advice += [f"Near in sense: {_or_list(words)}."] if words else []
    advice += [f"Or a genre, such as {_or_list(genres)}."] if genres and not words else []
    return " ".join([f"No film’s plot has the word “{isolate(word)}”.", *advice])


def _or_list(words: Sequence[str]) -> str:
    return name_list([f"“{isolate(word)}”" for word in words], "or")


def wish_of(choice: Wish | str | None, weight: float, service: Service) -> Wish:
    """Return the wish that a choice from the list, or a word that was typed, stands for.

    Raises:
        EmdeError: there is nothing to wish for, or no film has it.
    """
    if not choice or (isinstance(choice, str) and not choice.strip()):
        raise HistoryError("nothing is wished for yet; pick it from the list, or type a word")
    wish = replace(choice if isinstance(choice, Wish) else _typed_wish(choice.strip(), service), weight=weight)
    service.model.films_with(wish)
    return wish
