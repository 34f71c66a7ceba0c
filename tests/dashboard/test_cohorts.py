"""Shares over many viewers, and recommendations whose parts disagree."""

from __future__ import annotations

import pytest

from dashboard.service import cohorts
from dashboard.service.cohorts import (
    RANK,
    CohortStudy,
    Person,
    RecommendationRecord,
    recommendation_records,
    sample_people,
    summarize_cohort,
)
from emde_core import History
from emde_core.schema import CATEGORICAL, COMPANY, FILM, IMAGE, TEXT, VIEWER

PEOPLE = [Person("ann", History(("1",))), Person("bob", History(("2",)))]


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch):
    monkeypatch.setattr(cohorts, "FEWEST", 1)


def row(viewer: str, film: str, rank: int, **values: float) -> RecommendationRecord:
    return {VIEWER: viewer, FILM: film, RANK: rank, **values}


def test_shares_are_means_of_sizes_and_add_up(small_model):
    rows = [
        row("ann", "3", 1, text=0.3, categorical=0.2, image=-0.2, company=0.3),
        row("bob", "3", 2, text=0.1, categorical=0.1, image=0.2, company=-0.6),
    ]
    found = summarize_cohort(small_model, PEOPLE, rows)
    assert (found.people, found.recommendations) == (2, 2)
    for group in (*found.genres, *found.decades):
        assert sum(group.shares.values()) == pytest.approx(1)
    film = small_model.catalogue["3"]
    (decade,) = found.decades
    assert (decade.name, decade.n) == (film.decade, 2)
    assert decade.shares == pytest.approx({TEXT: 0.2, CATEGORICAL: 0.15, IMAGE: 0.2, COMPANY: 0.45})
    assert {group.name for group in found.genres} == set(film.genres)


def test_genres_begin_with_those_that_are_most_about_content(small_model):
    rows = [
        row("ann", "3", 1, text=0.1, categorical=0.1, image=0.1, company=0.9),
        row("ann", "5", 2, text=0.3, categorical=0.5, image=0.1, company=0.1),
    ]
    genres = summarize_cohort(small_model, PEOPLE, rows).genres
    company = [group.shares[COMPANY] for group in genres]
    assert company == sorted(company)
    assert company[0] < company[-1]


def test_a_disagreement_is_a_yes_beside_a_no(small_model):
    rows = [
        row("ann", "3", 4, text=0.6, categorical=0.1, image=-0.1, company=0.2),
        row("bob", "3", 7, text=0.1, categorical=0.1, image=-0.3, company=0.5),
        row("bob", "5", 1, text=0.9, categorical=0.9, image=0.1, company=0.1),
    ]
    (only,) = summarize_cohort(small_model, PEOPLE, rows).disagreements
    assert (only.film_id, only.person.name, only.rank, only.n) == ("3", "bob", 7, 2)
    assert (only.says_yes, only.says_no) == ((COMPANY, 0.5), (IMAGE, -0.3))


def test_what_is_summed_is_what_an_explanation_says(small_model):
    person = Person("ann", History(("1", "2"), ("16",)))
    best = recommendation_records(small_model, person)[0]
    why = small_model.explain(person.history, best[FILM])
    assert best[RANK] == why.rank == 1
    assert {part: best[part] for part in small_model.parts} == pytest.approx(why.by_part)


def test_the_study_is_of_real_viewers_where_there_are_ratings(service):
    people = sample_people(service)
    assert people
    kind = "simulated viewer " if service.facts().simulated else "viewer "
    assert all(person.name.startswith(kind) for person in people)
    study = CohortStudy(service.model, people[:3])
    found = study.result()
    assert (study.progress, study.total, found.people) == (3, 3, 3)
    assert found.recommendations > 0


def test_nobody_to_ask_is_an_empty_cohort(small_model):
    assert CohortStudy(small_model, []).result().recommendations == 0
    assert recommendation_records(small_model, Person("ann", History())) == []
