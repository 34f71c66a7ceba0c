"""A study as a researcher writes it: a JSON file with a consent text, and tasks with questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from emde_core.errors import EmdeError
from emde_core.limits import LIMITS
from emde_core.strict_json import parse_json

MADE_UP = "random"  # the method whose values are drawn by lot; its module takes a second to import
FORMAT, VERSION = "EMDE study", 1
SCALE = (1, 2, 3, 4, 5)
LONGEST_FILE = LIMITS.study_file.most  # characters
LONGEST_ANSWER = LIMITS.answer.most  # characters
Shows = Literal["history", "rank", "poster", "plot", "sentence", "bars"]
Slug = Annotated[str, Field(pattern=r"^[\w-]{1,40}$")]
Words = Annotated[str, Field(min_length=1, max_length=20_000)]
STRICT = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
REMEDIES = {  # by field
    "format": f'write "format": "{FORMAT}"',
    "version": f'write "version": {VERSION}',
    "name": "give it a name of letters, digits, - and _ (at most 40) that no other has",
    "consent": "write what people are asked to agree to",
    "kind": 'choose "scale" (1 to 5) or "text"',
    "order": 'choose "random" or "fixed"',
    "shows": "list some of: history, rank, poster, plot, sentence, bars",
    "tasks": "give at least one task, each with a name of its own",
    "questions": "give at least one question, here or for the whole study, each with a name of its own",
    "liked": 'give a list of films, by id or title: ["Alien", "Brazil"]',
    "disliked": 'give a list of films, by id or title: ["Alien", "Brazil"]',
    "wishes": 'give each as {"kind": "genre", "name": "War", "weight": 1}',
    "seed": "give a whole number from 0",
    "conditions": "name the study’s conditions once, and with each task those that show it; all do where it names none",
    "debriefing": "write what people are told at the end: that explanations were made up, and what for",
}


class StudyError(EmdeError):
    """A study that can't be run; the message names file, task, field and remedy."""


class Question(BaseModel):
    """A question below a task.

    Attributes:
        name: of its answers in the table.
        ask: the question itself.
        kind: "scale" for 1 to 5, "text" for free text.
        low, high: what 1 and 5 mean.
        optional: whether people may leave it out.
    """

    model_config = STRICT

    name: Slug
    ask: Words
    kind: Literal["scale", "text"] = "scale"
    low: str = "not at all"
    high: str = "entirely"
    optional: bool = False

    def accepts(self, answer: object) -> bool:
        """Return True for an answer that this question can have."""
        if self.kind == "scale":
            return (answer is None and self.optional) or (isinstance(answer, int) and answer in SCALE)
        return isinstance(answer, str) and len(answer) <= LONGEST_ANSWER and (self.optional or bool(answer.strip()))


class TaskWish(BaseModel):
    """A wish of a history, as every JSON document has it."""

    model_config = STRICT

    kind: str
    name: str = ""
    weight: float = 1.0


class TaskHistory(BaseModel):
    """A history by ids or titles."""

    model_config = STRICT

    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    wishes: tuple[TaskWish, ...] = ()


class Task(BaseModel):
    """A film recommended for a history, and questions about it.

    Attributes:
        name: of its answers in the table.
        film: its id or title.
        history: that it is recommended for.
        method: that explains it: a name that ``emde explain --method`` takes.
        method_visible: whether people read the method's name.
        shows: what is on the screen.
        prompt: what people read above it.
        questions: below it; those of the study where there are none.
        conditions: whose participants have it; () for everybody.
    """

    model_config = STRICT

    name: Slug
    film: Annotated[str, Field(min_length=1)]
    history: TaskHistory
    method: str = "additive"
    method_visible: bool = False
    shows: tuple[Shows, ...] = ("history", "poster", "sentence", "bars")
    prompt: str = ""
    questions: tuple[Question, ...] = ()
    conditions: tuple[Slug, ...] = ()

    @property
    def is_made_up(self) -> bool:
        """True where people see bars that were drawn at random."""
        return self.method == MADE_UP and "bars" in self.shows


class Study(BaseModel):
    """A study.

    Attributes:
        title: at the top of the page.
        consent: what people agree to before they begin; blank lines part paragraphs.
        tasks: in the order of the file.
        questions: for every task without its own.
        order: "random" for an order of tasks of each participant's own, "fixed" for the file's.
        seed: of the random orders, and of lots.
        thanks: what people read at the end.
        conditions: groups of participants, each with tasks of its own; () for one group.
        debriefing: what people read after it of what they were not told beforehand; needed where bars are made up.
    """

    model_config = STRICT

    format: Literal["EMDE study"]
    version: Literal[1]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    consent: Words
    tasks: Annotated[tuple[Task, ...], Field(min_length=1, max_length=200)]
    questions: tuple[Question, ...] = ()
    order: Literal["random", "fixed"] = "random"
    seed: Annotated[int, Field(ge=0)] = 0
    thanks: str = "Thank you."
    conditions: tuple[Slug, ...] = ()
    debriefing: str = ""

    @model_validator(mode="after")
    def _names_are_unique(self) -> Study:
        _check_unique([task.name for task in self.tasks], "tasks")
        for task in self.tasks:
            questions = self.questions_of(task)
            if not questions:
                raise ValueError(f"questions: the task “{task.name}” has none")
            _check_unique([question.name for question in questions], f"questions: in the task “{task.name}”")
        return self

    @model_validator(mode="after")
    def _conditions_have_tasks(self) -> Study:
        _check_unique(self.conditions, "conditions")
        for task in self.tasks:
            for name in task.conditions:
                if name not in self.conditions:
                    raise ValueError(f"conditions: the task “{task.name}” names “{name}”, which the study does not")
        for name in self.conditions:
            if not self.tasks_of(name):
                raise ValueError(f"conditions: “{name}” has no task")
        return self

    @model_validator(mode="after")
    def _people_are_told_what_is_made_up(self) -> Study:
        made_up = next((task for task in self.tasks if task.is_made_up), None)
        if made_up and not self.debriefing.strip():
            raise ValueError(f"debriefing: there is none, yet bars of the task “{made_up.name}” are drawn at random")
        return self

    def tasks_of(self, condition: str) -> tuple[Task, ...]:
        """Return the tasks of a condition, in the file's order; all of a study that has no conditions."""
        return tuple(task for task in self.tasks if not task.conditions or condition in task.conditions)

    @property
    def hash(self) -> str:
        """The beginning of a hash of everything in it."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def questions_of(self, task: Task) -> tuple[Question, ...]:
        """Return a task's questions."""
        return task.questions or self.questions


def _check_unique(names: Sequence[str], where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{where}: “{name}” is the name of two")


def parse_study(text: str, file: str) -> Study:
    """Read a study from the text of a file.

    Args:
        text: the JSON.
        file: its name, for messages.

    Raises:
        StudyError: it is no study.
    """
    if len(text) > LONGEST_FILE:
        raise StudyError(f"{file}: more than {LONGEST_FILE:,} characters; leave out what is no study")
    try:
        document = parse_json(text)
    except ValueError as error:
        raise StudyError(f"{file}: this is no JSON ({error}); mend it there") from error
    try:
        return Study.model_validate_json(text)
    except ValidationError as error:
        raise StudyError(_message(file, document, error)) from error


def read_study(path: Path) -> Study:
    """Read a study from a file.

    Raises:
        StudyError: there is none, or it is no study.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StudyError(f"{path}: this file can't be read as text ({error}); give the path of a study") from error
    return parse_study(text, path.name)


def _message(file: str, document: object, error: ValidationError) -> str:
    """Name the file, the task, the field, what is wrong, and the remedy of the first mistake."""
    first = error.errors()[0]
    place = list(first["loc"])
    words = str(first["msg"]).removeprefix("Value error, ")
    where = [file]
    if place[:1] == ["tasks"] and len(place) > 1 and isinstance(place[1], int):
        where.append(f"task {_task_name(document, place[1])}")
        place = place[2:]
    fields = [str(each) if isinstance(each, str) else f"number {each + 1}" for each in place]
    if fields:
        where.append(f"field {' '.join(fields)}")
    return f"{', '.join(where)}: {words[:300]}; {_remedy(first['type'], place, words)}"


def _remedy(kind: str, place: Sequence[str | int], words: str) -> str:
    if kind == "extra_forbidden":
        return "leave it out, or look for a slip in its name"
    names = [each for each in reversed(place) if isinstance(each, str)] or words.split(":")[:1]
    return next((REMEDIES[name] for name in names if name in REMEDIES), "the Study screen explains every field")


def _task_name(document: Any, place: int) -> str:  # noqa: ANN401 - whatever the file holds
    task = document["tasks"][place]
    name = task.get("name") if isinstance(task, Mapping) else None
    return f"“{str(name)[:60]}”" if name else f"number {place + 1}"
