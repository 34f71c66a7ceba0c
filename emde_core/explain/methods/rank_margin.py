"""Contributions to a margin: what keeps a film ahead of the rivals that would take its place.

A rank is lost to rivals, not to the catalogue's mean, so a question about rank is answered by the contributions to a
margin. Which rivals count is not known beforehand: taking films out of the history moves the rivals too. So margins to
several groups of rivals are laid out, and the model itself says which of them, when its strongest films are taken out,
costs the film its place. The values stay exact contributions: of the film's score less the mean score of that group.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.errors import HistoryError
from emde_core.explain.case import Case
from emde_core.explain.masked_histories import MaskedHistories
from emde_core.explain.methods.base import Attribution, Method
from emde_core.explain.methods.score import score_contributions
from emde_core.schema import Position

DEEPEST = 10  # rivals behind the film that have to overtake it before it counts as out, at most
NEAREST = 30  # rivals that are looked at
REMOVALS = (1, 2, 3, 4, 5, 6, 8)  # films taken out when rivals are ordered by how near that brings them
GROUPS = (1, 2, 3, 4, 5, 6, 8, 10)  # rivals in a group
TRIALS = (2, 3, 5)  # films taken out when a group is tried
STEPS = 8  # of going on from the best group to a better one near it


def _attribute(case: Case) -> Attribution:
    rivals = _rivals_behind(case)
    k = min(max(case.k - case.rank() + 1, 1), DEEPEST)
    return rank_margin(case.query.masked_histories, case.film, rivals, k)


def _attribute_to_rival(case: Case) -> Attribution:
    """Compare the film with the one rival at the edge of the top k."""
    rivals = _rivals_behind(case)
    rival = Position(int(rivals[min(max(case.k - case.rank(), 0), len(rivals) - 1)]))
    above = Case(case.query, case.film, rival)
    return Attribution(score_contributions(above), above.score, (rival,))


def _rivals_behind(case: Case) -> Ints:
    rivals = case.order[case.rank() :]
    if not len(rivals):
        label = case.query.catalogue.films[case.film].label
        raise HistoryError(f"{label} is the last in the ranking and has no place to lose; choose another film")
    return rivals


def rank_margin(histories: MaskedHistories, film: Position, rivals: Ints, k: int) -> Attribution:
    """Choose the rivals that a film has to stay ahead of to be in the top k, and attribute its margin to them.

    Args:
        histories: the history, and what can be made of it.
        film: the film.
        rivals: the positions of the films that compete with it, best first.
        k: the length of the top.
    """
    return _RivalSearch(histories, film, rivals, min(k, len(rivals))).decide()


class _RivalSearch:
    def __init__(self, histories: MaskedHistories, film: Position, rivals: Ints, k: int) -> None:
        self.histories, self.film, self.rivals, self.k = histories, film, rivals, k
        self.near = rivals[:NEAREST]
        parts = histories.model.attributions(histories.rows, np.concatenate([[film], self.near]))
        self.margins = parts[:, :1] - parts[:, 1:]  # [H, rivals]
        scores = histories.scores(np.ones((1, len(histories.positions))))[0]
        self.gaps = scores[film] - scores[self.near]  # [rivals]

    def decide(self) -> Attribution:
        best, after = self.most_costly(self.first_groups())
        for _ in range(STEPS):
            before = best
            best, after = self.most_costly([best, *self.next_groups(after), *self.with_one_more_or_less(best)])
            if best == before:
                break
        group = list(best)
        rivals = tuple(Position(rival) for rival in self.near[group].tolist())
        return Attribution(self.values(best), float(self.gaps[group].mean()), rivals)

    def values(self, group: tuple[int, ...]) -> Floats:
        return self.margins[:, list(group)].mean(axis=1)

    def first_groups(self) -> list[tuple[int, ...]]:
        """Order rivals by how near taking out the strongest films of each one's own margin brings it."""
        strongest = -np.sort(-self.margins, axis=0)
        groups = []
        for count, size in product(REMOVALS, GROUPS):
            order = np.argsort(self.gaps - strongest[:count].sum(axis=0), kind="stable")
            groups.append(tuple(order[:size].tolist()))
        return list(dict.fromkeys(groups))

    def next_groups(self, after: Floats) -> list[tuple[int, ...]]:
        """Group the rivals that stand highest, or around the edge of the top, in scores [trials, films]."""
        groups = []
        for scores in after:
            order = np.argsort(-scores[self.near], kind="stable").tolist()
            groups += [tuple(order[:size]) for size in range(max(1, self.k - 2), self.k + 3)]
            groups += [tuple(order[start : self.k + 3]) for start in range(1, self.k)]
        return [group for group in dict.fromkeys(groups) if group]

    def with_one_more_or_less(self, group: tuple[int, ...]) -> list[tuple[int, ...]]:
        """List the groups that differ from one by one rival."""
        others = (set(group) ^ {rival} for rival in range(len(self.near)))
        return [tuple(sorted(other)) for other in others if other]

    def most_costly(self, groups: list[tuple[int, ...]]) -> tuple[tuple[int, ...], Floats]:
        """Find the group whose values cost the film most, and the scores [trials, films] that they lead to."""
        masks = np.ones((len(groups), len(TRIALS), len(self.histories.positions)))
        for g, group in enumerate(groups):
            order = np.argsort(-self.values(group), kind="stable")
            for t, count in enumerate(TRIALS):
                masks[g, t, order[:count]] = 0
        scores = self.histories.scores(masks.reshape(-1, masks.shape[2]))
        cost = self.standing(scores).reshape(len(groups), len(TRIALS)).mean(axis=1)
        best = int(np.argmin(cost))
        return groups[best], scores.reshape(len(groups), len(TRIALS), -1)[best]

    def standing(self, scores: Floats) -> Floats:
        """Tell how well the film stands, [n]: in the top k or not, by what margin (nats), at what discounted rank."""
        own, others = scores[:, self.film], scores[:, self.rivals]
        margin = own - np.partition(others, -self.k, axis=1)[:, -self.k]
        rank = 1 + (others > own[:, None]).sum(axis=1)
        return (rank <= self.k) + margin + 2 / np.log2(1 + rank)


RANK_MARGIN = Method(
    name="rank-margin",
    label="ours for the rank",
    description=(
        "what each history film adds to the lead over the films that would take its place; take it to learn what keeps "
        "a film ahead of others"
    ),
    attribute=_attribute,
    adds_up=True,
)
RIVAL_MARGIN = Method(
    name="rival-margin",
    label="margin to the rival at k",
    description="what each history film adds to the margin to the one film at the edge of the top",
    attribute=_attribute_to_rival,
    adds_up=True,
    yardstick=True,
)
