"""Methods of explaining, put to the test on the case on the screen."""

from __future__ import annotations

import math

import streamlit as st

from dashboard.charts.compare import (
    fall_takeaway,
    method_bars,
    method_takeaway,
    rank_falls,
    score_falls,
)
from dashboard.markup import isolated, signed, table, text
from dashboard.palette import Theme
from dashboard.panels.explanation import CHART
from dashboard.panels.sides import chosen_film, film_list
from dashboard.panels.trouble import trouble
from dashboard.service import Service
from dashboard.state import State
from dashboard.trial import Contender, Trial, verdict
from emde_core.errors import HistoryError

ABOUT = """
<p class="note">Three ways to say what each history film adds. <b>Ours</b> shares every bucket's effect among the films
in it, so that the parts add up. <b>Published</b> reads the buckets as a count-min sketch (arXiv 2006.09979): they do
not add up. <b>Leave-one-out</b> asks the model again without each film.</p>
"""


def draw(state: State, service: Service, theme: Theme) -> None:
    """Who says what, how far they agree, and whose strongest films really matter."""
    film_list(state, service)
    st.html(ABOUT)
    try:
        trial = service.trial(state.history, chosen_film(state, service))
    except HistoryError as error:
        trouble("There is nothing to try here", str(error))
        return
    st.html(f'<p class="verdict" data-verdict>{text(verdict(trial))}</p>')
    st.html(
        f'<h2 class="heading spaced">Taking out what each method calls strongest, and {isolated(trial.film.title)} '
        "falls</h2>"
    )
    for column, figure, key in zip(
        st.columns(2, gap="large"), (score_falls, rank_falls), ("score", "rank"), strict=True
    ):
        with column:
            chart = figure(trial, theme=theme)
            st.plotly_chart(chart, key=f"falls-{key}", theme=None, config=CHART, alt=fall_takeaway(trial))
    st.html(f'<details class="twin"><summary>The same as a table</summary>{_falls(trial)}</details>')
    st.html('<h2 class="heading spaced">What each says, and how far they agree</h2>')
    st.html(agreement(trial))
    for column, contender in zip(st.columns(len(trial.contenders), gap="large"), trial.contenders, strict=True):
        with column:
            st.html(f'<h3 class="heading">{text(contender.name)}</h3>')
            chart, alt = method_bars(trial, contender, theme=theme), method_takeaway(trial, contender)
            st.plotly_chart(chart, key=f"method-{contender.name}", theme=None, config=CHART, alt=alt)
    st.html(f'<details class="twin"><summary>The same as a table</summary>{_values(trial)}</details>')


def agreement(trial: Trial) -> str:
    """Rank correlations, and what each method's values add up to."""
    pairs = "".join(
        f"<li><b>{'–' if math.isnan(rho) else f'{rho:.2f}'}</b> {text(one)} and {text(two)}</li>"
        for (one, two), rho in trial.agreement.items()
    )
    sums = ", ".join(f"{c.name} {signed(sum(c.values.values()))}" for c in trial.contenders)
    return (
        f'<ul class="agreement" aria-label="Spearman rank correlation over history films">{pairs}</ul>'
        f'<p class="fine">Spearman rank correlation over {len(trial.titles)} history films; 1 is the same order. '
        f"The score to be explained is {signed(trial.score)}; the values add up to: {text(sums)}. "
        "Each figure below has a scale of its own.</p>"
    )


def _falls(trial: Trial) -> str:
    header = [
        "Films taken out",
        *(f"{c.name}: {what}" for c in trial.contenders for what in ("score", "rank")),
        "chance",
    ]
    rows = (
        (str(k), *(cell for c in trial.contenders for cell in _step(c, k)), f"{trial.chance.scores[k]:.2f}")
        for k in range(trial.taken + 1)
    )
    return table("Score in nats and rank after each film taken out", header, rows)


def _step(contender: Contender, k: int) -> tuple[str, str]:
    return signed(contender.fall.scores[k]), f"{contender.fall.ranks[k]:.0f}"


def _values(trial: Trial) -> str:
    rows = ((title, *(signed(c.values[film], 3) for c in trial.contenders)) for film, title in trial.titles.items())
    return table("What each method gives, in nats", ["History film", *(c.name for c in trial.contenders)], rows)
