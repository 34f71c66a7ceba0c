"""The whole harness on 120 films, and its tables and figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from emde_core.artifacts.results import ResultRow
from emde_core.evaluate import planted_world
from emde_core.evaluate.faithfulness import report
from emde_core.evaluate.faithfulness.figures import write_figures
from emde_core.evaluate.faithfulness.folds import FOLDS, folds
from emde_core.evaluate.faithfulness.planted_drivers import planted_driver_rows
from emde_core.evaluate.faithfulness.study import study
from emde_core.explain.methods.registry import methods_for

pytestmark = pytest.mark.slow

pytest.importorskip("captum")


@pytest.fixture(scope="module")
def table(crowd, quick) -> pd.DataFrame:
    measurements = study(crowd, quick, viewers=10, films=5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planted_world, "VIEWERS", 300)
        return report.tables(measurements, planted_driver_rows(crowd, quick, 5))


def test_every_part_method_and_interval_is_there(table):
    assert tuple(table.columns) == report.COLUMNS
    assert set(table["part"]) == {"history", "history, less ours", "features", "axioms", "time", "planted"}
    labels = {method.label for method in methods_for("affinity")}
    assert set(table[table["part"] == "history"]["subject"]) == labels | {"all pairs"}
    kinds = {"words", "content words", "categories", "regions"}
    assert set(table[table["part"] == "features"]["subject"]) == kinds
    planted_kinds = {"person", "genre and decade", "topic", "style", "film", "word"}
    assert set(table[table["part"] == "planted"]["subject"]) == planted_kinds
    known = table.dropna(subset=["mean"])
    assert (known["low"] <= known["mean"] + 1e-12).all()
    assert (known["mean"] <= known["high"] + 1e-12).all()


def test_the_best_pair_is_no_worse_than_any_method(table):
    pairs = table[(table["part"] == "history") & (table["metric"] == "CDCG@2")].set_index("subject")["mean"]
    assert pairs["all pairs"] <= pairs.drop("all pairs").min() + 1e-12


def test_our_model_keeps_what_it_promises(table):
    found = table.set_index(["part", "subject", "metric"])["mean"]
    assert found["axioms", "completeness residual", "largest"] < 1e-9
    assert found["axioms", "sensitivity-n", "mean"] == pytest.approx(1)
    for kind in ("words", "content words", "categories", "regions"):
        assert found["features", kind, "values less exact removal, largest"] < 1e-9


def test_records_are_rows_that_are_kept_with_a_model(table):
    rows = [ResultRow.model_validate(record) for record in report.records(table)]
    assert len(rows) == len(table)
    assert all(row.mean is None or np.isfinite(row.mean) for row in rows)


def test_lines_name_every_part_and_subject(table):
    said = "\n".join(report.lines(table))
    assert all(name in said for name in {*table["part"], *table["subject"], *table["metric"]})


def test_figures_and_the_numbers_behind_them_are_written(table, tmp_path):
    written = {path.name for path in write_figures(table, tmp_path / "out")}
    assert written == {"faithfulness.csv", "features.html", "planted.html", "rank.html", "score.html"}
    assert len(pd.read_csv(tmp_path / "out" / "faithfulness.csv")) == len(table)


def test_folds_ask_about_viewers_that_their_model_has_not_seen(crowd, quick):
    made = list(folds(crowd, quick, viewers=12))
    assert len(made) == FOLDS
    assert sum(len(fold.cases) for fold in made) == 12
    for fold in made:
        trained, other = fold.cases[0].query.trained, fold.reseeded
        assert trained.provenance.viewers <= np.ceil(0.8 * len(crowd.interactions.viewers))
        assert (other.encoded.atoms["text"].codes != trained.encoded.atoms["text"].codes).any()
        assert other.provenance == trained.provenance
