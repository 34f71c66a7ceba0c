"""Metrics of a ranking of films for viewers, each of whom has at least one relevant film."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from emde_core.arrays import Bools, Floats, Ints
from emde_core.checks import at_least

Metric = Callable[[Floats, Bools, Bools], Floats]
"""From scores, exclusions and relevant films, each [viewers, films], to a number for each viewer."""


def top(scores: Floats, exclusions: Bools, k: int) -> Ints:
    """Return the k best films of each row [viewers, k], without the exclusions; ties in the films' order.

    A film without a score (-inf) stands below all others; where fewer than k are left, exclusions fill the row.

    Raises:
        ConfigError: k is no whole number of at least 1.
    """
    at_least("k", k, 1)
    costs = np.where(exclusions, np.inf, np.minimum(-scores, np.finfo(scores.dtype).max))
    k = min(k, costs.shape[1])
    some = np.sort(np.argpartition(costs, k - 1, axis=1)[:, :k], axis=1)
    best = np.take_along_axis(some, _order(np.take_along_axis(costs, some, axis=1)), axis=1)
    last = np.take_along_axis(costs, best[:, -1:], axis=1)
    is_tied = (costs <= last).sum(axis=1) > k  # which of several equal films are among the best?
    best[is_tied] = _order(costs[is_tied])[:, :k]
    return best


def _order(costs: Floats) -> Ints:
    return np.argsort(costs, axis=1, kind="stable")


def ndcg(scores: Floats, exclusions: Bools, relevant: Bools, k: int = 20) -> Floats:
    """Return NDCG@k of each viewer, 0 to 1, binary relevance; [viewers].

    The ideal ranking has min(k, relevant films) hits on top.
    """
    hits = np.take_along_axis(relevant, top(scores, exclusions, k), axis=1)
    discount = 1 / np.log2(np.arange(2, hits.shape[1] + 2))
    ideal = np.cumsum(discount)[np.minimum(relevant.sum(axis=1), hits.shape[1]) - 1]
    return (hits * discount).sum(axis=1) / ideal


def recall(scores: Floats, exclusions: Bools, relevant: Bools, k: int = 20) -> Floats:
    """Return the share of the relevant films among the k best, out of at most k; [viewers]."""
    hits = np.take_along_axis(relevant, top(scores, exclusions, k), axis=1)
    return hits.sum(axis=1) / np.minimum(relevant.sum(axis=1), k)


def rank_percentile(scores: Floats, exclusions: Bools, relevant: Bools) -> Floats:
    """Return the mean place of each viewer's relevant films, 0 for the first to 1 for the last; [viewers].

    A film competes with those that are neither excluded nor relevant; of equal scores half count as better.
    """
    others = ~exclusions & ~relevant
    places = np.zeros(len(scores))
    for viewer, row in enumerate(scores):
        against = np.sort(row[others[viewer]])
        own = row[relevant[viewer]]
        above = len(against) - (np.searchsorted(against, own, "left") + np.searchsorted(against, own, "right")) / 2
        places[viewer] = above.mean() / max(len(against), 1)
    return places
