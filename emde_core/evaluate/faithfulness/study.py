"""The whole harness: every method on every case of every fold, the axioms, and the films' own features."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from emde_core.artifacts.prepared import Prepared
from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.evaluate.faithfulness import axioms
from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.evaluate.faithfulness.feature_removal import Removal, removals
from emde_core.evaluate.faithfulness.folds import FOLDS, Fold, folds
from emde_core.evaluate.faithfulness.methods import OURS, RIVALS
from emde_core.evaluate.faithfulness.removal import best_pair, measures
from emde_core.explain.occlusions import OcclusionStore
from emde_core.progress import Progress, silent

OPTIMUM = "all pairs"
METHODS = {**OURS, **RIVALS}


@dataclass
class Measured:
    """What was found, one number for each viewer (or film), in the same order everywhere.

    Attributes:
        history: method -> metric -> numbers.
        milliseconds: method -> how long each map took.
        features: of the recommended films, every kind.
        axioms: name -> numbers.
    """

    history: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    features: list[Removal] = field(default_factory=list)
    axioms: dict[str, list[float]] = field(default_factory=dict)

    def add(self, method: str, found: Mapping[str, float]) -> None:
        """One case's metrics."""
        for metric, value in found.items():
            self.history.setdefault(method, {}).setdefault(metric, []).append(value)


def study(
    prepared: Prepared,
    config: Config,
    store: OcclusionStore,
    *,
    viewers: int,
    films: int,
    seed: int = 0,
    progress: Progress = silent,
) -> Measured:
    """Measure.

    Args:
        prepared: films and ratings.
        config: the model's settings.
        store: where the plots' occlusions are; those that are missing are worked out.
        viewers: held-out viewers asked about, at least 1.
        films: recommended films whose features are taken out, at least 1.
        seed: of the folds and of whatever is drawn, at least 0.
        progress: shows how far it has come.

    Raises:
        ConfigError: a number is out of its range.
    """
    at_least("viewers", viewers, 1)
    at_least("films", films, 1)
    at_least("seed", seed, 0)
    measured = Measured()
    parts = folds(prepared, config, viewers, seed)
    for number, fold in zip(progress(range(FOLDS), "Folds: fitting and asking"), parts, strict=True):
        wanted = films // FOLDS + (number < films % FOLDS)
        _ask(fold, measured)
        _axioms(fold, measured)
        measured.features += [r for case in distinct(fold.cases, wanted) for r in removals(case, store, fold.context)]
    return measured


def distinct(cases: Sequence[Case], count: int) -> list[Case]:
    """The first cases of different films."""
    return list({case.film: case for case in reversed(cases)}.values())[::-1][:count]


def _ask(fold: Fold, measured: Measured) -> None:
    for case in fold.cases:
        for name, method in METHODS.items():
            fresh = replace(case, pool=replace(case.pool))  # nothing worked out by the methods before is kept
            start = time.perf_counter()
            values = method(fresh, fold.context)
            measured.milliseconds.setdefault(name, []).append(1000 * (time.perf_counter() - start))
            measured.add(name, measures(case, values))
        measured.add(OPTIMUM, best_pair(case))


def _axioms(fold: Fold, measured: Measured) -> None:
    context: Context = fold.context
    found = {
        "completeness residual": [axioms.residual(case) for case in fold.cases],
        "sensitivity-n": [axioms.sensitivity(case, context) for case in fold.cases],
        "agreement with random weights": axioms.against_random_weights(fold.cases, context),
        "agreement with another hash seed": [axioms.agreement(c, fold.reseeded, context) for c in fold.cases],
    }
    for name, values in found.items():
        measured.axioms.setdefault(name, []).extend(float(np.float64(value)) for value in values)
