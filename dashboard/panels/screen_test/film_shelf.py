"""The film that somebody writes as this browser keeps it: through reloads and restarts, until they start over."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import session
from dashboard.panels.common.browser_shelf import Shelf
from dashboard.panels.common.panel import panel
from dashboard.state import draft_text
from dashboard.state.draft import Draft

SHELF, NAME = Shelf("emde-film:", "film-shelf"), "versions"


def take_over() -> None:
    """Have the versions that this browser keeps, another tab's among them, before those of this session."""
    versions = draft_text.read_versions(SHELF.contents().texts.get(NAME, "[]"))
    session.have_drafts(*versions, *session.state().drafts)


def rewrite(before: Draft, draft: Draft) -> None:
    """Make the next version of the film, and keep it; the address no longer holds the film that is on the screen."""
    session.replace_state(session.state().rewrite(before, draft))
    SHELF.keep(NAME, draft_text.write_versions(session.state().drafts))
    st.query_params.pop(draft_text.PARAMETER, None)


def start_over() -> None:
    """Delete the film and its versions, in this browser too."""
    session.have_drafts()
    SHELF.clear()
    st.query_params.pop(draft_text.PARAMETER, None)


@panel("What this browser keeps of the film")
def draw_film_shelf() -> None:
    """Draw what exchanges the film with the browser; once, at the end of the screen."""
    SHELF.draw()
