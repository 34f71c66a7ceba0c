"""TMDB on the screens: off without a key, on with one, and the key nowhere that anybody could read it."""

from __future__ import annotations

from concurrent.futures import wait

import pytest
import requests
import streamlit as st

from dashboard.browser import tmdb_access
from dashboard.browser.screens import DATA, EXPLORE, SCREENS
from dashboard.browser.session import STATE
from dashboard.panels.common.tmdb_film import NO_ID, NOTICE, OUR_POSTER
from dashboard.panels.data.tmdb_settings import FIELD
from dashboard.state import link
from dashboard.tmdb import client
from emde_core import History
from emde_core.data.catalogue import Film
from tests.serving import free_port

from .screens import drawn_with, everything, opened, turn_to
from .tmdb_stand_in import API_KEY, PICTURES, TOKEN, movie, stand_in

pytestmark = pytest.mark.usefixtures("tmdb")

IDS = {"1": 70001, "2": 70002, "3": 70003, "4": 70004}  # films of the small catalogue that have one, and TMDB's ids
HISTORY = History(liked=("1", "8"))
EXPLAINED = {"history": HISTORY, "selected": "2"}


@pytest.fixture
def tmdb(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv(tmdb_access.TMDB_VARIABLE, raising=False)
    with stand_in() as server:
        for number in IDS.values():
            server.says(f"/movie/{number}", movie(number))
        monkeypatch.setattr(client, "API", server.base)
        yield server
    tmdb_access._of_server.cache_clear()


def give_key(app, key=API_KEY):
    """The app on Data, with a key in use."""
    turn_to(app, DATA)
    app.text_input(key=FIELD).set_value(key)
    next(each for each in app.button if each.label == "Use this key").click()
    return settled(app.run())


def settled(app):
    """The app once all that it waits for has arrived, as the pulse would draw it again."""
    here = app.session_state.get(tmdb_access.LOOKUPS)
    if here is not None:
        assert not wait(
            [each.future for each in (*here._films.values(), *here._posters.values(), here._setup) if each], timeout=10
        ).not_done
        app.run()
    return app


def whole(app) -> str:
    """All that goes to the browser."""

    def walk(node):
        if getattr(node, "proto", None) is not None:
            yield str(node.proto)
        for child in getattr(node, "children", {}).values():
            yield from walk(child)

    return "\n".join(walk(app._tree))


def is_ours(picture: str | None) -> bool:
    """Whether this server serves a picture; some films have none."""
    return picture is None or "tmdb" not in picture


def links(app) -> dict[str, str]:
    return {each.proto.label: each.proto.url for each in app.get("link_button")}


def test_without_a_key_nothing_is_asked_for_on_any_screen(app, tmdb, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a request without a key")

    monkeypatch.setattr(requests.Session, "send", refuse)
    for screen in SCREENS:
        opened(app, screen, **EXPLAINED)
        assert not app.exception
        assert "image.tmdb.org" not in whole(app) or screen is DATA
    assert tmdb.requests == []


@pytest.mark.parametrize("key", [API_KEY, TOKEN])
def test_a_key_is_taken_and_is_in_no_element_and_no_link(app, service, key):
    state = opened(app, EXPLORE, **EXPLAINED).session_state[STATE]
    give_key(app, key)
    assert not app.exception
    assert "TMDB accepts the key" in everything(app)
    assert NOTICE in everything(app)
    app.segmented_control(key="tmdb-posters").set_value(True).run()
    settled(turn_to(app, EXPLORE))
    for screen in SCREENS:
        turn_to(app, screen)
        assert key not in whole(app)
        assert key not in str(dict(app.query_params))
    assert FIELD not in app.session_state or app.session_state[FIELD] == ""
    assert link.encode(app.session_state[STATE], service.model) == link.encode(state, service.model)


def test_a_film_has_its_trailer_and_where_to_watch_it(app, tmdb):
    give_key(app)
    settled(opened(app, EXPLORE, **EXPLAINED))
    assert links(app) == {
        "Trailer ↗": "https://www.youtube.com/watch?v=official_12",
        "Prices and links, at TMDB ↗": "https://www.themoviedb.org/movie/70002/watch?locale=US",
    }
    assert "Tubi TV" in everything(app)
    app.selectbox(key="tmdb-country-choice").set_value("DE").run()
    page = everything(app)
    assert "Mubi" in page
    assert "Apple TV and [Maxdome](x) &lt;b&gt;Store&lt;/b&gt;" in page
    assert "JustWatch" in page
    assert set(tmdb.paths()) == {"/configuration", "/watch/providers/regions", "/movie/70002"}


def test_a_film_without_an_id_is_not_asked_for(app, tmdb):
    give_key(app)
    settled(opened(app, EXPLORE, history=HISTORY, selected="9"))
    assert NO_ID in everything(app)
    assert [path for path in tmdb.paths() if path.startswith("/movie")] == []


def test_posters_are_tmdbs_in_the_grid_and_ours_under_the_lens(app):
    give_key(app)
    app.segmented_control(key="tmdb-posters").set_value(True).run()
    settled(opened(app, EXPLORE, **EXPLAINED))
    tiles = {tile["id"]: tile["picture"] for tile in drawn_with(app, "poster_grid")["tiles"]}
    rows = {row["key"]: row["picture"] for row in drawn_with(app, "history_list")["rows"]}
    for film, picture in (tiles | rows).items():
        if film in IDS:
            assert picture == f"{PICTURES}w342/poster{IDS[film]}.jpg"
        else:
            assert is_ours(picture)
    assert is_ours(drawn_with(app, "poster_lens")["picture"])
    assert OUR_POSTER in everything(app)
    turn_to(app, DATA)
    app.segmented_control(key="tmdb-posters").set_value(False).run()
    opened(app, EXPLORE, **EXPLAINED)
    assert "image.tmdb.org" not in whole(app)


def test_exports_hold_neither_the_key_nor_tmdbs_posters(app, monkeypatch):
    files = []
    give_key(app)
    app.segmented_control(key="tmdb-posters").set_value(True).run()
    app.session_state["keep-open"] = True
    monkeypatch.setattr(st, "download_button", lambda _label, write, *_, **__: files.append(write()))
    settled(opened(app, EXPLORE, **EXPLAINED))
    assert not app.exception
    assert len(files) >= 4
    for content in files:
        assert API_KEY not in str(content)
        assert "tmdb.org" not in str(content)


def test_what_is_no_key_is_said_to_be_none(app, tmdb):
    give_key(app, "<b>not a key</b>")
    assert not app.exception
    assert "This is no key of TMDB" in everything(app)
    assert "not a key" not in whole(app)
    assert tmdb.requests == []


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ({"status": 401}, "does not accept the key"),
        ({"status": 429, "headers": {"Retry-After": "50"}}, "Look again in 50 seconds"),
        ({"status": 302, "headers": {"Location": "https://login.example/?next=<i>"}}, "login.example"),
        ({"status": 500}, "an error of its own"),
        ({"answer": b"{"}, "not as expected"),
    ],
)
def test_every_failure_is_said_and_the_page_is_whole(app, tmdb, reply, words):
    for path in ("/configuration", *(f"/movie/{number}" for number in IDS.values())):
        tmdb.says(path, **reply)
    give_key(app)
    assert words in everything(app)
    app.segmented_control(key="tmdb-posters").set_value(True).run()
    settled(opened(app, EXPLORE, **EXPLAINED))
    assert not app.exception
    assert words in everything(app)
    assert drawn_with(app, "reason_bars")["rows"]
    assert all(is_ours(tile["picture"]) for tile in drawn_with(app, "poster_grid")["tiles"])


def test_a_dead_network_is_said_and_the_page_is_whole(app, monkeypatch):
    monkeypatch.setattr(client, "API", f"http://127.0.0.1:{free_port()}")
    give_key(app)
    assert "can’t be reached" in everything(app)
    settled(opened(app, EXPLORE, **EXPLAINED))
    assert not app.exception
    assert drawn_with(app, "reason_bars")["rows"]


def test_a_forgotten_key_is_gone(app, tmdb):
    give_key(app)
    app.segmented_control(key="tmdb-posters").set_value(True).run()
    app.button(key="tmdb-forget").click().run()
    assert tmdb_access.LOOKUPS not in app.session_state
    asked = len(tmdb.requests)
    opened(app, EXPLORE, **EXPLAINED)
    assert len(tmdb.requests) == asked
    assert "themoviedb" not in whole(app)


def test_the_servers_key_is_used_by_all_and_shown_to_nobody(app, tmdb, monkeypatch):
    monkeypatch.setenv(tmdb_access.TMDB_VARIABLE, TOKEN)
    turn_to(app, DATA)
    shared = tmdb_access._of_server(TOKEN)
    wait([shared.setup()], timeout=10)
    app.run()
    page = whole(app)
    assert "TMDB accepts the key" in page
    assert TOKEN not in page
    assert not [each for each in app.text_input if each.key == FIELD]
    assert tmdb.requests[0][2]["Authorization"] == f"Bearer {TOKEN}"
    app.button(key="tmdb-decline").click().run()
    asked = len(tmdb.requests)
    opened(app, EXPLORE, **EXPLAINED)
    assert len(tmdb.requests) == asked
    turn_to(app, DATA)
    app.button(key="tmdb-decline").click().run()
    opened(app, EXPLORE, **EXPLAINED)
    wait([shared.film(Film(id="2", title="A", tmdb_id=str(IDS["2"])))], timeout=10)
    assert "/movie/70002" in tmdb.paths()


def test_a_server_key_of_no_form_is_said_on_data_and_stops_nothing(app, tmdb, monkeypatch):
    monkeypatch.setenv(tmdb_access.TMDB_VARIABLE, "secret-but-wrong")
    turn_to(app, DATA)
    assert "The key that this server was started with is not used" in everything(app)
    assert "secret-but-wrong" not in whole(app)
    opened(app, EXPLORE, **EXPLAINED)
    assert not app.exception
    assert tmdb.requests == []
