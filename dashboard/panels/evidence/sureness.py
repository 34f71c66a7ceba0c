"""Shares of explanations that hold with other viewers' ratings, by the grade that they give their own evidence."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.measurements import HOLDS, SURENESS, WHOLE, StoredResults
from dashboard.browser.page import draw_html
from dashboard.look.palette import Theme
from dashboard.panels.common.figures import draw_twin
from dashboard.panels.evidence.measurement_details import draw_means, result_table, source
from dashboard.reasons.sentence import LONG
from dashboard.text.markup import note

MEANING = (
    "Two models learn from two halves of the viewers, who have nobody in common, and explain the ten films that the "
    "first one recommends to viewers whom neither has seen. Each explanation of the first calls its own evidence good, "
    "fair or poor. Its first reason holds where the second has the film on the same side of an average film, and names "
    "the same reason first. By chance is what the first reason of another film comes to in the same test, "
    "drawn by lot among those that the first model puts on the same side for the same viewer. Whiskers are 95 % "
    "intervals in which the reasons of one viewer go together."
)
TEN = (
    "People name a few films, so each viewer is known by ten, drawn by lot: eight that they liked and two that were "
    "not for them."
)
ALL = (
    "The same viewers, known by all that they rated, tens or hundreds of films each. Their evidence is called good "
    f"less often. Explore tells these numbers for histories of more than {LONG} films."
)


def draw_sureness(results: StoredResults, theme: Theme) -> None:
    """Draw the share that holds at each grade, with ten films of each viewer and with all that they rated."""
    draw_html(note(MEANING))
    populations = ((SURENESS, "Histories of ten films", TEN), (WHOLE, "Whole histories", ALL))
    for column, (part, title, meaning) in zip(st.columns(2, gap="large"), populations, strict=True):
        if rows := results.rows(part, HOLDS):
            with column:
                draw_means(rows, title, meaning, theme)
    draw_twin(result_table([*results.rows(SURENESS), *results.rows(WHOLE)]))
    draw_html(source(results))
