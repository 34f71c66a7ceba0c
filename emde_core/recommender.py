"""The public face: fit or load a model, recommend films for a history, explain any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from emde_core.artifacts.model import load_model, save_model, weights_hash
from emde_core.checks import at_least, one_of
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.interactions import Interactions
from emde_core.encoders.encoded import EncodedCatalogue
from emde_core.errors import HistoryError
from emde_core.explain.contributions import Baseline, Method, contributions
from emde_core.explain.counterfactual import Counterfactual, Goal, LeftOut, leave_one_out, smallest_edit
from emde_core.explain.explanation import Explanation
from emde_core.explain.film import FilmExplainer, Question
from emde_core.explain.occlusions import FOLDER as WORDS_FOLDER
from emde_core.explain.occlusions import OcclusionStore
from emde_core.explain.pool import Pool
from emde_core.explain.ranks import competing
from emde_core.explain.threads import LISTED, FilmThreads, evidence
from emde_core.history import History
from emde_core.progress import Progress, silent
from emde_core.schema import REACTIONS, Reaction
from emde_core.seen import of_catalogue
from emde_core.sketch.codes import MISSING
from emde_core.trained import TrainedModel, train

Floats = NDArray[np.float64]


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
        order: positions of the films that are ranked, best first: those outside the history that have a score.
    """

    scores: Floats
    order: NDArray[np.int64]

    def score(self, film: int, rival: int | None = None) -> float:
        """A film's score by its position in the catalogue, or how far it is above a rival's."""
        return float(self.scores[film] - (0.0 if rival is None else self.scores[rival]))

    def rank(self, film: int) -> int | None:
        """A film's rank by its position in the catalogue; None for one that is not ranked."""
        found = np.flatnonzero(self.order == film)
        return int(found[0]) + 1 if len(found) else None

    def place(self, score: float) -> int:
        """The rank that one more film with this score would have."""
        return int((self.scores[self.order] > score).sum()) + 1


@dataclass(frozen=True)
class Recommender:
    """A trained model at work. Build it with ``fit`` or ``load``; it does not change afterwards.

    Attributes:
        trained: the model's parts.
        words: where plots without each of their words are kept; ``load`` looks beside the model.
    """

    trained: TrainedModel
    words: OcclusionStore = field(default_factory=OcclusionStore)

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
            DataError: there is nothing to learn from, a poster can't be read, or ``encoded`` is of other films.
            EncoderError: a model that an encoder needs is missing.
        """
        trained = train(catalogue, interactions, config or Config(), encoded, progress)
        return cls(trained, OcclusionStore(model=trained.encoded.text_model))

    @classmethod
    def load(cls, path: str | Path, *, data_hash: str | None = None) -> Recommender:
        """Read a model's folder; see ``emde_core.artifacts.model.load_model`` for what is raised.

        Args:
            path: the folder.
            data_hash: of the films and ratings that the model should have been trained on, if that matters.
        """
        trained = load_model(Path(path), expected_data=data_hash)
        return cls(trained, OcclusionStore(Path(path) / WORDS_FOLDER, trained.encoded.text_model))

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

    def weighing(self, weights: Mapping[str, float]) -> Recommender:
        """A what-if: the same model, read out with some modalities of the recommended films counting more or less.

        A film's score becomes the weighted mean over its codes, again relative to the catalogue's mean, so that every
        explanation still adds up. Weights of 1 each, in whatever scale, give the ranking as it was learned.

        Args:
            weights: by modality, at least 0; those that are not named weigh 1.

        Raises:
            ConfigError: a modality is unknown, a weight is negative, or all of them are 0.
        """
        return replace(self, trained=replace(self.trained, readout=self.trained.readout.weighing(weights)))

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

    def rank(self, history: History, *, original: History | None = None) -> Ranking:
        """Every film's score, and the order of those outside the history.

        Args:
            history: liked and disliked films.
            original: the history that this one was changed from, where the change is to be judged: its films are not
                ranked either, so that a film that was taken out is nobody's rival.
        """
        resolved = self.resolve(history)
        before = self.resolve(original) if original else History()
        return self._ranking(self.trained.model.logits(self.sketch(resolved)), resolved, before)

    def recommend(self, history: History, k: int = 10) -> list[Recommendation]:
        """The k films outside the history with the highest scores, best first; fewer if there are no more.

        Raises:
            ConfigError: k is no whole number of at least 1.
            FilmNameError, HistoryError: as for ``resolve`` and ``positions``.
        """
        at_least("k", k, 1)
        resolved = self.resolve(history)
        ranking = self.rank(resolved)
        top = ranking.order[:k]
        directions = np.array([self.trained.readout.direction(film) for film in top])
        parts = contributions(self.trained.model, self.positions(resolved), directions) if len(top) else []
        return [
            Recommendation(self.catalogue.films[film], place, ranking.score(film), self._by_modality(part.values))
            for place, (film, part) in enumerate(zip(top, parts, strict=True), start=1)
        ]

    def explain(
        self,
        history: History,
        film: str,
        *,
        words: bool = True,
        rival: str | None = None,
        baseline: Baseline = "empty",
        method: Method = "additive",
    ) -> Explanation:
        """Why ``film`` (an id or a name) has its score for a history.

        Args:
            history: liked and disliked films.
            film: the film to explain; it may stand in the history.
            words: whether to read the plot without each of its words and phrases, which takes most of the time unless
                they were prepared.
            rival: a film to compare with, by id or name: then the score is how far the film is above it. By default
                scores are relative to the catalogue's mean.
            baseline: the history that is the starting point: "empty", or the "average" viewer's.
            method: "additive", whose parts add up to the score, or "published", the reading of arXiv 2006.09979.

        Raises:
            ConfigError: there is no such baseline or method.
            FilmNameError, HistoryError: as for ``resolve``; also if the film, or its rival, has no code to read a score
                from, or if they are one film.
        """
        one_of("baseline", baseline, get_args(Baseline))
        one_of("method", method, get_args(Method))
        resolved = self.resolve(history)
        positions, film_position = self.positions(resolved), self._scored(film)
        rival_position = None if rival is None else self._scored(rival)
        if rival_position == film_position:
            raise HistoryError(f"{film!r} and its rival {rival!r} are one film; name another rival")
        question = Question(of_catalogue(self.trained, film_position), rival_position, baseline, method)
        told = FilmExplainer(self.trained, self.words, resolved, positions, question)
        ranking = self._ranking(told.logits, resolved)
        rank, score = ranking.rank(film_position), ranking.score(film_position, rival_position)
        return told.explanation(rank, score, self.model_hash, self.data_hash, words=words)

    def leave_one_out(self, history: History, film: str) -> tuple[LeftOut, ...]:
        """What leaving each film out of the history does to ``film``'s score and rank, in the history's order.

        Ranks are among the films outside the whole history: the film that is left out does not compete.

        Raises:
            FilmNameError, HistoryError: as for ``explain``.
        """
        resolved = self.resolve(history)
        return leave_one_out(self.trained, resolved, self._scored(film))

    def smallest_edit(
        self,
        history: History,
        film: str,
        *,
        k: int = 10,
        goal: Goal = "into",
        candidates: Iterable[tuple[str, Reaction]] = (),
        most: int = 4,
        seconds: float = 2.0,
    ) -> Counterfactual:
        """The smallest edit of the history that brings ``film`` into the top k, or out of it.

        The top is of the films outside the history: those that an edit takes out do not compete, nor do those that it
        adds.

        Args:
            history: liked and disliked films, ``film`` not among them.
            film: an id or a name.
            k: the length of the top, at least 1.
            goal: "into" the top k, or "out of" it.
            candidates: films, by id or name, that may be added, each with its reaction. Films of the history may
                always be removed or flipped.
            most: edits at most, at least 1.
            seconds: time budget, at least 0.

        Raises:
            ConfigError: there is no such goal, or a number is out of its range.
            FilmNameError, HistoryError: as for ``explain``; also if the history holds the film, or if a candidate's
                reaction is none.
        """
        one_of("goal", goal, get_args(Goal))
        at_least("k", k, 1)
        at_least("most", most, 1)
        at_least("seconds", seconds, 0.0)
        resolved = self.resolve(history)
        chosen = self._scored(film)
        if self.catalogue.films[chosen].id in resolved:
            raise HistoryError(f"{self.catalogue.films[chosen].label} stands in the history and has no rank to change")
        added = [(self.catalogue.find(name).id, reaction) for name, reaction in candidates]
        for _, reaction in added:
            one_of("a candidate's reaction", reaction, REACTIONS, HistoryError)
        return smallest_edit(
            self.trained, resolved, chosen, k=k, goal=goal, candidates=added, most=most, seconds=seconds
        )

    def evidence(
        self, history: History, film: str, watched: Iterable[str] | None = None, *, listed: int = LISTED
    ) -> tuple[FilmThreads, ...]:
        """Evidence threads: which parts of ``film`` and of each history film meet behind the film's score.

        Args:
            history: liked and disliked films.
            film: an id or a name.
            watched: films of the history, by id or name; all of them by default.
            listed: how many threads are listed for each, at least 0.

        Raises:
            ConfigError: ``listed`` is out of its range.
            FilmNameError, HistoryError: as for ``explain``; also if the history does not hold a film of ``watched``.
        """
        at_least("listed", listed, 0)
        resolved = self.resolve(history)
        self.positions(resolved)
        inside = [each for each, _ in resolved]
        chosen = inside if watched is None else [self.catalogue.find(name).id for name in watched]
        if strangers := [each for each in chosen if each not in resolved]:
            raise HistoryError(f"{self.catalogue[strangers[0]].label} is not in the history; name one of its films")
        pool, numbers = Pool.of(self.trained, resolved), [inside.index(each) for each in chosen]
        return evidence(self.trained, self.words, pool, self._scored(film), numbers, listed)

    @property
    def modalities(self) -> tuple[str, ...]:
        """Those that the model uses: the configured ones that at least one film has."""
        return self.trained.readout.layout.modalities

    def _scored(self, film: str) -> int:
        """The position of a film that has a score."""
        found = self.catalogue.index[self.catalogue.find(film).id]
        if not self.trained.readout.known[found]:
            label = self.catalogue.films[found].label
            raise HistoryError(f"{label} has no plot, category or poster: there is no score to explain")
        return found

    def _ranking(self, logits: Floats, *histories: History) -> Ranking:
        scores = self.trained.readout.scores(logits)
        order = np.argsort(-scores, kind="stable")
        held = ([self.catalogue.index[film] for film, _ in each] for each in histories)
        return Ranking(scores, order[competing(self.trained.readout, *held)[order]])

    def _by_modality(self, values: Floats) -> dict[str, float]:
        return {m: float(v) for m, v in zip(self.modalities, values.sum(axis=0), strict=True)}
