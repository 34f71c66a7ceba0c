"""A history played film by film: what each did to the ranks and to one film's score. Plain data, no Streamlit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.reasons.entries import parts_of
from dashboard.text.direction import isolate
from dashboard.text.grammar import signed
from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.explain.ranks import Ranking
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import LIKE, Reaction

FOLLOWED = 5  # of the films that stand first in the end


@dataclass(frozen=True)
class Step:
    """What there is once a film has joined the history.

    Attributes:
        film, reaction: the one that joins.
        ranks: by film id, among the films outside the whole history, so that one that joins later is no rival before;
            a film of the history, or one that nothing can be said of yet, is left out.
        score: of the explained film, in nats.
        by_part: what each part of the score, of the history so far, adds to it.
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
        followed: the films whose ranks are followed: the explained one, then the first few of the whole history.
        steps: one for each film of the history.
    """

    film: Film
    followed: tuple[Film, ...]
    steps: tuple[Step, ...]

    def rank(self, step: int) -> int | None:
        """The explained film's rank after so many films; None before the first."""
        return self.steps[step - 1].ranks.get(self.film.id) if step else None


def replay(model: Recommender, history: History, film: str, followed: int = FOLLOWED) -> Replay:
    """Play a history for a film outside it; both by id. A film inside it is never ranked.

    Raises:
        HistoryError: the history is empty, or says nothing that the model can use.
    """
    catalogue = model.catalogue
    best = [catalogue.films[i].id for i in model.rank(history).order[:followed]]
    chosen = tuple(catalogue[each] for each in dict.fromkeys([film, *best]))
    joins = [(catalogue[each], reaction) for each, reaction in history]
    return Replay(catalogue[film], chosen, tuple(_steps(model, history, joins, chosen)))


def _steps(
    model: Recommender, whole: History, joins: list[tuple[Film, Reaction]], followed: tuple[Film, ...]
) -> Iterator[Step]:
    """Step by step; wishes are there from the beginning."""
    history = History(wishes=whole.wishes)
    for film, reaction in joins:
        history = history.with_film(film.id, reaction)
        try:
            ranking, why = model.rank(history, original=whole), model.explain(history, followed[0].id)
        except HistoryError:  # so far there are only films that the model knows nothing of
            yield Step(film, reaction, {}, 0.0, dict.fromkeys(model.parts, 0.0))
            continue
        yield Step(film, reaction, _ranks(model, ranking, followed), why.score, parts_of(why))


def _ranks(model: Recommender, ranking: Ranking, followed: tuple[Film, ...]) -> dict[str, int]:
    position = model.catalogue.index
    return {each.id: rank for each in followed if (rank := ranking.rank(position[each.id])) is not None}


def deed(played: Replay, step: int) -> str:
    """What a step did: "+ Aliens: rank 14 → 3, +0.21"; the first step is 1."""
    now = played.steps[step - 1]
    before = played.steps[step - 2].score if step > 1 else 0.0
    return f"{now.joins}: {_places(played.rank(step - 1), played.rank(step))}, {signed(now.score - before)}"


def _places(before: int | None, after: int | None) -> str:
    if after is None:
        return "no rank yet"
    return f"rank {after}" if before in (None, after) else f"rank {before} → {after}"
