"""The screen of a task: a film recommended for a history, as much of the reasons as it shows, and the questions."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import pictures, theme
from dashboard.browser.page import draw_html
from dashboard.charts import history_bars, history_takeaway
from dashboard.panels.common.figures import draw_figure
from dashboard.panels.common.history_strip import history_strip
from dashboard.panels.common.messages import error_boundary
from dashboard.panels.explore.history import second_line
from dashboard.panels.study.open_task import OpenTask, draw_questions
from dashboard.reasons.entries import parts_of
from dashboard.reasons.marks import sentence_html
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.study.trials import Trial
from dashboard.text.grammar import name_list
from dashboard.text.markup import (
    Markup,
    element,
    fine,
    framed_poster,
    heading,
    isolated,
    join,
    legend,
    meta,
    note,
)
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.registry import label_of


def draw_task(here: OpenTask, posters: Posters) -> None:
    """Draw the task that a participant has come to."""
    with error_boundary("This task can’t be shown; tell whoever invited you"):
        why = here.why
        number = st.container()
        left, right = st.columns([3, 2], gap="large")
        with left:
            _draw_screen(here.trial, why, here.service, posters)
        with right:
            draw_questions(here)
        with number:  # comes last: until then the questions of the task before may still be on the page
            draw_html(fine(f"Task {len(here.part.tasks) + 1} of {here.count}", role="status"))


def _draw_screen(trial: Trial, why: Explanation, service: Service, posters: Posters) -> None:
    task, shows = trial.task, set(trial.task.shows)
    if task.prompt:
        draw_html(note(isolated(task.prompt)))
    if "history" in shows:
        draw_html(_history_words(trial, service), history_strip(trial.history, service, posters))
    draw_html(film_with_words(trial, why, service, posters))
    if "bars" in shows:
        draw_html(heading("What each film adds", level=3), legend(parts_of(why)))
        draw_figure(history_bars(why, theme=theme.current_theme()), f"bars-{task.name}", history_takeaway(why))
    if task.method_visible:
        draw_html(fine(f"Explained by: {label_of(why.method)}"))


def _history_words(trial: Trial, service: Service) -> Markup:
    likes, dislikes = (
        [service.film(film_id).label for film_id in side] for side in (trial.history.liked, trial.history.disliked)
    )
    wishes = [wish.label for wish in trial.history.wishes]
    pairs = (("Imagine that you liked", likes), ("Not for you:", dislikes), ("You wish for", wishes))
    words = (join(f"{opening} ", isolated(name_list(names)), ". ") for opening, names in pairs if names)
    return element("p", *words, class_="prose")


def film_with_words(trial: Trial, why: Explanation, service: Service, posters: Posters) -> Markup:
    """Show the film that a trial recommends: its poster and its words, as far as the task shows them."""
    poster = (
        framed_poster(trial.film.title, pictures.large(posters, trial.film)) if "poster" in trial.task.shows else ""
    )
    return element("div", poster, _film_words(trial, why, service), class_="study-film")


def _film_words(trial: Trial, why: Explanation, service: Service) -> Markup:
    """Write the film, and the sentence where the task shows one."""
    film, shows = trial.film, trial.task.shows
    rank = f" · rank {why.rank} of {len(service.ranking(trial.history).order)}" if "rank" in shows else ""
    pieces = trial.sentence(why, service.evidence, service.hold_rates) if "sentence" in shows else ()
    return element(
        "div",
        fine("Recommended to you:"),
        element("h2", isolated(film.title)),
        meta(isolated(second_line(film)), rank),
        element("p", isolated(film.plot), class_="prose") if "plot" in shows and film.plot else "",
        element("p", sentence_html(pieces), class_="sentence") if pieces else "",
        class_="film",
    )
