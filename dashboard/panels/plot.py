"""The plot, first as it is, then with the words that matter marked."""

from __future__ import annotations

from concurrent.futures import Future, wait

import streamlit as st

from dashboard.components.pulse import beaten, pulse
from dashboard.markup import marked_plot, text
from dashboard.service import Service
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation
from emde_core.history import History

PULSE = "pulse"
POLL = 0.03  # seconds between looks at whether the words are ready


@st.fragment
def draw(why: Explanation, service: Service, history: History) -> None:
    """Show the plot at once. The browser asks for words that are not weighed yet as soon as it has drawn the rest."""
    future = service.words(history, why.film.id)
    token = f"{why.film.id}/{hash(history)}"
    place, mark = st.empty(), st.empty()
    if beaten(PULSE) == token:
        _wait(future, mark, why)
    if future.done():
        _show(place, mark, future, why)
    else:
        place.html(marked_plot(why.film.plot, ()))
        _say(mark, why, "pending")
    pulse(None if future.done() else token, key=PULSE, on_beat=lambda: None)


def _wait(future: Future[Explanation], mark: st.delta_generator.DeltaGenerator, why: Explanation) -> None:
    """Talking to Streamlit between looks lets it stop this run when a newer one is wanted."""
    while not future.done():
        _say(mark, why, "pending")
        wait([future], timeout=POLL)


def _show(
    place: st.delta_generator.DeltaGenerator,
    mark: st.delta_generator.DeltaGenerator,
    future: Future[Explanation],
    why: Explanation,
) -> None:
    try:
        place.html(marked_plot(why.film.plot, future.result().words))
        _say(mark, why, "ready")
    except EmdeError as error:
        note = f'<p class="note warn">The words of this plot could not be weighed. {text(error)}</p>'
        place.html(marked_plot(why.film.plot, ()) + note)
        _say(mark, why, "failed")


def _say(mark: st.delta_generator.DeltaGenerator, why: Explanation, words: str) -> None:
    """How far the words are, for tests to wait for."""
    mark.html(f'<span class="words" hidden data-film="{text(why.film.id)}" data-words="{words}"></span>')
