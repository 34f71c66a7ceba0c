"""Groups of a catalogue's own films: named after what they share, with nothing in common, the same each time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.service.film_groups import MOST, _names, film_groups
from dashboard.service.service import Service
from emde_core import Catalogue, Film, Interactions, Recommender
from emde_core.modalities.categorical import Categorical, categories_of
from emde_core.modalities.text import Plots
from emde_core.sketch.encoded_catalogue import encode_catalogue
from tests import toy

TASTES = (
    {"genres": ("Crime", "Drama"), "directors": ("Martin Scorsese",), "year": 1976},
    {"genres": ("Western", "Drama"), "directors": ("John Ford",), "year": 1948},
    {"genres": ("Comedy", "Drama"), "directors": ("Billy Wilder",), "year": 1959},
)


def world(count, **fields) -> Service:
    """Return a service on films of three tastes in turn, and thirty viewers who each like one taste."""
    films = []
    for k in range(count):
        facts = fields.get("facts", TASTES[k % 3])
        films.append(Film(id=f"f{k}", title=f"Film {k}", **facts))
    catalogue, generator = Catalogue(tuple(films)), np.random.default_rng(3)
    rows = [
        (f"v{v}", f"f{k}", 5 if k % 3 == v % 3 else 1)
        for v in range(30)
        for k in range(count)
        if generator.random() < 0.7
    ]
    interactions = Interactions.from_frame(pd.DataFrame(rows, columns=["viewer", "film", "rating"]))
    encoded = encode_catalogue(catalogue, [Plots(depth=4, width=4), Categorical(depth=4, width=32)])
    return Service(Recommender.fit(catalogue, interactions, toy.config(), encoded=encoded))


@pytest.fixture(scope="module")
def thirty() -> Service:
    return world(30)


def test_groups_are_named_after_what_their_films_share(thirty):
    starts = thirty.start_histories
    assert {start.name.split(" · ")[0] for start in starts[:3]} & {"Crime", "Western", "Comedy"}
    groups = film_groups(thirty.model, thirty.popular(30), 3)
    for group in groups:
        assert group.shared
        assert all(set(group.shared) <= set(categories_of(film)) for film in group.films)
        assert {int(film.id[1:]) % 3 for film in group.films} == {int(group.films[0].id[1:]) % 3}, "one taste each"
    assert len({int(group.films[0].id[1:]) % 3 for group in groups}) == 3


def test_no_film_is_in_two_groups_and_something_is_left_to_recommend(thirty):
    groups = film_groups(thirty.model, thirty.popular(30), 6)
    films = [film.id for group in groups for film in group.films]
    assert len(films) == len(set(films))
    assert all(len(group.films) <= min(MOST, 10) for group in groups)
    for start in thirty.start_histories:
        assert len(thirty.recommend(start.history, 5)) == 5


def test_groups_are_the_same_each_time(thirty):
    again = Service(thirty.model)
    assert again.start_histories == thirty.start_histories
    assert thirty.variant((("categorical", 2.0),)).start_histories == thirty.start_histories


def test_films_that_share_nothing_are_gathered_by_company():
    service = world(12, facts={"plot": "A film."})
    starts = service.start_histories
    assert starts
    assert all(start.name.startswith("Around Film ") for start in starts)
    assert all(len(start.history) == 4 for start in starts)
    first = starts[0].history.liked
    assert len({int(film[1:]) % 3 for film in first}) == 1, "those that one taste likes"
    one, two, three, four = (service.film(film).title for film in first)
    assert starts[0].line == f"{one}, {two}, {three} and {four}."


def test_films_of_one_name_never_make_two_groups_of_one_name():
    service = world(12, facts={"plot": "A film."})
    films = tuple(film.model_copy(update={"title": "Heat"}) for film in service.model.catalogue)
    encoded = encode_catalogue(Catalogue(films), [Plots(depth=4, width=4)])
    rows = [(f"v{v}", f"f{k}", 5 if k % 3 == v % 3 else 1) for v in range(30) for k in range(12)]
    interactions = Interactions.from_frame(pd.DataFrame(rows, columns=["viewer", "film", "rating"]))
    starts = Service(Recommender.fit(encoded.catalogue, interactions, toy.config(), encoded=encoded)).start_histories
    assert [start.name for start in starts] == ["Around Heat"]


def test_a_handful_of_films_has_none():
    assert world(5).start_histories == ()


def test_a_group_is_not_named_after_one_person_twice():
    ann, wrote, war = ("director", "Ann"), ("writer", "Ann"), ("genre", "War")
    assert list(_names([ann, wrote, war])) == [(ann,), (wrote,), (war,), (ann, war), (wrote, war)]
