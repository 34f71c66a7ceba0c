"""Why a film is in the top k: its margin to the rivals that would take its place.

A rank is lost to rivals, not to the catalogue's mean, so a question about rank is answered by the contributions to a
margin (DESIGN.md, Explain 5). Which rivals count is not known beforehand: taking films out of the history moves the
rivals too. So margins to several groups of rivals are laid out, and the model itself says which of them, when its
strongest films are taken out, costs the film its place. The values stay exact contributions: of the film's score less
the mean score of the rivals chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from emde_core.explain.masked_histories import MaskedHistories

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NEAREST = 30  # rivals that are looked at
REMOVED = (1, 2, 3, 4, 5, 6, 8)  # films taken out when rivals are ordered by how near that brings them
GROUPS = (1, 2, 3, 4, 5, 6, 8, 10)  # rivals in a group
TRIED = (2, 3, 5)  # films taken out when a group is tried
STEPS = 8  # of going on from the best group to a better one near it


@dataclass(frozen=True)
class RankMargin:
    """What keeps a film in its place.

    Attributes:
        rivals: [n], the rivals chosen, by position in the catalogue.
        margin: the film's score less the rivals' mean score, in nats.
        values: [H], what each history film adds to that margin; they add up to it where the baseline is 0.
    """

    rivals: Ints
    margin: float
    values: Floats


def rank_margin(pool: MaskedHistories, film: int, ranked: Ints, k: int) -> RankMargin:
    """The rivals that a film has to stay ahead of to be in the top k, and what each history film adds to that.

    Args:
        pool: the history.
        film: the film's position in the catalogue.
        ranked: the films that compete with it, best first, without itself.
        k: the length of the top.
    """
    return _RivalSearch(pool, film, ranked, min(k, len(ranked))).decide()


def film_contributions(pool: MaskedHistories, films: Ints) -> Floats:
    """[H, films], what each film of a history adds to some films' scores, over all modalities."""
    return pool.model.attributed(pool.rows, films)


class _RivalSearch:
    def __init__(self, pool: MaskedHistories, film: int, ranked: Ints, k: int) -> None:
        self.pool, self.film, self.ranked, self.k = pool, film, ranked, k
        self.near = ranked[:NEAREST]
        parts = film_contributions(pool, np.concatenate([[film], self.near]))
        self.margins = parts[:, :1] - parts[:, 1:]  # [H, rivals]
        scores = pool.scores(np.ones((1, len(pool.films))))[0]
        self.gaps = scores[film] - scores[self.near]  # [rivals]

    def decide(self) -> RankMargin:
        best, after = self.most_costly(self.first_groups())
        for _ in range(STEPS):
            before = best
            best, after = self.most_costly([best, *self.next_groups(after), *self.with_one_more_or_less(best)])
            if best == before:
                break
        chosen = list(best)
        return RankMargin(self.near[chosen], float(self.gaps[chosen].mean()), self.values(best))

    def values(self, group: tuple[int, ...]) -> Floats:
        return self.margins[:, list(group)].mean(axis=1)

    def first_groups(self) -> list[tuple[int, ...]]:
        """Rivals by how near taking out the strongest films of each one's own margin brings it."""
        strongest = -np.sort(-self.margins, axis=0)
        groups = []
        for removed, size in product(REMOVED, GROUPS):
            order = np.argsort(self.gaps - strongest[:removed].sum(axis=0), kind="stable")
            groups.append(tuple(order[:size].tolist()))
        return list(dict.fromkeys(groups))

    def next_groups(self, after: Floats) -> list[tuple[int, ...]]:
        """Groups of the rivals that stand highest, or around the edge of the top, in scores [tries, films]."""
        groups = []
        for scores in after:
            order = np.argsort(-scores[self.near], kind="stable").tolist()
            groups += [tuple(order[:size]) for size in range(max(1, self.k - 2), self.k + 3)]
            groups += [tuple(order[start : self.k + 3]) for start in range(1, self.k)]
        return [group for group in dict.fromkeys(groups) if group]

    def with_one_more_or_less(self, group: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Groups that differ from one by one rival."""
        changed = (set(group) ^ {rival} for rival in range(len(self.near)))
        return [tuple(sorted(other)) for other in changed if other]

    def most_costly(self, groups: list[tuple[int, ...]]) -> tuple[tuple[int, ...], Floats]:
        """The group whose map costs the film most, and the scores [tries, films] that it leads to."""
        held = np.ones((len(groups), len(TRIED), len(self.pool.films)))
        for g, group in enumerate(groups):
            order = np.argsort(-self.values(group), kind="stable")
            for t, removed in enumerate(TRIED):
                held[g, t, order[:removed]] = 0
        scores = self.pool.scores(held.reshape(-1, held.shape[2]))
        cost = self.standing(scores).reshape(len(groups), len(TRIED)).mean(axis=1)
        best = int(np.argmin(cost))
        return groups[best], scores.reshape(len(groups), len(TRIED), -1)[best]

    def standing(self, scores: Floats) -> Floats:
        """[n], how well the film stands: whether it is in the top k, by what margin (nats), at what discounted rank."""
        own, others = scores[:, self.film], scores[:, self.ranked]
        margin = own - np.partition(others, -self.k, axis=1)[:, -self.k]
        rank = 1 + (others > own[:, None]).sum(axis=1)
        return (rank <= self.k) + margin + 2 / np.log2(1 + rank)
