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
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.data.interactions import Interactions, Reactions
from emde_core.errors import DataError
from emde_core.evaluate import baselines
from emde_core.evaluate.baselines import Scorer
from emde_core.evaluate.intervals import Mean, mean_of, paired
from emde_core.evaluate.reliability import Reliability
from emde_core.model.affinity import Affinity
from emde_core.model.choice import choose
from emde_core.model.fitting import PriorScale, uncalibrated
from emde_core.progress import Progress, silent
from emde_core.schema import CATEGORICAL
from emde_core.sketch.encoded import EncodedCatalogue
from emde_core.trained import learn_model
from emde_core.validation.metrics import ndcg, rank_percentile, recall
from emde_core.validation.splits import Split, cold_films, held_out_viewers, thinned

Floats = NDArray[np.float64]
Fit = Callable[[Reactions], Scorer]
Metric = Callable[[Floats, NDArray[np.bool_], NDArray[np.bool_]], Floats]

WARM, COLD, FEW = "warm", "cold", "few"
OURS, WITHOUT_CONTENT = "ours", "ours without content"
NDCG_10: Metric = partial(ndcg, k=10)
WARM_METRICS: Mapping[str, Metric] = {"NDCG@20": ndcg, "Recall@20": recall}
COLD_METRICS: Mapping[str, Metric] = {"NDCG@10": NDCG_10, "NDCG@20": ndcg}
WHOLE_METRICS: Mapping[str, Metric] = {"NDCG@20 in the whole catalogue": ndcg}
FEW_RATINGS = (0, 1, 3, 10)
VALIDATION_SEED = 1000  # added to a split's seed, for the validation viewers within its training part
NEIGHBOURS = (50, 100, 200)
RIDGES = (100.0, 200.0, 300.0, 400.0, 600.0)
DROPOUTS = (0.1, 0.2, 0.33, 0.5)
EDLAE_RIDGES = (50.0, 100.0, 200.0)
RIDGE_PAIRS = ((200.0, 500.0), (200.0, 1000.0), (200.0, 2000.0), (300.0, 500.0), (300.0, 1000.0), (300.0, 3000.0))
CONTENT_RIDGES = (0.3, 1.0, 3.0, 10.0)


@dataclass(frozen=True)
class Result:
    """One model's measure in one protocol: the mean over viewers of all splits, and half its 95 % interval's width.

    Attributes:
        name: the protocol.
        model, metric: which.
        mean, ci95: the measure.
        seeds: how many splits.
        behind: how far it is behind our model, viewer by viewer; nothing for ours.
    """

    name: str
    model: str
    metric: str
    mean: float
    ci95: float
    seeds: int
    behind: Mean | None = None

    def to_dict(self) -> dict[str, Any]:
        """As it stands in the JSON document of ``emde evaluate --json``."""
        told = {"name": self.name, "model": self.model, "metric": self.metric, "mean": self.mean, "ci95": self.ci95}
        behind = {"mean": self.behind.value, "ci95": self.behind.half} if self.behind else None
        return told | {"seeds": self.seeds, "behind": behind}

    def record(self) -> dict[str, object]:
        """The result as a row to keep."""
        ends = {"low": self.mean - self.ci95, "high": self.mean + self.ci95}
        return {"part": self.name, "subject": self.model, "metric": self.metric, "mean": self.mean} | ends


@dataclass
class _Measured:
    """Values of every model and metric as they come in, split after split."""

    values: dict[tuple[str, str, str], list[Floats]] = field(default_factory=dict)
    viewers: dict[tuple[str, str, str], list[NDArray[np.int64]]] = field(default_factory=dict)

    def take(self, protocol: str, model: str, scorer: Scorer, split: Split, metrics: Mapping[str, Metric]) -> None:
        """Measure a model on a split."""
        scores = scorer(split.likes, split.dislikes)
        known, wanted = (matrix.toarray() > 0 for matrix in (split.known, split.wanted))
        some = wanted.any(axis=1)
        for name, metric in metrics.items():
            key = (protocol, model, name)
            self.values.setdefault(key, []).append(metric(scores[some], known[some], wanted[some]))
            self.viewers.setdefault(key, []).append(split.viewers[some])

    def results(self, seeds: int) -> list[Result]:
        """Best first in each protocol and metric; a rank percentile is better the lower it is."""
        found = []
        for (protocol, model, metric), values in self.values.items():
            viewers, ours = self.viewers[protocol, model, metric], self.values.get((protocol, OURS, metric))
            mean = mean_of(values, viewers)
            behind = None if model == OURS or ours is None else paired(values, ours, viewers)
            found.append(Result(protocol, model, metric, mean.value, mean.half, seeds, behind))
        order = [WARM, COLD, FEW]
        return sorted(found, key=lambda r: (order.index(r.name), r.metric, r.mean if r.name == FEW else -r.mean))


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
        DataError: there are too few viewers or likes to measure on.
    """
    at_least("the number of splits", len(seeds), 1)
    used = encoded.of(config.modalities)
    reactions = Reactions.of(interactions, encoded.catalogue, config.like_at_least, config.dislike_at_most)
    measured, reliability = _Measured(), Reliability()
    steps = [(seed, protocol) for seed in seeds for protocol in (_warm, _cold, _few)]
    for k in progress(range(len(steps)), "Evaluating"):
        seed, protocol = steps[k]
        protocol(used, reactions, config, seed, measured, reliability)
    return measured.results(len(seeds)), reliability


def scorer_of(model: Any, films: int) -> Scorer:  # noqa: ANN401 - either recipe's
    """A trained model as a scorer."""
    if isinstance(model, Affinity):
        return lambda likes, dislikes: likes @ model.matrix[:films] + dislikes @ model.matrix[films:]

    def score(likes: sparse.csr_array, dislikes: sparse.csr_array) -> Floats:
        held = sparse.hstack([likes, dislikes]).toarray()
        scores: Floats = model.scores(np.arange(2 * films), held)
        return scores

    return score


def _warm(
    encoded: EncodedCatalogue, reactions: Reactions, config: Config, seed: int, measured: _Measured, said: Reliability
) -> None:
    split, films = held_out_viewers(reactions, seed), len(encoded.catalogue)
    model = learn_model(encoded, split.train, config)
    measured.take(WARM, OURS, scorer_of(model, films), split, WARM_METRICS)
    if isinstance(model, Affinity):
        said.take(scorer_of(model, films)(split.likes, split.dislikes), split)
        bare = uncalibrated(encoded.units, split.train, config, PriorScale(0.0, dict.fromkeys(encoded.units, 1.0), 1.0))
        measured.take(WARM, WITHOUT_CONTENT, scorer_of(bare, films), split, WARM_METRICS)
    for name, grid in warm_peers().items():
        fit = _choose(grid, _validation(split.train, seed), ndcg)
        measured.take(WARM, name, fit(split.train), split, WARM_METRICS)


def warm_peers() -> dict[str, list[Fit]]:
    """Each peer's candidate settings where films have ratings."""
    return {
        "EASE": [partial(baselines.ease, ridge=ridge) for ridge in RIDGES],
        "EASE, both reactions": [partial(baselines.ease_both, ridges=pair) for pair in RIDGE_PAIRS],
        "EDLAE": [partial(baselines.edlae, dropout=p, ridge=ridge) for p in DROPOUTS for ridge in EDLAE_RIDGES],
        "item-kNN": [partial(baselines.item_knn, neighbours=count) for count in NEIGHBOURS],
        "popularity": [baselines.popularity],
    }


def _cold(
    encoded: EncodedCatalogue, reactions: Reactions, config: Config, seed: int, measured: _Measured, _: Reliability
) -> None:
    cold, films = cold_films(reactions, seed), len(encoded.catalogue)
    ours = scorer_of(learn_model(encoded, cold.whole.train, config), films)
    measured.take(COLD, OURS, ours, cold.among_cold, COLD_METRICS)
    measured.take(COLD, OURS, ours, cold.whole, WHOLE_METRICS)
    validation = _cold_validation(cold.whole.train, seed)
    for name, grid in cold_peers(encoded.units).items():
        scorer = _choose(grid, validation, NDCG_10)(cold.whole.train)
        measured.take(COLD, name, scorer, cold.among_cold, COLD_METRICS)
        if "carried over" in name:  # the others' scores of films with and without ratings are of two kinds
            measured.take(COLD, name, scorer, cold.whole, WHOLE_METRICS)


def cold_peers(units: Mapping[str, Floats]) -> dict[str, list[Fit]]:
    """Each peer's candidate settings where films have no ratings."""

    def alike(modalities: tuple[str, ...], *, centred: bool) -> list[Fit]:
        return [lambda _: baselines.cosine(units, modalities, centred=centred)]

    peers: dict[str, list[Fit]] = {
        "cosine of all content": alike(tuple(units), centred=True),
        "EASE carried over": [
            lambda train, ridge=ridge, content=content: baselines.carried_over(train, units, ridge, content)
            for ridge in RIDGES
            for content in CONTENT_RIDGES
        ],
        "chance": [lambda train: _chance(train.likes.shape[1])],
    }
    if CATEGORICAL in units:
        peers["cosine of categories"] = alike((CATEGORICAL,), centred=False)
        peers["cosine of categories, centred"] = alike((CATEGORICAL,), centred=True)
    return peers


def _chance(films: int) -> Scorer:
    """An order drawn at random for each viewer."""
    return lambda likes, _: np.random.default_rng(films).uniform(size=likes.shape)


def _few(
    encoded: EncodedCatalogue, reactions: Reactions, config: Config, seed: int, measured: _Measured, _: Reliability
) -> None:
    """With the settings chosen on the whole training part, as a model meets a film with few ratings among others."""
    if config.recipe != "affinity":
        return
    chosen = choose(encoded.units, held_out_viewers(reactions, seed).train, config)
    for ratings in FEW_RATINGS:
        split = thinned(reactions, seed, ratings)
        ours = scorer_of(uncalibrated(encoded.units, split.train, config, chosen), len(encoded.catalogue))
        measured.take(FEW, OURS, ours, split, {f"rank percentile, {ratings} ratings": rank_percentile})


def _validation(train: Reactions, seed: int) -> Split | None:
    try:
        return held_out_viewers(train, VALIDATION_SEED + seed)
    except DataError:
        return None


def _cold_validation(train: Reactions, seed: int) -> Split | None:
    """Cold films among those that the training part rates."""
    try:
        return cold_films(train, VALIDATION_SEED + seed).among_cold
    except DataError:
        return None


def _choose(grid: Sequence[Fit], validation: Split | None, metric: Metric) -> Fit:
    """The best setting on validation viewers; the first where there is nothing to choose, or too few to choose by."""
    if len(grid) == 1 or validation is None:
        return grid[0]
    known, wanted = (matrix.toarray() > 0 for matrix in (validation.known, validation.wanted))
    some = wanted.any(axis=1)
    scores = [fit(validation.train)(validation.likes, validation.dislikes) for fit in grid]
    return grid[int(np.argmax([metric(each[some], known[some], wanted[some]).mean() for each in scores]))]
