"""A curtain before a page that opens, until all of it is drawn, so that nothing shifts while it comes."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = Path(__file__).parent
PAGE, END = "text/html", b"</head>"
BY_COPY = ("accept-encoding", "range", "if-none-match", "if-modified-since")  # asks for something else than the page


def style_and_programs() -> tuple[str, ...]:
    """Return the curtain's style sheet, the program that lifts it, and the one that takes messages together."""
    return tuple((HERE / name).read_text(encoding="utf-8") for name in ("curtain.css", "curtain.js", "arrivals.js"))


class Curtain:
    """Put HTML at the end of the head of every page that passes.

    Attributes:
        head: the HTML.
    """

    def __init__(self, app: ASGIApp, head: str) -> None:
        self.app = app
        self.head = head.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to the page in its answer."""
        if scope["type"] != "http" or scope["method"] != "GET" or PAGE not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name.decode() not in BY_COPY]
        await self.app({**scope, "headers": headers}, receive, _Hanging(self.head, send))


class _Hanging:
    """The way of one answer, which is held until it is whole where it is a page."""

    def __init__(self, head: bytes, send: Send) -> None:
        self._head, self._send = head, send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and PAGE in Headers(raw=message["headers"]).get("content-type", ""):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)

    async def _send_page(self, start: Message) -> None:
        page = self._body.replace(END, self._head + END, 1)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(page))
        for name in ("etag", "last-modified"):  # of the page without it
            if name in headers:
                del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})
