"""Which results are shown, and what is said of them."""

from __future__ import annotations

import pytest

from dashboard.evidence import Stored, checks, measures, sanity, stored, trust
from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import Row, keep_results, results_of
from emde_core.errors import ArtifactError


def row(part, subject, metric, mean, spread=0.01):
    return {
        "part": part,
        "subject": subject,
        "metric": metric,
        "mean": mean,
        "low": mean - spread,
        "high": mean + spread,
    }


ACCURACY = [row("accuracy", "EMDE closed_form", "NDCG@20", 0.45), row("accuracy", "EASE", "NDCG@20", 0.455)]
FAITHFULNESS = [
    row("history", "ours, margin", "CDCG@3", 0.56),
    row("history", "leave-one-out", "CDCG@3", 0.61),
    row("history", "random", "CDCG@3", 0.93),
    row("features", "phrases", "films where ours costs more", 0.94),
    row("features", "categories", "films where ours costs more", 0.83, 0.05),
    row("planted", "film", "found", 0.5, 0.1),
    row("axioms", "completeness residual", "largest", 7e-15),
]


@pytest.fixture
def kept(small_model_path):
    manifest = read_model_manifest(small_model_path)
    return lambda kind, rows, **changes: results_of(manifest, kind, {"viewers": 9}, rows).model_copy(update=changes)


def test_a_models_own_results_come_before_the_bundle(small_model, kept, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "bundle").mkdir()
    places = {"folder": tmp_path / "model", "kind": "accuracy", "bundle": tmp_path / "bundle"}
    assert stored(small_model, **places) is None
    keep_results(kept("accuracy", ACCURACY, model_hash="elsewhere"), tmp_path / "bundle")
    assert stored(small_model, **places).bundled
    keep_results(kept("accuracy", ACCURACY), tmp_path / "model")
    assert not stored(small_model, **places).bundled


def test_a_bundle_of_other_ratings_or_settings_is_not_this_models(small_model, kept, tmp_path):
    for change in ({"data_hash": "other"}, {"text_model": "other"}):
        keep_results(kept("accuracy", ACCURACY, **change), tmp_path)
        assert stored(small_model, tmp_path / "model", "accuracy", bundle=tmp_path) is None
    (tmp_path / "accuracy.json").write_text('{"config": {"a setting of another version": 1}}')
    assert stored(small_model, tmp_path / "model", "accuracy", bundle=tmp_path) is None


def test_another_models_results_are_an_error_and_not_replaced_by_the_bundle(small_model, kept, tmp_path):
    keep_results(kept("accuracy", ACCURACY, model_hash="other"), tmp_path)
    with pytest.raises(ArtifactError, match="holds the accuracy of model other"):
        stored(small_model, tmp_path, "accuracy", bundle=tmp_path)


def test_bars_that_are_missed_are_said_to_be(kept):
    found = {check.row.subject: check for check in checks(Stored(kept("faithfulness", FAITHFULNESS), bundled=False))}
    assert found["phrases"].verdict == "met"
    assert found["categories"].verdict == "missed by 0.02, within the interval"
    assert found["film"].verdict == "missed by 0.35"


def test_trust_is_three_sentences_from_the_numbers(kept):
    accuracy = Stored(kept("accuracy", ACCURACY), bundled=False)
    faithfulness = Stored(kept("faithfulness", FAITHFULNESS), bundled=False)
    bars, features, limits = trust(accuracy, faithfulness)
    assert "no rival names the films" in bars
    assert "leave-one-out, 0.610" in bars
    assert "94% for words, 83% for categories" in features
    assert (
        "Short of what was asked: three categories we mark cost more than three random ones (missed by 0.02" in features
    )
    assert "level with the best peer (0.450 and 0.455, EASE)" in limits
    assert trust(accuracy, None) == ()


def test_sanity_says_what_was_measured_and_no_more(kept):
    shuffled = row("axioms", "agreement with random weights", "mean", 0.004)
    assert "agree with the true ones to 0.00" in sanity(Stored(kept("faithfulness", [shuffled]), bundled=False))
    assert sanity(Stored(kept("faithfulness", FAITHFULNESS), bundled=False)) == ""


def test_a_rival_that_is_ahead_is_named(kept):
    better = [row("history", "ours, margin", "CDCG@3", 0.56), row("history", "LIME", "CDCG@3", 0.5)]
    said = trust(None, Stored(kept("faithfulness", better), bundled=False))[0]
    assert "one rival, LIME, names the films that carry a recommendation better (CDCG@3 0.500, ours 0.560" in said


def test_rivals_that_measured_the_same_are_listed_once_and_ours_always():
    means = {"ours, margin": 0.5, "ours, score": 0.6, "LIME": 0.5, "cosine": 0.6, "Shapley": 0.6}
    rows = [Row(**row("history", name, "CDCG@3", mean)) for name, mean in means.items()]
    assert [(m.row.subject, m.alike) for m in measures(rows)] == [
        ("ours, margin", ("LIME",)),
        ("ours, score", ("cosine", "Shapley")),
    ]
