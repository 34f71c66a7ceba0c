"""Pictures of the running dashboard, for README and for looking at: ``python -m tests.screenshots --help``."""

from __future__ import annotations

import argparse
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.service.presets import presets_in
from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import Lens, State
from emde_core import Recommender, workspace
from emde_core.artifacts import prepared_catalogue as store
from emde_core.assets_dir import ASSETS
from emde_core.demo import prepare_demo
from emde_core.progress import silent
from tests.serving import CHROMIUM_ARGUMENTS, chromium_binary, served

THEMES = ("dark", "light")
PRESET = "The airlock is open"
WIDE, HEIGHTS = 1440, {1440: 1000, 1024: 1000, 390: 844}  # pixels
WAIT = 90_000  # milliseconds; the first plot waits for the text model
FADE = 1000  # milliseconds that figures take to appear
DRAWN = "() => document.querySelector('.run') && [...document.images].every((picture) => picture.complete)"
INTO_VIEW = "(part) => part.scrollIntoView({ block: 'nearest' })"
PAGE = "() => document.querySelector('.stMain').scrollHeight"


@dataclass(frozen=True)
class Shot:
    """One picture, taken in both themes.

    Attributes:
        name: of the file, before the theme.
        ready: what is on the page once it is whole.
        path: of the screen.
        state: what a session with the preset's history has changed; None for a session without a history.
        width: of the window, in pixels.
        at: what the page is scrolled to, where it does not begin there.
    """

    name: str
    ready: str
    path: str = ""
    state: State | None = field(default_factory=State)
    width: int = WIDE
    at: str = ".brand"


EXPLAINED = ".entries .bar"
SHOTS = (
    Shot("begin", ".tile img", state=None),
    Shot("explore", EXPLAINED),
    Shot("explore-1024", EXPLAINED, width=1024),
    Shot("explore-390", EXPLAINED, width=390),
    Shot("bands", ".bands .ribbon", at=".bands"),
    Shot("films", ".st-key-films-table canvas", "films"),
    Shot("film-page", ".st-key-similar-company .tile img", "films", State(film_page="89")),
    Shot("compare", ".js-plotly-plot", "compare"),
    Shot("screen-test", ".words[data-words=ready]", "screen-test"),
    Shot("sketch-microscope", ".round .pegs", "sketch-microscope", State(lens=Lens(step=3))),
    Shot("evidence", ".js-plotly-plot", "evidence"),
    Shot("data", ".coverage", "data"),
    Shot("present", ".beside img", "present", State(slide=2)),
)


def main() -> None:
    """Take the pictures that were asked for."""
    asked = arguments()
    folder = prepare_demo(workspace.demo_folder(), workspace.movielens_folder(), silent, print)
    model = Recommender.load(folder / store.MODEL)
    asked.out.mkdir(parents=True, exist_ok=True)
    with served(folder / store.MODEL) as server, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)
        for shot in (each for each in SHOTS if each.name in asked.only):
            for theme in THEMES:
                picture = taken(browser, f"{server.address}/{shot.path}{query(shot, model)}", shot, theme, asked.full)
                picture.save(asked.out / f"{shot.name}-{theme}.webp", quality=32, method=6)
        browser.close()


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    names = [shot.name for shot in SHOTS]
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description="Pictures of the dashboard.")
    parser.add_argument("--out", type=Path, default=ASSETS / "screenshots", metavar="DIR", help="where they are put")
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--full", action="store_true", help="the whole page, and not only what the window shows")
    return parser.parse_args(given)


def query(shot: Shot, model: Recommender) -> str:
    """The part of the address that carries the shot's state."""
    if shot.state is None:
        return ""
    preset = next(each for each in presets_in(model.catalogue) if each.name == PRESET)
    state = replace(shot.state, history=preset.history)
    return f"?{PARAMETER}={encode(state, model)}"


def taken(browser: Browser, address: str, shot: Shot, theme: str, full: bool) -> Image.Image:
    """The picture in one theme."""
    size = {"width": shot.width, "height": HEIGHTS[shot.width]}
    context = browser.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    settle(page, shot)
    if full:
        page.set_viewport_size({"width": shot.width, "height": page.evaluate(PAGE)})
        settle(page, shot)
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture


def settle(page: Page, shot: Shot) -> None:
    """Wait until the page is whole."""
    page.locator(shot.ready).first.wait_for(state="attached", timeout=WAIT)
    page.wait_for_function(DRAWN, timeout=WAIT)
    page.locator(shot.at).evaluate(INTO_VIEW)
    page.wait_for_timeout(FADE)


if __name__ == "__main__":
    main()
