"""Choosing by a quick hand, and from the threads, in a real browser."""

from __future__ import annotations

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from .screens import WAIT, Screen  # noqa: E402

RING = 6  # pixels that a ring is from its tile, at the least
pytestmark = pytest.mark.browser

# Types into the field at the moment when its script arrives, before the script listens
EARLY_HAND = """
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (kind, ...rest) {
  if (kind === "input" && this.getAttribute?.("role") === "combobox" && !this.dataset.early) {
    this.dataset.early = "yes";
    this.value = "salt lan";
    this.dispatchEvent(new Event("input"));
  }
  return listen.call(this, kind, ...rest);
};
"""


def test_what_is_typed_before_the_field_listens_is_found(chromium, address):
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    context.add_init_script(EARLY_HAND)
    screen = Screen(context.new_page(), address)
    screen.page.get_by_role("combobox").focus()
    screen.choose("1")
    assert screen.watched() == [("1", "like")]
    context.close()


def test_enter_adds_what_was_typed_and_not_what_was_listed_before(screen):
    field = screen.page.get_by_role("combobox")
    field.fill("salt lan")
    screen.page.locator(".films .film[data-film='1']").wait_for(timeout=WAIT)
    field.fill("harbour")
    field.press("Enter")
    sync_api.expect(screen.page.locator(".history .row")).to_have_count(1, timeout=WAIT)
    assert screen.watched() == [("2", "like")]
    sync_api.expect(field).to_have_value("")
    field.fill("supper")
    field.press("Shift+Enter")
    sync_api.expect(screen.page.locator(".history .row")).to_have_count(2, timeout=WAIT)
    assert screen.watched() == [("2", "like"), ("16", "dislike")]
    field.fill("salt lan")
    screen.page.locator(".films .film[data-film='1']").get_by_text("add as not for me").click(timeout=WAIT)
    sync_api.expect(screen.page.locator(".history .row")).to_have_count(3, timeout=WAIT)
    assert screen.watched()[2] == ("1", "dislike")


def test_enter_goes_to_what_is_merely_near_and_enter_once_more_takes_it(screen):
    field = screen.page.get_by_role("combobox")
    field.fill("harr of crow")
    near = screen.page.locator(".films .film[data-film='2']")
    near.wait_for(timeout=WAIT)
    sync_api.expect(near).to_have_attribute("aria-selected", "false")
    field.press("Enter")
    sync_api.expect(near).to_have_attribute("aria-selected", "true")
    sync_api.expect(screen.page.locator(".history .row")).to_have_count(0)
    field.press("Enter")
    sync_api.expect(screen.page.locator(".history .row")).to_have_count(1, timeout=WAIT)
    assert screen.watched() == [("2", "like")]


def test_escape_in_the_field_ends_no_focus(screen):
    screen.build()
    page = screen.page
    screen.do(lambda: page.locator(".history .row[data-entry='2'] .words").click())
    field = page.get_by_role("combobox")
    field.fill("salt")
    field.press("Escape")
    sync_api.expect(field).to_have_value("")
    sync_api.expect(page.locator(".history .words[aria-pressed='true']")).to_have_count(1)
    screen.do(lambda: field.press("Escape"))
    sync_api.expect(page.locator(".history .words[aria-pressed='true']")).to_have_count(0)


def test_a_band_leads_to_two_films_and_there_shows_its_atoms(screen):
    screen.build()
    page = screen.page
    bands = page.locator(".bands")
    band = bands.locator(".band[data-token='film:2']").first
    band.focus()
    assert "Harbour" in bands.locator(".detail").inner_text()
    screen.do(lambda: page.keyboard.press("Enter"))
    sync_api.expect(bands.locator(".source")).to_have_count(1)
    sync_api.expect(page.locator(".history .row:not(.recedes)")).to_have_count(1)
    last = bands.locator(".band").last
    last.focus()
    page.keyboard.press("Enter")
    sync_api.expect(last).to_have_attribute("aria-pressed", "true")
    name = last.locator("bdi").inner_text()
    assert bands.locator(".detail .name").inner_text() == name
    screen.do(lambda: bands.get_by_role("button", name="All films").click())
    sync_api.expect(page.locator(".history .row:not(.recedes)")).to_have_count(3)
    sync_api.expect(bands.locator(".source")).to_have_count(3)


def test_a_wish_is_found_as_it_is_typed_and_made(screen):
    screen.build()
    screen.page.locator(".st-key-wish-open button").first.click()
    screen.page.get_by_label("Wish for a genre").fill("viktor hal")
    director = screen.page.locator(".plain .film[data-film='director:Viktor Hale']")
    director.wait_for(timeout=WAIT)
    screen.do(director.click)
    screen.page.locator(".history .row[data-standing='more']").wait_for(timeout=WAIT)
    assert ("director:Viktor Hale", "more") in screen.watched()


def test_the_form_for_a_wish_is_seen_whole_wherever_its_button_stands(screen):
    """Where too little is left below the button, it opens above."""
    screen.build()
    button = screen.page.locator(".st-key-wish-open button").first
    top = button.bounding_box()["y"]
    screen.page.set_viewport_size({"width": 1440, "height": round(top) + 160})
    button.click()
    form = screen.page.get_by_test_id("stPopoverBody")
    form.get_by_role("slider").wait_for(timeout=WAIT)
    box = form.bounding_box()
    assert box["height"] == form.evaluate("form => form.scrollHeight + form.offsetHeight - form.clientHeight")
    assert box["y"] + box["height"] <= top + 160


def test_films_to_begin_with_stay_until_somebody_goes_on(screen):
    page = screen.page
    screen.do(lambda: page.locator(".grid .tile").first.click())
    row = page.locator(".st-key-begin-row .tile")
    screen.do(lambda: row.nth(2).click())
    assert [tile.get_attribute("aria-pressed") for tile in row.all()[:3]] == ["true", "false", "true"]
    assert len(screen.watched()) == 2
    screen.do(lambda: row.first.click())
    assert len(screen.watched()) == 1
    row.first.focus()
    edge = "grid => grid.querySelector('.tile').getBoundingClientRect().left - grid.getBoundingClientRect().left"
    assert page.locator(".st-key-begin-row .grid").evaluate(edge) >= RING, "the first one's ring is whole"
    page.set_viewport_size({"width": 390, "height": 844})
    picks = page.get_by_role("heading", name="Recommended for this history")
    assert row.first.bounding_box()["y"] < picks.bounding_box()["y"]
    page.set_viewport_size({"width": 1440, "height": 900})
    screen.do(page.get_by_role("button", name="That’s enough").click)
    assert row.count() == 0
