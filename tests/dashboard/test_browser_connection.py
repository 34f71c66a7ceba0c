"""A connection that is lost: the page says so, rests, and stands where it stood once the server is there again."""

from __future__ import annotations

import pytest

from dashboard.components.connection import LOST
from tests.serving import free_port, served

from .screens import Screen

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    yield context.new_page()
    context.close()


def test_a_killed_server_comes_back_with_the_page_as_it_stood(page, small_model_path):
    port = free_port()
    with served(small_model_path, port) as server:
        screen = Screen(page, server.address)
        screen.build()
        screen.do(lambda: page.locator(".grid .tile").nth(2).click())
        screen.do(lambda: page.locator(".chip").first.click())
        page.locator(".chip[aria-pressed=true]").wait_for()
        before = standing(screen)
    message = page.get_by_text(LOST)
    message.wait_for()
    page.wait_for_event("console", lambda said: "Are you connected to the internet?" in said.text)
    page.locator(".grid .tile").first.click()  # leads nowhere
    assert standing(screen) == before
    assert not page.get_by_role("dialog").is_visible()  # Streamlit's own words for it
    with served(small_model_path, port):
        message.wait_for(state="detached")
        page.wait_for_function("() => !document.documentElement.hasAttribute('data-rests')")
        assert standing(screen) == before
        assert page.locator(".run").get_attribute("data-run") == "1"  # of a new session
        screen.do(lambda: page.locator(".grid .tile").first.click())  # the first click counts
        assert explained(page) != before[-1]
    assert screen.problems == []


def standing(screen: Screen) -> tuple[object, ...]:
    """Address, history, recommendations and the film that is explained, with what is singled out in it."""
    page = screen.page
    tiles = page.locator(".grid .tile").evaluate_all("(tiles) => tiles.map((tile) => tile.dataset.film)")
    focus = page.locator(".chip[aria-pressed=true]").all_text_contents()
    return page.url, screen.watched(), tiles, focus, explained(page)


def explained(page) -> str | None:
    return page.locator(".sentence").get_attribute("data-film")
