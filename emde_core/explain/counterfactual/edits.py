"""Edits of a history as rows of numbers, so that many can be tried at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from emde_core.arrays import Bools, Floats, Ints
from emde_core.data.catalogue import Film
from emde_core.explain.masked_histories import MaskedHistories, positions_and_blocks
from emde_core.explain.query import Query
from emde_core.explain.ranks import competing
from emde_core.history import History
from emde_core.schema import DISLIKE, LIKE, FilmId, Position, Reaction
from emde_core.summary import summary

EditKind = Literal["remove", "flip", "add"]
OPPOSITE: dict[Reaction, Reaction] = {LIKE: DISLIKE, DISLIKE: LIKE}


@dataclass(frozen=True)
class Edit:
    """One change of a history: take a film out, turn its reaction round, or add a film.

    Attributes:
        kind: which of these.
        film: the film.
        reaction: what the history says of it after a flip or an addition; before a removal.
    """

    kind: EditKind
    film: Film
    reaction: Reaction

    @property
    def label(self) -> str:
        """The edit in words: "add Heat (1995) as like"."""
        return f"{self.kind} {self.film.label}" + ("" if self.kind == "remove" else f" as {self.reaction}")

    def __repr__(self) -> str:
        return summary(self, self.label)

    def apply(self, history: History) -> History:
        """Return the history after the edit."""
        if self.kind == "remove":
            return history.without(self.film.id)
        return history.with_film(self.film.id, self.reaction)


@dataclass(frozen=True, eq=False)
class Edits:
    """A history and n edits of it.

    Attributes:
        histories: of the history's H films, then the same with the opposite reaction, then the candidates to add.
        size: H.
        moves: [n, R], what each edit changes in the history's row of 0 and 1.
        edits: the same n edits for people.
    """

    histories: MaskedHistories
    size: int
    moves: Floats
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, query: Query, candidates: Iterable[tuple[FilmId, Reaction]], target: Position) -> Edits:
        """Make every removal and flip of the history's films, and every candidate's addition.

        Candidates that the history holds already, and the film ``target`` itself, are left out.
        """
        catalogue, history = query.catalogue, query.history
        old = [(FilmId(film_id), reaction) for film_id, reaction in history]
        flipped = [(film_id, OPPOSITE[reaction]) for film_id, reaction in old]
        new = [c for c in dict.fromkeys(candidates) if c[0] not in history and catalogue.index[c[0]] != target]
        positions, blocks = positions_and_blocks([*old, *flipped, *new], catalogue)
        histories, size = MaskedHistories(query.model, positions, blocks, query.wish_scores), len(old)
        row = np.eye(len(positions))
        moves = np.concatenate([-row[:size], row[size : 2 * size] - row[:size], row[2 * size :]])
        kinds: tuple[EditKind, ...] = ("remove", "flip", "add")
        by_kind = zip(kinds, (old, flipped, new), strict=True)
        edits = (Edit(kind, catalogue[film_id], reaction) for kind, films in by_kind for film_id, reaction in films)
        return cls(histories, size, moves, tuple(edits))

    @cached_property
    def start(self) -> Floats:
        """The history itself, [R]."""
        return (np.arange(len(self.histories.positions)) < self.size).astype(np.float64)

    @cached_property
    def films(self) -> Ints:
        """The position of the film that each edit changes, [n]; no two edits of one film go together."""
        return self.histories.positions

    @cached_property
    def removes(self) -> Bools:
        """True for an edit that takes a film out, [n]."""
        return np.array([edit.kind == "remove" for edit in self.edits])

    def standings(self, masks: Floats) -> Floats:
        """Score every film for histories [n, R]: [n, films]; -inf for films that do not compete (see ``ranks``)."""
        model, original = self.histories.model, self.histories.positions[: self.size]
        scores = self.histories.scores(masks)
        compete = [competing(model, original, self.histories.positions[mask]) for mask in masks > 0]
        return np.where(np.reshape(compete, scores.shape), scores, -np.inf)  # a history of wishes alone has no edits

    @cached_property
    def current(self) -> Floats:
        """The standings in the history itself, [films]."""
        return self.standings(self.start[None])[0]

    @cached_property
    def steps(self) -> Floats:
        """The change of the standings by each edit alone, [n, films]: -inf for a film that it adds."""
        after = self.standings(self.start + self.moves)
        return np.subtract(after, self.current, out=np.zeros_like(after), where=np.isfinite(self.current))


def margins(standings: Floats, target: Position, k: int) -> Floats:
    """Measure how far a film is above the k-th best of the others, [n], in standings [n, films]; above 0 in the top."""
    others = np.delete(standings, target, axis=1)
    if k > others.shape[1]:
        return np.full(len(standings), np.inf)
    return standings[:, target] - np.partition(others, -k, axis=1)[:, -k]
