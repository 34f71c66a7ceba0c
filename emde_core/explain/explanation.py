"""An explanation as people and files get it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from emde_core.data.catalogue import Film
from emde_core.explain.contributions import Baseline, standard_error
from emde_core.explain.features import CategoryValue, RegionValue, WordValue
from emde_core.schema import Reaction


def film_record(film: Film) -> dict[str, Any]:
    """A film as it stands in every JSON document: id, title, year."""
    return {"id": film.id, "title": film.title, "year": film.year}


@dataclass(frozen=True)
class Contribution:
    """What one history film's sketch of one modality adds to the score, and that number's standard error.

    The standard error is NaN (null in JSON) where there is but one partition to estimate from. ``by_partition`` is the
    value's share in each partition.
    """

    film: Film
    reaction: Reaction
    modality: str
    value: float
    spread: float
    by_partition: tuple[float, ...] = ()


def joint_spread(parts: Iterable[Contribution]) -> float:
    """Standard error of the sum of one explanation's contributions.

    They share the partitions, so that their errors may go together or cancel out: they are added up within each
    partition first. NaN where there is but one partition.
    """
    return float(standard_error(np.sum([part.by_partition for part in parts], axis=0)))


@dataclass(frozen=True)
class Explanation:
    """Why a film has its score for a history.

    baseline + the contributions' values + absent = score, up to ``completeness_residual`` (relative). Scores are log
    scores in nats, relative to the catalogue's mean or to a rival film.

    Attributes:
        film: the film explained.
        rank: 1 for the best among the films outside the history; None for a film inside it.
        score, baseline: of the film, and of the film at the baseline sketch.
        contributions: film x modality, likes first, in the history's order.
        absent: what the baseline's own buckets add; 0 for the empty history.
        matched: how much of the score is read at the film's own text, categorical and image codes.
        words, phrases, categories, regions: what in the film puts it there; empty where the film lacks the modality.
        missing: modalities that the film lacks.
        completeness_residual: what the parts fail to add up to, relative to the sum of their sizes.
        method: how contributions were found.
        model_hash, data_hash: which model and data said so.
        rival: the film whose score is taken off; None where the catalogue's mean is.
        baseline_history: whose sketch the baseline is: nobody's (empty), or the average viewer's.
        weights: by modality, of the what-if that the score was read with; empty for the model as it was learned.
    """

    film: Film
    rank: int | None
    score: float
    baseline: float
    contributions: tuple[Contribution, ...]
    absent: float
    matched: Mapping[str, float]
    words: tuple[WordValue, ...]
    categories: tuple[CategoryValue, ...]
    regions: tuple[RegionValue, ...]
    missing: tuple[str, ...]
    completeness_residual: float
    method: str
    model_hash: str
    data_hash: str
    phrases: tuple[WordValue, ...] = ()
    rival: Film | None = None
    baseline_history: Baseline = "empty"
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def by_modality(self) -> dict[str, float]:
        """What each modality of the history's sketch adds to the score."""
        return {modality: sum(p.value for p in parts) for modality, parts in self._grouped(_modality_of).items()}

    @property
    def by_film(self) -> dict[str, float]:
        """What each history film adds to the score, by film id."""
        return {film: sum(p.value for p in parts) for film, parts in self._grouped(_film_of).items()}

    @property
    def film_spread(self) -> dict[str, float]:
        """Standard errors of ``by_film``."""
        return {film: joint_spread(parts) for film, parts in self._grouped(_film_of).items()}

    @property
    def modality_spread(self) -> dict[str, float]:
        """Standard errors of ``by_modality``."""
        return {modality: joint_spread(parts) for modality, parts in self._grouped(_modality_of).items()}

    def _grouped(self, key: Callable[[Contribution], str]) -> dict[str, list[Contribution]]:
        groups: dict[str, list[Contribution]] = {}
        for part in self.contributions:
            groups.setdefault(key(part), []).append(part)
        return groups

    def to_frame(self) -> pd.DataFrame:
        """A tidy table: one row for each contribution, with what it belongs to beside it."""
        return pd.DataFrame(
            {
                "film": [self.film.id] * len(self.contributions),
                "rank": self.rank,
                "score": self.score,
                "history_film": [part.film.id for part in self.contributions],
                "history_title": [part.film.label for part in self.contributions],
                "reaction": [part.reaction for part in self.contributions],
                "modality": [part.modality for part in self.contributions],
                "value": [part.value for part in self.contributions],
                "spread": [part.spread for part in self.contributions],
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON document of ``emde explain --json``."""
        return {
            "film": film_record(self.film),
            "rank": self.rank,
            "score": self.score,
            "baseline": self.baseline,
            "absent": self.absent,
            "completeness_residual": self.completeness_residual,
            "method": self.method,
            "rival": film_record(self.rival) if self.rival else None,
            "baseline_history": self.baseline_history,
            "weights": dict(self.weights),
            "model_hash": self.model_hash,
            "data_hash": self.data_hash,
            "contributions": [
                {
                    "film": film_record(part.film),
                    "reaction": part.reaction,
                    "modality": part.modality,
                    "value": part.value,
                    "spread": part.spread if math.isfinite(part.spread) else None,
                }
                for part in self.contributions
            ],
            "matched": dict(self.matched),
            "missing": list(self.missing),
            "words": [asdict(word) for word in self.words],
            "phrases": [asdict(phrase) for phrase in self.phrases],
            "categories": [asdict(category) for category in self.categories],
            "regions": [asdict(region) for region in self.regions],
        }


def _film_of(part: Contribution) -> str:
    return part.film.id


def _modality_of(part: Contribution) -> str:
    return part.modality
