"""A study in a real browser: served alone, gone through, left and resumed; the answers as a file."""

from __future__ import annotations

import csv
import json

import pytest

from dashboard.study.definition import parse_study
from dashboard.study.participation import task_order
from tests.serving import answering, free_port

from .screens import WAIT, check_accessible, fits
from .test_study import document

pytestmark = pytest.mark.browser


@pytest.fixture
def study_address(small_model_path, tmp_path):
    """Where a study is served, and the study."""
    file = tmp_path / "my.json"
    file.write_text(json.dumps(document(title="<i>Study</i>")))
    port = free_port()
    words = ("--server.port", port, "--", "--model", small_model_path, "--study", file)
    with answering(port, "dashboard", *words) as server:
        yield server.address, parse_study(file.read_text(), "my.json")


def test_a_participant_is_interrupted_and_goes_on(chromium, study_address, tmp_path):
    address, study = study_address
    context = chromium.new_context(viewport={"width": 390, "height": 800}, color_scheme="dark")
    page, problems = context.new_page(), []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{address}/study?participant=P07")
    page.get_by_role("button", name="I agree").click(timeout=WAIT)
    _answer(page, 1, "1")
    page.get_by_text("Task 2 of 3").wait_for()
    page.wait_for_function("document.activeElement.tagName === 'H2'")  # the next film is read out, from the page's top
    assert fits(page)
    check_accessible(page)
    page.get_by_role("textbox").fill("half a thought")
    page.get_by_role("textbox").blur()
    page.wait_for_function("() => Object.values(localStorage).some((text) => text.includes('half a thought'))")
    page.reload()
    page.get_by_text("Task 2 of 3").wait_for(timeout=WAIT)
    page.wait_for_function("() => document.querySelector('textarea')?.value === 'half a thought'", timeout=WAIT)
    context.storage_state(path=tmp_path / "storage.json")
    context.close()

    again = chromium.new_context(storage_state=tmp_path / "storage.json")  # another day
    page = again.new_page()
    page.goto(f"{address}/study")
    _answer(page, 2, "2")
    _answer(page, 3, "3")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download your answers").click(timeout=WAIT)
    rows = list(csv.DictReader(download.value.path().read_text(encoding="utf-8").splitlines()))
    assert download.value.suggested_filename == "answers-P07.csv"
    assert [row["task"] for row in rows[::2]] == [task.name for task in task_order(study, "P07")]
    assert [row["value"] for row in rows[::2]] == ["1", "2", "3"]
    assert {row["study"] for row in rows} == {"<i>Study</i>"}
    assert page.get_by_role("heading", name="<i>Study</i>").count() == 1
    ways = page.eval_on_selector_all("a[href]", "(links) => links.map((link) => link.href)")
    assert [each for each in ways if not each.split("#")[0].endswith("/study")] == []  # no way to another screen
    page.get_by_role("button", name="Delete answers …").click()
    page.get_by_role("button", name="Delete these answers").click()
    page.get_by_role("button", name="I agree").wait_for()
    page.wait_for_function("() => Object.values(localStorage).every((text) => !text.includes('P07'))")
    assert problems == []
    again.close()


def _answer(page, number: int, value: str) -> None:
    page.get_by_text(f"Task {number} of 3").wait_for(timeout=WAIT)
    page.get_by_role("radio", name=value).or_(page.get_by_role("button", name=value, exact=True)).first.click()
    page.get_by_role("button", name="Finish" if number == 3 else "Next task").click()
