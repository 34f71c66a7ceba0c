"""The gate itself, which every request passes before Streamlit sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.gate.hosts import Hosts

MISDIRECTED, FORBIDDEN = 421, 403
WRONG_NAME = (
    "The dashboard does not answer to the name in this address. Whoever started it can allow the name: "
    "emde dashboard --allow-host NAME\n"
)
WRONG_ORIGIN = "The dashboard does not answer to pages of other sites.\n"


class Gate:
    """Let in requests to the server's own names from its own pages, and put the headers on every answer.

    Attributes:
        origins: of pages elsewhere that may speak to it as well.
    """

    def __init__(self, app: ASGIApp, hosts: Hosts, headers: Mapping[str, str], origins: Iterable[str] = ()) -> None:
        self.app = app
        self.hosts = hosts
        self.headers = dict(headers)
        self.origins = frozenset(origin.rstrip("/").lower() for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        answer = self._refusal(Headers(scope=scope)) or self.app
        await answer(scope, receive, send_with_headers)

    def _refusal(self, request: Headers) -> ASGIApp | None:
        names = request.getlist("host")
        if len(names) != 1 or not self.hosts.allow(names[0]):
            return PlainTextResponse(WRONG_NAME, MISDIRECTED)
        if not all(self._is_own(origin, names[0]) for origin in request.getlist("origin")):
            return PlainTextResponse(WRONG_ORIGIN, FORBIDDEN)
        return None

    def _is_own(self, origin: str, host: str) -> bool:
        """Tell whether a page belongs to the address that it asks. A browser names it for every websocket."""
        return origin.lower() in self.origins or urlsplit(origin).netloc.lower() == host.lower()
