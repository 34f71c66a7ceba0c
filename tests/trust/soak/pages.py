"""Pages of a real browser, several in one, a person at each; one thread drives them all, one click at a time."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Error, sync_playwright

from emde_core.history import Wish
from emde_core.recommender import Recommender
from tests.serving import CHROMIUM_ARGUMENTS, chromium_binary
from tests.trust.soak.client import (
    AS_DATA,
    EXPLORE,
    IN_NAVIGATION,
    MORE,
    REACTIONS,
    RETURNS_IN,
    SHARE,
    ConnectionLostError,
    View,
    number,
    state_in,
    wish_for,
)
from tests.trust.soak.ledger import Ledger
from tests.trust.soak.person import Person

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WIDTH, HEIGHT = 1440, 1000
PATIENCE = 60_000  # milliseconds
NEW = """(before) => {
  if (document.documentElement.hasAttribute('data-rests')) return 'lost';
  const run = Number(document.querySelector('.run')?.dataset.run);
  const rests = document.querySelector('.stApp').dataset.testScriptState === 'notRunning';
  return run !== before && rests && 'new';
}"""
BACK = """() => !document.documentElement.hasAttribute('data-rests') &&
  document.querySelector('.stApp')?.dataset.testConnectionState === 'CONNECTED'"""
ROWS = "(rows) => rows.map((row) => [row.dataset.entry, row.dataset.standing])"
FILMS = "(tiles) => tiles.map((tile) => tile.dataset.film)"
COMPLAINTS = "[role=alert]:visible, [data-testid=stException]"


@dataclass
class PageClient:
    """A session in a real browser."""

    page: Page
    screens: tuple[str, ...] = IN_NAVIGATION
    settles_in: float = 10.0
    shows_parts: bool = False
    _run: int = 0

    def first_film(self, place: int) -> str:
        """Read the grid."""
        return self._tile(place).get_attribute("data-film") or ""

    def choose(self, place: int) -> float:
        """Click a poster."""
        return self._click(self._tile(place))

    def react(self, reaction: str) -> float:
        """Like the film, or not."""
        return self._click(self.page.get_by_role("button", name=REACTIONS[reaction], exact=True))

    def change(self, entry: str, deed: str) -> float:
        """Change a row."""
        row = self.page.locator(f".history .row[data-entry={json.dumps(entry)}]")
        return self._click(row.locator(f"button[data-deed={deed}]"))

    def undo(self) -> float:
        """Take the last edit back."""
        return self._click(self.page.get_by_role("button", name="Undo", exact=True))

    def single_out(self) -> tuple[float, Wish] | None:
        """Choose the first category."""
        chip = self.page.locator(".reader .chip[data-token^='category:']").first
        if not chip.count():
            return None
        token = chip.get_attribute("data-token") or ""
        return self._click(chip), wish_for(token)

    def wish(self) -> float:
        """Wish for more of it."""
        return self._click(self.page.get_by_role("button", name=MORE, exact=True))

    def turn_to(self, path: str) -> float:
        """Go to a screen."""
        name = path.replace("-", " ").capitalize() if path else "Explore"
        return self._click(self.page.get_by_role("link", name=name, exact=True))

    def bring(self, name: str, content: bytes) -> tuple[float, float]:
        """Upload an export, and use it."""
        file = {"name": name, "mimeType": "text/csv", "buffer": content}
        uploading = self._act(lambda: self.page.locator("input[type=file]").set_input_files([file]))
        return uploading, self._click(self.page.get_by_role("button", name="as my history"))

    def save(self) -> tuple[float, str]:
        """Download the explanation, and fold its button away again."""
        start = time.perf_counter()
        try:
            self.page.get_by_role("button", name=SHARE).click()
            with self.page.expect_download() as download:
                self.page.get_by_role("button", name=AS_DATA).click()
            text = download.value.path().read_text(encoding="utf-8")
        except Error as error:
            raise self._loss(error) from error
        seconds = time.perf_counter() - start
        self.page.keyboard.press("Escape")
        return seconds, text

    def come_back(self) -> tuple[float, bool]:
        """Wait for the page: it comes back by itself."""
        start, run = time.perf_counter(), self._run
        self.page.wait_for_function(BACK, timeout=1000 * RETURNS_IN)
        self._run = self._current()
        return time.perf_counter() - start, self._run < run

    def view(self) -> View:
        """Look at the page."""
        page, url = self.page, urlsplit(self.page.url)
        state = state_in(parse_qs(url.query).get("v2", [""])[-1])
        screen = url.path.strip("/")
        complaints = tuple(page.locator(COMPLAINTS).all_text_contents())
        if screen != EXPLORE or state[0].is_empty:
            return View(state, screen, complaints=complaints)
        return View(
            state=state,
            screen=screen,
            entries=frozenset((key, standing) for key, standing in page.locator(".history .row").evaluate_all(ROWS)),
            films=tuple(page.locator(".grid .tile").evaluate_all(FILMS)),
            film=self._attribute(".sentence", "data-film"),
            score=number(self._attribute(".film .score", "data-score")),
            complaints=complaints,
        )

    def _tile(self, place: int) -> Locator:
        return self.page.locator(".grid .tile").nth(place)

    def _attribute(self, selector: str, name: str) -> str:
        found = self.page.locator(selector)
        return (found.first.get_attribute(name) or "") if found.count() else ""

    def _current(self) -> int:
        return int(self._attribute(".run", "data-run") or 0)

    def _click(self, target: Locator) -> float:
        return self._act(target.click)

    def _act(self, act: Callable[[], object]) -> float:
        """Do something that draws the page anew; seconds until it is there."""
        if self._current() < self._run:
            raise ConnectionLostError  # it was lost and came back while nobody looked
        try:
            start, before = time.perf_counter(), self._current()
            act()
            news = self.page.wait_for_function(NEW, arg=before).json_value()
        except Error as error:
            raise self._loss(error) from error
        if news == "lost":
            raise ConnectionLostError
        self._run = self._current()
        return time.perf_counter() - start

    def _loss(self, error: Error) -> Exception:
        """Return what an error comes from: no connection, or something else."""
        is_lost = not self.page.evaluate(BACK) or self._current() < self._run
        return ConnectionLostError(str(error)) if is_lost else error


def browse(
    names: list[str],
    address: str,
    model: Recommender,
    ledger: Ledger,
    *,
    end: float,
    think: tuple[float, float],
) -> None:
    """Have people click through pages of one browser, each with a context of its own, until the end.

    Args:
        names: of the sessions.
        address: of the server.
        model: that their pages are checked against.
        ledger: for what they see.
        end: by ``time.monotonic``.
        think: seconds from a page to the next click, at least and at most.
    """
    pace = random.Random(f"pages {names}")  # noqa: S311 - no secret
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)
        people = [open_page(browser, name, address, model, ledger) for name in names]
        due = {person.name: time.monotonic() + pace.uniform(*think) for person in people}
        while people and (now := time.monotonic()) < end:
            person = min(people, key=lambda each: due[each.name])
            if due[person.name] > now:
                time.sleep(min(due[person.name] - now, 0.5))
                continue
            try:
                person.step()
            except Exception as error:  # noqa: BLE001 - whatever it is, the others go on and the ledger tells of it
                ledger.fail(person.name, f"ended by {type(error).__name__}: {error}")
                people.remove(person)
            due[person.name] = time.monotonic() + pace.uniform(*think)
        browser.close()


def open_page(browser, name: str, address: str, model: Recommender, ledger: Ledger) -> Person:
    """Return somebody at a page that is there; what its scripts throw is an error."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("pageerror", lambda error: ledger.fail(name, f"a script failed: {error}"))
    start = time.perf_counter()
    page.goto(address)
    page.locator(".grid .tile").first.wait_for()
    ledger.waited("page: open", time.perf_counter() - start)
    return Person(name, PageClient(page), model, ledger, kind="page: ")
