"""The whole harness: every method on every case of every fold, the axioms, and the films' own features."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from emde_core.artifacts.prepared_catalogue import PreparedCatalogue
from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.errors import DataError
from emde_core.evaluate.faithfulness.axioms import measure_axioms
from emde_core.evaluate.faithfulness.feature_removal import Removal, features_of, removals
from emde_core.evaluate.faithfulness.folds import FEWEST_OUTSIDE, FOLDS, SHORTEST, folds
from emde_core.evaluate.faithfulness.planted_drivers import Planting, planted_word
from emde_core.evaluate.faithfulness.removal import best_pair, measures
from emde_core.explain.case import Case
from emde_core.explain.methods.registry import methods_for
from emde_core.progress import Progress, silent
from emde_core.schema import TEXT

OPTIMUM = "all pairs"


@dataclass
class Measurements:
    """Measurements, one number for each viewer (or film), in the same order everywhere.

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

    def add(self, method: str, metrics: Mapping[str, float]) -> None:
        """Add one case's metrics."""
        for metric, value in metrics.items():
            self.history.setdefault(method, {}).setdefault(metric, []).append(value)

    def add_axioms(self, numbers: Iterable[tuple[str, float]]) -> None:
        """Add how one case holds to each axiom."""
        for name, value in numbers:
            self.axioms.setdefault(name, []).append(value)


def study(
    prepared: PreparedCatalogue,
    config: Config,
    *,
    viewers: int,
    films: int,
    seed: int = 0,
    progress: Progress = silent,
) -> Measurements:
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
        DataError: no viewer has rated enough films, and left enough.
        EncoderError: a model that films are read with is missing.
    """
    at_least("viewers", viewers, 1)
    at_least("films", films, 1)
    at_least("seed", seed, 0)
    measurements = Measurements()
    parts = folds(prepared, config, viewers, seed, progress)
    for number, fold in zip(progress(range(FOLDS), "Folds: fitting and asking"), parts, strict=True):
        count = films // FOLDS + (number < films % FOLDS)
        for case in fold.cases:
            ask_methods(case, measurements)
            measurements.add_axioms(measure_axioms(case, fold.reseeded))
        for case in distinct(fold.cases, count):
            _take_out(case, measurements)
    if not measurements.history:
        raise DataError(
            f"no viewer has rated {SHORTEST} of these {len(prepared.encoded.catalogue)} films and left "
            f"{FEWEST_OUTSIDE} of them: there is nobody whose explanations could be measured"
        )
    return measurements


def distinct(cases: Sequence[Case], count: int) -> list[Case]:
    """The first cases of different films."""
    return list({case.film: case for case in reversed(cases)}.values())[::-1][:count]


def ask_methods(case: Case, measurements: Measurements) -> None:
    """Measure the values of every method on a case, and how long each takes."""
    for method in methods_for(case.query.trained.config.recipe):
        fresh = replace(case, query=replace(case.query))  # nothing worked out by the methods before is kept
        start = time.perf_counter()
        values = method.attribute(fresh).values
        measurements.milliseconds.setdefault(method.label, []).append(1000 * (time.perf_counter() - start))
        measurements.add(method.label, measures(case, values))
    measurements.add(OPTIMUM, best_pair(case))


def _take_out(case: Case, measurements: Measurements) -> None:
    features, generator = features_of(case), case.generator()
    measurements.features += removals(features, case.query.catalogue.films[case.film], generator)
    if TEXT in features:
        measurements.words += planted_word(features[TEXT], generator)
