"""The model's accuracy: beside its peers, for films with few ratings, and how far its scores can be believed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.measurements import StoredResults, reliability_pairs
from dashboard.browser.page import draw_html
from dashboard.charts.reliability import (
    few_ratings_curve,
    few_ratings_takeaway,
    reliability_curve,
    reliability_limit,
    reliability_takeaway,
)
from dashboard.look.palette import Theme
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.evidence.measurement_details import draw_means, result_table, source
from dashboard.text.markup import fine, heading
from emde_core.artifacts.results import ResultRow

WARM, COLD, FEW = "warm", "cold", "few"  # parts of results
WARM_MEANING = (
    "Viewers whom the model has not seen, a fifth of their likes hidden: how near the top of 20 do these stand? 1 is "
    "perfect; higher is better."
)
COLD_MEANING = (
    "A fifth of the films loses all its ratings: how near the top of 10 do those stand that a viewer liked, among "
    "all such films? Higher is better."
)
WHISKERS = (
    "Whiskers are 95 % intervals over viewers, of each mean by itself. Differences to ours, viewer by viewer, are "
    "surer than they look here: the table has them as “less ours”."
)
FEW_MEANING = (
    "Films are thinned to so many ratings: how far from the top of the whole catalogue do they stand for viewers who "
    "like them? 0 % is the top, 50 % chance; lower is better. A film without ratings starts as an average one; with "
    "its first ratings it counts as one that few have liked, and stands lower until more of them are known. Whiskers "
    "are 95 % intervals over viewers."
)
RELIABILITY_MEANING = (
    "A score says how many times as likely a film is to be liked as an average one. Was it? Dotted: exactly so. "
    "Compared are films of one viewer with each other; whiskers are 95 % intervals over viewers."
)


def draw_accuracy(results: StoredResults, theme: Theme) -> None:
    """Draw our model beside its peers, films with few ratings, and how far scores can be believed."""
    left, right = st.columns(2, gap="large")
    with left:
        draw_means(results.rows(WARM, "NDCG@20"), "Films that others have rated (NDCG@20)", WARM_MEANING, theme)
    with right:
        draw_means(results.rows(COLD, "NDCG@10"), "Films that nobody has rated (NDCG@10)", COLD_MEANING, theme)
    draw_html(fine(WHISKERS))
    left, right = st.columns(2, gap="large")
    with left:
        if rows := by_ratings(results.rows(FEW)):
            draw_html(heading("Films with few ratings", level=3), fine(FEW_MEANING))
            draw_figure(few_ratings_curve(rows, theme=theme), "few", few_ratings_takeaway(rows))
    with right:
        if pairs := reliability_pairs(results):
            draw_html(heading("What scores say, and what was found", level=3), fine(RELIABILITY_MEANING))
            draw_figure(reliability_curve(pairs, theme=theme), "reliability", reliability_takeaway(pairs))
            if words := reliability_limit(pairs):
                draw_html(fine(words))
    draw_twin(result_table(results.results.rows), summary="Every number")
    draw_html(source(results))


def by_ratings(rows: Sequence[ResultRow]) -> list[tuple[str, ResultRow]]:
    """Sort rows by how many ratings films have: "rank percentile, 3 ratings"."""
    counts = [(row.metric.rpartition(", ")[2].partition(" ")[0], row) for row in rows if row.mean is not None]
    return sorted(counts, key=lambda each: int(each[0]))
