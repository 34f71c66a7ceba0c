"""The service of a model: cached answers for all screens and sessions. No Streamlit here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from PIL.Image import Image

from dashboard.analysis.film_table import FilmIndex, FilmTable, film_table
from dashboard.analysis.measurements import StoredResults, hold_rates, read_measurements, reliability_pairs
from dashboard.analysis.method_comparison import MethodComparison, compare_methods
from dashboard.analysis.microscope import Microscope
from dashboard.analysis.replay import Replay, replay
from dashboard.analysis.wish_effects import WishEffect, wish_effects
from dashboard.reasons.score_words import Score
from dashboard.reasons.sentence import reading
from dashboard.reasons.sureness import HoldRates
from dashboard.service.answers import ModelFacts, Pick, Removal, StartHistory
from dashboard.service.cache import BoundedCache, cached
from dashboard.service.film_groups import film_groups
from dashboard.service.name_senses import NameSenses
from dashboard.service.presets import presets_in
from dashboard.service.search import SearchIndex
from dashboard.service.viewers import FEWEST as FEWEST_RATED
from dashboard.service.viewers import RealViewers
from dashboard.service.what_ifs import search_smallest_edit, strongest_removals
from dashboard.service.wish_search import WishSearch
from dashboard.service.word_suggestions import words_near
from dashboard.state.state import Weights
from emde_core.arrays import Floats
from emde_core.artifacts.files import content_file
from emde_core.artifacts.prepared_catalogue import RATINGS
from emde_core.artifacts.results import ResultKind, ResultRow
from emde_core.audition import Audition, audition
from emde_core.data.catalogue import Film
from emde_core.errors import ArtifactError, DataError, EncoderError, HistoryError
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.query import Query
from emde_core.explain.ranks import Ranking, Recommendations
from emde_core.explain.recommend import wish_values
from emde_core.explain.threads import FilmThreads
from emde_core.history import History, Wish
from emde_core.model.affinity import Affinity
from emde_core.recommender import Recommender, SimilarBy
from emde_core.schema import COMPANY, TEXT
from emde_core.sketch.film_sketches import FilmSketches

ANSWERS = 256  # values in most caches
WISHES = 5000  # in the list to pick from
THREADS = 24  # times that threads are cached; about 100 KB for each history film
RANKINGS = 48  # each as long as the catalogue
TABLES = 8  # of all films, each about 1 MB for 10,000 of them
VARIANTS = 6  # ways of weighing, or content alone, that are ready at once; and films in the microscope
ADDABLE = 60  # well-known films that the smallest edit may add
STARTS = 6  # histories to start from that a catalogue has at least, if it can

Threads = tuple[FilmThreads, ...]


class Service:
    """A model at work for any number of sessions. Nothing in it changes but its caches."""

    def __init__(self, model: Recommender, folder: Path | None = None, ratings: Path | None = None) -> None:
        """Put a model to work.

        Args:
            model: the model as it was learned.
            folder: the model's own, with its measurements; None for a model in memory.
            ratings: a file of prepared ratings to draw viewers from.
        """
        self.model, self._folder = model, folder
        self.search = SearchIndex(self.popular(len(model.catalogue)))
        self.viewers = RealViewers(ratings, model.catalogue, model.trained.config) if ratings else None
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="words")
        self._learned = self
        self.caches: dict[str, BoundedCache[Any]] = {}

    @classmethod
    def open(cls, path: Path) -> Service:
        """Load a model's folder, and the prepared ratings beside it where there are any.

        Raises:
            ArtifactError: the folder holds no model that can be used.
        """
        return cls(Recommender.load(path), path, content_file(path.parent, RATINGS))

    def variant(self, weights: Weights = (), *, content_alone: bool = False) -> Service:
        """Return this service with another reading of films, which all its answers follow; as learned by default.

        Args:
            weights: parts of the score that count more or less, in a what-if.
            content_alone: whether every film is read by its content alone.

        Raises:
            ConfigError: the model has no such modality, nothing is left to rank by, or it is of the published recipe.
        """
        return self._learned._variant(weights, content_alone) if weights or content_alone else self._learned  # noqa: SLF001

    @cached(VARIANTS)
    def _variant(self, weights: Weights, content_alone: bool) -> Service:
        other = copy(self)
        model = self.model.by_content_alone() if content_alone else self.model
        other.model, other.caches = model.weighing(dict(weights)) if weights else model, {}
        return other

    @property
    def reads_content(self) -> bool:
        """True for a model of atoms and company; the published recipe's has neither."""
        return COMPANY in self.model.parts

    def count_sketches(self) -> None:
        """Count all films' sketches now, where every ranking needs them: where company is not learned of all films."""
        model = self.model.trained.model
        if isinstance(model, Affinity) and len(model.head) < model.films:
            for units in model.units.values():
                if isinstance(units, FilmSketches):
                    units.count_all()

    def warm(self) -> Future[Audition] | None:
        """Collect what many films must be looked through for, before anybody asks, and load the language model.

        The last is done in the background; None for a model that reads no plots.
        """
        self.search.prepare()
        self.film_table(History())
        _ = self.start_histories
        if not self.reads_content:
            return None
        self.wish_search.prepare()
        if TEXT not in self.model.modalities:
            return None
        films, _ = self.model.catalogue.films, self.model.catalogue.plot_counts
        reading = self.audition_deletions(History(liked=(films[0].id,)), Film(id="", title="", plot="Once"), None)
        self._reader.submit(self.name_senses.prepare)
        return reading

    @cached_property
    def evidence(self) -> Mapping[str, str]:
        """The swap test's verdict by modality: "counts", "shows" or "none"; {} where nothing was measured."""
        content = self.results("content")
        return content.results.content_evidence if content else {}

    @cached_property
    def hold_rates(self) -> HoldRates:
        """Shares of explanations that hold with other viewers' ratings, by grade; {} where that was not measured."""
        results = self.results("sureness")
        return hold_rates(results.results) if results else {}

    @cached_property
    def reliability(self) -> Sequence[tuple[ResultRow, ResultRow]]:
        """Groups of films: what scores said of them, and what was found; () where nothing was measured."""
        accuracy = self.results("accuracy")
        return reliability_pairs(accuracy) if accuracy else ()

    def results(self, kind: ResultKind) -> StoredResults | None:
        """Return what was measured of the model as it was learned; None for nothing, or nothing that can be read.

        Evidence, where results are shown, says what is wrong with results that can't be read.
        """
        if self._folder is None:
            return None
        try:
            return read_measurements(self._learned.model, self._folder, kind)
        except ArtifactError:
            return None

    def film(self, film_id: str) -> Film:
        """Return a film by its id."""
        return self.model.catalogue[film_id]

    def facts(self) -> ModelFacts:
        """Return facts about the model and its data."""
        return ModelFacts.of(self.model)

    def popular(self, k: int) -> tuple[Film, ...]:
        """Return the k films that most viewers liked."""
        likes = self.model.trained.model.average[: len(self.model.catalogue)]
        return tuple(self.model.catalogue.films[int(i)] for i in np.argsort(-likes, kind="stable")[:k])

    @cached_property
    def lack_of_viewers(self) -> str:
        """The reason why no viewer of the data can be offered, a sentence; "" where there are some."""
        if self.viewers is None:
            return "The ratings that the model learned from do not lie beside it."
        facts = self.facts()
        try:
            # Somebody has as many ratings as the mean: then a large file need not be read before the first page
            if facts.ratings >= FEWEST_RATED * facts.viewers or not self.viewers.is_empty:
                return ""
        except DataError as error:
            return str(error)
        return f"Nobody rated at least {FEWEST_RATED} films of this catalogue."

    @cached_property
    def start_histories(self) -> tuple[StartHistory, ...]:
        """Histories to start from: presets, and, where the catalogue knows few of them, groups of its own films."""
        if self is not self._learned:
            return self._learned.start_histories
        presets = presets_in(self.model.catalogue)
        wanting = max(0, STARTS - len(presets))
        groups = film_groups(self.model, self.popular(len(self.model.catalogue)), wanting) if wanting else ()
        return (*presets, *(group.start_history() for group in groups))

    @cached_property
    def film_index(self) -> FilmIndex:
        """Facts about all films; every reading of the films shares them."""
        return FilmIndex.of(self.model) if self is self._learned else self._learned.film_index

    @cached(TABLES)
    def film_table(self, history: History) -> FilmTable:
        """Return all films with their ranks and the parts of their scores; facts alone for an empty history.

        Raises:
            HistoryError: the history says nothing that the model can use.
        """
        return film_table(self.model, self.film_index, history)

    @cached(ANSWERS)
    def similar(self, film_id: str, by: SimilarBy, k: int) -> Recommendations:
        """Return the films that liking one speaks for most, by content or by company.

        Raises:
            ConfigError: the model tells no content from company, or films are read by content alone.
        """
        return self.model.similar(film_id, by, k)

    def liked_together(self, film_id: str, other_id: str) -> tuple[int, int]:
        """Return how many viewers liked both films, and how many liked the first.

        Raises:
            ConfigError: the model is of the published recipe, which keeps no count.
        """
        return self.model.liked_together(film_id, other_id)

    @cached(RANKINGS)
    def ranking(self, history: History, original: History | None = None) -> Ranking:
        """Return every film's score and place; films of ``original``, the history before an edit, have no place."""
        return self.model.rank(self._query(history), original=self._query(original) if original else None)

    @cached(RANKINGS)
    def _query(self, history: History) -> Query:
        """Return a history put to the model: whatever is asked about it, all films are scored once."""
        return self.model.query(history)

    def score(self, history: History, film_id: str) -> Score:
        """Return a film's score for a history, and what its wishes add to that.

        Raises:
            HistoryError: the history is empty, or says nothing that the model can use.
        """
        position = self.model.catalogue.index[film_id]
        value = self.ranking(history).score(position)
        by_films = value
        if history.wishes:
            films = self._usable_ranking(replace(history, wishes=()))
            by_films = films.score(position) if films else 0.0
        how = reading(content_alone=self.model.content_alone, is_what_if=bool(self.model.weights))
        return Score.in_history(value, by_films, history, how)

    def recommend(self, history: History, k: int, before: History | None = None) -> tuple[Pick, ...]:
        """Return the k best films, each with its rank for the history ``before`` the last change.

        Raises:
            HistoryError: the history is empty, or says nothing that the model can use.
        """
        is_variant = self._learned is not self
        old = self._learned.ranking(history) if is_variant else self._usable_ranking(before)
        now = None if is_variant or old is None else self.ranking(history, before)
        position = self.model.catalogue.index
        return tuple(
            Pick(
                film=each.film,
                rank=each.rank,
                score=each.score,
                by_part=self._parts(each.by_part),
                before=old.rank(position[each.film.id]) if old else None,
                among=now.rank(position[each.film.id]) if now else None,
                by_wishes=self.wish_parts(history, each.film.id),
            )
            for each in self._best(history, k)
        )

    def wish_parts(self, history: History, film_id: str) -> tuple[tuple[str, float], ...]:
        """Return how much of which part of a film's score a history's wishes add."""
        position = self.model.catalogue.index[film_id]
        return tuple((part, float(values[position])) for part, values in self._wish_parts(history).items())

    @cached(RANKINGS)
    def _wish_parts(self, history: History) -> Mapping[str, Floats]:
        return wish_values(self._query(history))

    @cached(ANSWERS)
    def _best(self, history: History, k: int) -> Recommendations:
        return self.model.recommend(self._query(history), k)

    def _parts(self, by_part: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """Return a score's parts: by content alone there is no company; a modality that a film lacks adds 0 exactly."""
        return tuple(
            (p, v)
            for p, v in by_part.items()
            if not (p == COMPANY and self.model.content_alone) and (v or p == COMPANY)
        )

    def _usable_ranking(self, history: History | None) -> Ranking | None:
        """Return the ranking of a history; None for one that is empty or says nothing."""
        if history is None or history.is_empty:
            return None
        try:
            return self.ranking(history)
        except HistoryError:
            return None

    @cached(ANSWERS)
    def explain(
        self, history: History, film_id: str, rival: str | None = None, method: str = ADDITIVE.name
    ) -> Explanation:
        """Return why a film has its score, or stands above the film with the id ``rival``, by a method."""
        return self.model.explain(self._query(history), film_id, rival=rival, method=method)

    @cached_property
    def wish_choices(self) -> tuple[Wish, ...]:
        """Wishes to pick from, for what most films have first."""
        return self.model.wish_choices(WISHES)

    @cached_property
    def wish_search(self) -> WishSearch:
        """A search for what can be wished for; every reading of the films shares it."""
        if self is not self._learned:
            return self._learned.wish_search
        return WishSearch(self.model, self.wish_choices)

    @cached_property
    def name_senses(self) -> NameSenses:
        """Senses of the genres and keywords to wish for; every reading of the films shares them."""
        return NameSenses(self.model, self.wish_choices) if self is self._learned else self._learned.name_senses

    @cached(ANSWERS)
    def names_near(self, text: str) -> tuple[Wish, ...]:
        """Return genres and keywords whose sense is near to that of a text; () where no text model can read it."""
        try:
            return self.name_senses.near(text)
        except EncoderError:
            return ()

    @cached(ANSWERS)
    def words_near(self, word: str) -> tuple[str, ...]:
        """Return words of the plots whose sense is near to that of another word; () where no text model can read it."""
        try:
            return words_near(self.model, word)
        except EncoderError:
            return ()

    @cached(RANKINGS)
    def wish_effects(self, history: History) -> tuple[WishEffect, ...]:
        """Return what each wish of a history did to the ranks."""
        return wish_effects(self.model, history)

    @cached(RANKINGS)
    def method_comparison(self, history: History, film_id: str) -> MethodComparison:
        """Return a comparison of methods of explaining on this case."""
        return compare_methods(self.model, history, film_id)

    @cached(THREADS)
    def threads(self, history: History, film_id: str, history_film: str | None = None) -> Threads:
        """Return the evidence threads between a film and one history film, by id, or all of them.

        Raises:
            ConfigError: the model is of the published recipe.
        """
        return self.model.threads(self._query(history), film_id, None if history_film is None else [history_film])

    @cached(VARIANTS)
    def microscope(self, history: History, film_id: str) -> Microscope:
        """Return a film and a history, atom by atom.

        Raises:
            ConfigError: the model is of the published recipe.
        """
        return Microscope(self.model, history, film_id)

    def audition(self, history: History, film: Film, poster: Image | None) -> Audition:
        """Return the place of a film that does not exist, and why. Nothing of it is cached here."""
        return audition(self.model, history, film, poster, words=False)

    def audition_deletions(self, history: History, film: Film, poster: Image | None) -> Future[Audition]:
        """Start the same in the background, with the plot read again without each of its strongest words."""
        return self._reader.submit(audition, self.model, history, film, poster)

    @cached(ANSWERS)
    def removals(self, history: History, film_id: str) -> tuple[Removal, ...]:
        """Return what taking out each of the strongest films and wishes does to a film's rank, the biggest first."""
        return strongest_removals(self.model, history, self.explain(history, film_id))

    @cached(ANSWERS)
    def smallest_edit(self, history: History, film_id: str) -> Counterfactual:
        """Return the smallest edit that brings a film out of the top, or into it where it is not there.

        Raises:
            HistoryError: the history holds the film.
        """
        rank = self.explain(history, film_id).rank
        return search_smallest_edit(self.model, history, film_id, rank, self.popular(ADDABLE))

    @cached(RANKINGS)
    def replay(self, history: History, film_id: str) -> Replay:
        """Return the history film by film, and what each did to a film outside it."""
        return replay(self.model, history, film_id)
