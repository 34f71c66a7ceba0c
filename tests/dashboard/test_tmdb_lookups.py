"""Lookups at TMDB in the background: nobody waits, nothing is asked twice, old answers and passing errors end."""

from __future__ import annotations

import time
from concurrent.futures import wait

import pytest

from dashboard.tmdb import lookups as lookups_module
from dashboard.tmdb.client import Client
from dashboard.tmdb.errors import BusyError, RefusedKeyError, UnknownFilmError, UnreachableError
from dashboard.tmdb.key import parse_key
from dashboard.tmdb.lookups import AGE, Lookups
from emde_core.data.catalogue import Film

from .tmdb_stand_in import API_KEY, movie, stand_in

FILM = Film(id="1", title="A", tmdb_id="5", imdb_id="tt0000009")
SIX_MONTHS = 180 * 86_400


class Clock:
    """Seconds that a test lets pass."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def tmdb(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with stand_in() as server:
        for number in range(1, 31):
            server.says(f"/movie/{number}", movie(number))
        yield server


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def lookups(tmdb, clock):
    return Lookups(Client(parse_key(API_KEY), tmdb.base, read=1.0), clock)


def films(count):
    return [Film(id=str(number), title="A", tmdb_id=str(number)) for number in range(1, count + 1)]


def settle(futures):
    assert not wait(futures, timeout=10).not_done
    return [future.exception() for future in futures]


def test_nothing_is_asked_for_before_somebody_asks(lookups, tmdb):
    assert lookups.poster(Film(id="1", title="No id")) is None
    assert tmdb.requests == []


def test_whoever_asks_does_not_wait(lookups, tmdb):
    tmdb.says("/movie/5", movie(5), pause=0.3)
    start = time.monotonic()
    future = lookups.poster(FILM)
    assert time.monotonic() - start < 0.2
    assert not future.done()
    assert future.result(10) == "/poster5.jpg"


def test_a_film_is_asked_for_once_until_its_answer_is_old(lookups, tmdb, clock):
    settle([lookups.poster(FILM)])
    clock.now += AGE - 1
    settle([lookups.poster(FILM)])
    assert tmdb.paths() == ["/movie/5"]
    clock.now += 2
    tmdb.says("/movie/5", movie(5, poster_path="/new.jpg"))
    assert lookups.poster(FILM).result(10) == "/new.jpg"
    assert AGE < SIX_MONTHS


def test_a_film_is_found_by_imdbs_id_where_it_has_no_other(lookups, tmdb):
    tmdb.says("/find/tt0083658", {"movie_results": [{"id": 7, "poster_path": "/found.jpg"}]})
    film = Film(id="1", title="A", imdb_id="83658")
    assert lookups.poster(film).result(10) == "/found.jpg"
    assert lookups.film(film).result(10).trailer
    assert tmdb.paths() == ["/find/tt0083658", "/find/tt0083658", "/movie/7"]


@pytest.mark.parametrize(
    ("reply", "error"),
    [({"status": 401}, RefusedKeyError), ({"status": 429, "headers": {"Retry-After": "60"}}, BusyError)],
)
def test_an_error_that_concerns_all_ends_the_line(lookups, tmdb, clock, reply, error):
    for number in range(1, 31):
        tmdb.says(f"/movie/{number}", None, pause=0.02, **reply)
    errors = settle([lookups.poster(film) for film in films(30)])
    assert {type(each) for each in errors} == {error}
    asked = len(tmdb.requests)
    assert asked <= 2 * lookups_module.THREADS
    settle([lookups.poster(film) for film in films(30)])
    assert len(tmdb.requests) == asked, "no page asks again while the pause lasts"
    clock.now += max(each.wait for each in errors) + 1
    tmdb.says("/movie/1", movie(1))
    assert lookups.poster(films(1)[0]).result(10) == "/poster1.jpg"


def test_a_dead_network_is_tried_once_in_a_while(tmdb, clock):
    tmdb.says("/movie/5", movie(5), pause=0.4)
    lookups = Lookups(Client(parse_key(API_KEY), tmdb.base, read=0.05), clock)
    assert settle([lookups.poster(film) for film in (FILM, *films(3))]) != [None] * 4
    clock.now += 1
    assert isinstance(settle([lookups.poster(films(30)[29])])[0], UnreachableError)
    assert "/movie/30" not in tmdb.paths()


def test_a_film_that_tmdb_does_not_know_stops_no_other(lookups, tmdb):
    unknown = Film(id="1", title="A", tmdb_id="404")
    assert isinstance(settle([lookups.poster(unknown)])[0], UnknownFilmError)
    assert settle([lookups.poster(FILM), lookups.poster(unknown)])[0] is None
    assert tmdb.paths() == ["/movie/404", "/movie/5"]


def test_memory_is_bounded(lookups, tmdb, monkeypatch):
    monkeypatch.setattr(lookups_module, "POSTERS", 3)
    settle([lookups.poster(film) for film in films(6)])
    settle([lookups.poster(film) for film in films(6)[3:]])
    assert len(tmdb.requests) == 6
    settle([lookups.poster(films(1)[0])])
    assert len(tmdb.requests) == 7


def test_setup_is_asked_for_once_and_says_what_is_wrong_with_the_key(lookups, tmdb, clock):
    assert lookups.setup().result(10).countries["DE"] == "Germany"
    lookups.setup()
    assert tmdb.paths() == ["/configuration", "/watch/providers/regions"]
    tmdb.says("/configuration", None, status=401)
    clock.now += AGE
    with pytest.raises(RefusedKeyError, match="does not accept"):
        lookups.setup().result(10)
