"""Focus on the screen: what components send becomes state, and threads that are late are waited for."""

from __future__ import annotations

from concurrent.futures import Future, wait
from dataclasses import dataclass

import streamlit as st

from dashboard import session
from dashboard.components import sent
from dashboard.focus import parse
from dashboard.linked import Linked, linked
from dashboard.markup import text
from dashboard.panels.late import arrived
from dashboard.service import Service, Threads
from emde_core.explain.explanation import Explanation

EVERYTHING = ""  # what is sent to end a focus
PULSE = "threads-pulse"
PATIENCE = 0.15  # seconds that a page waits for threads; prepared ones take less


def take(key: str) -> None:
    """Callback of a component that sends ``focus``."""
    value = sent(key, "focus")
    focus = parse(value)
    if focus is not None or value == EVERYTHING:
        session.become(session.state().focus_on(focus))


@dataclass(frozen=True)
class View:
    """What is lit, and the threads behind it: those that are being found, and those that have been."""

    shown: Linked
    late: Future[Threads] | None = None
    threads: Threads | None = None


def look(why: Explanation, service: Service) -> View:
    """The explanation as the focus shows it. Threads, if it asks for them, get a moment to become ready."""
    state = session.state()
    if state.focus is None or state.focus.kind == "modality":
        return View(linked(why, state.focus))
    watched = state.focus.key if state.focus.kind == "film" else None
    if watched is not None and watched not in state.history:
        return View(linked(why, None))
    future = service.threads(state.history, why.film.id, watched)
    wait([future], timeout=PATIENCE)
    threads = future.result() if future.done() and future.exception() is None else None
    return View(linked(why, state.focus, threads), future if threads is None else None, threads)


@st.fragment
def redraw_when_found(future: Future[Threads]) -> None:
    """For a page that was drawn without its threads: it is drawn anew as soon as they are there."""
    if not arrived(future, key=PULSE):
        st.html('<p class="note" role="status">Finding the evidence threads …</p>')
    elif future.exception() is None:
        st.rerun()
    else:
        st.html(f'<p class="note warn">The evidence threads could not be found. {text(future.exception())}</p>')
