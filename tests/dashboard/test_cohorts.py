"""Shares over many viewers, and recommendations whose parts disagree."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard import cohorts
from dashboard.cohorts import Person, Study, cohort, explained, people_of
from emde_core import History
from emde_core.schema import CATEGORICAL, IMAGE, TEXT


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch):
    monkeypatch.setattr(cohorts, "FEWEST", 1)


def part(viewer, film, rank, **values):
    return pd.DataFrame(
        [{"viewer": viewer, "film": film, "rank": rank, "modality": m, "value": v} for m, v in values.items()]
    )


def test_shares_are_means_of_sizes_and_add_up(small_model):
    people = [Person("ann", History(("1",))), Person("bob", History(("2",)))]
    frames = [
        part("ann", "3", 1, text=0.6, categorical=0.2, image=-0.2),
        part("bob", "3", 2, text=0.1, categorical=0.1, image=0.2),
    ]
    found = cohort(small_model, people, frames)
    assert (found.people, found.recommendations) == (2, 2)
    for group in (*found.genres, *found.decades):
        assert sum(group.shares.values()) == pytest.approx(1)
    film = small_model.catalogue["3"]
    (decade,) = found.decades
    assert (decade.name, decade.n) == (film.decade, 2)
    assert decade.shares == pytest.approx({TEXT: 0.425, CATEGORICAL: 0.225, IMAGE: 0.35})
    assert {group.name for group in found.genres} == set(film.genres)


def test_a_disagreement_is_a_yes_beside_a_no(small_model):
    people = [Person("ann", History(("1",))), Person("bob", History(("2",)))]
    frames = [
        part("ann", "3", 4, text=0.6, categorical=0.1, image=-0.1),
        part("bob", "3", 7, text=0.5, categorical=0.1, image=-0.3),
        part("bob", "5", 1, text=0.9, categorical=0.9, image=0.1),
    ]
    (only,) = cohort(small_model, people, frames).disagreements
    assert (only.film, only.person.name, only.rank, only.n) == ("3", "bob", 7, 2)
    assert (only.says_yes, only.says_no) == ((TEXT, 0.5), (IMAGE, -0.3))


def test_what_is_summed_is_what_an_explanation_says(small_model):
    person = Person("ann", History(("1", "2"), ("16",)))
    (frame,) = explained(small_model, person)
    best = small_model.recommend(person.history, 1)[0]
    mine = frame[frame["film"] == best.film.id].groupby("modality")["value"].sum()
    assert dict(mine) == pytest.approx(dict(best.by_modality))


def test_the_study_is_of_real_viewers_where_there_are_ratings(service):
    people = people_of(service)
    assert people
    assert all(person.name.startswith("viewer ") for person in people)
    study = Study(service.model, people[:3])
    found = study.result()
    assert (study.done, study.total, found.people) == (3, 3, 3)
    assert found.recommendations > 0


def test_nobody_to_ask_is_an_empty_cohort(small_model):
    assert Study(small_model, []).result().recommendations == 0
    assert explained(small_model, Person("ann", History(("14",)))) is not None
