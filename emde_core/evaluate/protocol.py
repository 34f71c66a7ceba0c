"""Every model on the same information and the same films to rank, in three protocols.

- warm: likes of held-out viewers, of which four fifths are shown; every film that a viewer is known to have rated is
  left out of the ranking, for every model.
- cold: a fifth of the films has no ratings in training; likes of them are ranked among the cold films, and together
  with other hidden likes in the whole catalogue.
- few: a fifth of the films is thinned to 0, 1, 3, 10 ratings; where their likes stand in the whole catalogue.

Settings are chosen on validation viewers (for cold peers, on validation films) taken from the training part, never on
the test part; the chosen setting is then trained on the whole training part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.artifacts.results import less_ours
from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.data.interactions import Interactions, Reactions
from emde_core.errors import DataError, MissingExtraError
from emde_core.evaluate import peers, peers_als, peers_linear, peers_marec
from emde_core.evaluate.intervals import Mean, mean_of, paired
from emde_core.evaluate.learning import Content, Learner, Model, scorer_of
from emde_core.evaluate.peers import Scorer
from emde_core.evaluate.reliability import Reliability
from emde_core.extras import require_extra
from emde_core.model.affinity import Affinity
from emde_core.model.strengths import PriorScale
from emde_core.model.trained import select_modalities
from emde_core.progress import Progress, silent
from emde_core.schema import CATEGORICAL
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.sketch.film_sketches import Units
from emde_core.validation.metrics import Metric, ndcg, rank_percentile, recall
from emde_core.validation.splits import Split, cold_split, few_ratings_split, warm_split

Fit = Callable[[Reactions], Scorer]
HoldOut = Callable[[Reactions, int], Split]

WARM, COLD, FEW = "warm", "cold", "few"
OURS, WITHOUT_CONTENT = "ours", "ours without content"
CARRIED_OVER = "EASE carried over"
NDCG_10: Metric = partial(ndcg, k=10)
WARM_METRICS: Mapping[str, Metric] = {"NDCG@20": ndcg, "Recall@20": recall}
COLD_METRICS: Mapping[str, Metric] = {"NDCG@10": NDCG_10, "NDCG@20": ndcg}
WHOLE_METRICS: Mapping[str, Metric] = {"NDCG@20 in the whole catalogue": ndcg}
FEW_RATINGS = (0, 1, 3, 10)
VALIDATION_SEED = 1000  # added to a split's seed, for the validation viewers within its training part
NEIGHBOURS = (50, 100, 200)
RIDGES = (100.0, 200.0, 300.0, 400.0, 600.0)
DROPOUTS = (0.1, 0.2, 0.33, 0.5)
EDLAE_RIDGES = (100.0, 200.0, 300.0)
DEQL_WEIGHTS = ((0.2, 0.1), (0.2, 0.3), (0.5, 0.1), (0.5, 0.3))  # dropout, weight of what remains
WALKS = tuple((alpha, beta) for alpha in (0.8, 1.0) for beta in (0.4, 0.6, 0.7))
SLIM_PENALTIES = ((0.2, 200.0), (0.5, 100.0), (0.5, 200.0), (0.5, 400.0), (1.0, 200.0))  # on a sum, on squares
FACTORS = (32, 128)
FACTOR_WEIGHTS = (
    (5.0, 1.0),
    (10.0, 1.0),
    (10.0, 3.0),
    (20.0, 5.0),
    (30.0, 10.0),
    (50.0, 10.0),
)  # on squares, of a like
RIDGE_PAIRS = ((200.0, 500.0), (200.0, 1000.0), (200.0, 2000.0), (300.0, 500.0), (300.0, 1000.0), (300.0, 3000.0))
MAREC_RIDGES = (1.0, 10.0, 30.0, 100.0, 300.0)
CONTENT_RIDGES = (0.3, 1.0, 3.0, 10.0)


@dataclass(frozen=True)
class Result:
    """One model's measure in one protocol: the mean over viewers of all splits, and half its 95 % interval's width.

    Attributes:
        name: the protocol.
        model, metric: which.
        mean, ci95: the measure.
        seeds: how many splits.
        viewers: how many different viewers were held out in any of them.
        difference_to_ours: the measure less that of our model, viewer by viewer; None for ours.
    """

    name: str
    model: str
    metric: str
    mean: float
    ci95: float
    seeds: int
    viewers: int
    difference_to_ours: Mean | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return a record for the JSON document of ``emde evaluate --json``."""
        about = {"name": self.name, "model": self.model, "metric": self.metric}
        return about | {"mean": self.mean, "ci95": self.ci95, "seeds": self.seeds, "viewers": self.viewers}

    def records(self) -> list[dict[str, Any]]:
        """Return rows to keep: the measure, and how far a peer is from our model, viewer by viewer."""
        rows = [self._row(self.metric, Mean(self.mean, self.ci95, self.viewers))]
        if self.difference_to_ours is not None:
            rows.append(self._row(less_ours(self.metric), self.difference_to_ours))
        return rows

    def _row(self, metric: str, mean: Mean) -> dict[str, Any]:
        about = {"part": self.name, "subject": self.model, "metric": metric}
        return about | {"mean": mean.value, "low": mean.low, "high": mean.high, "n": mean.n}


@dataclass(frozen=True, eq=False)
class _Measurements:
    """Values of every protocol, model and metric for held-out viewers, and who they are, split after split."""

    values: dict[tuple[str, str, str], list[Floats]] = field(default_factory=dict)
    viewers: dict[tuple[str, str, str], list[Ints]] = field(default_factory=dict)

    def measure(self, protocol: str, model: str, scorer: Scorer, split: Split, metrics: Mapping[str, Metric]) -> None:
        """Measure a model on a split."""
        scores = scorer(split.likes, split.dislikes)
        for name, metric in metrics.items():
            key = (protocol, model, name)
            self.values.setdefault(key, []).append(split.measure(scores, metric))
            self.viewers.setdefault(key, []).append(split.viewers)

    def results(self, seeds: int) -> list[Result]:
        """Best first in each protocol and metric; a rank percentile is better the lower it is."""
        measures = list(dict.fromkeys((protocol, metric) for protocol, _, metric in self.values))
        order = sorted(measures, key=lambda each: (WARM, COLD, FEW).index(each[0]))

        def place(result: Result) -> tuple[int, float]:
            return order.index((result.name, result.metric)), result.mean if result.name == FEW else -result.mean

        return sorted((self._result(key, seeds) for key in self.values), key=place)

    def _result(self, key: tuple[str, str, str], seeds: int) -> Result:
        protocol, model, metric = key
        values, viewers = self.values[key], self.viewers[key]
        mean, ours = mean_of(values, viewers), self.values.get((protocol, OURS, metric))
        difference_to_ours = None if model == OURS or ours is None else paired(values, ours, viewers)
        return Result(protocol, model, metric, mean.value, mean.half, seeds, mean.n, difference_to_ours)


def evaluate(
    encoded: EncodedCatalogue,
    interactions: Interactions,
    config: Config,
    seeds: Sequence[int] = (0, 1, 2),
    progress: Progress = silent,
) -> tuple[list[Result], Reliability]:
    """Measure our model and its peers, best first in each protocol, and how far our scores can be believed.

    Raises:
        ConfigError: there is no split to measure on.
        DataError: there are too few viewers or likes to measure on, or no film has any of the settings' modalities.
    """
    at_least("the number of splits", len(seeds), 1)
    reactions = Reactions.of(interactions, encoded.catalogue, config.like_at_least, config.dislike_at_most)
    evaluation = _Evaluation(select_modalities(config, encoded), reactions, config)
    steps = [(protocol, seed) for seed in seeds for protocol in (evaluation.warm, evaluation.cold, evaluation.few)]
    for k in progress(range(len(steps)), "Evaluating"):
        protocol, seed = steps[k]
        protocol(seed)
    return evaluation.measurements.results(len(seeds)), evaluation.reliability


@dataclass(frozen=True)
class _Evaluation:
    """Films and viewers, and what has been measured on them.

    Attributes:
        encoded: the films, in the modalities that are read.
        reactions: of all viewers.
        config: our model's settings.
        measurements, reliability: the results so far.
    """

    encoded: EncodedCatalogue
    reactions: Reactions
    config: Config
    measurements: _Measurements = field(default_factory=_Measurements)
    reliability: Reliability = field(default_factory=Reliability)

    def warm(self, seed: int) -> None:
        """Films with ratings; how far scores can be believed as well."""
        split = warm_split(self.reactions, seed)
        model = self._model(split.train)
        self.measurements.measure(WARM, OURS, scorer_of(model), split, WARM_METRICS)
        if isinstance(model, Affinity):
            self.reliability.count(scorer_of(model)(split.likes, split.dislikes), split)
            nothing = PriorScale(0.0, dict.fromkeys(self._content.units, 1.0), 1.0)
            without_content = Learner(self.config, nothing).ranking(self._content, split.train)
            self.measurements.measure(WARM, WITHOUT_CONTENT, scorer_of(without_content), split, WARM_METRICS)
        validation = _validation(warm_split, split.train, seed)
        for name, grid in warm_peers().items():
            self.measurements.measure(WARM, name, _best(grid, validation, ndcg)(split.train), split, WARM_METRICS)

    def cold(self, seed: int) -> None:
        """Films without ratings, among themselves and within the whole catalogue."""
        cold = cold_split(self.reactions, seed)
        ours = scorer_of(self._model(cold.whole.train))
        self.measurements.measure(COLD, OURS, ours, cold.among_cold, COLD_METRICS)
        self.measurements.measure(COLD, OURS, ours, cold.whole, WHOLE_METRICS)
        validation = _validation(_among_cold, cold.whole.train, seed)
        for name, grid in cold_peers(self._content.units).items():
            scorer = _best(grid, validation, NDCG_10)(cold.whole.train)
            self.measurements.measure(COLD, name, scorer, cold.among_cold, COLD_METRICS)
            if name == CARRIED_OVER:  # the others order films without ratings alone, or at random
                self.measurements.measure(COLD, name, scorer, cold.whole, WHOLE_METRICS)

    def few(self, seed: int) -> None:
        """Films with few ratings, with the settings that all ratings choose: such a film is one among many others."""
        learner = Learner.choosing(self._content, warm_split(self.reactions, seed).train, self.config)
        for ratings in FEW_RATINGS:
            split = few_ratings_split(self.reactions, seed, ratings)
            ours = scorer_of(learner.ranking(self._content, split.train))
            self.measurements.measure(FEW, OURS, ours, split, {f"rank percentile, {ratings} ratings": rank_percentile})

    @cached_property
    def _content(self) -> Content:
        return Content(self.encoded.sketches)

    def _model(self, train: Reactions) -> Model:
        """Learn as people's models are learned."""
        return Learner.choosing(self._content, train, self.config).model(self._content, train)


def missing_peers() -> str | None:
    """Say in one sentence which peers are not measured, and what to install for them; None where nothing is missing."""
    try:
        for package in ("implicit", "sklearn"):
            require_extra("peers", "measuring iALS and SLIM as well", package)
    except MissingExtraError as error:
        return str(error)
    return None


def warm_peers() -> dict[str, list[Fit]]:
    """Each peer's candidate settings where films have ratings; of iALS and SLIM where their packages are installed."""
    packaged: dict[str, list[Fit]] = {
        "iALS": [
            partial(peers_als.ials, factors=factors, regularization=penalty, like_weight=weight)
            for factors in FACTORS
            for penalty, weight in FACTOR_WEIGHTS
        ],
        "SLIM": [partial(peers_linear.slim, sparsity=one, ridge=two) for one, two in SLIM_PENALTIES],
    }
    return {
        "EASE": [partial(peers.ease, ridge=ridge) for ridge in RIDGES],
        "EASE, both reactions": [partial(peers.ease_both, ridges=pair) for pair in RIDGE_PAIRS],
        "EDLAE": [partial(peers.edlae, dropout=p, ridge=ridge) for p in DROPOUTS for ridge in EDLAE_RIDGES],
        "DEQL": [
            partial(peers_linear.deql, dropout=p, ridge=ridge, remaining_weight=weight)
            for p, weight in DEQL_WEIGHTS
            for ridge in EDLAE_RIDGES
        ],
        "RP3beta": [
            partial(peers_linear.rp3beta, alpha=alpha, beta=beta, neighbours=count)
            for alpha, beta in WALKS
            for count in NEIGHBOURS
        ],
        "item-kNN": [partial(peers.item_knn, neighbours=count) for count in NEIGHBOURS],
        "popularity": [peers.popularity],
        **({} if missing_peers() else packaged),
    }


def cold_peers(units: Mapping[str, Units]) -> dict[str, list[Fit]]:
    """Each peer's candidate settings where films have no ratings."""
    carried = partial(peers.carried_over, units=units)
    candidates: dict[str, list[Fit]] = {"chance": [peers.chance]}
    if units:
        candidates |= {
            "cosine of all content": [partial(peers.cosine, units=units, centred=True)],
            CARRIED_OVER: [partial(carried, ridge=one, content_ridge=two) for one in RIDGES for two in CONTENT_RIDGES],
            "MARec": [partial(peers_marec.marec, units=units, ridge=ridge) for ridge in MAREC_RIDGES],
        }
    if CATEGORICAL in units:
        categories = partial(peers.cosine, units={CATEGORICAL: units[CATEGORICAL]})
        candidates["cosine of categories"] = [partial(categories, centred=False)]
        candidates["cosine of categories, centred"] = [partial(categories, centred=True)]
    return candidates


def _among_cold(train: Reactions, seed: int) -> Split:
    return cold_split(train, seed).among_cold


def _validation(hold_out: HoldOut, train: Reactions, seed: int) -> Split | None:
    """Validation viewers within a training part; None where there are too few."""
    try:
        return hold_out(train, VALIDATION_SEED + seed)
    except DataError:
        return None


def _best(grid: Sequence[Fit], validation: Split | None, metric: Metric) -> Fit:
    """The best setting on validation viewers; the first where there is nothing to choose, or too few to choose by."""
    if len(grid) == 1 or validation is None:
        return grid[0]
    scores = (fit(validation.train)(validation.likes, validation.dislikes) for fit in grid)
    return grid[int(np.argmax([validation.measure(each, metric).mean() for each in scores]))]
