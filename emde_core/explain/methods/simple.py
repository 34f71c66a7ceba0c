"""Methods that ask no model: what any explanation has to be better than."""

from __future__ import annotations

import numpy as np

from emde_core.explain.case import Case
from emde_core.explain.methods.base import Attribution, Method
from emde_core.sketch.film_sketches import CentredSketches


def _random(case: Case) -> Attribution:
    return Attribution(case.generator().random(case.size))


def _popularity(case: Case) -> Attribution:
    return Attribution(case.query.model.average[case.query.positions])


def _cosine(case: Case) -> Attribution:
    """Add up the cosines of the films' centred sketches over the modalities; a dislike speaks against."""
    films = np.array([case.film, *case.query.positions])
    cosines = np.zeros(case.size)
    for units in case.query.trained.encoded.sketches.values():
        sketches = CentredSketches(units, units.mean)[films]
        lengths = np.linalg.norm(sketches, axis=1, keepdims=True)
        directions = sketches / np.maximum(lengths, np.finfo(float).tiny)
        cosines += directions[1:] @ directions[0]
    return Attribution(cosines * np.where(case.query.blocks == 0, 1, -1))


RANDOM = Method(
    name="random",
    label="random",
    description="a number drawn at random for each history film",
    attribute=_random,
    unit="chance",
    yardstick=True,
)
POPULARITY = Method(
    name="popularity",
    label="popularity",
    description="the share of all viewers who like the history film",
    attribute=_popularity,
    unit="share of viewers",
    yardstick=True,
)
COSINE = Method(
    name="cosine",
    label="cosine",
    description="the likeness of the two films’ content; below 0 for a film that was not for the viewer",
    attribute=_cosine,
    unit="cosine",
    yardstick=True,
)
