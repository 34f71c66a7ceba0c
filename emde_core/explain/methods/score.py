"""The contributions to a score: ours, and the published recipe's own reading of its buckets."""

from __future__ import annotations

import numpy as np

from emde_core.arrays import Floats
from emde_core.errors import ConfigError
from emde_core.explain.additive import AdditiveParts
from emde_core.explain.case import Case
from emde_core.explain.methods.base import Attribution, Method, Parts
from emde_core.explain.published import PublishedParts, Reading
from emde_core.explain.question import Question
from emde_core.model.affinity import Affinity
from emde_core.model.published import Published


def score_contributions(case: Case) -> Floats:
    """Return what each history film adds to the score, [H], in nats."""
    films = [case.film] if case.rival is None else [case.film, case.rival]
    of_films = case.query.model.attributions(case.query.rows, np.array(films))
    values: Floats = of_films[:, 0] if case.rival is None else of_films[:, 0] - of_films[:, 1]
    return values


def _attribute(case: Case) -> Attribution:
    return Attribution(score_contributions(case), case.score)


def _decompose(question: Question) -> Parts:
    model = question.query.model
    return AdditiveParts(model, question) if isinstance(model, Affinity) else PublishedParts(model, question)


def _attribute_by_reading(case: Case) -> Attribution:
    return Attribution(_read(case.question).values.sum(axis=(1, 2)), case.score)


def _read(question: Question) -> PublishedParts:
    model = question.query.model
    if not isinstance(model, Published):
        raise ConfigError("method 'published' reads the buckets of the published recipe; train one with that recipe")
    return PublishedParts(model, question, READING)


READING: Reading = "count-min"
ADDITIVE = Method(
    name="additive",
    label="ours for the score",
    description="what each history film adds to the score; take it to learn why a film scores as it does",
    attribute=_attribute,
    adds_up=True,
    takes_rival=True,
    decompose=_decompose,
)
PUBLISHED = Method(
    name="published",
    label="published",
    description="this model’s buckets, read as a count-min sketch is read (arXiv 2006.09979)",
    attribute=_attribute_by_reading,
    recipes=("published",),
    takes_rival=True,
    decompose=_read,
)
