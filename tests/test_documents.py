"""Every file, module and command that a document or a docstring names is there."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OWN = ("emde_core", "dashboard", "tests", "assets")
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(p for folder in OWN for p in (ROOT / folder).rglob("*.md"))]
    if path.name != "CHANGELOG.md"  # which tells of what is gone
)
CODE = sorted(path for folder in OWN for path in (ROOT / folder).rglob("*.py"))

LINK = re.compile(r"\]\(([^)#:\s]+)[^):]*\)")
IN_TICKS = re.compile(r"`+([^`\n]+)`+")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
FILE = re.compile(r"[\w.-]*\.(?:py|js|css|md|toml|txt|json|jsonl|ipynb|yml|yaml)")
MODULE = re.compile(r"(?:emde_core|dashboard|tests)(?:\.\w+)+")
MADE_LATER = {  # files of data and results, which nobody commits
    "films.jsonl", "ratings.csv", "ratings.parquet", "manifest.json", "report.json", "links.csv", "more.csv",
    "history.json", "movies.csv", "recipes.jsonl", "watched.csv",
}  # fmt: skip


def docstrings(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    texts = (ast.get_docstring(node) for node in ast.walk(tree) if isinstance(node, holders))
    return [text for text in texts if text]


def places(text: str, beside: Path) -> list[str]:
    """Paths within the project in backticks that do not exist, looked for from the root and beside the document."""
    named = [name for name in IN_TICKS.findall(text) if PATH.fullmatch(name)]
    wanted = [name for name in named if name.split("/")[0] in OWN or (FILE.fullmatch(name) and name not in MADE_LATER)]
    return [name for name in wanted if not any((base / name).exists() for base in bases(name, beside))]


def bases(name: str, beside: Path) -> list[Path]:
    """Folders that a name may count from: the root, the document's own, and for a bare file any of ours."""
    anywhere = [path.parent for folder in OWN for path in (ROOT / folder).rglob(name)] if "/" not in name else []
    return [ROOT, beside, *anywhere]


def modules(text: str) -> list[str]:
    """Dotted names of ours that lead to no module, nor to anything that a module defines."""
    return [name for name in MODULE.findall(text) if not resolves(name)]


def resolves(name: str) -> bool:
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:end])
        if place.with_suffix(".py").is_file() or place.is_dir():
            rest = parts[end:]
            return not rest or hasattr(importlib.import_module(".".join(parts[:end])), rest[0])
    return False


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_leads_somewhere(document):
    text = document.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []
    assert places(text, document.parent) == []
    assert modules(text) == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_docstring_leads_somewhere(path):
    text = "\n".join(docstrings(path))
    assert places(text, path.parent) == []
    assert modules(text) == []


def test_a_wrong_name_would_be_noticed():
    text = "see `emde_core/nowhere.py`, ``dashboard/README.md``, [it](README.md) and ``emde_core.recommender.Nobody``"
    assert places(text, ROOT) == ["emde_core/nowhere.py"]
    assert modules(text) == ["emde_core.recommender.Nobody"]
    assert LINK.findall(text) == ["README.md"]
