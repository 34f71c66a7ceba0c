"""TMDB in a real browser: answers come after the page, pictures that can't be loaded, who is asked for what."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History
from tests.serving import answering, free_port

from .screens import WAIT, check_accessible
from .tmdb_stand_in import API_KEY, movie, stand_in

pytestmark = pytest.mark.browser

TMDB_IDS = (70001, 70002, 70003, 70004)
BROKEN = "/poster70004.jpg"  # a picture that the browser does not get
PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="3"><rect width="2" height="3"/></svg>'
WHOLE = "JSON.stringify([document.documentElement.outerHTML, location.href, {...localStorage}, {...sessionStorage}])"


@pytest.fixture
def page(chromium, small_model_path, service, monkeypatch):
    """Explore, with a history, of a dashboard whose TMDB is a stand-in on this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    port = free_port()
    with stand_in() as tmdb:
        for number in TMDB_IDS:
            tmdb.says(f"/movie/{number}", movie(number), pause=0.2)
        words = ("tests.dashboard.tmdb_dashboard", tmdb.base, "--server.port", port, "--", "--model", small_model_path)
        with answering(port, *words) as server:
            context = chromium.new_context(viewport={"width": 1440, "height": 1000})
            page = context.new_page()
            state = State(History(("1", "8")), selected="2")
            page.goto(f"{server.address}/?{PARAMETER}={encode(state, service.model)}")
            page.locator(".grid .tile").first.wait_for(timeout=WAIT)
            yield page
            context.close()


def test_a_key_brings_posters_and_a_trailer_after_the_page_and_stays_where_it_is(page):
    asked = []

    def answer(route):
        asked.append((route.request.url, route.request.headers.get("referer", "")))
        if route.request.url.endswith(BROKEN):
            route.abort()
        else:
            route.fulfill(body=PIXEL, content_type="image/svg+xml")

    page.route(lambda address: urlsplit(address).hostname != "127.0.0.1", answer)
    page.get_by_role("link", name="Data", exact=True).click()
    page.locator("input[type=password]").fill(API_KEY)
    page.keyboard.press("Enter")
    page.get_by_text("TMDB accepts the key").wait_for(timeout=WAIT)
    page.get_by_role("radio", name="TMDB’s").click()
    page.get_by_text("TMDB accepts the key").wait_for(timeout=WAIT)
    check_accessible(page)
    page.get_by_role("link", name="Explore", exact=True).click()
    for number in TMDB_IDS[:3]:
        page.locator(f"img[src$='/poster{number}.jpg']").first.wait_for(timeout=WAIT)
    page.get_by_role("link", name="Trailer").wait_for(timeout=WAIT)
    tile = page.locator(".grid .tile[data-film='4']")
    tile.locator(".stand").wait_for(timeout=WAIT)
    assert not tile.locator("img").is_visible()
    assert "tmdb" not in page.locator(".lens img").get_attribute("src")
    page.get_by_role("button", name="Where to watch").click()
    page.get_by_text("Tubi TV").wait_for(timeout=WAIT)
    check_accessible(page)
    assert API_KEY not in page.evaluate(WHOLE)
    assert {urlsplit(address).hostname for address, _ in asked} == {"image.tmdb.org", "www.themoviedb.org"}
    assert not [address for address, referrer in asked if PARAMETER in urlsplit(referrer).query]
