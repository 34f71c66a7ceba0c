"""What all tests share: the small catalogue, and a model of it with settings in which no two sizes are equal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# No test asks a hub for a model, not even from a thread that outlives it. Read when the hub's client is imported.
os.environ["HF_HUB_OFFLINE"] = "1"
if "PYTEST_XDIST_WORKER" in os.environ:  # workers share the cores, and threads that wait for each other only burn them
    os.environ.setdefault("OMP_NUM_THREADS", "1")

import emde_core
from emde_core import Catalogue, Config, Recommender
from emde_core.artifacts import prepared_catalogue as store
from emde_core.cli import app
from emde_core.data.readers.native import read_native
from emde_core.modalities.categorical import Categorical
from emde_core.modalities.image import Posters
from emde_core.modalities.text import Plots
from tests.serving import chromium_binary

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

SMALL = Path(__file__).parent / "fixtures" / "small"
FAMOUS = {
    "1": "Alien",
    "2": "Blade Runner",
    "3": "Brazil",
    "16": "Dumb and Dumber",
}  # titles of the demo, by ids of the small catalogue
LONGEST_IN_A_NAME = 40  # bytes
MOVIELENS = Path(__file__).parents[1] / ".." / "shared" / "ml-100k"

# The same examples each time; a busy machine is no failure, and `make bench` measures times
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by the size of a file that it is about: some hold the second in which a process made them.

    Processes that named their tests differently could not share them out.
    """
    return f"{argname} of {len(val)} bytes" if isinstance(val, bytes) and len(val) > LONGEST_IN_A_NAME else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With ``--dist loadgroup`` a file's tests share what their fixtures made, and one server serves all browsers."""
    for item in items:
        group = "browser" if item.get_closest_marker("browser") else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Start what drives browsers: once for all tests of a process, as it can't be started twice in one."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if chromium_binary() is None:
        pytest.skip("no Chromium on this machine: install Debian's chromium package")
    with playwright.sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def small_config() -> Config:
    """Depth != width, and neither is a number of films or viewers; a prior that is quickly chosen."""
    return Config.model_validate(
        {
            "sketch": {"depth": 5, "width": 8},
            "network": {"hidden": 12, "layers": 2, "epochs": 3, "batch": 8},
            "prior": {"scales": (3.0,), "average_film": (1.0,), "multipliers": (1.0, 2.0), "splits": 2},
        }
    )


@pytest.fixture(scope="session")
def small_prepared() -> store.PreparedCatalogue:
    """The small catalogue (16 films, 24 viewers), read by the real text model, in shallow sketches."""
    shallow = (Plots(depth=48, width=4), Categorical(depth=7, width=64), Posters(depth=36, width=4))
    return store.prepare(read_native(SMALL), modalities=shallow)


@pytest.fixture(scope="session")
def small_model(small_prepared: store.PreparedCatalogue, small_config: Config) -> Recommender:
    """A model of the default recipe, trained on the small catalogue."""
    encoded = small_prepared.encoded
    return Recommender.fit(encoded.catalogue, small_prepared.interactions, small_config, encoded=encoded)


@pytest.fixture(scope="session")
def famous_model(small_model: Recommender) -> Recommender:
    """The small model with titles of the demo, so that examples which name them run as they stand."""
    films = (film.model_copy(update={"title": FAMOUS.get(film.id, film.title)}) for film in small_model.catalogue)
    catalogue = Catalogue(tuple(films), small_model.catalogue.posters)
    encoded = replace(small_model.trained.encoded, catalogue=catalogue)
    return Recommender(replace(small_model.trained, encoded=encoded))


@pytest.fixture
def demo_is_famous(famous_model: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ``emde_core.demo_model`` return that model, which is there at once."""
    monkeypatch.setattr(emde_core, "demo_model", lambda: famous_model, raising=False)


@pytest.fixture(scope="session")
def small_folder(
    small_prepared: store.PreparedCatalogue, small_model: Recommender, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A prepared catalogue on disk with its model inside, as ``emde prepare`` and ``emde train`` leave it."""
    folder = tmp_path_factory.mktemp("prepared")
    store.save_prepared(small_prepared, folder)
    small_model.save(folder / store.MODEL)
    return folder


@pytest.fixture(scope="session")
def small_model_path(small_folder: Path) -> Path:
    """That model's folder."""
    return small_folder / store.MODEL


@pytest.fixture(scope="session")
def movielens() -> Path:
    """Real MovieLens 100K, where it lies beside the checkout."""
    if not (MOVIELENS / "u.data").is_file():
        pytest.skip("needs MovieLens 100K in ../shared/ml-100k")
    return MOVIELENS


@pytest.fixture
def emde(monkeypatch, capsys, tmp_path):
    """Runs a command in this process, at a home of its own: exit status, stdout, stderr."""
    monkeypatch.setenv("EMDE_HOME", str(tmp_path / "home"))

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["emde", *map(str, words)])
        with pytest.raises(SystemExit) as caught:
            app.main()
        out, err = capsys.readouterr()
        return caught.value.code or 0, out, err

    return run
