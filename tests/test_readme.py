"""What README and the module READMEs promise is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emde_core.cli.app import app
from emde_core.data.columns import FILM_COLUMNS, RATING_COLUMNS

ROOT = Path(__file__).parents[1]
READMES = sorted(p for p in ROOT.rglob("README.md") if not {".venv", "node_modules"} & set(p.parts))
LINK = re.compile(r"\]\(([^)#:]+)\)")
IN_TICKS = re.compile(r"`((?:emde_core|dashboard|assets|tests)/[\w./-]*)`")
COMMAND = re.compile(r"^(?:\.venv/bin/)?emde ([a-z-]+)", re.MULTILINE)


@pytest.mark.parametrize("readme", READMES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_it_points_to_exists(readme):
    text = readme.read_text(encoding="utf-8")
    for link in LINK.findall(text):
        assert (readme.parent / link).exists(), link
    for place in IN_TICKS.findall(text):
        assert (ROOT / place).exists(), place


@pytest.mark.parametrize("readme", READMES, ids=lambda p: str(p.relative_to(ROOT)))
def test_its_commands_exist(readme):
    known = {command.name or command.callback.__name__.replace("_", "-") for command in app.registered_commands}
    assert set(COMMAND.findall(readme.read_text(encoding="utf-8"))) <= known


def test_the_table_of_columns_is_the_codes():
    readme = (ROOT / "emde_core" / "data" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([a-z_, ]+) \|$", readme, re.MULTILINE)
    table = {field: tuple(names.split(", ")) for field, names in rows if field in {**FILM_COLUMNS, **RATING_COLUMNS}}
    assert table == {**FILM_COLUMNS, **RATING_COLUMNS}


def test_its_example_runs(small_model_path):
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    for theirs, ours in {
        "path/to/model": str(small_model_path),
        '["Alien", "Blade Runner"]': '["1", "2"]',
        '["Dumb and Dumber"]': '["16"]',
        "The Terminator": "8",
    }.items():
        assert theirs in block
        block = block.replace(theirs, ours)
    names: dict[str, object] = {}
    exec(block, names)  # noqa: S102 - our own README
    assert names["why"].completeness_residual < 1e-6
