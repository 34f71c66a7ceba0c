"""A bound of the pages that are open at once: those who are there go on, whoever comes then is told so."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from emde_core.limits import LIMITS

UNAVAILABLE = 503
SECONDS = 30  # until the browser asks again by itself
SOCKET = "/_stcore/stream"  # the end of its path; every open page has one
TOO_MANY = (
    "Too many people are looking at this page at once: {most} of them. It goes on for those who are there; yours is "
    "tried again every {seconds} seconds.\n"
)


class Crowd:
    """Count the pages that are open, and let in no more than a server can serve.

    Attributes:
        open: how many there are now.
    """

    def __init__(self, app: ASGIApp, most: int = LIMITS.sessions.most) -> None:
        self.app = app
        self.most = most
        self.open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        is_socket = scope["type"] == "websocket" and scope["path"].endswith(SOCKET)
        if self.open >= self.most and (is_socket or _asks_for_page(scope)):
            await self._refusal()(scope, receive, send)
        elif is_socket:
            self.open += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self.open -= 1
        else:
            await self.app(scope, receive, send)

    def _refusal(self) -> PlainTextResponse:
        words = TOO_MANY.format(most=self.most, seconds=SECONDS)
        return PlainTextResponse(words, UNAVAILABLE, {"Refresh": f"{SECONDS}", "Retry-After": f"{SECONDS}"})


def _asks_for_page(scope: Scope) -> bool:
    """Tell whether somebody opens a page, and not a file that belongs to one."""
    return scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "")
