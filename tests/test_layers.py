"""Imports go the way that the README of emde_core says, and what the dashboard's first page needs stays light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

CORE = Path(__file__).parents[1] / "emde_core"

ROW = re.compile(r"^\| (`.+?) \|", re.MULTILINE)


def layers():
    """The rows of the README's table of rooms, from the bottom up: names of modules and folders."""
    table = (CORE / "README.md").read_text(encoding="utf-8").partition("## Where things are")[2]
    return [re.findall(r"`(\w+)(?:/|\.py)`", cell) for cell in ROW.findall(table)]


LAYERS = layers()

HEAVY = ("torch", "sentence_transformers", "transformers", "sklearn", "streamlit", "plotly")


def modules():
    return {".".join(path.relative_to(CORE).with_suffix("").parts): path for path in sorted(CORE.rglob("*.py"))}


def imported(path):
    """The modules of emde_core that a file imports, and the other top-level packages; imports inside functions too."""
    own, other = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            (own if name.split(".")[0] == "emde_core" else other).add(name)
    return {_module(name) for name in own} - {""}, {name.split(".")[0] for name in other}


def _module(name):
    """The longest part of a dotted name that is a module, without the leading emde_core."""
    parts = name.split(".")[1:]
    while parts and not ((CORE / Path(*parts)).with_suffix(".py").is_file() or (CORE / Path(*parts)).is_dir()):
        parts.pop()
    return ".".join(parts)


def layer_of(module):
    module = module.removesuffix(".__init__")
    for number, layer in enumerate(LAYERS):
        if any(module == name or module.startswith(f"{name}.") for name in layer):
            return number
    return None


@pytest.mark.parametrize("module", [m for m in modules() if m != "__init__"])
def test_imports_point_one_way(module):
    own, other = imported(modules()[module])
    here = layer_of(module)
    assert here is not None, f"{module} has no row: add it to the table in emde_core/README.md"
    wrong = sorted(name for name in own if (layer_of(name) if layer_of(name) is not None else 99) > here)
    assert not wrong, f"emde_core.{module} imports from a layer above its own: {', '.join(wrong)}"
    assert not other & {"streamlit", "dashboard"}
    assert "plotly" not in other or module == "evaluate.faithfulness.figures"


def test_there_are_no_cycles():
    edges = {m: imported(path)[0] for m, path in modules().items() if not m.endswith("__init__")}
    done, path = set(), []

    def visit(module):
        assert module not in path, f"a cycle: {' -> '.join([*path[path.index(module) :], module])}"
        if module in done or module not in edges:
            return
        path.append(module)
        for each in sorted(edges[module]):
            visit(each)
        path.pop()
        done.add(module)

    for module in edges:
        visit(module)


def test_a_wrong_import_would_be_noticed(tmp_path):
    """The test's own test: one upward import, one inside a function, one of a name from a package."""
    file = tmp_path / "bad.py"
    file.write_text(
        "import streamlit as st\nfrom emde_core.model import affinity\nfrom emde_core.recommender import Recommender\n"
        "def f():\n    from emde_core.cli.app import main\n"
    )
    own, other = imported(file)
    assert own == {"model.affinity", "recommender", "cli.app"}
    assert "streamlit" in other
    assert layer_of("model.affinity") < layer_of("recommender") < layer_of("cli.app")
    assert layer_of("cli.__init__") == layer_of("cli.app")


@pytest.mark.slow
def test_loading_and_explaining_needs_numpy_and_scipy_alone(small_model_path):
    """In a process of its own: torch and its friends take seconds to import, and the first page must not wait."""
    script = f"""
import sys
from emde_core import History, Recommender
from emde_core.history import more
model = Recommender.load({str(small_model_path)!r})
history = History(liked=("1", "12"), disliked=("4",), wishes=(more("word", "lighthouse"),))
assert model.recommend(history, 3)
why = model.explain(history, "2", rival="3", baseline="average")
assert why.words and why.phrases and why.regions and why.categories and why.history_atoms
assert why.completeness_residual < 1e-9
assert model.threads(history, "2") and model.leave_one_out(history, "2") and model.smallest_edit(history, "2")
assert model.by_content_alone().recommend(history, 3) and model.weighing({{"image": 2}}).recommend(history, 3)
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=CORE.parent)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
