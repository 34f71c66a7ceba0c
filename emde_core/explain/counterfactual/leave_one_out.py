"""One film of the history left out at a time: what that does to a film's score and rank."""

from __future__ import annotations

from dataclasses import dataclass

from emde_core.data.catalogue import Film
from emde_core.explain.counterfactual.edits import Base, Edits
from emde_core.explain.ranks import rank_of
from emde_core.schema import Reaction


@dataclass(frozen=True)
class LeftOut:
    """What leaving out one history film does to the film that is explained.

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


def leave_one_out(base: Base, film: int) -> tuple[LeftOut, ...]:
    """Leave out each film of the history, in its order; ``film`` is the explained one's position.

    A film that is left out does not compete (see ``ranks``): its absence is judged among the films that were ranked
    before. An explained film that the history holds has no rank, not even where it is the one left out. In a history of
    one film, what is left is the empty history.
    """
    edits = Edits.of(base, (), film)
    held = edits.start + edits.moves[: edits.size]
    standing, scores = edits.standing(held), edits.pool.scores(held)[:, film]
    inside = base.catalogue.films[film].id in base.history
    before, score = rank_of(edits.current, film), edits.pool.scores(edits.start[None])[0, film]
    found = []
    for k, (left_out, reaction) in enumerate(base.history):
        after = None if inside else rank_of(standing[k], film)
        change = None if after is None else after - before
        found.append(LeftOut(base.catalogue[left_out], reaction, float(scores[k] - score), after, change))
    return tuple(found)
