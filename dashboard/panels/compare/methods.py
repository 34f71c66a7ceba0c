"""Methods of explaining, put to the test on the case on the screen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.analysis.method_comparison import (
    LEVEL,
    MethodComparison,
    MethodResult,
    agreement_sentence,
    compared_methods,
    fall_sentence,
    same_values_note,
    verdict,
)
from dashboard.browser.page import draw_html
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
from dashboard.panels.common.explained_film import draw_explained_film_list, explained_film_id
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.common.messages import error_message
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, with_sign
from dashboard.text.markup import (
    Markup,
    element,
    fine,
    heading,
    items,
    join,
    lead,
    strong,
    table,
)
from emde_core.config import Recipe
from emde_core.errors import HistoryError
from emde_core.explain.methods.score import ADDITIVE

FALLS = {"scores": (score_falls, score_takeaway), "ranks": (rank_falls, rank_takeaway)}
UNITS = {"scores": None, "ranks": "Values are ranks; 1 is the best."}
ORDER = (
    "The thin line takes films out in random order. Explore and Present search for the smallest change of any kind, "
    "which may turn a rating round or add a film, and may need fewer."
)
SCALES = (
    "A bar is a film of the history: the longer, the more it matters; hatched, it speaks against the film. Each figure "
    "has a scale of its own."
)
OF_WISHES = "All of this is of films alone: wishes stay whichever films are taken out, and add {} to the score."
RESEARCHERS = "For researchers: rank correlations and sums"


def draw_methods(state: State, service: Service, theme: Theme) -> None:
    """Draw what each method gives, how far they agree, and whose strongest films really matter."""
    draw_explained_film_list(state, service)
    try:
        comparison = service.method_comparison(state.history, explained_film_id(state, service))
    except HistoryError as error:
        error_message("There is nothing to try here", str(error))
        return
    ways = methods_list(service.model.trained.config.recipe)
    wishes = [fine(OF_WISHES.format(with_sign(comparison.results[0].rest)))] if state.history.wishes else []
    same = [fine(words)] if (words := same_values_note(comparison)) else []
    draw_html(lead(agreement_sentence(comparison), tag="p"), *wishes, ways, *same)
    draw_html(heading("What each says", spaced=True), fine(SCALES))
    for column, result in zip(st.columns(len(comparison.results), gap="large"), comparison.results, strict=True):
        with column:
            alt = method_takeaway(comparison, result)
            draw_figure(method_bars(comparison, result, theme=theme), f"method-{result.name}", alt)
            draw_twin(_values(comparison, result))
    draw_html(heading("A test: take out the films that each puts first, one after another", spaced=True))
    draw_html(element("p", verdict(comparison), class_="verdict", data_verdict=True), fine(ORDER))
    for column, what in zip(st.columns(2, gap="large"), FALLS, strict=True):
        with column:
            figure, takeaway = FALLS[what]
            draw_figure(figure(comparison, theme=theme), f"falls-{what}", takeaway(comparison), unit=UNITS[what])
            draw_twin(_falls(comparison, what))
    with st.expander(RESEARCHERS):
        draw_html(numbers(comparison))


def methods_list(recipe: Recipe) -> Markup:
    """Say what each method gives, a line each."""
    words = (
        join(
            strong(capital(method.label)),
            f": {method.description}.{' These are the bars on Explore.' if method is ADDITIVE else ''}",
        )
        for method in compared_methods(recipe)
    )
    return items(words, class_="ways-to-explain")


def numbers(comparison: MethodComparison) -> Markup:
    """Return rank correlations, how fast the score falls, and what each method's values add up to."""
    pairs = (
        join(strong("–" if math.isnan(rho) else f"{rho:.2f}"), f" {one}, against {two}")
        for (one, two), rho in comparison.agreement.items()
    )
    sums = "; ".join(_sum(each, comparison) for each in comparison.results if each.total is not None)
    margins = (_margin(each.rivals) for each in comparison.results if each.rivals)
    correlation = (
        items(pairs, class_="agreement", aria_label="Spearman rank correlation over history films"),
        fine(f"Spearman rank correlation over {len(comparison.titles)} history films; 1 is the same order."),
    )
    return join(
        *(correlation if comparison.agreement else ()),
        fine(fall_sentence(comparison)),
        fine(f"The values add up to: {sums}. ", *margins),
    )


def _margin(titles: Sequence[str]) -> str:
    return f"The margin is to the mean of {', '.join(map(isolate, titles))}. "


def _sum(result: MethodResult, comparison: MethodComparison) -> str:
    """Say what a method's values add up to, and what of that is no film's: "+0.75 of a score of +1.26, …"."""
    films, total = with_sign(sum(result.values.values())), with_sign(result.total or 0.0)
    words = f"{result.name} {films} of {'a margin' if result.rivals else 'a score'} of {total}"
    whose = "is what wishes add" if comparison.wishes else "is there without these films"
    return f"{words}, of which {with_sign(result.rest)} {whose}" if abs(result.rest) >= LEVEL else words


def _falls(comparison: MethodComparison, what: str) -> Markup:
    unit = {"scores": "Score in nats", "ranks": "Rank"}[what]
    in_words: Callable[[float], str] = with_sign if what == "scores" else _rank
    falls = [*((c.name, c.fall) for c in comparison.results), (CHANCE, comparison.chance)]
    rows = ((str(k), *(in_words(getattr(fall, what)[k]) for _, fall in falls)) for k in range(comparison.steps + 1))
    return table(f"{unit} after each film taken out", ["Films taken out", *(name for name, _ in falls)], rows)


def _rank(mean: float) -> str:
    return f"{mean:.0f}" if mean == round(mean) else f"{mean:.1f}"


def _values(comparison: MethodComparison, result: MethodResult) -> Markup:
    rows = ((title, with_sign(result.values[film], 3)) for film, title in comparison.titles.items())
    return table(f"What {result.name} gives, in {result.unit}", ["History film", result.unit], rows)
