"""The swap test of each modality in one picture, with its verdict in words: does content count?"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.measurements import (
    ALL,
    CONTENT,
    StoredResults,
    SwapResult,
    number,
    planted_tastes,
    swap_results,
)
from dashboard.browser.page import draw_html
from dashboard.charts.swap_test import swap_chart, swap_takeaway, taste_chart, taste_takeaway
from dashboard.look.palette import Theme, in_prose, plural
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.evidence.measurement_details import result_table, source
from dashboard.text.markup import NOTHING, fine, heading, note
from emde_core.schema import COMPANY

METHOD = (
    "Filled marks: every film has its own plot, categories and poster. Hollow ones: it has those of another film, and "
    "the model has learned anew. How far the hollow mark falls behind is what the model owes to that content. Whiskers "
    "are 95 % intervals; those of accuracy are of the difference between the two marks, viewer by viewer."
)
KNOWN_TASTES = (
    "The same films, and simulated viewers who each follow one thing alone: certain people, the genres of a decade, "
    "topics of plots, or looks of posters. A right explanation then has the part that carries this taste as its "
    "largest one of content. Filled: how often that is so; hollow: how often, with that part swapped between films. A "
    "topic is a cluster of whole plots, not a word that both share."
)
PUBLISHED = (
    "A share says how much of the difference between films’ scores goes with one part. In the published recipe, "
    "buckets are fingerprints of whole films: its network finds as much in swapped content, so that a share alone says "
    "nothing."
)
SETTINGS = (
    "Filled marks can stand a little off the accuracy under “Does it recommend well?”, for films without ratings: here "
    "a split’s settings are chosen once, on ratings of all films; there anew, without those of the hidden films."
)


def draw_swap_test(results: StoredResults, theme: Theme) -> None:
    """Draw the picture, and say what a share is."""
    swaps = swap_results(results)
    draw_html(note(METHOD), fine(SETTINGS) if results.results.config.recipe == "affinity" else NOTHING)
    draw_figure(swap_chart(swaps, theme=theme), "swapped", swap_takeaway(swaps))
    draw_html(note(shares(results)))
    if words := read_alone(swaps):
        draw_html(note(words))
    draw_twin(result_table(results.rows(CONTENT)))
    draw_html(source(results))


def draw_known_tastes(results: StoredResults, theme: Theme) -> None:
    """Draw the same question in a world where tastes are known; nothing where that was not measured."""
    tastes = planted_tastes(results)
    if tastes:
        draw_html(heading("Where tastes are known", level=3, spaced=True), fine(KNOWN_TASTES))
        draw_figure(taste_chart(tastes, theme=theme), "planted", taste_takeaway(tastes))
        draw_twin(result_table(results.rows("planted")))


def read_alone(swaps: Sequence[SwapResult]) -> str:
    """Say how well films without ratings are placed by one modality alone; "" where that was not measured."""
    phrases = [
        f"{plural(swap.modality)} {number(swap.rows['alone'].mean):.3f}, with those of other films "
        f"{number(swap.rows['alone_swapped'].mean):.3f}"
        for swap in swaps
        if "alone" in swap.rows
    ]
    measure = "Films without ratings among themselves (NDCG@10), by a model that reads nothing else"
    return f"{measure}: {'; '.join(phrases)}." if phrases else ""


def shares(results: StoredResults) -> str:
    """Say what a share means, and what becomes of the scores without content."""
    if results.results.config.recipe == "published":
        return PUBLISHED
    words = "A share says how much of the difference between films’ scores comes from likeness in one part."
    every = results.find(CONTENT, ALL, "share")
    if every is not None:
        words += f" All together it is {number(every.mean):.0%}; the rest is {in_prose(COMPANY)}: who liked what."
    change = results.find(CONTENT, ALL, "without_prior")
    if change is not None:
        words += (
            f" Without any content, and learned anew, scores change by {number(change.mean):.0%} of what tells films "
            "apart: for films that many have rated, ratings make up for most of it."
        )
    return words
