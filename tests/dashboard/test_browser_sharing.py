"""The address in a real browser: another browser opens what this one shows, and Back works."""

from __future__ import annotations

import re

import pytest

from .test_browser import Screen

pytestmark = pytest.mark.browser


def test_a_link_opens_the_same_page_elsewhere_and_back_works(chromium, address):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    screen = Screen(context.new_page(), address)
    page = screen.page
    screen.add("salt lan", "1")
    screen.add("supper", "16", "Shift+Enter")
    chosen = screen.films()[3]
    screen.do(lambda: page.locator(f".tile[data-film='{chosen}']").click())
    score = page.locator(".score").get_attribute("data-score")
    page.get_by_role("button", name=re.compile("^Share or save")).click()
    page.get_by_role("button", name="Copy link").click()
    page.get_by_text("Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url

    other = Screen(chromium.new_context().new_page(), link)
    assert other.watched() == [("1", "like"), ("16", "dislike")]
    assert other.page.locator(".score").get_attribute("data-score") == score
    assert other.page.locator(".tile[aria-pressed=true]").get_attribute("data-film") == chosen

    screen.do(page.go_back)
    assert screen.watched() == [("1", "like"), ("16", "dislike")]
    assert page.locator(".tile[aria-pressed=true]").get_attribute("data-film") != chosen
    screen.do(page.go_back)
    assert screen.watched() == [("1", "like")]
    screen.do(page.go_back)
    page.get_by_text("Which films did you love?").wait_for()
    screen.do(page.go_forward)
    assert screen.watched() == [("1", "like")]
    for each in (screen, other):
        assert each.problems == []
        each.page.context.close()
