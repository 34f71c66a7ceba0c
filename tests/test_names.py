"""Names are nouns and verbs, and docstrings say at once what they are about."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("emde_core", "dashboard")
FIELDS = {  # names that a link, a file or JavaScript holds as well
    ("dashboard/components/poster_grid/__init__.py", "selected"),
    ("dashboard/export/records.py", "made"),
    ("dashboard/state/state.py", "selected"),
}

OPENINGS = frozenset("What How Who Whose Where Whether Which When Why Of By As With".split())  # noqa: SIM905 - a page

# A participle alone says what was done to a thing, and not what the thing is. Left out are `liked`, `disliked` and
# `unknown`, sets of films in the public face, and `encoded` and `prepared`, arguments that hold an EncodedCatalogue and
# a PreparedCatalogue.
PARTICIPLES = frozenset(
    """
    aimed answered applied borrowed called checked chosen cleaned counted described done drawn fetched filled fitted
    followed found gained given gone grouped hashed held imported joined kept known listed loaded looked made marked
    matched measured meant merged met moved named numbered packed parsed passed picked placed planted played projected
    proven put raised ranked reached received removed replaced reported resolved said saved scored seen selected sent
    served settled shown solved spoken stated stored stretched summed supposed taken told tried turned understood used
    validated wanted warned weighed weighted wished worn woven
    """.split()  # noqa: SIM905
)


def documented(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
            yield node, text


def bound(tree):
    """Every name that a module binds: variables, parameters, functions and classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.lineno, node.name


FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@pytest.fixture(scope="module")
def trees():
    return {path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def test_no_docstring_begins_with_a_question_or_in_the_middle_of_a_sentence(trees):
    openings = (
        (f"{path}:{getattr(node, 'lineno', 1)}", text)
        for path, tree in trees.items()
        for node, text in documented(tree)
    )
    offenders = [f"{where} {text:.60}" for where, text in openings if re.match(r"\w*", text)[0] in OPENINGS]
    assert not offenders, "\n".join(offenders)


def test_no_name_is_a_bare_participle(trees):
    names = ((path, line, name) for path, tree in trees.items() for line, name in bound(tree))
    offenders = [
        f"{path}:{line} {name}"
        for path, line, name in names
        if name.strip("_").lower() in PARTICIPLES and (path.as_posix(), name) not in FIELDS
    ]
    assert not offenders, "\n".join(offenders)


def test_no_module_is_called_by_a_bare_participle():
    assert [path.name for path in FILES if path.stem in PARTICIPLES] == []
