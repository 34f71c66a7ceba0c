"""Commands that open the dashboard, as real processes where the network and the machine matter."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import time
from contextlib import nullcontext
from ipaddress import ip_address

import pytest

from dashboard import __main__ as served_app
from emde_core import workspace
from emde_core.cli import app, browser, serve
from emde_core.cli.address import EVERYWHERE, Address
from emde_core.errors import ConfigError, ServeError
from tests.serving import ROOT, answering, free_port

OTHER_ADDRESS = "127.0.0.2"  # this machine's too, and not where "this machine alone" is served
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no second loopback address")


@pytest.fixture
def fresh(tmp_path):
    """The environment of somebody who has just sat down: an empty home, no display."""
    told = ("XDG_", "STREAMLIT_", "DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(told)}
    (tmp_path / "home").mkdir()
    return kept | {"HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}


def answers(host, port):
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError:
        return False
    return True


@pytest.mark.slow
def test_on_a_fresh_machine_without_a_terminal_it_opens_a_browser(small_model_path, fresh, tmp_path):
    """Nobody is asked anything; the browser is a stand-in that notes where it was sent."""
    browser, sent_to = tmp_path / "browser", tmp_path / "sent to"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{sent_to}"\n')
    browser.chmod(0o755)
    port = free_port()
    words = ("emde_core", "dashboard", "--model", small_model_path, "--port", port)
    with answering(port, *words, env=fresh | {"BROWSER": str(browser)}):
        eventually(lambda: sent_to.is_file() and sent_to.read_text() == f"http://localhost:{port}\n")


def eventually(true, within=10):
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.slow
@on_linux
def test_the_dashboard_answers_this_machine_alone_until_it_is_stopped(small_model_path, fresh):
    port = free_port()
    words = ("--model", small_model_path, "--port", port, "--headless")
    with answering(port, "emde_core", "dashboard", *words, env=fresh) as server:
        assert answers("localhost", port)
        assert not answers(OTHER_ADDRESS, port)
        os.kill(server.pid, signal.SIGTERM)  # as a service manager does: what the command started ends with it
        eventually(lambda: not answers("localhost", port))


@pytest.mark.slow
@on_linux
def test_it_answers_everyone_who_is_asked_for(small_model_path, fresh):
    port = free_port()
    words = ("--model", small_model_path, "--port", port, "--headless", "--address", EVERYWHERE)
    with answering(port, "emde_core", "dashboard", *words, env=fresh):
        assert answers(OTHER_ADDRESS, port)


@pytest.mark.slow
@on_linux
def test_started_anywhere_as_a_module_it_answers_this_machine_alone(small_model_path, fresh, tmp_path):
    port = free_port()
    words = ("--server.port", port, "--", "--model", small_model_path)
    with answering(port, "dashboard", *words, cwd=tmp_path, env=fresh):
        assert not answers(OTHER_ADDRESS, port)


def test_what_was_said_before_is_not_overruled(monkeypatch):
    monkeypatch.setattr(os, "environ", {"STREAMLIT_SERVER_ADDRESS": EVERYWHERE})
    monkeypatch.setattr(sys, "argv", ["dashboard"])
    monkeypatch.setattr(served_app, "import_module", lambda _: None)
    monkeypatch.setattr(served_app, "load_streamlit", lambda: lambda: None)
    served_app.main()
    assert os.environ["STREAMLIT_SERVER_ADDRESS"] == EVERYWHERE


@pytest.mark.parametrize(
    ("text", "url", "audience"),
    [
        ("127.0.0.1", "http://localhost:8501", "Only this machine can open it;"),
        ("localhost", "http://localhost:8501", "Only this machine can open it;"),
        ("127.0.0.2", "http://127.0.0.2:8501", "Only this machine can open it;"),
        ("::1", "http://[::1]:8501", "Only this machine can open it;"),
        (EVERYWHERE, "http://localhost:8501", "Every machine that can reach this one can open it at http://"),
        ("::", "http://localhost:8501", "Every machine that can reach this one can open it at http://"),
        (
            "192.168.1.5",
            "http://192.168.1.5:8501",
            "Every machine that can reach 192.168.1.5 can open it at http://192.168.1.5:8501, and no password is",
        ),
    ],
)
def test_who_can_open_it_is_said(text, url, audience):
    place = Address.read(text, 8501)
    assert place.url == url
    assert place.audience.startswith(audience)


def test_where_others_open_it_is_said():
    named = Address.read(EVERYWHERE, 8501, "/why", ["*.example.org", "films.example.org"])
    assert " at http://films.example.org:8501/why, and no password is asked." in named.audience
    host = re.search(r" at http://([0-9.]+):8501, ", Address.read(EVERYWHERE, 8501).audience)
    assert host is None or not ip_address(host[1]).is_unspecified
    proxied = Address.read("127.0.0.1", 8501, allowed_hosts=["films.example.org"])
    assert proxied.audience.endswith("A proxy on this machine may pass on what is asked of films.example.org.")


def test_a_base_path_is_part_of_the_address_that_is_printed():
    place = Address.read("127.0.0.1", 8501, "why/films/")
    assert place.url == "http://localhost:8501/why/films"
    assert "--server.baseUrlPath=/why/films" in place.server_options


@pytest.mark.parametrize("text", ["..", "/films/../x", "a//b", "a b", "a?b", "a#b", "a%2e", "http://films", "ä", "."])
def test_what_is_no_base_path(text):
    with pytest.raises(ConfigError, match=r"is no base path; give names with slashes between them"):
        Address.read("127.0.0.1", 8501, text)


@pytest.mark.parametrize("text", ["", "*", "http://films.org", "films.org:80", "a b", "*.", "-a", "a..b", "a/b", "a@b"])
def test_what_is_no_name_of_a_host(text):
    with pytest.raises(ConfigError, match=r"is no name of a host; give one without http:// and port"):
        Address.read("127.0.0.1", 8501, allowed_hosts=[text])


def test_names_that_are_allowed_stand_beside_this_machines_own():
    options = Address.read("10.0.0.7", 8501, allowed_hosts=["Films.example.org", "films.example.org."]).server_options
    assert [each.removeprefix("--server.allowedHosts=") for each in options if "allowedHosts" in each] == [
        "localhost",
        "127.0.0.1",
        "::1",
        "10.0.0.7",
        "films.example.org",
    ]
    assert not [each for each in Address.read("10.0.0.7", 8501).server_options if "allowedHosts" in each]


def test_what_is_no_address():
    with pytest.raises(ConfigError, match=r"'everyone' is not an IP address; give --address 127\.0\.0\.1"):
        Address.read("everyone", 8501)


def test_an_address_of_another_machine():
    with pytest.raises(ServeError, match=r"can't be served at 192\.0\.2\.1 .*; give --address 127\.0\.0\.1"):
        Address.read("192.0.2.1", free_port()).check()


def test_a_port_in_use():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for address in ("127.0.0.1", EVERYWHERE):
            with pytest.raises(ServeError, match=rf"port {port} is in use; choose another with --port"):
                Address.read(address, port).check()


@pytest.fixture
def emde(monkeypatch, capsys):
    """Runs a command in this process, with a server that only notes how it was started: the notes, and stderr."""

    def run(*words):
        started = []
        monkeypatch.setattr(serve.subprocess, "run", lambda command, **_: started.append(command) or Ended)
        monkeypatch.setattr(serve, "opening_browser", lambda place: nullcontext(started.append(place.url)))
        monkeypatch.setattr(sys, "argv", ["emde", *map(str, words)])
        with pytest.raises(SystemExit):
            app.main()
        return started, capsys.readouterr().err

    return run


class Ended:
    """A server that was stopped as it should be."""

    returncode = 0


def test_the_command_says_where_and_to_whom(emde, small_model_path):
    port = free_port()
    ((*_, model),), err = emde("dashboard", "--model", small_model_path, "--port", port, "--headless")
    assert model == str(small_model_path)
    assert f"http://localhost:{port} " in err
    assert "Only this machine can open it" in err


def test_a_study_is_served_at_its_own_address(emde, small_model_path, tmp_path):
    file = tmp_path / "my.json"
    file.write_text("{}")
    words = ("dashboard", "--model", small_model_path, "--port", free_port(), "--headless", "--study", file)
    ((*_, study),), err = emde(*words)
    assert study == str(file)
    assert "/study " in err


def test_a_study_with_a_mistake_is_not_served(monkeypatch, tmp_path):
    (tmp_path / "my.json").write_text("{}")
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(sys, "argv", ["dashboard", "--", "--study", str(tmp_path / "my.json")])
    with pytest.raises(SystemExit, match=r"my\.json, field format: .*; write"):
        served_app.main()


def test_the_demo_is_served_where_it_is_asked_for(emde, monkeypatch, small_model_path):
    port = free_port()
    made = []
    monkeypatch.setattr(serve, "prepare_demo", lambda *_: small_model_path)
    monkeypatch.setattr(serve, "prepare_planted_world", lambda *asked: made.append(asked[:2]))
    (command,), err = emde("demo", "--address", EVERYWHERE, "--port", port, "--headless")
    assert f"--server.address={EVERYWHERE}" in command
    assert "Every machine that can reach this one can open it at http://" in err
    assert made == [(workspace.planted_world_folder(), small_model_path)]
    assert emde("demo", "--address", "everyone")[0] == []
    assert emde("demo", "--prepare-only")[0] == []
    assert len(made) == 2


def test_a_server_that_fails_is_not_said_to_want_another_port(emde, monkeypatch, small_model_path):
    monkeypatch.setattr(Ended, "returncode", 255)
    _, err = emde("dashboard", "--model", small_model_path, "--port", free_port(), "--headless")
    assert "stopped with status 255; what it said last is above" in err
    assert "--port" not in err


def test_a_browser_opens_where_one_is_wanted_and_can_be_seen(emde, monkeypatch, small_model_path):
    port = free_port()
    words = ("dashboard", "--model", small_model_path, "--port", port)
    monkeypatch.setattr(serve, "has_window", lambda: True)
    assert emde(*words)[0][0] == f"http://localhost:{port}"
    (command,), _ = emde(*words, "--headless")
    assert "--server.headless=true" in command
    monkeypatch.setattr(serve, "has_window", lambda: False)
    assert emde(*words)[0] == [command]


@pytest.mark.parametrize(
    ("platform", "variables", "found"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"BROWSER": "/usr/bin/wslview"}, True),
        ("darwin", {}, True),
    ],
)
def test_where_a_browser_can_be_seen(monkeypatch, platform, variables, found):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "environ", variables)
    assert browser.has_window() is found


def test_a_browser_waits_until_the_server_answers(monkeypatch):
    opened = []
    monkeypatch.setattr(browser.webbrowser, "open", opened.append)
    place = Address.read("127.0.0.1", free_port())
    with browser.opening_browser(place):
        time.sleep(3 * browser.PAUSE)
        assert opened == []
        with socket.create_server((str(place.ip), place.port)):
            eventually(lambda: opened)
    assert opened == [place.url]


def test_no_browser_opens_on_a_server_that_has_ended(monkeypatch):
    opened = []
    monkeypatch.setattr(browser.webbrowser, "open", opened.append)
    place = Address.read("127.0.0.1", free_port())
    with browser.opening_browser(place):
        pass
    with socket.create_server((str(place.ip), place.port)):
        time.sleep(3 * browser.PAUSE)
    assert opened == []
