"""The plot, first as it is, then with the words that matter marked."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, wait

import streamlit as st

from dashboard.components.pulse import beaten, pulse
from dashboard.markup import marked_plot, text
from dashboard.service import Service
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation
from emde_core.explain.features import WordValue
from emde_core.history import History

PULSE, BEATS = "pulse", "beats"
PATIENCE = 0.12  # seconds; typing in the search field has to wait for a fragment that runs


@st.fragment
def draw(why: Explanation, service: Service, history: History) -> None:
    """Show the plot at once. The browser asks again and again for words that are not weighed yet."""
    future = service.words(history, why.film.id)
    if beaten(PULSE):
        wait([future], timeout=PATIENCE)
    done = future.done()
    st.html(_weighed(future, why) if done else _plot(why, (), "pending"))
    pulse(None if done else _next_beat(), key=PULSE, on_beat=_nothing)


def _weighed(future: Future[Explanation], why: Explanation) -> str:
    try:
        return _plot(why, future.result().words, "ready")
    except EmdeError as error:
        note = f'<p class="note warn">The words of this plot could not be weighed. {text(error)}</p>'
        return _plot(why, (), "failed") + note


def _plot(why: Explanation, words: Sequence[WordValue], how_far: str) -> str:
    """The plot, and how far its words are, for tests to wait for."""
    mark = f'<span class="words" hidden data-film="{text(why.film.id)}" data-words="{how_far}"></span>'
    return marked_plot(why.film.plot, words) + mark


def _next_beat() -> str:
    st.session_state[BEATS] = st.session_state.get(BEATS, 0) + 1
    return str(st.session_state[BEATS])


def _nothing() -> None:
    """Streamlit wants a callback for an event that is to be seen."""
