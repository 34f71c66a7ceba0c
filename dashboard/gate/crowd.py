"""A bound of the pages that are open at once: those who are there go on, whoever comes then is told so."""

from __future__ import annotations

from secrets import token_hex

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from emde_core.limits import LIMITS

UNAVAILABLE = 503
SECONDS = 30  # until the browser asks again by itself
COOKIE = "_streamlit_xsrf"
SOCKET = "/_stcore/stream"  # the end of its path; every open page has one
TOO_MANY = (
    "Too many people are looking at this page at once: {most} of them. It goes on for those who are there; yours is "
    "tried again every {seconds} seconds.\n"
)


class Crowd:
    """Count the pages that are open, and let in no more than a server can serve.

    A browser asks for a page anew while the old one is still open, and leaves it when the answer comes: so one that has
    a page open is given it again.

    Attributes:
        browsers: the marks of the browsers, one for each page that is open.
    """

    def __init__(self, app: ASGIApp, most: int = LIMITS.sessions.most) -> None:
        self.app = app
        self.most = most
        self.browsers: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        is_socket = scope["type"] == "websocket" and scope["path"].endswith(SOCKET)
        mark = _mark(scope) if is_socket or _asks_for_page(scope) else ""
        if len(self.browsers) >= self.most and (is_socket or (_asks_for_page(scope) and mark not in self.browsers)):
            await self._refusal()(scope, receive, send)
        elif is_socket:
            self.browsers.append(mark)
            try:
                await self.app(scope, receive, send)
            finally:
                self.browsers.remove(mark)
        else:
            await self.app(scope, receive, send)

    def _refusal(self) -> PlainTextResponse:
        words = TOO_MANY.format(most=self.most, seconds=SECONDS)
        return PlainTextResponse(words, UNAVAILABLE, {"Refresh": f"{SECONDS}", "Retry-After": f"{SECONDS}"})


def _mark(scope: Scope) -> str:
    """Return what Streamlit marks every browser with, against forged requests; one of its own where it has none."""
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(COOKIE) or token_hex(8)


def _asks_for_page(scope: Scope) -> bool:
    """Tell whether somebody opens a page, and not a file that belongs to one."""
    return scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "")
