"""What is pushed to a host is whole: a container's recipe, a Space, an app for Streamlit's Community Cloud."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib

import pytest
import yaml

from tests.supply.deploy import RECIPES, write_cloud, write_space
from tests.supply.lock import DEMO, ROOT, read_lock

CHECKOUT = (ROOT / ".git").exists() and shutil.which("git") is not None
DOCKERFILE = (RECIPES / "Dockerfile").read_text(encoding="utf-8")


def copied(dockerfile: str) -> list[str]:
    """Every source that a recipe copies from where it is built."""
    return [
        source for line in re.findall(r"^COPY (?!--)(.+) \S+$", dockerfile, re.MULTILINE) for source in line.split()
    ]


def test_the_container_holds_the_locks_and_the_wheel_and_no_data():
    assert copied(DOCKERFILE) == ["locks/torch.txt", "locks/demo.txt", "dist/*.whl"]
    ignored = (RECIPES / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert [line for line in ignored if not line.startswith("#")] == ["*", "!dist/*.whl", "!locks/*.txt"]
    assert "--require-hashes --no-deps -r locks/torch.txt" in DOCKERFILE
    assert "--require-hashes --no-deps -r locks/demo.txt" in DOCKERFILE


def test_the_container_runs_as_nobody_special_and_says_how_it_is():
    stage = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    assert re.findall(r"^USER (.+)$", stage, re.MULTILINE) == ["1000"]
    assert stage.index("RUN useradd") < stage.index("USER 1000") < stage.index("ENTRYPOINT")
    assert "/_stcore/health" in stage
    assert len(set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))) == 1


@pytest.fixture
def space(tmp_path):
    wheel = tmp_path / "emde_dashboard-1-py3-none-any.whl"
    wheel.touch()
    folder = tmp_path / "space"
    write_space(folder, wheel)
    return folder


def test_a_space_says_what_it_is(space):
    front = yaml.safe_load((space / "README.md").read_text(encoding="utf-8").split("---\n")[1])
    assert {"title", "emoji", "colorFrom", "colorTo", "license", "sdk"} <= front.keys()
    assert (front["sdk"], front["license"]) == ("docker", "mit")
    assert len(front["short_description"]) <= 60
    colours = {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}
    assert {front["colorFrom"], front["colorTo"]} <= colours
    assert f"EXPOSE {front['app_port']}" in (space / "Dockerfile").read_text(encoding="utf-8")


def test_a_space_has_what_its_container_copies(space):
    recipe = (space / "Dockerfile").read_text(encoding="utf-8")
    assert all(list(space.glob(source)) for source in copied(recipe))
    assert recipe.count("ENTRYPOINT") == 1
    assert "--allow-host $SPACE_HOST" in recipe


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    if not CHECKOUT:
        pytest.skip("what belongs to it is what git knows, and this is no checkout")
    folder = tmp_path_factory.mktemp("cloud")
    write_cloud(folder)
    return folder


def test_the_cloud_s_requirements_all_have_hashes(cloud):
    torch, _, rest = (cloud / "requirements.txt").read_text(encoding="utf-8").partition("\n")
    assert re.fullmatch(r"torch @ https://download\.pytorch\.org/\S+\.whl#sha256=[0-9a-f]{64}", torch)
    pins = read_lock(rest)
    assert pins == read_lock(DEMO.read_text(encoding="utf-8"))
    assert all(pin.hashes for pin in pins.values())


def test_the_cloud_s_settings_are_ours_but_for_where_it_listens(cloud):
    settings = tomllib.loads((cloud / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    ours = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["theme"] == ours["theme"]
    assert ours["server"].keys() - settings["server"].keys() == {"address"}
    assert settings["client"]["showErrorDetails"] == "none"


@pytest.mark.slow
def test_the_cloud_s_entry_draws_the_dashboard(cloud, small_model_path):
    script = """
        import sys
        from streamlit.testing.v1 import AppTest
        page = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
        import dashboard
        print(dashboard.__file__, len(page.exception), len(page.error), len(page.get("bidi_component")) > 0)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), "--model", str(small_model_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cloud,
        env=os.environ | {"PYTHONPATH": str(cloud)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0].startswith(str(cloud))
    assert done.stdout.split()[1:] == ["0", "0", "True"], done.stderr
