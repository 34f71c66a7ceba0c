"""Faults in a real browser: a panel, a callback, a file and a screen fail, and everything else can be used."""

from __future__ import annotations

import re

import pytest

from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History
from tests.serving import answering, free_port

from .screens import WAIT

pytestmark = pytest.mark.browser

CARD = "[data-testid=stException]"
NUMBER = re.compile(r"Reference ([0-9a-f]{8})")


def test_whatever_fails_is_told_with_a_number_of_the_log_and_the_rest_can_be_used(
    chromium, small_model_path, service, tmp_path
):
    port, log = free_port(), tmp_path / "log"
    words = ("tests.dashboard.faulty_dashboard", log, "--server.port", port, "--", "--model", small_model_path)
    with answering(port, *words) as server:
        page = chromium.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        state = State(History(("1", "8")), selected="2")
        page.goto(f"{server.address}/?{PARAMETER}={encode(state, service.model)}")
        page.locator(".sentence").wait_for(timeout=WAIT)
        seen = [page.locator(".trouble", has_text="The recommendations can’t be shown").inner_text()]
        page.get_by_role("button", name="Clear", exact=True).click()
        notice = page.get_by_text("That could not be done.")
        notice.wait_for(timeout=WAIT)
        seen.append(notice.inner_text())
        page.locator(".history .row").nth(1).wait_for(timeout=WAIT)
        page.get_by_role("button", name="Share or save").click()
        page.get_by_role("button", name="The parts as a table").click()
        page.get_by_text("Failed to generate file for download").wait_for(timeout=WAIT)
        page.get_by_role("link", name="Evidence", exact=True).click()
        box = page.locator(".trouble", has_text="Evidence can’t be shown")
        box.wait_for(timeout=WAIT)
        seen += [box.inner_text(), page.get_by_text("The file could not be written.").inner_text()]
        assert page.locator(CARD).count() == 0
        assert "a fault that was put there" not in page.content()
        page.get_by_role("button", name="Begin anew").click()
        page.wait_for_url(lambda address: PARAMETER not in address, timeout=WAIT)
        page.get_by_text("Which films did you love?").first.wait_for(timeout=WAIT)
        page.context.close()
        text = log.read_text()
    for words_on_page in seen:
        number = NUMBER.search(words_on_page)[1]
        assert f"Reference {number}\nTraceback" in text, words_on_page
