"""Present: the history and the film on Explore as slides for a projector, led by the keyboard."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import address, screens, session
from dashboard.browser.boundary import boundary, guard
from dashboard.browser.page import draw_html
from dashboard.components.choice_keys import choice_keys
from dashboard.components.key_presses import Move, key_presses, pressed_move
from dashboard.components.speaker_window import SpeakerPage
from dashboard.panels.common.explained_film import explained_film_id
from dashboard.panels.common.messages import error_message
from dashboard.panels.common.start_histories import draw_start_cards
from dashboard.panels.explore.what_if import what_if_words
from dashboard.panels.present import scenes, speaker
from dashboard.service.posters import Posters
from dashboard.service.presentation import build_scene
from dashboard.service.service import Service
from dashboard.service.story import Story
from dashboard.state.state import State
from dashboard.text.markup import fine
from emde_core.errors import EmdeError

KEYS, LEAVING = "key-presses", "leaving"
CHOOSING = (
    "A card’s number up to 9, or arrows and Enter, choose; Esc leaves. For films of your own, choose them on Explore "
    "first."
)


def show(service: Service, posters: Posters) -> None:
    """Draw the slide that the story has come to."""
    if st.session_state.pop(LEAVING, False):
        screens.go(screens.EXPLORE)
    state = session.state()
    with st.container(key="present"):
        if state.history.is_empty:
            _invite(service)
            return
        try:
            with boundary():
                service = service.variant(state.weights, content_alone=state.content_alone)
                story = _story(service, state)
                count, at = len(story.chapters), min(state.slide, len(story.chapters) - 1)
                scene = build_scene(story.chapters[at], story)
        except EmdeError as error:
            error_message("There is nothing to present for this history", str(error))
            screens.screen_button("Leave", screens.EXPLORE)
            return
        link = address.explore_address(service) if story.is_open_to_others and scene.chapter == "link" else ""
        scenes.draw_scene(scene, story, posters, link)
        speaker.draw_notes(scene)
        following = build_scene(story.chapters[at + 1], story).kicker if at + 1 < count else ""
        page = SpeakerPage(f"Slide {at + 1} of {count}", scene.line, scene.notes, following)
        _foot(at, count, page, scene.measure, state, service)
    key_presses(key=KEYS, on_move=lambda: _follow(count))


def _story(service: Service, state: State) -> Story:
    focus = state.focus
    partner_id = focus.key if focus is not None and focus.kind == "film" else None
    open_to_others = not address.is_on_this_machine(address.explore_address(service))
    return Story(service, state.history, explained_film_id(state, service), state.source, partner_id, open_to_others)


def _invite(service: Service) -> None:
    """Ask who watches: without a history there is no story."""
    draw_html(
        scenes.scene_head(
            "Present one recommendation, slide by slide", "Whose recommendation shall the slides explain?"
        )
    )
    draw_start_cards(service)
    with st.container(key="present-leave", horizontal=True, vertical_alignment="center"):
        draw_html(fine(CHOOSING))
        screens.screen_button("Leave", screens.EXPLORE)
    choice_keys(".st-key-cards button", ".st-key-go-explore button", key="choice-keys")


def _foot(at: int, count: int, page: SpeakerPage, measure: str, state: State, service: Service) -> None:
    """Draw how far the story is, its measure and assumptions, and buttons for whoever has no keyboard."""
    with st.container(key="present-foot", horizontal=True, vertical_alignment="center", gap="small"):
        assumptions = [f"{what_if_words(state.weights)}. These are not the model’s own ranks."] if state.weights else []
        if state.content_alone:
            assumptions.append("Films are read by their content alone.")
        if service.facts().simulated:
            assumptions.append("These viewers are simulated: no person gave these ratings.")
        draw_html(scenes.dots(at, count), fine(" · ".join(filter(None, [measure, *assumptions]))))
        st.button("Back", key="present-back", disabled=at == 0, on_click=guard(_turn_to), args=(at - 1,))
        st.button("Next", key="present-next", disabled=at == count - 1, on_click=guard(_turn_to), args=(at + 1,))
        speaker.draw_buttons(page)
        screens.screen_button("Leave", screens.EXPLORE)


def _follow(count: int) -> None:
    """Go where the key leads from the slide of this moment: a quick hand presses before the former one is drawn."""
    move, at = pressed_move(KEYS), min(session.state().slide, count - 1)
    if move == "leave":
        st.session_state[LEAVING] = not speaker.close_keys()  # a callback can't change the screen
    elif move == "notes":
        speaker.toggle_notes()
    elif move == "keys":
        speaker.toggle_keys()
    elif move is not None:
        _turn_to(max(0, min(_target(move, at, count), count - 1)))


def _target(move: Move | int, at: int, count: int) -> int:
    """Return the slide that a key leads to, from 0; it may lie beyond either end."""
    if isinstance(move, int):
        return move - 1
    return {"next": at + 1, "back": at - 1, "first": 0, "last": count - 1}.get(move, at)


def _turn_to(slide: int) -> None:
    session.replace_state(session.state().turn_to(slide))
