"""Explanations made by hand, for what only needs their numbers."""

from __future__ import annotations

from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Contribution, Explanation

ALIEN, BRAZIL, CLUE = (Film(id=i, title=t) for i, t in (("a", "Alien"), ("b", "Brazil"), ("c", "Clue")))


def explanation(*parts, missing=(), score=None) -> Explanation:
    """Parts are (film, reaction, modality, value, spread), read in two partitions."""
    contributions = tuple(
        Contribution(film, reaction, modality, value, spread, ((value + spread) / 2, (value - spread) / 2))
        for film, reaction, modality, value, spread in parts
    )
    return Explanation(
        film=Film(id="x", title="Xanadu", year=1980),
        rank=1,
        score=sum(c.value for c in contributions) if score is None else score,
        baseline=0.0,
        contributions=contributions,
        absent=0.0,
        matched={},
        words=(),
        categories=(),
        regions=(),
        missing=missing,
        completeness_residual=0.0,
        method="exact",
        model_hash="m",
        data_hash="d",
    )
