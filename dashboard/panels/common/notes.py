"""Notes on explanations: a quiet form below each, and their list. The browser keeps them, through restarts too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urljoin

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.components.browser_store import MOST
from dashboard.export.notes import (
    HIGHEST,
    LONGEST,
    Note,
    NotedHistory,
    as_csv,
    as_json,
    note_id,
    read_notes,
)
from dashboard.export.records import Provenance
from dashboard.panels.common.browser_shelf import Shelf
from dashboard.panels.common.panel import panel
from dashboard.panels.common.share_and_save import now
from dashboard.reasons.sentence import sentence
from dashboard.service.service import Service
from dashboard.state import link
from dashboard.state.link_message import LinkError
from dashboard.text.grammar import shorten
from dashboard.text.markup import (
    NOTHING,
    Markup,
    element,
    fine,
    heading,
    isolated,
    join,
    note,
    plain_in_markdown,
    strong,
    warning,
)
from emde_core.explain.explanation import Explanation

SHELF = Shelf("emde-note:", "notes-shelf")
SCALE = f"Is this explanation convincing? 1 not at all, {HIGHEST} entirely"
NONE_YET = (
    "None yet. “Rate or note …” above each explanation on Explore opens a small form: how convincing is it, and why? "
    "Your notes stay in this browser until you delete them, also when you close it."
)
PLACE = "Kept in this browser, with the numbers, and sent to nobody. Your notes are listed on the Data screen."
FULL = f"{MOST} notes are kept, which is as many as fit. Download them on the Data screen, and delete some."
LATEST = 10  # notes that are listed at first
ALL = "notes-all"


def notes() -> Mapping[str, Note]:
    """Return this browser's notes by their names, the oldest first."""
    return read_notes(SHELF.contents().texts)


@panel("What this browser keeps")
def draw_shelf() -> None:
    """Draw what exchanges the notes with the browser; once, at the end of every screen."""
    SHELF.draw()


@st.fragment
@panel("The form for a note")
def draw_note_form(why: Explanation, service: Service) -> None:
    """A button that opens the form."""
    noted = note_id(session.state().history, why) in notes()
    box = st.popover("Noted" if noted else "Rate or note …", key="note-open", on_change="rerun")
    if box.open:
        with box:
            _form(why, service)


def _form(why: Explanation, service: Service) -> None:
    """Filled in with what was noted before."""
    name, own_notes = note_id(session.state().history, why), notes()
    before = own_notes.get(name)
    if before is None and len(own_notes) >= MOST:
        draw_html(note(FULL))
        return
    with st.form(f"note-{name}", border=False):
        rating = st.segmented_control(
            SCALE, range(1, HIGHEST + 1), default=before.rating if before else None, key=f"rating-{name}"
        )
        text = st.text_area("A note", before.text if before else "", max_chars=LONGEST, key=f"text-{name}", height=90)
        draw_html(fine(SHELF.failure_words() or PLACE))
        if st.form_submit_button("Keep") and (rating or text.strip()):
            SHELF.keep(name, _note(why, service, rating, text.strip()).model_dump_json())
            st.rerun()


def _note(why: Explanation, service: Service, rating: int | None, text: str) -> Note:
    state, model = session.state(), service.model
    words = "".join(piece.text for piece in sentence(why, service.evidence, service.hold_rates))
    try:
        query = f"{link.PARAMETER}={link.encode(state.select(why.film.id), model)}"
    except LinkError:
        query = ""
    history, source = (
        NotedHistory.of(state.history, model.catalogue),
        Provenance.of(why, model, now(), service.evidence),
    )
    return Note.on(why, history, source, rating=rating, text=text, sentence=words, link=query)


@panel("Your notes")
def draw_notes(service: Service) -> None:
    """Draw every note of this browser, ways to delete them, and their files."""
    own_notes, contents = notes(), SHELF.contents()
    unreadable = len(contents.texts) - len(own_notes)
    has_none = not own_notes and not unreadable
    draw_html(heading("Your notes"), note(NONE_YET) if has_none else NOTHING)
    if failure := SHELF.failure_words():
        draw_html(warning(failure))
    if has_none:
        return
    latest_first = list(own_notes.items())[::-1]
    is_whole = len(latest_first) <= LATEST or bool(st.session_state.get(ALL))
    with st.container(key="notes", gap="small"):
        for name, each in latest_first if is_whole else latest_first[:LATEST]:
            with st.container(horizontal=True, vertical_alignment="top", key=f"note-row-{name}"):
                draw_html(_row(each))
                about = f"Delete the note on {plain_in_markdown(each.film.title)}"
                st.button("Delete", key=f"note-delete-{name}", help=about, on_click=guard(SHELF.remove), args=(name,))
    if not is_whole:
        st.toggle(f"List all {len(latest_first)}", key=ALL)
    if unreadable:
        draw_html(fine(f"{unreadable} more can’t be read by this version; “Delete all” deletes them too."))
    _files(list(own_notes.values()), service)


def _row(each: Note) -> Markup:
    history = f"{len(each.history.liked) + len(each.history.disliked)} films in the history"
    day, rating = each.source.made[:10], f"{each.rating} of {HIGHEST}" if each.rating else "no rating"
    opening = element("a", "Open it", href=f"./?{each.link}") if each.link else ""
    facts = f" · {rating} · {history} · {day} · model {each.source.model_hash} "
    return element(
        "div",
        element("p", strong(isolated(each.film.title)), facts, opening, class_="meta"),
        element("p", isolated(each.text), class_="words") if each.text else "",
        fine(join("“", isolated(shorten(each.sentence, 300)), "”")) if each.sentence else "",
        class_="own-note",
    )


def _files(own_notes: Sequence[Note], service: Service) -> None:
    page, explain = urljoin(st.context.url or "", "./"), partial(_whole_explanation, service)
    with st.container(horizontal=True, key="notes-files"):
        if own_notes:
            csv, json = (lambda: as_csv(own_notes, page)), (lambda: as_json(own_notes, page, explain))
            draw_download("Notes as CSV", csv, "notes.csv", "text/csv")
            draw_download("Notes as JSON", json, "notes.json", "application/json")
        box = st.popover("Delete all …", key="notes-delete")
        with box:
            draw_html(fine("Deletes every note in this browser. This can’t be undone: download them first."))
            st.button("Delete all notes", key="notes-delete-all", type="primary", on_click=guard(SHELF.clear))


def _whole_explanation(service: Service, each: Note) -> dict[str, Any] | None:
    """Explain anew, down to the atoms; None for a note on another model."""
    hashes = (each.source.model_hash, each.source.data_hash)
    if hashes != (service.model.model_hash, service.model.data_hash):
        return None
    variant = service.variant(tuple(sorted(each.source.weights.items())), content_alone=each.source.content_alone)
    return variant.explain(each.history.history, each.film.id, method=each.source.method).to_dict()
