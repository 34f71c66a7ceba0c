"""The swap test: does content count? The same model, trained again with a modality's content exchanged between films.

An explanation that names posters is true only if another film's poster in the same place would make a difference. So
each modality alone, and all together, are exchanged between films, the model is trained again with the real model's
settings, and what it owes to content and how well it finds held-out likes are put beside the real ones.

- share: of how the scores of films that a viewer has not rated differ, how much goes with the modality's content,
  sum(content score) / sum(score^2); all parts, company among them, add up to 1.
- strength: how much likeness in the modality counts, by the projection, in nats.
- counts: exchanging it lowers warm or cold accuracy (paired 95 % interval below 0), and its share is at least .01;
  shows: its share's interval clears that of exchanged content; none: neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.data.interactions import Interactions, Reactions
from emde_core.errors import ConfigError
from emde_core.evaluate.intervals import Mean, paired
from emde_core.evaluate.protocol import scorer_of
from emde_core.model.affinity import Affinity
from emde_core.model.choice import choose
from emde_core.model.fitting import PriorScale, fit_affinity, uncalibrated
from emde_core.progress import Progress, silent
from emde_core.sketch.encoded import EncodedCatalogue
from emde_core.validation.metrics import ndcg
from emde_core.validation.splits import Split, cold_films, held_out_viewers

Floats = NDArray[np.float64]
Units = Mapping[str, Floats]
Evidence = Literal["counts", "shows", "none"]
ALL = "all"  # modalities together
LEAST_SHARE = 0.01  # of a modality that counts
PERMUTATIONS = 3  # of the films, for each split


@dataclass(frozen=True)
class Accuracy:
    """A model's NDCG for each viewer: @20 of warm films, @10 among cold ones."""

    warm: Floats
    cold: Floats


@dataclass(frozen=True)
class Swapped:
    """One modality, or all, with real and with exchanged content.

    Attributes:
        modality: which.
        strength, share, share_swapped: see above.
        warm, warm_swapped, cold, cold_swapped: mean NDCG@20 and NDCG@10.
        warm_lost, cold_lost: swapped less real, viewer by viewer.
    """

    modality: str
    strength: float
    share: Mean
    share_swapped: Mean
    warm: float
    warm_swapped: float
    cold: float
    cold_swapped: float
    warm_lost: Mean
    cold_lost: Mean

    @property
    def evidence(self) -> Evidence:
        """Whether the modality counts."""
        lost = self.warm_lost.high < 0 or self.cold_lost.high < 0
        if lost and self.share.value >= LEAST_SHARE:
            return "counts"
        return "shows" if self.share.low > self.share_swapped.high else "none"

    def to_dict(self) -> dict[str, Any]:
        """As it stands in the JSON document of ``emde evaluate --content --json``."""
        return {
            "modality": self.modality,
            "strength": self.strength,
            "share": self.share.value,
            "share_ci95": self.share.half,
            "share_swapped": self.share_swapped.value,
            "share_swapped_ci95": self.share_swapped.half,
            "warm": self.warm,
            "warm_swapped": self.warm_swapped,
            "cold": self.cold,
            "cold_swapped": self.cold_swapped,
            "warm_lost": self.warm_lost.value,
            "warm_lost_ci95": self.warm_lost.half,
            "cold_lost": self.cold_lost.value,
            "cold_lost_ci95": self.cold_lost.half,
            "evidence": self.evidence,
        }

    def records(self) -> list[dict[str, object]]:
        """Rows to keep."""
        about: dict[str, object] = {"part": "content", "subject": self.modality}
        means = {"share": self.share, "share_swapped": self.share_swapped}
        means |= {"warm_lost": self.warm_lost, "cold_lost": self.cold_lost}
        plain = {"strength": self.strength, "warm": self.warm, "warm_swapped": self.warm_swapped}
        plain |= {"cold": self.cold, "cold_swapped": self.cold_swapped}
        return [
            *(about | {"metric": m, "mean": v.value, "low": v.low, "high": v.high, "n": v.n} for m, v in means.items()),
            *(about | {"metric": m, "mean": v, "low": v, "high": v} for m, v in plain.items()),
            about | {"metric": "evidence", "mean": None, "low": None, "high": None, "word": self.evidence},
        ]


@dataclass(frozen=True)
class ContentStudy:
    """The swap test of every modality, and what the model would be without its prior.

    Attributes:
        modalities: each, then all together.
        without_prior: sum((score - score without prior)^2) / sum(score^2): what removing it and solving again changes.
    """

    modalities: tuple[Swapped, ...]
    without_prior: Mean

    def records(self) -> list[dict[str, object]]:
        """Rows to keep."""
        mean = self.without_prior
        row = {"part": "content", "subject": ALL, "metric": "without_prior", "mean": mean.value, "n": mean.n}
        return [*(r for each in self.modalities for r in each.records()), row | {"low": mean.low, "high": mean.high}]


@dataclass(frozen=True)
class _Case:
    """One split of viewers and films, and the real model's settings for it."""

    reactions: Reactions
    config: Config
    seed: int
    chosen: PriorScale

    @property
    def warm(self) -> Split:
        return held_out_viewers(self.reactions, self.seed)

    @property
    def cold(self) -> Split:
        return cold_films(self.reactions, self.seed).among_cold

    def accuracy(self, units: Units, warm_model: Affinity) -> Accuracy:
        """Of models with these settings on this content."""
        cold = self.cold
        return Accuracy(
            _ndcg(warm_model, self.warm, 20), _ndcg(uncalibrated(units, cold.train, self.config, self.chosen), cold, 10)
        )


def _ndcg(model: Affinity, split: Split, k: int) -> Floats:
    scores = scorer_of(model, model.films)(split.likes, split.dislikes)
    known, wanted = (matrix.toarray() > 0 for matrix in (split.known, split.wanted))
    some = wanted.any(axis=1)
    return ndcg(scores[some], known[some], wanted[some], k)


def shares(model: Affinity, split: Split) -> dict[str, float]:
    """How much of how held-out viewers' scores differ goes with each modality's content; "all" is their sum."""
    held = np.concatenate([split.likes.toarray(), split.dislikes.toarray()], axis=1)
    scores = model.scores(np.arange(2 * model.films), held)
    unseen = split.known.toarray() == 0
    total = (scores**2)[unseen].sum()
    weighted = held * model.weights(np.arange(2 * model.films))
    found = {}
    for m, modality in enumerate(model.modalities):
        sketch = model.sketches[modality]
        content = (weighted @ np.concatenate([sketch, sketch])) @ sketch.T * model.gains[m]
        found[modality] = float((content * scores)[unseen].sum() / total)
    return found | {ALL: sum(found.values())}


def strengths(model: Affinity) -> dict[str, float]:
    """How much likeness in each modality counts, in nats, for a film of mean popularity."""
    of = {m: float((gain / model.popularity).mean()) for m, gain in zip(model.modalities, model.gains, strict=True)}
    return of | {ALL: sum(of.values())}


def exchanged(units: Units, modality: str, order: NDArray[np.int64]) -> dict[str, Floats]:
    """The same content with one modality's, or all of it, given to other films."""
    return {m: unit[order] if modality in (m, ALL) else unit for m, unit in units.items()}


def swap_test(
    encoded: EncodedCatalogue,
    interactions: Interactions,
    config: Config,
    seeds: Sequence[int] = (0, 1, 2, 3, 4),
    permutations: int = PERMUTATIONS,
    progress: Progress = silent,
) -> ContentStudy:
    """Train with real and with exchanged content, on every split.

    Raises:
        ConfigError: there is no split or permutation, or the recipe is the published one.
        DataError: there are too few viewers or likes to measure on.
    """
    at_least("the number of splits", len(seeds), 1)
    at_least("the number of permutations", permutations, 1)
    if config.recipe != "affinity":
        raise ConfigError("the swap test asks what a model owes to content, which recipe 'affinity' alone keeps apart")
    used = encoded.of(config.modalities)
    units = used.units
    reactions = Reactions.of(interactions, encoded.catalogue, config.like_at_least, config.dislike_at_most)
    runs = []
    for k in progress(range(len(seeds)), "Exchanging content"):
        train = held_out_viewers(reactions, seeds[k]).train
        case = _Case(reactions, config, seeds[k], choose(units, train, config))
        runs.append(_run(units, case, permutations))
    return ContentStudy(
        tuple(_together(modality, runs) for modality in (*units, ALL)),
        _of_splits([run.without_prior for run in runs]),
    )


@dataclass(frozen=True)
class _Run:
    """What one split gave; swapped values for each modality and permutation."""

    viewers: NDArray[np.int64]
    cold_viewers: NDArray[np.int64]
    real: Accuracy
    shares: dict[str, float]
    strengths: dict[str, float]
    swapped: dict[str, list[tuple[Accuracy, float]]]
    without_prior: float


def _run(units: Units, case: _Case, permutations: int) -> _Run:
    warm, cold = case.warm, case.cold
    model = fit_affinity(units, warm.train, case.config, case.chosen)
    return _Run(
        viewers=warm.viewers,
        cold_viewers=cold.viewers[(cold.wanted.toarray() > 0).any(axis=1)],
        real=case.accuracy(units, model),
        shares=shares(model, warm),
        strengths=strengths(model),
        swapped={modality: list(_swaps(units, case, modality, permutations)) for modality in (*units, ALL)},
        without_prior=_change(model, fit_affinity(units, warm.train, case.config, _no_prior(case.chosen)), warm),
    )


def _swaps(units: Units, case: _Case, modality: str, permutations: int) -> Iterator[tuple[Accuracy, float]]:
    warm = case.warm
    for k in range(permutations):
        order = np.random.default_rng((case.seed, k)).permutation(len(next(iter(units.values()))))
        other = exchanged(units, modality, order)
        model = uncalibrated(other, warm.train, case.config, case.chosen)
        yield case.accuracy(other, model), shares(model, warm)[modality]


def _no_prior(chosen: PriorScale) -> PriorScale:
    return PriorScale(0.0, chosen.multipliers, chosen.average_film)


def _change(model: Affinity, other: Affinity, split: Split) -> float:
    scores, others = (scorer_of(each, each.films)(split.likes, split.dislikes) for each in (model, other))
    scores, others = (each - each.mean(axis=1, keepdims=True) for each in (scores, others))
    unseen = split.known.toarray() == 0
    factor = (scores * others)[unseen].sum() / (others**2)[unseen].sum()  # the two differ in temperature
    return float(((scores - factor * others) ** 2)[unseen].sum() / (scores**2)[unseen].sum())


def _together(modality: str, runs: Sequence[_Run]) -> Swapped:
    def mean(pick: str, *, real: bool) -> float:
        of = (getattr(run.real, pick) if real else _swapped_mean(run, modality, pick) for run in runs)
        return float(np.concatenate(list(of)).mean())

    def lost(pick: str, viewers: list[NDArray[np.int64]]) -> Mean:
        swapped = [_swapped_mean(run, modality, pick) for run in runs]
        return paired(swapped, [getattr(run.real, pick) for run in runs], viewers)

    return Swapped(
        modality=modality,
        strength=float(np.mean([run.strengths[modality] for run in runs])),
        share=_of_splits([run.shares[modality] for run in runs]),
        share_swapped=_of_splits([share for run in runs for _, share in run.swapped[modality]]),
        warm=mean("warm", real=True),
        warm_swapped=mean("warm", real=False),
        cold=mean("cold", real=True),
        cold_swapped=mean("cold", real=False),
        warm_lost=lost("warm", [run.viewers for run in runs]),
        cold_lost=lost("cold", [run.cold_viewers for run in runs]),
    )


def _swapped_mean(run: _Run, modality: str, pick: str) -> Floats:
    """[viewers], the mean over permutations."""
    values: Floats = np.mean([getattr(accuracy, pick) for accuracy, _ in run.swapped[modality]], axis=0)
    return values


def _of_splits(values: Sequence[float]) -> Mean:
    """The mean over splits and permutations, with Student's interval."""
    freedom = len(values) - 1
    if freedom < 1:
        return Mean(float(np.mean(values)), 0.0, len(values))
    factor = student.ppf(0.975, freedom)
    return Mean(float(np.mean(values)), float(factor * np.std(values, ddof=1) / np.sqrt(len(values))), len(values))
