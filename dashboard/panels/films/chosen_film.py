"""The film that was chosen in the table, and where it can be taken; the place is kept before one is chosen."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import pictures, screens, session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.panels.common.panel import panel
from dashboard.panels.explore.history import second_line
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.grammar import shorten
from dashboard.text.markup import element, fine, isolated, meta, plain_in_markdown, thumbnail
from emde_core.data.catalogue import Film

CHOOSE = "Choose a title, or press Enter in its row, to read about its film"
MORE = "; or the box at the left of a row (Shift and Space) to have it explained, or compared with another"
LONGEST = 24  # letters of a title on a button


@panel("The chosen film")
def draw_chosen_film(state: State, service: Service, posters: Posters) -> None:
    """Draw the selected film and its buttons, or how one is selected."""
    with st.container(key="chosen-film", horizontal=True, vertical_alignment="center", gap="small"):
        if state.selected is None:
            draw_html(fine(f"{CHOOSE}{'' if state.history.is_empty else MORE}."))
            return
        film = service.film(state.selected)
        draw_html(
            element(
                "div",
                thumbnail(film.title, pictures.cover(posters, film)),
                element("div", element("b", isolated(film.title)), meta(isolated(second_line(film)))),
                class_="chosen",
                role="status",
            ),
            width="content",
        )
        _draw_buttons(film, state, service)


def _draw_buttons(film: Film, state: State, service: Service) -> None:
    page = state.open_page(film.id)
    st.button("About this film", key="chosen-page", on_click=guard(lambda: session.replace_state(page)))
    if state.history.is_empty:
        return
    screens.screen_button("Explain it", screens.EXPLORE, key="go-explain")
    other = state.pinned if state.pinned != film.id else None
    name = plain_in_markdown(isolate(shorten(service.film(other).title, LONGEST))) if other else "…"
    comparison = state.ask("films")
    screens.screen_button(
        f"Compare with {name}", screens.COMPARE, key="go-compare", on_click=lambda: session.replace_state(comparison)
    )
    if state.pinned != film.id:
        pinned = state.pin(film.id)
        st.button(
            "Pin it",
            key="chosen-pin",
            help="Keep it as the film that others are compared with",
            on_click=guard(lambda: session.replace_state(pinned)),
        )
