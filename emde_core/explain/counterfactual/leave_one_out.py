"""One film of the history left out at a time: what that does to a film's score and rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from emde_core.data.catalogue import Film
from emde_core.explain.answers import Answers
from emde_core.explain.case import Case
from emde_core.explain.ranks import rank_of
from emde_core.schema import Reaction
from emde_core.summary import summary


@dataclass(frozen=True)
class LeftOut:
    """The absence of one history film, and what it does to the film that is explained.

    Attributes:
        film, reaction: what is left out.
        score_change: the score without it less the score with it, in nats; for a linear model minus its contribution.
        rank: of the explained film without it, among the films outside the whole history, so that what is left out is
            no rival; 1 for the best, None for a film that the history holds.
        rank_change: places that it falls (positive) or climbs (negative).
    """

    film: Film
    reaction: Reaction
    score_change: float
    rank: int | None
    rank_change: int | None

    def __repr__(self) -> str:
        rank = "" if self.rank is None else f"rank {self.rank} ({self.rank_change:+d})"
        return summary(self, self.film.label, self.reaction, f"score {self.score_change:+.2f}", rank)

    @property
    def label(self) -> str:
        """The title and year of the film that is left out."""
        return self.film.label

    def rows(self) -> Iterator[dict[str, Any]]:
        """Return one row of a table."""
        film = {"film": self.film.id, "title": self.film.title, "reaction": self.reaction}
        yield film | {"score_change": self.score_change, "rank": self.rank, "rank_change": self.rank_change}


class LeaveOneOut(Answers[LeftOut]):
    """Each film of a history left out, in the history's order.

    >>> from emde_core import History, demo_model
    >>> left_out = demo_model().leave_one_out(History(liked=["Alien"], disliked=["Dumb and Dumber"]), "Brazil")
    >>> list(left_out.to_frame().columns)
    ['film', 'title', 'reaction', 'score_change', 'rank', 'rank_change']
    """

    __slots__ = ()


def leave_one_out(case: Case) -> LeaveOneOut:
    """Leave out each film of the history, in its order.

    A film that is left out does not compete (see ``ranks``): its absence is judged among the films that were ranked
    before. An explained film that the history holds has no rank, not even where it is the one left out. In a history of
    one film, what is left is the empty history.
    """
    masks = np.concatenate([np.ones((1, case.size)), case.leave_one_out_masks])
    before, *after = (rank_of(standing, case.film) for standing in case.standings(masks))
    inside = case.film in case.query.positions
    rows = zip(case.query.films, case.query.reactions, (-case.losses).tolist(), after, strict=True)
    return LeaveOneOut(
        LeftOut(film, reaction, change, None if inside else rank, None if inside else rank - before)
        for film, reaction, change, rank in rows
    )
