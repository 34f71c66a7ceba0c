"""The bars of an explanation, by the method of explaining that somebody chooses."""

from __future__ import annotations

import math

import streamlit as st

from dashboard.analysis.method_comparison import compared_methods
from dashboard.browser import session
from dashboard.browser.page import draw_html
from dashboard.components.reason_bars import reason_bars
from dashboard.export.figure_lines import unit_line
from dashboard.panels.common.choosers import draw_segments
from dashboard.panels.common.explained_film import shown_explanation, shown_method
from dashboard.panels.common.messages import error_boundary
from dashboard.panels.common.panel import panel
from dashboard.panels.explore import focus_events
from dashboard.panels.explore.focus_events import View
from dashboard.panels.explore.history import previews
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.sentence import is_calibrated
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, with_sign
from dashboard.text.markup import Markup, fine
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.base import Method
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.sureness import ContentEvidence

REASONS, CHOICE = "reason_bars", "bars-by"
RESEARCHERS = "For researchers: other methods, units, versions"
ADDS_UP = 1e-6  # of the score: the largest residual that is a rounding error


@panel("What adds up to the score")
def draw_bars(why: Explanation, view: View, service: Service) -> None:
    """Draw the bars, and for researchers a chooser of methods; others than ours say what each film adds, and no more.

    Args:
        why: the explanation by our method.
        view: what of it is in focus.
        service: explains anew by another method.
    """
    methods = {each.name: each for each in compared_methods(service.model.trained.config.recipe)}
    method = shown_method(session.state(), service)
    if method is ADDITIVE:
        notes, verdict = previews(service, session.state().history, why), sum_verdict(why)
        _draw(why, view, notes, verdict, service.evidence)
    else:
        _draw_other(method, why, view, service)
    with st.container(key="researchers"), st.expander(RESEARCHERS, expanded=method is not ADDITIVE):
        draw_segments("Bars by", methods, method.name, key=CHOICE, label=lambda name: methods[name].label, take=_take)
        draw_html(provenance(shown_explanation(why, service, session.state())))


def _draw_other(method: Method, why: Explanation, view: View, service: Service) -> None:
    with error_boundary("This method has nothing to say here"):
        other = service.explain(session.state().history, why.film.id, method=method.name)
        notes = f"{_beside_ours(why, other)}{wishes_beside(why, other)}"
        draw_html(fine(f"{capital(method.label)} is {method.description}. {notes}"))
        focus = view.linked.focus if view.linked.focus and view.linked.focus.is_entry else None
        _draw(other, View(linked_views(other, focus)), {}, sum_verdict(other), {})


def _draw(why: Explanation, view: View, notes: dict[str, str], verdict: str, evidence: ContentEvidence) -> None:
    reason_bars(why, view.linked, notes, verdict, evidence, key=REASONS, on_focus=lambda: focus_events.take(REASONS))


def _beside_ours(why: Explanation, other: Explanation) -> str:
    """Say where another method gives each film of the history the value that ours gives it; "" where it does not."""
    same = all(math.isclose(value, why.by_entry[film], abs_tol=ADDS_UP) for film, value in other.by_entry.items())
    return f"Its values are equal here to those of {ADDITIVE.label}." if same else ""


def wishes_beside(why: Explanation, other: Explanation) -> str:
    """Say what wishes add beside the bars of a method that is of films alone; "" where it has bars for them."""
    has_wishes, has_bars = (any(each.wish for each in one.contributions) for one in (why, other))
    if not has_wishes or has_bars:
        return ""
    whole = f"the {'margin' if other.margin else 'score'} of {with_sign(other.total)}"
    return f" It is of films alone: wishes stay, and add {with_sign(other.baseline)} beside its bars, up to {whole}."


def _take(name: str) -> None:
    session.replace_state(session.state().explain_by(name))


def sum_verdict(why: Explanation) -> str:
    """Say whether the parts add up to what they are parts of."""
    whole = "the margin" if why.margin else "the score"
    if why.completeness_residual <= ADDS_UP:
        start = f" with what it is without the films ({with_sign(why.baseline)})" if why.baseline else ""
        return f"Before rounding, the parts add up{start} to {whole}"
    return f"The parts do not add up to {whole}: they are off by {why.completeness_residual:.0%} of it"


def provenance(why: Explanation) -> Markup:
    """Write where the numbers are from."""
    twice = " +0.69 is twice as likely as an average film." if is_calibrated(why) and not why.margin else ""
    return fine(f"{isolate(unit_line(why))}{twice} Model {why.model_hash}, data {why.data_hash}.")
