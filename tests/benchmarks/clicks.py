"""Clicks in a real Chromium, each timed by the page's own clock until all that it changes has changed."""

from __future__ import annotations

import re

from dashboard.panels.explore.recommendations import FIRST

WAIT = 60_000  # milliseconds
SETTLED = 30_000  # milliseconds: the text model is loaded, and pictures are made, in the background
PAUSE = 700  # milliseconds between two clicks: what follows a click is not to wait for the one before
WATCH = """() => {
  const inside = (root, wanted) => root.querySelector(wanted) ??
    [...root.querySelectorAll('*')].filter((node) => node.shadowRoot)
      .map((node) => inside(node.shadowRoot, wanted)).find(Boolean);
  const [grid, reasons] = [inside(document, '.grid:not(.shelf)'), inside(document, '.reasons')];
  window.seen = () => {
    const tiles = [...grid.children];
    return {
      posters: tiles.map((tile) => tile.ariaLabel + tile.ariaPressed).join(),
      drawn: tiles.every((tile) => tile.querySelector('img').complete) && tiles.length,
      sentence: document.querySelector('.film')?.textContent,
      run: document.querySelector('.run')?.dataset.run,
      bars: [...reasons.querySelectorAll('.choice')].map((bar) => bar.ariaLabel).join(),
    };
  };
  document.addEventListener('click', (event) => (window.clicked = event.timeStamp), true);
}"""
CHANGED = """([names, wait]) => {
  const before = window.seen();
  window.clicked = 0;
  window.changed = new Promise((done, fail) => {
    const missing = () => names.filter((name) => window.seen()[name] === before[name]);
    setTimeout(() => fail(new Error(`not changed: ${missing()}`)), wait);
    const look = () => {
      const now = window.clicked ? window.seen() : before;
      if (names.every((name) => now[name] !== before[name])) done(performance.now() - window.clicked);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""


def opened(browser, address: str):
    """A page on which the first film of the dashboard can be chosen."""
    page = browser.new_page(
        viewport={"width": 1440, "height": 1000}, bypass_csp=True
    )  # see ``serving.wait_for_function``
    page.goto(address)
    page.locator(".tile img").first.wait_for(timeout=WAIT)
    return page


def start_from(page) -> None:
    """Take a history to start from, so that there is something to explain."""
    page.get_by_role("button", name=re.compile("The airlock is open")).first.click()


def settle(page) -> None:
    """Wait until the server is at rest, and watch the page from then on."""
    page.locator(".reasons .choice").first.wait_for(timeout=WAIT)
    page.wait_for_timeout(SETTLED)
    page.evaluate(WATCH)


def clicked(page, target, *parts: str) -> float:
    """Click; milliseconds until all these parts of the page have changed."""
    target.scroll_into_view_if_needed()
    page.evaluate(CHANGED, [parts, WAIT])
    target.click()
    waited = page.evaluate("window.changed")
    page.wait_for_timeout(PAUSE)
    return waited


def selections(page, rounds: int) -> list[float]:
    """Explain one recommended film after another."""
    tiles = page.locator(".grid:not(.shelf) .tile")
    return [clicked(page, tiles.nth(1 + k % (FIRST - 1)), "posters", "sentence", "bars") for k in range(rounds)]


def edits(page, rounds: int) -> list[float]:
    """Turn the first film of the history from liked to not for me, and back; the posters may well stay the same."""
    return [clicked(page, reaction(page), "run", "sentence", "bars") for _ in range(rounds)]


def wishes(page, rounds: int) -> list[float]:
    """Wish for more of a category of the film, and take the wish back; only the wish is timed."""
    waits = []
    for _ in range(rounds):
        page.locator(".reader .chip").first.click()
        wish = page.get_by_role("button", name="More of this")
        wish.wait_for(timeout=WAIT)
        page.wait_for_timeout(PAUSE)
        waits.append(clicked(page, wish, "posters", "bars"))
        clicked(page, page.get_by_role("button", name="Undo"), "posters", "bars")
    return waits


def reaction(page):
    """The first film's button: from liked to not for me, and back."""
    return page.locator(".history .toggle").first
