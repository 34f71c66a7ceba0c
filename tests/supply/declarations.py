"""The packages that ``pyproject.toml`` declares, and the packages that modules import."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from tests.supply.lock import ROOT, canonical

OWN = "emde-dashboard"
OWN_MODULES = {"emde_core", "dashboard", "tests"}


@dataclass(frozen=True)
class Import:
    """An import of another's package: the file, the module, and the extra named by a ``with extra(...)`` around it."""

    file: str
    module: str
    extra: str | None


@cache
def declared() -> dict[str, frozenset[str]]:
    """Return the declared packages of each extra, those of the extras that it includes too; "" is the library alone."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    return {extra: frozenset(_expand(extra, lists)) for extra in lists}


def _expand(extra: str, lists: dict[str, list[str]]) -> Iterator[str]:
    for requirement in lists[extra]:
        name, extras = re.match(r"([\w.-]+)(?:\[([\w,-]+)\])?", requirement).groups()
        if canonical(name) == OWN:
            for other in extras.split(","):
                yield from _expand(other, lists)
        else:
            yield canonical(name)


def requirements(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """Yield each package, with the extra of it, that a package and one of its extras ask for on this machine."""
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # what only other platforms need
        return
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            for each in ("", *requirement.extras):
                yield canonical(requirement.name), each


def package_of(module: str) -> str:
    """Return the installed package that a module comes from, else the module's own name."""
    return canonical(_distributions().get(module, [module])[0])


@cache
def _distributions() -> dict[str, list[str]]:
    return {module: list(names) for module, names in metadata.packages_distributions().items()}


def imports(path: Path, root: Path = ROOT) -> Iterator[Import]:
    """Find what a file imports of others, inside functions and for type checking too."""
    yield from _imports(ast.parse(path.read_text(encoding="utf-8")), path.relative_to(root).as_posix(), None)


def _imports(node: ast.AST, file: str, extra: str | None) -> Iterator[Import]:
    if isinstance(node, ast.With):
        extra = _extra(node) or extra
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        names = [node.module]
    for name in names:
        module = name.partition(".")[0]
        if module not in sys.stdlib_module_names | OWN_MODULES:
            yield Import(file, module, extra)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):  # what an import can stand in
            yield from _imports(child, file, extra)


def _extra(block: ast.With) -> str | None:
    for item in block.items:
        call = item.context_expr
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "extra":
            return ast.literal_eval(call.args[0])
    return None
