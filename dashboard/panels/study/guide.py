"""The Study screen for researchers: what a study is, a file to start from, and a way to try one."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.panels.common.panel import panel
from dashboard.panels.study.participant import draw_trouble, summary
from dashboard.panels.study.study_run import StudyRun
from dashboard.panels.study.task import film_with_words
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.study.definition import SCALE, Study, StudyError, parse_study
from dashboard.study.trials import read_trials
from dashboard.text.markup import Markup, element, fine, folded, lead, meta, note, table
from emde_core.assets_dir import ASSETS

EXAMPLE = ASSETS / "studies" / "reasons.json"
TRIAL = "study-on-trial"  # (name, text) of the study that is being tried
AUDIENCE = "For researchers"
MAIN_POINT = "Ask people whether reasons convince them."
INTRODUCTION = (
    "You write one file. People open a link, agree, and judge recommendations one after another, each in an order of "
    "their own. Nothing leaves the machine."
)
SEEN_BY_PARTICIPANTS = "This is what a participant sees"
CHANGE = (
    "Start from the example: a consent text, tasks (a history, a film, what of the reasons is shown) and questions, in "
    "one JSON file."
)
TRY = "Upload your file and go through it. Answers of a trial are marked as invented, and deleted when it ends."
SERVE = "Serve the study on your machine; whoever opens the link sees the study and nothing else."
SERVE_COMMAND = "emde dashboard --study study.json --port 8600"  # not the port of the page that says so
LINK = "http://localhost:8600/study?participant=P07"
WITHOUT_NAME = (
    "Leave out the part after “?”, and participants get names by chance. Where a study has conditions, lots are drawn "
    "from seed and participant; “&condition=plain” assigns one."
)
COLLECT = (
    "At the end each participant downloads a table, a row for each answer, with everything that was on the screen. "
    "Answers stay in their browser until then, through reloads too."
)
ANSWERS_HEAD, ANSWERS = (
    ("participant", "task", "question", "answer"),
    (("P07", "crime-with-reasons", "convincing", "4"), ("P07", "crime-with-reasons", "why", "“De Niro again.”")),
)
FIELDS = (
    ("title, consent, thanks", "what people read; blank lines part paragraphs"),
    ("debriefing", "what people read last; needed where bars are “random”: the tasks that had them are named below it"),
    ("conditions", "groups of people who have different tasks; the answers say in which somebody was, and by what"),
    ("order, seed", "“random” gives every participant an order of their own, from the seed; “fixed” keeps the file’s"),
    ("tasks: name", "letters, digits, - and _; it names the answers’ rows"),
    ("tasks: film, history", "ids or titles; a history has liked, disliked and wishes"),
    ("tasks: shows", "any of history, rank, poster, plot, sentence, bars; the rest is hidden"),
    ("tasks: method, method_visible", "the method that explains, and whether people read its name"),
    ("tasks: prompt", "what people read above the film"),
    ("tasks: conditions", "those of which it is a task; all, where it names none"),
    ("questions", "of all tasks, or of one: name, ask, kind (scale or text), low, high, optional"),
)


@panel("The guide to studies")
def draw_guide(service: Service, posters: Posters) -> None:
    """Draw what a study is, with the example to try at once; then the four steps to a study of one's own."""
    text = EXAMPLE.read_text(encoding="utf-8")
    with st.container(key="study-guide"):
        with st.container(key="study-main"):
            draw_html(meta(AUDIENCE), lead(MAIN_POINT), note(INTRODUCTION))
            st.button(
                "Try the example",
                key="study-try-example",
                type="primary",
                on_click=guard(_take),
                args=(EXAMPLE.name, text),
            )
        draw_html(_preview(text, service, posters))
    with st.container(key="study-steps"):
        with _step(1, "Write a study", CHANGE):
            st.download_button("Download the example", text, "study.json", "application/json", on_click="ignore")
        with _step(2, "Try your own", TRY):
            name = "Your study (JSON)"
            file = st.file_uploader(name, type=["json"], key="study-file", max_upload_size=1)
            if file is not None:
                _draw_own(file.name, file.getvalue().decode(errors="replace"), service)
        with _step(3, "Send the link", SERVE):
            st.code(SERVE_COMMAND, language=None, wrap_lines=True)
            st.code(LINK, language=None, wrap_lines=True)
            draw_html(fine(WITHOUT_NAME))
        with _step(4, "Collect the answers", COLLECT):
            answers = table("So the table begins (answers are invented)", ANSWERS_HEAD, ANSWERS)
            draw_html(element("div", answers, class_="twin fields"))
    draw_html(folded("Every field of the file", element("div", _fields(), class_="twin fields"), kind="more"))


def _step(number: int, name: str, words: str) -> DeltaGenerator:
    """Draw a step's number, name and words, and return the place for what is to be done."""
    box = st.container(key=f"study-step-{number}", gap="small")
    with box:
        draw_html(element("h3", element("b", str(number)), f" {name}", class_="step"), note(words))
    return box


def _preview(text: str, service: Service, posters: Posters) -> Markup:
    """Show the example's first task as participants see it; nothing where this catalogue lacks its films."""
    try:
        study = parse_study(text, EXAMPLE.name)
        trial = read_trials(study, service.model, EXAMPLE.name)[0]
    except StudyError:
        return element("span")
    why = service.explain(trial.history, trial.film.id, method=trial.task.method)
    scale = element("p", *(element("span", str(each)) for each in SCALE), class_="scale")
    question = element("div", element("p", study.questions[0].ask, class_="ask"), scale)
    screen = element("div", film_with_words(trial, why, service, posters), question, class_="screen")
    return element("figure", element("figcaption", SEEN_BY_PARTICIPANTS), screen, class_="study-preview")


def _fields() -> Markup:
    return table("Every field of the file", ["Field", "Meaning"], FIELDS)


def _draw_own(name: str, text: str, service: Service) -> None:
    try:
        study = parse_study(text, name)
        read_trials(study, service.model, name)
    except StudyError as error:
        draw_trouble(str(error))
        return
    draw_html(summary(study))
    st.button("Try it", key="study-try-own", type="primary", on_click=guard(_take), args=(name, text))


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


@panel("The way out of the trial")
def draw_way_out(run: StudyRun) -> None:
    """Draw the button that ends a trial, and deletes its answers."""
    st.button("End the trial", key="study-leave", on_click=guard(_leave), args=(run,))


def _leave(run: StudyRun) -> None:
    run.shelf.clear()
    st.session_state.pop(TRIAL, None)
    st.session_state.pop("study-participant", None)
