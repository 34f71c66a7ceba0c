"""The plot and the categories: the plot first as it is, then with the phrases that matter marked."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

import streamlit as st

from dashboard import session
from dashboard.components.film_reader import Reading, chips, film_reader, phrase_stretches, word_stretches
from dashboard.linked import Linked, linked
from dashboard.markup import text
from dashboard.panels import focusing
from dashboard.panels.focusing import View
from dashboard.panels.late import arrived
from dashboard.service import Service
from dashboard.state import State
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation
from emde_core.explain.features import WordValue
from emde_core.schema import CATEGORICAL, TEXT

READER, PULSE = "film_reader", "pulse"


@st.fragment
def draw(why: Explanation, service: Service, state: State, view: View) -> None:
    """Show the plot at once. The browser asks again and again for phrases that are not weighed yet."""
    if session.state().focus != state.focus:
        st.rerun()  # something was chosen in here, and the whole page shows it
    if not why.film.plot:
        _read(why, (), view.shown)
        return
    future = service.words(state.history, why.film.id)
    done = arrived(future, key=PULSE)
    worded, how_far = _worded(future, why) if done else (why, "pending")
    _read(worded, worded.words, linked(worded, view.shown.focus, view.threads))
    st.html(f'<span class="words" hidden data-film="{text(why.film.id)}" data-words="{how_far}"></span>')


def _worded(future: Future[Explanation], why: Explanation) -> tuple[Explanation, str]:
    """The explanation with its words if they could be weighed, and how far they are, for tests to wait for."""
    try:
        return future.result(), "ready"
    except EmdeError as error:
        st.html(f'<p class="note warn">The words of this plot could not be weighed. {text(error)}</p>')
        return why, "failed"


def _read(why: Explanation, words: Sequence[WordValue], shown: Linked) -> None:
    chosen = str(shown.focus or "")
    first, rest = chips(shown.categories, chosen)
    paired = shown.focus is not None and shown.focus.kind == "film"  # threads end in phrases, not in single words
    reading = Reading(
        phrases=phrase_stretches(why.film.plot, shown.phrases, chosen) if why.film.plot else (),
        words=() if paired or not words else word_stretches(why.film.plot, words),
        chips=first,
        rest=rest,
        chosen=chosen if shown.focus and shown.focus.is_part else "",
        text_recedes=shown.recedes(TEXT),
        chips_recede=shown.recedes(CATEGORICAL),
    )
    film_reader(reading, key=READER, on_focus=lambda: focusing.take(READER))
