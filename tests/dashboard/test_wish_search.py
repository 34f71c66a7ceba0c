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
        ("robot", ["keyword:robot"]),
        ("robots", ["keyword:robot"]),
        ("more of robots", ["keyword:robot"]),
        ("war movies", ["genre:War", "word:wars"]),
        ("ROB", ["keyword:robot", "keyword:robbery", "keyword:train robbery", "word:roberta", "cast:Robert Redford"]),
        ("robbery", ["keyword:robbery", "keyword:train robbery"]),
        ("redford", ["cast:Robert Redford"]),
        ("heists", ["word:heist"]),
        ("wars", ["genre:War", "word:wars"]),
    ],
)
def test_names_come_before_words_and_words_before_people_who_are_not_called_so(search, query, found):
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


ROBBERY = Wish("keyword", "robbery")


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("heist", ROBBERY, Wish("word", "heist")),  # a name says more than a word of a plot
        ("kubrick", Wish("director", "Stanley Kubrick"), ROBBERY),  # but what is called so is meant
        ("heits", ROBBERY, Wish("word", "heist")),  # and a slip may be none
    ],
)
def test_what_is_near_in_sense_comes_before_words_and_after_names(search, query, first, second):
    one, two = search.find(query, [ROBBERY])[:2]
    assert (one.wish, two.wish) == (first, second)
    assert {one.wish: one.is_by_sense, two.wish: two.is_by_sense}[ROBBERY]


def test_a_word_that_is_called_so_has_room_and_what_is_no_wish_here_is_left_out(search):
    many = [*NAMES[1:], Wish("word", "roberta"), Wish("word", "wars"), Wish("keyword", "nowhere")]
    found = [each.wish for each in search.find("heist", many)]
    assert Wish("word", "heist") in found
    assert Wish("keyword", "nowhere") not in found


def test_a_word_that_a_keyword_is_called_is_offered_once(search):
    assert [each.wish.kind for each in search.find("robot") if each.wish.name == "robot"] == ["keyword"]
    assert search.by_key("word:robot") is None


def test_function_words_and_nothing_lead_nowhere(search):
    assert search.find("the") == search.find(" ") == search.find("qqqq") == ()


def test_each_says_how_many_films_have_it_and_is_found_by_its_key(search):
    (first, *_) = search.find("robot")
    assert first.films == 2
    assert search.by_key(first.wish.key) == first.wish
    assert search.by_key("keyword:nothing") is None
