"""A history replayed film by film: the ranks after each film, and how one film's score grows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.reasons.entries import parts_of
from dashboard.text.direction import isolate
from dashboard.text.grammar import with_sign
from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.explain.ranks import Ranking
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import LIKE, Reaction

TRACED = 5  # of the films that stand first in the end


@dataclass(frozen=True)
class ReplayStep:
    """Ranks and score after a film has joined the history.

    Attributes:
        film, reaction: the film that joins.
        ranks: by film id, among the films outside the whole history, so one that joins later is no rival before; a film
            of the history, or one that nothing can be said of yet, is left out.
        score: of the explained film, in nats.
        by_part: what each part of the score adds to it, from the history so far.
    """

    film: Film
    reaction: Reaction
    ranks: Mapping[str, int]
    score: float
    by_part: Mapping[str, float]

    @property
    def joins(self) -> str:
        """The film that joins, and how: "+ Aliens"."""
        return f"{'+' if self.reaction == LIKE else '✕'} {isolate(self.film.title)}"


@dataclass(frozen=True)
class Replay:
    """A history from its first film to its last, likes first.

    Attributes:
        film: the film that is explained.
        ranked_films: the films whose ranks are followed: the explained one, then the first few of the whole history.
        steps: one for each film of the history.
    """

    film: Film
    ranked_films: tuple[Film, ...]
    steps: tuple[ReplayStep, ...]

    def rank(self, step: int) -> int | None:
        """Return the explained film's rank after a number of films; None before the first."""
        return self.steps[step - 1].ranks.get(self.film.id) if step else None


def replay(model: Recommender, history: History, film_id: str, count: int = TRACED) -> Replay:
    """Replay a history for a film outside it. A film inside it is never ranked.

    Args:
        model: any.
        history: with films in it.
        film_id: of the explained film.
        count: how many of the best films have their ranks traced beside it.

    Raises:
        HistoryError: the history is empty, or says nothing that the model can use.
    """
    catalogue = model.catalogue
    best = [catalogue.films[i].id for i in model.rank(history).order[:count]]
    traced = tuple(catalogue[each] for each in dict.fromkeys([film_id, *best]))
    additions = [(catalogue[each], reaction) for each, reaction in history]
    return Replay(catalogue[film_id], traced, tuple(_steps(model, history, additions, traced)))


def _steps(
    model: Recommender, whole: History, additions: list[tuple[Film, Reaction]], traced: tuple[Film, ...]
) -> Iterator[ReplayStep]:
    """Yield the steps; wishes count from the beginning."""
    history = History(wishes=whole.wishes)
    for film, reaction in additions:
        history = history.with_film(film.id, reaction)
        try:
            ranking, why = model.rank(history, original=whole), model.explain(history, traced[0].id)
        except HistoryError:  # so far there are only films that the model knows nothing of
            yield ReplayStep(film, reaction, {}, 0.0, dict.fromkeys(model.parts, 0.0))
            continue
        yield ReplayStep(film, reaction, _ranks(model, ranking, traced), why.score, parts_of(why))


def _ranks(model: Recommender, ranking: Ranking, traced: tuple[Film, ...]) -> dict[str, int]:
    position = model.catalogue.index
    return {each.id: rank for each in traced if (rank := ranking.rank(position[each.id])) is not None}


def step_caption(run: Replay, step: int) -> str:
    """Return the effect of a step, counted from 1: "+ Aliens: rank 14 → 3, +0.21"."""
    now = run.steps[step - 1]
    before = run.steps[step - 2].score if step > 1 else 0.0
    return f"{now.joins}: {_rank_change(run.rank(step - 1), run.rank(step))}, {with_sign(now.score - before)}"


def _rank_change(before: int | None, after: int | None) -> str:
    if after is None:
        return "no rank yet"
    return f"rank {after}" if before in (None, after) else f"rank {before} → {after}"
