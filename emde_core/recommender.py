"""The public face: fit or load a model, recommend films for a history, explain any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from emde_core.artifacts.files import stated
from emde_core.artifacts.model import load_model, save_model, weights_hash
from emde_core.checks import at_least, one_of
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue
from emde_core.data.interactions import Interactions
from emde_core.errors import ConfigError, HistoryError
from emde_core.explain.additive import AdditiveParts
from emde_core.explain.counterfactual import Base, Counterfactual, Goal, LeftOut, leave_one_out, smallest_edit
from emde_core.explain.entries import Entries
from emde_core.explain.explain import explain, parts_of
from emde_core.explain.explanation import Baseline, Explanation
from emde_core.explain.masked_histories import MaskedHistories
from emde_core.explain.question import Method, Question, Standing
from emde_core.explain.ranks import Ranking, Recommendation, competing
from emde_core.explain.threads import LISTED, FilmThreads, threads
from emde_core.explain.wishes import WishReader
from emde_core.history import History
from emde_core.model.affinity import Affinity
from emde_core.model.trained import TrainedModel, train
from emde_core.progress import Progress, silent
from emde_core.schema import COMPANY, REACTIONS, Reaction
from emde_core.sketch.encoded import EncodedCatalogue
from emde_core.sketch.portrait import Portrait

Floats = NDArray[np.float64]
ONLY_OURS = "the model was trained by the published recipe, which {}; train one with recipe 'affinity'"
ONLY_PUBLISHED = "method 'published' reads the buckets of the published recipe; train a model with recipe 'published'"


@dataclass(frozen=True)
class Recommender:
    """A trained model at work. Build it with ``fit`` or ``load``; it does not change afterwards.

    Attributes:
        trained: the model's parts.
        weights: of a what-if, by modality or "company"; empty for the model as it was learned.
        content_alone: whether every film is read by content alone.
        learned_hash: of the model as it was learned, where that is known; else it is worked out when it is asked for.
    """

    trained: TrainedModel
    weights: Mapping[str, float] = field(default_factory=dict)
    content_alone: bool = False
    learned_hash: str | None = field(default=None, repr=False, compare=False)

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
        """Read the films and learn.

        Args:
            catalogue: the films.
            interactions: ratings; rows of other films are left out.
            config: settings; by default content is a prior on plots, categories and posters that ratings correct.
            encoded: the catalogue's atoms, where they were made before.
            progress: shows how far it has come.

        Raises:
            DataError: there is nothing to learn from, a poster can't be read, or ``encoded`` is of other films.
            EncoderError: a model that a reader needs is missing.
        """
        return cls(train(catalogue, interactions, config or Config(), encoded, progress))

    @classmethod
    def load(cls, path: str | Path, *, data_hash: str | None = None) -> Recommender:
        """Read a model's folder; see ``emde_core.artifacts.model.load_model`` for what is raised.

        Args:
            path: the folder.
            data_hash: of the films and ratings that the model should have been trained on, if that matters.
        """
        trained = load_model(Path(path), expected_data=data_hash)
        return cls(trained, learned_hash=stated(Path(path), "model_hash"))  # which the weights were checked against

    def save(self, path: str | Path) -> None:
        """Write the model to a folder of its own: safetensors and JSON, readable by ``load``.

        Raises:
            ConfigError: this is a what-if of a model.
            ArtifactError: the folder can't be written.
        """
        if self.weights or self.content_alone:
            raise ConfigError("a what-if of a model is not saved; save the model as it was learned")
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
        """Sixteen hex digits that stand for the configuration and every weight, as they were learned."""
        return self.learned_hash or weights_hash(self.trained)

    @property
    def modalities(self) -> tuple[str, ...]:
        """The content modalities that the model reads: the configured ones that at least one film has."""
        return self.trained.model.modalities

    @property
    def parts(self) -> tuple[str, ...]:
        """What scores are made of: the content modalities, and company where the model has it."""
        return (*self.modalities, COMPANY) if isinstance(self.trained.model, Affinity) else self.modalities

    def weighing(self, weights: Mapping[str, float]) -> Recommender:
        """A what-if: the same model with the likeness of some modalities, or company, counting more or less.

        Linear, so that every explanation still adds up. Weights of 1 are the model as it was learned.

        Args:
            weights: by modality, 0 to 16, and for "company", 0 to 1; those that are not named weigh 1.

        Raises:
            ConfigError: a name is unknown, a weight is out of range, nothing is left to rank by, or the recipe is the
                published one.
        """
        model = self._ours("has no likeness to weigh")
        of_modalities = {name: weight for name, weight in weights.items() if name != COMPANY}
        weighed = model.weighing(of_modalities, weights.get(COMPANY, 1.0))
        together = {name: self.weights.get(name, 1.0) * float(weight) for name, weight in weights.items()}
        return replace(self._reading(weighed), weights={**self.weights, **together})

    def by_content_alone(self) -> Recommender:
        """The same model with every film read by its plot, categories and poster alone: no company, no popularity.

        Every bar is content's, and films are placed less well (``emde evaluate`` says by how much).

        Raises:
            ConfigError: the recipe is the published one.
        """
        return self._by_content_alone

    @cached_property
    def _by_content_alone(self) -> Recommender:
        """Made once, as every film that is tried out asks for it."""
        model = self._ours("reads no content by itself").by_content_alone()
        return replace(self._reading(model), content_alone=True)

    def _reading(self, model: Affinity) -> Recommender:
        """The same films read by a what-if of the model."""
        return replace(self, trained=replace(self.trained, model=model), learned_hash=self.model_hash)

    def resolve(self, history: History) -> History:
        """The same history by film ids.

        Raises:
            FilmNameError: a name means no film, or several.
            HistoryError: the history is empty, or two names in it mean one film.
        """
        if history.is_empty:
            raise HistoryError("the history is empty; name at least one film that was liked or disliked")
        ids = {name: self.catalogue.find(name).id for name, _ in history}
        return History(tuple(ids[n] for n in history.liked), tuple(ids[n] for n in history.disliked), history.wishes)

    def rank(self, history: History, *, original: History | None = None) -> Ranking:
        """Every film's score, and the order of those outside the history.

        Args:
            history: liked and disliked films, and wishes.
            original: the history that this one was changed from, where the change is to be judged: its films are not
                ranked either, so that a film that was taken out is nobody's rival.
        """
        return self._ranking(self.entries(history), self.resolve(original) if original else History())

    def recommend(self, history: History, k: int = 10) -> list[Recommendation]:
        """The k films outside the history with the highest scores, best first; fewer if there are no more.

        Raises:
            ConfigError: k is no whole number of at least 1.
            FilmNameError, HistoryError: as for ``resolve``; also where a wish means nothing.
        """
        at_least("k", k, 1)
        entries = self.entries(history)
        ranking = self._ranking(entries)
        top = ranking.order[:k]
        parts = parts_of(self.trained, entries, top)
        return [
            Recommendation(self.catalogue.films[film], place, ranking.score(film), part)
            for place, (film, part) in enumerate(zip(top, parts, strict=True), start=1)
        ]

    def explain(
        self,
        history: History,
        film: str,
        *,
        rival: str | None = None,
        baseline: Baseline = "empty",
        method: Method = "additive",
    ) -> Explanation:
        """Why ``film`` (an id or a name) has its score for a history.

        Args:
            history: liked and disliked films, and wishes.
            film: the film to explain; it may stand in the history.
            rival: a film to compare with, by id or name: then the score is how far the film is above it. By default
                scores are relative to the catalogue's mean.
            baseline: the history that is the starting point: "empty", or the "average" viewer's.
            method: "additive", whose parts add up to the score; or, for a model of the published recipe, "published",
                the reading of arXiv 2006.09979, whose parts do not.

        Raises:
            ConfigError: there is no such baseline or method, or the method is not for this model.
            FilmNameError, HistoryError: as for ``recommend``; also if the film, or its rival, has no score, or if they
                are one film.
        """
        one_of("baseline", baseline, get_args(Baseline))
        one_of("method", method, get_args(Method))
        if method == "published" and isinstance(self.trained.model, Affinity):
            raise ConfigError(ONLY_PUBLISHED)
        entries, position = self.entries(history), self._scored(film)
        other = None if rival is None else self._scored(rival)
        if other == position:
            raise HistoryError(f"{film!r} and its rival {rival!r} are one film; name another rival")
        encoded = self.trained.encoded
        against = None if other is None else Portrait.of_catalogue(encoded, other)
        question = Question(entries, Portrait.of_catalogue(encoded, position), against, baseline, method)
        ranking = self._ranking(entries)
        return self.answer(question, Standing(ranking.rank(position), ranking.score(position, other)))

    def answer(self, question: Question, standing: Standing) -> Explanation:
        """The explanation of a question that was asked with resolved entries."""
        told = explain(self.trained, question, standing, self.model_hash)
        return replace(told, weights=self.weights, content_alone=self.content_alone)

    def leave_one_out(self, history: History, film: str) -> tuple[LeftOut, ...]:
        """What leaving each film out of the history does to ``film``'s score and rank, in the history's order.

        Ranks are among the films outside the whole history: the film that is left out does not compete.

        Raises:
            FilmNameError, HistoryError: as for ``explain``.
        """
        return leave_one_out(self._base(history), self._scored(film))

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
        adds. Wishes stay as they are.

        Args:
            history: liked and disliked films, ``film`` not among them, and wishes.
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
        base, chosen = self._base(history), self._scored(film)
        if self.catalogue.films[chosen].id in base.history:
            raise HistoryError(f"{self.catalogue.films[chosen].label} stands in the history and has no rank to change")
        added = [(self.catalogue.find(name).id, reaction) for name, reaction in candidates]
        for _, reaction in added:
            one_of("a candidate's reaction", reaction, REACTIONS, HistoryError)
        return smallest_edit(base, chosen, k=k, goal=goal, candidates=added, most=most, seconds=seconds)

    def threads(
        self, history: History, film: str, watched: Iterable[str] | None = None, *, listed: int = LISTED
    ) -> tuple[FilmThreads, ...]:
        """Evidence threads: which parts of ``film`` and of each history film meet behind the film's score.

        Args:
            history: liked and disliked films, and wishes.
            film: an id or a name.
            watched: films of the history, by id or name; all of them by default.
            listed: how many threads are listed for each, at least 0.

        Raises:
            ConfigError: ``listed`` is out of its range, or the recipe is the published one.
            FilmNameError, HistoryError: as for ``explain``; also if the history does not hold a film of ``watched``.
        """
        at_least("listed", listed, 0)
        model, entries = self._ours("has no atoms to join"), self.entries(history)
        inside = [each for each, _ in entries.history]
        chosen = inside if watched is None else [self.catalogue.find(name).id for name in watched]
        if strangers := [each for each in chosen if each not in entries.history]:
            raise HistoryError(f"{self.catalogue[strangers[0]].label} is not in the history; name one of its films")
        portrait = Portrait.of_catalogue(self.trained.encoded, self._scored(film))
        tree = AdditiveParts(model, self.trained.encoded, Question(entries, portrait))
        return threads(tree, [inside.index(each) for each in chosen], listed)

    def pool(self, history: History) -> MaskedHistories:
        """A history's films, out of which other histories can be made."""
        entries = self.entries(history)
        return MaskedHistories.of_entries(self.trained.model, entries, self._wishes(entries))

    @cached_property
    def _wish_reader(self) -> WishReader:
        return WishReader(self.trained.encoded)

    def entries(self, history: History) -> Entries:
        """A history resolved into numbers.

        Raises:
            ConfigError: it holds wishes, and the recipe is the published one.
            FilmNameError, HistoryError: as for ``recommend``.
        """
        resolved = self.resolve(history)
        if resolved.wishes:
            self._ours("has no atoms to wish for")
        return Entries.of(resolved, self.catalogue, self._wish_reader.read(resolved))

    def score_of(self, film: Portrait, entries: Entries) -> float:
        """The score of a film that is in no catalogue, relative to the catalogue's mean.

        Raises:
            ConfigError: the recipe is the published one.
        """
        tree = AdditiveParts(
            self._ours("can't place a film that nobody has rated"), self.trained.encoded, Question(entries, film)
        )
        return tree.score

    def _base(self, history: History) -> Base:
        entries = self.entries(history)
        return Base(self.trained.model, self.catalogue, entries.history, self._wishes(entries))

    def _wishes(self, entries: Entries) -> Floats:
        """[films], what a history's wishes add to every score."""
        model = self.trained.model
        return model.wished(entries.wishes) if isinstance(model, Affinity) else np.zeros(model.films)

    def _ours(self, lacks: str) -> Affinity:
        """The model, where it is of our recipe; the error says what the published one lacks."""
        if not isinstance(self.trained.model, Affinity):
            raise ConfigError(ONLY_OURS.format(lacks))
        return self.trained.model

    def _scored(self, film: str) -> int:
        """The position of a film that has a score."""
        found = self.catalogue.index[self.catalogue.find(film).id]
        if not self.trained.model.known[found]:
            label = self.catalogue.films[found].label
            raise HistoryError(f"{label} has no plot, category or poster: there is no score to explain")
        return found

    def _ranking(self, entries: Entries, before: History = History()) -> Ranking:  # noqa: B008 - it is frozen
        model = self.trained.model
        held = np.ones((1, len(entries.films)))
        scores = model.scores(entries.rows(model.films), held)[0] + self._wishes(entries)
        order = np.argsort(-scores, kind="stable")
        original = [self.catalogue.index[film] for film, _ in before]
        return Ranking(scores, order[competing(model, entries.films, original)[order]])
