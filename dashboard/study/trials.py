"""The tasks of a study with the films of a catalogue, and the screen of each as a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.reasons.pieces import Piece
from dashboard.reasons.sentence import sentence
from dashboard.reasons.sureness import HoldRates
from dashboard.study.definition import Study, StudyError, Task
from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import ConfigError, EmdeError, FilmNameError
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.registry import find_method
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.sureness import ContentEvidence
from emde_core.history import History, Wish
from emde_core.recommender import Recommender

Cell = str | int | float | bool | None
ScreenRecord = Mapping[str, Cell]


@dataclass(frozen=True)
class Trial:
    """A task whose names have become films.

    Attributes:
        task: as the researcher wrote it.
        film: that is recommended.
        history: by the films' ids.
    """

    task: Task
    film: Film
    history: History

    def sentence(self, why: Explanation, evidence: ContentEvidence, holds: HoldRates) -> tuple[Piece, ...]:
        """Return the sentence, which only our method has."""
        return sentence(why, evidence, holds) if self.task.method == ADDITIVE.name else ()


def read_trials(study: Study, model: Recommender, file: str) -> tuple[Trial, ...]:
    """Find the films of every task in the model's catalogue.

    Args:
        study: the study.
        model: that recommends.
        file: the study's, for messages.

    Raises:
        StudyError: a film, a method or a history is none of this model's.
    """
    return tuple(_trial(task, model, f"{file}, task “{task.name}”, field") for task in study.tasks)


def _trial(task: Task, model: Recommender, where: str) -> Trial:
    film = _film(task.film, model.catalogue, f"{where} film")
    liked, disliked = (
        tuple(_film(name, model.catalogue, f"{where} history {side}").id for name in getattr(task.history, side))
        for side in ("liked", "disliked")
    )
    try:
        wishes = tuple(Wish(each.kind, each.name, each.weight) for each in task.history.wishes)
        history = History(liked, disliked, wishes)
        model.query(history)
    except EmdeError as error:
        raise StudyError(f"{where} history: {error}") from error
    if film.id in history:
        raise StudyError(f"{where} film: {film.label} is in the history; take it out there, or choose another film")
    try:
        find_method(task.method, model.trained.config.recipe)
    except ConfigError as error:
        raise StudyError(f"{where} method: {error}") from error
    if task.method != ADDITIVE.name and "sentence" in task.shows:
        raise StudyError(
            f"{where} shows: only the method {ADDITIVE.name!r} has a sentence; choose it, or leave “sentence” out"
        )
    return Trial(task, film, history)


def _film(name: str, catalogue: Catalogue, where: str) -> Film:
    try:
        return catalogue.find(name)
    except FilmNameError as error:
        raise StudyError(f"{where}: {error}") from error


def screen_record(trial: Trial, why: Explanation, catalogue: Catalogue, words: str) -> ScreenRecord:
    """Return everything that a trial has on the screen, or could have: ``shows`` says what is visible.

    Args:
        trial: the trial.
        why: its explanation, by the task's method.
        catalogue: of the model.
        words: the sentence; "" where the method has none.
    """
    history, task = trial.history, trial.task
    liked, disliked = (
        "; ".join(catalogue[film_id].label for film_id in side) for side in (history.liked, history.disliked)
    )
    labels = {each.entry: each.label for each in why.contributions}
    bars = "; ".join(f"{labels[entry]} {value:+.4f}" for entry, value in why.by_entry.items())
    return {
        "film": trial.film.id,
        "title": trial.film.label,
        "liked": " ".join(history.liked),
        "liked_titles": liked,
        "disliked": " ".join(history.disliked),
        "disliked_titles": disliked,
        "wishes": "; ".join(wish.label for wish in history.wishes),
        "rank": why.rank,
        "score": why.score,
        "method": why.method,
        "method_visible": task.method_visible,
        "shows": " ".join(task.shows),
        "prompt": task.prompt,
        "sentence": words,
        "bars": bars,
        **{f"from_{part}": value for part, value in why.by_part.items()},
        "model_hash": why.model_hash,
        "data_hash": why.data_hash,
    }
