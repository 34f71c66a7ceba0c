"""The speaker's part: notes to each slide, and the keys that lead through them. Both are hidden at first."""

from __future__ import annotations

import streamlit as st

from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.components.speaker_window import SpeakerPage, speaker_window
from dashboard.panels.common.panel import panel
from dashboard.service.presentation import Scene
from dashboard.text.markup import Markup, element

NOTES, KEYS = "present-notes-open", "present-keys-open"
WINDOW = "speaker-window"
KEY_NAMES = (
    ("→ ↓ Space PageDown", "next"),
    ("← ↑ PageUp", "back"),
    ("1 to 9", "that slide"),
    ("Home End", "first, last"),
    ("f", "full screen"),
    ("b", "black, until any key"),
    ("n", "speaker’s notes, on this screen"),
    ("?", "these keys"),
    ("Esc", "leave"),
)


@panel("The speaker’s notes")
def draw_notes(scene: Scene) -> None:
    """Draw the keys below a slide, which makes room for them; else its notes, over its lower part, if asked for."""
    if st.session_state.get(KEYS, False):
        draw_html(_keys())
    elif st.session_state.get(NOTES, False):
        words = (element("p", note) for note in scene.notes)
        draw_html(
            element(
                "aside", element("h3", "Notes"), *words, class_="speaker", aria_label="Speaker’s notes", tabindex="0"
            )
        )


def _keys() -> Markup:
    rows = (element("div", element("dt", name), element("dd", meaning)) for name, meaning in KEY_NAMES)
    return element(
        "aside", element("h3", "Keys"), element("dl", *rows), class_="speaker keys", aria_label="Keys", tabindex="0"
    )


def draw_buttons(page: SpeakerPage) -> None:
    """Draw buttons that show and hide both, and the one for notes in a window of their own."""
    st.button("Notes", key="present-notes", on_click=guard(toggle_notes), help="Speaker’s notes, on this screen (n)")
    speaker_window(page, key=WINDOW)
    st.button("Keys", key="present-keys", on_click=guard(toggle_keys), help="Keys (?)")


def toggle_notes() -> None:
    """Show the notes, or hide them."""
    st.session_state[NOTES] = not st.session_state.get(NOTES, False)


def toggle_keys() -> None:
    """Show the keys, or hide them."""
    st.session_state[KEYS] = not st.session_state.get(KEYS, False)


def close_keys() -> bool:
    """Hide the keys, and return True where they were there to be hidden."""
    return bool(st.session_state.pop(KEYS, False))
