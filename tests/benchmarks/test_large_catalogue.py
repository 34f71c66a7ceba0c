"""A catalogue of ten thousand films: its clicks beside the demo's, its table, and its search.

Asked: a selection and an edit within twice the demo's, the table in half a second, search in .3 s.
"""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from dashboard.service.search import SearchIndex
from emde_core import Recommender, workspace
from emde_core.artifacts import prepared_catalogue as store
from tests.serving import served

from .clicks import WAIT, edits, opened, selections, settle, start_from
from .large_model import grown

FILMS, ROUNDS = 10_000, 20
TYPED = ("pacino", "godfather", "sci-fi", "e", "the", "scorsesee", "godfahter")  # the last two with a slip
NEXT_DRAWING = """([sight, wait]) => {
  const before = document.querySelector('.run').dataset.run;
  const start = performance.now();
  const isDrawn = () => document.querySelector('.run')?.dataset.run !== before && document.querySelector(sight);
  window.drawn = new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`no new drawing with ${sight}`)), wait);
    const look = () => requestAnimationFrame(() => isDrawn() ? done(performance.now() - start) : look());
    look();
  });
}"""


@pytest.fixture(scope="module")
def large(demo_model, tmp_path_factory) -> Path:
    """A large model's folder."""
    folder = tmp_path_factory.mktemp("large") / "model"
    grown(demo_model, FILMS).save(folder)
    return folder


def test_clicks_and_table(browser, large, measured):
    waits = {}
    for name, folder in (("demo", workspace.demo_folder() / store.MODEL), ("large", large)):
        with served(folder) as server:
            page = opened(browser, server.address)
            start_from(page)
            settle(page)
            waits[name] = {"select another film": selections(page, ROUNDS), "edit the history": edits(page, ROUNDS)}
            tables = table_waits(page)
    for deed, small_waits in waits["demo"].items():
        small, great = (np.percentile(each, [50, 95]) for each in (small_waits, waits["large"][deed]))
        measured(
            f"{deed}, of {FILMS:,}",
            f"median {great[0]:.0f} ms, p95 {great[1]:.0f} ms; {great[0] / small[0]:.2f} times the demo's median",
        )
    for deed, milliseconds in tables.items():
        measured(f"table of {FILMS:,} films: {deed}", f"{milliseconds:.0f} ms")


def table_waits(page) -> dict[str, float]:
    """Milliseconds from a deed to the table that shows it."""

    def choose(field: str, option: str) -> float:
        page.locator(f".st-key-films-{field} input").click()
        return next_drawing(page, page.get_by_role("option", name=option).first.click)

    def search() -> None:
        page.locator(".st-key-films-query input").fill("pacino")
        page.keyboard.press("Enter")

    return {
        "opened": next_drawing(page, page.get_by_role("link", name="Films", exact=True).click),
        "sorted": choose("order", "By title"),
        "filtered": choose("genre", "Crime"),
        "searched": next_drawing(page, search),
    }


def next_drawing(page, deed, sight: str = ".st-key-films-table canvas") -> float:
    """Do something; milliseconds until the whole page has been drawn anew, with what is to be seen on it."""
    page.evaluate(NEXT_DRAWING, [sight, WAIT])
    deed()
    return page.evaluate("window.drawn")


def test_search(demo_model, measured):
    films = grown_films(demo_model)
    start = time.perf_counter()
    index = SearchIndex(films)
    index.prepare()
    built = time.perf_counter() - start
    waits = {}
    for text in TYPED:
        start = time.perf_counter()
        index.find(text)
        waits[text] = 1000 * (time.perf_counter() - start)
    slowest = max(waits, key=waits.__getitem__)
    measured(
        f"search index of {FILMS:,} films", f"{built:.2f} s to build; slowest, “{slowest}”, {waits[slowest]:.0f} ms"
    )


def grown_films(model: Recommender):
    """The large catalogue's films; people and words of titles come in other company each time."""
    films = model.catalogue.films
    generator = np.random.default_rng(0)
    people = [person.split(" ", 1) for film in films for person in film.cast if " " in person]
    for k in range(FILMS):
        names = [people[i][0] + " " + people[j][1] for i, j in generator.integers(len(people), size=(7, 2))]
        base = films[k % len(films)]
        changes = {"id": str(k), "title": f"{base.title} {k}", "also_ids": (), "cast": tuple(names[1:])}
        yield base.model_copy(update=changes | {"directors": (names[0],)})
