"""The recipes for sharing, as they stand in assets/deploy, before two processes of the dashboard.

Only what the recipes say is yours to change is changed here: ports, certificates, passwords.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import secrets
import shutil
import socket
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.browser.screens import SCREENS
from tests.serving import CHROMIUM_ARGUMENTS, ROOT, answering, chromium_binary, free_port

pytestmark = pytest.mark.slow

RECIPES = ROOT / "assets" / "deploy"
NAME, USER, PASSWORD = "films.example.org", "ada", "a password with spaces"
ALL = 40  # browsers at most until both processes have one: less than one in 10^12 that they have not
WAIT = 60  # seconds


@dataclass(frozen=True)
class Proxy:
    """A proxy that runs: its port, the ports of the two processes behind it, its certificate."""

    port: int
    behind: tuple[int, int]
    certificate: Path

    def connect(self, sni: str = NAME) -> ssl.SSLSocket:
        trust = ssl.create_default_context(cafile=str(self.certificate))
        return trust.wrap_socket(socket.create_connection(("127.0.0.1", self.port), timeout=WAIT), server_hostname=sni)

    def ask(self, path: str, *, password: str | None = PASSWORD, host: str = NAME, **more: str) -> Answer:
        """Ask as a browser would, with the password; open a websocket where ``Upgrade`` is among the headers."""
        headers = {"Host": f"{host}:{self.port}", **more}
        if password is not None:
            headers["Authorization"] = f"Basic {base64.b64encode(f'{USER}:{password}'.encode()).decode()}"
        connection = self.connect()
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        connection.sendall("\r\n".join(lines).encode())
        response = http.client.HTTPResponse(connection, method="GET")
        response.begin()
        cookies = [each.split(";")[0] for each in response.headers.get_all("Set-Cookie", [])]
        return Answer(response.status, response, "; ".join(cookies), connection)

    def open_socket(self, *, origin: str | None = None, **more: str) -> Answer:
        upgrade = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(secrets.token_bytes(16)).decode(),
            "Origin": origin or f"https://{NAME}:{self.port}",
        }
        return self.ask("/films/_stcore/stream", **upgrade, **more)

    def sessions(self) -> tuple[int, ...]:
        """How many sessions each process has, which only this machine may know."""
        return tuple(map(sessions_at, self.behind))


@dataclass(frozen=True)
class Answer:
    """What came back: the status, headers and body; cookies as they are sent again; the connection, still open."""

    status: int
    response: http.client.HTTPResponse
    cookies: str
    connection: ssl.SSLSocket


def sessions_at(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/films/_stcore/metrics?families=active_sessions") as answer:
        lines = answer.read().decode().splitlines()
    return int(next(line for line in lines if line.startswith("active_sessions ")).split()[1])


def program(name: str) -> str:
    """A program's path; where this machine lacks it, the test is left out and says so."""
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None:
        pytest.skip(f"no {name} on this machine: install Debian's package of this name")
    return path


RECORDER = """
import os, sys
NOTES = os.open(os.environ["NOTES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
EVENTS = ("socket.bind", "socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
def note(event, details):
    if event in EVENTS:
        host = details[1] if event.startswith(("socket.b", "socket.c", "socket.s")) else details[0]
        os.write(NOTES, f"{event} {host[0] if isinstance(host, tuple) else host}\\n".encode())
sys.addaudithook(note)
"""


@pytest.fixture(scope="module")
def notes(tmp_path_factory) -> Path:
    """Whom the processes bind to, speak to and look up, one a line; beside a module that Python starts with."""
    folder = tmp_path_factory.mktemp("recorder")
    (folder / "sitecustomize.py").write_text(RECORDER)
    return folder / "notes"


@pytest.fixture(scope="module")
def behind(small_model_path, notes) -> Iterator[tuple[int, int]]:
    """Two processes, started as the recipes say."""
    ports = (free_port(), free_port())
    env = os.environ | {"NOTES": str(notes), "PYTHONPATH": f"{notes.parent}:{ROOT}"}
    options = ("--headless", "--base-path", "/films", "--allow-host", NAME)
    with ExitStack() as stack:
        for port in ports:
            words = ("dashboard", "--model", small_model_path, "--port", port, *options)
            stack.enter_context(answering(port, "emde_core", *words, path="/films", env=env))
        yield ports


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate for the name, signed by itself, with its key beside it."""
    path = tmp_path_factory.mktemp("certificate") / "films.pem"
    words = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN={NAME}".split()
    words += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(path.with_suffix(".key")), "-out", str(path)]
    subprocess.run([program("openssl"), *words], check=True, capture_output=True)
    return path


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxy(request, behind, certificate, tmp_path_factory) -> Iterator[Proxy]:
    start = {"nginx": nginx, "caddy": caddy}[request.param]
    place = Proxy(free_port(), behind, certificate)
    with start(place, tmp_path_factory.mktemp(request.param)) as process:
        eventually(lambda: process.poll() is not None or can_connect(place.port))
        assert process.poll() is None
        yield place


def adapted(recipe: str, changes: dict[str, str]) -> str:
    """A recipe with other values in place of those that are somebody's own; each must be there."""
    text = (RECIPES / recipe).read_text(encoding="utf-8")
    for value, other in changes.items():
        assert value in text, f"{recipe} says nothing of {value}"
        text = text.replace(value, other)
    return text


@contextmanager
def nginx(place: Proxy, folder: Path) -> Iterator[subprocess.Popen]:
    binary = program("nginx")
    hashed = subprocess.run(
        [program("openssl"), "passwd", "-apr1", "-stdin"], input=PASSWORD, capture_output=True, text=True, check=True
    )
    (folder / "films.htpasswd").write_text(f"{USER}:{hashed.stdout}")
    (folder / "films.pass").write_text(f'map "" $films_pass {{ default "{secrets.token_hex(32)}"; }}\n')
    changes = {
        "/etc/nginx/": f"{folder}/",
        "/etc/ssl/films.example.org.pem": str(place.certificate),
        "/etc/ssl/films.example.org.key": str(place.certificate.with_suffix(".key")),
        "listen 443 ": f"listen 127.0.0.1:{place.port} ",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "127.0.0.1:8501": f"127.0.0.1:{place.behind[0]}",
        "127.0.0.1:8502": f"127.0.0.1:{place.behind[1]}",
    }
    temporary = " ".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""  # pytest's folders are for their owner alone
    (folder / "nginx.conf").write_text(
        f"{user} pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; events {{}}\n"
        f"http {{ access_log off; {temporary} types {{}}\n{adapted('nginx.conf', changes)}}}\n"
    )
    with running([binary, "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]) as process:
        yield process


@contextmanager
def caddy(place: Proxy, folder: Path) -> Iterator[subprocess.Popen]:
    binary = program("caddy")
    words = [binary, "hash-password", "--plaintext", PASSWORD]
    hashed = subprocess.run(words, capture_output=True, text=True, check=True)
    key = place.certificate.with_suffix(".key")
    changes = {
        "films.example.org {": f"https://{NAME}:{place.port} {{\n\ttls {place.certificate} {key}",
        "https:// {": f"https://:{place.port} {{",
        "$2a$14$REPLACE.THIS.BY.WHAT.CADDY.HASH-PASSWORD.PRINTS": hashed.stdout.strip(),
        "127.0.0.1:8501": f"127.0.0.1:{place.behind[0]}",
        "127.0.0.1:8502": f"127.0.0.1:{place.behind[1]}",
    }
    settings = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
    (folder / "Caddyfile").write_text(settings + adapted("Caddyfile", changes))
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    env = os.environ | homes | {"FILMS_PASS": secrets.token_hex(32)}
    words = ["run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with running([binary, *words], env) as process:
        yield process


@contextmanager
def running(command: list[str], env: dict[str, str] | None = None) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=WAIT)


def can_connect(port: int) -> bool:
    with suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False


def eventually(true) -> None:
    deadline = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_nobody_gets_in_without_the_password(proxy):
    for path in ("/films/", "/films/_stcore/health", "/films/static/js/none.js", "/films/media/none.json"):
        for password in (None, "wrong", ""):
            answer = proxy.ask(path, password=password)
            assert answer.status == 401
            assert "films_pass" not in answer.cookies
    forged = (None, "", "films_pass=", f"films_pass={'0' * 64}", "films_pass=:", "films_pass=none", "films_pass=.*")
    for cookie in forged:
        more = {} if cookie is None else {"Cookie": cookie}
        assert proxy.open_socket(password=None, **more).status == 401
        assert proxy.ask("/films/", password=None, **more).status == 401
    assert proxy.ask("/films/").status == 200
    assert proxy.open_socket().status == 101


def test_whoever_gave_the_password_opens_a_websocket_without_it_as_safari_does(proxy):
    first = proxy.ask("/films/")
    assert "films_pass=" in first.cookies
    assert proxy.open_socket(password=None, Cookie=first.cookies).status == 101
    changed = first.cookies.replace("films_pass=", "films_pass=0")
    assert proxy.open_socket(password=None, Cookie=changed).status == 401


def test_another_name_or_origin_is_refused(proxy):
    assert proxy.ask("/films/", host="evil.example").status == 421
    with pytest.raises(ssl.SSLError):
        proxy.connect("evil.example")
    assert proxy.open_socket(origin="https://evil.example").status == 403
    assert proxy.open_socket(origin=f"https://{NAME}").status == 403  # another port is another page
    assert proxy.open_socket().status == 101


def test_pages_lie_below_the_base_path_with_all_headers(proxy):
    page = proxy.ask("/films/")
    assert page.status == 200
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Strict-Transport-Security", "Referrer-Policy"):
        assert page.response.headers.get_all(name) is not None
        assert len(page.response.headers.get_all(name)) == 1
    assert proxy.ask("/films/present").status == 200
    for path in ("/", "/films"):
        moved = proxy.ask(path)
        assert moved.status in (301, 302)
        assert moved.response.headers["Location"].removeprefix(f"https://{NAME}:{proxy.port}") == "/films/"
    for path in ("/elsewhere", "/films/_stcore/metrics", "/_stcore/health"):
        assert proxy.ask(path).status in (404, 200)
        assert b"active_sessions" not in proxy.ask(path).response.read()


def test_each_browser_stays_with_one_process_and_both_have_some(proxy):
    begin = proxy.sessions()
    used, opened = set(), []
    while len(used) < 2:
        assert len(opened) < 2 * ALL
        cookies = proxy.ask("/films/").cookies
        before = proxy.sessions()
        for _ in range(2):  # two tabs
            opened.append(proxy.open_socket(Cookie=cookies))
            assert opened[-1].status == 101
        eventually(lambda before=before: sum(proxy.sessions()) == sum(before) + 2)
        more = tuple(after - former for after, former in zip(proxy.sessions(), before, strict=True))
        assert sorted(more) == [0, 2]
        used.add(more)
    for each in opened:
        each.response.close()
        each.connection.close()
    eventually(lambda: sum(proxy.sessions()) <= sum(begin))


def test_a_person_gives_the_password_uploads_a_file_and_downloads_another(proxy, playwright_driver, tmp_path):
    """In a real browser, through the whole recipe. Not marked as the browser's: that would be another worker's test."""
    arguments = [*CHROMIUM_ARGUMENTS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    browser = playwright_driver.chromium.launch(executable_path=chromium_binary(), args=arguments)
    person = {"username": USER, "password": PASSWORD}
    page = browser.new_context(ignore_https_errors=True, http_credentials=person).new_page()
    page.set_default_timeout(WAIT * 1000)
    hosts, refused = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: "Security Policy" in message.text and refused.append(message.text))
    address = f"https://{NAME}:{proxy.port}/films"
    for screen in SCREENS:
        page.goto(f"{address}/{screen.path}")
        page.locator(".run").wait_for(state="attached")
    page.goto(f"{address}/study")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the example").click()
    study = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    study["tasks"][0]["film"] = "Through the proxy"
    (tmp_path / "study.json").write_text(json.dumps(study))
    page.locator("input[type=file]").set_input_files(tmp_path / "study.json")
    page.get_by_text("no film is called 'Through the proxy'").wait_for()  # the server has read it
    assert page.url.startswith(f"{address}/study")
    assert hosts - {""} == {f"{NAME}:{proxy.port}"}  # nothing is asked of anybody else
    assert refused == []
    browser.close()


@pytest.mark.usefixtures("behind")
def test_the_processes_spoke_to_nobody_else(notes):
    """After all that people did: the last test here. That they listened shows that notes were taken."""
    lines = set(notes.read_text().splitlines())
    assert "socket.bind 127.0.0.1" in lines
    hosts = {line.split(" ", 1)[1] for line in lines if not line.startswith("socket.bind")}
    assert hosts <= {"127.0.0.1", "localhost", "::1"}
