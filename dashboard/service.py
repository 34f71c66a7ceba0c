"""From emde_core to plain data for screens. No Streamlit here: sessions share one service for each model."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL.Image import Image

from dashboard.cache import Bounded
from dashboard.microscope import Microscope
from dashboard.replay import Replay, replay
from dashboard.search import SearchIndex
from dashboard.state import Weights
from dashboard.trial import Trial, try_methods
from dashboard.viewers import RealViewers
from emde_core.audition import Audition, audition
from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.explain.counterfactual import Counterfactual
from emde_core.explain.explanation import Explanation
from emde_core.explain.threads import FilmThreads
from emde_core.history import History
from emde_core.recommender import Ranking, Recommendation, Recommender
from emde_core.schema import LIKE, TEXT, Reaction

KEPT = 256  # values in each cache
WOVEN = 24  # times that threads are kept; about 70 KB for each history film
RANKINGS = 48  # each as long as the catalogue
WHAT_IFS = 6  # ways of weighing modalities that are kept ready
TOP, MOST_EDITS, SECONDS = 10, 3, 2.0  # of the smallest edit: the top's length, edits at most, time budget
ADDABLE = 60  # well-known films that it may add
STRONGEST = 12  # history films whose absence is tried
RATINGS = "ratings.parquet"  # prepared ratings, beside a model's folder

Threads = tuple[FilmThreads, ...]
Late = TypeVar("Late")


@dataclass(frozen=True)
class Pick:
    """A recommendation on the screen.

    Attributes:
        film, rank, score, by_modality: as the recommender gives them.
        before: its rank before the last change of the history, or, while modalities are weighed otherwise, as the model
            learned to weigh them; None if there was no such rank.
        among: its rank now among the films outside the history before as well, by which the change is judged: a film
            that was just taken out is recommended again, but pushes nobody down. None where nothing changed.
    """

    film: Film
    rank: int
    score: float
    by_modality: tuple[tuple[str, float], ...]
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

    def __init__(self, model: Recommender, ratings: Path | None = None) -> None:
        self.model = model
        known = self.popular(len(model.catalogue))
        self.search = SearchIndex(dict.fromkeys((*known, *model.catalogue.films)))
        self.viewers = RealViewers(ratings, model.catalogue, model.trained.config) if ratings else None
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="words")
        self._learned, self._weighed = self, Bounded[Service](WHAT_IFS)
        self._open_caches()
        self.microscope = Microscope(model)

    def _open_caches(self) -> None:
        self._rankings: Bounded[Ranking] = Bounded(RANKINGS)
        self._top: Bounded[list[Recommendation]] = Bounded(KEPT)
        self._explanations: Bounded[Explanation] = Bounded(KEPT)
        self._worded: Bounded[Future[Explanation]] = Bounded(KEPT)
        self._threads: Bounded[Future[Threads]] = Bounded(WOVEN)
        self._without: Bounded[tuple[Without, ...]] = Bounded(KEPT)
        self._smallest: Bounded[Counterfactual] = Bounded(KEPT)
        self._replays: Bounded[Replay] = Bounded(RANKINGS)
        self._trials: Bounded[Trial] = Bounded(RANKINGS)

    @classmethod
    def open(cls, path: Path) -> Service:
        """Load a model's folder, and the ratings beside it where they are there.

        Raises:
            ArtifactError: the folder holds no model that can be used.
        """
        beside = path.parent / RATINGS
        return cls(Recommender.load(path), beside if beside.is_file() else None)

    def weighing(self, weights: Weights) -> Service:
        """This service with modalities weighed otherwise: everything that it answers follows. () is as learned.

        Raises:
            ConfigError: the model has no such modality, or all of them weigh 0.
        """
        return self._weighed.get(weights, lambda: self._reweighed(weights)) if weights else self._learned

    def _reweighed(self, weights: Weights) -> Service:
        other = copy(self._learned)
        other.model = self.model.weighing(dict(weights))
        other._open_caches()  # noqa: SLF001 - a service of its own
        return other

    def warm(self) -> Sequence[Future[Explanation]]:
        """Load the text model in the background, so that the first plot needn't wait for it; nothing without plots."""
        films = (film for film in self.model.catalogue if film.plot)
        if TEXT not in self.model.modalities or (film := next(films, None)) is None:
            return ()
        return (self._reader.submit(self._explain_with_words, History(liked=(film.id,)), film.id),)

    def film(self, film: str) -> Film:
        """A film by its id."""
        return self.model.catalogue[film]

    def about(self) -> About:
        """What is loaded."""
        trained, catalogue = self.model.trained, self.model.catalogue
        present = ((m, int(trained.embeddings[m].present.sum())) for m in self.model.modalities)
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
        """Films to begin with, best known first: those that the average viewer's sketch points to."""
        trained = self.model.trained
        scores = trained.readout.scores(trained.model.logits(trained.model.average))
        order = [int(i) for i in np.argsort(-scores, kind="stable") if np.isfinite(scores[i])]
        return tuple(self.model.catalogue.films[i] for i in order[:k])

    def ranking(self, history: History, original: History | None = None) -> Ranking:
        """Every film's score and place; films of the history that this one was changed from have no place either."""
        return self._rankings.get((history, original), lambda: self.model.rank(history, original=original))

    def recommend(self, history: History, k: int, before: History | None = None) -> tuple[Pick, ...]:
        """The k best films, each with its rank before the last change of the history.

        Raises:
            HistoryError: the history is empty, or says nothing that the model can use.
        """
        top = self._top.get((history, k), lambda: self.model.recommend(history, k))
        weighed = self._learned is not self
        old = self._learned.ranking(history) if weighed else self._usable_ranking(before)
        now = None if weighed or old is None else self.ranking(history, before)
        position = self.model.catalogue.index
        return tuple(
            Pick(
                film=r.film,
                rank=r.rank,
                score=r.score,
                by_modality=tuple(r.by_modality.items()),
                before=old.rank(position[r.film.id]) if old else None,
                among=now.rank(position[r.film.id]) if now else None,
            )
            for r in top
        )

    def _usable_ranking(self, history: History | None) -> Ranking | None:
        """The ranking of a history that may be empty or say nothing."""
        if not history:
            return None
        try:
            return self.ranking(history)
        except HistoryError:
            return None

    def explain(self, history: History, film: str, rival: str | None = None) -> Explanation:
        """Why a film has its score, or stands above a rival, without the plot's words, which take longer: ``words``."""
        key = (history, film, rival)
        return self._explanations.get(key, lambda: self.model.explain(history, film, words=False, rival=rival))

    def trial(self, history: History, film: str) -> Trial:
        """Methods of explaining put to the test on this very case."""
        return self._trials.get((history, film), lambda: try_methods(self.model, history, film))

    def words(self, history: History, film: str) -> Future[Explanation]:
        """The whole explanation, as ``emde explain`` gives it, being computed in the background."""
        return self._late(self._worded, (history, film), lambda: self._explain_with_words(history, film))

    def threads(self, history: History, film: str, watched: str | None = None) -> Future[Threads]:
        """The evidence threads between a film and one history film, or all of them, being found in the background."""
        asked = None if watched is None else [watched]
        return self._late(self._threads, (history, film, watched), lambda: self.model.evidence(history, film, asked))

    def _late(self, kept: Bounded[Future[Late]], key: Hashable, make: Callable[[], Late]) -> Future[Late]:
        future = kept.get(key, lambda: self._reader.submit(make))
        if future.done() and future.exception() is not None:  # the cause may have gone: try again next time
            kept.forget(key)
        return future

    def _explain_with_words(self, history: History, film: str) -> Explanation:
        return self.model.explain(history, film)

    def audition(self, history: History, film: Film, poster: Image | None) -> Audition:
        """The place of a film that does not exist, and why, without its plot's words. Nothing of it is kept here."""
        return audition(self.model, history, film, poster, words=False)

    def audition_words(self, history: History, film: Film, poster: Image | None) -> Future[Audition]:
        """The same with its plot's words, being computed in the background."""
        return self._reader.submit(audition, self.model, history, film, poster)

    def without(self, history: History, film: str) -> tuple[Without, ...]:
        """What taking out each of the strongest history films does to a film's rank; the biggest change first."""
        return self._without.get((history, film), lambda: self._leave_one_out(history, film))

    def _leave_one_out(self, history: History, film: str) -> tuple[Without, ...]:
        rank = self.explain(history, film).rank
        if rank is None:
            return ()
        left_out = sorted(self.model.leave_one_out(history, film), key=lambda each: -abs(each.score_change))
        something_left = len(history) > 1
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
