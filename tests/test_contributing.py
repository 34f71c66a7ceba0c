"""The samples of CONTRIBUTING are whole: they pass what the code passes, and do what it is said that they do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from emde_core import Catalogue, Film, History
from emde_core.data.readers import registry as readers
from emde_core.explain.methods import registry as methods
from emde_core.modalities.base import Subject
from emde_core.sketch.encoded_catalogue import encode_catalogue

ROOT = Path(__file__).parents[1]
SAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
MODALITY, READER, METHOD, SCREEN = SAMPLES


@pytest.fixture
def module(monkeypatch):
    """Run a sample as a module of its own."""

    def run(sample):
        monkeypatch.setitem(sys.modules, "sample", type(sys)("sample"))
        exec(compile(sample, "sample.py", "exec"), vars(sys.modules["sample"]))  # noqa: S102 - our own document
        return sys.modules["sample"]

    return run


@pytest.mark.slow
def test_samples_pass_style_and_types(tmp_path):
    names = ["modality", "reader", "method", "screen"]
    for name, sample in zip(names, SAMPLES, strict=True):
        (tmp_path / f"{name}.py").write_text(sample, encoding="utf-8")
    settings = ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    for check in (["ruff", "check", *settings], ["ruff", "format", "--check", *settings]):
        done = subprocess.run([sys.executable, "-m", *check, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    files = [str(tmp_path / f"{name}.py") for name in names]
    done = subprocess.run([sys.executable, "-m", "mypy", *files], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_modality_reads_keywords(module):
    modality = module(MODALITY).Keywords()
    film, silent_film = Film(id="1", title="A", keywords=("harbour", "storm")), Film(id="2", title="B")
    atoms, none = modality.read([Subject(film), Subject(silent_film)])
    assert (atoms.keys, len(none.keys)) == (("harbour", "storm"), 0)
    assert [each.name for each in modality.show(film, atoms.places)] == ["harbour", "storm"]
    assert "keywords" in encode_catalogue(Catalogue((film, silent_film)), [modality]).sketches


def test_the_reader_opens_a_list_of_titles(module, tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "READERS", (*readers.READERS, module(READER).TITLES))
    (tmp_path / "titles.json").write_text('{"7": "Alien"}', encoding="utf-8")
    assert [film.title for film in readers.open_dataset(tmp_path).catalogue] == ["Alien"]


def test_the_method_gives_years(module, monkeypatch, small_model):
    monkeypatch.setattr(methods, "METHODS", (*methods.METHODS, module(METHOD).YEAR))
    why = small_model.explain(History(("1", "2")), "3", method="year")
    assert list(why.by_entry.values()) == [small_model.catalogue[film_id].year for film_id in ("1", "2")]


def test_the_screen_draws(module):
    assert module(SCREEN).show.__doc__ == "Draw the screen."
