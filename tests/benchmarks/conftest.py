"""Benchmarks measure the demo itself, made first if it is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from emde_core import History, Recommender, workspace
from emde_core.artifacts import prepared_catalogue as store
from emde_core.data.interactions import Interactions
from emde_core.demo import prepare_demo
from emde_core.progress import silent
from tests.serving import CHROMIUM_ARGUMENTS, chromium_binary

TABLE = Path(__file__).parents[2] / "build" / "benchmarks.md"
HEAD = ("| what | measured |", "| --- | --- |")
Measured = Callable[[str, str], None]


@pytest.fixture(scope="session")
def measured() -> Iterator[Measured]:
    """Takes what was measured; at the end the table of it is written."""
    rows: dict[str, str] = {}

    def take(what: str, found: str) -> None:
        rows[what] = found
        print(f"\n{what}: {found}")

    yield take
    TABLE.parent.mkdir(exist_ok=True)
    lines = (*HEAD, *(f"| {what} | {found} |" for what, found in rows.items()))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def demo_model() -> Recommender:
    folder = prepare_demo(workspace.demo_folder(), workspace.movielens_folder(), silent, print)
    return Recommender.load(folder / store.MODEL)


@pytest.fixture(scope="session")
def browser():
    """A real Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    if chromium_binary() is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        yield driver.chromium.launch(executable_path=chromium_binary(), args=CHROMIUM_ARGUMENTS)


@pytest.fixture(scope="session")
def demo_interactions(demo_model) -> Interactions:  # noqa: ARG001 - the demo must be there
    return store.load_prepared(workspace.demo_folder()).interactions


@pytest.fixture(scope="session")
def long_history(demo_model) -> History:
    """Twenty films, every fourth disliked."""
    ids = [film.id for film in demo_model.catalogue.films[5:565:28]]
    return History(tuple(f for k, f in enumerate(ids) if k % 4), tuple(f for k, f in enumerate(ids) if not k % 4))
