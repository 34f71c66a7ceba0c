"""Headers of every answer: what a browser is to refuse on the page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser

PICTURES = "https://image.tmdb.org https://www.themoviedb.org"  # asked for once somebody has given a key for TMDB
FEATURES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def headers(page: str, frames: Iterable[str] = ()) -> dict[str, str]:
    """Return the headers.

    Args:
        page: the HTML whose inline scripts may run.
        frames: origins whose pages may show this one in a frame.
    """
    return {
        "Content-Security-Policy": content_security_policy(page, frames),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # the address holds a history: nobody else is to read it
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": FEATURES,
    }


def content_security_policy(page: str, frames: Iterable[str] = ()) -> str:
    """Return the policy: nothing from elsewhere but TMDB's pictures, nothing sent elsewhere, nobody's frame.

    A policy is settled when a page is loaded, and a key for TMDB is given later; so its pictures are always allowed.
    Streamlit loads the programs of components from ``blob:`` addresses and writes styles into the page.
    """
    reader = _InlineScripts()
    reader.feed(page)
    programs = " ".join(f"'sha256-{_digest(text)}'" for text in reader.texts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' blob: {programs}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {PICTURES}",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            " ".join(("frame-ancestors 'self'", *frames)),
        )
    )


class _InlineScripts(HTMLParser):
    """A reader of the programs that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._is_within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether a program's text follows."""
        self._is_within = tag == "script" and "src" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        """Take a program's text."""
        if self._is_within:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        """Note that it is over."""
        self._is_within = False


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
