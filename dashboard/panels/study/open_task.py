"""The task that is open: its questions, and what becomes of the answers. The browser keeps those not sent yet too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.panels.study.study_run import StudyRun
from dashboard.service.service import Service
from dashboard.study.definition import LONGEST_ANSWER, SCALE, Question
from dashboard.study.participation import Answer, Participation
from dashboard.study.trials import Trial, screen_record
from dashboard.text.direction import isolate
from dashboard.text.markup import plain_in_markdown, warning
from emde_core.explain.explanation import Explanation

LACKING = "study-lacking"  # names of questions without an answer, by participant and task


@dataclass(frozen=True)
class OpenTask:
    """The task that a participant has come to.

    Attributes:
        run: the study under way.
        trial: the task on the model.
        part: the participant's answers so far.
        service: explains the film.
    """

    run: StudyRun
    trial: Trial
    part: Participation
    service: Service

    @property
    def why(self) -> Explanation:
        """The explanation by the task's method."""
        return self.service.explain(self.trial.history, self.trial.film.id, method=self.trial.task.method)

    @property
    def place(self) -> str:
        """The participant and the task, as a name."""
        return f"{self.part.participant}-{self.trial.task.name}"

    @property
    def count(self) -> int:
        """The number of tasks that this participant has."""
        return len(self.run.study.tasks_of(self.part.condition))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The task's questions."""
        return self.run.study.questions_of(self.trial.task)

    def key(self, question: Question) -> str:
        """Return the key of a question's field."""
        return f"{self.place}-{question.name}"

    def answers(self) -> dict[str, Answer]:
        """Return what stands in the fields, by the questions' names."""
        return {each.name: _answer(each, st.session_state.get(self.key(each))) for each in self.questions}

    def keep_draft(self) -> None:
        """Have the browser keep answers that are not sent yet, unless they were sent in the same moment."""
        now = self.run.participation(self.part.participant)
        if now is not None and len(now.tasks) == len(self.part.tasks):
            self.run.keep(now.with_draft(self.answers()))

    def take(self) -> None:
        """Take the answers, if none is lacking."""
        answers = self.answers()
        lacking = tuple(each.name for each in self.questions if not each.accepts(answers[each.name]))
        st.session_state[LACKING] = {self.place: lacking}
        if lacking:
            return
        service, why = self.service, self.why
        words = "".join(piece.text for piece in self.trial.sentence(why, service.evidence, service.hold_rates))
        record = screen_record(self.trial, why, service.model.catalogue, words)
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.run.keep(self.part.answer(self.trial.task, answers, record, time))


def draw_questions(here: OpenTask) -> None:
    """Draw the questions, filled in with what this browser kept of them, and the button that sends the answers."""
    with st.container(key="study-questions"):
        for each in here.questions:
            _draw_question(each, here)
        label = "Finish" if len(here.part.tasks) + 1 == here.count else "Next task"
        # A callback: a run that a report of the browser interrupts would lose the click.
        st.button(label, key=f"study-send-{here.place}", type="primary", on_click=guard(here.take))
        names, answers = st.session_state.get(LACKING, {}).get(here.place, ()), here.answers()
        lacking = (each for each in here.questions if each.name in names and not each.accepts(answers[each.name]))
        if words := " ".join(f"“{each.ask}”" for each in lacking):
            draw_html(warning(f"Please answer first: {words}", role="alert"))


def _answer(question: Question, value: object) -> Answer:
    if question.kind == "scale":
        return value if isinstance(value, int) else None
    return str(value or "").strip()


def _draw_question(question: Question, here: OpenTask) -> None:
    key = here.key(question)
    st.session_state.setdefault(key, _answer(question, here.part.draft.get(question.name)))
    if question.kind == "scale":
        ends = f"{SCALE[0]} {isolate(question.low)}, {SCALE[-1]} {isolate(question.high)}"
        words = f"{plain_in_markdown(isolate(question.ask))}  \n{plain_in_markdown(ends)}"
        st.segmented_control(words, SCALE, key=key, on_change=guard(here.keep_draft))
        return
    label = plain_in_markdown(isolate(question.ask)) + (" (if you like)" if question.optional else "")
    st.text_area(label, max_chars=LONGEST_ANSWER, key=key, height=110, on_change=guard(here.keep_draft))
