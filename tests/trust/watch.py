"""A watch over a page: what ran, what asked where, what asked the person, and what left its box."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.trust.hostile_strings import SENTINEL

HOOK = f"""
for (const name of ['alert', 'confirm', 'prompt', 'open', 'print']) {{
  window[name] = () => console.error('{SENTINEL}: ' + name);
}}
Object.defineProperty(window, '{SENTINEL}', {{ set() {{ console.error('{SENTINEL}: a script'); }} }});
"""
PROGRAM = Path(__file__).with_name("watch.js")
QUIET = """() => !document.querySelector('[data-stale="true"]') && document.querySelector('.run')
  && !document.querySelector('[data-testid=stApp][data-test-script-state=running]')"""
STILL = 400  # milliseconds that components take to draw what they were sent
PLAIN_SIGNS = dict.fromkeys(map(ord, "\u2060\u2068\u2069"))  # what keeps a title text in Markdown and in figures


class Watch:
    """The sentences on what a browser's context does that must not happen.

    Attributes:
        problems: the sentences.
        requests: how many were seen: a watch that saw none was asleep.
    """

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.problems: list[str] = []
        self.requests = 0
        self._host = host
        context.add_init_script(HOOK)
        context.add_init_script(path=PROGRAM)
        context.on("request", lambda request: self._see(request.url))
        context.on("page", self._watch)

    def _watch(self, page: Page) -> None:
        page.on("dialog", self._refuse)
        page.on("pageerror", lambda error: self.problems.append(f"a script failed: {error}"))
        page.on("console", lambda message: self._hear(message.type, message.text, message.location["url"]))
        page.on("websocket", lambda socket: self._see(socket.url))
        page.on("popup", lambda popup: self.problems.append(f"a window opened: {popup.url}"))

    def _see(self, url: str) -> None:
        self.requests += 1
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self._host:
            self.problems.append(f"a request to elsewhere: {url[:200]}")

    def _hear(self, kind: str, text: str, where: str) -> None:
        # below a screen's address Streamlit looks for its server in two places, of which one is none
        if SENTINEL in text or (kind == "error" and "/_stcore/" not in where):
            self.problems.append(f"the console: {text[:300]}")

    def _refuse(self, dialog: Any) -> None:
        self.problems.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """A page of a context of its own, and the watch over it."""
    context = browser.new_context(reduced_motion="reduce", **options)
    watch = Watch(context, urlsplit(address).netloc)
    yield context.new_page(), watch
    context.close()


def settle(page: Page) -> None:
    """Wait until the page is drawn."""
    page.wait_for_function(QUIET)
    page.wait_for_timeout(STILL)


def text_of(page: Page) -> str:
    """All text that can be read on the page, without the signs that keep it plain."""
    return plain(str(page.evaluate("() => watch.text()")))


def plain(text: str) -> str:
    """The text without signs that are added to keep it text, and with one kind of blank."""
    return " ".join(text.translate(PLAIN_SIGNS).split())


def faults(page: Page) -> list[str]:
    """The sentences on texts that leave their boxes, lose their beginning or turn others round."""
    return list(page.evaluate("() => [...watch.escapes(), ...watch.headless(), ...watch.flips()]"))
