"""No more pages are open at once than a server can serve: whoever comes then is told so, and all others go on."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.responses import PlainTextResponse

from dashboard.gate.crowd import COOKIE, SOCKET, Crowd

PAGE = {"type": "http", "path": "/films", "headers": [(b"accept", b"text/html,*/*")]}
FILE = {"type": "http", "path": "/static/app.js", "headers": [(b"accept", b"*/*")]}
ANNA = [(b"cookie", f"theme=dark; {COOKIE}=anna".encode())]
PAGE_SOCKET = {"type": "websocket", "path": f"/base{SOCKET}", "headers": ANNA}


async def visit(crowd: Crowd, scope: dict) -> tuple[str, dict[str, str], str]:
    """What comes first of an answer: its kind or status, its headers and its text."""
    messages = []

    async def send(message):
        messages.append(message)

    await crowd({**scope, "extensions": {"websocket.http.response": {}}}, wait_for_ever, send)
    first = messages[0]
    headers = {name.decode(): value.decode() for name, value in first.get("headers", ())}
    return str(first.get("status", first["type"])), headers, b"".join(m.get("body", b"") for m in messages).decode()


async def wait_for_ever():
    return {"type": "websocket.connect"}


async def go_through() -> list:
    """Two pages are open where two may be; a third person comes, one leaves, the third comes again."""
    leave = asyncio.Event()

    async def app(scope, receive, send):
        if scope["type"] == "http":
            await PlainTextResponse("here")(scope, receive, send)
            return
        await send({"type": "websocket.accept"})
        await leave.wait()
        if scope.get("breaks"):
            raise RuntimeError("a socket that broke")

    crowd = Crowd(app, most=2)
    first = asyncio.ensure_future(visit(crowd, PAGE_SOCKET))
    second = asyncio.ensure_future(visit(crowd, PAGE_SOCKET | {"breaks": True}))
    await asyncio.sleep(0)
    seen = [len(crowd.browsers), await visit(crowd, PAGE), await visit(crowd, PAGE_SOCKET), await visit(crowd, FILE)]
    seen.append(await visit(crowd, PAGE | {"headers": [*PAGE["headers"], *ANNA]}))
    leave.set()
    await asyncio.gather(first, second, return_exceptions=True)
    return [*seen, crowd.browsers, await visit(crowd, PAGE), (await visit(crowd, PAGE_SOCKET))[0]]


def test_whoever_comes_too_many_is_told_so_and_let_in_once_somebody_has_left():
    with ThreadPoolExecutor(1) as thread:  # a browser of other tests has a loop in this one
        full, page, socket, file, reload, none, *later = thread.submit(asyncio.run, go_through()).result()
    assert full == 2
    assert page[0] == socket[0] == "503"
    assert page[1]["refresh"] == page[1]["retry-after"] == "30"
    assert page[2].startswith("Too many people are looking at this page at once: 2 of them.")
    assert file[0] == "200"  # for pages that are open
    assert reload[0] == "200"  # of somebody who has the page open
    assert none == []  # a socket that broke counts no longer
    assert (later[0][0], later[0][2], later[1]) == ("200", "here", "websocket.accept")
