"""The history builder: search, the list of films and wishes, undo and redo, presets, a real viewer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.browser import pictures, screens, session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.components.film_search import SearchResult, film_choice, film_search, typed_query
from dashboard.components.history_list import Row, change, history_list
from dashboard.panels.common.panel import panel
from dashboard.panels.common.start_histories import draw_start_buttons
from dashboard.panels.explore import focus_events, wishes
from dashboard.reasons.linked_views import LinkedViews
from dashboard.service.answers import Removal
from dashboard.service.posters import Posters
from dashboard.service.search import Match
from dashboard.service.service import Service
from dashboard.state.focus import Focus
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.markup import element, heading
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.history import History

SEARCH, LIST = "film_search", "history_list"
DIRECTORS = 2  # of a film that are named
QUERY, CHOICE = "query", "chosen"
EXPORT = "Bring your Letterboxd or IMDb export"
OWN_FILMS = "**Films of your own**  \nBring an export from Letterboxd or IMDb, on the Data screen."


@panel("Your history")
def draw_history(
    service: Service, posters: Posters, why: Explanation | None = None, linked: LinkedViews | None = None
) -> None:
    """Draw the whole column; rows say what they do to the film that is explained, if there is one."""
    state = session.state()
    draw_html(heading("Your history"))
    _search(service, posters)
    if state.history.is_empty:
        screens.screen_button(EXPORT, screens.DATA, key="go-import", kind="tertiary")
    _buttons(state)
    if not state.history.is_empty:
        _entries(service, posters, state, previews(service, state.history, why) if why else {}, linked)
    wishes.draw_wish_form(service, state)
    _starts(service, state)


def second_line(film: Film) -> str:
    """Tell a film apart besides its title: "1979 · Ridley Scott"."""
    return " · ".join([*([str(film.year)] if film.year else []), *film.directors[:DIRECTORS]])


@st.fragment
@panel("The search")
def _search(service: Service, posters: Posters) -> None:
    """Draw the search; typing redraws the list of films and nothing else, choosing one redraws the page."""
    if st.session_state.pop(CHOICE, False):
        st.rerun()
    query = st.session_state.get(QUERY, "")
    history = session.state().history
    matches = [
        SearchResult(
            id=match.film.id,
            title=match.film.title,
            detail=match_line(match),
            picture=pictures.small(posters, match.film),
            reaction=history.reaction_to(match.film.id),
            sure=match.is_sure,
        )
        for match in (service.search.find(query) if query else ())
    ]
    hint = _search_hint(query, matches, service.facts().films)
    film_search(query, matches, hint=hint, key=SEARCH, on_query=_take_query, on_choose=lambda: _take_choice(service))


def match_line(match: Match) -> str:
    """Tell a film apart as everywhere, and say what else matched: "1979 · Ridley Scott · with Sigourney Weaver"."""
    line = second_line(match.film)
    directed = {f"directed by {name}" for name in match.film.directors[:DIRECTORS]}
    return line if match.why in directed else " · ".join(filter(None, [line, match.why]))


def _search_hint(query: str, matches: Sequence[SearchResult], films: int) -> str:
    """Say that nothing is called so, and what the list holds instead; "" where something is."""
    if not query or any(match.sure for match in matches):
        return ""
    nothing = f"No film of these {films:,} has “{isolate(query)}” in its title, people or genres."
    return f"{nothing} The nearest:" if matches else nothing


def _take_query() -> None:
    query = typed_query(SEARCH)
    if query is not None:
        st.session_state[QUERY] = query


def _take_choice(service: Service) -> None:
    choice = film_choice(SEARCH)
    if choice is not None and choice.id in service.model.catalogue.index:
        session.replace_state(session.state().react(choice.id, choice.reaction))
        st.session_state[QUERY] = ""
        st.session_state[CHOICE] = True


def _entries(
    service: Service, posters: Posters, state: State, previews: Mapping[str, str], linked: LinkedViews | None
) -> None:
    films = [
        Row(
            key=film.id,
            token=str(Focus("film", film.id)),
            title=film.title,
            detail=second_line(film),
            picture=pictures.cover(posters, film),
            standing=reaction,
            preview=previews.get(film.id, ""),
        )
        for film_id, reaction in state.rows
        for film in [service.film(film_id)]
    ]
    wish_rows = [
        replace(wishes.wish_row(wish, service.model.catalogue), preview=previews.get(wish.key, ""))
        for wish in state.history.wishes
    ]
    visible, focus = (linked.entries, str(linked.focus or "")) if linked else (None, "")
    rows = [
        replace(row, in_focus=row.token == focus, recedes=visible is not None and row.key not in visible)
        for row in (*films, *wish_rows)
    ]
    history_list(rows, key=LIST, on_change=_take_change, on_focus=lambda: focus_events.take(LIST))


def previews(service: Service, history: History, why: Explanation) -> dict[str, str]:
    """Return the explained film's rank without each entry, among the films outside the history, in words by key."""
    return {each.key: preview(each) for each in service.removals(history, why.film.id) if each.after is not None}


def preview(removal: Removal) -> str:
    """Say an entry's part in a few words, to be read while it is pointed at."""
    if not removal.fall:
        return f"without it: still #{removal.rank}"
    return f"without it: #{removal.rank} → #{removal.after}"


def _take_change() -> None:
    request, state = change(LIST), session.state()
    if request is None:
        return
    if wish := next((each for each in state.history.wishes if each.key == request.key), None):
        session.replace_state(wishes.state_after(state, wish, request.deed))
    elif request.key in state.history and request.deed == "remove":
        session.replace_state(state.remove(request.key))
    elif request.key in state.history and request.deed in ("like", "dislike"):
        session.replace_state(state.react(request.key, request.deed))


def _buttons(state: State) -> None:
    if state.history.is_empty and not (state.can_undo or state.can_redo):
        return
    with st.container(horizontal=True, gap="small", key="edits"):
        st.button(
            "Undo", key="undo", disabled=not state.can_undo, on_click=guard(lambda: session.replace_state(state.undo()))
        )
        st.button(
            "Redo", key="redo", disabled=not state.can_redo, on_click=guard(lambda: session.replace_state(state.redo()))
        )
        empty = state.history.is_empty
        st.button("Clear", key="clear", disabled=empty, on_click=guard(lambda: session.replace_state(state.clear())))


@st.fragment
@panel("Histories to start from")
def _starts(service: Service, state: State) -> None:
    """Draw other histories to start from once opened; before the first film the invitation has them as cards."""
    if session.state() != state:
        st.rerun()  # one was chosen in here, and the whole page shows it
    if state.history.is_empty:
        return
    box = st.popover("Start from …", width="stretch", key="starts-open", on_change="rerun")
    if box.open:
        with box, st.container(key="starts", gap="small"):
            draw_start_buttons(service)
            screens.screen_button(OWN_FILMS, screens.DATA, width="stretch")
    if state.source:
        draw_html(element("p", state.source, class_="fine source"))
