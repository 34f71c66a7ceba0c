"""The whole harness on the small catalogue, through the command line."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from emde_core import Config
from emde_core.artifacts import prepared as store
from emde_core.cli.app import app
from emde_core.config import SketchConfig
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.dataset import Dataset
from emde_core.data.simulate import simulate
from emde_core.evaluate.faithfulness import planted as planting
from emde_core.evaluate.faithfulness.folds import FOLDS, folds
from emde_core.evaluate.faithfulness.methods import OURS, RIVALS
from emde_core.evaluate.faithfulness.report import COLUMNS
from emde_core.explain.occlusions import OcclusionStore

pytest.importorskip("captum")

WORDS = ("harbour", "clockmaker", "comet", "orchard", "duel", "circus", "glacier", "violin", "desert", "masquerade")
GENRES = ("Drama", "Comedy", "Horror", "Western", "Musical")


@pytest.fixture(scope="module")
def prepared() -> store.Prepared:
    """120 films without posters, and viewers that follow directors."""
    films = tuple(
        Film(
            id=str(k),
            title=f"Film {k}",
            year=1950 + 10 * (k % 5),
            genres=(GENRES[k % 5], GENRES[k * 7 % 4]),
            directors=(f"Director {k % 12}",),
            cast=(f"Actor {k % 17}", f"Actor {k % 13}"),
            plot=f"A {WORDS[k % 10]} keeper meets a {WORDS[k * 3 % 7]} near the {WORDS[k // 12]} in winter.",
        )
        for k in range(120)
    )
    catalogue = Catalogue(films)
    return store.prepare(Dataset.of(catalogue, simulate(catalogue, 150, seed=1).interactions))


@pytest.fixture(scope="module")
def document(prepared, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    store.save_prepared(prepared, home / "demo")
    config = home / "config.json"
    config.write_text(json.dumps({"sketch": {"depth": 6, "width": 16}}))
    words = ["evaluate", "--faithfulness", "--viewers", "10", "--config", str(config), "--out", str(home / "out")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EMDE_HOME", str(home))
        patch.setattr(planting, "SIMULATED", 300)
        done = CliRunner().invoke(app, [*words, "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.stdout), home / "out"


def test_one_document_with_every_part_method_and_interval(document):
    found, _ = document
    assert set(found) == {"data_hash", "config", "viewers", "faithfulness"}
    table = pd.DataFrame(found["faithfulness"])
    assert tuple(table.columns) == COLUMNS
    assert set(table["part"]) == {"history", "history, less ours", "features", "axioms", "time", "planted"}
    assert set(table[table["part"] == "history"]["subject"]) == {*OURS, *RIVALS, "all pairs"}
    known = table.dropna(subset=["mean"])
    assert (known["low"] <= known["mean"] + 1e-12).all()
    assert (known["mean"] <= known["high"] + 1e-12).all()
    pairs = table[(table["part"] == "history") & (table["metric"] == "CDCG@2")].set_index("subject")["mean"]
    assert pairs["all pairs"] <= pairs.drop("all pairs").min() + 1e-12


def test_figures_and_the_numbers_behind_them_are_written(document):
    found, out = document
    assert {path.name for path in out.iterdir()} == {
        "faithfulness.csv",
        "features.html",
        "planted.html",
        "rank.html",
        "score.html",
    }
    written = pd.read_csv(out / "faithfulness.csv")
    assert len(written) == len(found["faithfulness"])


def test_folds_ask_about_viewers_that_their_model_has_not_seen(prepared):
    config = Config(sketch=SketchConfig(depth=4, width=8))
    made = list(folds(prepared, config, viewers=12))
    assert len(made) == FOLDS
    assert sum(len(fold.cases) for fold in made) == 12
    for fold in made:
        assert fold.trained.provenance.viewers <= np.ceil(0.8 * len(prepared.interactions.viewers))
        assert fold.reseeded.hashes["text"].directions[0, 0, 0] != fold.trained.hashes["text"].directions[0, 0, 0]
        assert fold.reseeded.provenance == fold.trained.provenance


def test_nothing_is_planted_in_a_small_catalogue(small_prepared, small_config):
    assert planting.planted(small_prepared, small_config, OcclusionStore(), 5) == []
