"""HTML is written by ``dashboard/text/markup.py`` alone, where every plain string is escaped."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DASHBOARD = Path(__file__).parents[2] / "dashboard"
MARKUP, PAGE = DASHBOARD / "text" / "markup.py", DASHBOARD / "browser" / "page.py"
TRUSTING = {MARKUP, DASHBOARD / "browser" / "theme.py", DASHBOARD / "export" / "report.py"}  # style sheets, scripts
TAG = re.compile(r"<[a-z/][^<>]*>?")
FILES = [path for path in sorted(DASHBOARD.rglob("*.py")) if path != MARKUP]


def literals(tree: ast.Module) -> Iterator[str]:
    """Strings of a module that are no docstrings, pieces of f-strings among them."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def calls(tree: ast.Module) -> set[str]:
    """Names of what a module calls, the last part of dotted ones."""
    callees = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in callees}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DASHBOARD)))
def test_no_tag_is_written_elsewhere(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [literal for literal in literals(tree) if TAG.search(literal)] == []
    assert "Markup" not in calls(tree), "only markup.py decides what needs no escaping"
    assert "trusted" not in calls(tree) or path in TRUSTING
    assert "html" not in calls(tree) or path == PAGE, "draw_html takes Markup alone"


def test_a_tag_would_be_noticed():
    tree = ast.parse('"""A <p> of a docstring."""\ndef f(name):\n    return f"<p class=\'note\'>{name}</p>"')
    assert [bool(TAG.search(literal)) for literal in literals(tree)].count(True) == 2
