"""Shares of explanations that hold with other viewers' ratings, by the grade that they give their own evidence."""

from __future__ import annotations

from dashboard.analysis.measurements import HOLDS, SURENESS, StoredResults
from dashboard.browser.page import draw_html
from dashboard.look.palette import Theme
from dashboard.panels.common.figures import draw_twin
from dashboard.panels.evidence.measurement_details import draw_means, result_table, source

MEANING = (
    "Two models learn from two halves of the viewers, who have nobody in common, and explain the same films to viewers "
    "whom neither has seen. Each explanation of the first calls its own evidence good, fair or poor. Its first "
    "reason holds where the second has the film on the same side of an average film, and that reason among its three "
    "strongest. By chance is what the first reasons of other films come to in the same test, drawn by lot among those "
    "that the first model puts on the same side for the same viewer; the table has it for each grade. Whiskers are "
    "95 % intervals in which the reasons of one viewer go together."
)


def draw_sureness(results: StoredResults, theme: Theme) -> None:
    """Draw the share that holds at each grade."""
    rows = results.rows(SURENESS, HOLDS)
    draw_means(rows, "Reasons that hold, by their evidence", MEANING, theme)
    draw_twin(result_table(results.rows(SURENESS)))
    draw_html(source(results))
