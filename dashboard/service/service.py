"""From emde_core to plain data for screens. No Streamlit here: sessions share one service for each model."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from PIL.Image import Image

from dashboard.analysis.measurements import Stored, content_evidence, stored
from dashboard.analysis.method_comparison import MethodComparison, compare_methods
from dashboard.analysis.microscope import Microscope
from dashboard.analysis.replay import Replay, replay
from dashboard.service.cache import Bounded
from dashboard.service.search import SearchIndex
from dashboard.service.viewers import RealViewers
from dashboard.state.state import Weights
from emde_core.artifacts.results import Kind
from emde_core.audition import Audition, audition
from emde_core.data.catalogue import Film
from emde_core.errors import ArtifactError, HistoryError
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.explain.ranks import Ranking, Recommendation
from emde_core.explain.threads import FilmThreads
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import COMPANY, LIKE, TEXT, Reaction

KEPT = 256  # values in each cache
WOVEN = 24  # times that threads are kept; about 100 KB for each history film
RANKINGS = 48  # each as long as the catalogue
READINGS = 6  # ways of weighing, or content alone, that are kept ready
TOP, MOST_EDITS, SECONDS = 10, 3, 2.0  # of the smallest edit: the top's length, edits at most, time budget
ADDABLE = 60  # well-known films that it may add
STRONGEST = 12  # history films whose absence is tried
RATINGS = "ratings.parquet"  # prepared ratings, beside a model's folder

Threads = tuple[FilmThreads, ...]


@dataclass(frozen=True)
class Pick:
    """A recommendation on the screen.

    Attributes:
        film, rank, score, by_part: as the recommender gives them.
        before: its rank before the last change of the history, or, in a what-if or by content alone, by the model as it
            was learned; None if there was no such rank.
        among: its rank now among the films outside the history before as well, by which the change is judged: a film
            that was just taken out is recommended again, but pushes nobody down. None where nothing changed.
    """

    film: Film
    rank: int
    score: float
    by_part: tuple[tuple[str, float], ...]
    before: int | None
    among: int | None = None

    @property
    def climbed(self) -> int | None:
        """Places gained by the last change, negative if lost; None if there is nothing to compare with."""
        return None if self.before is None else self.before - (self.among or self.rank)


@dataclass(frozen=True)
class Without:
    """What taking one film out of the history does to a film's rank.

    Attributes:
        film: the history film taken out, and how it had been rated.
        rank: of the explained film now; after: without the history film, which does not compete, None if nothing is
            left to rank by.
    """

    film: Film
    reaction: Reaction
    rank: int
    after: int | None

    @property
    def fall(self) -> int:
        """Places lost; negative if it climbs."""
        return 0 if self.after is None else self.after - self.rank


@dataclass(frozen=True)
class About:
    """What is loaded: films, how many of them each modality covers, and where the model comes from."""

    films: int
    coverage: tuple[tuple[str, int], ...]
    viewers: int
    ratings: int
    simulated: bool
    model_hash: str
    data_hash: str
    recipe: str


class Service:
    """A model at work for any number of sessions. Nothing in it changes but its caches."""

    def __init__(self, model: Recommender, folder: Path | None = None, ratings: Path | None = None) -> None:
        """Put a model to work.

        Args:
            model: the model as it was learned.
            folder: where it is kept, and what was measured of it beside it; None for one that is nowhere.
            ratings: a file of prepared ratings to draw viewers from.
        """
        self.model, self._folder = model, folder
        known = self.popular(len(model.catalogue))
        self.search = SearchIndex(dict.fromkeys((*known, *model.catalogue.films)))
        self.viewers = RealViewers(ratings, model.catalogue, model.trained.config) if ratings else None
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="words")
        self._learned, self._readings = self, Bounded[Service](READINGS)
        self._open_caches()

    def _open_caches(self) -> None:
        self._rankings: Bounded[Ranking] = Bounded(RANKINGS)
        self._top: Bounded[list[Recommendation]] = Bounded(KEPT)
        self._explanations: Bounded[Explanation] = Bounded(KEPT)
        self._threads: Bounded[Threads] = Bounded(WOVEN)
        self._without: Bounded[tuple[Without, ...]] = Bounded(KEPT)
        self._smallest: Bounded[Counterfactual] = Bounded(KEPT)
        self._replays: Bounded[Replay] = Bounded(RANKINGS)
        self._trials: Bounded[MethodComparison] = Bounded(RANKINGS)
        self._microscopes: Bounded[Microscope] = Bounded(READINGS)

    @classmethod
    def open(cls, path: Path) -> Service:
        """Load a model's folder, and the ratings beside it where they are there.

        Raises:
            ArtifactError: the folder holds no model that can be used.
        """
        beside = path.parent / RATINGS
        return cls(Recommender.load(path), path, beside if beside.is_file() else None)

    def reading(self, weights: Weights = (), *, content_alone: bool = False) -> Service:
        """This service with films read otherwise: everything that it answers follows. By default as learned.

        Args:
            weights: what counts more or less, in a what-if.
            content_alone: whether every film is read by its content alone.

        Raises:
            ConfigError: the model has no such modality, nothing is left to rank by, or it is of the published recipe.
        """
        if not (weights or content_alone):
            return self._learned
        return self._readings.get((weights, content_alone), lambda: self._read_otherwise(weights, content_alone))

    def _read_otherwise(self, weights: Weights, content_alone: bool) -> Service:
        other = copy(self._learned)
        model = self._learned.model.by_content_alone() if content_alone else self._learned.model
        other.model = model.weighing(dict(weights)) if weights else model
        other._open_caches()  # noqa: SLF001 - a service of its own
        return other

    @property
    def reads_content(self) -> bool:
        """Whether the model is of atoms and company, which can be weighed and joined; the published recipe's is not."""
        return COMPANY in self.model.parts

    def warm(self) -> Future[Audition] | None:
        """Load the language model in the background, for the first new plot; None where none is read."""
        films = self.model.catalogue.films
        if TEXT not in self.model.modalities or not self.reads_content:
            return None
        return self.audition_words(History(liked=(films[0].id,)), Film(id="", title="", plot="Once"), None)

    @cached_property
    def evidence(self) -> Mapping[str, str]:
        """By modality, whether its content was measured to count: "counts", "shows" or "none"; {} where nothing was."""
        found = self.measured("content")
        return content_evidence(found.results) if found else {}

    def measured(self, kind: Kind) -> Stored | None:
        """What was measured of the model as it was learned; None if nothing, or nothing that can be read, is kept.

        What is wrong with results that can't be read is told where they are shown, on Evidence.
        """
        if self._folder is None:
            return None
        try:
            return stored(self._learned.model, self._folder, kind)
        except ArtifactError:
            return None

    def film(self, film: str) -> Film:
        """A film by its id."""
        return self.model.catalogue[film]

    def about(self) -> About:
        """What is loaded."""
        trained, catalogue = self.model.trained, self.model.catalogue
        present = ((m, int((trained.encoded.atoms[m].sizes > 0).sum())) for m in self.model.modalities)
        return About(
            films=len(catalogue),
            coverage=tuple(present),
            viewers=trained.provenance.viewers,
            ratings=trained.provenance.ratings,
            simulated=trained.provenance.simulated,
            model_hash=self.model.model_hash,
            data_hash=self.model.data_hash,
            recipe=trained.config.recipe,
        )

    def popular(self, k: int) -> tuple[Film, ...]:
        """Films to begin with: those that most viewers liked."""
        liked = self.model.trained.model.average[: len(self.model.catalogue)]
        return tuple(self.model.catalogue.films[int(i)] for i in np.argsort(-liked, kind="stable")[:k])

    def ranking(self, history: History, original: History | None = None) -> Ranking:
        """Every film's score and place; films of the history that this one was changed from have no place either."""
        return self._rankings.get((history, original), lambda: self.model.rank(history, original=original))

    def recommend(self, history: History, k: int, before: History | None = None) -> tuple[Pick, ...]:
        """The k best films, each with its rank before the last change of the history.

        Raises:
            HistoryError: the history is empty, or says nothing that the model can use.
        """
        top = self._top.get((history, k), lambda: self.model.recommend(history, k))
        otherwise = self._learned is not self
        old = self._learned.ranking(history) if otherwise else self._usable_ranking(before)
        now = None if otherwise or old is None else self.ranking(history, before)
        position = self.model.catalogue.index
        return tuple(
            Pick(
                film=r.film,
                rank=r.rank,
                score=r.score,
                by_part=self._shown(r.by_part),
                before=old.rank(position[r.film.id]) if old else None,
                among=now.rank(position[r.film.id]) if now else None,
            )
            for r in top
        )

    def _shown(self, by_part: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """A score's parts; by content alone there is no company, which is not the same as company that adds nothing."""
        return tuple((p, v) for p, v in by_part.items() if not (p == COMPANY and self.model.content_alone))

    def _usable_ranking(self, history: History | None) -> Ranking | None:
        """The ranking of a history that may be empty or say nothing."""
        if history is None or history.is_empty:
            return None
        try:
            return self.ranking(history)
        except HistoryError:
            return None

    def explain(self, history: History, film: str, rival: str | None = None) -> Explanation:
        """Why a film has its score, or stands above a rival."""
        return self._explanations.get((history, film, rival), lambda: self.model.explain(history, film, rival=rival))

    def trial(self, history: History, film: str) -> MethodComparison:
        """Methods of explaining put to the test on this very case."""
        return self._trials.get((history, film), lambda: compare_methods(self.model, history, film))

    def threads(self, history: History, film: str, watched: str | None = None) -> Threads:
        """The evidence threads between a film and one history film, or all of them.

        Raises:
            ConfigError: the model is of the published recipe.
        """
        asked = None if watched is None else [watched]
        return self._threads.get((history, film, watched), lambda: self.model.threads(history, film, asked))

    def microscope(self, history: History, film: str) -> Microscope:
        """A film and a history, atom by atom.

        Raises:
            ConfigError: the model is of the published recipe.
        """
        return self._microscopes.get((history, film), lambda: Microscope(self.model, history, film))

    def audition(self, history: History, film: Film, poster: Image | None) -> Audition:
        """The place of a film that does not exist, and why. Nothing of it is kept here."""
        return audition(self.model, history, film, poster, words=False)

    def audition_words(self, history: History, film: Film, poster: Image | None) -> Future[Audition]:
        """The same, and its plot read again without each of its strongest words, in the background."""
        return self._reader.submit(audition, self.model, history, film, poster)

    def without(self, history: History, film: str) -> tuple[Without, ...]:
        """What taking out each of the strongest history films does to a film's rank; the biggest change first."""
        return self._without.get((history, film), lambda: self._leave_one_out(history, film))

    def _leave_one_out(self, history: History, film: str) -> tuple[Without, ...]:
        rank = self.explain(history, film).rank
        if rank is None:
            return ()
        left_out = sorted(self.model.leave_one_out(history, film), key=lambda each: -abs(each.score_change))
        something_left = len(history) > 1 or bool(history.wishes)
        tried = (Without(e.film, e.reaction, rank, e.rank if something_left else None) for e in left_out[:STRONGEST])
        return tuple(sorted(tried, key=lambda w: -abs(w.fall)))

    def smallest_edit(self, history: History, film: str) -> Counterfactual:
        """The smallest edit that brings a film out of the top, or into it if it is not there.

        Raises:
            HistoryError: the history holds the film.
        """
        return self._smallest.get((history, film), lambda: self._search_edit(history, film))

    def _search_edit(self, history: History, film: str) -> Counterfactual:
        rank = self.explain(history, film).rank
        return self.model.smallest_edit(
            history,
            film,
            k=TOP,
            goal="out of" if rank is not None and rank <= TOP else "into",
            candidates=[(each.id, LIKE) for each in self.popular(ADDABLE)],
            most=MOST_EDITS,
            seconds=SECONDS,
        )

    def replay(self, history: History, film: str) -> Replay:
        """The history film by film, and what each did to a film outside it."""
        return self._replays.get((history, film), lambda: replay(self.model, history, film))
