"""Explore: a history, what is recommended for it, and why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.browser import screens, session, theme
from dashboard.browser.boundary import boundary
from dashboard.browser.page import draw_html
from dashboard.components.wayfinder import wayfinder
from dashboard.panels.common import notes, share_and_save
from dashboard.panels.common.explained_film import explained_film_id
from dashboard.panels.common.messages import error_message
from dashboard.panels.data import model_facts
from dashboard.panels.explore import (
    content_switch,
    explanation,
    focus_events,
    history,
    recommendations,
    replay,
    smallest_edit,
    what_if,
    wish_effects,
)
from dashboard.service.answers import Pick
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.grammar import count_words
from dashboard.text.markup import Markup, element, heading
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    state = session.state()
    model_facts.draw_simulation_note(service)
    if state.history.is_empty:
        _invite(service, posters)
    else:
        _columns(service, posters, state)


def _invite(service: Service, posters: Posters) -> None:
    with st.container(horizontal=True, gap=None, key="begin"):
        with st.container(key="history-panel"):
            history.draw_history(service, posters)
        with st.container(key="begin-panel"):
            recommendations.draw_first_films(service, posters)
            screens.screen_button("Present one of these as slides", screens.PRESENT)


def _columns(service: Service, posters: Posters, state: State) -> None:
    top = st.container(key="way")
    with st.container(horizontal=True, gap=None, key="explore"):
        history_panel = st.container(key="history-panel")
        grid_panel = st.container(key="grid-panel")
        why_panel = st.container(key="why-panel")

    def draw_failure(title: str, error: EmdeError) -> None:
        with history_panel:
            history.draw_history(service, posters)
        with why_panel:
            error_message(title, str(error))

    with grid_panel:
        recommendations.draw_further_first_films(service, posters, state)
        content_switch.draw_content_switch(service, state)
        what_if.draw_what_if(service, state)
    try:
        with boundary():
            service = service.variant(state.weights, content_alone=state.content_alone)
            picks = service.recommend(state.history, recommendations.grid_size(state), state.before)
            film_id = explained_film_id(state, service)
    except EmdeError as error:
        draw_failure("Nothing can be recommended for this history", error)
        return
    with grid_panel:
        wish_effects.draw_wish_effects(service, state.history)
        recommendations.draw_recommendations(picks, film_id, posters, state)
    try:
        with boundary():
            why = service.explain(state.history, film_id)
            view = focus_events.focus_view(why, service, state.history, state.focus)
    except EmdeError as error:
        draw_failure("This film can’t be explained", error)
        return
    with top:
        page = {"doors": ".opens-page", "door": ".st-key-go-page button"}
        back = {"returns": ".return button", "start": ".st-key-poster_grid"}
        wayfinder(_news(state, picks, why), target=".film h2", **page, **back, key="wayfinder")
    with why_panel:
        draw_html(_way_back(why))
        _tools(why, service, posters, state)
        what_if.draw_what_if_notice(state.weights)
        explanation.draw_explanation(why, view, service, posters)
    with history_panel:
        history.draw_history(service, posters, why, view.linked)
    with why_panel:
        _beyond(why, service, posters, state)


def _news(state: State, picks: Sequence[Pick], why: Explanation) -> str:
    """Say in short what is on the page, for those who hear it."""
    counts = [count_words(len(state.history), "film"), count_words(len(state.history.wishes), "wish")]
    history = f"{', '.join(counts if state.history.wishes else counts[:1])} in the history"
    explained = f"explained: {isolate(why.film.title)}, {f'rank {why.rank}' if why.rank else 'in the history'}"
    best = f"recommended first: {isolate(picks[0].film.title)}; " if picks else ""
    return f"{history}; {best}{explained}."


def _way_back(why: Explanation) -> Markup:
    """Write what is explained, and a button back to the posters, for a screen on which they are far above."""
    place = f"Why number {why.rank}" if why.rank else "In your history"
    return element("div", heading(place), element("button", "↑ Recommendations", type="button"), class_="return")


def _tools(why: Explanation, service: Service, posters: Posters, state: State) -> None:
    """Draw what can be done with the explanation, in one quiet line."""
    with st.container(horizontal=True, horizontal_alignment="right", gap="small", key="tools"):
        page = state.close_page().open_page(why.film.id)
        about = "About this film"
        screens.screen_button(about, screens.FILMS, key="go-page", on_click=lambda: session.replace_state(page))
        if why.rank is not None:
            pair = state.select(why.film.id).ask("films")
            screens.screen_button("Compare with …", screens.COMPARE, on_click=lambda: session.replace_state(pair))
        screens.screen_button("Present", screens.PRESENT, on_click=lambda: session.replace_state(state.turn_to(0)))
        share_and_save.draw_share_and_save(why, service, posters)
        notes.draw_note_form(why, service)


def _beyond(why: Explanation, service: Service, posters: Posters, state: State) -> None:
    """Draw what is below the explanation."""
    smallest_edit.draw_smallest_edit(why, service, state.history)
    replay.draw_replay(why, service, posters, state.history, theme.current_theme())
