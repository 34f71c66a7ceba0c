"""The client of TMDB against a stand-in: what it sends, what it reads, and every way in which an answer can fail."""

from __future__ import annotations

import logging
from email.utils import formatdate

import pytest

from dashboard.tmdb import client as client_module
from dashboard.tmdb.answers import Brief, Configuration, Countries, Movie
from dashboard.tmdb.client import Client, hide_key, retry_after
from dashboard.tmdb.errors import (
    SOON,
    BadAnswerError,
    BusyError,
    KeyFormatError,
    RedirectError,
    RefusedKeyError,
    TmdbError,
    UnknownFilmError,
    UnreachableError,
)
from dashboard.tmdb.film_facts import read_movie, read_poster, read_setup
from dashboard.tmdb.key import parse_key
from emde_core.errors import EmdeError
from tests.serving import free_port

from .tmdb_stand_in import API_KEY, CONFIGURATION, PICTURES, REGIONS, TOKEN, movie, stand_in


@pytest.fixture
def tmdb(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with stand_in() as server:
        server.says("/movie/5", movie(5))
        yield server


def client(server, key=API_KEY, **limits):
    return Client(parse_key(key), server.base, **limits)


def test_both_kinds_of_key_are_recognised_and_neither_is_written():
    api_key, token = parse_key(f" {API_KEY}\n"), parse_key(f"Bearer {TOKEN}")
    assert (api_key.secret, api_key.is_token) == (API_KEY, False)
    assert (token.secret, token.is_token) == (TOKEN, True)
    assert API_KEY not in f"{api_key!r} {api_key}"


@pytest.mark.parametrize("text", ["", "my key", API_KEY[:-1], f"{API_KEY}\r\nX-Evil: 1", "eyJ.a", "eyJ" + "a.a" * 9999])
def test_what_is_no_key_is_refused_and_not_repeated(text):
    with pytest.raises(KeyFormatError) as refusal:
        parse_key(text)
    assert not text or text not in str(refusal.value)
    assert isinstance(refusal.value, EmdeError)


def test_a_film_comes_with_videos_and_offers_in_one_request(tmdb):
    facts = read_movie(client(tmdb).movie("5"))
    ((path, query, headers),) = tmdb.requests
    assert (path, query["append_to_response"]) == ("/movie/5", "videos,watch/providers")
    assert query["api_key"] == API_KEY
    assert "Authorization" not in headers
    assert facts.trailer == "https://www.youtube.com/watch?v=official_12"
    assert facts.offers["DE"].ways == (("Stream", ("Mubi",)), ("Rent", ("Apple TV", "[Maxdome](x) <b>Store</b>")))
    assert facts.offers["DE"].page == "https://www.themoviedb.org/movie/5/watch?locale=DE"
    assert facts.offers["US"].ways == (("Free, with advertisements", ("Tubi TV",)),)


def test_a_token_goes_into_a_header_alone(tmdb):
    client(tmdb, TOKEN).movie("5")
    ((_, query, headers),) = tmdb.requests
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in str(query)


def test_netrc_does_not_replace_the_key(tmdb, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    client(tmdb, TOKEN).movie("5")
    assert tmdb.requests[0][2]["Authorization"] == f"Bearer {TOKEN}"


def test_imdbs_id_leads_to_tmdbs(tmdb):
    tmdb.says("/find/tt0083658", {"movie_results": [{"id": 5}], "tv_results": []})
    tmdb.says("/find/tt0000001", {"movie_results": []})
    assert client(tmdb).find("tt0083658").id == 5
    assert tmdb.requests[0][1]["external_source"] == "imdb_id"
    with pytest.raises(UnknownFilmError, match="tt0000001"):
        client(tmdb).find("tt0000001")


def test_pictures_have_the_least_size_that_is_wide_enough(tmdb):
    setup = read_setup(client(tmdb).configuration(), client(tmdb).countries())
    assert setup.pictures == f"{PICTURES}w342"
    assert setup.countries == {"DE": "Germany", "US": "United States of America"}


@pytest.mark.parametrize(
    ("reply", "error", "wait"),
    [
        ({"status": 401}, RefusedKeyError, 600),
        ({"status": 404}, UnknownFilmError, 86_400),
        ({"status": 429, "headers": {"Retry-After": "90"}}, BusyError, 90),
        ({"status": 429, "headers": {"Retry-After": "1"}}, BusyError, SOON),
        ({"status": 429}, BusyError, SOON),
        ({"status": 503}, UnreachableError, SOON),
        ({"status": 418}, BadAnswerError, SOON),
        ({"status": 302, "headers": {"Location": "https://evil.example/movie/5"}}, RedirectError, SOON),
        ({"status": 301, "headers": {"Location": "/movie/6"}}, RedirectError, SOON),
    ],
)
def test_each_status_has_its_error(tmdb, reply, error, wait):
    tmdb.says("/movie/5", {"status_message": "<b>no</b>"}, **reply)
    with pytest.raises(error) as failure:
        client(tmdb).movie("5")
    assert isinstance(failure.value, TmdbError)
    assert failure.value.wait == wait
    assert len(tmdb.requests) == 1, "nobody is led elsewhere, and nothing is asked twice"
    assert API_KEY not in str(failure.value)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"id": "five"}',
        b'{"id": 5, "videos": 3}',
        b'{"id": 5, "watch/providers": {"results": {"DE": {"rent": [{}]}}}}',
        b"\xff\xfe{}",
        b"[" * 100_000,
        b"<html>Log in</html>",
    ],
)
def test_a_broken_answer_is_named(tmdb, body):
    tmdb.says("/movie/5", body)
    with pytest.raises(BadAnswerError, match="not as expected"):
        client(tmdb).movie("5")


def test_a_huge_answer_is_left(tmdb, monkeypatch):
    monkeypatch.setattr(client_module, "LARGEST", 10_000)
    tmdb.says("/movie/5", movie(5, overview="x" * 1_000_000))
    with pytest.raises(BadAnswerError, match="larger than"):
        client(tmdb).movie("5")


def test_a_compressed_answer_is_not_unpacked(tmdb):
    tmdb.says("/movie/5", b"\x1f\x8b" + b"0" * 100, headers={"Content-Encoding": "gzip"})
    with pytest.raises(BadAnswerError):
        client(tmdb).movie("5")
    assert tmdb.requests[0][2]["Accept-Encoding"] == "identity"


def test_a_slow_server_is_left(tmdb):
    tmdb.says("/movie/5", movie(5), pause=0.5)
    with pytest.raises(UnreachableError):
        client(tmdb, read=0.05).movie("5")


def test_a_trickle_is_left_although_each_byte_comes_in_time(tmdb):
    tmdb.says("/movie/5", movie(5), pause=0.02, trickle=True)
    with pytest.raises(UnreachableError, match="too long"):
        client(tmdb, read=1.0, whole=0.15).movie("5")


def test_an_answer_that_breaks_off_is_no_answer(tmdb):
    tmdb.says("/movie/5", b'{"id": 5', headers={"Content-Length": "1000"})
    with pytest.raises(TmdbError):
        client(tmdb, read=0.3).movie("5")


@pytest.mark.parametrize("key", [API_KEY, TOKEN])
def test_a_dead_network_is_named_and_the_key_is_in_no_message_and_no_log(key, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UnreachableError) as failure:
        Client(parse_key(key), f"http://127.0.0.1:{free_port()}").movie("5")
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__
    assert key not in str(failure.value) + caplog.text


def test_what_urllib3_logs_of_an_answer_lacks_the_key(tmdb, caplog):
    caplog.set_level(logging.DEBUG)
    client(tmdb).movie("5")
    assert "/movie/5" in caplog.text
    assert "api_key=…" in caplog.text
    assert API_KEY not in caplog.text


def test_a_log_record_without_arguments_is_left_alone():
    assert hide_key(logging.LogRecord("urllib3", logging.DEBUG, "", 1, "api_key", None, None))


def test_a_pause_is_read_as_seconds_or_as_a_date():
    assert retry_after("120") == 120
    assert retry_after(formatdate(4_102_444_800, usegmt=True)) > 1e6
    assert retry_after("soon") == retry_after("") == SOON


@pytest.mark.parametrize(
    ("video", "address"),
    [
        ({"site": "Vimeo", "key": "12345678", "type": "Trailer"}, "https://vimeo.com/12345678"),
        ({"site": "YouTube", "key": "a\" onclick='x'", "type": "Trailer"}, None),
        ({"site": "Elsewhere", "key": "official_12", "type": "Trailer"}, None),
        ({"site": "YouTube", "key": "official_12", "type": "Clip"}, None),
    ],
)
def test_a_trailer_leads_to_a_site_that_is_known(video, address):
    answer = movie(5, videos={"results": [video]})
    assert read_movie(Movie.model_validate(answer)).trailer == address


ELSEWHERE = [
    "javascript:alert(1)",
    "http://www.themoviedb.org/x",
    "https://www.themoviedb.org@evil.example/",
    "https://[",
]


@pytest.mark.parametrize("page", [*ELSEWHERE, ""])
def test_a_page_of_offers_elsewhere_is_left_out(page):
    offers = {"DE": {"link": page, "buy": [{"provider_name": "A"}]}, "de": {"buy": [{"provider_name": "B"}]}}
    facts = read_movie(Movie.model_validate(movie(5, **{"watch/providers": {"results": offers}})))
    assert facts.offers.keys() == {"DE"}
    assert facts.offers["DE"].page == ""


def test_a_poster_is_a_path_at_tmdb(tmdb):
    assert read_poster(client(tmdb).brief("5")) == "/poster5.jpg"
    assert "append_to_response" not in tmdb.requests[0][1]
    for path in (None, "", "//evil.example/x.jpg", "/../x.jpg", "/x.svg", "/x.jpg?y"):
        assert read_poster(Brief(id=5, poster_path=path)) is None


@pytest.mark.parametrize(
    "base", ["http://image.tmdb.org/t/p/", "https://evil.example/t/p/", "https://image.tmdb.org.evil.example/"]
)
def test_pictures_elsewhere_are_refused(base):
    images = {**CONFIGURATION["images"], "secure_base_url": base}
    with pytest.raises(BadAnswerError, match=r"image\.tmdb\.org"):
        read_setup(Configuration.model_validate({"images": images}), Countries.model_validate(REGIONS))
