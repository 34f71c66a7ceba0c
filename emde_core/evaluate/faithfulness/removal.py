"""Metrics of what happens to the recommended film when the films that a map calls strongest are removed, or kept alone.

Metrics of LXR (WWW 2024), ranks over films outside the original history; Ke films are removed or kept:

| metric | is | good |
| --- | --- | --- |
| POS@Kr,Ke | the film is still in the top Kr without the Ke strongest | low |
| NEG@Kr,Ke | the same without the Ke weakest | high |
| DEL@Ke | its probability without the Ke strongest, as a share of what it was | low |
| INS@Ke | its probability with the Ke strongest alone, likewise | high |
| CDCG@Ke | 1 / log2(1 + rank) without the Ke strongest | low |
| SIZE@5 | how many of the strongest must go before the film leaves the top 5; 21 if 20 are not enough | low |
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.explain.case import Case

COUNTS = (2, 3, 5)  # Ke
TOPS = (3, 5)  # Kr
LARGEST, SIZE_TOP = 20, 5  # films removed when an explanation's size is asked for
METRICS = (
    *(f"{name}@{top},{count}" for name in ("POS", "NEG") for top in TOPS for count in COUNTS),
    *(f"{name}@{count}" for name in ("DEL", "INS", "CDCG") for count in COUNTS),
    "SIZE@5",
)
PAIR_METRICS = ("POS@5,2", "CDCG@2")  # those with an optimum by all pairs


def measures(case: Case, values: Floats) -> dict[str, float]:
    """Every metric of a map [H] on a case."""
    strongest = np.argsort(-values, kind="stable")
    without = np.array([case.without(strongest, count) for count in COUNTS])
    less_weak = np.array([case.without(strongest[::-1], count) for count in COUNTS])
    alone = np.array([1 - case.without(strongest, count) for count in COUNTS])
    ranks, weak_ranks = case.ranks(without), case.ranks(less_weak)
    before, after, rest = (probability(case, masks) for masks in (np.ones((1, case.size)), without, alone))
    numbers = {}
    for k, count in enumerate(COUNTS):
        for top in TOPS:
            numbers[f"POS@{top},{count}"] = float(ranks[k] <= top)
            numbers[f"NEG@{top},{count}"] = float(weak_ranks[k] <= top)
        numbers[f"DEL@{count}"] = float(after[k] / before[0])
        numbers[f"INS@{count}"] = float(rest[k] / before[0])
        numbers[f"CDCG@{count}"] = float(discounted(ranks[k]))
    numbers["SIZE@5"] = float(_size(case, strongest))
    return {name: numbers[name] for name in METRICS}


def probability(case: Case, masks: Floats) -> Floats:
    """Return the film's share in the softmax over ranked films, [n]: what the model says it is worth."""
    standings = case.standings(masks)
    return 1 / np.exp(standings - standings[:, [case.film]]).sum(axis=1)


def _size(case: Case, strongest: Ints) -> int:
    """Count the films of an order that must be removed before the recommended one leaves the top."""
    most = min(LARGEST, case.size - 1)
    outside = case.ranks(np.array([case.without(strongest, count) for count in range(1, most + 1)])) > SIZE_TOP
    return int(np.argmax(outside)) + 1 if outside.any() else LARGEST + 1


def best_pair(case: Case) -> dict[str, float]:
    """The pair metrics of the pair whose removal sinks the film deepest: the optimum, by trying all."""
    deepest = 1
    for one in range(case.size - 1):
        scores = _without_pairs(case, one)
        deepest = max(deepest, 1 + int((scores > scores[:, [case.film]]).sum(axis=1).max()))
    return {"POS@5,2": float(deepest <= 5), "CDCG@2": float(discounted(deepest))}


def _without_pairs(case: Case, one: int) -> Floats:
    """Scores [H - one - 1, films] without a film and each of those after it."""
    if case.query.model.additive:
        effects = case.query.masked_histories.effects
        standings: Floats = (case.standings(np.ones((1, case.size)))[0] - effects[one]) - effects[one + 1 :]
        return standings
    masks = np.ones((case.size - one - 1, case.size))
    masks[:, one] = 0
    masks[np.arange(len(masks)), np.arange(one + 1, case.size)] = 0
    return case.standings(masks)


def discounted(rank: int | np.integer) -> float:
    """1 / log2(1 + rank)."""
    return float(1 / np.log2(1 + rank))


def share_of_the_way(table: Mapping[str, Mapping[str, Floats]], method: str, metric: str) -> float:
    """Measure how far a method's mean gets from chance (0) to the optimum (1); nan where they are the same."""
    chance, mean, best = (float(table[m][metric].mean()) for m in ("random", method, "all pairs"))
    return (chance - mean) / (chance - best) if chance != best else float("nan")
