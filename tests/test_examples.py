"""The examples in docstrings are true: each module's run as doctests, with a small model in the demo's place."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import emde_core

CORE = Path(emde_core.__file__).parent
WITH_EXAMPLES = sorted(
    ".".join(("emde_core", *path.relative_to(CORE).with_suffix("").parts))
    for path in CORE.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)
# The faces that people meet first
FACES = ("recommender", "history", "config", "demo", "audition", "data.catalogue", "data.interactions")


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_examples_are_true(module, demo_is_famous):  # noqa: ARG001 - what the examples load
    results = doctest.testmod(import_module(module), optionflags=doctest.ELLIPSIS)
    assert results.failed == 0  # what differed is printed
    assert results.attempted


@pytest.mark.parametrize("face", FACES)
def test_the_public_face_has_examples(face):
    assert f"emde_core.{face}" in WITH_EXAMPLES
