"""Methods of explaining, put to the test on the case on the screen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.analysis.method_comparison import (
    MethodComparison,
    MethodResult,
    compared_methods,
    same_values_note,
    verdict,
)
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
from dashboard.text.grammar import capital, with_sign
from dashboard.text.markup import isolated, table, text
from emde_core.config import Recipe
from emde_core.errors import HistoryError
from emde_core.explain.methods.score import ADDITIVE

FALLS = {"scores": (score_falls, score_takeaway), "ranks": (rank_falls, rank_takeaway)}
LEVEL = 0.005  # nats: what rounds to 0


def draw_methods(state: State, service: Service, theme: Theme) -> None:
    """Draw what each method gives, how far they agree, and whose strongest films really matter."""
    film_list(state, service)
    st.html(f'<p class="note">{methods_note(service.model.trained.config.recipe)}</p>')
    try:
        comparison = service.method_comparison(state.history, chosen_film(state, service))
    except HistoryError as error:
        error_message("There is nothing to try here", str(error))
        return
    st.html(f'<p class="verdict" data-verdict>{text(verdict(comparison))}</p>')
    title = isolated(comparison.film.title)
    st.html(f'<h2 class="heading spaced">Taking out what each method calls strongest, and {title} falls</h2>')
    for column, what in zip(st.columns(2, gap="large"), FALLS, strict=True):
        with column:
            figure, takeaway = FALLS[what]
            chart, alt = figure(comparison, theme=theme), takeaway(comparison)
            st.plotly_chart(chart, key=f"falls-{what}", theme=None, config=CHART, alt=alt)
            _twin(_falls(comparison, what))
    st.html('<h2 class="heading spaced">What each says, and how far they agree</h2>')
    st.html(agreement(comparison))
    for column, result in zip(st.columns(len(comparison.results), gap="large"), comparison.results, strict=True):
        with column:
            chart, alt = method_bars(comparison, result, theme=theme), method_takeaway(comparison, result)
            st.plotly_chart(chart, key=f"method-{result.name}", theme=None, config=CHART, alt=alt)
            _twin(_values(comparison, result))


def methods_note(recipe: Recipe) -> str:
    """Say what each method gives, in markup."""
    methods = " ".join(
        f"<b>{text(capital(method.label))}</b> is {text(method.description)}"
        f"{'' if method.adds_up else '; it need not add up'}."
        for method in compared_methods(recipe)
    )
    return f"Ways to say what each history film adds. {methods} The bars on Explore are {text(ADDITIVE.label)}."


def _twin(table_markup: str) -> None:
    st.html(f'<details class="twin"><summary>The same as a table</summary>{table_markup}</details>')


def agreement(comparison: MethodComparison) -> str:
    """Return rank correlations, and what each method's values add up to, in markup."""
    pairs = "".join(
        f"<li><b>{'–' if math.isnan(rho) else f'{rho:.2f}'}</b> {text(one)}, against {text(two)}</li>"
        for (one, two), rho in comparison.agreement.items()
    )
    sums = "; ".join(
        f"{each.name} {with_sign(sum(each.values.values()))} of {'a margin' if each.rivals else 'a score'} of "
        f"{with_sign(each.total)}"
        for each in comparison.results
        if each.total is not None
    )
    margins = "".join(
        f"The margin is to the mean of {_join(each.rivals)}. " for each in comparison.results if each.rivals
    )
    note = same_values_note(comparison)
    return (
        f'<ul class="agreement" aria-label="Spearman rank correlation over history films">{pairs}</ul>'
        f'<p class="fine">Spearman rank correlation over {len(comparison.titles)} history films; 1 is the same order. '
        f"The values add up to: {text(sums)}.{_rest(comparison)} {margins}"
        f"{text(note)}{' ' if note else ''}Each figure below has a scale of its own.</p>"
    )


def _rest(comparison: MethodComparison) -> str:
    """Say how much of the score is no history film's: wishes, and a model's start without a history; "" for nothing."""
    ours = comparison.results[0]
    rest = (ours.total or 0.0) - sum(ours.values.values())
    return f" The rest of the score, {with_sign(rest)}, is there without these films." if abs(rest) >= LEVEL else ""


def _join(titles: Sequence[str]) -> str:
    return ", ".join(isolated(title) for title in titles)


def _falls(comparison: MethodComparison, what: str) -> str:
    unit = {"scores": "Score in nats", "ranks": "Rank"}[what]
    in_words: Callable[[float], str] = with_sign if what == "scores" else _rank
    falls = [*((c.name, c.fall) for c in comparison.results), (CHANCE, comparison.chance)]
    rows = ((str(k), *(in_words(getattr(fall, what)[k]) for _, fall in falls)) for k in range(comparison.steps + 1))
    return table(f"{unit} after each film taken out", ["Films taken out", *(name for name, _ in falls)], rows)


def _rank(mean: float) -> str:
    return f"{mean:.0f}" if mean == round(mean) else f"{mean:.1f}"


def _values(comparison: MethodComparison, result: MethodResult) -> str:
    rows = ((title, with_sign(result.values[film], 3)) for film, title in comparison.titles.items())
    return table(f"What {result.name} gives, in {result.unit}", ["History film", result.unit], rows)
