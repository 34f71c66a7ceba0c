"""The history played film by film, folded away until somebody asks."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.replay import Replay, step_caption
from dashboard.browser import pictures
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.charts.replay import rank_lines, replay_takeaway, score_steps
from dashboard.look.palette import Theme, label
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.common.panel import panel
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.grammar import shorten, with_sign
from dashboard.text.markup import Markup, element, fine, legend, table, thumbnail
from emde_core.explain.explanation import Explanation
from emde_core.history import History

STEP, CASE = "replay-step", "replay-played"
RANKS = "Rank after each film, of this one and of those first in the end, among the films outside the whole history"
RANK_UNIT = "Values are ranks; 1 is the best."
SHORTEST = 2  # films: there is nothing to play with fewer
LONGEST = 24  # letters of a title above a column


@st.fragment
@panel("The replay")
def draw_replay(why: Explanation, service: Service, posters: Posters, history: History, theme: Theme) -> None:
    """Draw a disclosure; its content is worked out once it is open, and drawn again without the rest of the page."""
    if why.rank is None or len(history) < SHORTEST:
        return
    box = st.expander("Replay the history, film by film", key="replay-open", on_change="rerun")
    if box.open:
        with box:
            if st.session_state.get(CASE) != (history, why.film.id):  # another replay starts at its end
                st.session_state[CASE], st.session_state[STEP] = (history, why.film.id), len(history)
            _draw_steps(service.replay(history, why.film.id), posters, theme)


def _draw_steps(replay: Replay, posters: Posters, theme: Theme) -> None:
    last, title = replay.steps[-1], replay.film.title
    st.session_state.setdefault(STEP, len(replay.steps))  # it is forgotten while this is folded away
    at = st.slider("Films so far, likes first", 1, len(replay.steps), key=STEP)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="replay-head"):
        draw_html(_headline(replay, at, posters))
        st.button("Previous", key="replay-previous", disabled=at == 1, on_click=guard(_go), args=(at - 1,))
        st.button("Next", key="replay-next", disabled=at == len(replay.steps), on_click=guard(_go), args=(at + 1,))
    draw_html(fine(RANKS))
    draw_figure(rank_lines(replay, at, theme=theme), "replay-ranks", replay_takeaway(replay), unit=RANK_UNIT)
    draw_html(fine(f"The score of {title}"), legend(last.by_part))
    alt = f"The score of {title} is {last.score:+.2f} in the end."
    draw_figure(score_steps(replay, at, theme=theme), "replay-score", alt)
    draw_twin(*tables(replay), summary="The same as tables")


def tables(replay: Replay) -> tuple[Markup, Markup]:
    """Return the followed films' ranks, and the explained one's score, after each step."""
    titles = (isolate(shorten(film.title, LONGEST)) for film in replay.ranked_films)
    films = replay.ranked_films
    ranks = ((step.joins, *(str(step.ranks.get(film.id, "–")) for film in films)) for step in replay.steps)
    parts = list(replay.steps[-1].by_part)
    scores = (
        (step.joins, *(with_sign(step.by_part.get(part, 0.0)) for part in parts), with_sign(step.score))
        for step in replay.steps
    )
    return (
        table("Rank after each film that joins", ("", *titles), ranks),
        table(f"Score of {isolate(replay.film.title)}, in nats", ("", *map(label, parts), "score"), scores),
    )


def _headline(replay: Replay, at: int, posters: Posters) -> Markup:
    film = replay.steps[at - 1].film
    poster = thumbnail(film.title, pictures.small(posters, film))
    return element("div", poster, element("p", step_caption(replay, at)), class_="deed", role="status")


def _go(step: int) -> None:
    st.session_state[STEP] = step
