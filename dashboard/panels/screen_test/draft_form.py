"""The form in which a film is written: pitches to begin with, words, categories, and its poster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.look.palette import plural
from dashboard.panels.common.fields import fill
from dashboard.panels.common.panel import panel
from dashboard.panels.screen_test import draft_poster
from dashboard.panels.screen_test.film_shelf import SHELF, rewrite, start_over
from dashboard.service.service import Service
from dashboard.state.draft import LONGEST_PLOT, LONGEST_TITLE, Draft, pitches
from dashboard.text.grammar import name_list
from dashboard.text.markup import fine, heading, plain_in_markdown
from emde_core.limits import LIMITS, Bound
from emde_core.modalities.categorical import Category, categories_of
from emde_core.schema import CATEGORICAL, IMAGE, TEXT

PLACEHOLDER = "Type a known name"
MOST_NAMES = 3_000  # in a list that is searched by typing
MODALITIES = (TEXT, CATEGORICAL, IMAGE)  # what the form has fields for
OWN_FILM = (
    "Your film stays in this browser, also when you close it, until you start over. Nothing of it is written to the "
    "server’s disk or learned from."
)
DELETES = "Deletes the film and its versions, in this browser too. This can’t be undone."
PEOPLE_AND_MATTER = {"director": "Directed by", "writer": "Written by", "cast": "With", "keyword": "Keywords"}
MORE = {"composer": "Music by", "studio": "Studio", "decade": "Decade", "country": "Country", "language": "Language"}
COLUMNS = 2


def current(service: Service) -> Draft:
    """The version on the screen: the one that was written last, else the first pitch."""
    drafts = session.state().drafts
    return drafts[-1] if drafts else pitches()[0].restricted_to(_catalogue_categories(service))


@panel("The form for a film")
def draw_draft_form(draft: Draft, service: Service) -> None:
    """The whole column. Every field shows the draft, and writes the next version of it."""
    categories = _catalogue_categories(service)
    draw_html(heading("A film that does not exist: begin with a blank page, or with one of ours"))
    with st.container(key="pitches", horizontal=True, gap="small"):
        st.button("Blank page", key="pitch-blank", on_click=guard(rewrite), args=(draft, Draft()))
        for place, pitch in enumerate(pitches()):
            begin = pitch.restricted_to(categories)
            label = plain_in_markdown(pitch.title)
            st.button(
                label, key=f"pitch-{place}", on_click=guard(rewrite), args=(draft, begin), disabled=begin == draft
            )
    fill("draft-title", draft.title)
    st.text_input("Title", key="draft-title", on_change=guard(_take_title), args=(draft,))
    fill("draft-plot", draft.plot)
    help_ = (
        f"Two or three sentences, like the catalogue's own, of at most {LIMITS.draft_plot}. The model reads the plot "
        "whenever you leave the field."
    )
    st.text_area(
        "Plot",
        key="draft-plot",
        height=190,
        help=help_,
        on_change=guard(_take_plot),
        args=(draft,),
    )
    _categories(draft, service)
    draft_poster.draw_draft_poster(draft, rewrite)
    if unread := [plural(name) for name in MODALITIES if name not in service.model.modalities]:
        draw_html(fine(f"No film of this catalogue has {name_list(unread)}, so that yours add nothing to the score."))
    draw_html(fine(SHELF.failure_words() or OWN_FILM))
    if session.state().drafts:
        with st.popover("Start over …", key="draft-delete"):
            draw_html(fine(DELETES))
            st.button("Delete the film", key="draft-delete-all", type="primary", on_click=guard(start_over))


def _take_title(draft: Draft) -> None:
    title = st.session_state["draft-title"]
    rewrite(draft, replace(draft, title=title[:LONGEST_TITLE]))
    _tell_of_cut(title, LIMITS.draft_title)


def _take_plot(draft: Draft) -> None:
    plot = st.session_state["draft-plot"]
    rewrite(draft, replace(draft, plot=plot[:LONGEST_PLOT]))
    _tell_of_cut(plot, LIMITS.draft_plot)


def _tell_of_cut(text: str, bound: Bound) -> None:
    """Say what was left out; a field with a bound of its own would take nothing of a longer text, without a word."""
    if len(text) > bound.most:
        session.tell(f"Only the first {bound} of {len(text):,} were taken: that is as long as {bound.of} may be.")


def _categories(draft: Draft, service: Service) -> None:
    names = _names_of(service)
    genres = sorted(names.get("genre", ()))
    fill("draft-genre", [name for name in draft.names("genre") if name in genres])
    st.pills(
        "Genres",
        genres,
        selection_mode="multi",
        format_func=plain_in_markdown,
        key="draft-genre",
        on_change=guard(_take_names(draft, "genre")),
    )
    _choosers(draft, PEOPLE_AND_MATTER, names)
    with st.expander("Music, studio, decade, country, language"):
        _choosers(draft, MORE, names)


@st.cache_data(max_entries=3, show_spinner=False)
def _names_by_count(model_hash: str, _service: Service) -> dict[str, list[str]]:  # noqa: ARG001 - the cache's key
    counts = Counter(category for film in _service.model.catalogue for category in set(categories_of(film)))
    names: dict[str, list[str]] = {}
    for (field, name), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        names.setdefault(field, []).append(name)
    return names


def _names_of(service: Service) -> dict[str, list[str]]:
    """The catalogue's names in each field, the most frequent first."""
    return _names_by_count(service.model.model_hash, service)


def _catalogue_categories(service: Service) -> list[Category]:
    """The categories that the catalogue's films have."""
    return [(field, name) for field, names in _names_of(service).items() for name in names]


def _choosers(draft: Draft, labels: Mapping[str, str], names: Mapping[str, Sequence[str]]) -> None:
    """Draw a list for each field that films here have, side by side."""
    fields = [field for field in labels if field in names or draft.names(field)]
    for start in range(0, len(fields), COLUMNS):
        for column, field in zip(st.columns(COLUMNS), fields[start : start + COLUMNS], strict=False):
            with column:
                _chooser(draft, field, labels[field], names)


def _chooser(draft: Draft, field: str, label: str, names: Mapping[str, Sequence[str]]) -> None:
    """A list to choose from by typing; a film has one decade at most."""
    key = f"draft-{field}"
    choices = draft.names(field)
    options = list(dict.fromkeys([*names.get(field, ())[:MOST_NAMES], *choices]))
    fill(key, list(choices))
    most = 1 if field == "decade" else 6
    take = _take_names(draft, field)
    st.multiselect(
        label,
        options,
        key=key,
        max_selections=most,
        placeholder=PLACEHOLDER,
        on_change=guard(take),
        select_all=False,  # else Enter takes every name that was found
    )


def _take_names(draft: Draft, field: str) -> Callable[[], None]:
    def take() -> None:
        names: Iterable[str] = st.session_state[f"draft-{field}"]
        rewrite(draft, draft.with_categories([(field, name) for name in names], field))

    return take
