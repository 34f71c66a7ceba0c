"""The public face: fit or load a model, recommend films for a history, explain any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from emde_core.artifacts.model import load_model, save_model, weights_hash
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.interactions import Interactions
from emde_core.encoders.encoded import EncodedCatalogue
from emde_core.encoders.image import open_poster
from emde_core.errors import HistoryError
from emde_core.explain.contributions import Contributions, contributions
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.explain.features import (
    CategoryValue,
    RegionValue,
    SoftReader,
    WordValue,
    category_values,
    region_values,
    word_values,
)
from emde_core.history import History
from emde_core.progress import Progress, silent
from emde_core.schema import CATEGORICAL, IMAGE, REACTIONS, TEXT
from emde_core.sketch.codes import MISSING
from emde_core.trained import TrainedModel, train

Floats = NDArray[np.float64]
EXACT, INTEGRATED = "exact", "integrated gradients"  # methods of contributions


@dataclass(frozen=True)
class Recommendation:
    """A film recommended.

    Attributes:
        film: the film.
        rank: 1 for the best.
        score: log score relative to the catalogue's mean, in nats.
        by_modality: what each modality of the history's sketch adds to the score.
    """

    film: Film
    rank: int
    score: float
    by_modality: Mapping[str, float]


@dataclass(frozen=True)
class Ranking:
    """Every film's score for a history.

    Attributes:
        scores: [films], in the catalogue's order; -inf for a film without any code.
        order: positions of the films outside the history that have a score, best first.
    """

    scores: Floats
    order: NDArray[np.int64]

    def rank(self, film: int) -> int | None:
        """A film's rank by its position in the catalogue; None for one that is not ranked."""
        found = np.flatnonzero(self.order == film)
        return int(found[0]) + 1 if len(found) else None


@dataclass(frozen=True)
class Recommender:
    """A trained model at work. Build it with ``fit`` or ``load``; it does not change afterwards."""

    trained: TrainedModel

    @classmethod
    def fit(
        cls,
        catalogue: Catalogue,
        interactions: Interactions,
        config: Config | None = None,
        *,
        encoded: EncodedCatalogue | None = None,
        progress: Progress = silent,
    ) -> Recommender:
        """Encode, hash and learn.

        Args:
            catalogue: the films.
            interactions: ratings; rows of other films are left out.
            config: settings; the default is the exact closed form on text, categories and posters.
            encoded: the catalogue's embeddings, where they were made before.
            progress: shows how far it has come.

        Raises:
            DataError: there is nothing to learn from, or a poster can't be read.
            EncoderError: a model that an encoder needs is missing.
        """
        return cls(train(catalogue, interactions, config or Config(), encoded, progress))

    @classmethod
    def load(cls, path: str | Path, *, data_hash: str | None = None) -> Recommender:
        """Read a model's folder; see ``emde_core.artifacts.model.load_model`` for what is raised."""
        return cls(load_model(Path(path), expected_data=data_hash))

    def save(self, path: str | Path) -> None:
        """Write the model to a folder of its own: safetensors and JSON, readable by ``load``."""
        save_model(self.trained, Path(path))

    @property
    def catalogue(self) -> Catalogue:
        """The films."""
        return self.trained.encoded.catalogue

    @property
    def data_hash(self) -> str:
        """Of the films and ratings that the model was trained on."""
        return self.trained.provenance.data_hash

    @cached_property
    def model_hash(self) -> str:
        """Sixteen hex digits that stand for the configuration and every weight."""
        return weights_hash(self.trained)

    def resolve(self, history: History) -> History:
        """The same history by film ids.

        Raises:
            FilmNameError: a name means no film, or several.
            HistoryError: the history is empty, or two names in it mean one film.
        """
        if not len(history):
            raise HistoryError("the history is empty; name at least one film that was liked or disliked")
        ids = {name: self.catalogue.find(name).id for name, _ in history}
        return History(tuple(ids[n] for n in history.liked), tuple(ids[n] for n in history.disliked))

    def positions(self, history: History) -> NDArray[np.int64]:
        """Where the codes of a resolved history's films lie in its input sketch, [H, M, D].

        Raises:
            HistoryError: none of its films has a plot, a category or a poster that the model knows.
        """
        films = [self.catalogue.index[film] for film, _ in history]
        blocks = np.array([REACTIONS.index(reaction) for _, reaction in history])
        positions = self.trained.readout.layout.input_positions(self.trained.readout.codes[films], blocks)
        if (positions == MISSING).all():
            lacking = ", ".join(self.trained.readout.layout.modalities)
            raise HistoryError(f"no film of the history has any of {lacking}: add one that does")
        return positions

    def sketch(self, history: History) -> Floats:
        """The history's input sketch, [2F]: likes' block before dislikes'."""
        return self.trained.readout.layout.input_sketch(self.positions(self.resolve(history)))

    def output_sketch(self, history: History) -> Floats:
        """The model's answer as densities, [M, D, W]; every row sums to 1."""
        return self.trained.model.densities(self.trained.model.logits(self.sketch(history)))

    def rank(self, history: History) -> Ranking:
        """Every film's score, and the order of those outside the history."""
        resolved = self.resolve(history)
        sketch = self.trained.readout.layout.input_sketch(self.positions(resolved))
        return self._ranking(resolved, self.trained.model.logits(sketch))

    def recommend(self, history: History, k: int = 10) -> list[Recommendation]:
        """The k films outside the history with the highest scores, best first; fewer if there are no more."""
        resolved = self.resolve(history)
        ranking = self.rank(resolved)
        top = ranking.order[:k]
        directions = np.array([self.trained.readout.direction(film) for film in top])
        parts = contributions(self.trained.model, self.positions(resolved), directions) if len(top) else []
        return [
            Recommendation(
                self.catalogue.films[film], place, float(ranking.scores[film]), self._by_modality(part.values)
            )
            for place, (film, part) in enumerate(zip(top, parts, strict=True), start=1)
        ]

    def explain(self, history: History, film: str, *, words: bool = True) -> Explanation:
        """Why ``film`` (an id or a name) has its score for a history.

        Args:
            history: liked and disliked films.
            film: the film to explain; it may stand in the history.
            words: whether to encode the plot without each of its words, which takes most of the time.

        Raises:
            FilmNameError, HistoryError: as for ``resolve``; also if the film has no code to read a score from.
        """
        resolved = self.resolve(history)
        chosen = self.catalogue.find(film)
        k = self.catalogue.index[chosen.id]
        if not self.trained.readout.known[k]:
            raise HistoryError(f"{chosen.label} has no plot, category or poster: there is no score to explain")
        positions = self.positions(resolved)
        logits = self.trained.model.logits(self.trained.readout.layout.input_sketch(positions))
        ranking = self._ranking(resolved, logits)
        (parts,) = contributions(self.trained.model, positions, self.trained.readout.direction(k)[None])
        word_parts, category_parts, region_parts = self._features(k, logits, words=words)
        return Explanation(
            film=chosen,
            rank=ranking.rank(k),
            score=parts.score,
            baseline=parts.baseline,
            contributions=self._named(resolved, parts),
            absent=parts.absent,
            matched=self._matched(k, logits),
            words=word_parts,
            categories=category_parts,
            regions=region_parts,
            missing=tuple(
                m for m, c in zip(self.modalities, self.trained.readout.codes[k], strict=True) if c[0] == MISSING
            ),
            completeness_residual=parts.residual,
            method=EXACT if self.trained.model.network is None else INTEGRATED,
            model_hash=self.model_hash,
            data_hash=self.data_hash,
        )

    @property
    def modalities(self) -> tuple[str, ...]:
        """Those that the model uses: the configured ones that at least one film has."""
        return self.trained.readout.layout.modalities

    def _ranking(self, history: History, logits: Floats) -> Ranking:
        scores = self.trained.readout.scores(logits)
        order = np.argsort(-scores, kind="stable")
        seen = [self.catalogue.index[film] for film, _ in history]
        ranked = order[np.isfinite(scores[order]) & ~np.isin(order, seen)]
        return Ranking(scores, ranked)

    def _by_modality(self, values: Floats) -> dict[str, float]:
        return {m: float(v) for m, v in zip(self.modalities, values.sum(axis=0), strict=True)}

    def _named(self, history: History, parts: Contributions) -> tuple[Contribution, ...]:
        return tuple(
            Contribution(self.catalogue[film], reaction, modality, float(parts.values[h, m]), float(parts.spread[h, m]))
            for h, (film, reaction) in enumerate(history)
            for m, modality in enumerate(self.modalities)
        )

    def _matched(self, film: int, logits: Floats) -> dict[str, float]:
        product = self.trained.readout.direction(film) * logits
        return {m: float(product[self.trained.readout.layout.of_modality(m)].sum()) for m in self.modalities}

    def _features(
        self, film: int, logits: Floats, *, words: bool
    ) -> tuple[tuple[WordValue, ...], tuple[CategoryValue, ...], tuple[RegionValue, ...]]:
        """What in the film earns its score; the mean over its codes is its readout's weight."""
        chosen = self.catalogue.films[film]
        tables = self.trained.readout.layout.rows(logits) / max(
            1, int((self.trained.readout.codes[film] != MISSING).sum())
        )

        def reader(modality: str) -> SoftReader | None:
            if modality not in self.modalities or not self.trained.embeddings[modality].present[film]:
                return None
            return SoftReader(self.trained.hashes[modality], tables[self.modalities.index(modality)])

        text, categorical, image = reader(TEXT), reader(CATEGORICAL), reader(IMAGE)
        poster = self.catalogue.poster_path(chosen)
        return (
            word_values(text, self.trained.encoded, chosen.plot, self._vector(TEXT, film)) if text and words else (),
            category_values(categorical, self.trained.encoded.categorical, chosen) if categorical else (),
            region_values(image, self.trained.encoded, open_poster(poster), self._vector(IMAGE, film))
            if image and poster
            else (),
        )

    def _vector(self, modality: str, film: int) -> Floats:
        return self.trained.embeddings[modality].vectors[film]
