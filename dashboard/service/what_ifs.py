"""Searches for edits of a history that change one film's rank."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.service.answers import Removal
from emde_core.data.catalogue import Film
from emde_core.explain.counterfactual import Counterfactual
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import LIKE

TOP, MOST_EDITS, SECONDS = 10, 3, 2.0  # of the smallest edit: the top's length, edits at most, time budget
STRONGEST = 12  # history films whose absence is tried


def strongest_removals(model: Recommender, history: History, film_id: str, rank: int | None) -> tuple[Removal, ...]:
    """Return the effects of taking out each of the strongest history films, the biggest change first.

    Args:
        model: any.
        history: with at least one film.
        film_id: of the explained film.
        rank: of that film; without one there is nothing to change.
    """
    if rank is None:
        return ()
    strongest = sorted(model.leave_one_out(history, film_id), key=lambda each: -abs(each.score_change))[:STRONGEST]
    has_rest = len(history) > 1 or bool(history.wishes)
    removals = (Removal(each.film, each.reaction, rank, each.rank if has_rest else None) for each in strongest)
    return tuple(sorted(removals, key=lambda removal: -abs(removal.fall)))


def search_smallest_edit(
    model: Recommender, history: History, film_id: str, rank: int | None, additions: Iterable[Film]
) -> Counterfactual:
    """Return the smallest edit that brings a film out of the top, or into it where it is not there.

    Args:
        model: any.
        history: without the film.
        film_id: of the explained film.
        rank: of that film.
        additions: films that the edit may add as liked.
    """
    return model.smallest_edit(
        history,
        film_id,
        k=TOP,
        goal="out of" if rank is not None and rank <= TOP else "into",
        candidates=[(film.id, LIKE) for film in additions],
        most=MOST_EDITS,
        seconds=SECONDS,
    )
