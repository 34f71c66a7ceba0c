"""Screens as tests use them: opened and read in AppTest, and looked at in a real browser."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.browser.screens import Screen as AppScreen
from dashboard.browser.session import STATE
from dashboard.state.state import State
from dashboard.text.grammar import NO_BREAK
from emde_core import History

WAIT = 120_000  # milliseconds; a new plot waits for the language model, which a busy machine takes long to load
STEADY = """() => !document.querySelector('[data-stale="true"]') && document.getAnimations().every(
  ({ playState, effect }) => playState !== 'running' || effect.getComputedTiming().iterations === Infinity)"""
OVER = "() => document.querySelector('.stMain').scrollWidth - document.querySelector('.stMain').clientWidth"
SETTLED = """(after) => {
  const [run, words, film] = ['.run', '.words', '.sentence'].map((name) => document.querySelector(name));
  if (!run || Number(run.dataset.run) <= after) return false;
  if (getComputedStyle(run.closest(".stMainBlockContainer")).visibility === "hidden") return false;  // by the curtain
  return !words || (words.dataset.words !== 'pending' && words.dataset.film === film?.dataset.film);
}"""

FOCUSED = """(selector) => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.matches(selector);
}"""
BROKEN = "(pictures) => pictures.filter((each) => each.complete && !each.naturalWidth).length"
FARTHEST = 80  # presses of Tab


def opened(app: AppTest, screen: AppScreen | str, **state) -> AppTest:
    """The app on a screen, in this state."""
    app.session_state[STATE] = State(**state)
    return turn_to(app, screen)


def turn_to(app: AppTest, screen: AppScreen | str) -> AppTest:
    """The app on another screen. (AppTest's own ``switch_page`` wants a file.)"""
    app._page_hash = calc_hash(screen if isinstance(screen, str) else screen.path)
    return app.run()


def everything(app: AppTest) -> str:
    """All the HTML on the page, where a space is a space, whether or not a line may break at it."""
    return "\n".join(element.proto.body for element in app.get("html")).replace(NO_BREAK, " ")


def drawn_with(app: AppTest, component: str) -> dict:
    """The data that a component of ours was drawn with."""
    drawn = [each.proto for each in app.get("bidi_component") if each.proto.component_name.endswith(component)]
    return json.loads(drawn[0].json)


def fits(page) -> bool:
    """Whether nothing runs over the page's right edge."""
    return page.evaluate(OVER) <= 0


def check_accessible(page) -> None:
    """axe-core finds no serious violation, once nothing fades in or is from a run before."""
    page.wait_for_function(STEADY)
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    found = [v for v in axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    said = [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]
    assert found == [], json.dumps(said, indent=1)


def tab_to(page, selector: str, key: str = "Tab") -> None:
    """Press Tab until something like this has the keyboard."""
    for _ in range(FARTHEST):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED, selector):
            return
    pytest.fail(f"Tab does not lead to {selector}")


class Screen:
    """Explore as a person uses it in a browser."""

    def __init__(self, page, address: str) -> None:
        self.page, self.problems = page, []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("dialog", lambda dialog: (self.problems.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        self.settle(0)

    def settle(self, after: int) -> None:
        self.page.wait_for_function(SETTLED, arg=after, timeout=WAIT)

    def do(self, act) -> None:
        """Do something that redraws the page, and wait until it has been redrawn."""
        before = int(self.page.locator(".run").get_attribute("data-run"))
        act()
        self.settle(before)

    def add(self, query: str, film: str, key: str = "Enter") -> None:
        field = self.page.get_by_role("combobox")
        field.fill(query)
        self.choose(film, key)

    def choose(self, film: str, key: str = "Enter") -> None:
        """Take a film that has been found, by keys alone."""
        self.page.locator(f".films .film[data-film='{film}']").wait_for(timeout=WAIT)
        while self.page.locator(".film[aria-selected=true]").get_attribute("data-film") != film:
            self.page.keyboard.press("ArrowDown")
        self.do(lambda: self.page.keyboard.press(key))

    def build(self) -> History:
        """A history of three films, typed in."""
        self.add("salt lan", "1")
        self.add("harbour", "2")
        self.add("supper", "16", "Shift+Enter")
        return History(liked=("1", "2"), disliked=("16",))

    def films(self) -> list[str]:
        return [tile.get_attribute("data-film") for tile in self.page.locator(".grid .tile").all()]

    def watched(self) -> list[tuple[str, str]]:
        """The history, films and wishes, which is not empty; its list comes a moment after the page that it is on."""
        rows = self.page.locator(".history .row")
        rows.first.wait_for(timeout=WAIT)
        return [(row.get_attribute("data-entry"), row.get_attribute("data-standing")) for row in rows.all()]
