"""Search for what can be wished for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dashboard.service.wish_search import WishSearch
from emde_core.history import Wish

NAMES = (
    Wish("popularity"),
    Wish("genre", "Comedy"),
    Wish("genre", "War"),
    Wish("cast", "Robert Redford"),
    Wish("keyword", "robot"),
    Wish("keyword", "robbery"),
    Wish("keyword", "train robbery"),
    Wish("director", "Stanley Kubrick"),
)
COUNTS = {"robot": 3, "roberta": 1, "heist": 5, "the": 40, "wars": 2}


@pytest.fixture
def search():
    model = SimpleNamespace(catalogue=SimpleNamespace(plot_counts=COUNTS), films_with=lambda wish: [wish.name] * 2)
    return WishSearch(model, NAMES)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("robot", ["keyword:robot", "word:robot"]),
        ("robots", ["keyword:robot", "word:robot"]),
        ("ROB", ["keyword:robot", "keyword:robbery", "word:robot", "word:roberta", "cast:Robert Redford"]),
        ("robbery", ["keyword:robbery", "keyword:train robbery"]),
        ("redford", ["cast:Robert Redford"]),
        ("heists", ["word:heist"]),
        ("wars", ["word:wars", "genre:War"]),
    ],
)
def test_names_come_before_words_and_words_before_people(search, query, found):
    sure = [each.wish.key for each in search.find(query) if each.is_sure]
    assert sure[: len(found)] == found
    assert not set(sure[len(found) :]) & {"word:the"}


NEAR = [("comedies", "Comedy"), ("kubrik", "Stanley Kubrick"), ("robbrey", "robbery"), ("heits", "heist")]


@pytest.mark.parametrize(("query", "near"), NEAR)
def test_a_slip_or_another_ending_leads_to_what_is_near(search, query, near):
    first = search.find(query)[0]
    assert first.wish.name == near
    assert not first.is_sure


def test_names_that_are_near_come_before_words_and_stay_away_where_something_is_called_so(search):
    assert search.find("robit")[0].wish.kind == "keyword"
    assert all(each.is_sure for each in search.find("robots"))
    (by_sense,) = search.near_in_sense(["heist"])
    assert (by_sense.wish, by_sense.is_sure) == (Wish("word", "heist"), False)


def test_function_words_and_nothing_lead_nowhere(search):
    assert search.find("the") == search.find(" ") == search.find("qqqq") == ()


def test_each_says_how_many_films_have_it_and_is_found_by_its_key(search):
    (first, *_) = search.find("robot")
    assert first.films == 2
    assert search.by_key(first.wish.key) == first.wish
    assert search.by_key("keyword:nothing") is None
