"""The history builder: search, the list, undo and redo, presets, a real viewer."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.components.film_search import Found, chosen, film_search, typed
from dashboard.components.history_list import Row, change, history_list
from dashboard.markup import plain_in_markdown
from dashboard.markup import text as escaped
from dashboard.posters import Posters
from dashboard.presets import Preset, presets_for
from dashboard.service import Service
from dashboard.state import State
from emde_core.data.catalogue import Film
from emde_core.history import History

SEARCH, LIST = "film_search", "history_list"
QUERY, CHOSEN = "query", "chosen"


def draw(service: Service, posters: Posters) -> None:
    """The whole column."""
    state = session.state()
    st.html('<h2 class="heading">Your history</h2>')
    _search(service, posters)
    if len(state.history):
        _listed(service, posters, state.history)
    _buttons(state)
    _starts(service)


def second_line(film: Film) -> str:
    """What tells a film apart besides its title: "1979 · Ridley Scott"."""
    return " · ".join([*([str(film.year)] if film.year else []), *film.directors[:2]])


@st.fragment
def _search(service: Service, posters: Posters) -> None:
    """Typing redraws the list of films found and nothing else; choosing one redraws the page."""
    if st.session_state.pop(CHOSEN, False):
        st.rerun()
    query = st.session_state.get(QUERY, "")
    history = session.state().history
    found = [
        Found(
            id=match.film.id,
            title=match.film.title,
            detail=" · ".join(filter(None, [str(match.film.year or ""), match.why or ", ".join(match.film.directors)])),
            picture=posters.small(match.film),
            reaction=history.reaction_to(match.film.id),
        )
        for match in (service.search.find(query) if query else ())
    ]
    film_search(query, found, key=SEARCH, on_query=_take_query, on_choose=lambda: _take_choice(service))


def _take_query() -> None:
    query = typed(SEARCH)
    if query is not None:
        st.session_state[QUERY] = query


def _take_choice(service: Service) -> None:
    choice = chosen(SEARCH)
    if choice is not None and choice.film in service.model.catalogue.index:
        session.become(session.state().react(choice.film, choice.reaction))
        st.session_state[QUERY] = ""
        st.session_state[CHOSEN] = True


def _listed(service: Service, posters: Posters, history: History) -> None:
    rows = [
        Row(film.id, film.title, second_line(film), posters.small(film), reaction)
        for name, reaction in history
        for film in [service.film(name)]
    ]
    history_list(rows, key=LIST, on_change=_take_change)


def _take_change() -> None:
    wanted, state = change(LIST), session.state()
    if wanted is None or wanted.film not in state.history:
        return
    session.become(state.remove(wanted.film) if wanted.deed == "remove" else state.react(wanted.film, wanted.deed))


def _buttons(state: State) -> None:
    if not (len(state.history) or state.can_undo or state.can_redo):
        return
    with st.container(horizontal=True, gap="small", key="edits"):
        st.button("Undo", key="undo", disabled=not state.can_undo, on_click=lambda: session.become(state.undo()))
        st.button("Redo", key="redo", disabled=not state.can_redo, on_click=lambda: session.become(state.redo()))
        st.button("Clear", key="clear", disabled=not len(state.history), on_click=lambda: session.become(state.clear()))


def _starts(service: Service) -> None:
    """Other histories to start from; before the first film the cards of the invitation show them."""
    state, presets = session.state(), presets_for(service.model.catalogue)
    if not len(state.history) or not (presets or service.viewers):
        return
    with st.popover("Start from …", width="stretch"), st.container(key="starts", gap="small"):
        real_viewer(service)
        for preset in presets:
            preset_button(service, preset)
    if state.source:
        st.html(f'<p class="fine source">{escaped(state.source)}</p>')


def real_viewer(service: Service) -> None:
    """A button that brings a viewer's history out of the data, where the data are there."""
    if service.viewers is None:
        return
    kind = "simulated" if service.about().simulated else "real"
    line = "The latest films of somebody in the data; another with each click."
    label = f"**A {kind} viewer**  \n{line}"
    st.button(label, key="real", on_click=_take_viewer, args=(service,), width="stretch")


def preset_button(service: Service, preset: Preset) -> None:
    """A button that takes over a preset's history."""
    label = f"**{plain_in_markdown(preset.name)}**  \n{plain_in_markdown(preset.line)}"
    key = f"preset-{preset.name}"
    st.button(label, key=key, on_click=_take_preset, args=(service, preset), width="stretch")


def _take_viewer(service: Service) -> None:
    viewer = service.viewers.draw(session.next_turn()) if service.viewers else None
    if viewer is not None:
        source = f"viewer {viewer.name}: the latest {len(viewer.history)} of {viewer.rated} films rated"
        session.become(session.state().load(viewer.history, source))


def _take_preset(service: Service, preset: Preset) -> None:
    history = preset.history(service.model.catalogue)
    session.become(session.state().load(history, f"{preset.name}. {preset.line}"))
