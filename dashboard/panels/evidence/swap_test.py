"""Whether content counts: the swap test of each modality in one picture, with what it says in words."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.measurements import (
    ALL,
    CONTENT,
    StoredResults,
    SwapResult,
    number,
    planted_tastes,
    swap_results,
)
from dashboard.charts.swap_test import swap_chart, swap_takeaway, taste_chart, taste_takeaway
from dashboard.look.palette import Theme, plural
from dashboard.panels.common.figures import CHART
from dashboard.panels.evidence.measurement_details import as_measured, source
from dashboard.text.markup import text

ASKED = (
    "The model is trained again with every film’s plot, categories or poster given to another film. What changes is "
    "what it owes to that content. Filled: real content; hollow: that of other films. Whiskers are 95 % intervals; "
    "those of accuracy are of the difference to real content, viewer by viewer."
)
KNOWN = (
    "The same films with simulated viewers, each of whom follows one thing and nothing else. How often is the modality "
    "that carries it the largest of the content parts of what they are recommended, and how often with that modality "
    "exchanged between films? A topic is a cluster of whole plots, not a word that both share. So this is what a part "
    "looks like where it counts."
)
PUBLISHED = (
    "A share says: of how films’ scores differ for a viewer, so much goes with the buckets of this modality. In the "
    "published recipe buckets are fingerprints of whole films: its network finds as much in exchanged content, "
    "so that a share alone says nothing."
)
FOUND = {
    "counts": "{} count: with those of other films, rated or unrated films are placed worse.",
    "shows": "{} show: scores follow them, but recommendations were not measured to be better for it.",
    "none": "{} have no evidence: those of other films do as well. They are never named as a reason.",
}


def draw_swap_test(measured: StoredResults, theme: Theme) -> None:
    """The picture, the verdicts, and what a share is."""
    found = swap_results(measured)
    st.html(f'<p class="note">{text(ASKED)}</p>')
    chart, alt = swap_chart(found, theme=theme), swap_takeaway(found)
    st.plotly_chart(chart, key="swapped", theme=None, config=CHART, alt=alt)
    listed = "".join(f"<li>{_verdict(swap)}</li>" for swap in found if swap.modality != ALL)
    st.html(f'<ul class="verdicts">{listed}</ul><p class="note">{text(shares(measured))}</p>')
    rows = as_measured(measured.rows(CONTENT))
    st.html(f'<details class="twin"><summary>The same as a table</summary>{rows}</details>')
    st.html(source(measured))


def known_tastes(measured: StoredResults, theme: Theme) -> None:
    """The same question in a world where tastes are known; nothing where that was not measured."""
    found = planted_tastes(measured)
    if found:
        st.html(f'<h3 class="heading spaced">Where tastes are known</h3><p class="fine">{text(KNOWN)}</p>')
        chart, alt = taste_chart(found, theme=theme), taste_takeaway(found)
        st.plotly_chart(chart, key="planted", theme=None, config=CHART, alt=alt)
        rows = as_measured(measured.rows("planted"))
        st.html(f'<details class="twin"><summary>The same as a table</summary>{rows}</details>')


def _verdict(swap: SwapResult) -> str:
    name = f'<b class="reason {text(swap.modality)}">{text(plural(swap.modality).capitalize())}</b>'
    return FOUND[swap.verdict].format(name)


def shares(measured: StoredResults) -> str:
    """What a share means, and what becomes of the scores without content."""
    if measured.results.config.recipe == "published":
        return PUBLISHED
    said = "A share says: of how films’ scores differ for a viewer, so much goes with likeness in this modality."
    every = measured.find(CONTENT, ALL, "share")
    if every is not None:
        said += f" All together it is {number(every.mean):.0%}; the rest is company, who liked what together."
    change = measured.find(CONTENT, ALL, "without_prior")
    if change is not None:
        said += (
            f" Taken out of the model altogether and trained again, content changes {number(change.mean):.0%} of how "
            "scores differ: for films that many have rated, ratings make up for most of it."
        )
    return said
