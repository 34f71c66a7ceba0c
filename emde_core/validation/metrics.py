"""How well a ranking finds the films that a viewer liked. Every viewer must have at least one to be found."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from emde_core.checks import at_least

Floats = NDArray[np.float64]
Metric = Callable[[Floats, NDArray[np.bool_], NDArray[np.bool_]], Floats]
"""From scores, and which films are known and which wanted, [viewers, films], to a number for each viewer."""

LOWEST = np.finfo(np.float64).min


def top(scores: Floats, known: NDArray[np.bool_], k: int) -> NDArray[np.int64]:
    """The k best films of each row [viewers, k], leaving out the known ones; ties in the films' order.

    A film without a score (-inf) stands below all others; where fewer than k are left, known ones fill the row.

    Raises:
        ConfigError: k is no whole number of at least 1.
    """
    at_least("k", k, 1)
    ranked = np.where(known, -np.inf, np.maximum(scores, LOWEST))
    return np.argsort(-ranked, axis=1, kind="stable")[:, :k]


def ndcg(scores: Floats, known: NDArray[np.bool_], wanted: NDArray[np.bool_], k: int = 20) -> Floats:
    """NDCG@k of each viewer, 0 to 1, binary relevance; [viewers].

    The ideal ranking has min(k, wanted films) hits on top.
    """
    found = np.take_along_axis(wanted, top(scores, known, k), axis=1)
    discount = 1 / np.log2(np.arange(2, found.shape[1] + 2))
    ideal = np.cumsum(discount)[np.minimum(wanted.sum(axis=1), found.shape[1]) - 1]
    return (found * discount).sum(axis=1) / ideal


def recall(scores: Floats, known: NDArray[np.bool_], wanted: NDArray[np.bool_], k: int = 20) -> Floats:
    """Share of the wanted films among the k best, out of at most k; [viewers]."""
    found = np.take_along_axis(wanted, top(scores, known, k), axis=1)
    return found.sum(axis=1) / np.minimum(wanted.sum(axis=1), k)


def rank_percentile(scores: Floats, known: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> Floats:
    """Where each viewer's wanted films stand on average, 0 for the first place to 1 for the last; [viewers].

    A film competes with those that are neither known nor wanted; of equal scores half count as better.
    """
    others = ~known & ~wanted
    places = np.zeros(len(scores))
    for viewer, row in enumerate(scores):
        against = np.sort(row[others[viewer]])
        own = row[wanted[viewer]]
        above = len(against) - (np.searchsorted(against, own, "left") + np.searchsorted(against, own, "right")) / 2
        places[viewer] = above.mean() / max(len(against), 1)
    return places
