"""The smallest edit of a history that brings a film into the top k, or out of it.

One edit: every edit is tried. Two: every pair, in one go where the model is additive, since a pair's effect is then
the sum of the two; with a network in the order of that sum, each verified by the model. More: greedily by the margin
to the k-th rival, each step verified, and edits that turn out not to be needed dropped. Whatever is reported was
verified; a search that ends without success says how far it looked.

The top k is that of the films outside the history as it was and outside what is added (see ``ranks``): a film that is
taken out does not push another down, and one that is added gives up its place.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from emde_core.arrays import Bools, Floats, Ints
from emde_core.data.catalogue import Film
from emde_core.explain.counterfactual.edits import Edit, Edits, margins
from emde_core.explain.query import Query
from emde_core.explain.ranks import rank_of
from emde_core.history import History
from emde_core.schema import FilmId, Position, Reaction
from emde_core.summary import few, summary

Goal = Literal["into", "out of"]
Outcome = Literal["already so", "found", "none", "out of time"]
VERIFIED_AT_ONCE = 64  # pairs that a network is asked for at once


@dataclass(frozen=True)
class Counterfactual:
    """An answer to "what would bring this film into (or out of) the top k?".

    Attributes:
        film: the film that is to move.
        goal, k: where to.
        outcome: whether an edit was found; "none" if none of at most ``most`` edits was, "out of time" if the search
            had to stop.
        edits: the edit found, else nothing.
        rank_before, rank_after: the film's rank in the history as it is, and after the edits; films that the edits
            take out or add do not compete after them.
        smallest: no smaller edit does it: every one was tried.
        most: how many edits were allowed.
        searched: up to how many edits every possibility was tried (0, 1 or 2).
    """

    film: Film
    goal: Goal
    k: int
    outcome: Outcome
    edits: tuple[Edit, ...]
    rank_before: int
    rank_after: int | None
    smallest: bool
    most: int
    searched: int

    def __repr__(self) -> str:
        ranks = f"rank {self.rank_before}" + (f" to {self.rank_after}" if self.rank_after else "")
        goal = f"{self.film.label} {self.goal} the top {self.k}: {self.outcome}"
        return summary(self, goal, few([edit.label for edit in self.edits]), ranks)

    def apply(self, history: History) -> History:
        """The resolved history after the edits."""
        for edit in self.edits:
            history = edit.apply(history)
        return history


class _OutOfTime(Exception):  # noqa: N818 - it never leaves this module
    """The time budget is used up."""


def smallest_edit(
    query: Query,
    film: Position,
    *,
    k: int = 10,
    goal: Goal = "into",
    candidates: Iterable[tuple[FilmId, Reaction]] = (),
    most: int = 4,
    seconds: float = 2.0,
) -> Counterfactual:
    """Search for the smallest edit; of several of one size, the one with the widest margin.

    As ``Recommender.smallest_edit``, for a query whose history does not hold the film, which is given by its position
    in the catalogue, and candidates by id.
    """
    edits = Edits.of(query, candidates, film)
    search = _Search(edits, film, k, 1 if goal == "into" else -1, time.monotonic() + seconds)
    edit_numbers, searched, outcome = search.run(most)
    return Counterfactual(
        film=query.catalogue.films[film],
        goal=goal,
        k=k,
        outcome=outcome,
        edits=tuple(edits.edits[e] for e in edit_numbers),
        rank_before=rank_of(edits.current, film),
        rank_after=rank_of(search.after([edit_numbers])[0], film) if edit_numbers else None,
        smallest=outcome == "found" and len(edit_numbers) <= searched + 1,
        most=most,
        searched=searched,
    )


@dataclass(frozen=True)
class _Search:
    edits: Edits
    film: Position
    k: int
    sign: int  # 1 into the top k, -1 out of it
    deadline: float

    def run(self, most: int) -> tuple[tuple[int, ...], int, Outcome]:
        """The edits found, up to how many every possibility was tried without success, and the outcome."""
        searched = 0
        if self.gain(self.edits.current[None])[0] > 0:
            return (), searched, "already so"
        try:
            for exhaustive in (self.single, self.pair)[:most]:
                if best := exhaustive():
                    return best, searched, "found"
                searched += 1
            best = self.greedy(most) if most > searched else ()
        except _OutOfTime:
            return (), searched, "out of time"
        return best, searched, "found" if best else "none"

    def gain(self, standings: Floats) -> Floats:
        """Measure how far the goal is reached in standings [n, films]: [n]; above 0 it is."""
        return self.sign * margins(standings, self.film, self.k)

    def after(self, edit_sets: Iterable[tuple[int, ...]]) -> Floats:
        """Ask the model itself for the standings [n, films] after each of n sets of edits."""
        moves = [self.edits.moves[list(edits)].sum(axis=0) for edits in edit_sets]
        return self.edits.standings(np.array([self.edits.start + move for move in moves]))

    def empties(self, removals: Ints | int) -> Bools | bool:
        """Tell whether nothing is left of the history after that many removals."""
        return removals >= self.edits.size

    def single(self) -> tuple[int, ...]:
        gains = self.gain(self.edits.current + self.edits.steps)
        gains[self.empties(self.edits.removes.astype(np.int64))] = -np.inf
        return _best(gains)

    def pair(self) -> tuple[int, ...]:
        """Find the best pair that reaches the goal."""
        first, second, gains = (np.concatenate(parts) for parts in zip(*self.pairs(), strict=True))
        if self.edits.histories.model.additive:
            return tuple(int(pairs[best]) for pairs in (first, second) for best in _best(gains))
        order = np.argsort(-gains, kind="stable")
        for start in range(0, len(order), VERIFIED_AT_ONCE):
            self.check_time()
            some = [(int(first[p]), int(second[p])) for p in order[start : start + VERIFIED_AT_ONCE]]
            if best := _best(self.gain(self.after(some))):
                return some[best[0]]
        return ()

    def pairs(self) -> Iterator[tuple[Ints, Ints, Floats]]:
        """Go through every pair of edits of two films, and its gain if effects add up: parts of [pairs] each."""
        edits, count = self.edits, len(self.edits.edits)
        yield np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
        for one in range(count - 1):
            self.check_time()
            others = np.arange(one + 1, count)
            removals = edits.removes[one].astype(np.int64) + edits.removes[others]
            others = others[(edits.films[others] != edits.films[one]) & ~self.empties(removals)]
            if len(others):
                standings = (edits.current + edits.steps[one]) + edits.steps[others]
                yield np.full(len(others), one), others, self.gain(standings)

    def greedy(self, most: int) -> tuple[int, ...]:
        """Take step by step the edit that gains most, until the goal is reached; then drop those not needed."""
        steps: tuple[int, ...] = ()
        for _ in range(most):
            self.check_time()
            options = self.next_edits(steps)
            if not options:
                return ()
            gains = self.gain(self.after([(*steps, e) for e in options]))
            steps = (*steps, options[int(np.argmax(gains))])
            if gains.max() > 0:
                return self.prune(steps)
        return ()

    def next_edits(self, steps: tuple[int, ...]) -> list[int]:
        """List the edits of films that are not edited yet, as long as something is left of the history."""
        films = set(self.edits.films[list(steps)])
        full = self.empties(int(self.edits.removes[list(steps)].sum()) + 1)
        return [
            e
            for e in range(len(self.edits.edits))
            if self.edits.films[e] not in films and not (full and self.edits.removes[e])
        ]

    def prune(self, steps: tuple[int, ...]) -> tuple[int, ...]:
        """Drop the edits that the goal does not need."""
        for edit in steps:
            rest = tuple(e for e in steps if e != edit)
            if rest and self.gain(self.after([rest]))[0] > 0:
                return self.prune(rest)
        return steps

    def check_time(self) -> None:
        if time.monotonic() > self.deadline:
            raise _OutOfTime


def _best(gains: Floats) -> tuple[int, ...]:
    """Return the position of the greatest gain, if it is above 0."""
    if not len(gains) or gains.max() <= 0:
        return ()
    return (int(np.argmax(gains)),)
