"""The public face: fit or load a model, recommend films for a history, explain any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from emde_core.arrays import Floats
from emde_core.artifacts.model import identity, load_model, save_model
from emde_core.checks import at_least, one_of
from emde_core.config import Config
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.interactions import Interactions
from emde_core.errors import ConfigError, HistoryError
from emde_core.explain.additive import AdditiveParts
from emde_core.explain.case import Case
from emde_core.explain.counterfactual import Counterfactual, Goal, LeaveOneOut, leave_one_out, smallest_edit
from emde_core.explain.explain import explain
from emde_core.explain.explanation import Baseline, Explanation
from emde_core.explain.methods.base import Method
from emde_core.explain.methods.registry import find_method, methods_for
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.query import Query
from emde_core.explain.question import Question
from emde_core.explain.ranks import Ranking, Recommendations
from emde_core.explain.recommend import best_by_parts, best_films, content_values, part_values
from emde_core.explain.threads import COUNT, Threads, threads
from emde_core.explain.wishes import WishReader
from emde_core.history import History, Wish
from emde_core.model.affinity import Affinity
from emde_core.model.streaming import train_streamed
from emde_core.model.trained import TrainedModel, train
from emde_core.progress import Progress, silent
from emde_core.schema import COMPANY, POPULARITY, REACTIONS, FilmId, Position, Reaction
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.sketch.portrait import Portrait
from emde_core.summary import summary
from emde_core.workspace import model_folder

SimilarBy = Literal["content", "company"]
MOST_LIKED = 10  # a wish for popularity is about the most liked one of so many films
ONLY_OURS = "the model was trained by the published recipe, which {}; train one with recipe 'affinity'"


@dataclass(frozen=True)
class Recommender:
    """A trained model at work. Build it with ``fit`` or ``load``; it does not change afterwards.

    Attributes:
        trained: the model's parts.
        weights: of a what-if, by modality or "company"; empty for the model as it was learned.
        content_alone: whether every film is read by content alone.
        learned_hash: of the model as it was learned, where that is known; else it is worked out when it is asked for.

    >>> import pandas as pd
    >>> genres = ["Horror", "Horror", "Comedy", "Comedy"]
    >>> titles = ["Alien", "Aliens", "Clueless", "Emma"]
    >>> films = pd.DataFrame({"id": [1, 2, 3, 4], "title": titles, "genres": genres})
    >>> ratings = pd.DataFrame({"viewer": list("aabbccdd"), "film": [1, 2, 3, 4] * 2, "rating": [5, 4] * 4})
    >>> model = Recommender.fit(Catalogue.from_frame(films), Interactions.from_frame(ratings))
    >>> model
    Recommender(4 films, 4 viewers, categorical, recipe 'affinity')
    >>> history = History(liked=["Alien"])
    >>> model.recommend(history, k=1)
    Recommendations(Aliens)
    >>> [each.label for each in model.explain(history, "Aliens").categories]
    ['genre Horror']
    """

    trained: TrainedModel
    weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    content_alone: bool = False
    learned_hash: str | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        what_if = ", ".join(f"{part} x {weight:g}" for part, weight in self.weights.items())
        return summary(self, *self.trained.facts, what_if, "by content alone" if self.content_alone else "")

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
    def fit_streamed(cls, encoded: EncodedCatalogue, ratings: str | Path, config: Config | None = None) -> Recommender:
        """Learn from ratings in a Parquet file that is read a part at a time, twice, and never held.

        Args:
            encoded: the films.
            ratings: the file, with columns viewer, film and rating, and time where there is one; the rows of a viewer
                stand together.
            config: settings, of the recipe "affinity".

        Raises:
            DataError: the file can't be read, a value is missing, a viewer's rows stand apart, or there is no like.
            ConfigError: the settings are of the published recipe.
        """
        return cls(train_streamed(encoded, Path(ratings), config or Config()))

    @classmethod
    def load(cls, path: str | Path, *, data_hash: str | None = None) -> Recommender:
        """Read a model's folder, or the model inside the folder of a prepared catalogue.

        Args:
            path: the folder.
            data_hash: of the films and ratings that the model should have been trained on, if that matters.

        Raises:
            ArtifactError: there is no model, or it is damaged, truncated, foreign, of another version or of other data.
                The message names the file and what to do.
        """
        trained, learned_hash = load_model(model_folder(Path(path)), expected_data=data_hash)
        return cls(trained, learned_hash=learned_hash)

    def save(self, path: str | Path) -> None:
        """Write the model to a folder of its own: safetensors and JSON, readable by ``load``.

        Raises:
            ConfigError: this is a what-if of a model.
            StorageError: the folder can't be written.
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
        """Sixteen hex digits that stand for the films and ratings that the model was trained on."""
        return self.trained.provenance.data_hash

    @cached_property
    def model_hash(self) -> str:
        """Sixteen hex digits that stand for the configuration and every weight, as they were learned."""
        return self.learned_hash or identity(self.trained)

    @property
    def modalities(self) -> tuple[str, ...]:
        """The content modalities that the model reads: the configured ones that at least one film has."""
        return self.trained.model.modalities

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that scores are made of: the content modalities, and company where the model has it."""
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
        what_if = model.weighing(of_modalities, weights.get(COMPANY, 1.0))
        together = {name: self.weights.get(name, 1.0) * float(weight) for name, weight in weights.items()}
        return replace(self._reading(what_if), weights={**self.weights, **together})

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
        """Name every film of a history by its id.

        Raises:
            FilmNameError: a name means no film, or several.
            HistoryError: the history is empty, or two names in it mean one film.
        """
        if history.is_empty:
            raise HistoryError("the history is empty; name at least one film that was liked or disliked")
        ids = {name: self.catalogue.find(name).id for name, _ in history}
        return History(tuple(ids[n] for n in history.liked), tuple(ids[n] for n in history.disliked), history.wishes)

    def query(self, history: History | Query) -> Query:
        """Resolve a history once, so that several questions can be asked about it.

        Every method takes a query where it takes a history. One that was resolved against another model of the same
        films, a what-if of this one, say, is put to this model.

        Raises:
            ConfigError: it holds wishes, and the recipe is the published one.
            FilmNameError, HistoryError: as for ``resolve``; also where a wish means nothing.
        """
        if isinstance(history, Query):
            if history.trained is self.trained:
                return history
            if history.trained.encoded is self.trained.encoded:
                return replace(history, trained=self.trained)
            history = history.history
        history_by_ids = self.resolve(history)
        if history_by_ids.wishes:
            self._ours("has no atoms to wish for")
        return Query.of(self.trained, history_by_ids, self._wish_reader)

    @cached_property
    def _wish_reader(self) -> WishReader:
        return WishReader(self.trained.encoded)

    def wish_choices(self, count: int = 1000) -> tuple[Wish, ...]:
        """Return wishes to choose from: for popularity, then for the names that most films have. Words are not listed.

        Args:
            count: how many at most, at least 1.

        Raises:
            ConfigError: the count is out of its range, or the recipe is the published one.
        """
        at_least("count", count, 1)
        self._ours("has no atoms to wish for")
        return (Wish(POPULARITY), *self._wish_reader.choices(count - 1))

    def films_with(self, wish: Wish) -> tuple[Film, ...]:
        """Return the films that have what is wished for, in their order; for popularity, the most liked tenth.

        Raises:
            ConfigError: the recipe is the published one.
            FilmNameError, HistoryError: the wish means nothing in this catalogue.
        """
        popularity = self._ours("has no atoms to wish for").popularity
        if wish.kind == POPULARITY:
            count = -(-len(popularity) // MOST_LIKED)
            positions = sorted(np.argsort(-popularity, kind="stable")[:count].tolist())
        else:
            positions = self._wish_reader.films_with(wish)
        return tuple(self.catalogue.films[position] for position in positions)

    def rank(self, history: History | Query, *, original: History | Query | None = None) -> Ranking:
        """Score every film, and order those outside the history.

        Args:
            history: liked and disliked films, and wishes.
            original: the history that this one was changed from, where the change is to be judged: its films are not
                ranked either, so that a film that was taken out is nobody's rival.
        """
        query = self.query(history)
        return query.ranking_outside(self.query(original).positions) if original else query.ranking

    def recommend(self, history: History | Query, k: int = 10) -> Recommendations:
        """Return the k films outside the history with the highest scores, best first; fewer if there are no more.

        Raises:
            ConfigError: k is no whole number of at least 1.
            FilmNameError, HistoryError: as for ``query``.
        """
        at_least("k", k, 1)
        return best_films(self.query(history), k)

    def score_parts(self, history: History | Query) -> dict[str, Floats]:
        """Return what each part adds to every film's score, [films] in the catalogue's order, by part.

        To a film of the history, content counts its likeness to itself as well. Company of a film that too few rated is
        what is relayed to it.

        Raises:
            FilmNameError, HistoryError: as for ``query``.
        """
        return part_values(self.query(history))

    def similar(self, film: Film | str, by: SimilarBy = "content", k: int = 10) -> Recommendations:
        """Return the k films that liking this one speaks for most, best first: by content, or by company.

        Their scores are what one like of the film, and nothing else, adds to them by that part alone.

        Args:
            film: the film, or its id or name.
            by: "content", all modalities together; or "company", what only those who liked the film tell.
            k: how many.

        Raises:
            ConfigError: k or ``by`` is out of its range; the recipe is the published one; or there is no company as
                films are read by content alone.
            FilmNameError, HistoryError: as for ``explain``.
        """
        one_of("by", by, get_args(SimilarBy))
        at_least("k", k, 1)
        model = self._ours("can't tell content from company")
        if by == COMPANY and self.content_alone:
            raise ConfigError("films are read by content alone, so that there is no company; ask by content")
        query = self.query(History((self.catalogue.films[self.position(film)].id,)))
        if by == COMPANY:
            return best_by_parts(query, {COMPANY: part_values(query)[COMPANY]}, k)
        return best_by_parts(query, content_values(model, query), k)

    def explain(
        self,
        history: History | Query,
        film: Film | str,
        *,
        rival: Film | str | None = None,
        baseline: Baseline = "empty",
        method: str = "additive",
    ) -> Explanation:
        """Explain the score that a film has for a history.

        Args:
            history: liked and disliked films, and wishes.
            film: the film to explain, or its id or name; it may stand in the history.
            rival: a film to compare with, or its id or name: then the score is how far the film is above it. By default
                scores are relative to the catalogue's mean.
            baseline: the history that is the starting point: "empty", or the "average" viewer's.
            method: a name of ``emde_core.explain.methods.registry``: "additive", whose parts add up to the score; for
                a model of the published recipe "published", the reading of arXiv 2006.09979, whose parts do not; or one
                that gives each history film a value and takes no film apart, such as "leave-one-out".

        Raises:
            ConfigError: there is no such baseline or method, or the method is not for this model, or it knows no
                baseline or no rival.
            MissingExtraError: the method needs a package that is not installed.
            FilmNameError, HistoryError: as for ``recommend``; also if the film, or its rival, has no score, or if they
                are one film.
        """
        one_of("baseline", baseline, get_args(Baseline))
        recipe = self.trained.config.recipe
        way = find_method(method, recipe)
        if way.decompose is None:
            one_of(f"the baseline of method {method!r}", baseline, ("empty",))
        if rival is not None and not way.takes_rival:
            names = tuple(each.name for each in methods_for(recipe) if each.takes_rival)
            one_of("the method of comparing with a rival", method, names)
        query, position = self.query(history), self.position(film)
        other = None if rival is None else self.position(rival)
        if other == position:
            label = self.catalogue.films[position].label
            raise HistoryError(f"{label} and its rival are one film; name another rival")
        encoded = self.trained.encoded
        against = None if other is None else Portrait.of_catalogue(encoded, other)
        question = Question(query, Portrait.of_catalogue(encoded, position), against, baseline)
        return self.answer(question, way)

    def answer(self, question: Question, method: Method = ADDITIVE) -> Explanation:
        """Answer a question about a film that may be in no catalogue."""
        explanation = explain(question, method, self.model_hash)
        return replace(explanation, weights=self.weights, content_alone=self.content_alone)

    def leave_one_out(self, history: History | Query, film: Film | str) -> LeaveOneOut:
        """Leave each film out of the history, in its order, and see what that does to ``film``'s score and rank.

        Ranks are among the films outside the whole history: the film that is left out does not compete.

        Raises:
            FilmNameError, HistoryError: as for ``explain``.
        """
        return leave_one_out(Case(self.query(history), self.position(film)))

    def smallest_edit(
        self,
        history: History | Query,
        film: Film | str,
        *,
        k: int = 10,
        goal: Goal = "into",
        candidates: Iterable[tuple[Film | str, Reaction]] = (),
        most: int = 4,
        seconds: float = 2.0,
    ) -> Counterfactual:
        """Search for the smallest edit of the history that brings ``film`` into the top k, or out of it.

        The top is of the films outside the history: those that an edit takes out do not compete, nor do those that it
        adds. Wishes stay as they are.

        Args:
            history: liked and disliked films, ``film`` not among them, and wishes.
            film: the film that is to move, or its id or name.
            k: the length of the top, at least 1.
            goal: "into" the top k, or "out of" it.
            candidates: films, or their ids or names, that may be added, each with its reaction. Films of the history
                may always be removed or flipped.
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
        query, position = self.query(history), self.position(film)
        if position in query.positions:
            label = self.catalogue.films[position].label
            raise HistoryError(f"{label} stands in the history and has no rank to change")
        additions = [(FilmId(self._film(candidate).id), reaction) for candidate, reaction in candidates]
        for _, reaction in additions:
            one_of("a candidate's reaction", reaction, REACTIONS, HistoryError)
        return smallest_edit(query, position, k=k, goal=goal, candidates=additions, most=most, seconds=seconds)

    def threads(
        self,
        history: History | Query,
        film: Film | str,
        history_films: Iterable[Film | str] | None = None,
        *,
        count: int = COUNT,
    ) -> Threads:
        """Join the parts of ``film`` and of each history film that meet behind the film's score: evidence threads.

        Args:
            history: liked and disliked films, and wishes.
            film: the recommended film, or its id or name.
            history_films: films of the history, or their ids or names; all of them by default.
            count: how many threads are listed for each, at least 0.

        Raises:
            ConfigError: ``count`` is out of its range, or the recipe is the published one.
            FilmNameError, HistoryError: as for ``explain``; also if the history lacks a film of ``history_films``.
        """
        at_least("count", count, 0)
        model, query = self._ours("has no atoms to join"), self.query(history)
        inside = list(query.films)
        ends = inside if history_films is None else [self._film(each) for each in history_films]
        if strangers := [each for each in ends if each not in inside]:
            raise HistoryError(f"{strangers[0].label} is not in the history; name one of its films")
        portrait = Portrait.of_catalogue(self.trained.encoded, self.position(film))
        tree = AdditiveParts(model, Question(query, portrait))
        return threads(tree, [inside.index(each) for each in ends], count)

    def liked_together(self, film: Film | str, other: Film | str) -> tuple[int, int]:
        """Count the viewers who liked both films, and those who liked the first.

        Raises:
            ConfigError: the recipe is the published one.
            FilmNameError, HistoryError: as for ``explain``.
        """
        together = self._ours("keeps no count").together
        position = self.position(film)
        return int(together[position, self.position(other)]), int(together[position, position])

    def score_of(self, film: Portrait, history: History | Query) -> float:
        """Score a film that is in no catalogue, relative to the catalogue's mean.

        Raises:
            ConfigError: the recipe is the published one.
        """
        model = self._ours("can't place a film that nobody has rated")
        return AdditiveParts(model, Question(self.query(history), film)).score

    def _ours(self, lacks: str) -> Affinity:
        """Return the model, where it is of our recipe; the error says what the published one lacks."""
        if not isinstance(self.trained.model, Affinity):
            raise ConfigError(ONLY_OURS.format(lacks))
        return self.trained.model

    def _film(self, film: Film | str) -> Film:
        """Find a film of the catalogue by itself, its id or its name."""
        return self.catalogue.find(film.id if isinstance(film, Film) else film)

    def position(self, film: Film | str) -> Position:
        """Find the position of a film that has a score."""
        own = self._film(film)
        position = Position(self.catalogue.index[own.id])
        if not self.trained.model.scorable[position]:
            labels = ", ".join(reader.modality.label for reader in self.trained.encoded.readers.values())
            raise HistoryError(f"{own.label} has none of {labels}: there is no score to explain")
        return position
