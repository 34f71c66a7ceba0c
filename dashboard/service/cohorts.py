"""What recommendations are made of over many viewers: parts' shares by genre and decade, and parts that disagree."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.service.presets import presets_for
from dashboard.service.service import Service
from emde_core.errors import HistoryError
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import COMPANY, FILM, VIEWER

SAMPLED, TOP = 120, 20  # viewers, and recommendations of each
FEWEST = 40  # recommendations in a group that is shown
LISTED = 6  # films whose parts disagree
PAUSE = 0.004  # seconds left to people after each viewer
RANK = "rank"
Row = dict[str, Any]  # a recommendation: for whom, of which film, at which rank, and what each part adds


@dataclass(frozen=True)
class Person:
    """Somebody whose recommendations are explained: a viewer from the data, or a preset."""

    name: str
    history: History


@dataclass(frozen=True)
class Group:
    """Recommendations of one genre or decade.

    Attributes:
        name: of the genre or decade.
        n: how many recommendations.
        shares: by part, the mean over them of its share of the parts' sizes; they add up to 1.
    """

    name: str
    n: int
    shares: dict[str, float]


@dataclass(frozen=True)
class Disagreement:
    """A recommendation in which one part of the score speaks for the film and another against it.

    Attributes:
        film: id.
        person: for whom it is recommended.
        rank: its rank for them.
        says_yes, says_no: the part most for it and the one most against it, with what each adds.
        n: in how many of the film's recommendations parts disagree.
    """

    film: str
    person: Person
    rank: int
    says_yes: tuple[str, float]
    says_no: tuple[str, float]
    n: int


@dataclass(frozen=True)
class Cohort:
    """Everything that was found."""

    people: int
    recommendations: int
    genres: tuple[Group, ...]
    decades: tuple[Group, ...]
    disagreements: tuple[Disagreement, ...]


class Study:
    """A cohort being worked out in the background; sessions look at how far it has come."""

    def __init__(self, model: Recommender, people: Sequence[Person]) -> None:
        self.total, self.done = len(people), 0
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cohort")
        self.future: Future[Cohort] = worker.submit(self._work, model, people)
        worker.shutdown(wait=False)

    @property
    def ready(self) -> bool:
        """Whether ``result`` would not wait."""
        return self.future.done()

    def result(self) -> Cohort:
        """What was found; waits for it."""
        return self.future.result()

    def _work(self, model: Recommender, people: Sequence[Person]) -> Cohort:
        rows: list[Row] = []
        for person in people:
            rows += recommended(model, person)
            self.done += 1
            time.sleep(PAUSE)
        return cohort(model, people, rows)


def people_of(service: Service) -> list[Person]:
    """Viewers drawn from the data where they are there, else the presets."""
    if service.viewers is None:
        catalogue = service.model.catalogue
        return [Person(preset.name, preset.history(catalogue)) for preset in presets_for(catalogue)]
    kind = "simulated viewer" if service.about().simulated else "viewer"
    drawn = (service.viewers.draw(turn) for turn in range(SAMPLED))
    histories = {f"{kind} {viewer.name}": viewer.history for viewer in drawn if viewer}
    return [Person(name, history) for name, history in histories.items() if not history.is_empty]


def recommended(model: Recommender, person: Person) -> list[Row]:
    """A person's recommendations with what each part adds; nothing where the model knows no film."""
    try:
        found = model.recommend(person.history, TOP)
    except HistoryError:
        return []
    return [{VIEWER: person.name, FILM: each.film.id, RANK: each.rank, **each.by_part} for each in found]


def cohort(model: Recommender, people: Sequence[Person], recommendations: Sequence[Row]) -> Cohort:
    """What people's recommendations say together."""
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
    """A film stands in every group that it has a name for."""
    named = shares.merge(pd.DataFrame(names, columns=[FILM, "group"]), on=FILM)
    return [
        Group(str(name), len(some), {part: float(some[part].mean()) for part in parts})
        for name, some in named.groupby("group")
        if len(some) >= FEWEST
    ]


def _disagreements(rows: pd.DataFrame, parts: Sequence[str], people: Sequence[Person]) -> tuple[Disagreement, ...]:
    """For each film the recommendation in which a yes and a no are both strong; the strongest films first."""
    values = rows[parts]
    depth = pd.concat([values.max(axis=1), -values.min(axis=1)], axis=1).min(axis=1)
    against = rows.assign(depth=depth)[depth > 0].sort_values("depth", ascending=False, kind="stable")
    times = against.groupby(FILM).size()
    by_name = {person.name: person for person in people}
    found = []
    for row in against.drop_duplicates(FILM).head(LISTED).to_dict("records"):
        added = {part: float(row[part]) for part in parts}
        yes, no = max(added, key=added.__getitem__), min(added, key=added.__getitem__)
        person, film = by_name[row[VIEWER]], str(row[FILM])
        ends = (yes, added[yes]), (no, added[no])
        found.append(Disagreement(film, person, int(row[RANK]), *ends, n=int(times[film])))
    return tuple(found)
