"""How well the model recommends: beside its peers, films with few ratings, and how far its scores can be believed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.measurements import StoredResults
from dashboard.charts.reliability import (
    Pair,
    few_ratings_curve,
    few_ratings_takeaway,
    reliability_curve,
    reliability_takeaway,
)
from dashboard.look.palette import Theme
from dashboard.panels.common.figures import CHART
from dashboard.panels.evidence.measurement_details import as_measured, means, source
from dashboard.text.markup import text
from emde_core.artifacts.results import ResultRow

WARM, COLD, FEW, RELIABILITY = "warm", "cold", "few", "reliability"  # parts of results
WARM_SAID = (
    "Viewers whom the model has not seen, a fifth of their likes hidden: how near the top of 20 do these stand? 1 is "
    "perfect; higher is better."
)
COLD_SAID = (
    "A fifth of the films loses all its ratings: how near the top of 10 do those stand that a viewer liked, among "
    "all such films? Higher is better."
)
WHISKERS = (
    "Whiskers are 95 % intervals over viewers, of each mean by itself; differences between models, viewer by viewer, "
    "are surer than they look here."
)
FEW_SAID = (
    "Films are thinned to so many ratings: how far from the top of the whole catalogue do they stand for viewers who "
    "like them?"
)
RELIABILITY_SAID = (
    "A score says how many times as likely a film is to be liked as an average one. Was it? Dotted: exactly so."
)


def draw_accuracy(measured: StoredResults, theme: Theme) -> None:
    """Our model beside its peers, films with few ratings, and how far scores can be believed."""
    left, right = st.columns(2, gap="large")
    with left:
        means(measured.rows(WARM, "NDCG@20"), "Films that others have rated (NDCG@20)", WARM_SAID, theme)
    with right:
        means(measured.rows(COLD, "NDCG@10"), "Films that nobody has rated (NDCG@10)", COLD_SAID, theme)
    st.html(f'<p class="fine">{WHISKERS}</p>')
    left, right = st.columns(2, gap="large")
    with left:
        _few(by_ratings(measured.rows(FEW)), theme)
    with right:
        _reliability(_pairs(measured), theme)
    rows = as_measured(measured.results.rows)
    st.html(f'<details class="twin"><summary>Every number</summary>{rows}</details>')
    st.html(source(measured))


def _few(rows: Sequence[tuple[str, ResultRow]], theme: Theme) -> None:
    if rows:
        st.html(f'<h3 class="heading">Films with few ratings</h3><p class="fine">{text(FEW_SAID)}</p>')
        chart, alt = few_ratings_curve(rows, theme=theme), few_ratings_takeaway(rows)
        st.plotly_chart(chart, key="few", theme=None, config=CHART, alt=alt)


def _reliability(pairs: Sequence[Pair], theme: Theme) -> None:
    if pairs:
        st.html(f'<h3 class="heading">What scores say, and what was found</h3><p class="fine">{RELIABILITY_SAID}</p>')
        chart, alt = reliability_curve(pairs, theme=theme), reliability_takeaway(pairs)
        st.plotly_chart(chart, key="reliability", theme=None, config=CHART, alt=alt)


def by_ratings(rows: Sequence[ResultRow]) -> list[tuple[str, ResultRow]]:
    """Rows by how many ratings films have: "rank percentile, 3 ratings"."""
    found = [(row.metric.rpartition(", ")[2].partition(" ")[0], row) for row in rows if row.mean is not None]
    return sorted(found, key=lambda each: int(each[0]))


def _pairs(measured: StoredResults) -> list[Pair]:
    """What was said and found of each group of films; groups in which nothing was found are left to the table."""
    said = {row.subject: row for row in measured.rows(RELIABILITY, "said")}
    found = {row.subject: row for row in measured.rows(RELIABILITY, "found")}
    return [(said[group], found[group]) for group in said if group in found and found[group].mean]
