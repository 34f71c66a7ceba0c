"""The history played film by film, folded away until somebody asks."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.replay import Replay, deed
from dashboard.browser import pictures
from dashboard.charts.replay import rank_lines, replay_takeaway, score_steps
from dashboard.look.palette import Theme, label
from dashboard.panels.explore.explanation import CHART
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.grammar import shorten, signed
from dashboard.text.markup import legend, table, text, thumbnail
from emde_core.explain.explanation import Explanation
from emde_core.history import History

STEP, PLAYED = "replay-step", "replay-played"
SHORTEST = 2  # films: there is nothing to play with fewer
LONGEST = 24  # letters of a title above a column


@st.fragment
def draw_replay(why: Explanation, service: Service, posters: Posters, history: History, theme: Theme) -> None:
    """A disclosure; what is in it is worked out once it is open, and drawn again without the rest of the page."""
    if why.rank is None or len(history) < SHORTEST:
        return
    box = st.expander("Replay the history, film by film", key="replay-open", on_change="rerun")
    if box.open:
        with box:
            if st.session_state.get(PLAYED) != (history, why.film.id):  # another replay starts at its end
                st.session_state[PLAYED], st.session_state[STEP] = (history, why.film.id), len(history)
            _played(service.replay(history, why.film.id), posters, theme)


def _played(played: Replay, posters: Posters, theme: Theme) -> None:
    last = len(played.steps)
    st.session_state.setdefault(STEP, last)  # it is forgotten while this is folded away
    at = st.slider("Films so far, likes first", 1, last, key=STEP)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="replay-head"):
        st.html(_headline(played, at, posters))
        st.button("Previous", key="replay-previous", disabled=at == 1, on_click=_go, args=(at - 1,))
        st.button("Next", key="replay-next", disabled=at == last, on_click=_go, args=(at + 1,))
    figure, alt = rank_lines(played, at, theme=theme), replay_takeaway(played)
    said = "Rank after each film, of this one and of those first in the end, among the films outside the whole history"
    st.html(f'<p class="fine">{said}</p>')
    st.plotly_chart(figure, key="replay-ranks", theme=None, config=CHART, alt=alt)
    st.html(f'<p class="fine">The score of {text(played.film.title)}</p>{legend(played.steps[-1].by_part)}')
    alt = f"The score of {played.film.title} is {played.steps[-1].score:+.2f} in the end."
    st.plotly_chart(score_steps(played, at, theme=theme), key="replay-score", theme=None, config=CHART, alt=alt)
    twins = "".join(tables(played))
    st.html(f'<details class="twin"><summary>The same as tables</summary>{twins}</details>')


def tables(played: Replay) -> tuple[str, str]:
    """The followed films' ranks, and the explained one's score, after each step."""
    titles = (isolate(shorten(film.title, LONGEST)) for film in played.followed)
    ranks = ((step.joins, *(str(step.ranks.get(film.id, "–")) for film in played.followed)) for step in played.steps)
    parts = list(played.steps[-1].by_part)
    scores = (
        (step.joins, *(signed(step.by_part.get(part, 0.0)) for part in parts), signed(step.score))
        for step in played.steps
    )
    return (
        table("Rank after each film that joins", ("", *titles), ranks),
        table(f"Score of {isolate(played.film.title)}, in nats", ("", *map(label, parts), "score"), scores),
    )


def _headline(played: Replay, at: int, posters: Posters) -> str:
    film = played.steps[at - 1].film
    return (
        f'<div class="deed" role="status">{thumbnail(film.title, pictures.small(posters, film))}'
        f"<p>{text(deed(played, at))}</p></div>"
    )


def _go(step: int) -> None:
    st.session_state[STEP] = step
