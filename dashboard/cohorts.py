"""What drives recommendations over many viewers: shares by genre and decade, and films whose modalities disagree."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import pandas as pd

from dashboard.presets import presets_for
from dashboard.service import Service
from emde_core.batch import explain_top
from emde_core.errors import HistoryError
from emde_core.history import History
from emde_core.recommender import Recommender

SAMPLED, TOP = 120, 20  # viewers, and recommendations of each
FEWEST = 40  # recommendations in a group that is shown
LISTED = 6  # films whose modalities disagree
PAUSE = 0.004  # seconds left to people after each viewer


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
        shares: by modality, the mean over them of its part of the score in size; they add up to 1.
    """

    name: str
    n: int
    shares: dict[str, float]


@dataclass(frozen=True)
class Disagreement:
    """A recommendation in which one modality speaks for the film and another against it.

    Attributes:
        film: id.
        person: for whom it is recommended.
        rank: its rank for them.
        says_yes, says_no: the modality most for it and the one most against it, with what each adds.
        n: in how many of the film's recommendations modalities disagree.
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
        frames = []
        for person in people:
            frames.extend(explained(model, person))
            self.done += 1
            time.sleep(PAUSE)
        return cohort(model, people, frames)


def people_of(service: Service) -> list[Person]:
    """Viewers drawn from the data where they are there, else the presets."""
    if service.viewers is None:
        catalogue = service.model.catalogue
        return [Person(preset.name, preset.history(catalogue)) for preset in presets_for(catalogue)]
    drawn = (service.viewers.draw(turn) for turn in range(SAMPLED))
    histories = {f"viewer {viewer.name}": viewer.history for viewer in drawn if viewer}
    return [Person(name, history) for name, history in histories.items() if len(history)]


def explained(model: Recommender, person: Person) -> list[pd.DataFrame]:
    """A person's recommendations explained, as ``emde_core.batch`` does; nothing where the model knows no film."""
    try:
        return list(explain_top(model, person.name, person.history, TOP))
    except HistoryError:
        return []


def cohort(model: Recommender, people: Sequence[Person], frames: Sequence[pd.DataFrame]) -> Cohort:
    """What people's explained recommendations say together."""
    modalities = list(model.modalities)
    if not frames:
        return Cohort(len(people), 0, (), (), ())
    rows = _by_modality(pd.concat(frames, ignore_index=True))
    sizes = rows[modalities].abs()
    shares = sizes.div(sizes.sum(axis=1), axis=0).assign(film=rows["film"])
    genres = [(film.id, genre) for film in model.catalogue for genre in film.genres]
    decades = [(film.id, film.decade) for film in model.catalogue if film.decade]
    by_share = sorted(_groups(shares, genres, modalities), key=lambda group: -group.shares[modalities[0]])
    return Cohort(
        people=len(people),
        recommendations=len(rows),
        genres=tuple(by_share),
        decades=tuple(sorted(_groups(shares, decades, modalities), key=lambda group: group.name)),
        disagreements=_disagreements(rows, modalities, people),
    )


def _by_modality(parts: pd.DataFrame) -> pd.DataFrame:
    """A row for each recommendation: viewer, film, rank, and what each modality adds."""
    keys = ["viewer", "film", "rank"]
    wide: pd.DataFrame = parts.pivot_table("value", index=keys, columns="modality", aggfunc="sum")
    return wide.reset_index()


def _groups(shares: pd.DataFrame, names: Iterable[tuple[str, str]], modalities: Sequence[str]) -> list[Group]:
    """A film stands in every group that it has a name for."""
    named = shares.merge(pd.DataFrame(names, columns=["film", "group"]), on="film")
    return [
        Group(str(name), len(some), {m: float(some[m].mean()) for m in modalities})
        for name, some in named.groupby("group")
        if len(some) >= FEWEST
    ]


def _disagreements(rows: pd.DataFrame, modalities: Sequence[str], people: Sequence[Person]) -> tuple[Disagreement, ...]:
    """For each film the recommendation in which a yes and a no are both strong; the strongest films first."""
    values = rows[modalities]
    depth = pd.concat([values.max(axis=1), -values.min(axis=1)], axis=1).min(axis=1)
    against = rows.assign(depth=depth)[depth > 0].sort_values("depth", ascending=False, kind="stable")
    times = against.groupby("film").size()
    by_name = {person.name: person for person in people}
    found = []
    for row in against.drop_duplicates("film").head(LISTED).to_dict("records"):
        added = {m: float(row[m]) for m in modalities}
        yes, no = max(added, key=added.__getitem__), min(added, key=added.__getitem__)
        person, film = by_name[row["viewer"]], str(row["film"])
        ends = (yes, added[yes]), (no, added[no])
        found.append(Disagreement(film, person, int(row["rank"]), *ends, n=int(times[film])))
    return tuple(found)
