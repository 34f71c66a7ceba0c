"""Methods of explaining, put to the test on the case on the screen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.analysis.method_comparison import RANK, Contender, MethodComparison, alike, verdict
from dashboard.charts.compare import (
    CHANCE,
    method_bars,
    method_takeaway,
    rank_falls,
    rank_takeaway,
    score_falls,
    score_takeaway,
)
from dashboard.look.palette import Theme
from dashboard.panels.common.messages import error_message
from dashboard.panels.compare.two_explanations import chosen_film, film_list
from dashboard.panels.explore.explanation import CHART
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.grammar import signed
from dashboard.text.markup import isolated, table, text
from emde_core.errors import HistoryError

FALLS = {"scores": (score_falls, score_takeaway), "ranks": (rank_falls, rank_takeaway)}
LEVEL = 0.005  # nats: what rounds to 0
ABOUT = (
    "Ways to say what each history film adds. <b>Ours for the score</b> are the bars on Explore; they add up to the "
    "score. <b>Ours for the rank</b> adds up to the margin to the films that would take its place. "
    "<b>Leave-one-out</b> asks the model again without each film.{} Use ours for the score to learn why the film "
    "scores as it does, and ours for the rank to learn what keeps it ahead of other films."
)
OF_PUBLISHED = (
    " <b>Published</b> reads this model’s buckets as a count-min sketch (arXiv 2006.09979): it does not add up."
)


def draw_methods(state: State, service: Service, theme: Theme) -> None:
    """Who says what, how far they agree, and whose strongest films really matter."""
    film_list(state, service)
    of_its_own = OF_PUBLISHED if service.about().recipe == "published" else ""
    st.html(f'<p class="note">{ABOUT.format(of_its_own)}</p>')
    try:
        trial = service.trial(state.history, chosen_film(state, service))
    except HistoryError as error:
        error_message("There is nothing to try here", str(error))
        return
    st.html(f'<p class="verdict" data-verdict>{text(verdict(trial))}</p>')
    st.html(
        f'<h2 class="heading spaced">Taking out what each method calls strongest, and {isolated(trial.film.title)} '
        "falls</h2>"
    )
    for column, what in zip(st.columns(2, gap="large"), FALLS, strict=True):
        with column:
            figure, takeaway = FALLS[what]
            chart, alt = figure(trial, theme=theme), takeaway(trial)
            st.plotly_chart(chart, key=f"falls-{what}", theme=None, config=CHART, alt=alt)
            _twin(_falls(trial, what))
    st.html('<h2 class="heading spaced">What each says, and how far they agree</h2>')
    st.html(agreement(trial))
    for column, contender in zip(st.columns(len(trial.contenders), gap="large"), trial.contenders, strict=True):
        with column:
            chart, alt = method_bars(trial, contender, theme=theme), method_takeaway(trial, contender)
            st.plotly_chart(chart, key=f"method-{contender.name}", theme=None, config=CHART, alt=alt)
            _twin(_values(trial, contender))


def _twin(made: str) -> None:
    st.html(f'<details class="twin"><summary>The same as a table</summary>{made}</details>')


def agreement(trial: MethodComparison) -> str:
    """Rank correlations, and what each method's values add up to."""
    pairs = "".join(
        f"<li><b>{'–' if math.isnan(rho) else f'{rho:.2f}'}</b> {text(one)}, against {text(two)}</li>"
        for (one, two), rho in trial.agreement.items()
    )
    sums = "; ".join(f"{c.name} {signed(sum(c.values.values()))} of {_explained(c)}" for c in trial.contenders)
    said = alike(trial)
    return (
        f'<ul class="agreement" aria-label="Spearman rank correlation over history films">{pairs}</ul>'
        f'<p class="fine">Spearman rank correlation over {len(trial.titles)} history films; 1 is the same order. '
        f"The values add up to: {text(sums)}.{_rest(trial)} The margin is to the mean of {_listed(trial.rivals)}. "
        f"{text(said)}{' ' if said else ''}Each figure below has a scale of its own.</p>"
    )


def _rest(trial: MethodComparison) -> str:
    """What of the score is no history film's: wishes, and where a model starts without a history; "" for nothing."""
    ours = trial.contenders[0]
    rest = ours.explains - sum(ours.values.values())
    return f" The rest of the score, {signed(rest)}, is there without these films." if abs(rest) >= LEVEL else ""


def _explained(contender: Contender) -> str:
    return f"{'a margin' if contender.name == RANK else 'a score'} of {signed(contender.explains)}"


def _listed(titles: Sequence[str]) -> str:
    return ", ".join(isolated(title) for title in titles)


def _falls(trial: MethodComparison, what: str) -> str:
    unit = {"scores": "Score in nats", "ranks": "Rank"}[what]
    shown: Callable[[float], str] = signed if what == "scores" else _rank
    falls = [*((c.name, c.fall) for c in trial.contenders), (CHANCE, trial.chance)]
    rows = ((str(k), *(shown(getattr(fall, what)[k]) for _, fall in falls)) for k in range(trial.taken + 1))
    return table(f"{unit} after each film taken out", ["Films taken out", *(name for name, _ in falls)], rows)


def _rank(mean: float) -> str:
    return f"{mean:.0f}" if mean == round(mean) else f"{mean:.1f}"


def _values(trial: MethodComparison, contender: Contender) -> str:
    rows = ((title, signed(contender.values[film], 3)) for film, title in trial.titles.items())
    return table(f"What {contender.name} gives, in nats", ["History film", "nats"], rows)
