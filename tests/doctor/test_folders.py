"""Folders of data and models: what is damaged in them is named, with the command that mends it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from emde_core import workspace
from emde_core.artifacts import files
from emde_core.doctor import catalogues
from emde_core.doctor.finding import Finding, State
from tests.artifact_files import restate
from tests.doctor.machines import ROOT, documented_facts


def looked_at(folder: Path) -> list[Finding]:
    findings = list(catalogues.folder_contents(folder))
    assert {fact for finding in findings for fact in finding.facts} <= documented_facts()["folder"]
    return [finding for finding in findings if finding.state != State.IN_ORDER]


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_whole_folder_is_in_order(folder, small_model):
    words = [finding.words for finding in catalogues.folder_contents(folder)]
    assert looked_at(folder) == looked_at(folder / "model") == []
    assert words[0].startswith(f"{folder}: 16 films, ")
    assert f"model {small_model.model_hash} of 16 films, 24 viewers" in words[-1]


@pytest.mark.parametrize("name", ["films.jsonl", "ratings.parquet", "arrays.safetensors"])
def test_a_flipped_bit_of_prepared_data_is_a_fault(folder, name):
    path = files.content_file(folder, name)
    flip(path)
    [finding] = looked_at(folder)
    assert finding.state == State.FAULT
    assert f"{path} is damaged" in finding.words
    assert finding.remedy == f"emde prepare {folder} --data FILMS"


@pytest.mark.parametrize("name", ["films.jsonl", "arrays.safetensors", "learned.safetensors", "manifest.json"])
def test_a_damaged_model_is_a_fault(folder, name):
    path = files.content_file(folder / "model", name) or folder / "model" / name
    path.write_bytes(path.read_bytes()[:-9])
    [finding] = looked_at(folder)
    assert finding.state == State.FAULT
    assert str(path) in finding.words
    assert finding.remedy == f"emde train {folder}"


def test_a_model_of_other_data_is_a_fault_and_none_a_warning(folder):
    restate(folder / "model", data_hash="other")
    [finding] = looked_at(folder)
    assert (finding.state, finding.remedy) == (State.FAULT, f"emde train {folder}")
    assert "trained on other films or ratings" in finding.words
    shutil.rmtree(folder / "model")
    [finding] = looked_at(folder)
    assert (finding.state, finding.remedy) == (State.WARNING, f"emde train {folder}")


def test_missing_and_broken_posters_are_counted(folder, tmp_path):
    lines = files.content_file(folder, "films.jsonl").read_text(encoding="utf-8").splitlines()
    films = [json.loads(line) for line in lines]
    named = [film["poster"] for film in films if film.get("poster")]
    manifest = json.loads((folder / files.MANIFEST).read_text())
    posters = Path(shutil.copytree(manifest["posters"], tmp_path / "posters"))
    (posters / named[0]).unlink()
    flipped = posters / named[1]
    flipped.write_bytes(flipped.read_bytes()[:40])
    for path in (folder, folder / "model"):
        restate(path, posters=str(posters))
    [finding] = looked_at(folder)
    assert finding.state == State.WARNING
    assert "1 are missing, 1 can't be read" in finding.words
    assert (finding.facts["missing"], finding.facts["unreadable"]) == (1, 1)


def test_a_language_model_that_a_model_names_is_said(folder, healthy):
    from emde_core.artifacts import model as models

    trained, number = models.load_model(folder / "model")
    reader = trained.encoded.readers["text"]
    object.__setattr__(reader.modality, "model", "somebody/else")
    healthy.setattr(models, "load_model", lambda path: (trained, number))  # noqa: ARG005
    [finding] = looked_at(folder / "model")
    assert "films read by somebody/else" in finding.words


def test_what_is_no_folder_of_ours_is_a_fault(tmp_path, healthy):  # noqa: ARG001
    assert [finding.state for finding in looked_at(tmp_path / "nowhere")] == [State.FAULT]
    (tmp_path / "green tea\x1b[m").mkdir()
    [finding] = looked_at(tmp_path / "green tea\x1b[m")
    assert finding.state == State.FAULT
    assert finding.remedy == rf"emde prepare $'{tmp_path}/green tea\u001b[m' --data FILMS, or delete it"
    assert looked_at(ROOT / "tests" / "fixtures" / "small") == []


def test_a_damaged_demo_is_mended_by_the_command_that_makes_it(healthy):  # noqa: ARG001
    flip(files.content_file(workspace.demo_folder(), "films.jsonl"))
    assert [finding.remedy for finding in looked_at(workspace.demo_folder())] == ["emde demo --prepare-only"]
