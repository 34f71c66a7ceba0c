"""The gate before the page: which names and origins it lets in, and what every answer tells the browser."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse

from dashboard import asgi, components
from dashboard.asgi import STATIC
from dashboard.gate.curtain import Curtain, style_and_programs
from dashboard.gate.hosts import Hosts
from dashboard.gate.middleware import Gate
from dashboard.gate.policy import content_security_policy, headers
from dashboard.gate.scripts_ahead import PARTS, SCRIPTS, scripts_ahead
from dashboard.gate.server_address import server_address
from emde_core.cli.address import EVERYWHERE

EVIL = (
    "evil.example",
    "evil.example:8501",
    "localhost.evil.example",
    "evil-localhost",
    "127.0.0.1.evil.example",
    "evil.example#localhost",
    "evil.example/localhost",
    "evil.example?localhost",
    "localhost@evil.example",
    "evil.example@localhost",
    "localhost:80@evil.example",
    "localhost:port",
    "localhost:999999",
    "::1",
    "[localhost]",
    "[127.0.0.1",
    "localhost]",
    "loc\xe4lhost",
    "localhost evil.example",
    " localhost",
    "localhost,evil.example",
    "local\thost",
    "[::1].evil.example",
    "[::1",
    "0x7f000001",
    "2130706433",
    "127.1",
    "",
    ":8501",
    "*",
    "*.localhost",
    "..",
)
OWN = ("localhost", "localhost:8501", "LOCALHOST", "localhost.", "127.0.0.1:8501", "127.0.0.2", "[::1]:8501", "[::1]")


@pytest.mark.parametrize("listens_at", ["127.0.0.1", "192.168.1.5", EVERYWHERE, "::", None])
def test_a_name_that_somebody_pointed_at_this_machine_is_refused(listens_at):
    hosts = Hosts.of(listens_at)
    assert [name for name in EVIL if hosts.allow(name)] == []
    assert [name for name in OWN if not hosts.allow(name)] == []


def test_an_address_is_a_name_where_the_server_listens_there():
    here, everywhere = Hosts.of("192.168.1.5"), Hosts.of(EVERYWHERE)
    assert here.allow("192.168.1.5:8501")
    assert not here.allow("192.168.1.6")
    assert everywhere.allow("192.168.1.6:8501")
    assert everywhere.allow("[fe80::1]")
    assert everywhere.allow(f"{socket.gethostname()}:8501")
    assert not Hosts.of("127.0.0.1").allow("192.168.1.5")


def test_names_that_are_allowed_take_the_place_of_every_address():
    hosts = Hosts.of(EVERYWHERE, ["Films.example.org", "*.example.net"])
    assert hosts.allow("films.example.org:443")
    assert hosts.allow("a.b.example.net")
    assert hosts.allow("localhost")
    for name in ("example.net", "notexample.net", "example.org", "a.films.example.org", "192.168.1.5"):
        assert not hosts.allow(name)
    assert Hosts.of(EVERYWHERE, ["*"]).allow("evil.example")


def answer(kind: str, *sent: tuple[str, str], origins=()) -> tuple[int, dict[str, str]]:
    """What a browser gets from a gate on this machine: a status, 101 for an open socket, and the headers."""
    messages = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        messages.append(message)

    async def app(scope, receive, send):
        if scope["type"] == "http":
            await PlainTextResponse("the page")(scope, receive, send)
        else:
            await send({"type": "websocket.accept"})

    scope = {
        "type": kind,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent],
        "extensions": {"websocket.http.response": {}},
    }
    gate = Gate(app, Hosts.of("127.0.0.1", ["films.example.org"]), headers("<script>1</script>"), origins)
    with ThreadPoolExecutor(1) as thread:  # a browser of other tests has a loop in this one
        thread.submit(asyncio.run, gate(scope, receive, send)).result()
    first = messages[0]
    return first.get("status", 101), {name.decode(): value.decode() for name, value in first.get("headers", ())}


@pytest.mark.parametrize(("kind", "welcome"), [("http", 200), ("websocket", 101)])
def test_only_its_own_pages_are_answered(kind, welcome):
    host = ("host", "localhost:8501")
    assert answer(kind, host)[0] == welcome
    assert answer(kind, host, ("origin", "http://localhost:8501"))[0] == welcome
    assert answer(kind, ("host", "films.example.org"), ("origin", "https://films.example.org"))[0] == welcome
    for evil in EVIL:
        assert answer(kind, ("host", evil))[0] == 421
        assert answer(kind, ("host", evil), ("origin", f"http://{evil}"))[0] == 421
    for origin in ("null", "", "http://evil.example", "http://localhost", "http://localhost:3000", "localhost:8501"):
        assert answer(kind, host, ("origin", origin))[0] == 403
    assert answer(kind)[0] == 421
    assert answer(kind, host, ("host", "evil.example"))[0] == 421
    assert answer(kind, host, ("origin", "http://localhost:8501"), ("origin", "http://evil.example"))[0] == 403


def test_pages_elsewhere_that_are_trusted_are_answered():
    sent = (("host", "localhost"), ("origin", "https://portal.example.org"))
    assert answer("websocket", *sent)[0] == 403
    assert answer("websocket", *sent, origins=["https://Portal.example.org/"])[0] == 101


def test_every_answer_carries_the_headers_refusals_too():
    for host in ("localhost", "evil.example"):
        _, sent = answer("http", ("host", host))
        assert sent["x-content-type-options"] == "nosniff"
        assert sent["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'self'" in sent["content-security-policy"]


def test_the_policy_allows_what_streamlits_page_says_and_no_other_program():
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    policy = dict(each.split(" ", 1) for each in content_security_policy(page).split("; "))
    inline = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]
    assert digests
    assert policy["script-src"] == f"'self' blob: {' '.join(f'{chr(39)}sha256-{each}{chr(39)}' for each in digests)}"
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert [name for name, value in policy.items() if "http" in value] == ["img-src"]


def test_frames_of_pages_that_are_trusted_are_allowed():
    assert content_security_policy("", ["https://a.example"]).endswith("frame-ancestors 'self' https://a.example")


def page_through_curtain(page: str, *sent: tuple[str, str]) -> tuple[dict[str, str], str]:
    """The headers and the text of a page that has passed the curtain."""
    messages = []

    async def send(message):
        messages.append(message)

    scope = {"type": "http", "method": "GET", "headers": [(n.encode(), v.encode()) for n, v in sent]}
    app = GZipMiddleware(HTMLResponse(page, headers={"etag": "old"}), minimum_size=1)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, Curtain(app, "<style>a{}</style>")(scope, None, send)).result()
    headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return headers, b"".join(each["body"] for each in messages[1:]).decode()


def test_a_page_is_told_where_its_server_is_and_nothing_ends_the_program():
    assert server_address("").endswith('location.origin + "/" };')
    assert server_address("why/films/").endswith('location.origin + "/why/films" };')
    assert "<" not in server_address("</script>")


def test_scripts_of_the_table_are_found_wherever_the_pages_lie(tmp_path):
    addresses = json.loads(scripts_ahead(STATIC, "why/films/").split(";")[0].split(" = ")[1])
    assert [address.split(".")[0] for address in addresses] == [f"/why/films/{SCRIPTS}/{part}" for part in PARTS]
    assert scripts_ahead(tmp_path, "").startswith("globalThis.emdeScriptsAhead = [];")
    assert "</script>" not in scripts_ahead(STATIC, "</script>")


def test_the_curtain_hangs_in_the_head_of_every_page():
    page = "<head></head><body>é</body>"
    headers, text = page_through_curtain(page, ("accept", "text/html,*/*"), ("accept-encoding", "gzip"))
    assert text == page.replace("</head>", "<style>a{}</style></head>")
    assert headers["content-length"] == str(len(text.encode()))
    assert "etag" not in headers
    assert page_through_curtain(page, ("accept", "application/json"))[1] == page


def test_streamlits_program_and_those_in_the_head_may_run():
    policy = next(each.kwargs["headers"] for each in asgi.app._user_middleware if each.cls is Gate)
    program = re.search("<script>(.*?)</script>", (STATIC / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    own = (*style_and_programs()[1:], server_address(""), scripts_ahead(STATIC, ""), components.program())
    for text in (*own, program[1]):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy["Content-Security-Policy"]
