"""The table of all films: its numbers are those of single explanations, and each filter leaves the right rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.film_table import DISAGREE, FilmIndex, FilmTable, film_table
from dashboard.state.film_filter import FilmFilter
from emde_core import History, Recommender
from emde_core.history import less
from emde_core.schema import COMPANY, RELAYED
from tests import toy

HISTORY = History(("f0", "f3"), ("f1",))


@pytest.fixture(scope="module")
def model() -> Recommender:
    return toy.recommender()


@pytest.fixture(scope="module")
def index(model) -> FilmIndex:
    return FilmIndex.of(model)


@pytest.fixture(scope="module")
def table(model, index) -> FilmTable:
    return film_table(model, index, HISTORY)


def row(table: FilmTable, film: str) -> pd.Series:
    return table.frame.set_index("film").loc[film]


def films(frame: pd.DataFrame) -> list[str]:
    return list(frame["film"])


def test_each_row_says_what_the_films_explanation_says(model, table):
    for film in model.catalogue:
        if film.id in HISTORY:
            continue
        why, own = model.explain(HISTORY, film.id), row(table, film.id)
        assert (own["rank"], own["score"]) == (why.rank, why.score)
        assert own["times"] == pytest.approx(np.exp(why.score))
        told = {COMPANY if part == RELAYED else part: value for part, value in why.by_part.items()}
        assert {part: own[part] for part in table.parts} == pytest.approx(told)
        assert own["ratings"] == why.ratings


def test_a_film_of_the_history_has_its_reaction_and_no_rank(table):
    reactions = table.frame.set_index("film")["reaction"]
    assert dict(reactions[reactions != ""]) == {"f0": "liked", "f3": "liked", "f1": "not for me"}
    own = row(table, "f0")
    assert own[["rank", "score", "times", *table.parts]].isna().all()


def test_scores_are_no_multiples_where_they_are_no_likelihoods(model, index):
    wishes = History(("f0",), wishes=(less("popularity"),))
    for reading, history in (
        (model.by_content_alone(), HISTORY),
        (model.weighing({"text": 2}), HISTORY),
        (model, wishes),
    ):
        assert "times" not in film_table(reading, index, history).frame
    alone = film_table(model.by_content_alone(), index, HISTORY)
    assert COMPANY not in alone.parts
    assert "company" not in alone.orders
    assert film_table(model, index, wishes).parts == (*model.modalities, COMPANY, "popularity")


def test_without_a_history_there_are_facts(model, index):
    table = film_table(model, index, History())
    assert (table.parts, table.orders) == ((), ("score", "title", "newest", "oldest", "ratings"))
    rows = table.select(FilmFilter())
    assert len(rows) == toy.FILMS
    assert rows["ratings"].is_monotonic_decreasing


def test_orders(table):
    best = table.select(FilmFilter())
    assert list(best["rank"].dropna()) == list(range(1, toy.FILMS - len(HISTORY) + 1))
    assert set(films(best)[-len(HISTORY) :]) == {"f0", "f1", "f3"}
    assert table.select(FilmFilter(order="company"))[COMPANY].dropna().is_monotonic_decreasing
    content = table.select(FilmFilter(order="content"))[list(table.modalities)].sum(axis=1, min_count=1)
    assert content.dropna().is_monotonic_decreasing
    years = table.select(FilmFilter(order="oldest"))["year"]
    assert years.dropna().is_monotonic_increasing
    assert years.iloc[-1] is pd.NA
    assert table.select(FilmFilter(order="newest"))["year"].dropna().is_monotonic_decreasing
    assert films(table.select(FilmFilter(order="title")))[:3] == ["f0", "f1", "f10"]


def test_content_and_company_disagree_where_each_says_a_tenth_and_they_say_the_opposite(model, index):
    signs = set()
    for history in (History(("f7", "f12")), History(("f2",), ("f14",))):
        table = film_table(model, index, history)
        expected = set()
        for film in model.catalogue:
            parts = {} if film.id in history else dict(model.explain(history, film.id).by_part)
            company = parts.pop(COMPANY, 0) + parts.pop(RELAYED, 0)
            for sign in (1, -1):
                if sign * sum(parts.values()) >= DISAGREE and sign * company <= -DISAGREE:
                    expected.add(film.id)
                    signs.add(sign)
        assert set(films(table.select(FilmFilter(slice="disagree")))) == expected
    assert signs == {1, -1}


def test_films_with_few_ratings_are_a_slice_where_there_are_any(table, index):
    assert "few-ratings" in table.slices
    few = table.select(FilmFilter(slice="few-ratings"))
    assert set(films(few)) >= toy.NOBODY_RATED
    assert few["ratings"].max() < 3
    known = index.facts.assign(ratings=9)
    many = FilmTable(FilmIndex(known, index.by_title, {}, {}, {}, {}, {}), known)
    assert many.slices == ("all",)
    assert len(many.select(FilmFilter(slice="few-ratings"))) == toy.FILMS


def test_filters_narrow_each_other(model, table, index):
    genre = next(iter(index.genres))
    person = max(index.people, key=lambda name: len(index.people[name]))
    by_genre = {film.id for film in model.catalogue if genre in film.genres}
    by_decade = {film.id for film in model.catalogue if film.decade == "1950s"}
    by_person = {film.id for film in model.catalogue if person in (*film.directors, *film.cast)}
    assert set(films(table.select(FilmFilter(genre=genre)))) == by_genre
    assert set(films(table.select(FilmFilter(genre=genre, decade="1950s")))) == by_genre & by_decade
    assert set(films(table.select(FilmFilter(person=person)))) == by_person
    assert films(table.select(FilmFilter(order="title"), matches=[4, 2])) == ["f2", "f4"]
    assert films(table.select(FilmFilter(genre="No such genre"))) == []


def test_the_published_recipe_has_parts_and_no_company():
    published = toy.recommender(recipe="published")
    table = film_table(published, FilmIndex.of(published), HISTORY)
    assert table.parts == published.modalities
    assert (table.slices, table.orders) == (("all",), ("score", "title", "newest", "oldest"))
    first = table.select(FilmFilter()).iloc[0]
    assert first["film"] == published.recommend(HISTORY, 1)[0].film.id
    assert pd.isna(row(table, toy.NOTHING)["score"])
