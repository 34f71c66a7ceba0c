"""Invented participants, to try an analysis before anybody was asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal

from dashboard.study.definition import SCALE, Study
from dashboard.study.participation import Answer, Participation, assign
from dashboard.study.trials import ScreenRecord, Trial, read_trials, screen_record
from emde_core.recommender import Recommender

START = datetime(2000, 1, 1, tzinfo=UTC)
MINUTE = 60


def rehearse(study: Study, model: Recommender, participants: int, seed: int = 0) -> list[Participation]:
    """Invent participants who answer at random; each is marked as invented.

    Args:
        study: the study.
        model: that explains what is on the screen.
        participants: how many.
        seed: of the answers.

    Raises:
        StudyError: the model lacks a film or a method of the study.
    """
    random = Random(seed)  # noqa: S311 - no secret
    screens = {trial.task.name: _screen(trial, model) for trial in read_trials(study, model, study.title)}
    return [_participation(study, f"invented-{number}", screens, random) for number in range(1, participants + 1)]


def _participation(study: Study, name: str, screens: dict[str, ScreenRecord], random: Random) -> Participation:
    time = START
    condition, assigned_by = assign(study, name)
    part = Participation(
        study=study.hash,
        participant=name,
        consent_time=time.isoformat(),
        invented=True,
        condition=condition,
        assigned_by=assigned_by,
    )
    while (task := part.next_task(study)) is not None:
        time += timedelta(seconds=random.randrange(MINUTE) + 1)
        answers = {each.name: _answer(each.kind, random) for each in study.questions_of(task)}
        part = part.answer(task, answers, screens[task.name], time.isoformat())
    return part


def _answer(kind: Literal["scale", "text"], random: Random) -> Answer:
    return random.choice(SCALE) if kind == "scale" else "(invented)"


def _screen(trial: Trial, model: Recommender) -> ScreenRecord:
    why = model.explain(trial.history, trial.film.id, method=trial.task.method)
    words = "".join(piece.text for piece in trial.sentence(why, {}, {}))
    return screen_record(trial, why, model.catalogue, words)
