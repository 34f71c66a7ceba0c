"""The swap test: does content count? The same model, trained again with a modality's content exchanged between films.

An explanation that names posters is true only if another film's poster in the same place would make a difference. So
each modality alone, and all together, are exchanged between films, the model is trained again with the real model's
settings, and what it owes to content and how well it finds held-out likes are put beside the real ones.

- share: how much of how scores differ goes with the modality's content (``emde_core.evaluate.shares``).
- strength: how much likeness in the modality counts, by the projection, in nats.
- counts: exchanging it lowers warm or cold accuracy (paired 95 % interval below 0), and at least .01 more of the score
  goes with the real content than with exchanged content; alone: the same of a model that reads nothing else, where
  beside the others nothing is lost, since they say it too; shows: the real share's interval clears that of exchanged
  content; none: none of these.

The published recipe gets the same test. It has no strengths and no prior, and its shares add up to 1 with what an empty
history has: with exchanged content its network can find as much to go with as before, so that a share alone says
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.artifacts.results import LEAST_SHARE
from emde_core.checks import at_least
from emde_core.config import Config, Recipe
from emde_core.data.interactions import Interactions, Reactions
from emde_core.errors import DataError
from emde_core.evaluate.intervals import Mean, mean_of_splits, paired
from emde_core.evaluate.learning import ALL, Content, Learner, Model, scores_of
from emde_core.evaluate.protocol import NDCG_10
from emde_core.evaluate.shares import shares, strengths
from emde_core.model.trained import select_modalities
from emde_core.progress import Progress, silent
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.validation.metrics import ndcg
from emde_core.validation.splits import Split, cold_split, warm_split

Evidence = Literal["counts", "alone", "shows", "none"]
NOTHING = "nothing"  # exchanged
PERMUTATIONS: Mapping[Recipe, int] = {"affinity": 3, "published": 1}  # for each split; networks take long to train


@dataclass(frozen=True)
class Compared:
    """Accuracy with real and with exchanged content.

    Attributes:
        real, swapped: mean NDCG.
        lost: swapped less real, viewer by viewer.
    """

    real: float
    swapped: float
    lost: Mean

    @classmethod
    def of(cls, real: Sequence[Floats], swapped: Sequence[Sequence[Floats]], viewers: Sequence[Ints]) -> Compared:
        """Compare values [viewers] for each split, and with exchanged content for each split and permutation."""
        means: list[Floats] = [np.mean(each, axis=0) for each in swapped]
        lost = paired(means, real, viewers)
        return cls(float(np.concatenate(real).mean()), float(np.concatenate(means).mean()), lost)

    def records(self, metric: str) -> list[dict[str, Any]]:
        """Rows to keep; the interval is the difference's, in which viewers differ less than in accuracy."""
        lost = self.lost
        return [
            {"metric": metric, "mean": self.real, "low": None, "high": None},
            {"metric": f"{metric}_swapped", "mean": self.swapped, "low": None, "high": None},
            {"metric": f"{metric}_lost", "mean": lost.value, "low": lost.low, "high": lost.high, "n": lost.n},
        ]


@dataclass(frozen=True)
class Swapped:
    """One modality, or all, with real and with exchanged content.

    Attributes:
        modality: which.
        strength: see above; None for the published recipe.
        share, share_swapped: see above.
        warm: NDCG@20 of films with ratings; cold: NDCG@10 of films without, among themselves.
        alone: as ``cold``, of models that read nothing else; None for all together.
    """

    modality: str
    strength: float | None
    share: Mean
    share_swapped: Mean
    warm: Compared
    cold: Compared
    alone: Compared | None

    @property
    def evidence(self) -> Evidence:
        """The verdict on whether the modality counts."""
        if self.share.value - self.share_swapped.value >= LEAST_SHARE:
            if self.warm.lost.high < 0 or self.cold.lost.high < 0:
                return "counts"
            if self.alone is not None and self.alone.lost.high < 0:
                return "alone"
        return "shows" if self.share.low > self.share_swapped.high else "none"

    def to_dict(self) -> dict[str, Any]:
        """Return a record for the JSON document of ``emde evaluate --content --json``."""
        return {
            "modality": self.modality,
            "strength": self.strength,
            "share": self.share.value,
            "share_ci95": self.share.half,
            "share_swapped": self.share_swapped.value,
            "share_swapped_ci95": self.share_swapped.half,
            "warm": self.warm.real,
            "warm_swapped": self.warm.swapped,
            "cold": self.cold.real,
            "cold_swapped": self.cold.swapped,
            "alone": self.alone and self.alone.real,
            "alone_swapped": self.alone and self.alone.swapped,
            "evidence": self.evidence,
        }

    def records(self) -> list[dict[str, Any]]:
        """Rows to keep."""
        rows = [
            {"metric": "strength", "mean": self.strength, "low": None, "high": None},
            _of_splits("share", self.share),
            _of_splits("share_swapped", self.share_swapped),
            *self.warm.records("warm"),
            *self.cold.records("cold"),
            *(self.alone.records("alone") if self.alone else ()),
            {"metric": "evidence", "mean": None, "low": None, "high": None, "word": self.evidence},
        ]
        return [{"part": "content", "subject": self.modality} | row for row in rows]


def _of_splits(metric: str, mean: Mean) -> dict[str, Any]:
    return {"metric": metric, "mean": mean.value, "low": mean.low, "high": mean.high}


@dataclass(frozen=True)
class ContentStudy:
    """The swap test of every modality, and what the model would be without its prior.

    Attributes:
        modalities: each, then all together.
        without_prior: sum((score - score without prior)^2) / sum(score^2): what removing it and solving again changes;
            None for the published recipe.
    """

    modalities: tuple[Swapped, ...]
    without_prior: Mean | None

    def records(self) -> list[dict[str, Any]]:
        """Rows to keep."""
        rows = [row for each in self.modalities for row in each.records()]
        if self.without_prior is None:
            return rows
        return [*rows, {"part": "content", "subject": ALL} | _of_splits("without_prior", self.without_prior)]


def swap_test(
    encoded: EncodedCatalogue,
    interactions: Interactions,
    config: Config,
    seeds: Sequence[int] = (0, 1, 2, 3, 4),
    permutations: int | None = None,
    progress: Progress = silent,
) -> ContentStudy:
    """Train with real and with exchanged content, on every split.

    Args:
        encoded: the films.
        interactions: who rated what.
        config: the model's settings.
        seeds: of the splits, at least two, since the intervals of shares are over them.
        permutations: how many times content is exchanged on every split; by default 3, for the published recipe once.
        progress: shows how far it has come.

    Raises:
        ConfigError: there are too few splits or permutations.
        DataError: there are too few viewers or likes to measure on, or no film has any of the settings' modalities.
    """
    at_least("the number of splits", len(seeds), 2)
    count = PERMUTATIONS[config.recipe] if permutations is None else permutations
    at_least("the number of permutations", count, 1)
    units = select_modalities(config, encoded).sketches
    if not units:
        raise DataError("no film has a plot, a category or a poster: there is no content to exchange")
    reactions = Reactions.of(interactions, encoded.catalogue, config.like_at_least, config.dislike_at_most)
    content = Content(units)
    cases = [_Case.of(content, reactions, config, seed) for seed in seeds]
    steps = [(case, swapped) for case in cases for swapped in (NOTHING, *units, ALL)]
    for k in progress(range(len(steps)), "Exchanging content"):
        case, swapped = steps[k]
        case.read(swapped, count if swapped != NOTHING else 1)
    changes = [case.change for case in cases if case.change is not None]
    return ContentStudy(
        tuple(_together(modality, cases) for modality in (*units, ALL)), mean_of_splits(changes) if changes else None
    )


@dataclass(frozen=True, eq=False)
class _Reading:
    """Measures of models that read the same content on a split: accuracy by viewer, and shares by modality."""

    warm: Floats
    cold: Floats
    shares: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class _Case:
    """One split of viewers and films, and what models trained on it give.

    Attributes:
        content: real content.
        warm, cold: held-out viewers, of films with ratings and of films without.
        config: the models' settings.
        seed: of the permutations.
        readings: by what is exchanged, for each permutation.
        alone: by modality, accuracy by viewer of films without ratings, of models that read nothing else: with real
            content, then for each permutation.
    """

    content: Content
    warm: Split
    cold: Split
    config: Config
    seed: int
    readings: dict[str, list[_Reading]] = field(default_factory=dict)
    alone: dict[str, list[Floats]] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Content, reactions: Reactions, config: Config, seed: int) -> _Case:
        warm, cold = warm_split(reactions, seed), cold_split(reactions, seed).among_cold
        return cls(content, warm, cold, config, seed)

    @cached_property
    def learner(self) -> Learner:
        """The learner with the settings that real content chooses on the warm split."""
        return Learner.choosing(self.content, self.warm.train, self.config)

    def read(self, swapped: str, permutations: int) -> None:
        """Train models with one modality's content exchanged, or all of it, or none."""
        orders = self._orders(permutations)
        self.readings[swapped] = [self._reading(self.content.exchange(swapped, order)) for order in orders]
        if swapped in self.content.units:
            lone = self.content.only(swapped)
            self.alone[swapped] = [self._cold(each) for each in (lone, *(lone.exchange(swapped, o) for o in orders))]

    def _orders(self, permutations: int) -> list[Ints]:
        films = self.warm.likes.shape[1]
        return [np.random.default_rng((self.seed, k)).permutation(films) for k in range(permutations)]

    def _reading(self, content: Content) -> _Reading:
        warm = self.learner.ranking(content, self.warm.train)
        accuracy = self.warm.measure(scores_of(warm, self.warm), ndcg)
        return _Reading(accuracy, self._cold(content), shares(warm, self.warm))

    def _cold(self, content: Content) -> Floats:
        model = self.learner.ranking(content, self.cold.train)
        return self.cold.measure(scores_of(model, self.cold), NDCG_10)

    @cached_property
    def _model(self) -> Model:
        return self.learner.model(self.content, self.warm.train)

    @cached_property
    def strengths(self) -> Mapping[str, float] | None:
        """The strengths of likeness with real content; None for the published recipe."""
        return strengths(self._model) if self.learner.prior_scale else None

    @cached_property
    def change(self) -> float | None:
        """The change when the prior is removed and the model solved again; None where there is none."""
        if self.learner.prior_scale is None:
            return None
        without = self.learner.without_prior().ranking(self.content, self.warm.train)
        return _change(scores_of(self._model, self.warm), scores_of(without, self.warm), self.warm)


def _change(scores: Floats, others: Floats, split: Split) -> float:
    """Sum((scores - others)^2) / sum(scores^2) over films not rated, with the factor on others that fits best."""
    unseen = split.exclusions.toarray() == 0
    ours, theirs = scores[unseen], others[unseen]
    factor = ours @ theirs / (theirs @ theirs)  # the two differ in temperature
    return float(((ours - factor * theirs) ** 2).sum() / (ours @ ours))


def _together(modality: str, cases: Sequence[_Case]) -> Swapped:
    """One modality over all splits."""
    real = [case.readings[NOTHING][0] for case in cases]
    swapped = [case.readings[modality] for case in cases]
    strength = [case.strengths[modality] for case in cases if case.strengths]
    return Swapped(
        modality=modality,
        strength=float(np.mean(strength)) if strength else None,
        share=mean_of_splits([each.shares[modality] for each in real]),
        share_swapped=mean_of_splits([each.shares[modality] for run in swapped for each in run]),
        warm=Compared.of(
            [each.warm for each in real],
            [[each.warm for each in run] for run in swapped],
            [case.warm.viewers for case in cases],
        ),
        cold=Compared.of(
            [each.cold for each in real],
            [[each.cold for each in run] for run in swapped],
            [case.cold.viewers for case in cases],
        ),
        alone=None if modality == ALL else _alone(modality, cases),
    )


def _alone(modality: str, cases: Sequence[_Case]) -> Compared:
    runs = [case.alone[modality] for case in cases]
    return Compared.of([run[0] for run in runs], [run[1:] for run in runs], [case.cold.viewers for case in cases])
