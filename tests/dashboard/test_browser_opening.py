"""A page that opens does not shift, on a wide screen and on a phone, and asks for nothing that is not there."""

from __future__ import annotations

import pytest

from dashboard.browser.screens import COMPARE, EVIDENCE, EXPLORE
from dashboard.state import link
from dashboard.state.state import State
from emde_core import History

from .screens import WAIT

pytestmark = pytest.mark.browser
MOST = 0.1  # the layout shift that people do not mind, by web.dev's Core Web Vitals
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts.push(each.value);
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize(("width", "height"), [(1440, 1000), (390, 844)])
@pytest.mark.parametrize("screen", [EXPLORE, COMPARE], ids=lambda screen: screen.path)
def test_a_screen_opens_without_shifting(chromium, address, service, screen, width, height):
    page = chromium.new_context(viewport={"width": width, "height": height}).new_page()
    page.add_init_script(WATCH)
    state = State(History(liked=("1", "2")))
    page.goto(f"{address}/{screen.path}?{link.PARAMETER}={link.encode(state, service.model)}")
    page.locator("html[data-drawn]").wait_for(state="attached", timeout=WAIT)
    page.wait_for_timeout(300)  # what would come late
    assert sum(page.evaluate("window.shifts")) <= MOST
    assert page.locator(".run").get_attribute("data-run") >= "1"
    page.context.close()


def test_a_screen_that_is_opened_directly_finds_its_server_at_once(chromium, address):
    page = chromium.new_context().new_page()
    missing: list[str] = []
    page.on("response", lambda response: response.status == 404 and missing.append(response.url))
    page.goto(f"{address}/{EVIDENCE.path}")
    page.locator("html[data-drawn]").wait_for(state="attached", timeout=WAIT)
    assert missing == []
    page.context.close()


def test_the_table_is_there_before_films_is_opened(chromium, address):
    page = chromium.new_context().new_page()
    page.goto(address)
    page.wait_for_function("performance.getEntriesByType('resource').some(({ name }) => name.includes('/DataFrame.'))")
    asked: list[str] = []
    page.on("request", lambda request: "/DataFrame." in request.url and asked.append(request.url))
    page.get_by_role("link", name="Films", exact=True).click()
    page.locator(".st-key-films-table canvas").first.wait_for(timeout=WAIT)
    assert [url for url in asked if url.endswith(".js")] == []
    page.context.close()
