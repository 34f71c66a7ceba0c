"""Imports within the dashboard go the way that its README says, which also says who knows Streamlit."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

DASHBOARD = Path(__file__).parents[2] / "dashboard"
ROW = re.compile(r"^\| (`.+?) \|", re.MULTILINE)
KNOW_STREAMLIT = 4  # rows, the last


def layers() -> list[list[str]]:
    """The table's rows, from the bottom up: names of modules and folders."""
    table = (DASHBOARD / "README.md").read_text(encoding="utf-8")
    return [re.findall(r"`(\w+)", cell) for cell in ROW.findall(table)]


LAYERS = layers()
PLACES = {name: place for place, row in enumerate(LAYERS) for name in row}
FILES = [path for path in sorted(DASHBOARD.rglob("*.py")) if path != DASHBOARD / "__init__.py"]


def name_of(path: Path) -> str:
    return path.relative_to(DASHBOARD).parts[0].removesuffix(".py")


def imported(source: str) -> set[str]:
    """Dotted names of all that is imported, inside functions too, each with what is taken from it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_table_names_each_module_once():
    named = [name for row in LAYERS for name in row]
    assert sorted(named) == sorted({name_of(path) for path in FILES})


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DASHBOARD)))
def test_imports_go_one_way(path):
    place = PLACES[name_of(path)]
    parts = [name.split(".") for name in imported(path.read_text(encoding="utf-8"))]
    own = {name for package, name, *_ in (each for each in parts if each[0] == "dashboard")}
    above = sorted(name for name in own if PLACES[name] > place)
    assert not above, f"{path.name} imports from a row below its own: {', '.join(above)}"
    if place < len(LAYERS) - KNOW_STREAMLIT:
        assert "streamlit" not in {name for name, *_ in parts}


def test_a_wrong_import_would_be_noticed():
    source = "import streamlit\ndef f():\n    from dashboard import views\n    from dashboard.app import main"
    found = imported(source)
    assert found == {"streamlit", "dashboard.views", "dashboard.app.main"}
    assert PLACES["look"] < PLACES["service"] < PLACES["browser"] < PLACES["views"] == PLACES["app"]
