"""What a person does with hostile text: goes through a study, brings one, keeps a note, writes a film, brings files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

from emde_core import Recommender
from tests.trust.hostile_commands import is_formula
from tests.trust.hostile_strings import FOREIGN, RUN
from tests.trust.hostile_visits import visits
from tests.trust.hostile_world import study
from tests.trust.watch import Watch, faults, plain, settle, text_of

TEXT = f"<img src=x onerror={RUN}> :red[red] ![m](http://{FOREIGN}/m.png) \u202egnp {'W' * 200}"
ANSWER = f"=HYPERLINK(1) {TEXT}"
NAME = f"<img src=x onerror={RUN}> :red[x] \u2069\u202egnp"
PLOT = "A detective waits in the \u202ehabour\u2069 of a drowned city, and the robot sings to him."


def problems_of_study(page: Page, watch: Watch, address: str) -> Iterator[str]:
    """Go through a study that is served, to its last page and its answers; yield a sentence on whatever is wrong."""
    page.goto(f"{address}/study?participant=%3Cimg%20src=x%20onerror={RUN}%3E")
    yield from _participation("study", page, watch)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download your answers").click()
    cells = [cell for row in csv.reader(download.value.path().open(encoding="utf-8", newline="")) for cell in row]
    yield from (f"answers: a formula: {cell!r:.80}" for cell in cells if is_formula(cell))
    if not any(plain(ANSWER) in plain(cell) for cell in cells):
        yield "answers: what was written is not among them"


def problems_of_own_study(page: Page, watch: Watch, address: str) -> Iterator[str]:
    """Bring a study to the screen Study, and try it to its last page."""
    page.goto(f"{address}/study")
    settle(page)
    _upload(page, f"{NAME}.json", "application/json", study().encode())
    page.get_by_role("button", name="Try it", exact=True).wait_for()
    yield from _problems("a study of one's own", page, watch)
    _upload(page, f"{NAME}2.json", "application/json", b"{" + TEXT.encode())
    page.locator(".trouble").wait_for()
    yield from _problems("a file that is no study", page, watch)
    _upload(page, f"{NAME}.json", "application/json", study().encode())
    page.get_by_role("button", name="Try it", exact=True).click()
    yield from _participation("trial", page, watch)
    page.get_by_role("button", name="End the trial").click()


def problems_of_poster(page: Page, watch: Watch, address: str) -> Iterator[str]:
    """Bring a poster to Screen test, and a file that is none, each with a hostile name."""
    page.goto(f"{address}/screen-test")
    page.get_by_role("radio", name="Drop one in").or_(page.get_by_role("button", name="Drop one in")).first.click()
    settle(page)
    picture = BytesIO()
    Image.new("RGB", (80, 120), (90, 20, 160)).save(picture, "png")
    for content, answer in ((picture.getvalue(), "another poster"), (TEXT.encode(), "This file was not used")):
        _upload(page, f"{NAME}.png", "image/png", content)
        page.get_by_text(answer).first.wait_for()
        yield from _problems("poster", page, watch)


def _upload(page: Page, name: str, kind: str, content: bytes) -> None:
    field = page.locator("input[type=file]").first
    field.set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.wait_for_timeout(500)
    settle(page)


def _participation(name: str, page: Page, watch: Watch) -> Iterator[str]:
    """Agree, answer the one task, and come to the last page."""
    agree = page.get_by_role("button", name="I agree")
    agree.wait_for()
    yield from _problems(f"{name}, consent", page, watch)
    agree.click()
    page.get_by_role("textbox").fill(ANSWER)
    page.get_by_role("textbox").blur()
    page.get_by_role("radio").nth(2).click()
    yield from _problems(f"{name}, task", page, watch)
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("heading", name="Done").wait_for()
    yield from _problems(f"{name}, last page", page, watch)


def problems_of_note(page: Page, watch: Watch, address: str, model: Recommender) -> Iterator[str]:
    """Keep a note on a film, and look at the list of notes."""
    next(visits(model)).to(page, address, model)
    page.get_by_role("button", name=re.compile("^Rate or note")).click()
    page.get_by_role("textbox", name="A note").fill(TEXT)
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("button", name="Noted").wait_for()
    page.goto(f"{address}/data")
    page.locator(".own-note").first.wait_for()
    settle(page)
    if plain(TEXT)[:20] not in text_of(page):
        yield "note: can't be read"
    yield from _problems("note", page, watch)


def problems_of_film(page: Page, watch: Watch, address: str) -> Iterator[str]:
    """Write a film on Screen test."""
    page.goto(f"{address}/screen-test")
    for name, text in (("Title", TEXT[:110]), ("Plot", PLOT)):
        field = page.get_by_role("textbox", name=name, exact=True)
        field.fill(text)
        field.blur()
        settle(page)
    yield from _problems("own film", page, watch)


def _problems(name: str, page: Page, watch: Watch) -> list[str]:
    settle(page)
    sentences = [f"{name}: {each}" for each in (*faults(page), *watch.problems)]
    watch.problems.clear()
    return sentences
