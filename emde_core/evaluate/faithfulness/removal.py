"""What happens to the recommended film when the films that a map calls strongest are removed, or kept alone.

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
from numpy.typing import NDArray

from emde_core.evaluate.faithfulness.case import Case

Floats = NDArray[np.float64]
REMOVED = (2, 3, 5)  # Ke
TOPS = (3, 5)  # Kr
LARGEST, SIZE_TOP = 20, 5  # films removed when an explanation's size is asked for
METRICS = (
    *(f"{name}@{top},{count}" for name in ("POS", "NEG") for top in TOPS for count in REMOVED),
    *(f"{name}@{count}" for name in ("DEL", "INS", "CDCG") for count in REMOVED),
    "SIZE@5",
)
PAIR_METRICS = ("POS@5,2", "CDCG@2")  # those with an optimum by all pairs


def measures(case: Case, values: Floats) -> dict[str, float]:
    """Every metric of a map [H] on a case."""
    strongest = np.argsort(-values, kind="stable")
    without = np.array([case.without(strongest, count) for count in REMOVED])
    less_weak = np.array([case.without(strongest[::-1], count) for count in REMOVED])
    alone = np.array([1 - case.without(strongest, count) for count in REMOVED])
    ranks, weak_ranks = case.ranks(without), case.ranks(less_weak)
    before, after, kept = (case.probability(held) for held in (np.ones((1, case.size)), without, alone))
    found = {}
    for k, count in enumerate(REMOVED):
        for top in TOPS:
            found[f"POS@{top},{count}"] = float(ranks[k] <= top)
            found[f"NEG@{top},{count}"] = float(weak_ranks[k] <= top)
        found[f"DEL@{count}"] = float(after[k] / before[0])
        found[f"INS@{count}"] = float(kept[k] / before[0])
        found[f"CDCG@{count}"] = float(discounted(ranks[k]))
    found["SIZE@5"] = float(_size(case, strongest))
    return {name: found[name] for name in METRICS}


def _size(case: Case, strongest: NDArray[np.int64]) -> int:
    """How many films of an order must be removed before the recommended one leaves the top."""
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
    if case.pool.model.additive:
        scores: Floats = (case.whole - case.pool.effects[one]) - case.pool.effects[one + 1 :]
        return scores
    held = np.ones((case.size - one - 1, case.size))
    held[:, one] = 0
    held[np.arange(len(held)), np.arange(one + 1, case.size)] = 0
    return case.scores(held)


def discounted(rank: int | np.integer) -> float:
    """1 / log2(1 + rank)."""
    return float(1 / np.log2(1 + rank))


def share_of_the_way(table: Mapping[str, Mapping[str, Floats]], method: str, metric: str) -> float:
    """How far a method's mean gets from chance (0) to the optimum (1); nan where they are the same."""
    chance, found, best = (float(table[m][metric].mean()) for m in ("random", method, "all pairs"))
    return (chance - found) / (chance - best) if chance != best else float("nan")
