"""One task of a study: a film recommended for a history, as much of the reasons as it shows, and the questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import streamlit as st

from dashboard.browser import pictures, theme
from dashboard.browser.page import draw_html
from dashboard.charts import history_bars, history_takeaway
from dashboard.panels.common.figures import draw_figure
from dashboard.panels.common.history_strip import history_strip
from dashboard.panels.common.messages import error_boundary
from dashboard.panels.explore.history import second_line
from dashboard.reasons.entries import parts_of
from dashboard.reasons.marks import sentence_html
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.study.definition import LONGEST_ANSWER, SCALE, Question, Study
from dashboard.study.participation import Answer, Participation
from dashboard.study.trials import Trial, screen_record
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
    plain_in_markdown,
    warning,
)
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.registry import label_of

Keep = Callable[[Participation], None]
LACKING = "study-lacking"  # names of questions without an answer, by participant and task


def draw_task(study: Study, trial: Trial, part: Participation, service: Service, posters: Posters, keep: Keep) -> None:
    """Draw the task that a participant has come to.

    Args:
        study: the study.
        trial: the task on the model.
        part: the participant's answers so far.
        service: explains the film.
        posters: of the films.
        keep: takes the answers.
    """
    with error_boundary("This task can’t be shown; tell whoever invited you"):
        why = service.explain(trial.history, trial.film.id, method=trial.task.method)
        number = st.container()
        left, right = st.columns([3, 2], gap="large")
        with left:
            _draw_screen(trial, why, service, posters)
        with right:
            _draw_questions(study, trial, why, part, service, keep)
        with number:  # comes last: until then the questions of the task before may still be on the page
            draw_html(fine(f"Task {len(part.tasks) + 1} of {len(study.tasks)}", role="status"))


def _draw_screen(trial: Trial, why: Explanation, service: Service, posters: Posters) -> None:
    task, shows = trial.task, set(trial.task.shows)
    if task.prompt:
        draw_html(note(isolated(task.prompt)))
    if "history" in shows:
        draw_html(_history_words(trial, service), history_strip(trial.history, service, posters))
    poster = framed_poster(trial.film.title, pictures.large(posters, trial.film)) if "poster" in shows else ""
    draw_html(element("div", poster, _film_words(trial, why, service), class_="study-film"))
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
    pairs = (("Somebody liked", likes), ("Not for them:", dislikes), ("They wish for", wishes))
    words = (join(f"{opening} ", isolated(name_list(names)), ". ") for opening, names in pairs if names)
    return element("p", *words, class_="prose")


def _film_words(trial: Trial, why: Explanation, service: Service) -> Markup:
    """Write the film, and the sentence where the task shows one."""
    film, shows = trial.film, trial.task.shows
    rank = f" · rank {why.rank} of {len(service.ranking(trial.history).order)}" if "rank" in shows else ""
    pieces = trial.sentence(why, service.evidence, service.hold_rates) if "sentence" in shows else ()
    return element(
        "div",
        fine("Recommended to them:"),
        element("h2", isolated(film.title)),
        meta(isolated(second_line(film)), rank),
        element("p", isolated(film.plot), class_="prose") if "plot" in shows and film.plot else "",
        element("p", sentence_html(pieces), class_="sentence") if pieces else "",
        class_="film",
    )


def _draw_questions(
    study: Study, trial: Trial, why: Explanation, part: Participation, service: Service, keep: Keep
) -> None:
    questions, place = study.questions_of(trial.task), f"{part.participant}-{trial.task.name}"
    keys = {each.name: f"{place}-{each.name}" for each in questions}
    with st.form(f"study-{place}", border=False):
        for each in questions:
            _draw_question(each, keys[each.name])
        label = "Finish" if len(part.tasks) + 1 == len(study.tasks) else "Next task"
        # A callback: a run that a report of the browser interrupts would lose the click.
        arguments = (questions, keys, trial, why, part, service, keep)
        st.form_submit_button(label, type="primary", on_click=_take, args=arguments)
    if lacking := [each.ask for each in questions if each.name in st.session_state.get(LACKING, {}).get(place, ())]:
        draw_html(warning(f"Please answer first: {' '.join(f'“{ask}”' for ask in lacking)}", role="alert"))


def _take(
    questions: Sequence[Question],
    keys: Mapping[str, str],
    trial: Trial,
    why: Explanation,
    part: Participation,
    service: Service,
    keep: Keep,
) -> None:
    """Take the answers, if none is lacking."""
    answers = {each.name: _answer(each, st.session_state.get(keys[each.name])) for each in questions}
    lacking = tuple(each.name for each in questions if not each.accepts(answers[each.name]))
    st.session_state[LACKING] = {f"{part.participant}-{trial.task.name}": lacking}
    if lacking:
        return
    words = "".join(piece.text for piece in trial.sentence(why, service.evidence, service.hold_rates))
    record = screen_record(trial, why, service.model.catalogue, words)
    keep(part.answer(trial.task, answers, record, datetime.now(UTC).isoformat(timespec="milliseconds")))


def _answer(question: Question, value: object) -> Answer:
    if question.kind == "scale":
        return value if isinstance(value, int) else None
    return str(value or "").strip()


def _draw_question(question: Question, key: str) -> None:
    if question.kind == "scale":
        ends = f"{SCALE[0]} {question.low}, {SCALE[-1]} {question.high}"
        st.segmented_control(f"{plain_in_markdown(question.ask)}  \n{plain_in_markdown(ends)}", SCALE, key=key)
        return
    label = plain_in_markdown(question.ask) + (" (if you like)" if question.optional else "")
    st.text_area(label, max_chars=LONGEST_ANSWER, key=key, height=110)
