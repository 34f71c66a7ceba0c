"""Films in a real browser: a row is chosen with the mouse and with keys, and pages lead on and back."""

from __future__ import annotations

import pytest

from .screens import WAIT, check_accessible, fits

pytestmark = pytest.mark.browser
HEAD, ROW, TITLE = 38, 60, 250  # pixels


def table_box(screen) -> dict[str, float]:
    """The place of the table's drawing, once it is there."""
    table = screen.page.locator(".st-key-films-table canvas").first
    table.wait_for(timeout=WAIT)
    return table.bounding_box()


def chosen(screen) -> str:
    return screen.page.locator(".chosen b").inner_text()


def test_enter_opens_the_film_of_the_row_that_has_the_keyboard_and_the_first_row_stands_above_the_fold(screen, service):
    history = screen.build()
    second = service.recommend(history, 2)[1].film
    page = screen.page
    page.set_viewport_size({"width": 1440, "height": 900})
    screen.do(lambda: page.get_by_role("link", name="Films").click())
    box = table_box(screen)
    assert box["y"] + HEAD + ROW < 900
    page.locator(".st-key-films-keys [data-listens]").wait_for(state="attached")
    page.get_by_role("button", name="What the names in files mean (CSV)").focus()
    busy = page.context.new_cdp_session(page)
    busy.send("Emulation.setCPUThrottlingRate", {"rate": 20})  # the table's cells follow its keyboard late
    screen.do(lambda: [page.keyboard.press(key) for key in ("Tab", "ArrowDown", "Enter")])
    assert page.locator(".film h2").inner_text() == second.title


def test_rows_are_chosen_and_pages_lead_on_and_back(screen, service):
    history = screen.build()
    first, second = (pick.film for pick in service.recommend(history, 2))
    page = screen.page
    screen.do(lambda: page.get_by_role("link", name="Films").click())
    box = table_box(screen)
    page.get_by_role("button", name="What the names in files mean (CSV)").focus()
    screen.do(lambda: [page.keyboard.press(key) for key in ("Tab", "ArrowDown", "Shift+Space")])
    assert chosen(screen) == second.title
    box = table_box(screen)
    screen.do(lambda: page.mouse.click(box["x"] + 18, box["y"] + HEAD + 0.5 * ROW))
    assert chosen(screen) == first.title
    check_accessible(page)
    box = table_box(screen)
    screen.do(lambda: page.mouse.click(box["x"] + TITLE, box["y"] + HEAD + 0.5 * ROW))
    assert page.locator(".film h2").inner_text() == first.title
    screen.do(page.go_back)

    screen.do(lambda: page.locator(f".st-key-films-first .tile[data-film='{first.id}']").click())
    assert page.locator(".film h2").inner_text() == first.title
    assert page.locator(".elsewhere a").count() in (0, 3)
    check_accessible(page)
    tile = page.locator(".st-key-similar-content .tile").first
    tile.wait_for(timeout=WAIT)
    near = service.similar(first.id, "content", 1)[0].film
    assert tile.get_attribute("data-film") == near.id
    screen.do(tile.click)
    assert page.locator(".film h2").inner_text() == near.title
    screen.do(lambda: page.locator(".st-key-trail-0 button").click())
    assert page.locator(".film h2").inner_text() == first.title
    screen.do(lambda: page.get_by_role("link", name="Films").click())
    table_box(screen)
    screen.do(page.go_back)
    assert page.locator(".film h2").inner_text() == first.title

    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    screen.do(page.go_back)
    assert page.locator(".film h2").inner_text() == near.title
    screen.do(lambda: page.locator(".st-key-trail-table button").click())
    table_box(screen)
    assert fits(page)
