"""The Study screen for researchers: what a study is, a file to start from, and a way to try one."""

from __future__ import annotations

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.panels.study.participant import StudyRun, draw_trouble, summary
from dashboard.service.service import Service
from dashboard.study.definition import Study, StudyError, parse_study
from dashboard.study.trials import read_trials
from dashboard.text.markup import Markup, element, heading, items, note, table
from emde_core.assets_dir import ASSETS

EXAMPLE = ASSETS / "studies" / "reasons.json"
TRIAL = "study-on-trial"  # (name, text) of the study that is being tried
INTRODUCTION = (
    "Ask people what they make of recommendations and their reasons. You write one file; people open a link, agree, "
    "and go through tasks in an order of their own; at the end they download a table with a row for each answer and "
    "everything that was on the screen. Nothing leaves the machine."
)
STEPS = (
    "Download the example, and change it: consent, tasks, questions.",
    "Try it here. Answers of a trial are marked as invented.",
    "Serve it: emde dashboard --study my.json. People open …/study, and see nothing but the study.",
    "With …/study?participant=P07 they bear a name of your choice in the table.",
    "Collect the files that people download: each row has participant, task, place, question, answer and screen.",
)
FIELDS = (
    ("title, consent, thanks", "what people read; blank lines part paragraphs"),
    ("order, seed", "“random” gives every participant an order of their own, from the seed; “fixed” keeps the file’s"),
    ("tasks: name", "letters, digits, - and _; it names the answers’ rows"),
    ("tasks: film, history", "ids or titles; a history has liked, disliked and wishes"),
    ("tasks: shows", "any of history, rank, poster, plot, sentence, bars; the rest is hidden"),
    ("tasks: method, method_visible", "the method that explains, and whether people read its name"),
    ("tasks: prompt", "what people read above the film"),
    ("questions", "of all tasks, or of one: name, ask, kind (scale or text), low, high, optional"),
)


def draw_guide(service: Service) -> None:
    """Draw what a researcher needs to begin, and take a file."""
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(key="study-guide"):
        draw_html(heading("Studies with people"), note(INTRODUCTION), items(STEPS, "ol", class_="trust"))
        draw_html(_fields())
    with right, st.container(key="study-try"):
        draw_html(heading("Try a study"))
        text = EXAMPLE.read_text(encoding="utf-8")
        st.download_button("Download the example (JSON)", text, "study.json", "application/json", on_click="ignore")
        st.button("Try the example", key="study-try-example", on_click=_take, args=(EXAMPLE.name, text))
        file = st.file_uploader("A study of your own (JSON)", type=["json"], key="study-file")
        if file is not None:
            _draw_own(file.name, file.getvalue().decode(errors="replace"), service)


def _fields() -> Markup:
    return element("div", table("Every field of the file", ["Field", "Meaning"], FIELDS), class_="twin fields")


def _draw_own(name: str, text: str, service: Service) -> None:
    try:
        study = parse_study(text, name)
        read_trials(study, service.model, name)
    except StudyError as error:
        draw_trouble(str(error))
        return
    draw_html(summary(study))
    st.button("Try it", key="study-try-own", type="primary", on_click=_take, args=(name, text))


def _take(name: str, text: str) -> None:
    st.session_state[TRIAL] = (name, text)


def is_on_trial() -> bool:
    """Return True while a researcher tries a study: then there is no navigation, as for participants."""
    return TRIAL in st.session_state


def trial_run(service: Service) -> StudyRun | None:
    """Return the study that is being tried; None for none, or one that this model can't run."""
    if not is_on_trial():
        return None
    name, text = st.session_state[TRIAL]
    try:
        return build_run(parse_study(text, name), service, name, rehearsal=True)
    except StudyError as error:  # another model was opened meanwhile
        draw_trouble(str(error))
        return None


def build_run(study: Study, service: Service, file: str, *, rehearsal: bool = False) -> StudyRun:
    """Put a study to work on a model.

    Raises:
        StudyError: the model lacks a film or a method.
    """
    trials = read_trials(study, service.model, file)
    return StudyRun(study, {trial.task.name: trial for trial in trials}, rehearsal)


def draw_way_out(run: StudyRun) -> None:
    """Draw the button that ends a trial, and deletes its answers."""
    st.button("End the trial", key="study-leave", on_click=_leave, args=(run,))


def _leave(run: StudyRun) -> None:
    run.shelf.clear()
    st.session_state.pop(TRIAL, None)
    st.session_state.pop("study-participant", None)
