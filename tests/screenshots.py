"""Pictures of the running dashboard for README: ``python -m tests.screenshots``."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from emde_core import workspace
from emde_core.artifacts import prepared as store
from emde_core.assets_dir import ASSETS
from emde_core.demo import prepare_demo
from emde_core.progress import silent
from tests.serving import CHROMIUM_ARGUMENTS, chromium_binary, served

OUT = ASSETS / "screenshots"
WIDE, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}
PRESET = re.compile("The airlock is open")
SETTLED = "document.querySelector('.words')?.dataset.words === 'ready'"
WAIT = 90_000  # milliseconds; the first plot waits for the text model


def main() -> None:
    """Take every picture anew."""
    folder = prepare_demo(workspace.demo_folder(), workspace.movielens_folder(), silent, print)
    OUT.mkdir(exist_ok=True)
    with served(folder / store.MODEL) as server, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)
        for theme in ("dark", "light"):
            page = open_page(browser, server.address, theme, WIDE)
            keep(page, f"begin-{theme}")
            explore(page)
            keep(page, f"explore-{theme}")
        phone = open_page(browser, server.address, "dark", PHONE)
        explore(phone)
        keep(phone, "explore-phone")
        browser.close()


def open_page(browser: Browser, address: str, theme: str, size: dict[str, int]) -> Page:
    """A fresh page, once it shows posters."""
    page = browser.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce").new_page()
    page.goto(address)
    page.locator(".tile img").first.wait_for(timeout=WAIT)
    return page


def explore(page: Page) -> None:
    """Start from a preset, and wait until its first recommendation is explained."""
    page.get_by_role("button", name=PRESET).first.click()
    page.wait_for_function(SETTLED, timeout=WAIT)
    page.wait_for_timeout(1000)  # figures fade in


def keep(page: Page, name: str) -> None:
    """Write what the window shows as WebP."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(OUT / f"{name}.webp", quality=82, method=6)


if __name__ == "__main__":
    main()
