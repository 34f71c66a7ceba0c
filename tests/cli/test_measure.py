"""`emde evaluate` as people and programs use it: accuracy, the swap test, and what is kept beside a model."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import results_in
from tests.artifact_files import restate

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
PROTOCOL = ["name", "model", "metric", "mean", "ci95", "seeds", "viewers"]
CONTENT = ["modality", "strength", "share", "share_ci95", "share_swapped", "share_swapped_ci95"]
CONTENT += ["warm", "warm_swapped", "cold", "cold_swapped", "alone", "alone_swapped", "evidence"]


@pytest.fixture
def evaluate(emde):
    """Runs the command: exit status, stdout, stderr."""
    return partial(emde, "evaluate")


@pytest.fixture
def folder(small_folder, tmp_path):
    """A prepared catalogue with its model, to keep results in."""
    shutil.copytree(small_folder, tmp_path / "prepared")
    return tmp_path / "prepared"


def kept_in(folder, kind):
    return results_in(folder / "model", kind, read_model_manifest(folder / "model").model_hash)


def test_accuracy_as_the_contract_says_and_kept_with_the_model(evaluate, folder):
    status, out, err = evaluate("--model", folder, "--splits", 2, "--json")
    assert (status, "kept in" in err) == (0, True)
    found, manifest = json.loads(out), read_model_manifest(folder / "model")
    assert list(found) == ["data_hash", "protocols"]
    assert found["data_hash"] == manifest.data_hash
    assert [list(each) for each in found["protocols"]] == [PROTOCOL] * len(found["protocols"])
    assert {(each["name"], each["seeds"]) for each in found["protocols"]} == {("warm", 2), ("cold", 2), ("few", 2)}
    kept = kept_in(folder, "accuracy")
    assert (kept.config, kept.asked) == (manifest.config, {"splits": 2})
    rows = [row for row in kept.rows if row.part != "reliability" and not row.metric.endswith(", less ours")]
    assert [(row.part, row.subject, row.metric, row.mean) for row in rows] == [
        (each["name"], each["model"], each["metric"], each["mean"]) for each in found["protocols"]
    ]


def test_the_swap_test_as_the_contract_says_and_kept_with_the_model(evaluate, folder):
    status, out, err = evaluate("--model", folder, "--content", "--splits", 2, "--json")
    assert (status, "kept in" in err) == (0, True)
    found = json.loads(out)
    assert list(found) == ["data_hash", "content"]
    assert [each["modality"] for each in found["content"]] == ["text", "categorical", "image", "all"]
    assert [list(each) for each in found["content"]] == [CONTENT] * 4
    kept = kept_in(folder, "content")
    assert kept.asked == {"splits": 2}
    words = {row.subject: row.word for row in kept.rows if row.metric == "evidence"}
    assert words == {each["modality"]: each["evidence"] for each in found["content"]}
    shares = {row.subject: row.mean for row in kept.rows if row.metric == "share"}
    assert shares == {each["modality"]: each["share"] for each in found["content"]}


def test_accuracy_for_people(evaluate, folder):
    status, out, _ = evaluate("--model", folder, "--splits", 2)
    assert status == 0
    assert "warm, NDCG@20, 2 splits" in out
    assert "cold, NDCG@10, 2 splits" in out
    assert "few, rank percentile, 0 ratings, 2 splits (0 is the first place, 1 the last)" in out
    models = [line.split("  ")[2].strip() for line in out.splitlines() if "±" in line and "from ours" not in line]
    assert set(models) == {"ours"}


def test_the_swap_test_for_people(evaluate, folder):
    status, out, _ = evaluate("--model", folder, "--content", "--splits", 2)
    assert status == 0
    first, _, _, *rows, last = out.splitlines()
    assert first == "with real content | with content exchanged between films; 2 splits"
    assert [row.split()[0] for row in rows] == ["text", "alone", "categorical", "alone", "image", "alone", "all"]
    assert {row.split()[-1] for row in rows if "alone  " not in row} <= {"counts", "alone", "shows", "none"}
    assert last.startswith("without the prior, and trained again, ")


@pytest.mark.slow
def test_films_and_ratings_of_ones_own_are_measured_and_nothing_is_kept(evaluate, tmp_path):
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"modalities": ["categorical"], "prior": {"splits": 1}}))
    status, out, err = evaluate("--data", SMALL, "--config", settings, "--splits", 1, "--json")
    assert status == 0
    assert "16 films" in err
    assert "kept in" not in err
    assert {each["seeds"] for each in json.loads(out)["protocols"]} == {1}


def test_without_options_the_prepared_demo_is_measured(evaluate, folder, tmp_path):
    shutil.copytree(folder, tmp_path / "home" / "demo")
    status, out, err = evaluate("--splits", 1, "--json")
    assert (status, "kept in" in err) == (0, False)
    assert json.loads(out)["data_hash"] == read_model_manifest(folder / "model").data_hash


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--content", "--faithfulness"), "measurements of their own"),
        (("--content", "--splits", 1), "the number of splits must be at least 2, not 1"),
        (("--out", "figures"), "--out is where figures of --faithfulness go"),
        (("--data", SMALL), "--model brings its own films, ratings and settings"),
    ],
)
def test_options_that_do_not_go_together_are_refused(evaluate, folder, options, said):
    status, out, err = evaluate("--model", folder, *options)
    assert (status, out) == (2, "")
    assert said in err


def test_a_model_without_its_ratings_cannot_be_measured(evaluate, folder, tmp_path):
    shutil.copytree(folder / "model", tmp_path / "alone" / "model")
    status, _, err = evaluate("--model", tmp_path / "alone")
    assert status == 1
    assert "holds no EMDE prepared catalogue" in err


@pytest.mark.parametrize("inside", ["", "model"])
def test_a_model_beside_other_ratings_cannot_be_measured(evaluate, folder, inside):
    restate(folder / "model", data_hash="0" * 16)
    status, _, err = evaluate("--model", folder / inside)
    assert status == 1
    assert "other films or ratings" in err
    assert "train it again" in err


@pytest.mark.slow
def test_too_few_viewers_to_measure_on(evaluate, tmp_path):
    (tmp_path / "data").mkdir()
    shutil.copy(SMALL / "films.jsonl", tmp_path / "data")
    (tmp_path / "data" / "ratings.csv").write_text("viewer,film,rating\na,1,5\nb,2,5\n")
    for words in ((), ("--content",)):
        status, out, err = evaluate("--data", tmp_path / "data", "--json", *words)
        assert (status, out) == (1, "")
        assert "too few viewers to measure on" in err


def test_films_too_few_for_a_history_and_a_rival_are_told(evaluate, folder):
    status, _, said = evaluate("--model", folder, "--faithfulness", "--viewers", 10)
    assert status == 1
    assert "no viewer has rated 10 of these 16 films and left 2 of them" in said
