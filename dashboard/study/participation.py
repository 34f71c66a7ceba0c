"""One participant's way through a study: the order of tasks, the answers so far, and the table of all answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Annotated, Literal

import pandas as pd
from pydantic import BaseModel, Field, ValidationError

from dashboard.export.records import PROGRAM
from dashboard.study.definition import STRICT, Study, Task
from dashboard.study.trials import Cell, ScreenRecord
from emde_core.data.csv_text import csv_text

Answer = int | str | None
Assignment = Literal["", "link", "lot"]
ParticipantId = Annotated[str, Field(pattern=r"^[\w-]{1,40}$")]


class TaskAnswers(BaseModel):
    """The answers to a task.

    Attributes:
        task: its name.
        start, end: times, ISO 8601.
        answers: by the name of the question; None for one that was left out.
        screen: what was on the screen; see ``trials.screen_record``.
    """

    model_config = STRICT

    task: str
    start: str
    end: str
    answers: dict[str, Answer]
    screen: dict[str, Cell]


class Participation(BaseModel):
    """A participant's answers so far.

    Attributes:
        study: the study's hash.
        participant: the participant's name in the table; no person's.
        consent_time: time of agreeing, ISO 8601.
        tasks: those that have answers, in the participant's order.
        invented: True where no person gave the answers.
        draft: answers to the next task that were not sent yet, by the name of the question.
        condition: one of the study's; "" where it has none.
        assigned_by: who chose it: the link, or a lot.
    """

    model_config = STRICT

    study: str
    participant: ParticipantId
    consent_time: str
    tasks: tuple[TaskAnswers, ...] = ()
    invented: bool = False
    draft: dict[str, Answer] = {}
    condition: str = ""
    assigned_by: Assignment = ""

    @property
    def latest(self) -> str:
        """The time of the last answer, or of agreeing: since then the next task has been open."""
        return self.tasks[-1].end if self.tasks else self.consent_time

    def next_task(self, study: Study) -> Task | None:
        """Return the task that is next; None after the last one."""
        order = task_order(study, self.participant, self.condition)
        return order[len(self.tasks)] if len(self.tasks) < len(order) else None

    def answer(self, task: Task, answers: Mapping[str, Answer], screen: ScreenRecord, time: str) -> Participation:
        """Return the participation with a task's answers."""
        record = TaskAnswers(task=task.name, start=self.latest, end=time, answers=dict(answers), screen=dict(screen))
        return self.model_copy(update={"tasks": (*self.tasks, record), "draft": {}})

    def with_draft(self, answers: Mapping[str, Answer]) -> Participation:
        """Return the participation with answers to the next task that are not sent yet."""
        return self.model_copy(update={"draft": dict(answers)})


def assign(study: Study, participant: str, by_link: str = "") -> tuple[str, Assignment]:
    """Return a participant's condition, and who chose it: the link, else a lot that seed and participant determine."""
    if by_link:
        return by_link, "link"
    if not study.conditions:
        return "", ""
    lot = Random(f"{study.seed}:condition:{participant}")  # noqa: S311 - a lot that can be drawn again, no secret
    return lot.choice(study.conditions), "lot"


def task_order(study: Study, participant: str, condition: str = "") -> tuple[Task, ...]:
    """Return the tasks of a condition in a participant's order, which study, seed and participant determine."""
    tasks = list(study.tasks_of(condition))
    if study.order == "random":
        Random(f"{study.seed}:{participant}").shuffle(tasks)  # noqa: S311 - an order, no secret
    return tuple(tasks)


def read_participation(text: str, study: Study) -> Participation | None:
    """Read a participation from the browser, where anybody can write; None for one that this study can't have."""
    try:
        part = Participation.model_validate_json(text)
    except ValidationError:
        return None
    by_link = part.condition if part.assigned_by == "link" else ""
    is_assigned = (part.condition, part.assigned_by) == assign(study, part.participant, by_link)
    if not is_assigned or (by_link and by_link not in study.conditions):
        return None
    order = task_order(study, part.participant, part.condition)[: len(part.tasks)]
    if part.study != study.hash or [each.task for each in part.tasks] != [task.name for task in order]:
        return None
    if not all(_fits(each.answers, study, task) for each, task in zip(part.tasks, order, strict=True)):
        return None
    return part if _is_draft(part.draft, study, part.next_task(study)) else part.with_draft({})


def _fits(answers: Mapping[str, Answer], study: Study, task: Task) -> bool:
    questions = {question.name: question for question in study.questions_of(task)}
    return answers.keys() == questions.keys() and all(questions[name].accepts(answers[name]) for name in answers)


def _is_draft(answers: Mapping[str, Answer], study: Study, task: Task | None) -> bool:
    """Return True where each answer could become one of the task's; any may still be lacking."""
    questions = {question.name: question for question in study.questions_of(task)} if task else {}
    return all(
        name in questions and (answer in (None, "") or questions[name].accepts(answer))
        for name, answer in answers.items()
    )


def answer_table(study: Study, participations: Iterable[Participation]) -> pd.DataFrame:
    """Return a tidy table: a row for each answer, with everything that was on the screen."""
    rows = [row for part in participations for row in _rows(study, part)]
    table = pd.DataFrame(rows)
    return table.astype({"value": "Int64"}) if rows else table


def as_csv(study: Study, participations: Iterable[Participation]) -> str:
    """Return the table of answers as CSV."""
    return csv_text(answer_table(study, participations))


def _rows(study: Study, part: Participation) -> Iterable[dict[str, Cell]]:
    tasks = {task.name: task for task in study.tasks}
    for place, each in enumerate(part.tasks, start=1):
        for question in study.questions_of(tasks[each.task]):
            answer = each.answers[question.name]
            yield {
                "study": study.title,
                "study_hash": part.study,
                "participant": part.participant,
                "invented": part.invented,
                "task": each.task,
                "place": place,
                "question": question.name,
                "ask": question.ask,
                "kind": question.kind,
                "value": answer if isinstance(answer, int) else None,
                "text": answer if isinstance(answer, str) else "",
                "order": study.order,
                "seed": study.seed,
                "condition": part.condition,
                "assigned_by": part.assigned_by,
                "consent_time": part.consent_time,
                "start": each.start,
                "end": each.end,
                **each.screen,
                "program": PROGRAM,
            }
