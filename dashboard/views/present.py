"""Present: a story in five steps for a projector, made from the history and the film on Explore."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import screens, session, theme
from dashboard.browser.page import draw_html
from dashboard.components.key_presses import key_presses, pressed_move
from dashboard.panels.common.explained_film import explained_film_id
from dashboard.panels.common.messages import error_message
from dashboard.panels.common.start_histories import draw_start_cards
from dashboard.panels.explore.what_if import what_if_words
from dashboard.panels.present import scenes
from dashboard.service.posters import Posters
from dashboard.service.presentation import Scene, build_scenes
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.markup import fine
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation

KEYS, LEAVING = "key-presses", "leaving"


def show(service: Service, posters: Posters) -> None:
    """Draw the scene that the story has come to."""
    if st.session_state.pop(LEAVING, False):
        screens.go(screens.EXPLORE)
    state = session.state()
    with st.container(key="present"):
        if state.history.is_empty:
            _invite(service)
            return
        try:
            service = service.variant(state.weights, content_alone=state.content_alone)
            why, story = _story(service, state)
        except EmdeError as error:
            error_message("There is nothing to present for this history", str(error))
            screens.screen_button("Leave", screens.EXPLORE)
            return
        at = min(state.slide, len(story) - 1)
        scenes.draw_scene(story[at], why, service, posters, theme.current_theme())
        _foot(story, at, state, service)
    key_presses(key=KEYS, on_move=lambda: _follow(len(story)))


def _story(service: Service, state: State) -> tuple[Explanation, tuple[Scene, ...]]:
    film_id = explained_film_id(state, service)
    why = service.explain(state.history, film_id)
    edit = service.smallest_edit(state.history, film_id) if why.rank is not None else None
    removals = service.removals(state.history, film_id)
    return why, build_scenes(state.history, why, removals, edit, state.source, service.evidence)


def _invite(service: Service) -> None:
    """Ask who watches: without a history there is no story."""
    draw_html(scenes.scene_head("A story in five steps", "Whose film is it to be?"))
    draw_start_cards(service)
    screens.screen_button("Leave", screens.EXPLORE)


def _foot(story: tuple[Scene, ...], at: int, state: State, service: Service) -> None:
    """Draw how far the story is, what is assumed in it, and buttons for whoever has no keyboard."""
    with st.container(key="present-foot", horizontal=True, vertical_alignment="center", gap="small"):
        assumptions = [f"{what_if_words(state.weights)}. These are not the model’s own ranks."] if state.weights else []
        if state.content_alone:
            assumptions.append("Films are read by their content alone.")
        if service.facts().simulated:
            assumptions.append("These viewers are simulated: no person gave these ratings.")
        draw_html(scenes.dots(story[at].chapter), fine(" ".join(assumptions)))
        st.button("Back", key="present-back", disabled=at == 0, on_click=_turn_to, args=(at - 1,))
        last = at == len(story) - 1
        st.button("Next", key="present-next", disabled=last, on_click=_turn_to, args=(at + 1,))
        screens.screen_button("Leave", screens.EXPLORE)


def _follow(count: int) -> None:
    """Go where the key leads from the scene of this moment: a quick hand presses before the former one is drawn."""
    move, at = pressed_move(KEYS), min(session.state().slide, count - 1)
    if move == "leave":
        st.session_state[LEAVING] = True  # a callback can't change the screen
    elif move is not None:
        _turn_to(max(0, min(at + (1 if move == "next" else -1), count - 1)))


def _turn_to(slide: int) -> None:
    session.replace_state(session.state().turn_to(slide))
