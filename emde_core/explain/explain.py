"""A question answered by the recipe that the model was trained with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from emde_core.explain.additive import AdditiveParts
from emde_core.explain.entries import Entries
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.explain.published import PublishedParts
from emde_core.explain.question import Question, Standing
from emde_core.model.affinity import Affinity
from emde_core.model.trained import TrainedModel
from emde_core.schema import COMPANY, POPULARITY

Floats = NDArray[np.float64]
LEAST = 1e-3  # nats: parts that are smaller are nothing that a residual could be relative to


def explain(trained: TrainedModel, question: Question, standing: Standing, model_hash: str) -> Explanation:
    """Everything together, for resolved entries."""
    parts: AdditiveParts | PublishedParts
    if isinstance(trained.model, Affinity):
        parts = AdditiveParts(trained.model, trained.encoded, question)
    else:
        parts = PublishedParts(trained.model, trained.encoded, question)
    contributions = parts.contributions()
    return Explanation(
        film=question.film.film,
        rank=standing.rank,
        score=standing.score,
        baseline=parts.baseline,
        contributions=contributions,
        absent=parts.absent,
        atoms=parts.atoms(),
        company=parts.company(),
        ratings=parts.ratings,
        missing=tuple(m for m in trained.model.modalities if m not in question.film.parts),
        completeness_residual=_residual(standing.score, parts.baseline, parts.absent, contributions),
        method=parts.method,
        model_hash=model_hash,
        data_hash=trained.provenance.data_hash,
        rival=question.rival.film if question.rival else None,
        baseline_history=question.baseline,
        _history_side=parts.history_atoms,
    )


def _residual(score: float, baseline: float, absent: float, contributions: tuple[Contribution, ...]) -> float:
    """What the parts fail to add up to, relative to the sum of their sizes.

    Of two films that are alike, one the other's rival, every part is 0, and the score is what rounding leaves.
    """
    values = np.array([baseline, absent, *(each.value for each in contributions)])
    return float(abs(score - values.sum()) / max(np.abs(values).sum(), LEAST))


def parts_of(trained: TrainedModel, entries: Entries, films: NDArray[np.int64]) -> list[dict[str, float]]:
    """What each modality, company and popularity add to the scores of some films outside the history."""
    if not isinstance(trained.model, Affinity):
        return PublishedParts.sums(trained.model, entries, films)
    model, rows = trained.model, entries.rows(trained.model.films)
    weights = model.weights(rows)
    sums: dict[str, Floats] = {}
    for m, modality in enumerate(model.modalities):
        met = weights @ model.sketches[modality][entries.films]
        met = met + sum(each.sketch for each in entries.wishes if each.modality == modality)
        sums[modality] = model.gains[m, films] * (model.sketches[modality][films] @ met)
    of_films = model.attributed(rows, films).sum(axis=0)
    wished = model.wished(entries.wishes)[films]
    popular = model.wished([each for each in entries.wishes if each.modality is None])[films]
    sums[COMPANY] = of_films + wished - popular - sum(sums.values())
    if any(each.modality is None for each in entries.wishes):
        sums[POPULARITY] = popular
    return [{part: float(values[k]) for part, values in sums.items()} for k in range(len(films))]
