"""Exports uploaded by hand, in a real browser."""

from __future__ import annotations

import io
import zipfile

import pytest

from .screens import Screen, check_accessible, fits

pytestmark = pytest.mark.browser

RATINGS = "Date,Name,Year,Letterboxd URI,Rating\n2021-01-01,The Salt Lantern,1984,u,5\n2021-01-02,Heat,2003,u,1\n"
LIKES = 'Date,Name,Year,Letterboxd URI\n2021-02-01,"<b>bold</b> & ""quotes""",2007,u\n'


IMDB = """Const,Your Rating,Date Rated,Title,Title Type,Year
tt1,9,2021-03-01,Harbour of Crows,Movie,1987
tt2,2,2021-03-02,Supper for Eleven,Movie,2016
"""


def letterboxd() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("ratings.csv", RATINGS)
        archive.writestr("likes/films.csv", LIKES)
    return buffer.getvalue()


def test_exports_become_the_history(chromium, address):
    screen = Screen(chromium.new_context(viewport={"width": 390, "height": 900}).new_page(), f"{address}/data")
    page = screen.page
    export = {"name": "letterboxd-me.zip", "mimeType": "application/zip", "buffer": letterboxd()}
    page.locator("input[type=file]").set_input_files(export)
    page.locator(".report").first.wait_for()
    assert fits(page)
    check_accessible(page)
    page.get_by_role("button", name="Use 3 films as my history").click()
    page.locator(".history .row").first.wait_for()
    assert screen.watched() == [("1", "like"), ("11", "like"), ("4", "dislike")]
    page.go_back()
    page.locator(".coverage").wait_for()
    export = {"name": "ratings.csv", "mimeType": "text/csv", "buffer": IMDB.encode()}
    page.locator("input[type=file]").set_input_files(export)
    page.get_by_role("button", name="Use 2 films as my history").click()
    page.locator(".history .row[data-entry='2']").wait_for()
    assert screen.watched() == [("2", "like"), ("16", "dislike")]
    assert screen.problems == []
    page.context.close()
