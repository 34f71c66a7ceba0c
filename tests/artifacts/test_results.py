from __future__ import annotations

import json
from dataclasses import replace

import pytest

from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import read_results, results_in, results_of, save_results
from emde_core.errors import ArtifactError

ROW = {"part": "accuracy", "subject": "EASE", "metric": "NDCG@20", "mean": 0.4, "low": 0.3, "high": 0.5}


@pytest.fixture
def manifest(small_model_path):
    return read_model_manifest(small_model_path)


def test_what_was_kept_comes_back(manifest, tmp_path):
    kept = results_of(manifest, "accuracy", {"splits": 2}, [ROW, ROW | {"mean": None, "n": 7}])
    path = save_results(kept, tmp_path)
    assert read_results(path) == kept == results_in(tmp_path, "accuracy", manifest.model_hash)
    assert (kept.model_hash, kept.data_hash, kept.config) == (
        manifest.model_hash,
        manifest.data_hash,
        manifest.config,
    )
    assert results_in(tmp_path, "faithfulness", manifest.model_hash) is None


def test_nothing_in_it_depends_on_the_day(manifest, tmp_path):
    kept = results_of(manifest, "accuracy", {"splits": 2}, [ROW])
    once = save_results(kept, tmp_path).read_bytes()
    assert save_results(kept, tmp_path).read_bytes() == once


def test_results_of_the_model_that_was_here_before_are_not_this_ones(manifest, tmp_path):
    save_results(results_of(manifest, "accuracy", {"splits": 2}, [ROW]), tmp_path)
    assert results_in(tmp_path, "accuracy", "0123") is None
    assert results_in(tmp_path, "accuracy", manifest.model_hash)


def test_results_under_the_name_of_another_kind_are_refused(manifest, tmp_path):
    path = save_results(results_of(manifest, "accuracy", {"splits": 2}, [ROW]), tmp_path)
    path.rename(tmp_path / "content.json")
    with pytest.raises(ArtifactError, match=r"content\.json holds results of another kind, accuracy.*again"):
        results_in(tmp_path, "content", manifest.model_hash)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": [ROW | {"mean": "good"}]}, "rows.0.mean"),
        ({"version": 1}, "version"),
        ({"rows": [ROW | {"colour": "red"}]}, "rows.0.colour"),
        ({"config": {"sketch": {"width": 100}}}, "config.sketch.width"),
    ],
)
def test_a_damaged_file_names_the_place_and_the_remedy(manifest, tmp_path, change, said):
    path = save_results(results_of(manifest, "accuracy", {"splits": 2}, [ROW]), tmp_path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ArtifactError) as caught:
        read_results(path)
    assert said in str(caught.value)
    assert "emde evaluate --model" in str(caught.value)


def test_a_file_that_is_no_json(tmp_path):
    (tmp_path / "accuracy.json").write_text("{")
    with pytest.raises(ArtifactError, match=r"accuracy\.json can't be read"):
        results_in(tmp_path, "accuracy", "0123")


def test_other_weights_with_the_same_settings_are_told_from_other_settings(manifest, small_model):
    kept, trained = results_of(manifest, "accuracy", {"splits": 2}, [ROW]), small_model.trained
    assert kept.same_settings(replace(trained, model=replace(trained.model, temperature=9.0)))
    assert not kept.same_settings(replace(trained, config=trained.config.model_copy(update={"seed": 1})))
    assert not kept.same_settings(replace(trained, provenance=replace(trained.provenance, data_hash="0123")))
    assert not kept.same_settings(replace(trained, encoded=trained.encoded.of(("text", "categorical"))))


def test_whether_content_counts_is_a_word_beside_numbers(manifest, tmp_path):
    share = {
        "part": "content",
        "subject": "text",
        "metric": "share",
        "mean": 0.03,
        "low": 0.02,
        "high": 0.04,
        "n": None,
    }
    evidence = share | {"metric": "evidence", "mean": None, "low": None, "high": None, "word": "counts"}
    kept = results_of(manifest, "content", {"splits": 2}, [share, evidence])
    assert save_results(kept, tmp_path).name == "content.json"
    assert [row.word for row in results_in(tmp_path, "content", manifest.model_hash).rows] == [None, "counts"]
    assert results_in(tmp_path, "accuracy", manifest.model_hash) is None
