"""Search as people type: slips, spellings, numbers, people and genres."""

from __future__ import annotations

import pytest

from dashboard.service.search import SearchIndex
from emde_core.data.catalogue import Film

FILMS = (  # the best known first
    Film(id="1", title="The Godfather", year=1972, cast=("Al Pacino",), genres=("Crime",)),
    Film(id="2", title="Looking for Richard", year=1996, directors=("Al Pacino",), genres=("Documentary",)),
    Film(id="3", title="Twelve Monkeys", year=1995, directors=("Terry Gilliam",)),
    Film(id="4", title="The Godfather Part II", year=1974, cast=("Al Pacino",)),
    Film(id="5", title="Three Colors: Red", year=1994, directors=("Krzysztof Kieślowski",)),
    Film(id="6", title="Seven", year=1995, directors=("David Fincher",)),
    Film(id="7", title="Alien 3", year=1992, directors=("David Fincher",)),
    Film(id="8", title="Star Wars", year=1977, genres=("Sci-Fi",)),
    Film(id="9", title="Maverick", year=1994, genres=("Western",)),
    Film(id="10", title="The Naked Gun 33 1/3: The Final Insult", year=1994),
)


@pytest.fixture(scope="module")
def index():
    return SearchIndex(FILMS)


def ids(index, query):
    return [match.film.id for match in index.find(query)]


@pytest.mark.parametrize(
    ("query", "film_id"),
    [
        ("12 monkeys", "3"),
        ("twelve mon", "3"),
        ("godfather part 2", "4"),
        ("three colours", "5"),
        ("Se7en", "6"),
        ("alien³", "7"),
        ("naked gun 33⅓", "10"),
    ],
)
def test_numbers_and_spellings_are_those_of_the_person(index, query, film_id):
    assert ids(index, query)[0] == film_id


@pytest.mark.parametrize(
    ("query", "film_id"),
    [("godfahter", "1"), ("gilliem", "3"), ("kieslovski", "5"), ("starwars", "8"), ("monkys", "3")],
)
def test_a_slip_of_the_hand_is_forgiven(index, query, film_id):
    assert ids(index, query)[0] == film_id


def test_a_slip_is_looked_for_only_where_nothing_matches_as_typed(index):
    assert ids(index, "seven") == ["6"]
    assert ids(index, "xyzzyq") == []
    assert ids(index, "qua") == []  # too short to hold a slip


def test_people_lead_to_their_best_known_film(index):
    assert ids(index, "pacino") == ["1", "2", "4"]
    assert [match.why for match in index.find("pacino")][:2] == ["with Al Pacino", "directed by Al Pacino"]


def test_a_genre_leads_to_its_films(index):
    assert [(match.film.id, match.why) for match in index.find("western")] == [("9", "Western")]


def test_a_year_narrows(index):
    assert ids(index, "godfather 1974") == ["4"]
