"""Searches for edits of a history that change one film's rank."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.service.answers import Removal
from emde_core.data.catalogue import Film
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import LIKE

TOP, MOST_EDITS, SECONDS = 10, 3, 2.0  # of the smallest edit: the top's length, edits at most, time budget
STRONGEST = 12  # entries of a history whose absence is tried


def strongest_removals(model: Recommender, history: History, why: Explanation) -> tuple[Removal, ...]:
    """Return the effects of taking out each of the strongest entries of a history, the biggest change first.

    Args:
        model: any.
        history: with at least one entry.
        why: the explanation of a film for this history; where that has no rank, there is nothing to change.
    """
    if why.rank is None:
        return ()
    has_rest = len(history) + len(history.wishes) > 1
    left_out = model.leave_one_out(history, why.film.id)
    changes = [(each.score_change, Removal(each.film, why.rank, each.rank if has_rest else None)) for each in left_out]
    for wish in history.wishes:
        after = _rank(model, history.without_wish(wish.key), why.film.id) if has_rest else None
        changes.append((-why.by_entry[wish.key], Removal(wish, why.rank, after)))
    strongest = sorted(changes, key=lambda change: -abs(change[0]))[:STRONGEST]
    return tuple(sorted((removal for _, removal in strongest), key=lambda removal: -abs(removal.fall)))


def _rank(model: Recommender, history: History, film_id: str) -> int | None:
    return model.rank(history).rank(model.catalogue.index[film_id])


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
