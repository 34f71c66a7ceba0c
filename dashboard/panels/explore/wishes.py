"""Wishes: more or less of a name, a word or of what is popular; rows of the history, and a small form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.components.film_search import Field, SearchResult, film_choice, film_search, settled_query, typed_query
from dashboard.components.history_list import Deed, Row
from dashboard.look.palette import label
from dashboard.panels.common.panel import panel
from dashboard.reasons.credits import keys_of
from dashboard.reasons.entries import EVERYBODY
from dashboard.service.service import Service
from dashboard.service.wish_search import INSTEAD_OF_WORDS, WishMatch
from dashboard.service.wish_words import read_query, unknown_words
from dashboard.state.focus import Focus
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.grammar import count_words, name_list
from dashboard.text.markup import fine
from emde_core.data.catalogue import Catalogue, Film
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue
from emde_core.history import REGION, WORD, Wish
from emde_core.text.title_keys import plain_key
from emde_core.text.words import words_of

OPEN, SEARCH, SIDE, STRENGTH = "wish-open", "wish-search", "wish-side", "wish-strength"
QUERY, AT_ENTER = "wish-query", "wish-query-at-enter"
FIELD = Field("Wish for a genre, a keyword, a person or a word", "of a genre, a person, a word …")
STRENGTHS = (0.5, 1.0, 2.0, 4.0)
MOST_GENRES = 3  # that are named for a word that nothing is called by
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
    st.segmented_control("I want", list(SIDES), format_func=SIDES.__getitem__, default=1.0, key=SIDE, required=True)
    st.select_slider("how much", STRENGTHS, value=1.0, format_func=lambda times: f"×{times:g}", key=STRENGTH)
    query = st.session_state.get(QUERY, "")
    text, asked = read_query(query).text, query == st.session_state.get(AT_ENTER)
    matches = service.wish_search.find(query, _wishes_by_sense(service, text, asked=asked))
    results = [_result(match, service.model.catalogue) for match in matches]
    hint = search_hint(text, matches, service.wish_choices, asked=asked)
    film_search(
        query,
        results,
        hint=hint,
        key=SEARCH,
        on_query=_take_query,
        on_choose=lambda: _take_choice(service),
        on_settle=_take_settled,
        field=FIELD,
    )
    draw_html(fine(FINE))


def _wishes_by_sense(service: Service, text: str, *, asked: bool) -> list[Wish]:
    """Return names that are near in sense, as soon as they have been read, and words once somebody has asked for them.

    Both take long where nothing is read yet, which is no answer to a key. Nothing has the sense of what no model knows.
    """
    if unknown_words(text):
        return []
    names = service.names_near(text) if asked or service.name_senses.is_prepared else ()
    words = service.words_near(text) if asked else ()
    return [*names, *(Wish(WORD, word) for word in words)]


def _result(match: WishMatch, catalogue: Catalogue) -> SearchResult:
    wish = match.wish
    kind = "a word of the plots" if wish.kind == WORD else label(wish.kind) if wish.name else ""
    near = "near in sense" if match.is_by_sense else ""
    detail = " · ".join(filter(None, [kind, count_words(match.films, "film"), near]))
    return SearchResult(wish.key, wish_title(wish, catalogue), detail, sure=match.is_sure)


def search_hint(text: str, matches: Sequence[WishMatch], choices: Sequence[Wish], *, asked: bool = False) -> str:
    """Say that nothing is called so, or that the model can't know it, and what the list holds instead; "" otherwise.

    Args:
        text: what is wished for.
        matches: in the list.
        choices: all names, of which a few genres are named where nothing else can be.
        asked: whether somebody has asked for words of its sense, by Enter.
    """
    unknown = unknown_words(text)
    if unknown and not any(_is_named(match.wish, text) for match in matches):
        return f"The model doesn’t know {unknown}{'; these are merely called so:' if matches else '.'}"
    if not text or any(match.is_sure for match in matches):
        return ""
    nothing = f"Nothing here is called “{isolate(text)}”, and no plot has the word."
    if any(match.is_by_sense for match in matches):
        others = not all(match.is_by_sense for match in matches)
        return f"{nothing} Near in sense{', then in letters' if others else ''}:"
    if not asked:
        return f"{nothing} {'The nearest in letters; ' if matches else ''}Enter looks for words of its sense."
    genres = [f"“{isolate(each.name)}”" for each in choices if each.kind == "genre"][:MOST_GENRES]
    instead = f" A genre may do: {name_list(genres, 'or')}." if genres else ""
    return f"{nothing} Nor is a word of its sense known.{instead}"


def _is_named(wish: Wish, text: str) -> bool:
    """Return True for a genre or a keyword that is called just so: then the model knows of it what it is told."""
    return wish.kind in INSTEAD_OF_WORDS and plain_key(wish.name) == text


def _take_query() -> None:
    query = typed_query(SEARCH)
    if query is not None:
        _set_query(query)


def _set_query(query: str) -> None:
    """Keep what is typed, with the side that it says, "less violence"; what said a side before says it no more."""
    side, before = read_query(query).side, read_query(st.session_state.get(QUERY, "")).side
    if side or before:
        st.session_state[SIDE] = side or 1.0
    st.session_state[QUERY] = query


def _take_settled() -> None:
    st.session_state[AT_ENTER] = settled_query(SEARCH)


def _take_choice(service: Service) -> None:
    """Make the wish that was chosen."""
    choice = film_choice(SEARCH)
    wish = service.wish_search.by_key(choice.id) if choice else None
    if wish is not None:
        weight = st.session_state[SIDE] * st.session_state[STRENGTH]
        _make(replace(wish, weight=weight))
        _set_query("")
        st.session_state[OPEN] = False  # the form lies over the recommendations that it changed
