"""Every model on the same information and the same films to rank (DESIGN.md, Evaluate).

Protocol "held-out viewers": likes >= 4, 80/20 fold-in of held-out viewers' likes, every film that a viewer is known
to have rated is left out of the ranking, for every model. Settings are chosen on validation viewers taken from the
training part, by NDCG@20, never on the test part; the chosen setting is then trained on the whole training part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.data.interactions import Interactions, Reactions
from emde_core.encoders.encoded import EncodedCatalogue
from emde_core.errors import DataError
from emde_core.evaluate import baselines
from emde_core.evaluate.baselines import Scorer
from emde_core.evaluate.metrics import ndcg, recall
from emde_core.evaluate.splits import Split, held_out_viewers
from emde_core.model.sketch_model import SketchModel
from emde_core.progress import Progress, silent
from emde_core.trained import hash_films

Floats = NDArray[np.float64]
Fit = Callable[[Reactions], Scorer]

NAME = "held-out viewers, every rated film left out"
METRICS: Mapping[str, Callable[[Floats, NDArray[np.bool_], NDArray[np.bool_]], Floats]] = {
    "NDCG@20": ndcg,
    "Recall@20": recall,
}
VALIDATION_SEED = 1000  # added to a split's seed, for the validation viewers within its training part
NEIGHBOURS = (50, 100, 200)
RIDGES = (100.0, 200.0, 300.0, 400.0, 600.0)
RIDGE_PAIRS = ((200.0, 500.0), (200.0, 1000.0), (200.0, 2000.0), (300.0, 1000.0), (300.0, 3000.0))
SKETCH_RIDGES = (35.0, 50.0, 100.0)  # of likes


@dataclass(frozen=True)
class Result:
    """One model's measure: the mean over viewers of all splits, and half the width of its 95 % interval.

    The interval takes a viewer who is held out in two splits for two viewers, so that it is somewhat too narrow.
    """

    name: str
    model: str
    metric: str
    mean: float
    ci95: float
    seeds: int

    def to_dict(self) -> dict[str, Any]:
        """As it stands in the JSON document of ``emde evaluate --json``."""
        return dict(vars(self))


def evaluate(
    encoded: EncodedCatalogue,
    interactions: Interactions,
    config: Config,
    seeds: Sequence[int] = (0, 1, 2),
    progress: Progress = silent,
) -> list[Result]:
    """Measure our model and the baselines, best first; a split of the viewers for each seed.

    Raises:
        ConfigError: there is no seed, or one is no whole number of at least 0.
        DataError: there are too few viewers or likes to measure on.
    """
    at_least("the number of seeds", len(seeds), 1)
    for seed in seeds:
        at_least("a seed", seed, 0)
    catalogue = encoded.catalogue
    reactions = Reactions.of(interactions, catalogue, config.like_at_least, config.dislike_at_most)
    grids = model_grids(encoded, config)
    values: dict[tuple[str, str], list[Floats]] = {}
    steps = [(seed, model) for seed in seeds for model in grids]
    splits = {seed: held_out_viewers(reactions, seed) for seed in seeds}
    for k in progress(range(len(steps)), "Evaluating"):
        seed, model = steps[k]
        fit = _choose(grids[model], splits[seed].train, VALIDATION_SEED + seed)
        for metric, of_viewers in _measure(fit(splits[seed].train), splits[seed]).items():
            values.setdefault((model, metric), []).append(of_viewers)
    return _results(values, len(seeds))


def records(results: Sequence[Result]) -> list[dict[str, object]]:
    """The results as rows to keep: part, subject, metric, mean, low, high."""
    return [
        {"part": "accuracy", "subject": r.model, "metric": r.metric, "mean": r.mean}
        | {"low": r.mean - r.ci95, "high": r.mean + r.ci95}
        for r in results
    ]


def model_grids(encoded: EncodedCatalogue, config: Config) -> dict[str, list[Fit]]:
    """Each model's candidate settings."""
    return {
        f"EMDE {config.recipe}": _sketch_models(encoded, config),
        "EASE": [partial(baselines.ease, ridge=ridge) for ridge in RIDGES],
        "EASE, both reactions": [partial(baselines.ease_both, ridges=pair) for pair in RIDGE_PAIRS],
        "item-kNN": [partial(baselines.item_knn, neighbours=count) for count in NEIGHBOURS],
        "popularity": [baselines.popularity],
    }


def _sketch_models(encoded: EncodedCatalogue, config: Config) -> list[Fit]:
    """Our model at several ridges, hashed and trained anew on each training part."""

    def fit(train: Reactions, ridge: float) -> Scorer:
        closed_form = config.closed_form.model_copy(update={"ridge_likes": ridge})
        chosen = config.model_copy(update={"closed_form": closed_form})
        readout = hash_films(encoded, train, chosen).readout
        model = SketchModel.fit(train, readout, chosen)
        one_hot = readout.layout.one_hot(readout.codes)

        def score(likes: sparse.csr_array, dislikes: sparse.csr_array) -> Floats:
            sketches = sparse.hstack([likes @ one_hot, dislikes @ one_hot]).toarray()
            return readout.scores(model.logits(sketches))

        return score

    ridges = SKETCH_RIDGES if config.recipe != "published" else SKETCH_RIDGES[:1]  # it has no ridge to choose
    return [partial(fit, ridge=ridge) for ridge in ridges]


def _choose(grid: Sequence[Fit], train: Reactions, seed: int) -> Fit:
    """The setting with the best NDCG@20 on validation viewers held out of the training part.

    The first one where there is nothing to choose, or too few viewers to choose by.
    """
    if len(grid) == 1:
        return grid[0]
    try:
        split = held_out_viewers(train, seed)
    except DataError:
        return grid[0]
    scores = [_measure(fit(split.train), split)["NDCG@20"].mean() for fit in grid]
    return grid[int(np.argmax(scores))]


def _measure(score: Scorer, split: Split) -> dict[str, Floats]:
    scores = score(split.likes, split.dislikes)
    known, wanted = split.known.toarray() > 0, split.wanted.toarray() > 0
    return {name: metric(scores, known, wanted) for name, metric in METRICS.items()}


def _results(values: Mapping[tuple[str, str], list[Floats]], seeds: int) -> list[Result]:
    results = []
    for (model, metric), parts in values.items():
        viewers = np.concatenate(parts)
        half = 1.96 * viewers.std(ddof=1) / np.sqrt(len(viewers))
        results.append(Result(NAME, model, metric, float(viewers.mean()), float(half), seeds))
    return sorted(results, key=lambda result: (result.metric, -result.mean))
