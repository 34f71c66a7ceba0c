"""Notes on explanations: a quiet form below each, and their list."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.browser import session
from dashboard.browser.page import draw_html
from dashboard.export.notes import HIGHEST, LONGEST, Key, Note, add_note, as_csv, as_json, note_key
from dashboard.export.records import Provenance
from dashboard.panels.common.share_and_save import now
from dashboard.service.service import Service
from dashboard.text.grammar import shorten
from dashboard.text.markup import element, fine, heading, note, table
from emde_core.explain.explanation import Explanation

NOTES = "kept_notes"
SCALE = f"Is this explanation convincing? 1 not at all, {HIGHEST} entirely"
NONE_YET = (
    "None yet. Below each explanation on Explore there is a small form: how convincing is it, and why? Your notes stay "
    "in this session until you download them here."
)


def notes() -> Mapping[Key, Note]:
    """This session's notes, the oldest first."""
    return dict(st.session_state.get(NOTES, {}))


@st.fragment
def draw_note_form(why: Explanation, service: Service) -> None:
    """A button that opens the form."""
    noted = note_key(session.state().history, why) in notes()
    box = st.popover("Noted" if noted else "Rate or note …", key="note-open", on_change="rerun")
    if box.open:
        with box:
            _form(why, service)


def _form(why: Explanation, service: Service) -> None:
    """Filled in with what was noted before."""
    history = session.state().history
    before = notes().get(note_key(history, why))
    about = f"{hash(note_key(history, why)):x}"
    with st.form(f"note-{about}", border=False):
        rating = st.segmented_control(
            SCALE, range(1, HIGHEST + 1), default=before.rating if before else None, key=f"rating-{about}"
        )
        text = st.text_area("A note", before.text if before else "", max_chars=LONGEST, key=f"text-{about}", height=90)
        draw_html(fine("Kept in this session, with the numbers. Download your notes on the Data screen."))
        if st.form_submit_button("Keep") and (rating or text.strip()):
            source = Provenance.of(why, service.model, now(), service.evidence)
            st.session_state[NOTES] = add_note(notes(), Note(rating, text.strip(), history, why, source))
            st.rerun()


def draw_notes() -> None:
    """Every note of this session, and their files."""
    own_notes = list(notes().values())
    draw_html(heading("Your notes"))
    if not own_notes:
        draw_html(note(NONE_YET))
        return
    rows = [
        (n.why.film.label, str(n.rating or "–"), shorten(n.text, 160), f"{len(n.history)} films", n.source.model_hash)
        for n in reversed(own_notes)
    ]
    notes_table = table("The latest first", ["Film", f"1–{HIGHEST}", "Note", "History", "Model"], rows)
    draw_html(element("div", notes_table, class_="twin notes"))
    with st.container(horizontal=True, key="notes-files"):
        st.download_button("Notes as CSV", lambda: as_csv(own_notes), "notes.csv", "text/csv", on_click="ignore")
        st.download_button(
            "Notes as JSON", lambda: as_json(own_notes), "notes.json", "application/json", on_click="ignore"
        )
