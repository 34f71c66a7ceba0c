"""Recommendations of many viewers: each part's share of the score by genre and decade, and parts that disagree."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.service.service import Service
from emde_core.errors import HistoryError
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import COMPANY, FILM, VIEWER

SAMPLE, TOP = 120, 20  # viewers, and recommendations of each
FEWEST = 40  # recommendations in a group that is shown
MOST = 6  # films whose parts disagree
PAUSE = 0.004  # seconds left to people after each viewer
RANK = "rank"
RecommendationRecord = dict[
    str, Any
]  # a recommendation: for whom, of which film, at which rank, and what each part adds


@dataclass(frozen=True)
class Person:
    """Somebody whose recommendations are explained: a viewer from the data, or a history to start from."""

    name: str
    history: History


@dataclass(frozen=True)
class Group:
    """Recommendations of one genre or decade.

    Attributes:
        name: of the genre or decade.
        n: the number of recommendations.
        shares: each part's share of the score, the mean over the recommendations; the shares add up to 1.
    """

    name: str
    n: int
    shares: dict[str, float]


@dataclass(frozen=True)
class Disagreement:
    """A recommendation in which one part of the score speaks for the film and another against it.

    Attributes:
        film_id: of the film.
        person: the one for whom it is recommended.
        rank: its rank for them.
        says_yes, says_no: the part most for it and the one most against it, with what each adds in nats.
        n: in how many of the film's recommendations parts disagree.
    """

    film_id: str
    person: Person
    rank: int
    says_yes: tuple[str, float]
    says_no: tuple[str, float]
    n: int


@dataclass(frozen=True)
class Cohort:
    """Results of a study of many viewers."""

    people: int
    recommendations: int
    genres: tuple[Group, ...]
    decades: tuple[Group, ...]
    disagreements: tuple[Disagreement, ...]


class CohortStudy:
    """A study that runs in the background; sessions look at how far it has come."""

    def __init__(self, model: Recommender, people: Sequence[Person]) -> None:
        self.total, self.progress = len(people), 0
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cohort")
        self.future: Future[Cohort] = worker.submit(self._work, model, people)
        worker.shutdown(wait=False)

    @property
    def ready(self) -> bool:
        """True where ``result`` would not wait."""
        return self.future.done()

    def result(self) -> Cohort:
        """Return the results; wait for them where they are not ready."""
        return self.future.result()

    def _work(self, model: Recommender, people: Sequence[Person]) -> Cohort:
        rows: list[RecommendationRecord] = []
        for person in people:
            rows += recommendation_records(model, person)
            self.progress += 1
            time.sleep(PAUSE)
        return summarize_cohort(model, people, rows)


def sample_people(service: Service) -> list[Person]:
    """Return viewers drawn from the data where there are any, else the histories to start from."""
    if service.viewers is None or service.lack_of_viewers:
        return [Person(each.name, each.history) for each in service.start_histories]
    kind = "simulated viewer" if service.facts().simulated else "viewer"
    viewers = (service.viewers.draw(turn) for turn in range(SAMPLE))
    histories = {f"{kind} {viewer.name}": viewer.history for viewer in viewers if viewer}
    return [Person(name, history) for name, history in histories.items() if not history.is_empty]


def recommendation_records(model: Recommender, person: Person) -> list[RecommendationRecord]:
    """Return a person's recommendations with what each part adds; [] where the model knows no film of theirs."""
    try:
        recommendations = model.recommend(person.history, TOP)
    except HistoryError:
        return []
    return [{VIEWER: person.name, FILM: each.film.id, RANK: each.rank, **each.by_part} for each in recommendations]


def summarize_cohort(
    model: Recommender, people: Sequence[Person], recommendations: Sequence[RecommendationRecord]
) -> Cohort:
    """Return the shares and disagreements in many people's recommendations."""
    parts = list(model.parts)
    if not recommendations:
        return Cohort(len(people), 0, (), (), ())
    rows = pd.DataFrame(recommendations)
    sizes = rows[parts].abs()
    shares = sizes.div(sizes.sum(axis=1), axis=0).assign(film=rows[FILM])
    genres = [(film.id, genre) for film in model.catalogue for genre in film.genres]
    decades = [(film.id, film.decade) for film in model.catalogue if film.decade]
    by_content = sorted(_groups(shares, genres, parts), key=lambda group: group.shares.get(COMPANY, 0.0))
    return Cohort(
        people=len(people),
        recommendations=len(rows),
        genres=tuple(by_content),
        decades=tuple(sorted(_groups(shares, decades, parts), key=lambda group: group.name)),
        disagreements=_disagreements(rows, parts, people),
    )


def _groups(shares: pd.DataFrame, names: Iterable[tuple[str, str]], parts: Sequence[str]) -> list[Group]:
    """Return a group for each name with enough films; a film counts in every group that it has a name for."""
    by_name = shares.merge(pd.DataFrame(names, columns=[FILM, "group"]), on=FILM)
    return [
        Group(str(name), len(members), {part: float(members[part].mean()) for part in parts})
        for name, members in by_name.groupby("group")
        if len(members) >= FEWEST
    ]


def _disagreements(rows: pd.DataFrame, parts: Sequence[str], people: Sequence[Person]) -> tuple[Disagreement, ...]:
    """Return for each film the recommendation in which a yes and a no are both strong; the strongest films first."""
    values = rows[parts]
    depth = pd.concat([values.max(axis=1), -values.min(axis=1)], axis=1).min(axis=1)
    against = rows.assign(depth=depth)[depth > 0].sort_values("depth", ascending=False, kind="stable")
    times = against.groupby(FILM).size()
    by_name = {person.name: person for person in people}
    disagreements = []
    for row in against.drop_duplicates(FILM).head(MOST).to_dict("records"):
        values_of_film = {part: float(row[part]) for part in parts}
        yes, no = (
            max(values_of_film, key=values_of_film.__getitem__),
            min(values_of_film, key=values_of_film.__getitem__),
        )
        person, film_id = by_name[row[VIEWER]], str(row[FILM])
        ends = (yes, values_of_film[yes]), (no, values_of_film[no])
        disagreements.append(Disagreement(film_id, person, int(row[RANK]), *ends, n=int(times[film_id])))
    return tuple(disagreements)
