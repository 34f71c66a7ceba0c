"""Explanations made by hand, for what only needs their numbers."""

from __future__ import annotations

import numpy as np

from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.history import Wish
from emde_core.schema import COMPANY, ITSELF, POPULARITY, WISH

ALIEN, BRAZIL, CLUE = (Film(id=i, title=t) for i, t in (("a", "Alien"), ("b", "Brazil"), ("c", "Clue")))


def explanation(*parts, **changes) -> Explanation:
    """An explanation that is the sum of its parts.

    Parts are (film or wish, reaction, part of the score, value), with a spread behind where it matters: content is read
    in two partitions. ``changes`` replace what an explanation holds besides.
    """
    contributions = tuple(_contribution(*part) for part in parts)
    settings = {
        "film": Film(id="x", title="Xanadu", year=1980),
        "rank": 1,
        "score": sum(each.value for each in contributions),
        "baseline": 0.0,
        "absent": 0.0,
        "atoms": (),
        "company": (),
        "ratings": 60,
        "missing": (),
        "completeness_residual": 0.0,
        "method": "exact",
        "model_hash": "m",
        "data_hash": "d",
    }
    return Explanation(contributions=contributions, **settings | changes)


def _contribution(entry: Film | Wish, reaction: str, part: str, value: float, spread: float = 0.0) -> Contribution:
    halves = np.array([(value + spread) / 2, (value - spread) / 2])
    by_partition = None if part in (COMPANY, ITSELF, POPULARITY) else halves
    film, wish = (None, entry) if reaction == WISH else (entry, None)
    return Contribution(film, reaction, part, value, by_partition, wish)
