"""Edits of a history as rows of numbers, so that many can be tried at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from emde_core.data.catalogue import Catalogue, Film
from emde_core.explain.masked_histories import MaskedHistories
from emde_core.explain.ranks import competing
from emde_core.history import History
from emde_core.model.scores import ScoreModel
from emde_core.schema import DISLIKE, LIKE, Reaction

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Kind = Literal["remove", "flip", "add"]
OPPOSITE: dict[Reaction, Reaction] = {LIKE: DISLIKE, DISLIKE: LIKE}


@dataclass(frozen=True)
class Edit:
    """One change of a history: take a film out, turn its reaction round, or add a film.

    Attributes:
        kind: which of these.
        film: the film.
        reaction: what the history says of it after a flip or an addition; before a removal.
    """

    kind: Kind
    film: Film
    reaction: Reaction

    def apply(self, history: History) -> History:
        """The history after the edit."""
        if self.kind == "remove":
            return history.without(self.film.id)
        return history.with_film(self.film.id, self.reaction)


@dataclass(frozen=True)
class Base:
    """What is edited.

    Attributes:
        model: the model.
        catalogue: its films.
        history: by film ids; its wishes stay.
        wishes: [films], what they add to every score.
    """

    model: ScoreModel
    catalogue: Catalogue
    history: History
    wishes: Floats


@dataclass(frozen=True)
class Edits:
    """A history and n edits of it.

    Attributes:
        pool: the history's H films, then the same with the opposite reaction, then the candidates to add.
        size: H.
        moves: [n, R], what each edit changes in the history's row of 0 and 1.
        edits: the same n edits for people.
    """

    pool: MaskedHistories
    size: int
    moves: Floats
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, base: Base, candidates: Iterable[tuple[str, Reaction]], target: int) -> Edits:
        """Every removal and flip of a resolved history's films, and every candidate's addition.

        Candidates that the history holds already, and the film ``target`` itself, are left out.
        """
        catalogue, history = base.catalogue, base.history
        old = list(history)
        flipped = [(film, OPPOSITE[reaction]) for film, reaction in old]
        new = [c for c in dict.fromkeys(candidates) if c[0] not in history and catalogue.index[c[0]] != target]
        pool, size = MaskedHistories.of(base.model, catalogue, [*old, *flipped, *new], base.wishes), len(old)
        row = np.eye(len(pool.films))
        moves = np.concatenate([-row[:size], row[size : 2 * size] - row[:size], row[2 * size :]])
        made: tuple[tuple[Kind, list[tuple[str, Reaction]]], ...] = (("remove", old), ("flip", flipped), ("add", new))
        edits = tuple(Edit(kind, catalogue[film], reaction) for kind, films in made for film, reaction in films)
        return cls(pool, size, moves, edits)

    @cached_property
    def start(self) -> Floats:
        """[R], the history itself."""
        return (np.arange(len(self.pool.films)) < self.size).astype(np.float64)

    @cached_property
    def films(self) -> Ints:
        """[n], which film each edit changes; no two edits of one film go together."""
        return self.pool.films

    @cached_property
    def removes(self) -> NDArray[np.bool_]:
        """[n], whether an edit takes a film out."""
        return np.array([edit.kind == "remove" for edit in self.edits])

    def standing(self, held: Floats) -> Floats:
        """Every film's score [n, films] for histories [n, R]; -inf for films that do not compete (see ``ranks``)."""
        model, original = self.pool.model, self.pool.films[: self.size]
        scores = self.pool.scores(held)
        ranked = [competing(model, original, self.pool.films[chosen]) for chosen in held > 0]
        return np.where(np.reshape(ranked, scores.shape), scores, -np.inf)  # a history of wishes alone has no edits

    @cached_property
    def current(self) -> Floats:
        """[films], the standing in the history itself."""
        return self.standing(self.start[None])[0]

    @cached_property
    def steps(self) -> Floats:
        """[n, films], what each edit alone changes in the standing: -inf for a film that it adds."""
        after = self.standing(self.start + self.moves)
        return np.subtract(after, self.current, out=np.zeros_like(after), where=np.isfinite(self.current))


def margins(standing: Floats, target: int, k: int) -> Floats:
    """How far a film is above the k-th best of the others, [n], from standings [n, films]; positive in the top k."""
    others = np.delete(standing, target, axis=1)
    if k > others.shape[1]:
        return np.full(len(standing), np.inf)
    return standing[:, target] - np.partition(others, -k, axis=1)[:, -k]
