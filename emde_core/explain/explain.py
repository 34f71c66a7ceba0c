"""A question about a score answered by a method."""

from __future__ import annotations

import numpy as np

from emde_core.explain.explanation import Contribution, Explanation
from emde_core.explain.methods.base import Method
from emde_core.explain.question import Question
from emde_core.model.affinity import Affinity

LEAST = 1e-3  # nats: parts that are smaller are nothing that a residual could be relative to


def explain(question: Question, method: Method, model_hash: str = "") -> Explanation:
    """Take a score apart by a method."""
    trained, parts = question.query.trained, method.parts(question)
    contributions = parts.contributions()
    total = parts.baseline + parts.absent + sum(each.value for each in contributions)
    rank, score = _rank_and_score(question, total)
    margin = parts.margin
    return Explanation(
        film=question.film.film,
        rank=rank,
        score=score,
        baseline=parts.baseline,
        contributions=contributions,
        absent=parts.absent,
        atoms=parts.atoms(),
        company=parts.company(),
        ratings=_ratings(question),
        missing=tuple(m for m in trained.model.modalities if m not in question.film.by_modality),
        completeness_residual=_residual(margin.value if margin else score, parts.baseline, parts.absent, contributions),
        method=method.name,
        model_hash=model_hash,
        data_hash=trained.provenance.data_hash,
        rival=question.rival.film if question.rival else None,
        margin=margin,
        baseline_history=question.baseline,
        _history_side=parts.history_atoms,
        _meet=parts.meetings,
        _read_by_film=parts.categories_through,
    )


def _ratings(question: Question) -> int:
    """Count the viewers who rated the film; 0 where it is read by content alone, or no count is kept."""
    model, position = question.query.model, question.film.position
    if position is None or not isinstance(model, Affinity) or position not in model.head:
        return 0
    return int(model.exposure.ratings[position])


def _rank_and_score(question: Question, total: float) -> tuple[int | None, float]:
    """Read both from the ranking that people see, so that the two never differ in the last digit.

    A film of no catalogue stands in no ranking: its score is the total of its parts.
    """
    ranking, position = question.query.ranking, question.film.position
    if position is None:
        return ranking.place(total), total
    return ranking.rank(position), ranking.score(position, question.rival.position if question.rival else None)


def _residual(total: float, baseline: float, absent: float, contributions: tuple[Contribution, ...]) -> float:
    """Measure what the parts fail to add up to, relative to the sum of their sizes.

    Of two films that are alike, one the other's rival, every part is 0, and the total is what rounding leaves.
    """
    values = np.array([baseline, absent, *(each.value for each in contributions)])
    return float(abs(total - values.sum()) / max(np.abs(values).sum(), LEAST))
