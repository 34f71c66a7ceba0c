"""The whole harness: every method on every case of every fold, the axioms, and the films' own features."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from emde_core.artifacts.prepared import Prepared
from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.evaluate.faithfulness import axioms
from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.evaluate.faithfulness.feature_removal import Removal, features_of, removals
from emde_core.evaluate.faithfulness.folds import FOLDS, folds
from emde_core.evaluate.faithfulness.methods import OURS, RIVALS
from emde_core.evaluate.faithfulness.planted import Planting, planted_word
from emde_core.evaluate.faithfulness.removal import best_pair, measures
from emde_core.progress import Progress, silent
from emde_core.schema import TEXT

OPTIMUM = "all pairs"
METHODS = {**OURS, **RIVALS}


@dataclass
class Measured:
    """What was found, one number for each viewer (or film), in the same order everywhere.

    Attributes:
        history: method -> metric -> numbers.
        milliseconds: method -> how long each map took.
        features: of the recommended films, every kind.
        words: whether a word that was planted was causal, and found.
        axioms: name -> numbers.
    """

    history: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    features: list[Removal] = field(default_factory=list)
    words: list[Planting] = field(default_factory=list)
    axioms: dict[str, list[float]] = field(default_factory=dict)

    def add(self, method: str, found: Mapping[str, float]) -> None:
        """One case's metrics."""
        for metric, value in found.items():
            self.history.setdefault(method, {}).setdefault(metric, []).append(value)

    def add_axioms(self, found: Iterable[tuple[str, float]]) -> None:
        """How one case holds to each axiom."""
        for name, value in found:
            self.axioms.setdefault(name, []).append(value)


def study(
    prepared: Prepared,
    config: Config,
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
        viewers: held-out viewers asked about, at least 1.
        films: recommended films whose features are taken out, and in whose plots a word is planted, at least 1.
        seed: of the folds and of whatever is drawn, at least 0.
        progress: shows how far it has come.

    Raises:
        ConfigError: a number is out of its range.
        EncoderError: a model that films are read with is missing.
    """
    at_least("viewers", viewers, 1)
    at_least("films", films, 1)
    at_least("seed", seed, 0)
    measured = Measured()
    parts = folds(prepared, config, viewers, seed, progress)
    for number, fold in zip(progress(range(FOLDS), "Folds: fitting and asking"), parts, strict=True):
        wanted = films // FOLDS + (number < films % FOLDS)
        for case in fold.cases:
            _ask(case, fold.context, measured)
            measured.add_axioms(axioms.measured(case, fold.reseeded, fold.context))
        for case in distinct(fold.cases, wanted):
            _take_out(case, fold.context, measured)
    return measured


def distinct(cases: Sequence[Case], count: int) -> list[Case]:
    """The first cases of different films."""
    return list({case.film: case for case in reversed(cases)}.values())[::-1][:count]


def _ask(case: Case, context: Context, measured: Measured) -> None:
    for name, method in METHODS.items():
        fresh = replace(case, pool=replace(case.pool))  # nothing worked out by the methods before is kept
        start = time.perf_counter()
        values = method(fresh, context)
        measured.milliseconds.setdefault(name, []).append(1000 * (time.perf_counter() - start))
        measured.add(name, measures(case, values))
    measured.add(OPTIMUM, best_pair(case))


def _take_out(case: Case, context: Context, measured: Measured) -> None:
    features, generator = features_of(case, context.trained), np.random.default_rng(context.seed_of(case))
    measured.features += removals(features, context.trained.encoded.catalogue.films[case.film], generator)
    if TEXT in features:
        measured.words += planted_word(features[TEXT], generator)
