"""The effect of a wish: how far what was asked for rises or falls, and what else moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.reasons.accidents import is_accident
from emde_core.arrays import Ints
from emde_core.data.catalogue import Film
from emde_core.explain.ranks import Ranking
from emde_core.history import History, Wish
from emde_core.recommender import Recommender

BESIDE = 3  # films that are named beside those that were asked for


@dataclass(frozen=True)
class Move:
    """A film's rank without a wish and with it, from 1, and whether the wish adds to it by accident of buckets."""

    film: Film
    before: int
    after: int
    by_accident: bool = False


@dataclass(frozen=True)
class WishEffect:
    """The effect of one wish on the films outside the history.

    Attributes:
        wish: the wish.
        asked: every film that has what was asked for; for popularity, the most liked tenth of the catalogue.
        beside: the other films that moved most, the farthest first.
        count: how many films are ranked.
    """

    wish: Wish
    asked: tuple[Move, ...]
    beside: tuple[Move, ...]
    count: int

    @property
    def medians(self) -> tuple[float, float]:
        """The median rank of what was asked for, without the wish and with it; nan where nothing was."""
        if not self.asked:
            return float("nan"), float("nan")
        return float(np.median([m.before for m in self.asked])), float(np.median([m.after for m in self.asked]))


def wish_effects(model: Recommender, history: History) -> tuple[WishEffect, ...]:
    """Return the effect of each of a history's wishes, beside the others; of a history that is one wish, nothing.

    Raises:
        EmdeError: nothing can be recommended for the history.
    """
    if len(history) + len(history.wishes) < 2:
        return ()
    after = model.rank(history)
    return tuple(_effect(model, history, wish, after) for wish in history.wishes)


def _effect(model: Recommender, history: History, wish: Wish, after: Ranking) -> WishEffect:
    before = model.rank(history.without_wish(wish.key))
    ranks, asked_ids = _ranks(before.order), {film.id for film in model.films_with(wish)}
    moves = []
    for k, rank in _ranks(after.order).items():
        film, value = model.catalogue.films[k], after.score(k) - before.score(k)
        by_accident = is_accident(wish, value, has_name=film.id in asked_ids)
        moves.append(Move(film, ranks[k], rank, by_accident))
    others = sorted((m for m in moves if m.film.id not in asked_ids), key=lambda m: -abs(m.before - m.after))
    beside = tuple(m for m in others[:BESIDE] if m.before != m.after)
    return WishEffect(wish, tuple(m for m in moves if m.film.id in asked_ids), beside, len(moves))


def _ranks(order: Ints) -> dict[int, int]:
    return {position: rank for rank, position in enumerate(order.tolist(), start=1)}
