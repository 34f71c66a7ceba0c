"""The Study screen outside a study: what one is, the example to take part in, and the way to one's own."""

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
from dashboard.text.markup import Markup, element, fine, lead, meta, note, section_title, table
from emde_core.assets_dir import ASSETS

EXAMPLE = ASSETS / "studies" / "reasons.json"
TRIAL = "study-on-trial"  # (name, text) of the study that is being tried
WHAT_IT_IS = "A study with people"
MAIN_POINT = "Ask people whether reasons convince them."
INTRODUCTION = (
    "People are shown recommendations, some with reasons and some without, and say how convincing each is. Take part "
    "in the example to see how that feels: it takes a few minutes, and what you answer is deleted when you end it."
)
TAKE_PART = "Take part in the example"
LACKING = (
    "The example asks about films that this catalogue does not have. Download it below, and put films in their place "
    "that it has."
)
SEEN_BY_PARTICIPANTS = "This is what a participant sees"
OWN = "A study of your own"
CHANGE = (
    "One file holds it: what people agree to, tasks (a history, a film, which reasons are shown) and questions. "
    "Download the example, and change it in any text editor."
)
TRY = "Upload your file and go through it. Answers of a trial are marked as invented, and deleted when it ends."
TRIAL_NOTE = "A trial: nobody gets these answers, and they are deleted when you end it."
SERVE = "Run this where the model is. Whoever opens the link sees the study and nothing else; no password is asked."
SERVE_COMMAND = "emde dashboard --study study.json --port 8600 --address 0.0.0.0"  # not this page’s port
LINK = "http://ADDRESS:8600/study?participant=P07"
REACH = (
    "People must be able to reach that computer. The command says at which address others in your network find it: put "
    "that in place of ADDRESS (“localhost” would be everybody’s own computer). For people elsewhere it needs a server: "
    "README, “Sharing it”."
)
WITHOUT_NAME = "Each participant gets a link with a name of their own. Leave it out, and names are given by chance."
COLLECT = (
    "At the end each participant downloads a table, a row for each answer, and hands it to you: nothing is sent by "
    "itself. Until then answers stay in their browser, through reloads too."
)
IN_DETAIL = "In detail: the file, chance, and what is recorded"
CHANCE = (
    "The order of tasks and, where a study has conditions, the condition are drawn by lot from the file’s seed and the "
    "participant’s name, so that they can be drawn again. “&condition=plain” in a link assigns one instead."
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


RECORDS = (
    ("study, study_hash, program", "the study, a hash of all that its file says, and the program’s version"),
    ("participant, invented", "the name in the link, or one by chance; true for a trial’s answers"),
    ("condition, assigned_by", "the participant’s condition, and whether the link or a lot chose it"),
    ("order, seed, place", "the order and seed of the file, and the task’s place for this participant, from 1"),
    ("task, question, ask, kind", "what was asked"),
    ("value, text", "the answer: 1 to 5, or words"),
    ("consent_time, start, end", "when people agreed, came to the task, and answered it; in UTC"),
    ("film, title", "the recommended film"),
    ("liked, liked_titles, disliked, disliked_titles, wishes", "the history"),
    ("shows, prompt, method_visible", "what of it all was on the screen"),
    ("rank, score, method, sentence, bars, from_…", "the reasons, shown or not; from_… is what each part adds"),
    ("model_hash, data_hash", "the model and the data that gave them"),
)


@panel("The guide to studies")
def draw_guide(service: Service, posters: Posters) -> None:
    """Draw what a study is, with the example to take part in; then four steps to one's own, and all details."""
    text = EXAMPLE.read_text(encoding="utf-8")
    preview = _preview(text, service, posters)
    with st.container(key="study-guide"):
        with st.container(key="study-main"):
            draw_html(meta(WHAT_IT_IS), lead(MAIN_POINT), note(INTRODUCTION if preview else LACKING))
            if preview:
                _draw_button(TAKE_PART, "study-try-example", EXAMPLE.name, text)
        if preview:
            draw_html(preview)
    draw_html(section_title(OWN))
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
            draw_html(fine(REACH), fine(WITHOUT_NAME))
        with _step(4, "Collect the answers", COLLECT):
            answers = table("So the table begins (answers are invented)", ANSWERS_HEAD, ANSWERS)
            draw_html(element("div", answers, class_="twin fields"))
    fields, records = (
        element("div", table(caption, ["", "Meaning"], rows), class_="twin fields")
        for caption, rows in (("Every field of the file", FIELDS), ("Every column of the answers", RECORDS))
    )
    draw_html(section_title(IN_DETAIL), note(CHANCE), element("div", fields, records, class_="study-details"))


def _step(number: int, name: str, words: str) -> DeltaGenerator:
    """Draw a step's number, name and words, and return the place for what is to be done."""
    box = st.container(key=f"study-step-{number}", gap="small")
    with box:
        draw_html(element("h3", element("b", str(number)), f" {name}", class_="step"), note(words))
    return box


def _preview(text: str, service: Service, posters: Posters) -> Markup | None:
    """Show the example's first task as participants see it; None where this catalogue lacks its films."""
    try:
        study = parse_study(text, EXAMPLE.name)
        trial = read_trials(study, service.model, EXAMPLE.name)[0]
    except StudyError:
        return None
    why = service.explain(trial.history, trial.film.id, method=trial.task.method)
    scale = element("p", *(element("span", str(each)) for each in SCALE), class_="scale")
    question = element("div", element("p", study.questions[0].ask, class_="ask"), scale)
    screen = element("div", film_with_words(trial, why, service, posters), question, class_="screen")
    return element("figure", element("figcaption", SEEN_BY_PARTICIPANTS), screen, class_="study-preview")


def _draw_own(name: str, text: str, service: Service) -> None:
    try:
        study = parse_study(text, name)
        read_trials(study, service.model, name)
    except StudyError as error:
        draw_trouble(str(error))
        return
    draw_html(summary(study))
    _draw_button("Try it", "study-try-own", name, text)


def _draw_button(label: str, key: str, name: str, text: str) -> None:
    st.button(label, key=key, type="primary", on_click=guard(_take), args=(name, text))


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
    """Draw the button that ends a trial, and deletes its answers; and that it is one."""
    with st.container(horizontal=True, vertical_alignment="center", key="study-way-out"):
        st.button("End the trial", key="study-leave", on_click=guard(_leave), args=(run,))
        draw_html(fine(TRIAL_NOTE), width="content")


def _leave(run: StudyRun) -> None:
    run.shelf.clear()
    st.session_state.pop(TRIAL, None)
    st.session_state.pop("study-participant", None)
