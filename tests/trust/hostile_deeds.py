"""What a person does with hostile text: goes through a study, keeps a note, writes a film."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from emde_core import Recommender
from tests.trust.hostile_strings import FOREIGN, RUN
from tests.trust.hostile_visits import visits
from tests.trust.watch import Watch, faults, plain, settle, text_of

TEXT = f"<img src=x onerror={RUN}> :red[red] ![m](http://{FOREIGN}/m.png) \u202egnp {'W' * 200}"
PLOT = "A detective waits in the \u202ehabour\u2069 of a drowned city, and the robot sings to him."


def problems_of_study(page: Page, watch: Watch, address: str) -> Iterator[str]:
    """Go through a study that is served; yield a sentence on whatever is wrong on a page of it."""
    page.goto(f"{address}/study?participant=%3Cimg%20src=x%20onerror={RUN}%3E")
    agree = page.get_by_role("button", name="I agree")
    agree.wait_for()
    yield from _problems("consent", page, watch)
    agree.click()
    page.get_by_role("textbox").fill(TEXT)
    page.get_by_role("radio").nth(2).click()
    settle(page)
    yield from _problems("task", page, watch)


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
