"""The history builder: search, the list of films and wishes, undo and redo, presets, a real viewer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.browser import pictures, screens, session
from dashboard.components.film_search import Found, chosen, film_search, typed
from dashboard.components.history_list import Row, change, history_list
from dashboard.panels.explore import focus_events, wishes
from dashboard.reasons.linked_views import LinkedViews
from dashboard.service.posters import Posters
from dashboard.service.presets import Preset, presets_for
from dashboard.service.service import Service, Without
from dashboard.state.focus import Focus
from dashboard.state.state import State
from dashboard.text.markup import plain_in_markdown
from dashboard.text.markup import text as escaped
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.history import History

SEARCH, LIST = "film_search", "history_list"
QUERY, CHOSEN = "query", "chosen"


def draw_history(
    service: Service, posters: Posters, why: Explanation | None = None, shown: LinkedViews | None = None
) -> None:
    """The whole column; rows say what they do to the film that is explained, if there is one."""
    state = session.state()
    st.html('<h2 class="heading">Your history</h2>')
    _search(service, posters)
    if not state.history.is_empty:
        _listed(service, posters, state.history, previews(service, state.history, why) if why else {}, shown)
    wishes.draw_wish_form(service, state)
    _buttons(state)
    _starts(service, state)


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
            picture=pictures.small(posters, match.film),
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


def _listed(
    service: Service, posters: Posters, history: History, previews: Mapping[str, str], shown: LinkedViews | None
) -> None:
    films = [
        Row(
            key=film.id,
            token=str(Focus("film", film.id)),
            title=film.title,
            detail=second_line(film),
            picture=pictures.small(posters, film),
            standing=reaction,
            preview=previews.get(film.id, ""),
        )
        for name, reaction in history
        for film in [service.film(name)]
    ]
    wish_rows = [wishes.row(wish, service.model.catalogue) for wish in history.wishes]
    lit, focus = (shown.entries, str(shown.focus or "")) if shown else (None, "")
    rows = [
        replace(row, chosen=row.token == focus, recedes=lit is not None and row.key not in lit)
        for row in (*films, *wish_rows)
    ]
    history_list(rows, key=LIST, on_change=_take_change, on_focus=lambda: focus_events.take(LIST))


def previews(service: Service, history: History, why: Explanation) -> dict[str, str]:
    """What the explained film's rank would be without each film, among the films outside the history, by id."""
    return {each.film.id: preview(each) for each in service.without(history, why.film.id) if each.after is not None}


def preview(without: Without) -> str:
    """A history film's part in a few words, to be read while it is pointed at."""
    if not without.fall:
        return f"without it: still #{without.rank}"
    return f"without it: #{without.rank} → #{without.after}"


def _take_change() -> None:
    wanted, state = change(LIST), session.state()
    if wanted is None:
        return
    if wish := next((each for each in state.history.wishes if each.key == wanted.key), None):
        session.become(wishes.changed(state, wish, wanted.deed))
    elif wanted.key in state.history and wanted.deed == "remove":
        session.become(state.remove(wanted.key))
    elif wanted.key in state.history and wanted.deed in ("like", "dislike"):
        session.become(state.react(wanted.key, wanted.deed))


def _buttons(state: State) -> None:
    if state.history.is_empty and not (state.can_undo or state.can_redo):
        return
    with st.container(horizontal=True, gap="small", key="edits"):
        st.button("Undo", key="undo", disabled=not state.can_undo, on_click=lambda: session.become(state.undo()))
        st.button("Redo", key="redo", disabled=not state.can_redo, on_click=lambda: session.become(state.redo()))
        empty = state.history.is_empty
        st.button("Clear", key="clear", disabled=empty, on_click=lambda: session.become(state.clear()))


@st.fragment
def _starts(service: Service, state: State) -> None:
    """Other histories to start from, drawn once opened; before the first film the cards of the invitation show them."""
    if session.state() != state:
        st.rerun()  # one was chosen in here, and the whole page shows it
    presets = presets_for(service.model.catalogue)
    if state.history.is_empty or not (presets or service.viewers):
        return
    box = st.popover("Start from …", width="stretch", key="starts-open", on_change="rerun")
    if box.open:
        with box, st.container(key="starts", gap="small"):
            real_viewer(service)
            for preset in presets:
                preset_button(service, preset)
            _imported()
    if state.source:
        st.html(f'<p class="fine source">{escaped(state.source)}</p>')


def _imported() -> None:
    label = "**Films of your own**  \nBring an export from Letterboxd or IMDb, on the Data screen."
    if st.button(label, key="go-data", width="stretch"):
        screens.go(screens.DATA)


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
        kind = "simulated viewer" if service.about().simulated else "viewer"
        source = f"{kind} {viewer.name}: the latest {len(viewer.history)} of {viewer.rated} films rated"
        session.become(session.state().load(viewer.history, source))


def _take_preset(service: Service, preset: Preset) -> None:
    history = preset.history(service.model.catalogue)
    session.become(session.state().load(history, f"{preset.name}. {preset.line}"))
