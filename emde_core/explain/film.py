"""One film explained for one history: contributions, the film's own side, and its features, put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.data.catalogue import Film
from emde_core.explain.contributions import Baseline, Contributions, Method, contributions
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.explain.features import CategoryValue, Feature, Occluded, RegionValue, WordValue
from emde_core.explain.film_features import FilmFeatures
from emde_core.explain.occlusions import OcclusionStore
from emde_core.history import History
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.seen import SeenFilm
from emde_core.trained import TrainedModel

Floats = NDArray[np.float64]
EXACT, INTEGRATED = "exact", "integrated gradients"  # how additive contributions are found


@dataclass(frozen=True)
class Question:
    """What is explained, and against what.

    Attributes:
        film: the film, of the catalogue or not.
        rival: a film's position, whose score is taken off; the catalogue's mean where it is None.
        baseline: the history that the score is compared with.
        method: how a bucket is shared among the history films in it.
    """

    film: SeenFilm
    rival: int | None = None
    baseline: Baseline = "empty"
    method: Method = "additive"


@dataclass(frozen=True)
class FilmExplainer:
    """Answers a question for a resolved history; each part is worked out when it is asked for.

    Attributes:
        trained: the model.
        store: where the plots' occlusions are.
        history: resolved.
        positions: [H, M, D], where the history's codes lie in its input sketch.
        question: what is explained.
    """

    trained: TrainedModel
    store: OcclusionStore
    history: History
    positions: NDArray[np.int64]
    question: Question

    @cached_property
    def logits(self) -> Floats:
        """[F], the model's answer to the history."""
        return self.trained.model.logits(self.trained.readout.layout.input_sketch(self.positions))

    @cached_property
    def direction(self) -> Floats:
        """[F], whose product with the logits is the score that is explained."""
        return self.trained.readout.direction_of(self.question.film.codes, self.question.rival)

    @cached_property
    def parts(self) -> Contributions:
        """The contributions of the history's films."""
        baseline = self.trained.model.average if self.question.baseline == "average" else None
        (parts,) = contributions(
            self.trained.model,
            self.positions,
            self.direction[None],
            baseline=baseline,
            method=self.question.method,
        )
        return parts

    @property
    def method(self) -> str:
        """How contributions are found, in words."""
        if self.question.method != "additive":
            return self.question.method
        return EXACT if self.trained.model.network is None else INTEGRATED

    @property
    def film(self) -> Film:
        """The film explained."""
        return self.question.film.film

    @property
    def rival(self) -> Film | None:
        """The film that it is compared with."""
        rival = self.question.rival
        return None if rival is None else self.trained.encoded.catalogue.films[rival]

    @property
    def missing(self) -> tuple[str, ...]:
        """Modalities that the film lacks."""
        return tuple(m for m in self.trained.readout.layout.modalities if m not in self.question.film.vectors)

    def explanation(
        self, rank: int | None, score: float, model_hash: str, data_hash: str, *, words: bool
    ) -> Explanation:
        """Everything together; ``words`` says whether the plot is read without each of its words and phrases.

        Rank and score come from the ranking that people see, so that the two never differ in the last digit.
        """
        return Explanation(
            film=self.film,
            rank=rank,
            score=score,
            baseline=self.parts.baseline,
            contributions=self.contributions(),
            absent=self.parts.absent,
            matched=self.matched(),
            words=self.words() if words else (),
            phrases=self.phrases() if words else (),
            categories=self.categories(),
            regions=self.regions(),
            missing=self.missing,
            completeness_residual=self.parts.residual,
            method=self.method,
            model_hash=model_hash,
            data_hash=data_hash,
            rival=self.rival,
            baseline_history=self.question.baseline,
            weights=self.trained.readout.weights,
        )

    def contributions(self) -> tuple[Contribution, ...]:
        """Film x modality, in the history's order."""
        catalogue, modalities = self.trained.encoded.catalogue, self.trained.readout.layout.modalities
        values, spread, parts = self.parts.values, self.parts.spread, self.parts.by_partition.tolist()
        return tuple(
            Contribution(
                catalogue[film], reaction, modality, float(values[h, m]), float(spread[h, m]), tuple(parts[h][m])
            )
            for h, (film, reaction) in enumerate(self.history)
            for m, modality in enumerate(modalities)
        )

    def matched(self) -> dict[str, float]:
        """How much of the score is read at the film's codes of each modality."""
        layout, product = self.trained.readout.layout, self.direction * self.logits
        return {m: float(product[layout.of_modality(m)].sum()) for m in layout.modalities}

    @cached_property
    def features(self) -> FilmFeatures:
        """What the film is made of."""
        return FilmFeatures(self.trained, self.store, self.question.film)

    def words(self) -> tuple[WordValue, ...]:
        """The plot's words with what each adds."""
        return self._valued(TEXT, self.features.words)

    def phrases(self) -> tuple[WordValue, ...]:
        """The plot's names and phrases with what each adds."""
        return self._valued(TEXT, self.features.phrases)

    def categories(self) -> tuple[CategoryValue, ...]:
        """The film's categories with what each adds."""
        return self._valued(CATEGORICAL, self.features.categories)

    def regions(self) -> tuple[RegionValue, ...]:
        """The poster's patches with what each adds."""
        return self._valued(IMAGE, self.features.regions)

    def _valued(self, modality: str, occluded: Occluded[Feature] | None) -> tuple[Feature, ...]:
        return () if occluded is None else occluded.values(self.features.reader(modality, self.logits))
